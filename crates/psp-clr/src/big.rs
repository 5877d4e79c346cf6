//! `System.Numerics.BigInteger` where num-bigint leaves .NET's rules open.

use num_bigint::{BigInt, Sign};
use num_traits::{FromPrimitive, One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// `new BigInteger(double)`: the fraction is cut off; nothing if not finite.
pub fn from_f64(value: f64) -> Option<BigInt> {
    BigInt::from_f64(value.trunc())
}

/// `new BigInteger(decimal)`: the fraction is cut off.
pub fn from_decimal(value: Decimal) -> BigInt {
    BigInt::from(value.trunc().mantissa())
}

/// `(double)value`: infinite if too large; .NET cuts off what does not fit into the 53 bits of a double.
pub fn to_f64(value: &BigInt) -> f64 {
    const DIGITS: u64 = f64::MANTISSA_DIGITS as u64;
    let shift = value.bits().saturating_sub(DIGITS);
    let cut = BigInt::from_biguint(value.sign(), (value.magnitude() >> shift) << shift);
    cut.to_f64().unwrap_or(f64::NAN)
}

/// `(decimal)value`: nothing if too large.
pub fn to_decimal(value: &BigInt) -> Option<Decimal> {
    crate::number::big_to_decimal(value)
}

/// `BigInteger.Pow`; nothing if the result would not fit in memory.
pub fn pow(base: &BigInt, exponent: u32) -> Option<BigInt> {
    const MAX_BITS: u64 = 1 << 32;
    if base.magnitude().is_one() || base.is_zero() {
        return Some(base.pow(exponent.min(2 + exponent % 2)));
    }
    if base.bits().saturating_mul(u64::from(exponent)) > MAX_BITS { None } else { Some(base.pow(exponent)) }
}

/// `BigInteger.ModPow`: the sign of the base's power; nothing for a modulus of zero or a negative exponent.
pub fn mod_pow(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    if modulus.is_zero() || exponent.is_negative() {
        return None;
    }
    let magnitude = base.magnitude().modpow(exponent.magnitude(), modulus.magnitude());
    let negative = base.is_negative() && exponent.bit(0);
    Some(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
}

/// `BigInteger.Log(value)`: not a number for what is negative.
pub fn log(value: &BigInt) -> f64 {
    if value.is_negative() {
        return f64::NAN;
    }
    if value.is_zero() {
        return f64::NEG_INFINITY;
    }
    // The highest 64 bits say enough.
    let shift = value.bits().saturating_sub(64);
    let head = (value >> shift).to_f64().unwrap_or(f64::INFINITY);
    head.ln() + shift as f64 * std::f64::consts::LN_2
}

/// `BigInteger.Log10(value)`.
pub fn log10(value: &BigInt) -> f64 {
    if value.is_negative() || value.is_zero() {
        return log(value);
    }
    let digits = value.magnitude().to_str_radix(10);
    let head = digits.get(..digits.len().min(17)).and_then(|it| it.parse::<f64>().ok()).unwrap_or(f64::NAN);
    head.log10() + digits.len().saturating_sub(17) as f64
}

/// `ToByteArray`: two's complement, the low byte first.
pub fn to_byte_array(value: &BigInt) -> Vec<u8> {
    value.to_signed_bytes_le()
}

/// `new BigInteger(byte[])`.
pub fn from_byte_array(bytes: &[u8]) -> BigInt {
    BigInt::from_signed_bytes_le(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_that_of_dotnet() {
        let big = |it: i64| BigInt::from(it);
        assert_eq!(mod_pow(&big(3), &big(200), &big(13)), Some(big(9)));
        assert_eq!(mod_pow(&big(-2), &big(3), &big(5)), Some(big(-3)));
        assert_eq!(pow(&big(-1), u32::MAX), Some(big(-1)));
        assert_eq!(pow(&big(2), 10), Some(big(1024)));
        assert_eq!(pow(&big(2), u32::MAX), None);
        assert_eq!(log10(&big(10).pow(50)), 50.0);
        assert_eq!(from_f64(-7.9), Some(big(-7)));
    }

    proptest::proptest! {
        #[test]
        fn bytes_go_both_ways(value in proptest::num::i64::ANY) {
            proptest::prop_assert_eq!(from_byte_array(&to_byte_array(&BigInt::from(value))), BigInt::from(value));
        }
    }
}

//! `System.Numerics.BigInteger`.

use crate::{
    declare::{Argument, Bytes, Out},
    support::{Provider, culture::culture_of, errors, numbers, values},
    system::{globalization::enums::NumberStyles as PsStyles, tuple},
};
use num_bigint::{BigInt, Sign};
use num_traits::{One, Signed, ToPrimitive, Zero};
use psp_clr::number::{self, Number, NumberStyles, ParseError};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Object, Result, Value, View};
use rust_decimal::Decimal;

/// An integer of any size.
pub(crate) struct BigInteger;

#[ps_type("System.Numerics.BigInteger", of = BIG_INTEGER)]
impl BigInteger {
    /// Zero.
    #[ps(get)]
    fn zero() -> BigInt {
        BigInt::ZERO
    }

    /// One.
    #[ps(get)]
    fn one() -> BigInt {
        BigInt::one()
    }

    /// Minus one.
    #[ps(get)]
    fn minus_one() -> BigInt {
        -BigInt::one()
    }

    /// From another number, or from bytes, the lowest first.
    #[ps("new", each = [i32, u32, i64, u64])]
    fn from_integer<T: Into<BigInt>>(value: T) -> BigInt {
        value.into()
    }
    #[ps("new")]
    fn from_real(value: f64) -> Result<BigInt> {
        num_traits::FromPrimitive::from_f64(value).ok_or_else(|| {
            let message = if value.is_nan() {
                "The value is not a number."
            } else {
                "BigInteger cannot represent infinity."
            };
            Fault::new("System.OverflowException", message).into()
        })
    }
    #[ps("new")]
    fn from_decimal(value: Decimal) -> BigInt {
        BigInt::from(value.trunc().mantissa())
    }
    #[ps("new")]
    fn from_bytes(value: Bytes) -> BigInt {
        BigInt::from_signed_bytes_le(&value.0)
    }

    /// The number without its sign.
    #[ps]
    fn abs(value: BigInt) -> BigInt {
        value.abs()
    }

    /// The sum.
    #[ps]
    fn add(left: BigInt, right: BigInt) -> BigInt {
        left + right
    }

    /// The difference.
    #[ps]
    fn subtract(left: BigInt, right: BigInt) -> BigInt {
        left - right
    }

    /// The product.
    #[ps]
    fn multiply(left: BigInt, right: BigInt) -> BigInt {
        left * right
    }

    /// The quotient.
    #[ps]
    fn divide(dividend: BigInt, divisor: BigInt) -> Result<BigInt> {
        not_zero(&divisor)?;
        Ok(dividend / divisor)
    }

    /// The remainder.
    #[ps]
    fn remainder(dividend: BigInt, divisor: BigInt) -> Result<BigInt> {
        not_zero(&divisor)?;
        Ok(dividend % divisor)
    }

    /// The quotient and the remainder.
    #[ps]
    fn div_rem(left: BigInt, right: BigInt) -> Result<Value> {
        not_zero(&right)?;
        let (quotient, remainder) = (&left / &right, left % right);
        Ok(tuple::value_tuple(vec![
            Object::big_integer(quotient).into(),
            Object::big_integer(remainder).into(),
        ]))
    }
    #[ps("DivRem")]
    fn div_rem_out(
        context: &mut dyn Context,
        dividend: BigInt,
        divisor: BigInt,
        remainder: Out<BigInt>,
    ) -> Result<BigInt> {
        not_zero(&divisor)?;
        remainder.set(context, Object::big_integer(&dividend % &divisor))?;
        Ok(dividend / divisor)
    }

    /// The number with the other sign.
    #[ps]
    fn negate(value: BigInt) -> BigInt {
        -value
    }

    /// The order of two.
    #[ps]
    fn compare(left: BigInt, right: BigInt) -> i32 {
        values::sign(left.cmp(&right))
    }

    /// The largest number that divides both.
    #[ps]
    fn greatest_common_divisor(left: BigInt, right: BigInt) -> BigInt {
        let (mut a, mut b) = (left.abs(), right.abs());
        while !b.is_zero() {
            (a, b) = (b.clone(), a % b);
        }
        a
    }

    /// Divisible by two.
    #[ps]
    fn is_even_integer(value: BigInt) -> bool {
        !value.bit(0)
    }

    /// Not divisible by two.
    #[ps]
    fn is_odd_integer(value: BigInt) -> bool {
        value.bit(0)
    }

    /// The natural logarithm, or the one to a base.
    #[ps]
    fn log(value: BigInt, base_value: Option<f64>) -> f64 {
        let natural = logarithm(&value);
        base_value.map_or(natural, |it| natural / it.ln())
    }

    /// The logarithm to base 10.
    #[ps("Log10")]
    fn log10(value: BigInt) -> f64 {
        match value.to_f64() {
            Some(it) if it.is_finite() => it.log10(),
            _ => logarithm(&value) / std::f64::consts::LN_10,
        }
    }

    /// The larger of two.
    #[ps]
    fn max(left: BigInt, right: BigInt) -> BigInt {
        left.max(right)
    }

    /// The smaller of two.
    #[ps]
    fn min(left: BigInt, right: BigInt) -> BigInt {
        left.min(right)
    }

    /// The remainder of a power.
    #[ps]
    fn mod_pow(value: BigInt, exponent: BigInt, modulus: BigInt) -> Result<BigInt> {
        not_zero(&modulus)?;
        if exponent.is_negative() {
            return Err(
                Fault::out_of_range("The number must be greater than or equal to zero.", "exponent").into()
            );
        }
        // .NET's remainder has the sign of the value, num-bigint's that of the modulus.
        let result = value.abs().modpow(&exponent, &modulus.abs());
        Ok(if value.is_negative() && exponent.bit(0) { -result } else { result })
    }

    /// The number to a power.
    #[ps]
    fn pow(value: BigInt, exponent: i32) -> Result<BigInt> {
        let exponent = u32::try_from(exponent).map_err(|_| {
            Fault::out_of_range("The number must be greater than or equal to zero.", "exponent")
        })?;
        Ok(value.pow(exponent))
    }

    /// Reads a number.
    #[ps]
    fn parse(
        context: &mut dyn Context,
        value: &str,
        style: Option<PsStyles>,
        provider: Option<Provider>,
    ) -> Result<BigInt> {
        let styles = numbers::styles(style, NumberStyles::INTEGER);
        let culture = culture_of(provider, context);
        number::parse_big(value, styles, culture).map_err(|it| match it {
            ParseError::Format => errors::format("The value could not be parsed."),
            ParseError::Overflow => numbers::parse_error(it, value, 96, true),
        })
    }
    #[ps("Parse")]
    fn parse_in(context: &mut dyn Context, value: &str, provider: Provider) -> Result<BigInt> {
        Self::parse(context, value, None, Some(provider))
    }

    /// Reads a number; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, value: &str, result: Out<BigInt>) -> Result<bool> {
        let parsed = Self::parse(context, value, None, None);
        let found = parsed.is_ok();
        result.set(context, Object::big_integer(parsed.unwrap_or_default()))?;
        Ok(found)
    }

    /// A power of two.
    #[ps(get)]
    fn is_power_of_two(this: BigInt) -> bool {
        this.is_positive() && this.magnitude().count_ones() == 1
    }

    /// Zero.
    #[ps("IsZero", get)]
    fn is_zero(this: BigInt) -> bool {
        this.is_zero()
    }

    /// One.
    #[ps("IsOne", get)]
    fn is_one(this: BigInt) -> bool {
        this.is_one()
    }

    /// Divisible by two.
    #[ps(get)]
    fn is_even(this: BigInt) -> bool {
        !this.bit(0)
    }

    /// -1, 0 or 1.
    #[ps("Sign", get)]
    fn sign(this: BigInt) -> i32 {
        match this.sign() {
            Sign::Minus => -1,
            Sign::NoSign => 0,
            Sign::Plus => 1,
        }
    }

    /// The order of this and another number.
    #[ps]
    fn compare_to(context: &mut dyn Context, this: BigInt, other: &Value) -> Result<i32> {
        let other = match other.unboxed().view() {
            View::Null => return Ok(1),
            View::Int32(it) => it.into(),
            View::Int64(it) => it.into(),
            View::UInt64(it) => it.into(),
            _ => BigInt::from_value(context, other)?,
        };
        Ok(values::sign(this.cmp(&other)))
    }

    /// The other one is the same.
    #[ps]
    fn equals(this: &Value, obj: &Value) -> bool {
        values::same(this, obj)
    }

    /// How many bits the number needs.
    #[ps]
    fn get_bit_length(this: BigInt) -> i64 {
        let bits = this.bits();
        (if this.is_negative() && this.magnitude().count_ones() == 1 { bits - 1 } else { bits }) as i64
    }

    /// A number that is the same for equal numbers.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The bytes, the lowest first.
    #[ps]
    fn to_byte_array(this: BigInt) -> Bytes {
        Bytes(this.to_signed_bytes_le())
    }

    /// The text in a format, in the current or another culture.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: BigInt, format: Option<String>) -> Result<String> {
        numbers::format(Number::Big(&this), &format.unwrap_or_default(), context.culture())
    }
    #[ps("ToString")]
    fn text_by(context: &mut dyn Context, this: BigInt, format: &str, provider: Provider) -> Result<String> {
        numbers::format(Number::Big(&this), format, provider.culture(context))
    }
}

fn not_zero(divisor: &BigInt) -> Result<()> {
    if divisor.is_zero() { Err(errors::divide_by_zero()) } else { Ok(()) }
}

fn logarithm(value: &BigInt) -> f64 {
    if value.is_negative() {
        return f64::NAN;
    }
    match value.to_f64() {
        Some(it) if it.is_finite() => it.ln(),
        _ => {
            let shift = value.bits().saturating_sub(64);
            (value >> shift).to_f64().unwrap_or(f64::NAN).ln() + shift as f64 * std::f64::consts::LN_2
        }
    }
}

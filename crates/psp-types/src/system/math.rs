//! `System.Math`.

use crate::{
    declare::Out,
    support::errors,
    system::{enums::MidpointRounding, tuple},
};
use num_traits::{CheckedNeg, Signed};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Value};
use rust_decimal::{Decimal, RoundingStrategy};

/// Mathematical functions.
pub(crate) struct Math;

#[ps_type("System.Math", kind = Static)]
impl Math {
    /// Euler's number.
    #[ps("E", get)]
    fn e() -> f64 {
        std::f64::consts::E
    }

    /// The circumference of a circle by its diameter.
    #[ps("PI", get)]
    fn pi() -> f64 {
        std::f64::consts::PI
    }

    /// The circumference of a circle by its radius.
    #[ps(get)]
    fn tau() -> f64 {
        std::f64::consts::TAU
    }

    /// The number without its sign.
    #[ps(each = [i8, i16, i32, i64])]
    fn abs<T: Signed + CheckedNeg>(value: T) -> Result<T> {
        absolute(value)
    }
    #[ps("Abs", each = [f32, f64])]
    fn abs_real<T: Signed>(value: T) -> T {
        value.abs()
    }
    #[ps("Abs")]
    fn abs_decimal(value: Decimal) -> Decimal {
        value.abs()
    }

    /// The angle whose cosine this is.
    #[ps]
    fn acos(d: f64) -> f64 {
        d.acos()
    }

    /// The angle whose hyperbolic cosine this is.
    #[ps]
    fn acosh(d: f64) -> f64 {
        d.acosh()
    }

    /// The angle whose sine this is.
    #[ps]
    fn asin(d: f64) -> f64 {
        d.asin()
    }

    /// The angle whose hyperbolic sine this is.
    #[ps]
    fn asinh(d: f64) -> f64 {
        d.asinh()
    }

    /// The angle whose tangent this is.
    #[ps]
    fn atan(d: f64) -> f64 {
        d.atan()
    }

    /// The angle of a point.
    #[ps("Atan2")]
    fn atan2(y: f64, x: f64) -> f64 {
        y.atan2(x)
    }

    /// The angle whose hyperbolic tangent this is.
    #[ps]
    fn atanh(d: f64) -> f64 {
        d.atanh()
    }

    /// The product in full width.
    #[ps]
    fn big_mul(a: i32, b: i32) -> i64 {
        i64::from(a) * i64::from(b)
    }
    #[ps("BigMul")]
    fn big_mul_unsigned(a: u32, b: u32) -> u64 {
        u64::from(a) * u64::from(b)
    }
    #[ps("BigMul")]
    fn big_mul_long(context: &mut dyn Context, a: i64, b: i64, low: Out<i64>) -> Result<i64> {
        let product = i128::from(a) * i128::from(b);
        low.set(context, product as i64)?;
        Ok((product >> 64) as i64)
    }

    /// The next smaller number.
    #[ps]
    fn bit_decrement(x: f64) -> f64 {
        x.next_down()
    }

    /// The next larger number.
    #[ps]
    fn bit_increment(x: f64) -> f64 {
        x.next_up()
    }

    /// The cube root.
    #[ps]
    fn cbrt(d: f64) -> f64 {
        d.cbrt()
    }

    /// The smallest whole number that is not smaller; PowerShell takes a whole number as a decimal here.
    #[ps]
    fn ceiling(a: f64) -> f64 {
        a.ceil()
    }
    #[ps("Ceiling", each = [i8, u8, i16, u16, i32, u32, i64, u64])]
    fn ceiling_whole<T: Into<Decimal>>(value: T) -> Decimal {
        value.into()
    }
    #[ps("Ceiling")]
    fn ceiling_decimal(d: Decimal) -> Decimal {
        d.ceil()
    }

    /// The number, or the limit that it exceeds.
    #[ps(each = [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64, Decimal])]
    fn clamp<T: PartialOrd + std::fmt::Display>(value: T, min: T, max: T) -> Result<T> {
        if min > max {
            let message = format!("'{min}' cannot be greater than {max}.");
            return Err(Fault::new("System.ArgumentException", message).into());
        }
        Ok(if value < min {
            min
        } else if value > max {
            max
        } else {
            value
        })
    }

    /// The first number with the sign of the second.
    #[ps]
    fn copy_sign(x: f64, y: f64) -> f64 {
        x.copysign(y)
    }

    /// The cosine of an angle.
    #[ps]
    fn cos(d: f64) -> f64 {
        d.cos()
    }

    /// The hyperbolic cosine of an angle.
    #[ps]
    fn cosh(value: f64) -> f64 {
        value.cosh()
    }

    /// The quotient and the remainder.
    #[ps(each = [i8, u8, i16, u16, i32, u32, i64, u64])]
    fn div_rem<T: Copy + num_traits::CheckedDiv + num_traits::CheckedRem + Into<Value>>(
        left: T,
        right: T,
    ) -> Result<Value> {
        let (quotient, remainder) = divided(left, right)?;
        Ok(tuple::value_tuple(vec![quotient.into(), remainder.into()]))
    }
    #[ps("DivRem", each = [i32, i64])]
    fn div_rem_out<T: Copy + num_traits::CheckedDiv + num_traits::CheckedRem + Into<Value>>(
        context: &mut dyn Context,
        a: T,
        b: T,
        result: Out<T>,
    ) -> Result<T> {
        let (quotient, remainder) = divided(a, b)?;
        result.set(context, remainder)?;
        Ok(quotient)
    }

    /// Euler's number to a power.
    #[ps]
    fn exp(d: f64) -> f64 {
        d.exp()
    }

    /// The largest whole number that is not larger.
    #[ps]
    fn floor(d: f64) -> f64 {
        d.floor()
    }
    #[ps("Floor", each = [i8, u8, i16, u16, i32, u32, i64, u64])]
    fn floor_whole<T: Into<Decimal>>(value: T) -> Decimal {
        value.into()
    }
    #[ps("Floor")]
    fn floor_decimal(d: Decimal) -> Decimal {
        d.floor()
    }

    /// `x * y + z`, rounded once.
    #[ps]
    fn fused_multiply_add(x: f64, y: f64, z: f64) -> f64 {
        x.mul_add(y, z)
    }

    /// The remainder of the division that is rounded to the nearest whole number.
    #[ps("IEEERemainder")]
    fn ieee_remainder(x: f64, y: f64) -> f64 {
        if y == 0.0 || x.is_infinite() || x.is_nan() || y.is_nan() {
            return f64::NAN;
        }
        let remainder = x - y * (x / y).round_ties_even();
        if remainder == 0.0 { 0f64.copysign(x) } else { remainder }
    }

    /// The exponent of the number's power of two.
    #[ps("ILogB")]
    fn ilogb(x: f64) -> i32 {
        if x == 0.0 {
            return i32::MIN;
        }
        if x.is_finite() { x.abs().log2().floor() as i32 } else { i32::MAX }
    }

    /// The natural logarithm, or the one to a base.
    #[ps]
    fn log(d: f64) -> f64 {
        d.ln()
    }
    #[ps("Log")]
    fn log_to(a: f64, new_base: f64) -> f64 {
        if new_base == 1.0 || a != 1.0 && (new_base == 0.0 || new_base.is_infinite() && new_base > 0.0) {
            return f64::NAN;
        }
        a.ln() / new_base.ln()
    }

    /// The logarithm to base 10.
    #[ps("Log10")]
    fn log10(d: f64) -> f64 {
        d.log10()
    }

    /// The logarithm to base 2.
    #[ps("Log2")]
    fn log2(x: f64) -> f64 {
        x.log2()
    }

    /// The larger of two numbers.
    #[ps(each = [i8, u8, i16, u16, i32, u32, i64, u64, Decimal])]
    fn max<T: Ord>(val1: T, val2: T) -> T {
        val1.max(val2)
    }
    #[ps("Max", each = [f32, f64])]
    fn max_real<T: num_traits::Float>(val1: T, val2: T) -> T {
        if val1.is_nan() || !val2.is_nan() && (val1 > val2 || val1 == val2 && !val1.is_sign_negative()) {
            val1
        } else {
            val2
        }
    }

    /// The number that is farther from zero.
    #[ps]
    fn max_magnitude(x: f64, y: f64) -> f64 {
        if x.abs() > y.abs() || x.is_nan() || x.abs() == y.abs() && !x.is_sign_negative() { x } else { y }
    }

    /// The smaller of two numbers.
    #[ps(each = [i8, u8, i16, u16, i32, u32, i64, u64, Decimal])]
    fn min<T: Ord>(val1: T, val2: T) -> T {
        val1.min(val2)
    }
    #[ps("Min", each = [f32, f64])]
    fn min_real<T: num_traits::Float>(val1: T, val2: T) -> T {
        if val1.is_nan() || !val2.is_nan() && (val1 < val2 || val1 == val2 && val1.is_sign_negative()) {
            val1
        } else {
            val2
        }
    }

    /// The number that is nearer to zero.
    #[ps]
    fn min_magnitude(x: f64, y: f64) -> f64 {
        if x.abs() < y.abs() || x.is_nan() || x.abs() == y.abs() && x.is_sign_negative() { x } else { y }
    }

    /// A number to a power.
    #[ps]
    fn pow(x: f64, y: f64) -> f64 {
        x.powf(y)
    }

    /// The nearest whole number, or the nearest with so many digits; the middle goes to the even one.
    #[ps]
    fn round(a: f64) -> f64 {
        a.round_ties_even()
    }
    #[ps("Round", each = [i8, u8, i16, u16, i32, u32, i64, u64])]
    fn round_whole<T: Into<Decimal>>(value: T) -> Decimal {
        value.into()
    }
    #[ps("Round")]
    fn round_decimal(d: Decimal) -> Decimal {
        d.round()
    }
    #[ps("Round")]
    fn round_by(value: f64, mode: MidpointRounding) -> Result<f64> {
        rounded(value, mode)
    }
    #[ps("Round")]
    fn round_to(value: f64, digits: i32) -> Result<f64> {
        round_digits(value, digits, MidpointRounding(0))
    }
    #[ps("Round")]
    fn round_to_by(value: f64, digits: i32, mode: MidpointRounding) -> Result<f64> {
        round_digits(value, digits, mode)
    }
    #[ps("Round")]
    pub(crate) fn round_decimal_by(d: Decimal, mode: MidpointRounding) -> Result<Decimal> {
        Self::round_decimal_to_by(d, 0, mode)
    }
    #[ps("Round")]
    pub(crate) fn round_decimal_to(d: Decimal, decimals: i32) -> Result<Decimal> {
        Self::round_decimal_to_by(d, decimals, MidpointRounding(0))
    }
    #[ps("Round")]
    pub(crate) fn round_decimal_to_by(d: Decimal, decimals: i32, mode: MidpointRounding) -> Result<Decimal> {
        if !(0..=28).contains(&decimals) {
            let message = "Decimal can only round to between 0 and 28 digits of precision.";
            return Err(Fault::out_of_range(message, "decimals").into());
        }
        Ok(d.round_dp_with_strategy(decimals as u32, strategy(mode)?))
    }

    /// `x * 2 ^ n`
    #[ps("ScaleB")]
    fn scale_b(x: f64, n: i32) -> f64 {
        let half = n / 2;
        x * 2f64.powi(half) * 2f64.powi(n - half)
    }

    /// -1, 0 or 1.
    #[ps(each = [i8, i16, i32, i64, Decimal])]
    fn sign<T: Signed>(value: T) -> i32 {
        i32::from(value.is_positive()) - i32::from(value.is_negative())
    }
    #[ps("Sign", each = [f32, f64])]
    fn sign_real<T: num_traits::Float>(value: T) -> Result<i32> {
        if value.is_nan() {
            let message = "Function does not accept floating point Not-a-Number values.";
            return Err(Fault::new("System.ArithmeticException", message).into());
        }
        Ok(i32::from(value > T::zero()) - i32::from(value < T::zero()))
    }

    /// The sine of an angle.
    #[ps]
    fn sin(a: f64) -> f64 {
        a.sin()
    }

    /// Sine and cosine of an angle.
    #[ps]
    fn sin_cos(x: f64) -> Value {
        tuple::value_tuple(vec![x.sin().into(), x.cos().into()])
    }

    /// The hyperbolic sine of an angle.
    #[ps]
    fn sinh(value: f64) -> f64 {
        value.sinh()
    }

    /// The square root.
    #[ps]
    fn sqrt(d: f64) -> f64 {
        d.sqrt()
    }

    /// The tangent of an angle.
    #[ps]
    fn tan(a: f64) -> f64 {
        a.tan()
    }

    /// The hyperbolic tangent of an angle.
    #[ps]
    fn tanh(value: f64) -> f64 {
        value.tanh()
    }

    /// The number without its fraction.
    #[ps]
    fn truncate(d: f64) -> f64 {
        d.trunc()
    }
    #[ps("Truncate", each = [i8, u8, i16, u16, i32, u32, i64, u64])]
    fn truncate_whole<T: Into<Decimal>>(value: T) -> Decimal {
        value.into()
    }
    #[ps("Truncate")]
    fn truncate_decimal(d: Decimal) -> Decimal {
        d.trunc()
    }
}

/// The number without its sign.
pub(crate) fn absolute<T: Signed + CheckedNeg>(value: T) -> Result<T> {
    if !value.is_negative() {
        return Ok(value);
    }
    value.checked_neg().ok_or_else(|| {
        let message = "Negating the minimum value of a twos complement number is invalid.";
        Fault::new("System.OverflowException", message).into()
    })
}

/// The quotient and the remainder.
pub(crate) fn divided<T: Copy + num_traits::CheckedDiv + num_traits::CheckedRem>(
    a: T,
    b: T,
) -> Result<(T, T)> {
    match (a.checked_div(&b), a.checked_rem(&b)) {
        (Some(quotient), Some(remainder)) => Ok((quotient, remainder)),
        _ => Err(errors::divide_by_zero()),
    }
}

fn rounded(value: f64, mode: MidpointRounding) -> Result<f64> {
    Ok(match mode.0 {
        0 => value.round_ties_even(),
        1 => value.round(),
        2 => value.trunc(),
        3 => value.floor(),
        4 => value.ceil(),
        _ => return Err(bad_mode(mode)),
    })
}

fn bad_mode(mode: MidpointRounding) -> psp_value::Interrupt {
    let message = format!("The value '{}' is not valid for this usage of the type MidpointRounding.", mode.0);
    Fault::argument(message, "mode").into()
}

fn strategy(mode: MidpointRounding) -> Result<RoundingStrategy> {
    Ok(match mode.0 {
        0 => RoundingStrategy::MidpointNearestEven,
        1 => RoundingStrategy::MidpointAwayFromZero,
        2 => RoundingStrategy::ToZero,
        3 => RoundingStrategy::ToNegativeInfinity,
        4 => RoundingStrategy::ToPositiveInfinity,
        _ => return Err(bad_mode(mode)),
    })
}

/// As .NET does it: scale, round, scale back.
fn round_digits(value: f64, digits: i32, mode: MidpointRounding) -> Result<f64> {
    if !(0..=15).contains(&digits) {
        return Err(
            Fault::out_of_range("Rounding digits must be between 0 and 15, inclusive.", "digits").into()
        );
    }
    if value.abs() >= 1e16 {
        return Ok(value);
    }
    let power = 10f64.powi(digits);
    Ok(rounded(value * power, mode)? / power)
}

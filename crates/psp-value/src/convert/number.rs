//! Numbers of all types: one view of them, and casts between them with .NET's rounding and overflow errors.

use crate::{Fault, Object, TypeCode, Value, View, object::Data};
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

/// A number of any type, by the arithmetic it takes part in.
#[derive(Clone)]
pub(crate) enum Num {
    /// Everything that fits.
    Int(i64),
    /// `[uint64]`
    UInt(u64),
    /// `[single]`
    Single(f32),
    /// `[double]`
    Double(f64),
    /// `[decimal]`
    Decimal(Decimal),
    /// `[bigint]`
    Big(BigInt),
}

/// The number in a value: of numbers, chars, enum values; not of bools.
pub(crate) fn number_of(value: &Value) -> Option<Num> {
    Some(match value.view() {
        View::Char(it) => Num::Int(i64::from(it)),
        View::SByte(it) => Num::Int(i64::from(it)),
        View::Byte(it) => Num::Int(i64::from(it)),
        View::Int16(it) => Num::Int(i64::from(it)),
        View::UInt16(it) => Num::Int(i64::from(it)),
        View::Int32(it) => Num::Int(i64::from(it)),
        View::UInt32(it) => Num::Int(i64::from(it)),
        View::Int64(it) => Num::Int(it),
        View::UInt64(it) => Num::UInt(it),
        View::Single(it) => Num::Single(it),
        View::Double(it) => Num::Double(it),
        View::Enum(_, it) => Num::Int(it),
        View::Object(object) => match &object.data {
            Data::Boxed(inner) => return number_of(inner),
            Data::Decimal(it) => Num::Decimal(*it),
            Data::BigInteger(it) => Num::Big((**it).clone()),
            _ => return None,
        },
        _ => return None,
    })
}

/// Why a number does not fit.
pub(crate) struct Misfit {
    /// The error of .NET.
    pub(crate) fault: Fault,
    /// Out of a `[bigint]`: raised by its conversion operator.
    pub(crate) from_big: bool,
}

fn overflow(code: TypeCode) -> Misfit {
    let what = match code {
        TypeCode::Byte => "an unsigned byte",
        TypeCode::SByte => "a signed byte",
        TypeCode::Int16 => "an Int16",
        TypeCode::UInt16 => "a UInt16",
        TypeCode::Int32 => "an Int32",
        TypeCode::UInt32 => "a UInt32",
        TypeCode::Int64 => "an Int64",
        TypeCode::UInt64 => "a UInt64",
        TypeCode::Char => "a character",
        TypeCode::Decimal => "a Decimal",
        _ => "a number",
    };
    overflow_with(format!("Value was either too large or too small for {what}."))
}

fn overflow_with(message: impl Into<String>) -> Misfit {
    Misfit { fault: Fault::new("System.OverflowException", message), from_big: false }
}

/// The error of a text that is a whole number but too large for the type.
pub(crate) fn overflow_fault(code: TypeCode) -> Fault {
    overflow(code).fault
}

/// The value of an integer type (or char), when the number fits.
pub(crate) fn integer_of(code: TypeCode, number: i128) -> Option<Value> {
    Some(match code {
        TypeCode::SByte => i8::try_from(number).ok()?.into(),
        TypeCode::Byte => u8::try_from(number).ok()?.into(),
        TypeCode::Int16 => i16::try_from(number).ok()?.into(),
        TypeCode::UInt16 => u16::try_from(number).ok()?.into(),
        TypeCode::Int32 => i32::try_from(number).ok()?.into(),
        TypeCode::UInt32 => u32::try_from(number).ok()?.into(),
        TypeCode::Int64 => i64::try_from(number).ok()?.into(),
        TypeCode::UInt64 => u64::try_from(number).ok()?.into(),
        TypeCode::Char => Value::char(u16::try_from(number).ok()?),
        _ => return None,
    })
}

/// A number as a value of another numeric type.
pub(crate) fn cast(number: &Num, code: TypeCode) -> Result<Value, Misfit> {
    match code {
        TypeCode::Double => Ok(Value::double(to_double(number))),
        TypeCode::Single => Ok(Value::from(match number {
            Num::Single(it) => *it,
            Num::Int(it) => *it as f32,
            Num::UInt(it) => *it as f32,
            _ => to_double(number) as f32,
        })),
        TypeCode::Decimal => {
            to_decimal(number).map(|it| Object::decimal(it).into()).ok_or_else(|| overflow(code))
        }
        TypeCode::BigInteger => to_big(number).map(|it| Object::big_integer(it).into()),
        _ => to_integer(number, code),
    }
}

fn to_integer(number: &Num, code: TypeCode) -> Result<Value, Misfit> {
    let whole = match number {
        Num::Int(it) => i128::from(*it),
        Num::UInt(it) => i128::from(*it),
        Num::Single(it) => real_to_whole(f64::from(*it), code)?,
        Num::Double(it) => real_to_whole(*it, code)?,
        Num::Decimal(it) => it
            .round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven)
            .to_i128()
            .ok_or_else(|| overflow(code))?,
        Num::Big(it) => {
            let wide =
                if matches!(code, TypeCode::SByte | TypeCode::Byte | TypeCode::Int16 | TypeCode::UInt16)
                    && it.to_i32().is_none()
                {
                    TypeCode::Int32
                } else {
                    code
                };
            let found = it.to_i128().and_then(|it| integer_of(code, it));
            return found.ok_or_else(|| Misfit { from_big: true, ..overflow(wide) });
        }
    };
    integer_of(code, whole).ok_or_else(|| overflow(code))
}

fn real_to_whole(real: f64, code: TypeCode) -> Result<i128, Misfit> {
    let rounded = real.round_ties_even();
    let (wide, low, high) = match code {
        TypeCode::Int64 => (code, -9.223_372_036_854_776e18, 9.223_372_036_854_776e18),
        TypeCode::UInt64 => (code, 0.0, 1.844_674_407_370_955_2e19),
        TypeCode::UInt32 => (code, 0.0, 4_294_967_296.0),
        _ => (TypeCode::Int32, -2_147_483_648.0, 2_147_483_648.0),
    };
    if rounded >= low && rounded < high {
        return Ok(rounded as i128);
    }
    if matches!(code, TypeCode::Int64 | TypeCode::UInt64) {
        return Err(overflow_with("Arithmetic operation resulted in an overflow."));
    }
    Err(overflow(wide))
}

/// A number as a double; of large ones, the nearest.
pub(crate) fn to_double(number: &Num) -> f64 {
    match number {
        Num::Int(it) => *it as f64,
        Num::UInt(it) => *it as f64,
        Num::Single(it) => f64::from(*it),
        Num::Double(it) => *it,
        // The shortest way to the nearest double is through text.
        Num::Decimal(it) => it.to_string().parse().unwrap_or(f64::NAN),
        Num::Big(it) => psp_clr::big::to_f64(it),
    }
}

/// A number as a decimal: of reals, their 15 (or 7) significant digits.
pub(crate) fn to_decimal(number: &Num) -> Option<Decimal> {
    match number {
        Num::Int(it) => Some(Decimal::from(*it)),
        Num::UInt(it) => Some(Decimal::from(*it)),
        Num::Single(it) => real_to_decimal(f64::from(*it), 6),
        Num::Double(it) => real_to_decimal(*it, 14),
        Num::Decimal(it) => Some(*it),
        Num::Big(it) => it.to_i128().and_then(|it| Decimal::try_from_i128_with_scale(it, 0).ok()),
    }
}

fn real_to_decimal(real: f64, digits: usize) -> Option<Decimal> {
    if !real.is_finite() || real.abs() >= 7.922_816_251_426_434e28 {
        return None;
    }
    if real.abs() < 1e-28 {
        return Some(Decimal::ZERO);
    }
    Decimal::from_scientific(&format!("{real:.digits$e}")).ok().map(|it| it.normalize())
}

fn to_big(number: &Num) -> Result<BigInt, Misfit> {
    let real = |it: f64| {
        if it.is_nan() {
            return Err(overflow_with("The value is not a number."));
        }
        BigInt::from_f64(it.trunc()).ok_or_else(|| overflow_with("BigInteger cannot represent infinity."))
    };
    match number {
        Num::Int(it) => Ok(BigInt::from(*it)),
        Num::UInt(it) => Ok(BigInt::from(*it)),
        Num::Single(it) => real(f64::from(*it)),
        Num::Double(it) => real(*it),
        Num::Decimal(it) => Ok(BigInt::from(it.trunc().to_i128().unwrap_or_default())),
        Num::Big(it) => Ok(it.clone()),
    }
}

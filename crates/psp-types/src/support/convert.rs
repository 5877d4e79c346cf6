//! What `System.Convert` does with each type.

use super::{Provider, culture::culture_of, dates, errors, numbers};
use crate::system::{boolean, globalization::enums::DateTimeStyles};
use num_traits::ToPrimitive;
use psp_clr::{
    datetime::DateTime,
    number::{self, NumberStyles, ParseError},
};
use psp_value::{Context, Data, Fault, Interrupt, Result, Type, TypeCode, Value, View, convert, well_known};
use rust_decimal::Decimal;

/// `Convert.ToInt32` and its relatives.
pub fn integer(
    context: &mut dyn Context,
    value: &Value,
    provider: Option<Provider>,
    bits: u8,
    signed: bool,
) -> Result<i128> {
    let overflow = || numbers::parse_error(ParseError::Overflow, "", bits, signed);
    let number = match value.unboxed().view() {
        View::Str(text) => {
            let culture = culture_of(provider, context);
            return numbers::integer(&text.text(), NumberStyles::INTEGER, bits, signed, culture);
        }
        View::Single(it) => i128_of(f64::from(it)).ok_or_else(overflow)?,
        View::Double(it) => i128_of(it).ok_or_else(overflow)?,
        View::Char(unit) => i128::from(unit),
        View::Object(object) => match &object.data {
            Data::Decimal(it) => it.round().to_i128().ok_or_else(overflow)?,
            Data::BigInteger(it) => it.to_i128().ok_or_else(overflow)?,
            _ => return Err(no_cast(value, &integer_name(bits, signed))),
        },
        _ => whole(value).ok_or_else(|| no_cast(value, &integer_name(bits, signed)))?,
    };
    let (low, high) = number::range(bits, signed);
    if (low..=high).contains(&number) { Ok(number) } else { Err(overflow()) }
}

fn integer_name(bits: u8, signed: bool) -> String {
    match (bits, signed) {
        (8, true) => "SByte".to_owned(),
        (8, false) => "Byte".to_owned(),
        (_, true) => format!("Int{bits}"),
        (_, false) => format!("UInt{bits}"),
    }
}

fn i128_of(it: f64) -> Option<i128> {
    let rounded = it.round_ties_even();
    (rounded.is_finite() && rounded.abs() < 1e30).then_some(rounded as i128)
}

/// An integer, a truth value, an enum's number; zero for null.
fn whole(value: &Value) -> Option<i128> {
    Some(match value.unboxed().view() {
        View::Null | View::Nothing => 0,
        View::Bool(it) => i128::from(it),
        View::SByte(it) => i128::from(it),
        View::Byte(it) => i128::from(it),
        View::Int16(it) => i128::from(it),
        View::UInt16(it) => i128::from(it),
        View::Int32(it) => i128::from(it),
        View::UInt32(it) => i128::from(it),
        View::Int64(it) => i128::from(it),
        View::UInt64(it) => i128::from(it),
        View::Enum(_, it) => i128::from(it),
        _ => return None,
    })
}

fn no_cast(value: &Value, to: &str) -> Interrupt {
    let from = value.ty().map_or_else(String::new, Type::full_name);
    let code = value.ty().map_or(TypeCode::Object, |it| it.code);
    let message = if code == TypeCode::Object || code == TypeCode::Array || code == TypeCode::TimeSpan {
        format!("Unable to cast object of type '{from}' to type 'System.IConvertible'.")
    } else {
        format!("Invalid cast from '{}' to '{to}'.", value.ty().map_or_else(String::new, Type::short_name))
    };
    Fault::new("System.InvalidCastException", message).into()
}

/// `Convert.ToBoolean`
pub fn boolean(value: &Value) -> Result<bool> {
    match value.unboxed().view() {
        View::Str(text) => boolean::read(&text.text())
            .ok_or_else(|| errors::format(format!("String '{text}' was not recognized as a valid Boolean."))),
        View::Single(it) => Ok(it != 0.0),
        View::Double(it) => Ok(it != 0.0),
        View::Object(object) => match &object.data {
            Data::Decimal(it) => Ok(!it.is_zero()),
            _ => Err(no_cast(value, "Boolean")),
        },
        _ => whole(value).map(|it| it != 0).ok_or_else(|| no_cast(value, "Boolean")),
    }
}

/// `Convert.ToDouble`
pub fn real(context: &mut dyn Context, value: &Value, provider: Option<Provider>, name: &str) -> Result<f64> {
    match value.unboxed().view() {
        View::Str(text) => {
            let (text, culture) = (text.text(), culture_of(provider, context));
            number::parse_double(&text, NumberStyles::DOUBLE, culture)
                .map_err(|it| numbers::parse_error(it, &text, 0, true))
        }
        View::Single(it) => Ok(f64::from(it)),
        View::Double(it) => Ok(it),
        View::Object(object) => match &object.data {
            Data::Decimal(it) => Ok(number::decimal::to_f64(*it)),
            Data::BigInteger(it) => Ok(it.to_f64().unwrap_or(f64::NAN)),
            _ => Err(no_cast(value, name)),
        },
        _ => whole(value).map(|it| it as f64).ok_or_else(|| no_cast(value, name)),
    }
}

/// `Convert.ToDecimal`
pub fn decimal(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<Decimal> {
    let overflow = || numbers::parse_error(ParseError::Overflow, "", 96, true);
    match value.unboxed().view() {
        View::Str(text) => {
            let (text, culture) = (text.text(), culture_of(provider, context));
            number::parse_decimal(&text, NumberStyles::NUMBER, culture)
                .map_err(|it| numbers::parse_error(it, &text, 96, true))
        }
        View::Single(it) => number::decimal::from_f32(it).ok_or_else(overflow),
        View::Double(it) => number::decimal::from_f64(it).ok_or_else(overflow),
        View::Object(object) => match &object.data {
            Data::Decimal(it) => Ok(*it),
            _ => Err(no_cast(value, "Decimal")),
        },
        _ => whole(value)
            .and_then(|it| Decimal::try_from_i128_with_scale(it, 0).ok())
            .ok_or_else(|| no_cast(value, "Decimal")),
    }
}

/// `Convert.ToDateTime`
pub fn date(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<DateTime> {
    match value.unboxed().view() {
        View::DateTime(it) => Ok(it),
        View::Null | View::Nothing => Ok(DateTime::MIN),
        View::Str(text) => {
            let culture = culture_of(provider, context);
            dates::parse(context, &text.text(), culture, DateTimeStyles(0))
        }
        _ => Err(no_cast(value, "DateTime")),
    }
}

/// An integer out of a text in base 2, 8, 10 or 16.
pub fn in_base(text: &str, base: i32, bits: u8, signed: bool) -> Result<i128> {
    if !matches!(base, 2 | 8 | 10 | 16) {
        return Err(Fault::new("System.ArgumentException", "Invalid Base.").into());
    }
    if text.is_empty() {
        return if base == 10 { Ok(0) } else { Err(empty_text()) };
    }
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |it| (true, it));
    if negative && base != 10 {
        let message = "String cannot contain a minus sign if the base is not 10.";
        return Err(Fault::new("System.ArgumentException", message).into());
    }
    let digits = digits.strip_prefix('+').filter(|_| base == 10).unwrap_or(digits);
    let hexadecimal = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let digits = hexadecimal.filter(|_| base == 16).unwrap_or(digits);
    let valid = digits.find(|it: char| !it.is_digit(base as u32)).unwrap_or(digits.len());
    if valid == 0 {
        return Err(errors::format("Could not find any recognizable digits."));
    }
    if valid < digits.len() {
        return Err(errors::format("Additional non-parsable characters are at the end of the string."));
    }
    let overflow = || numbers::parse_error(ParseError::Overflow, "", bits, signed);
    let magnitude = i128::from_str_radix(digits, base as u32).map_err(|_| overflow())?;
    let number = if negative { -magnitude } else { magnitude };
    let (low, high) = number::range(bits, signed);
    if base != 10 && signed && magnitude > high && magnitude < 1 << bits {
        // The bit pattern of a negative number.
        return Ok(magnitude - (1 << bits));
    }
    if (low..=high).contains(&number) { Ok(number) } else { Err(overflow()) }
}

fn empty_text() -> Interrupt {
    let message = "Index was out of range. Must be non-negative and less than the size of the collection.";
    Fault::out_of_range(message, "index").into()
}

/// An integer as text in base 2, 8, 10 or 16; `bits` is its bit pattern.
pub fn text_in_base(number: i64, bits: u64, base: i32) -> Result<String> {
    match base {
        2 => Ok(format!("{bits:b}")),
        8 => Ok(format!("{bits:o}")),
        10 => Ok(number.to_string()),
        16 => Ok(format!("{bits:x}")),
        _ => Err(Fault::new("System.ArgumentException", "Invalid Base.").into()),
    }
}

/// `Convert.ChangeType`
pub fn change_type(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    let fixed = |bits, signed| (bits, signed);
    let width = match to.code {
        TypeCode::SByte => fixed(8, true),
        TypeCode::Byte => fixed(8, false),
        TypeCode::Int16 => fixed(16, true),
        TypeCode::UInt16 => fixed(16, false),
        TypeCode::Int32 => fixed(32, true),
        TypeCode::UInt32 => fixed(32, false),
        TypeCode::Int64 => fixed(64, true),
        TypeCode::UInt64 => fixed(64, false),
        TypeCode::Bool => return boolean(value).map(Value::bool),
        TypeCode::Double => return real(context, value, None, "Double").map(Value::double),
        TypeCode::DateTime => return date(context, value, None).map(Value::from),
        TypeCode::String => return Ok(super::values::text(context, value)?.into()),
        _ => return convert::convert(context, value, to),
    };
    let number = integer(context, value, None, width.0, width.1)?;
    let long = if width == (64, false) { Value::from(number as u64) } else { Value::long(number as i64) };
    convert::convert(context, &long, to)
}

/// The type with a `TypeCode`.
pub fn type_of_code(code: i64) -> Option<Type> {
    Some(match code {
        3 => well_known::BOOL.ty(),
        4 => well_known::CHAR.ty(),
        5 => well_known::SBYTE.ty(),
        6 => well_known::BYTE.ty(),
        7 => well_known::INT16.ty(),
        8 => well_known::UINT16.ty(),
        9 => well_known::INT32.ty(),
        10 => well_known::UINT32.ty(),
        11 => well_known::INT64.ty(),
        12 => well_known::UINT64.ty(),
        13 => well_known::SINGLE.ty(),
        14 => well_known::DOUBLE.ty(),
        15 => well_known::DECIMAL.ty(),
        16 => well_known::DATE_TIME.ty(),
        18 => well_known::STRING.ty(),
        _ => return None,
    })
}

/// The `TypeCode` of a value.
pub fn code_of(value: &Value) -> i64 {
    let Some(ty) = value.ty() else { return 0 };
    (3..=18).find(|&code| type_of_code(code) == Some(ty)).unwrap_or(1)
}

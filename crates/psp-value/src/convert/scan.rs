//! Text to numbers: `psp-clr`'s conversions as values, with the error ids of casts.

use super::number::overflow_fault;
use crate::{Fault, Object, TypeCode, Value};
use psp_clr::number::{
    ParseError, PsNumber,
    convert::{text_to_big, text_to_decimal, text_to_double, text_to_integer, text_to_single},
    ps_number,
};

/// Why a text is not a number of the type.
pub(crate) struct NotANumber {
    /// The error of .NET.
    pub(crate) fault: Fault,
    /// The error id of the cast.
    pub(crate) id: &'static str,
}

/// A text as a number of a type.
pub(crate) fn parse(text: &str, code: TypeCode) -> Result<Value, NotANumber> {
    let found = match code {
        TypeCode::Double => text_to_double(text).map(Value::double),
        TypeCode::Single => text_to_single(text).map(Value::from),
        TypeCode::Decimal => text_to_decimal(text).map(|it| Object::decimal(it).into()),
        TypeCode::BigInteger => text_to_big(text).map(|it| Object::big_integer(it).into()),
        _ => {
            let (bits, signed) = width(code);
            text_to_integer(text, bits, signed)
                .and_then(|it| super::number::integer_of(code, it).ok_or(ParseError::Overflow))
        }
    };
    found.map_err(|error| NotANumber { fault: fault(text, code, error), id: id_for(code) })
}

fn width(code: TypeCode) -> (u8, bool) {
    match code {
        TypeCode::SByte => (8, true),
        TypeCode::Byte => (8, false),
        TypeCode::Int16 => (16, true),
        TypeCode::UInt16 | TypeCode::Char => (16, false),
        TypeCode::UInt32 => (32, false),
        TypeCode::Int64 => (64, true),
        TypeCode::UInt64 => (64, false),
        _ => (32, true),
    }
}

fn id_for(code: TypeCode) -> &'static str {
    match code {
        TypeCode::Double | TypeCode::Single => "InvalidCastFromStringToDoubleOrSingle",
        TypeCode::Decimal => "InvalidCastFromStringToDecimal",
        _ => "InvalidCastFromStringToInteger",
    }
}

fn fault(text: &str, code: TypeCode, error: ParseError) -> Fault {
    match error {
        ParseError::Overflow => overflow_fault(code),
        ParseError::Format if code == TypeCode::BigInteger => {
            Fault::new("System.FormatException", "The value could not be parsed.")
        }
        ParseError::Format => Fault::new("System.FormatException", psp_clr::number::format_message(text)),
    }
}

/// A text as PowerShell's lexer reads a number, with a sign; its value has the type the literal would have.
pub(crate) fn scan(text: &str) -> Option<Value> {
    Some(match ps_number(text)? {
        PsNumber::SByte(it) => it.into(),
        PsNumber::Byte(it) => it.into(),
        PsNumber::Int16(it) => it.into(),
        PsNumber::UInt16(it) => it.into(),
        PsNumber::Int32(it) => it.into(),
        PsNumber::UInt32(it) => it.into(),
        PsNumber::Int64(it) => it.into(),
        PsNumber::UInt64(it) => it.into(),
        PsNumber::Double(it) => it.into(),
        PsNumber::Decimal(it) => Object::decimal(it).into(),
        PsNumber::Big(it) => Object::big_integer(it).into(),
    })
}

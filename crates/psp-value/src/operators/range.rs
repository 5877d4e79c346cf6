//! `a .. b`.

use super::error::{raw, raw_fault};
use crate::{
    Context, Object, Result, TypeCode, Value, View,
    convert::{Num, cast, net_string, number_of},
    types::well_known,
};
use std::num::IntErrorKind;

/// The largest range that is built.
const MAX_LENGTH: i64 = 1 << 28;

/// `a .. b`: ints or chars, up or down, as an `[object[]]`.
pub(super) fn range(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    if let (Some(first), Some(last)) = (a.as_int(), b.as_int()) {
        return ints(first, last);
    }
    if let (Some(first), Some(last)) = (letter(a.base()), letter(b.base())) {
        let units: Vec<Value> = if first <= last {
            (first..=last).map(Value::char).collect()
        } else {
            (last..=first).rev().map(Value::char).collect()
        };
        return Ok(Object::array(units).into());
    }
    ints(net_int(context, a.base())?, net_int(context, b.base())?)
}

/// `Convert.ToInt32`, which knows no more than .NET does.
fn net_int(context: &mut dyn Context, value: &Value) -> Result<i32> {
    let code = TypeCode::Int32;
    let number = match value.view() {
        View::Null | View::Nothing => return Ok(0),
        View::Bool(it) => return Ok(i32::from(it)),
        View::Str(text) => {
            let trimmed = text.text();
            return trimmed.trim().parse().map_err(|error: std::num::ParseIntError| match error.kind() {
                IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => {
                    raw("System.OverflowException", "Value was either too large or too small for an Int32.")
                }
                _ => raw(
                    "System.FormatException",
                    format!("The input string '{text}' was not in a correct format."),
                ),
            });
        }
        View::DateTime(_) => {
            return Err(raw("System.InvalidCastException", "Invalid cast from 'DateTime' to 'Int32'."));
        }
        _ => number_of(value).filter(|it| !matches!(it, Num::Big(_))),
    };
    let Some(number) = number else {
        let from = match value.ty() {
            Some(ty) if ty == well_known::PS_CUSTOM_OBJECT.ty() => well_known::PS_OBJECT.ty(),
            Some(ty) => ty,
            None => well_known::OBJECT.ty(),
        };
        let message =
            format!("Unable to cast object of type '{}' to type 'System.IConvertible'.", net_string(from));
        return Err(raw("System.InvalidCastException", message));
    };
    let _ = context;
    cast(&number, code).map(|it| it.as_int().unwrap_or_default()).map_err(|it| raw_fault(it.fault))
}

fn ints(first: i32, last: i32) -> Result<Value> {
    let length = (i64::from(last) - i64::from(first)).abs() + 1;
    if length > MAX_LENGTH {
        return Err(raw("System.OutOfMemoryException", "Array dimensions exceeded supported range."));
    }
    let items: Vec<Value> = if first <= last {
        (first..=last).map(Value::int).collect()
    } else {
        (last..=first).rev().map(Value::int).collect()
    };
    Ok(Object::array(items).into())
}

/// A char, or a text of one that is not a digit.
fn letter(value: &Value) -> Option<u16> {
    match value.view() {
        View::Char(unit) => Some(unit),
        View::Str(text) if text.utf16_len() == 1 => text.unit_at(0).filter(|it| !(48..58).contains(it)),
        _ => None,
    }
}

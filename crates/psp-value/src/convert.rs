//! Conversion: PowerShell's casts, argument conversion, truth and text.

mod cast;
mod collection;
mod custom;
mod enumeration;
mod error;
mod hook;
mod names;
mod number;
mod scan;
mod stages;
mod text;

pub use enumeration::{enum_text, is_defined, net_parse as parse_enum};
pub use error::{cast_exception, failed};
pub use hook::{Converter, register_converter};
pub use names::{net_full_name, net_string, parse_type_name};

pub(crate) use collection::elements;
pub(crate) use error::{cast_error, exception_of, message_of, shown};
pub(crate) use number::{Num, cast, number_of, to_decimal, to_double};
pub(crate) use scan::scan;
pub(crate) use stages::widens;
pub(crate) use text::{join_element, scalar_text};

use crate::{Context, Result, Str, Type, TypeCode, Value, View, clr, object::Data, types::well_known};

/// PowerShell's cast: `[to]value`.
#[inline]
pub fn convert(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    match (value.view(), to.code) {
        (View::Int32(_), TypeCode::Int32)
        | (View::Str(_), TypeCode::String)
        | (View::Double(_), TypeCode::Double)
        | (View::Bool(_), TypeCode::Bool)
        | (View::Int64(_), TypeCode::Int64) => Ok(value.clone()),
        (View::Int32(it), TypeCode::Int64) => Ok(Value::long(i64::from(it))),
        (View::Int32(it), TypeCode::Double) => Ok(Value::double(f64::from(it))),
        _ => cast::convert_slowly(context, value, to),
    }
}

/// Converts an argument of a .NET method to its parameter's type.
pub fn convert_argument(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    // `$null` for a string parameter stays null.
    if value.is_null() && to.code == TypeCode::String {
        return Ok(Value::from(""));
    }
    if to.code == TypeCode::String && value.ty() == Some(well_known::NULL_STRING.ty()) {
        return Ok(Value::NULL);
    }
    if to == well_known::OBJECT.ty() {
        return Ok(value.base().clone());
    }
    convert(context, value, to)
}

/// `-as`: the converted value, `None` when it cannot be.
pub fn try_convert(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    match convert(context, value, to) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.is_error() => Ok(None),
        Err(other) => Err(other),
    }
}

/// The truth of a value: false are null, zero, empty text, empty collections, and collections of one false element.
#[inline]
pub fn is_true(value: &Value) -> bool {
    match value.view() {
        View::Bool(it) => it,
        View::Null | View::Nothing => false,
        View::Str(text) => !text.is_empty(),
        View::Int32(it) => it != 0,
        View::Double(it) => it != 0.0,
        _ => is_true_slowly(value),
    }
}

fn is_true_slowly(value: &Value) -> bool {
    match value.view() {
        View::Char(it) => it != 0,
        View::Single(it) => it != 0.0,
        View::Enum(_, it) => it != 0,
        View::DateTime(_) | View::TimeSpan(_) => true,
        View::Object(object) => match &object.data {
            Data::Boxed(inner) => is_true(inner),
            Data::Array(items) => list_is_true(items.with(|it| (it.len(), it.first().cloned()))),
            Data::List(list) => list_is_true(list.with(|it| (it.items.len(), it.items.first().cloned()))),
            Data::Bytes(bytes) => bytes.with(|it| it.len() > 1 || it.first().is_some_and(|it| *it != 0)),
            Data::Decimal(it) => !it.is_zero(),
            Data::BigInteger(it) => it.sign() != num_bigint::Sign::NoSign,
            Data::Native(native) if value.ty().is_some_and(|it| it.is_a(well_known::ILIST.ty())) => {
                native.count() != Some(0)
            }
            _ => true,
        },
        _ => number_of(value).is_none_or(|it| to_double(&it) != 0.0),
    }
}

fn list_is_true((length, first): (usize, Option<Value>)) -> bool {
    match (length, first) {
        (0, _) => false,
        // A collection inside a collection is not looked into further.
        (1, Some(first)) => match first.as_object().map(|it| &it.data) {
            Some(Data::Array(items)) => items.with(|it| !it.is_empty()),
            Some(Data::List(list)) => list.with(|it| !it.items.is_empty()),
            _ => is_true(&first),
        },
        _ => true,
    }
}

/// PowerShell's own conversion to text: invariant numbers, arrays joined with `$OFS`.
#[inline]
pub fn to_text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    match value.view() {
        View::Str(text) => Ok(text.clone()),
        _ => text::to_text(context, value),
    }
}

/// `.ToString()`: follows the culture.
pub fn to_string_culture(context: &mut dyn Context, value: &Value) -> Result<Str> {
    text::to_string_culture(context, value)
}

/// `.ToString(format)` and `{0:format}`: an empty format is `.ToString()`, types without formats ignore it. An error is
/// a bare `FormatException`.
pub fn to_string_format(context: &mut dyn Context, value: &Value, format: &str) -> Result<Str> {
    if format.is_empty() {
        return to_string_culture(context, value);
    }
    let culture = context.culture();
    let value = value.unboxed();
    match clr::format_scalar(value, format, culture) {
        Some(Ok(text)) => return Ok(text.into()),
        Some(Err(fault)) => return Err(fault.into()),
        None => {}
    }
    if let Some(object) = value.as_object()
        && let Data::Native(native) = &object.data
        && let Some(text) = native.text(context, Some(format))?
    {
        return Ok(text.into());
    }
    if let Some(text) = text::own_format(context, value, format)? {
        return Ok(text);
    }
    to_string_culture(context, value)
}

/// As `[int]`.
pub fn to_i32(context: &mut dyn Context, value: &Value) -> Result<i32> {
    if let Some(int) = value.as_int() {
        return Ok(int);
    }
    Ok(convert(context, value, well_known::INT32.ty())?.as_int().unwrap_or_default())
}

/// As `[long]`.
pub fn to_i64(context: &mut dyn Context, value: &Value) -> Result<i64> {
    if let Some(int) = value.as_int() {
        return Ok(i64::from(int));
    }
    match convert(context, value, well_known::INT64.ty())?.view() {
        View::Int64(it) => Ok(it),
        _ => Ok(0),
    }
}

/// As `[double]`.
pub fn to_f64(context: &mut dyn Context, value: &Value) -> Result<f64> {
    if let Some(real) = value.as_double() {
        return Ok(real);
    }
    Ok(convert(context, value, well_known::DOUBLE.ty())?.as_double().unwrap_or_default())
}

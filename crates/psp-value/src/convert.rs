//! Conversion: PowerShell's casts, argument conversion, truth and text.

use crate::{Context, Fault, Result, Str, Type, Value};

/// Converts a value to a type that another crate knows; `Ok(None)` when it has nothing to say.
pub type Converter = fn(&mut dyn Context, &Value, Type) -> Result<Option<Value>>;

/// Registers how values become a type: `[regex]`, `[xml]`, `[mailaddress]`, ….
pub fn register_converter(to: Type, converter: Converter) {
    let _ = (to, converter);
}

/// PowerShell's cast.
pub fn convert(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    let _ = (context, value, to);
    Err(Fault::not_supported("convert").into())
}

/// Converts an argument of a .NET method to its parameter's type.
pub fn convert_argument(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    convert(context, value, to)
}

/// `-as`: the converted value, `None` when it cannot be.
pub fn try_convert(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    convert(context, value, to).map(Some)
}

/// The truth of a value.
pub fn is_true(value: &Value) -> bool {
    let _ = value;
    false
}

/// PowerShell's own conversion to text: invariant, arrays joined with `$OFS`.
pub fn to_text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    let _ = value;
    let _ = context;
    Err(Fault::not_supported("to_text").into())
}

/// `.ToString()`: follows the culture.
pub fn to_string_culture(context: &mut dyn Context, value: &Value) -> Result<Str> {
    to_text(context, value)
}

/// `.ToString(format)` and `{0:format}`.
pub fn to_string_format(context: &mut dyn Context, value: &Value, format: &str) -> Result<Str> {
    let _ = format;
    to_text(context, value)
}

/// As `[int]`.
pub fn to_i32(context: &mut dyn Context, value: &Value) -> Result<i32> {
    let _ = (context, value);
    Ok(0)
}

/// As `[long]`.
pub fn to_i64(context: &mut dyn Context, value: &Value) -> Result<i64> {
    let _ = (context, value);
    Ok(0)
}

/// As `[double]`.
pub fn to_f64(context: &mut dyn Context, value: &Value) -> Result<f64> {
    let _ = (context, value);
    Ok(0.0)
}

/// Reads a type's name as it stands between brackets: arrays, generic arguments, nested and assembly-qualified names.
/// `find` gives the type of a plain name (session classes, `using namespace`, then [`crate::types::find`]).
pub fn parse_type_name(name: &str, find: &mut dyn FnMut(&str) -> Option<Type>) -> Option<Type> {
    find(name)
}

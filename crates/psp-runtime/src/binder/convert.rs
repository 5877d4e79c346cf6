//! How a value becomes the type of a script's parameter or variable: a cast, but for booleans, references and, in
//! advanced functions, arrays for strings.

use super::{
    coerce::is_boolean,
    failure::{Failure, cast_exception, message_of, metadata_exception, transformation_exception},
};
use crate::{
    session::Session,
    signature::{Collection, Parameter, Signature, Transform},
};
use psp_value::{Context, Data, Interrupt, Raised, Result, Str, Type, Value, convert, member, well_known};

/// Converts a value for a script's parameter.
///
/// # Errors
/// A `ParameterBindingArgumentTransformationException`
pub(super) fn value(
    session: &mut Session,
    signature: &Signature,
    index: usize,
    given: &Value,
) -> Result<Value> {
    let parameter = &signature.params[index];
    if parameter.transforms.is_empty() {
        let Some(ty) = parameter.ty else {
            return Ok(if given.is_null() { Value::NULL } else { given.clone() });
        };
        return to_type(session, signature, parameter, ty, given);
    }
    let mut value = given.clone();
    for step in &parameter.transforms {
        value = match step {
            Transform::Type(ty) => to_type(session, signature, parameter, *ty, &value)?,
            Transform::Custom(instance) => custom(session, signature, parameter, instance, &value)?,
        };
    }
    Ok(if value.is_null() { Value::NULL } else { value })
}

/// The transformations of a script's own attributes run even when nothing is to be converted.
pub(super) fn without_types(
    session: &mut Session,
    signature: &Signature,
    index: usize,
    given: &Value,
) -> Result<Value> {
    let parameter = &signature.params[index];
    let mut value = given.clone();
    for step in &parameter.transforms {
        if let Transform::Custom(instance) = step {
            value = custom(session, signature, parameter, instance, &value)?;
        }
    }
    Ok(value)
}

fn custom(
    session: &mut Session,
    signature: &Signature,
    parameter: &Parameter,
    instance: &Value,
    given: &Value,
) -> Result<Value> {
    if given.is_null() && !parameter.sets.iter().any(|it| it.mandatory) {
        return Ok(Value::NULL);
    }
    transform(session, instance, given).map_err(|error| {
        let Some(raised) = error.raised() else { return error };
        let (message, inner) = (message_of(raised), raised.with(|it| it.exception.clone()));
        transformation_error(signature, parameter, given, &message, inner).into()
    })
}

/// Asks a script's own `ArgumentTransformationAttribute`.
pub(crate) fn transform(context: &mut dyn Context, instance: &Value, given: &Value) -> Result<Value> {
    let engine = context.variable("ExecutionContext");
    member::invoke(context, instance, &Str::new("Transform"), vec![engine, given.clone()], &[])
}

fn to_type(
    session: &mut Session,
    signature: &Signature,
    parameter: &Parameter,
    ty: Type,
    given: &Value,
) -> Result<Value> {
    if let Some(message) = refusal(signature, ty, given) {
        let exception = metadata_exception(&message, cast_exception(&message));
        return Err(transformation_error(signature, parameter, given, &message, Some(exception)).into());
    }
    if ty == well_known::PS_REFERENCE.ty() {
        return Ok(given.clone());
    }
    let given = dereferenced(given);
    convert::convert(session, &given, ty).map_err(|error| {
        let Some((message, exception)) = transformation_exception(&error) else { return error };
        transformation_error(signature, parameter, &given, &message, Some(exception)).into()
    })
}

/// What a parameter of this type does not take though a cast would.
fn refusal(signature: &Signature, ty: Type, given: &Value) -> Option<String> {
    if ty == well_known::PS_REFERENCE.ty() {
        let is_reference = matches!(given.as_object().map(|it| &it.data), Some(Data::Reference(_)));
        return (!is_reference).then(|| "Reference type is expected in argument.".to_owned());
    }
    if signature.advanced && ty == well_known::STRING.ty() && given.ty().is_some_and(Type::is_array) {
        return Some("Cannot convert value to type System.String.".to_owned());
    }
    if let Some(message) = refused_boolean(given, ty) {
        return Some(message);
    }
    if signature.advanced && Collection::of(ty) != Collection::None && is_boolean(ty.element()) {
        let items = given.as_elements().unwrap_or_else(|| vec![given.clone()]);
        return items.iter().find_map(|it| refused_boolean(it, ty.element()));
    }
    None
}

/// The message for a value that a `[bool]` or `[switch]` does not take: anything but booleans and numbers.
pub(crate) fn refused_boolean(given: &Value, ty: Type) -> Option<String> {
    if !is_boolean(ty) {
        return None;
    }
    let from = match given.ty() {
        None => {
            if ty != well_known::BOOL.ty() {
                return None;
            }
            String::new()
        }
        Some(from)
            if from.code.is_number() || is_boolean(from) || from == well_known::SWITCH_PARAMETER.ty() =>
        {
            return None;
        }
        Some(from) => convert::net_string(from),
    };
    Some(format!(
        "Cannot convert value \"{from}\" to type \"{}\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.",
        convert::net_string(ty)
    ))
}

/// A reference given to a parameter that takes none is read.
fn dereferenced(given: &Value) -> Value {
    match given.as_object().map(|it| &it.data) {
        Some(Data::Reference(variable)) => variable.get(),
        _ => given.clone(),
    }
}

fn transformation_error<'a>(
    signature: &'a Signature,
    parameter: &Parameter,
    given: &Value,
    message: &str,
    inner: Option<Value>,
) -> Failure<'a> {
    let message =
        format!("Cannot process argument transformation on parameter '{}'. {message}", parameter.name);
    Failure::new(signature, "ParameterArgumentTransformationError", message)
        .transformation()
        .parameter(parameter)
        .given(given)
        .inner(inner)
}

/// Converts a positional argument of a [simple](Signature::is_simple) signature.
///
/// # Errors
/// A `ParameterBindingArgumentTransformationException`
#[inline]
pub fn simple_value(
    session: &mut Session,
    signature: &Signature,
    index: usize,
    given: Value,
    text: Option<&Str>,
) -> Result<Value> {
    let code = signature.simple_code(index);
    if code == psp_value::TypeCode::Object && !given.is_nothing() {
        return Ok(given);
    }
    if text.is_none()
        && given.as_object().is_none()
        && !given.is_null()
        && given.ty().is_some_and(|it| it.code == code)
    {
        return Ok(given);
    }
    match text {
        Some(text) if code == psp_value::TypeCode::String => Ok(text.clone().into()),
        _ => value(session, signature, index, &given),
    }
}

/// Converts a default value of a parameter: as an argument, but it is not validated.
///
/// # Errors
/// A `ParameterBindingArgumentTransformationException`
pub fn default_value(
    session: &mut Session,
    signature: &Signature,
    index: usize,
    given: Value,
) -> Result<Value> {
    match signature.params.get(index) {
        Some(param) if param.ty.is_some() || !param.transforms.is_empty() => {
            value(session, signature, index, &given)
        }
        _ => Ok(given),
    }
}

/// The exception of a variable's failed conversion: what pwsh raises for an assignment.
pub(crate) fn variable_exception(raised: &Raised) -> Option<(String, Value)> {
    let error = Interrupt::from(raised.clone());
    Some((message_of(raised), convert::cast_exception(&error)?))
}

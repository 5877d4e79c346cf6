//! How a value becomes the type of a cmdlet's parameter: stricter than a cast, with messages of its own.

use super::failure::{Failure, message_of, type_name};
use crate::{
    session::Session,
    signature::{Collection, Parameter, Signature},
};
use psp_value::{
    Data, Interrupt, Object, Result, Type, TypeCode, Value, convert, enumerate, member, types::TypeKind,
    well_known,
};

/// Converts a value for a parameter of a cmdlet.
pub(super) fn value(
    session: &mut Session,
    signature: &Signature,
    index: usize,
    given: &Value,
) -> Result<Value> {
    let parameter = &signature.params[index];
    let Some(ty) = parameter.ty else { return Ok(plain(given)) };
    to_type(session, signature, &parameter.name.text(), ty, given)
}

fn plain(given: &Value) -> Value {
    if given.is_null() { Value::NULL } else { given.clone() }
}

/// Converts a value to a type, for a parameter of this name.
pub(super) fn to_type(
    session: &mut Session,
    signature: &Signature,
    name: &str,
    ty: Type,
    given: &Value,
) -> Result<Value> {
    if given.is_null() {
        return from_null(signature, name, ty);
    }
    let given = given.base();
    if given.ty().is_some_and(|it| it.is_a(ty)) || is_any(ty) {
        return Ok(given.clone());
    }
    if is_boolean(ty) {
        return to_boolean(signature, name, ty, given);
    }
    match Collection::of(ty) {
        Collection::Array => return to_array(session, signature, name, ty, given),
        Collection::List => return to_list(session, signature, name, ty, given),
        Collection::None => {}
    }
    if is_list(given) && ty.kind != TypeKind::Enum {
        let why = "Specified method is not supported.";
        return Err(cannot_convert(signature, name, ty, given, &type_name(given.ty()), why).into());
    }
    convert::convert(session, given, ty).map_err(|error| bind_error(signature, name, given, error))
}

/// Takes anything as it is.
fn is_any(ty: Type) -> bool {
    ty == well_known::OBJECT.ty() || ty == well_known::PS_OBJECT.ty()
}

/// `[bool]`, `[switch]` or `[nullable[bool]]`.
pub(super) fn is_boolean(ty: Type) -> bool {
    ty == well_known::BOOL.ty()
        || ty == well_known::SWITCH_PARAMETER.ty()
        || ty.name == well_known::NULLABLE.name && ty.element() == well_known::BOOL.ty()
}

fn from_null(signature: &Signature, name: &str, ty: Type) -> Result<Value> {
    if ty == well_known::SWITCH_PARAMETER.ty() {
        return Ok(Value::switch(true));
    }
    if ty == well_known::BOOL.ty() {
        let message = format!("Cannot bind argument to parameter '{name}' because it is null.");
        return Err(Failure::new(signature, "ParameterArgumentValidationErrorNullNotAllowed", message)
            .named(name)
            .into());
    }
    Ok(Value::NULL)
}

fn to_boolean(signature: &Signature, name: &str, ty: Type, given: &Value) -> Result<Value> {
    let inner = given.unboxed();
    let is_good = inner.ty().is_some_and(|it| it.code == TypeCode::Bool || it.code.is_number());
    if !is_good {
        let from = type_name(given.ty());
        return Err(cannot_convert(signature, name, ty, given, &from, "").into());
    }
    let on = convert::is_true(inner);
    Ok(if ty == well_known::SWITCH_PARAMETER.ty() { Value::switch(on) } else { Value::bool(on) })
}

fn cannot_convert<'a>(
    signature: &'a Signature,
    name: &str,
    ty: Type,
    given: &Value,
    shown: &str,
    why: &str,
) -> Failure<'a> {
    let to = type_name(Some(ty));
    let message =
        format!("Cannot convert '{shown}' to the type '{to}' required by parameter '{name}'. {why}");
    Failure::new(signature, "CannotConvertArgument", message).named(name).given(given)
}

fn bind_error(signature: &Signature, name: &str, given: &Value, error: Interrupt) -> Interrupt {
    let Some(raised) = error.raised() else { return error };
    let message = format!("Cannot bind parameter '{name}'. {}", message_of(raised));
    Failure::new(signature, "CannotConvertArgumentNoMessage", message)
        .named(name)
        .given(given)
        .inner(convert::cast_exception(&error))
        .into()
}

/// A list in .NET's sense.
fn is_list(value: &Value) -> bool {
    match value.as_object().map(|it| &it.data) {
        Some(Data::Array(_) | Data::Bytes(_) | Data::List(_)) => true,
        Some(Data::Native(_)) => value.ty().is_some_and(|it| it.is_a(well_known::ILIST.ty())),
        _ => false,
    }
}

fn items_of(session: &mut Session, given: &Value) -> Result<Vec<Value>> {
    if let Some(items) = given.as_elements() {
        return Ok(items);
    }
    match enumerate(given).filter(|_| is_list(given)) {
        Some(items) => items.collect(session),
        None => Ok(vec![given.clone()]),
    }
}

fn elements(
    session: &mut Session,
    signature: &Signature,
    name: &str,
    element: Type,
    given: &Value,
) -> Result<Vec<Value>> {
    let items = items_of(session, given)?;
    items.iter().map(|it| to_type(session, signature, name, element, it)).collect()
}

fn to_array(
    session: &mut Session,
    signature: &Signature,
    name: &str,
    ty: Type,
    given: &Value,
) -> Result<Value> {
    let element = if ty.is_array() { ty.element() } else { well_known::OBJECT.ty() };
    Ok(Value::array_of(element, elements(session, signature, name, element, given)?))
}

fn to_list(
    session: &mut Session,
    signature: &Signature,
    name: &str,
    ty: Type,
    given: &Value,
) -> Result<Value> {
    if ty.kind == TypeKind::Interface {
        let items = items_of(session, given)?;
        return Ok(Value::array(items));
    }
    let items = elements(session, signature, name, ty.element(), given)?;
    if matches!(ty.name, "System.Collections.ArrayList" | "System.Collections.Generic.List") {
        return Ok(Object::list(ty, items).into());
    }
    let list = member::construct(session, ty, Vec::new())?;
    for item in items {
        member::invoke(session, &list, &psp_value::Str::new("Add"), vec![item], &[])?;
    }
    Ok(list)
}

/// The value of a parameter without conversion, when it fits.
pub(super) fn exact(parameter: &Parameter, given: &Value) -> Option<Value> {
    let Some(ty) = parameter.ty else { return Some(plain(given)) };
    if given.is_null() {
        let takes_null = !ty.is_value_type() && ty.code != TypeCode::String;
        return takes_null.then_some(Value::NULL);
    }
    let given = given.base();
    if is_any(ty) || given.ty().is_some_and(|it| it.is_a(ty)) {
        return Some(given.clone());
    }
    let element = match Collection::of(ty) {
        Collection::None => return None,
        Collection::Array if !ty.is_array() => well_known::OBJECT.ty(),
        Collection::Array | Collection::List => ty.element(),
    };
    let fits =
        |it: &Value| is_any(element) || it.ty().map_or(!element.is_value_type(), |it| it.is_a(element));
    let items = if is_list(given) { given.as_elements()? } else { vec![given.clone()] };
    if !items.iter().all(fits) {
        return None;
    }
    match Collection::of(ty) {
        Collection::Array => Some(Value::array_of(element, items)),
        _ if ty.name == "System.Collections.Generic.List" || ty == well_known::ARRAY_LIST.ty() => {
            Some(Object::list(ty, items).into())
        }
        _ => None,
    }
}

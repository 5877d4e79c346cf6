//! Casts to arrays, lists and dictionaries.

use super::error::{cast_exception, invalid_cast, no_conversion, with_exception};
use crate::{
    Context, ErrorRecord, Interrupt, Object, Result, Table, Type, Value, View, enumerate,
    object::{Data, KeyComparer},
    types::{TypeKind, well_known},
};

/// The elements of what a cast to a collection takes apart; `None` for single values, tables and strings.
pub(crate) fn elements(context: &mut dyn Context, value: &Value) -> Result<Option<Vec<Value>>> {
    if let Some(ready) = value.as_elements() {
        return Ok(Some(ready));
    }
    match enumerate(value) {
        Some(steps) => steps.collect(context).map(Some),
        None => Ok(None),
    }
}

/// A value as an array.
pub(super) fn to_array(
    context: &mut dyn Context,
    value: &Value,
    from: Type,
    to: Type,
) -> Result<Option<Value>> {
    let element = if to.is_array() { to.element() } else { well_known::OBJECT.ty() };
    if matches!(to.kind, TypeKind::Array(rank) if rank > 1) {
        return Ok(None);
    }
    if let Some(elements) = elements(context, value)? {
        let mut converted = Vec::with_capacity(elements.len());
        for item in &elements {
            converted.push(super::convert(context, item, element)?);
        }
        return Ok(Some(Value::array_of(element, converted)));
    }
    if let View::Str(text) = value.view()
        && element == well_known::CHAR.ty()
    {
        return Ok(Some(Value::array_of(element, text.utf16().map(Value::char).collect())));
    }
    if element == well_known::OBJECT.ty() {
        return Ok(Some(Value::array_of(element, vec![value.clone()])));
    }
    let _ = from;
    match super::convert(context, value, element) {
        Ok(item) => Ok(Some(Value::array_of(element, vec![item]))),
        Err(error) => Err(scalar_error(context, value, to, error)),
    }
}

fn scalar_error(context: &mut dyn Context, value: &Value, to: Type, error: Interrupt) -> Interrupt {
    let Some(record) = error.record() else { return error };
    let id = ErrorRecord::with(record, |it| it.id.clone()).unwrap_or_default();
    if id.text() == "ConvertToFinalInvalidCastException" || id.text() == "ObjectCreationError" {
        return no_conversion(context, value, to);
    }
    if matches!(value.view(), View::DateTime(_)) {
        return invalid_cast(context, value, to);
    }
    match cast_exception(&error) {
        Some(cause) => with_exception(context, "InvalidCastExceptionScalarToArray", value, to, cause),
        None => error,
    }
}

/// A value as one of the collections that are data of this crate.
pub(super) fn to_collection(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    if to == well_known::HASHTABLE.ty() || to == well_known::ORDERED_DICTIONARY.ty() {
        return Ok(to_table(value, to));
    }
    let generic =
        [well_known::LIST.name, well_known::COLLECTION.name].contains(&to.name) && !to.arguments.is_empty();
    if to != well_known::ARRAY_LIST.ty() && !generic {
        return Ok(None);
    }
    if matches!(value.view(), View::Char(_) | View::Enum(..)) {
        // A number that fits the constructor's capacity.
        return Ok(Some(Object::list(to, Vec::new()).into()));
    }
    if matches!(value.view(), View::Bool(_) | View::DateTime(_)) {
        return Err(invalid_cast(context, value, to));
    }
    let items = match (elements(context, value)?, value.as_object()) {
        (Some(items), _) => items,
        (None, Some(object)) if matches!(object.data, Data::Table(_)) && !generic => {
            let Some(entries) = crate::enumerate_table(object) else { return Ok(None) };
            entries.collect(context)?
        }
        (None, Some(object)) if matches!(object.data, Data::Table(_)) => {
            return super::custom::from_properties(context, value, to);
        }
        _ if generic => return scalar_to_list(context, value, to).map(Some),
        (None, Some(_)) => return Ok(None),
        _ => return Err(no_conversion(context, value, to)),
    };
    let element = if generic { to.element() } else { well_known::OBJECT.ty() };
    let mut converted = Vec::with_capacity(items.len());
    for item in &items {
        match super::convert(context, item, element) {
            Ok(item) => converted.push(item),
            Err(error) if error.is_error() => return Err(no_conversion(context, value, to)),
            Err(other) => return Err(other),
        }
    }
    Ok(Some(Object::list(to, converted).into()))
}

/// One number or text as a list of one; numbers go through text.
fn scalar_to_list(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    let element = to.element();
    let text = match value.view() {
        View::Str(_) | View::TimeSpan(_) => value.clone(),
        View::Object(object) if !matches!(object.data, Data::Decimal(_)) => value.clone(),
        _ => super::to_text(context, value)?.into(),
    };
    let item = super::convert(context, &text, element)?;
    Ok(Object::list(to, vec![item]).into())
}

fn to_table(value: &Value, to: Type) -> Option<Value> {
    if matches!(value.view(), View::Char(_) | View::Enum(..)) && to == well_known::HASHTABLE.ty() {
        return Some(Object::table(to, Table::new(KeyComparer::Exact)).into());
    }
    let table = value.as_table()?;
    // The constructor's table distinguishes case, `[ordered]` does not.
    let comparer =
        if to == well_known::HASHTABLE.ty() { KeyComparer::Exact } else { KeyComparer::IgnoreCase };
    let mut copy = Table::new(comparer);
    let entries: Vec<_> =
        table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
    copy.extend(entries);
    Some(Object::table(to, copy).into())
}

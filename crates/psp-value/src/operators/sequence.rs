//! `+` and `*` on text, arrays and tables.

use super::error::{invalid, raw, raw_fault};
use crate::{
    Context, Fault, Object, Result, Str, Table, Type, Value,
    convert::{convert, elements, to_text},
    object::{Data, KeyComparer},
    types::well_known,
};

/// Text and the other operand's text.
pub(super) fn concat(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    let (left, right) = (to_text(context, a)?, to_text(context, b)?);
    if right.is_empty() {
        return Ok(left.into());
    }
    Ok(Str::joined(&left, &right).into())
}

/// `'ab' * 3`
pub(super) fn repeat_text(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    let times = convert(context, b, well_known::INT32.ty())?.as_int().unwrap_or_default();
    if times < 0 {
        let message = format!(
            "times ('{times}') must be a non-negative value. (Parameter 'times')\nActual value was {times}."
        );
        return Err(raw("System.ArgumentOutOfRangeException", message));
    }
    let text = to_text(context, a)?;
    if text.as_bytes().len().saturating_mul(times as usize) > i32::MAX as usize / 2 {
        return Err(raw(
            "System.OutOfMemoryException",
            "Insufficient memory to continue the execution of the program.",
        ));
    }
    if let Some(plain) = text.as_str() {
        Ok(plain.repeat(times as usize).into())
    } else {
        let units: Vec<u16> = text.utf16().collect();
        Ok(Str::from_utf16(units.repeat(times as usize)).into())
    }
}

/// `@(1, 2) * 3`
pub(super) fn repeat(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    let element = array_element(a);
    let number = super::arithmetic::text_to_number(context, b, well_known::INT32.ty());
    let b = if b.as_string().is_some() { &number? } else { b };
    let times = match convert(context, b, well_known::UINT32.ty())?.view() {
        crate::View::UInt32(it) => it as usize,
        _ => 0,
    };
    let items = elements(context, a)?.unwrap_or_default();
    if items.len().saturating_mul(times) > 1 << 28 {
        return Err(raw(
            "System.OutOfMemoryException",
            "Insufficient memory to continue the execution of the program.",
        ));
    }
    let mut all = Vec::with_capacity(items.len() * times);
    for _ in 0..times {
        all.extend_from_slice(&items);
    }
    Ok(Value::array_of(element, all))
}

fn array_element(value: &Value) -> Type {
    value.ty().filter(|it| it.is_array()).map_or(well_known::OBJECT.ty(), Type::element)
}

/// `@(1, 2) + 3`: always a new `[object[]]`.
pub(super) fn append(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    let mut all = elements(context, a)?.unwrap_or_default();
    match elements(context, b)? {
        Some(more) => all.extend(more),
        None => all.push(if b.is_nothing() { Value::NULL } else { b.clone() }),
    }
    Ok(Object::array(all).into())
}

/// `@{ a = 1 } + @{ b = 2 }`
pub(super) fn add_tables(a: &Value, b: &Value) -> Result<Value> {
    let (Some(left), Some(right)) = (a.as_table(), b.as_table()) else {
        return Err(invalid(
            "AddHashTableToNonHashTable",
            "A hash table can only be added to another hash table.",
        ));
    };
    let ordered = a.ty() == Some(well_known::ORDERED_DICTIONARY.ty());
    let mut sum = Table::new(KeyComparer::IgnoreCase);
    for table in [left, right] {
        let entries: Vec<_> =
            table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        for (key, value) in entries {
            if let Some(known) = sum.stored_key(&key) {
                return Err(raw_fault(duplicate(&text(known), &text(&key))));
            }
            sum.insert(key, value);
        }
    }
    Ok(if ordered { Object::ordered(sum) } else { Object::hashtable(sum) }.into())
}

fn text(key: &Value) -> String {
    match &key.as_object().map(|it| &it.data) {
        Some(Data::Type(ty)) => ty.full_name(),
        _ => crate::convert::scalar_text(key).unwrap_or_default().text().into_owned(),
    }
}

/// The error of adding a key that is there.
pub(crate) fn duplicate(known: &str, added: &str) -> Fault {
    let message =
        format!("Item has already been added. Key in dictionary: '{known}'  Key being added: '{added}'");
    Fault::new("System.ArgumentException", message)
}

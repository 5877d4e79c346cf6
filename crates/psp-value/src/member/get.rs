//! Reading members: `$target.name`, in PowerShell's order of look-up.

use super::{
    builtin,
    error::{getting, is_thrown, not_found_strict},
    method, ps_object,
};
use crate::{
    BlockCall, Context, Enumeration, ExtraMemberKind, Object, Ref, Result, ScriptMember, Str, Type, Value,
    View, enumerate,
    object::Data,
    types::{MemberKind, well_known},
};

/// How deep aliases and bases may lead.
const MAX_HOPS: u32 = 32;

/// `$target.name`
pub(super) fn get_member(context: &mut dyn Context, target: &Value, name: &Str) -> Result<Value> {
    if let Some(found) = lookup(context, target, name, MAX_HOPS)? {
        return Ok(found);
    }
    if let Some(elements) = enumerate(target) {
        return enumerated(context, elements, name);
    }
    if let Some(found) = builtin::count_or_length(context, target, name) {
        return Ok(found);
    }
    missing(context, name)
}

fn missing(context: &mut dyn Context, name: &Str) -> Result<Value> {
    if context.strict_mode() >= 2 {
        return Err(not_found_strict(&name.text()));
    }
    Ok(Value::NULL)
}

/// The member of each element; collections among the values are opened.
fn enumerated(context: &mut dyn Context, mut elements: Enumeration, name: &Str) -> Result<Value> {
    let (mut found, mut any) = (Vec::new(), false);
    while let Some(element) = elements.next(context)? {
        any = true;
        if let Some(inner) = lookup(context, &element, name, MAX_HOPS)? {
            push(context, &mut found, inner)?;
        } else if let Some(nested) = enumerate(&element) {
            let inner = stacker::maybe_grow(64 * 1024, 1024 * 1024, || enumerated(context, nested, name))?;
            push(context, &mut found, inner)?;
        } else if let Some(inner) = builtin::count_or_length(context, &element, name) {
            found.push(inner);
        } else if context.strict_mode() >= 2 {
            return Err(not_found_strict(&name.text()));
        } else if is_custom(&element) {
            found.push(Value::NULL);
        }
    }
    if found.is_empty() && any {
        return missing(context, name);
    }
    Ok(match found.len() {
        0 if context.strict_mode() >= 2 => return Err(not_found_strict(&name.text())),
        0 => Value::NULL,
        1 => found.swap_remove(0),
        _ => Value::array(found),
    })
}

fn push(context: &mut dyn Context, found: &mut Vec<Value>, value: Value) -> Result<()> {
    match enumerate(&value) {
        Some(steps) => found.extend(steps.collect(context)?),
        None if value.is_nothing() => {}
        None => found.push(value),
    }
    Ok(())
}

fn is_custom(value: &Value) -> bool {
    value.as_object().is_some_and(|it| {
        it.ty() == well_known::PS_CUSTOM_OBJECT.ty()
            || matches!(it.data, Data::Boxed(_)) && it.ty().is_value_type()
    })
}

/// The member of one object, without looking into collections and without `Count` of single values.
pub(super) fn lookup(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    hops: u32,
) -> Result<Option<Value>> {
    let object = match target.view() {
        View::Null | View::Nothing => return Ok(None),
        View::Object(object) => object,
        View::Str(text) if name.as_bytes().eq_ignore_ascii_case(b"Length") => {
            return Ok(Some(Value::int(text.utf16_len() as i32)));
        }
        _ => return of_type(context, target, name),
    };
    if let Data::Fields(fields) = &object.data
        && let Some(found) = fields.with(|it| it.get(name).cloned())
        && !shadowed(object, name)
    {
        return Ok(Some(found));
    }
    if let Some(found) = extra(context, target, object, name, hops)? {
        return Ok(Some(found));
    }
    match &object.data {
        Data::Table(table) => {
            let key = Value::from(name);
            if let Some(found) = table.with(|it| it.get(&key).cloned()) {
                return Ok(Some(found));
            }
            if object.ty().arguments.first().is_some_and(|it| *it != well_known::STRING.ty())
                && let Ok(key) = crate::operators::table_key(context, object.ty(), &key)
                && let Some(found) = table.with(|it| it.get(&key).cloned())
            {
                return Ok(Some(found));
            }
        }
        Data::Boxed(inner) if inner.ty() == Some(object.ty()) => {
            if let Some(found) = ps_object::special(target, name) {
                return Ok(Some(found));
            }
            let inner = inner.clone();
            return lookup(context, &inner, name, hops.saturating_sub(1));
        }
        Data::Grid(_) => {
            if let Some(found) = builtin::property(target, &name.text()) {
                return Ok(Some(found));
            }
        }
        Data::Native(native) => {
            if let Some(found) = native.get_member(context, target, &name.text()) {
                return found.map(Some);
            }
        }
        _ => {}
    }
    if let Some(found) = of_type(context, target, name)? {
        return Ok(Some(found));
    }
    let base = object.read_extra(|it| it.base.clone()).flatten();
    match base {
        Some(base) if hops > 0 => lookup(context, &base, name, hops - 1),
        _ => Ok(None),
    }
}

/// An added member of this name stands before the field.
fn shadowed(object: &Ref<Object>, name: &Str) -> bool {
    object.read_extra(|it| it.find(&name.text()).is_some()).unwrap_or_default()
}

/// A member that a script added to the object.
fn extra(
    context: &mut dyn Context,
    target: &Value,
    object: &Ref<Object>,
    name: &Str,
    hops: u32,
) -> Result<Option<Value>> {
    let found = object.read_extra(|it| it.find(&name.text()).map(|it| it.kind.clone())).flatten();
    match found {
        Some(kind) => read(context, target, name, &kind, hops).map(Some),
        None => Ok(None),
    }
}

/// The value of an added member.
pub(super) fn read(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    kind: &ExtraMemberKind,
    hops: u32,
) -> Result<Value> {
    match kind {
        ExtraMemberKind::Note(value) => Ok(value.clone()),
        ExtraMemberKind::Alias(other) if hops > 0 => {
            let found = lookup(context, target, other, hops - 1)?;
            let counted = |context: &mut dyn Context| builtin::count_or_length(context, target, other);
            Ok(found.or_else(|| counted(context)).unwrap_or_default())
        }
        ExtraMemberKind::Alias(_) => Ok(Value::NULL),
        ExtraMemberKind::ScriptProperty { get: Some(block), .. } => {
            let Some(block) = block.as_object() else { return Ok(Value::NULL) };
            let call = BlockCall { this: Some(target.clone()), ..BlockCall::default() };
            match context.call_block(block, call) {
                Err(error) if error.is_error() => Err(getting(error, &name.text())),
                Ok(found) if found.is_nothing() => Ok(Value::NULL),
                other => other,
            }
        }
        ExtraMemberKind::ScriptProperty { get: None, .. } => Ok(Value::NULL),
        ExtraMemberKind::ScriptMethod(_) => Ok(method::method_object(target, name, kind)),
        ExtraMemberKind::PropertySet(names) => Ok(Value::strings(names)),
        ExtraMemberKind::MemberSet(value) => Ok(value.clone()),
    }
}

/// A member of the value's type: declared in Rust, added by the session, or what every object has.
pub(super) fn of_type(context: &mut dyn Context, target: &Value, name: &Str) -> Result<Option<Value>> {
    let Some(ty) = target.ty() else { return Ok(None) };
    let text = name.text();
    if let Some(found) = implemented(context, target, ty, &text)? {
        return Ok(Some(found));
    }
    let members = ty.members_named(&text);
    for member in members {
        if member.is_static {
            continue;
        }
        if let MemberKind::Property { get, .. } = member.kind {
            // What a script class inherits from a .NET type works on the .NET object.
            let base = target.as_object().and_then(|it| it.read_extra(|it| it.base.clone()).flatten());
            return match get(context, base.as_ref().unwrap_or(target)) {
                // PowerShell passes over what the getter of an object throws; that of a type is an error.
                Err(error) if is_thrown(&error) => Ok(Some(Value::NULL)),
                done => done.map(Some),
            };
        }
    }
    if let Some(found) = session(context, target, ty, name)? {
        return Ok(Some(found));
    }
    if members.iter().any(|it| !it.is_static && matches!(it.kind, MemberKind::Method { .. })) {
        return Ok(Some(method::declared_method(target, members[0].name)));
    }
    if let Some(found) = builtin::property(target, &text) {
        return Ok(Some(found));
    }
    if let Some(found) = ps_object::special(target, name) {
        return Ok(Some(found));
    }
    Ok(builtin::has_method(ty, &text).map(|name| method::declared_method(target, name)))
}

/// A property of an interface that a script class implements as a method `get_Name`.
fn implemented(context: &mut dyn Context, target: &Value, ty: Type, name: &str) -> Result<Option<Value>> {
    if !ty.chain().any(|it| it.script.get().is_some() && !it.interfaces.is_empty()) {
        return Ok(None);
    }
    match context.script_member(ty, Some(target), &format!("get_{name}")) {
        Some(ScriptMember::Method(method)) => {
            context.call_script_method(target, &method, Vec::new()).map(Some)
        }
        _ => Ok(None),
    }
}

/// What the session or a script class adds to the type.
fn session(context: &mut dyn Context, target: &Value, ty: Type, name: &Str) -> Result<Option<Value>> {
    let Some(member) = context.script_member(ty, Some(target), &name.text()) else { return Ok(None) };
    Ok(match member {
        ScriptMember::Value(value) => Some(value),
        ScriptMember::Extra(extra) => Some(read(context, target, name, &extra.kind, MAX_HOPS)?),
        ScriptMember::Method(_) => Some(method::declared_method(target, &name.text())),
        ScriptMember::Property { .. } => None,
    })
}

/// `[ty]::name`
pub(super) fn get_static(context: &mut dyn Context, ty: Type, name: &Str) -> Result<Value> {
    let text = name.text();
    if ty.is_enum()
        && let Some((_, number)) = crate::enums::info(ty)
            .values
            .iter()
            .find(|(known, _)| psp_clr::compare::equals_ordinal_ignore_case(known, &text))
    {
        return Ok(Value::enumeration(ty, *number));
    }
    for owner in ty.chain() {
        if owner.script.get().is_some()
            && let Some(place) = context.script_static(owner, &text)
        {
            return Ok(place.get());
        }
    }
    let members = ty.members_named(&text);
    for member in members {
        if !member.is_static {
            continue;
        }
        if let MemberKind::Property { get, .. } = member.kind {
            return match get(context, &Value::from(ty)) {
                Err(error) if is_thrown(&error) => Err(getting(error, &text)),
                done => done,
            };
        }
    }
    let is_method = members.iter().any(|it| it.is_static && matches!(it.kind, MemberKind::Method { .. }))
        || text.eq_ignore_ascii_case("new");
    if is_method {
        return Ok(method::static_method(ty, &text));
    }
    if let Some(ScriptMember::Method(_)) = context.script_member(ty, None, &text) {
        return Ok(method::static_method(ty, &text));
    }
    missing(context, name)
}

//! Casts that make objects out of tables: `[pscustomobject]@{}`, and any type with a default constructor.

use super::{
    error::{cast_error, message_of, no_conversion, with_exception},
    names::{net_full_name, net_string},
};
use crate::{
    Context, Fault, Fields, Interrupt, Object, Result, ScriptMember, Str, Type, Value, View,
    object::Data,
    types::{MemberKind, well_known},
};

/// `[pscustomobject]`: a table's entries as note properties; any other value as it is.
pub(super) fn to_custom_object(context: &mut dyn Context, value: &Value) -> Result<Value> {
    let Some(table) = value.as_table() else { return Ok(value.clone()) };
    let is_plain = value
        .ty()
        .is_some_and(|it| it == well_known::HASHTABLE.ty() || it == well_known::ORDERED_DICTIONARY.ty());
    if !is_plain {
        return Ok(value.clone());
    }
    let entries = entries(table);
    let (mut fields, mut type_name) = (Fields::default(), None);
    for (key, value) in entries {
        let name = name_of_key(context, &key)?;
        if type_name.is_none() && name.as_bytes().eq_ignore_ascii_case(b"PSTypeName") {
            type_name = Some(super::to_text(context, &value)?);
            continue;
        }
        fields.set(&name, if value.is_nothing() { Value::NULL } else { value });
    }
    let object = Object::custom(fields);
    if let Some(name) = type_name {
        object.with_extra(|it| it.type_names.push(name));
    }
    Ok(object.into())
}

fn entries(table: &crate::Lock<crate::Table>) -> Vec<(Value, Value)> {
    table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn name_of_key(context: &mut dyn Context, key: &Value) -> Result<Str> {
    match key.view() {
        View::Str(text) => Ok(text.clone()),
        _ => super::to_text(context, key),
    }
}

/// An instance of a type with a default constructor and the properties of a table or custom object; `Ok(None)` when
/// this is not such a cast.
pub(super) fn from_properties(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    let (properties, is_table) = match value.as_object().map(|it| &it.data) {
        Some(Data::Table(table)) => {
            let mut named = Vec::new();
            for (key, value) in entries(table) {
                named.push((name_of_key(context, &key)?, value));
            }
            (named, true)
        }
        Some(Data::Fields(fields)) if value.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty()) => {
            (fields.with(|it| it.iter().map(|(name, value)| (name.clone(), value.clone())).collect()), false)
        }
        _ => return Ok(None),
    };
    let Some(made) = default_instance(context, to)? else { return Ok(None) };
    for (name, property) in properties {
        if let Err(error) = set(context, &made, to, &name, property) {
            return Err(match (error.is_error(), is_table) {
                (true, true) => creation_error(to, &message_of(&error)),
                (true, false) => {
                    let cause =
                        super::error::cast_exception(&no_conversion(context, value, to)).unwrap_or_default();
                    with_exception(context, "InvalidCastConstructorException", value, to, cause)
                }
                (false, _) => error,
            });
        }
    }
    Ok(Some(made))
}

fn creation_error(to: Type, why: &str) -> Interrupt {
    cast_error(
        "ObjectCreationError",
        format!("Cannot create object of type \"{}\". {why}", net_string(to)),
        None,
    )
}

/// A new instance without arguments, when the type has such a constructor.
fn default_instance(context: &mut dyn Context, to: Type) -> Result<Option<Value>> {
    if let Some(constructors) = context.script_constructors(to) {
        if constructors.iter().any(Vec::is_empty) {
            return context.construct(to, Vec::new()).map(Some);
        }
        return Ok(None);
    }
    for member in crate::member::constructors(to) {
        if let MemberKind::Constructor { params, call } = member.kind
            && params.iter().all(|it| it.optional)
        {
            let arguments = vec![Value::UNSET; params.len()];
            return call(context, &Value::from(to), &arguments).map(Some);
        }
    }
    let is_data = to == well_known::HASHTABLE.ty()
        || [well_known::ARRAY_LIST.name, well_known::LIST.name, well_known::COLLECTION.name]
            .contains(&to.name);
    if is_data {
        return crate::member::construct(context, to, Vec::new()).map(Some);
    }
    // Structs have a default value even when nothing declares it.
    let is_struct = to.kind == crate::types::TypeKind::Struct || to.is_enum();
    Ok((is_struct && !to.code.is_integer()).then_some(Value::NULL))
}

fn set(context: &mut dyn Context, made: &Value, to: Type, name: &Str, value: Value) -> Result<()> {
    let known = !made.is_null() && is_settable(context, made, to, name);
    if !known {
        let message = format!(
            "The property '{name}' was not found for the '{}' object. {}",
            net_full_name(to),
            settable(context, made, to)
        );
        return Err(Fault::runtime("PropertyNotFound", message).into());
    }
    match crate::member::set_member(context, made, name, value) {
        Err(error) if error.is_error() => {
            // The conversion's own message, without what assignment says around it.
            let inner = super::error::exception_of(&error)
                .and_then(|it| crate::Exception::with(&it, |it| it.inner.clone()).flatten());
            match inner {
                Some(inner) => Err(Fault::runtime("", crate::exception_message(&inner).text()).into()),
                None => Err(error),
            }
        }
        other => other,
    }
}

fn is_settable(context: &mut dyn Context, made: &Value, to: Type, name: &Str) -> bool {
    if made.as_fields().is_some_and(|fields| fields.with(|it| it.get(name).is_some())) {
        return true;
    }
    let declared = to.members_named(&name.text());
    declared.iter().any(|it| matches!(it.kind, MemberKind::Property { set: Some(_), .. }) && !it.is_static)
        || matches!(context.script_member(to, Some(made), &name.text()), Some(ScriptMember::Property { .. }))
}

/// `The settable properties are: [X <System.Int32>], …`
fn settable(context: &mut dyn Context, made: &Value, to: Type) -> String {
    let mut found = Vec::new();
    if let Some(fields) = made.as_fields() {
        let names: Vec<Str> = fields.with(|it| it.shape().names().to_vec());
        for name in names {
            let ty = match context.script_member(to, Some(made), &name.text()) {
                Some(ScriptMember::Property { ty, .. }) => ty,
                _ => None,
            };
            let ty = ty.map_or("System.Object".to_owned(), net_full_name);
            found.push(format!("[{name} <{ty}>]"));
        }
    }
    if [well_known::ARRAY_LIST.name, well_known::LIST.name].contains(&to.name) && to.members.get().is_none() {
        found.push("[Capacity <System.Int32>]".to_owned());
    }
    for member in to.all_members() {
        if let MemberKind::Property { ty, set: Some(_), added_as: None, .. } = &member.kind
            && !member.is_static
        {
            found.push(format!("[{} <{}>]", member.name, net_full_name(ty.resolve(to))));
        }
    }
    if to.is_enum() {
        found.push(format!("[value__ <{}>]", crate::enums::info(to).underlying.name));
    }
    if found.is_empty() {
        return "There is no settable property available.".to_owned();
    }
    format!("The settable properties are: {}.", found.join(", "))
}

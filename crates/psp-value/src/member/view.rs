//! All members of a value, for `Get-Member`, `Select-Object *` and formatting.

use super::{
    MemberTypes, MemberView,
    definition::{method_text, type_text, universal},
};
use crate::{
    Context, ExtraMember, ExtraMemberKind, Result, Str, Type, Value,
    convert::{net_string, shown},
    object::Data,
    types::{MemberDef, MemberKind, well_known},
};

/// The view of a note property.
pub(super) fn note_view(name: &Str, value: &Value) -> MemberView {
    MemberView {
        name: name.clone(),
        kind: MemberTypes::NoteProperty,
        type_name: value.ty().map_or("System.Object".to_owned(), net_string),
        definition: String::new(),
        hidden: false,
        is_static: false,
    }
}

fn note_definition(context: &mut dyn Context, name: &Str, value: &Value) -> String {
    let ty = value.ty().map_or("object".to_owned(), |it| match it {
        _ if it == well_known::OBJECT.ty() => "object".to_owned(),
        _ => type_text(it).replace("System.Object[]", "Object[]"),
    });
    let text = if value.is_null() { "null".to_owned() } else { shown(context, value) };
    format!("{ty} {name}={text}")
}

/// The members in the order in which `psobject.Members` has them.
pub(super) fn member_list(context: &mut dyn Context, value: &Value) -> Result<Vec<MemberView>> {
    let mut views = Vec::new();
    let Some(ty) = value.ty() else { return Ok(views) };
    let object = value.as_object();
    if let Some(object) = object {
        let added = object.read_extra(|it| it.members.clone()).unwrap_or_default();
        let is_custom = object.ty() == well_known::PS_CUSTOM_OBJECT.ty();
        if let Data::Fields(fields) = &object.data {
            let pairs: Vec<(Str, Value)> =
                fields.with(|it| it.iter().map(|(name, value)| (name.clone(), value.clone())).collect());
            for (name, field) in &pairs {
                let view =
                    if is_custom { note_view(name, field) } else { class_property(context, value, ty, name) };
                views.push(view);
            }
        }
        for member in &added {
            push(&mut views, added_view(context, value, member));
        }
    }
    let own = match object.map(|it| &it.data) {
        Some(Data::Native(native)) => native.own_members(),
        _ => None,
    };
    if ty != well_known::PS_CUSTOM_OBJECT.ty() {
        let shows_own = own.is_some();
        own.into_iter().flatten().for_each(|it| push(&mut views, it));
        let start = views.len();
        declared(&mut views, ty);
        if shows_own {
            let mut at = 0;
            views.retain(|it| {
                at += 1;
                at <= start || it.is_static || !it.kind.is_property()
            });
        }
    }
    for member in context.script_members(ty, Some(value)) {
        push(&mut views, added_view(context, value, &member));
    }
    if let Some(Data::Native(native)) = object.map(|it| &it.data) {
        for name in native.member_names() {
            push(&mut views, plain_property(&name));
        }
    }
    undeclared(&mut views, value);
    for view in context.script_class_members(ty) {
        push(&mut views, view);
    }
    if let Some(base) = object.and_then(|it| it.read_extra(|it| it.base.clone()).flatten()) {
        for view in member_list(context, &base)? {
            push(&mut views, view);
        }
    }
    universal_methods(&mut views, ty);
    Ok(views)
}

fn push(views: &mut Vec<MemberView>, view: MemberView) {
    let same =
        |it: &MemberView| it.is_static == view.is_static && crate::object::same_name(&it.name, &view.name);
    if !views.iter().any(same) {
        views.push(view);
    }
}

fn plain_property(name: &str) -> MemberView {
    MemberView {
        name: name.into(),
        kind: MemberTypes::Property,
        type_name: "System.Object".to_owned(),
        definition: format!("System.Object {name} {{get;set;}}"),
        hidden: false,
        is_static: false,
    }
}

fn class_property(context: &mut dyn Context, value: &Value, ty: Type, name: &Str) -> MemberView {
    let (declared, hidden) = match context.script_member(ty, Some(value), &name.text()) {
        Some(crate::ScriptMember::Property { ty, hidden, .. }) => (ty, hidden),
        _ => (None, false),
    };
    let declared = declared.unwrap_or(well_known::OBJECT.ty());
    MemberView {
        name: name.clone(),
        kind: MemberTypes::Property,
        type_name: net_string(declared),
        definition: format!("{} {name} {{get;set;}}", type_text(declared)),
        hidden,
        is_static: false,
    }
}

fn added_view(context: &mut dyn Context, value: &Value, member: &ExtraMember) -> MemberView {
    let name = &member.name;
    let (type_name, definition) = match &member.kind {
        ExtraMemberKind::Note(note) => {
            (note.ty().map_or("System.Object".to_owned(), net_string), note_definition(context, name, note))
        }
        ExtraMemberKind::Alias(other) => ("System.Object".to_owned(), format!("{name} = {other}")),
        ExtraMemberKind::ScriptProperty { get, set } => {
            let text = |it: &Option<Value>| {
                it.as_ref().and_then(|it| it.as_block().map(|it| it.text().to_owned())).unwrap_or_default()
            };
            let set = if set.is_some() { format!("set={{{}}};", text(set)) } else { String::new() };
            ("System.Object".to_owned(), format!("System.Object {name} {{get={};{set}}}", text(get)))
        }
        ExtraMemberKind::ScriptMethod(_) => ("System.Object".to_owned(), format!("System.Object {name}();")),
        ExtraMemberKind::PropertySet(names) => {
            let names: Vec<_> = names.iter().map(|it| it.text().into_owned()).collect();
            (String::new(), format!("{name} {{{}}}", names.join(", ")))
        }
        ExtraMemberKind::MemberSet(_) => (String::new(), format!("{name}")),
    };
    let _ = value;
    MemberView {
        name: name.clone(),
        kind: MemberTypes::of(&member.kind),
        type_name,
        definition,
        hidden: member.hidden,
        is_static: false,
    }
}

/// What is declared in Rust; overloads of a method share one view.
fn declared(views: &mut Vec<MemberView>, ty: Type) {
    for member in ty.all_members() {
        let (kind, type_name) = match &member.kind {
            MemberKind::Property { ty: declared, added_as, .. } => {
                let kind = match *added_as {
                    Some("ScriptProperty") => MemberTypes::ScriptProperty,
                    Some("AliasProperty") => MemberTypes::AliasProperty,
                    Some("CodeProperty") => MemberTypes::CodeProperty,
                    Some("NoteProperty") => MemberTypes::NoteProperty,
                    _ => MemberTypes::Property,
                };
                (kind, net_string(declared.resolve(ty)))
            }
            MemberKind::Method { returns, .. } if is_indexer(member) => {
                (MemberTypes::ParameterizedProperty, net_string(returns.resolve(ty)))
            }
            MemberKind::Method { .. } if member.name.starts_with("set_") => continue,
            MemberKind::Method { returns, .. } => (MemberTypes::Method, net_string(returns.resolve(ty))),
            MemberKind::Constructor { .. } => continue,
        };
        let (name, definition) = match kind {
            MemberTypes::ParameterizedProperty => indexer_text(member, ty),
            _ => (Str::new(member.name), method_text(member, ty)),
        };
        let is_method = matches!(kind, MemberTypes::Method | MemberTypes::ParameterizedProperty);
        let known = views
            .iter_mut()
            .find(|it| it.is_static == member.is_static && crate::object::same_name(&it.name, &name));
        match known {
            Some(known) if is_method && known.kind == kind => {
                if !known.definition.split(", ").any(|it| it == definition) {
                    known.definition.push_str(", ");
                    known.definition.push_str(&definition);
                }
            }
            Some(_) => {}
            None => views.push(MemberView {
                name,
                kind,
                type_name,
                definition,
                hidden: false,
                is_static: member.is_static,
            }),
        }
    }
}

/// A method `get_Item` is how a property with parameters is declared.
fn is_indexer(member: &MemberDef) -> bool {
    member.name.starts_with("get_") && member.params().is_some_and(|it| !it.is_empty())
}

/// Name and definition of a property with parameters: `Item`, `string Item(int index) {get;set;}`.
fn indexer_text(member: &MemberDef, ty: Type) -> (Str, String) {
    let name = member.name.trim_start_matches("get_");
    let text = method_text(member, ty).replacen(member.name, name, 1);
    let access = if ty.members_named(&format!("set_{name}")).is_empty() { "{get;}" } else { "{get;set;}" };
    (Str::new(name), format!("{text} {access}"))
}

/// Properties of this crate's own data, when nothing declares them.
fn undeclared(views: &mut Vec<MemberView>, value: &Value) {
    let names: &[(&str, &str)] = match value.as_object().map(|it| &it.data) {
        Some(Data::Array(_) | Data::Bytes(_) | Data::Grid(_)) => &[
            ("Length", "int"),
            ("LongLength", "long"),
            ("Rank", "int"),
            ("SyncRoot", "System.Object"),
            ("IsReadOnly", "bool"),
            ("IsFixedSize", "bool"),
            ("IsSynchronized", "bool"),
            ("Count", "int"),
        ],
        Some(Data::List(_)) => &[("Capacity", "int"), ("Count", "int")],
        Some(Data::Table(_)) => &[
            ("IsReadOnly", "bool"),
            ("IsFixedSize", "bool"),
            ("IsSynchronized", "bool"),
            ("Keys", "System.Collections.ICollection"),
            ("Values", "System.Collections.ICollection"),
            ("SyncRoot", "System.Object"),
            ("Count", "int"),
        ],
        Some(Data::Reference(_)) => &[("Value", "System.Object")],
        _ => match value.view() {
            crate::View::Str(_) => &[("Length", "int")],
            _ => &[],
        },
    };
    for (name, ty) in names {
        let view = MemberView {
            name: (*name).into(),
            kind: MemberTypes::Property,
            type_name: (*ty).to_owned(),
            definition: format!("{ty} {name} {{get;}}"),
            hidden: false,
            is_static: false,
        };
        push(views, view);
    }
}

fn universal_methods(views: &mut Vec<MemberView>, ty: Type) {
    for name in ["Equals", "GetHashCode", "GetType", "ToString", "CompareTo"] {
        let Some(known) = super::builtin::has_method(ty, name) else { continue };
        let view = MemberView {
            name: known.into(),
            kind: MemberTypes::Method,
            type_name: String::new(),
            definition: universal(known).unwrap_or_default().to_owned(),
            hidden: false,
            is_static: false,
        };
        push(views, view);
    }
}

/// The members, with definitions of note properties, which are only written here.
pub(super) fn members_of(context: &mut dyn Context, value: &Value) -> Result<Vec<MemberView>> {
    let mut views = member_list(context, value)?;
    for view in &mut views {
        if view.kind == MemberTypes::NoteProperty && view.definition.is_empty() {
            let field = super::try_get_member(context, value, &view.name)?.unwrap_or_default();
            view.definition = note_definition(context, &view.name, &field);
        }
    }
    Ok(views)
}

/// The names of the properties in the order of `psobject.Properties`: what was added to the object or its type comes
/// before what .NET has.
pub(super) fn property_names(context: &mut dyn Context, value: &Value) -> Result<Vec<Str>> {
    let (adapted, mut names) = properties(context, value)?;
    names.extend(adapted);
    Ok(names)
}

/// The names of the properties as a view shows them: what .NET has comes first.
pub(super) fn shown_property_names(context: &mut dyn Context, value: &Value) -> Result<Vec<Str>> {
    let (mut names, added) = properties(context, value)?;
    names.extend(added);
    Ok(names)
}

/// The properties that .NET has, and those that were added.
fn properties(context: &mut dyn Context, value: &Value) -> Result<(Vec<Str>, Vec<Str>)> {
    if let Some(object) = value.as_object()
        && let Data::Fields(fields) = &object.data
        && object.ty() == well_known::PS_CUSTOM_OBJECT.ty()
    {
        let mut names = fields.with(|it| it.shape().names().to_vec());
        let shown = |it: &&ExtraMember| !it.hidden && MemberTypes::of(&it.kind).is_property();
        let added = object
            .read_extra(|it| it.members.iter().filter(shown).map(|it| it.name.clone()).collect::<Vec<_>>());
        names.extend(added.unwrap_or_default());
        for member in context.script_members(object.ty(), Some(value)).iter().filter(shown) {
            if !names.iter().any(|it| crate::object::same_name(it, &member.name)) {
                names.push(member.name.clone());
            }
        }
        return Ok((Vec::new(), names));
    }
    let mut views = member_list(context, value)?;
    views.retain(|it| {
        it.kind.is_property() && it.kind != MemberTypes::PropertySet && !it.hidden && !it.is_static
    });
    let (adapted, added): (Vec<_>, Vec<_>) =
        views.into_iter().partition(|it| it.kind == MemberTypes::Property);
    let names = |it: Vec<MemberView>| it.into_iter().map(|it| it.name).collect();
    Ok((names(adapted), names(added)))
}

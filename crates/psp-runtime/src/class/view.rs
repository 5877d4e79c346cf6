//! What a class declares, for `Get-Member` and formatting.

use super::{Class, Method, Property, members_of};
use psp_value::{
    Type,
    convert::net_string,
    member::{MemberTypes, MemberView, type_text},
    well_known,
};

/// Methods and static properties with their definitions; an instance's properties stand in its fields.
pub fn views(ty: Type) -> Vec<MemberView> {
    let Some(members) = members_of(ty) else { return Vec::new() };
    let mut views = Vec::new();
    let groups = members.methods.values().chain(members.static_methods.values());
    for group in groups {
        let Some(first) = group.overloads.first() else { continue };
        let definitions: Vec<_> = group.overloads.iter().map(|it| definition(it)).collect();
        views.push(MemberView {
            name: group.name.clone(),
            kind: MemberTypes::Method,
            type_name: net_string(first.returns.unwrap_or(well_known::VOID.ty())),
            definition: definitions.join(", "),
            hidden: group.overloads.iter().all(|it| it.hidden),
            is_static: first.is_static,
        });
    }
    for class in ty.chain().filter_map(Class::of) {
        let named = class.members().statics.iter().filter(|it| !it.property.name.is_empty());
        views.extend(named.map(|it| static_property(&it.property)));
    }
    // The order of the tables says nothing.
    views.sort_by_key(|it| it.name.text().to_lowercase());
    views
}

/// `static Widget Make(string name)`
pub(crate) fn definition(method: &Method) -> String {
    let params: Vec<_> = method.params.iter().map(|it| format!("{} {}", type_text(it.ty), it.name)).collect();
    let prefix = if method.is_static { "static " } else { "" };
    let returns = type_text(method.returns.unwrap_or(well_known::VOID.ty()));
    format!("{prefix}{returns} {}({})", method.name, params.join(", "))
}

fn static_property(property: &Property) -> MemberView {
    let ty = property.ty.unwrap_or(well_known::OBJECT.ty());
    MemberView {
        name: property.name.clone(),
        kind: MemberTypes::Property,
        type_name: net_string(ty),
        definition: format!("static {} {} {{get;set;}}", type_text(ty), property.name),
        hidden: property.hidden,
        is_static: true,
    }
}

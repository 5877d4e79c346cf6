//! Which properties stand for an object when nothing else was asked for: `DefaultDisplayPropertySet`.

use psp_value::{Context, Data, ExtraMember, ExtraMemberKind, Lock, Object, Ref, Result, Str, Value, member};

/// Types with a default set of their own.
const SETS: &[(&str, &[&str])] = &[
    ("System.Diagnostics.Process", &["Id", "Handles", "CPU", "SI", "Name"]),
    ("Deserialized.System.Diagnostics.Process", &["Id", "Handles", "CPU", "Name"]),
    ("System.IO.FileInfo", &["LastWriteTime", "Length", "Name"]),
    (
        "System.Management.Automation.PSModuleInfo",
        &[
            "Name",
            "Path",
            "Description",
            "Guid",
            "Version",
            "ModuleBase",
            "ModuleType",
            "PrivateData",
            "AccessMode",
            "ExportedAliases",
            "ExportedCmdlets",
            "ExportedFunctions",
            "ExportedVariables",
            "NestedModules",
        ],
    ),
    ("System.ServiceProcess.ServiceController", &["Status", "Name", "DisplayName"]),
];

/// Types with a default property of their own.
const NAMES: &[(&str, &str)] =
    &[("System.IO.DirectoryInfo", "Name"), ("System.Net.IPAddress", "IPAddressToString")];

/// The name of the set among an object's standard members.
const SET: &str = "DefaultDisplayPropertySet";

/// The default properties of an object; empty when nobody named any.
pub(crate) fn default_properties(context: &mut dyn Context, target: &Value) -> Result<Vec<Str>> {
    let Some(object) = target.as_object() else { return Ok(Vec::new()) };
    if let Some(names) = object.read_extra(|it| from_members(&it.members)).flatten() {
        return Ok(names);
    }
    if let Some(names) = from_members(&context.script_members(object.ty())) {
        return Ok(names);
    }
    if matches!(object.data, Data::Native(_))
        || object.read_extra(|it| !it.type_names.is_empty()) == Some(true)
    {
        for name in member::type_names(target) {
            let name = name.text();
            if let Some((_, set)) = SETS.iter().find(|(ty, _)| ty.eq_ignore_ascii_case(&name)) {
                return Ok(set.iter().map(|it| Str::new(it)).collect());
            }
        }
    }
    Ok(Vec::new())
}

/// The property that stands for an object of a type that names one.
pub(crate) fn display_property(target: &Value) -> Option<&'static str> {
    let ty = target.as_object()?.ty();
    ty.chain().find_map(|it| NAMES.iter().find(|(name, _)| *name == it.name).map(|(_, property)| *property))
}

fn from_members(members: &[ExtraMember]) -> Option<Vec<Str>> {
    let is = |it: &ExtraMember, name: &str| it.name.as_bytes().eq_ignore_ascii_case(name.as_bytes());
    members.iter().find_map(|it| match &it.kind {
        ExtraMemberKind::PropertySet(names) if is(it, SET) => Some(names.clone()),
        ExtraMemberKind::MemberSet(set) | ExtraMemberKind::Note(set) if is(it, "PSStandardMembers") => {
            from_set(set)
        }
        _ => None,
    })
}

/// The set inside a member set: an object whose own members or fields are the members.
fn from_set(set: &Value) -> Option<Vec<Str>> {
    let object = set.as_object()?;
    if let Some(names) = object.read_extra(|it| from_members(&it.members)).flatten() {
        return Some(names);
    }
    let found = set.as_fields()?.with(|it| it.get(&Str::new(SET)).cloned())?;
    names_of(&found)
}

fn names_of(value: &Value) -> Option<Vec<Str>> {
    let strings = |items: Vec<Value>| items.iter().filter_map(|it| it.as_string().cloned()).collect();
    if let Some(items) = value.as_elements() {
        return Some(strings(items));
    }
    let referenced = |fields: &Lock<psp_value::Fields>| {
        fields.with(|it| it.get(&Str::new("ReferencedPropertyNames")).and_then(Value::as_elements))
    };
    let object: &Ref<Object> = value.as_object()?;
    match &object.data {
        Data::Fields(fields) => referenced(fields).map(strings),
        _ => None,
    }
}

//! Which properties stand for an object when nothing else was asked for: `DefaultDisplayPropertySet`.

use psp_value::{
    Context, Data, ExtraMember, ExtraMemberKind, Result, ScriptMember, Str, Value,
    member::{self, MemberObject},
};

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
/// The member set that has it.
const STANDARD: &str = "PSStandardMembers";

/// The default properties of an object; empty when nobody named any.
pub(crate) fn default_properties(context: &mut dyn Context, target: &Value) -> Result<Vec<Str>> {
    let Some(object) = target.as_object() else { return Ok(Vec::new()) };
    if let Some(names) = object.read_extra(|it| from_members(&it.members)).flatten() {
        return Ok(names);
    }
    for name in [SET, STANDARD] {
        if let Some(ScriptMember::Extra(member)) = context.script_member(object.ty(), Some(target), name)
            && let Some(names) = from_members(&[member])
        {
            return Ok(names);
        }
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
        ExtraMemberKind::MemberSet(set) | ExtraMemberKind::Note(set) if is(it, STANDARD) => from_set(set),
        _ => None,
    })
}

/// The set inside a member set: a list of members, or an object that has them as its own.
fn from_set(set: &Value) -> Option<Vec<Str>> {
    if let Some(items) = set.as_elements() {
        let members = items.iter().filter_map(|it| it.downcast::<MemberObject>().map(|it| it.member.clone()));
        return from_members(&members.collect::<Vec<_>>());
    }
    if let Some(member) = set.downcast::<MemberObject>() {
        return from_members(std::slice::from_ref(&member.member));
    }
    let own = set.as_object()?.read_extra(|it| from_members(&it.members)).flatten();
    own.or_else(|| {
        let found = set.as_fields()?.with(|it| it.get(&Str::new(SET)).cloned())?;
        Some(found.as_elements()?.iter().filter_map(|it| it.as_string().cloned()).collect())
    })
}

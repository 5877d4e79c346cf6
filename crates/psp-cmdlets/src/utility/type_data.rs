//! `Update-TypeData`, `Get-TypeData`, `Remove-TypeData`, `Update-FormatData`: members for all objects of a type.

use super::get_member::mask;
use crate::{fault, property::same_name, record::Record, wildcard::Wildcard};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{
    Context, ErrorCategory, ExtraMember, ExtraMemberKind, Fault, Interrupt, Object, Result, Str, Table,
    Value, convert, member::MemberTypes, well_known,
};

/// Gives all objects of a type another member, or says which properties are shown.
///
/// ```powershell
/// Update-TypeData -TypeName System.String -MemberType ScriptMethod -MemberName Shout -Value { $this.ToUpper() + '!' } -Force
/// 'hey'.Shout()
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Update-TypeData", default_set = "FileSet", should_process)]
pub(super) struct UpdateTypeData {
    /// The kind of member: `NoteProperty`, `AliasProperty`, `ScriptProperty`, `ScriptMethod`.
    #[param(
        set = "DynamicTypeSet",
        ty = "System.Management.Automation.PSMemberTypes",
        validate_not_null_or_empty,
        validate_set(
            "NoteProperty",
            "AliasProperty",
            "ScriptProperty",
            "CodeProperty",
            "ScriptMethod",
            "CodeMethod"
        )
    )]
    member_type: Value,
    /// The member's name.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    member_name: Option<String>,
    /// The value, the script block that reads or is called, or the name that an alias stands for.
    #[param(set = "DynamicTypeSet")]
    value: Value,
    /// The script block that writes.
    #[param(set = "DynamicTypeSet", validate_not_null)]
    second_value: Value,
    /// Not supported.
    #[param(set = "DynamicTypeSet", ty = "System.Type", validate_not_null)]
    type_converter: Value,
    /// Not supported.
    #[param(set = "DynamicTypeSet", ty = "System.Type", validate_not_null)]
    type_adapter: Value,
    /// Not supported.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    serialization_method: Option<String>,
    /// Not supported.
    #[param(set = "DynamicTypeSet", ty = "System.Type", validate_not_null)]
    target_type_for_deserialization: Value,
    /// Not supported.
    #[param(set = "DynamicTypeSet", validate_not_null, validate_range(0, 2_147_483_647))]
    serialization_depth: Option<i32>,
    /// The property that `Format-Wide` shows.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    default_display_property: Option<String>,
    /// Not supported.
    #[param(set = "DynamicTypeSet", ty = "System.Nullable`1[System.Boolean]", validate_not_null)]
    inherit_property_serialization_set: Value,
    /// Not supported.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    string_serialization_source: Option<String>,
    /// The properties that are shown.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    default_display_property_set: Vec<String>,
    /// The properties that objects are sorted and grouped by.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    default_key_property_set: Vec<String>,
    /// Not supported.
    #[param(set = "DynamicTypeSet", validate_not_null_or_empty)]
    property_serialization_set: Vec<String>,
    /// The type, or a name that objects carry.
    #[param(set = "DynamicTypeSet", mandatory, pipeline, validate_not_null_or_empty)]
    type_name: Option<String>,
    /// Replaces a member of the name.
    #[param(set = "DynamicTypeSet")]
    #[param(set = "TypeDataSet")]
    force: Switch,
    /// Not supported: descriptions of types.
    #[param(
        set = "TypeDataSet",
        position = 0,
        mandatory,
        pipeline,
        by_name,
        ty = "System.Management.Automation.Runspaces.TypeData[]"
    )]
    type_data: Value,
    /// Not supported: files with descriptions of types.
    #[param(set = "FileSet", position = 0, pipeline, by_name, alias = "PSPath,Path", validate_not_null)]
    append_path: Vec<String>,
    /// Not supported: files with descriptions of types.
    #[param(set = "FileSet", validate_not_null)]
    prepend_path: Vec<String>,
}

/// Gives the members that were added to types.
///
/// ```powershell
/// Get-TypeData System.*
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-TypeData", output = "System.Management.Automation.PSObject")]
pub(super) struct GetTypeData {
    /// Types; wildcards are allowed.
    #[param(position = 0, pipeline, validate_not_null_or_empty)]
    type_name: Vec<String>,
}

/// Takes away the members that were added to a type.
///
/// ```powershell
/// Update-TypeData -TypeName My.Type -MemberType NoteProperty -MemberName Kind -Value 1 -Force
/// Remove-TypeData -TypeName My.Type
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-TypeData", default_set = "RemoveTypeDataSet", should_process)]
pub(super) struct RemoveTypeData {
    /// The type.
    #[param(set = "RemoveTypeSet", position = 0, mandatory, pipeline, by_name, validate_not_null_or_empty)]
    type_name: Option<String>,
    /// Not supported: files with descriptions of types.
    #[param(set = "RemoveFileSet", mandatory, validate_not_null_or_empty)]
    path: Vec<String>,
    /// The description of a type, as `Get-TypeData` gives it.
    #[param(
        set = "RemoveTypeDataSet",
        mandatory,
        pipeline,
        ty = "System.Management.Automation.Runspaces.TypeData"
    )]
    type_data: Value,
}

/// Not supported: files that say how objects are shown.
///
/// ```powershell
/// Update-FormatData
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Update-FormatData", default_set = "FileSet", should_process)]
pub(super) struct UpdateFormatData {
    /// Not supported: files.
    #[param(set = "FileSet", position = 0, pipeline, by_name, alias = "PSPath,Path", validate_not_null)]
    append_path: Vec<String>,
    /// Not supported: files.
    #[param(set = "FileSet", validate_not_null)]
    prepend_path: Vec<String>,
}

const REFUSED: &[&str] = &[
    "TypeConverter",
    "TypeAdapter",
    "SerializationMethod",
    "TargetTypeForDeserialization",
    "SerializationDepth",
    "InheritPropertySerializationSet",
    "StringSerializationSource",
    "PropertySerializationSet",
    "TypeData",
    "AppendPath",
    "PrependPath",
];

impl Cmdlet for UpdateTypeData {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, REFUSED)?;
        let Some(name) = self.type_name.clone() else { return Ok(()) };
        let plain = name.trim_start_matches('[').trim_end_matches(']');
        let full = shell.find_type(plain).map_or_else(|| plain.to_owned(), psp_value::Type::full_name);
        if !shell.should_process(&format!("Name: {full}"), "Update TypeData")? {
            return Ok(());
        }
        let mut members = Vec::new();
        if let Some(member) = self.member_name.clone() {
            let kind = self.kind(shell)?;
            members.push(ExtraMember { name: Str::new(&member), kind, hidden: false });
        }
        let mut set = |name: &str, properties: &[String]| {
            if !properties.is_empty() {
                let names = properties.iter().map(|it| Str::new(it)).collect();
                members.push(ExtraMember {
                    name: Str::new(name),
                    kind: ExtraMemberKind::PropertySet(names),
                    hidden: true,
                });
            }
        };
        set("DefaultDisplayPropertySet", &self.default_display_property_set);
        set("DefaultKeyPropertySet", &self.default_key_property_set);
        if let Some(property) = &self.default_display_property {
            let kind = ExtraMemberKind::Note(property.as_str().into());
            members.push(ExtraMember { name: Str::new("DefaultDisplayProperty"), kind, hidden: true });
        }
        for member in members {
            if let Err(error) = self.put(shell, &full, member) {
                shell.write_failure(error)?;
            }
        }
        Ok(())
    }
}

impl UpdateTypeData {
    fn kind(&self, shell: &mut Shell<'_>) -> Result<ExtraMemberKind> {
        let wanted = mask(&self.member_type);
        let is = |kind: MemberTypes| wanted == i64::from(kind as u16);
        let block = |shell: &mut Shell<'_>, value: &Value| -> Result<Option<Value>> {
            if value.is_null() {
                return Ok(None);
            }
            convert::convert(shell.session, value, well_known::SCRIPT_BLOCK.ty()).map(Some)
        };
        if is(MemberTypes::NoteProperty) {
            return Ok(ExtraMemberKind::Note(self.value.clone()));
        }
        if is(MemberTypes::AliasProperty) {
            return Ok(ExtraMemberKind::Alias(shell.text(&self.value)?));
        }
        if is(MemberTypes::ScriptProperty) {
            let (get, set) = (block(shell, &self.value)?, block(shell, &self.second_value)?);
            return Ok(ExtraMemberKind::ScriptProperty { get, set });
        }
        if is(MemberTypes::ScriptMethod) {
            let body = block(shell, &self.value)?.unwrap_or_default();
            return Ok(ExtraMemberKind::ScriptMethod(body));
        }
        Err(Fault::not_supported(format!(
            "members of type {} of Update-TypeData",
            shell.text(&self.member_type)?
        ))
        .into())
    }

    fn put(&self, shell: &mut Shell<'_>, ty: &str, member: ExtraMember) -> Result<()> {
        let members = shell.session.type_data.entry(ty.to_lowercase().into()).or_default();
        let known = members.iter().position(|it| same_name(&it.name.text(), &member.name.text()));
        match known {
            Some(at) if self.force.0 || member.hidden => members[at] = member,
            Some(_) => return Err(taken(ty, &member.name)),
            None => members.push(member),
        }
        Ok(())
    }
}

fn taken(ty: &str, name: &Str) -> Interrupt {
    let message = format!("Error in TypeData \"{ty}\": The member {name} is already present.");
    Fault::new("System.Management.Automation.RuntimeException", message)
        .id("TypesDynamicUpdateException")
        .category(ErrorCategory::InvalidOperation)
        .into()
}

impl Cmdlet for GetTypeData {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let patterns = Wildcard::all(&self.type_name);
        let mut names: Vec<String> = shell.session.type_data.keys().map(ToString::to_string).collect();
        names.retain(|it| patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(it)));
        names.sort();
        for name in names {
            let mut table = Table::default();
            for member in shell.session.type_data.get(name.as_str()).cloned().unwrap_or_default() {
                let kind = MemberTypes::of(&member.kind).name();
                table.insert(Value::from(&member.name), kind.into());
            }
            let full = shell.find_type(&name).map_or_else(|| name.clone(), psp_value::Type::full_name);
            let values = vec![full.into(), Object::hashtable(table).into()];
            let ty = "System.Management.Automation.Runspaces.TypeData";
            shell.write(Record::value(ty, &["TypeName", "Members"], values))?;
        }
        Ok(())
    }
}

impl Cmdlet for RemoveTypeData {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Path"])?;
        let name = if let Some(name) = &self.type_name {
            name.clone()
        } else {
            let name = shell.property(&self.type_data, "TypeName")?;
            shell.text(&name)?.to_string()
        };
        let full = shell.find_type(&name).map_or(name, psp_value::Type::full_name);
        if shell.session.type_data.remove(full.to_lowercase().as_str()).is_none() {
            let message = format!(
                "Error in TypeData \"{full}\": The type \"{full}\" was not found. The type name value must be the full name of the type. Verify the type name and run the command again."
            );
            let fault = Fault::new("System.Management.Automation.RuntimeException", message)
                .id("TypesDynamicRemoveException")
                .category(ErrorCategory::InvalidOperation);
            return shell.write_error(fault.into_record());
        }
        Ok(())
    }
}

impl Cmdlet for UpdateFormatData {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["AppendPath", "PrependPath"])
    }
}

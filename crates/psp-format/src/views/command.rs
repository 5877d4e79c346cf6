//! Calculated columns of commands, modules and breakpoints.

use crate::expression::{property_or_null, property_text};
use psp_value::{Context, Result, Value};

pub(super) fn command_name(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let kind = property_text(context, target, "CommandType")?;
    property_or_null(context, target, if kind == "Alias" { "DisplayName" } else { "Name" })
}

pub(super) fn module_commands(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    exported(context, target, "ExportedCommands")
}

pub(super) fn module_functions(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    exported(context, target, "ExportedFunctions")
}

pub(super) fn module_cmdlets(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    exported(context, target, "ExportedCmdlets")
}

pub(super) fn module_variables(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    exported(context, target, "ExportedVariables")
}

pub(super) fn module_aliases(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    exported(context, target, "ExportedAliases")
}

/// The names of what a module exports.
fn exported(context: &mut dyn Context, target: &Value, name: &str) -> Result<Value> {
    let table = property_or_null(context, target, name)?;
    property_or_null(context, &table, "Keys")
}

pub(super) fn module_prerelease(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let data = property_or_null(context, target, "PrivateData")?;
    let data = property_or_null(context, &data, "PSData")?;
    property_or_null(context, &data, "PreRelease")
}

pub(super) fn module_edition(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let editions = property_or_null(context, target, "CompatiblePSEditions")?;
    let mut names: Vec<String> = Vec::new();
    for edition in editions.as_elements().unwrap_or_default() {
        let name = crate::text::plain(context, &edition)?;
        names.push(if name == "Desktop" { "Desk".to_owned() } else { name });
    }
    if names.is_empty() {
        names.push("Desk".to_owned());
    }
    names.sort();
    Ok(names.join(",").into())
}

/// The folder that holds a module's folder; folders named as versions do not count.
pub(super) fn module_directory(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let path = property_text(context, target, "Path")?;
    let parent = |path: &str| path.rsplit_once('/').map(|(parent, _)| parent.to_owned()).unwrap_or_default();
    let mut folder = parent(&path);
    let leaf = folder.rsplit('/').next().unwrap_or_default();
    let is_version = leaf.contains('.')
        && leaf.split('.').all(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()));
    if is_version {
        folder = parent(&folder);
    }
    Ok(parent(&folder).into())
}

pub(super) fn overloads(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let all = property_or_null(context, target, "OverloadDefinitions")?;
    let mut lines = Vec::new();
    for line in all.as_elements().unwrap_or_else(|| vec![all.clone()]) {
        lines.push(crate::text::plain(context, &line)?);
    }
    lines.push(String::new());
    Ok(lines.join("\n").into())
}

pub(super) fn breakpoint_script(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let path = property_text(context, target, "Script")?;
    Ok(path.rsplit('/').next().unwrap_or_default().into())
}

pub(super) fn parameter_set(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let name = property_text(context, target, "Name")?;
    let is_default = property_text(context, target, "IsDefault")?;
    let syntax = crate::text::plain(context, target)?;
    Ok(format!("Parameter Set Name: {name}\nIs default parameter set: {is_default}\n\n{syntax}").into())
}

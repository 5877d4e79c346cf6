//! Errors of loading modules.

use super::Version;
use crate::session::PS_VERSION;
use psp_value::{ErrorCategory, Fault, Raised};

/// No module file has this name.
pub(super) fn not_found(name: &str) -> Fault {
    missing_file(
        "Modules_ModuleNotFound",
        format!(
            "The specified module '{name}' was not loaded because no valid module file was found in any module directory."
        ),
    )
    .target(name)
}

/// No module file of this name has a fitting version.
pub(super) fn version_not_found(name: &str, version: &str) -> Fault {
    missing_file(
        "Modules_ModuleWithVersionNotFound",
        format!(
            "The specified module '{name}' with version '{version}' was not loaded because no valid module file was found in any module directory."
        ),
    )
    .target(name)
}

fn missing_file(id: &str, message: String) -> Fault {
    Fault::new("System.IO.FileNotFoundException", message).id(id).category(ErrorCategory::ResourceUnavailable)
}

/// The error says that there is no such module.
pub(super) fn is_not_found(raised: &Raised) -> bool {
    raised.with(|it| it.id.text().starts_with("Modules_ModuleNotFound")).unwrap_or(false)
}

/// The file is not of a kind that can be a module.
pub(super) fn invalid_extension(path: &str) -> Fault {
    let extension = path.rsplit_once('.').map_or("", |it| it.1);
    let message = format!(
        "The extension '.{extension}' is not a valid module extension. The supported module extensions are '.dll', '.ps1', '.psm1', '.psd1', '.cdxml' and '.xaml'. Correct the extension and then try adding the file '{path}'."
    );
    Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id("Modules_InvalidModuleExtension")
        .category(ErrorCategory::InvalidOperation)
        .target(path)
}

/// The manifest has names that manifests do not have.
pub(super) fn invalid_members(path: &str, names: &[String]) -> Fault {
    let quote = |names: &mut dyn Iterator<Item = &str>| {
        names.map(|it| format!("'{it}'")).collect::<Vec<_>>().join(", ")
    };
    let valid = quote(&mut super::manifest::MEMBERS.iter().copied());
    let wrong = quote(&mut names.iter().map(String::as_str));
    let message = format!(
        "The '{path}' module cannot be imported because its manifest contains one or more members that are not valid. The valid manifest members are ({valid}). Remove the members that are not valid ({wrong}), then try to import the module again."
    );
    Fault::new("System.InvalidOperationException", message)
        .id("Modules_InvalidManifestMember")
        .category(ErrorCategory::InvalidData)
        .target(path)
}

/// The manifest has no version.
pub(super) fn no_version(path: &str) -> Fault {
    let message = format!(
        "The member 'ModuleVersion' is not present in the module manifest. This member must exist and be assigned a version number of the form 'n.n.n.n'. Add the missing member to the file '{path}'."
    );
    missing_member(message).target(path)
}

/// A member of the manifest has a value of the wrong type.
pub(super) fn invalid_value(path: &str, member: &str, reason: &str) -> Fault {
    let message = format!(
        "The member '{member}' in the module manifest is not valid: {reason}. Verify that a valid value is specified for this field in the '{path}' file."
    );
    Fault::new("System.ArgumentException", message)
        .id("Modules_InvalidManifest")
        .category(ErrorCategory::ResourceUnavailable)
        .target(path)
}

fn missing_member(message: String) -> Fault {
    Fault::new("System.MissingMemberException", message)
        .id("Modules_InvalidManifest")
        .category(ErrorCategory::ResourceUnavailable)
}

/// A module that the manifest requires is not there.
pub(super) fn required_missing(path: &str, name: &str) -> Fault {
    let message = format!(
        "The required module '{name}' is not loaded. Load the module or remove the module from 'RequiredModules' in the file '{path}'."
    );
    missing_member(message).target(path)
}

/// A file that the manifest names is not there.
pub(super) fn part_missing(path: &str, field: &str, name: &str) -> Fault {
    let message = format!(
        "The module to process '{name}', listed in field '{field}' of module manifest '{path}' was not processed because no valid module was found in any module directory."
    );
    Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id("Modules_ModuleFileNotFound")
        .category(ErrorCategory::ResourceUnavailable)
        .target(name)
}

/// The manifest asks for a newer PowerShell.
pub(super) fn too_old(path: &str, wanted: Version) -> Fault {
    let message = format!(
        "The version of PowerShell on this computer is '{PS_VERSION}'. The module '{path}' requires a minimum PowerShell version of '{wanted}' to run. Verify that you have the minimum required version of PowerShell installed, and then try again."
    );
    Fault::new("System.InvalidOperationException", message)
        .id("Modules_InsufficientPowerShellVersion")
        .category(ErrorCategory::ResourceUnavailable)
        .target(path)
}

/// A command is qualified with a module that is not there.
pub(super) fn not_autoloaded(module: &str) -> Fault {
    let message = format!(
        "The module '{module}' could not be loaded. For more information, run 'Import-Module {module}'."
    );
    Fault::new("System.Management.Automation.CommandNotFoundException", message)
        .id("CouldNotAutoLoadModule")
        .category(ErrorCategory::ObjectNotFound)
        .target(module)
        .property("CommandName", module)
}

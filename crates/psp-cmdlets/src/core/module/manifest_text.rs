//! The text of a module manifest.

use psp_runtime::Session;
use psp_value::{Result, Value, convert};
use std::fmt::Write as _;

/// A member of a manifest.
pub(super) struct Entry {
    name: &'static str,
    /// The value; none leaves the member as a comment.
    value: Option<Value>,
    is_list: bool,
}

impl Entry {
    /// A text.
    pub(super) fn text(name: &'static str, text: Option<&str>) -> Self {
        Self { name, value: text.map(Value::from), is_list: false }
    }

    /// A list that may be left out.
    pub(super) fn items(name: &'static str, items: &[Value]) -> Self {
        let value = (!items.is_empty()).then(|| Value::array(items.to_vec()));
        Self { name, value, is_list: true }
    }

    /// A list.
    pub(super) fn list(name: &'static str, items: Vec<Value>) -> Self {
        Self { name, value: Some(Value::array(items)), is_list: true }
    }

    fn comment(&self) -> &'static str {
        COMMENTS.iter().find(|it| it.0 == self.name).map_or("", |it| it.1)
    }

    fn line(&self, session: &mut Session, indent: &str) -> Result<String> {
        let written = match &self.value {
            Some(value) => format!("{} = {}", self.name, literal(session, value, 1)?),
            None if self.is_list => format!("# {} = @()", self.name),
            None => format!("# {} = ''", self.name),
        };
        Ok(format!("{indent}# {}\n{indent}{written}\n\n", self.comment()))
    }
}

const COMMENTS: [(&str, &str); 36] = [
    ("RootModule", "Script module or binary module file associated with this manifest."),
    ("ModuleVersion", "Version number of this module."),
    ("CompatiblePSEditions", "Supported PSEditions"),
    ("GUID", "ID used to uniquely identify this module"),
    ("Author", "Author of this module"),
    ("CompanyName", "Company or vendor of this module"),
    ("Copyright", "Copyright statement for this module"),
    ("Description", "Description of the functionality provided by this module"),
    ("PowerShellVersion", "Minimum version of the PowerShell engine required by this module"),
    ("PowerShellHostName", "Name of the PowerShell host required by this module"),
    ("PowerShellHostVersion", "Minimum version of the PowerShell host required by this module"),
    (
        "DotNetFrameworkVersion",
        "Minimum version of Microsoft .NET Framework required by this module. This prerequisite is valid for the PowerShell Desktop edition only.",
    ),
    (
        "ClrVersion",
        "Minimum version of the common language runtime (CLR) required by this module. This prerequisite is valid for the PowerShell Desktop edition only.",
    ),
    ("ProcessorArchitecture", "Processor architecture (None, X86, Amd64) required by this module"),
    (
        "RequiredModules",
        "Modules that must be imported into the global environment prior to importing this module",
    ),
    ("RequiredAssemblies", "Assemblies that must be loaded prior to importing this module"),
    (
        "ScriptsToProcess",
        "Script files (.ps1) that are run in the caller's environment prior to importing this module.",
    ),
    ("TypesToProcess", "Type files (.ps1xml) to be loaded when importing this module"),
    ("FormatsToProcess", "Format files (.ps1xml) to be loaded when importing this module"),
    (
        "NestedModules",
        "Modules to import as nested modules of the module specified in RootModule/ModuleToProcess",
    ),
    (
        "FunctionsToExport",
        "Functions to export from this module, for best performance, do not use wildcards and do not delete the entry, use an empty array if there are no functions to export.",
    ),
    (
        "CmdletsToExport",
        "Cmdlets to export from this module, for best performance, do not use wildcards and do not delete the entry, use an empty array if there are no cmdlets to export.",
    ),
    ("VariablesToExport", "Variables to export from this module"),
    (
        "AliasesToExport",
        "Aliases to export from this module, for best performance, do not use wildcards and do not delete the entry, use an empty array if there are no aliases to export.",
    ),
    ("DscResourcesToExport", "DSC resources to export from this module"),
    ("ModuleList", "List of all modules packaged with this module"),
    ("FileList", "List of all files packaged with this module"),
    ("Tags", "Tags applied to this module. These help with module discovery in online galleries."),
    ("LicenseUri", "A URL to the license for this module."),
    ("ProjectUri", "A URL to the main website for this project."),
    ("IconUri", "A URL to an icon representing this module."),
    ("ReleaseNotes", "ReleaseNotes of this module"),
    ("Prerelease", "Prerelease string of this module"),
    ("ExternalModuleDependencies", "External dependent modules of this module"),
    ("HelpInfoURI", "HelpInfo URI of this module"),
    (
        "DefaultCommandPrefix",
        "Default prefix for commands exported from this module. Override the default prefix using Import-Module -Prefix.",
    ),
];

/// A value as a literal of the language.
fn literal(session: &mut Session, value: &Value, depth: usize) -> Result<String> {
    if let Some(table) = value.as_table() {
        let entries: Vec<(Value, Value)> =
            table.with(|it| it.iter().map(|(k, v)| (k.clone(), v.clone())).collect());
        let pad = "    ".repeat(depth);
        let mut text = "@{\n".to_owned();
        for (key, value) in entries {
            let key = convert::to_text(session, &key)?;
            let value = literal(session, &value, depth + 1)?;
            let _ = writeln!(text, "{pad}    '{}' = {value}", key.text().replace('\'', "''"));
        }
        return Ok(text + &pad + "}");
    }
    if let Some(items) = value.as_elements() {
        let items: Vec<String> = items.iter().map(|it| literal(session, it, depth)).collect::<Result<_>>()?;
        return Ok(match items.as_slice() {
            [] => "@()".to_owned(),
            [only] => only.clone(),
            _ => items.join(", "),
        });
    }
    let text = convert::to_text(session, value)?;
    Ok(format!("'{}'", text.text().replace('\'', "''")))
}

/// The whole text: entries, private data with what galleries read, and the last entries.
pub(super) fn write(
    session: &mut Session,
    head: &str,
    entries: &[Entry],
    (private_data, gallery): (&Value, &[Entry]),
    last: &[Entry],
) -> Result<String> {
    let mut text = head.to_owned();
    for entry in entries {
        text.push_str(&entry.line(session, "")?);
    }
    text.push_str(
        "# Private data to pass to the module specified in RootModule/ModuleToProcess. This may also contain a PSData hashtable with additional module metadata used by PowerShell.\n",
    );
    if private_data.is_null() {
        text.push_str("PrivateData = @{\n\n    PSData = @{\n\n");
        for entry in gallery {
            text.push_str(&entry.line(session, "        ")?);
        }
        text.push_str("    } # End of PSData hashtable\n\n} # End of PrivateData hashtable\n\n");
    } else {
        let written = literal(session, private_data, 0)?;
        let _ = write!(text, "PrivateData = {written}\n\n");
    }
    for entry in last {
        text.push_str(&entry.line(session, "")?);
    }
    Ok(text + "}\n\n")
}

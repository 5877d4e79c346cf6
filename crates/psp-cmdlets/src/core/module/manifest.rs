//! `New-ModuleManifest`, `Test-ModuleManifest`: files that describe modules.

use super::manifest_text::{self, Entry};
use crate::{fault, path};
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch,
    module::{self, Manifest},
};
use psp_value::{ErrorCategory, Fault, Result, Value, convert};
use std::path::Path;

/// Writes a module manifest.
///
/// ```powershell
/// New-ModuleManifest ./Tools.psd1 -RootModule Tools.psm1 -FunctionsToExport Get-Tool
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-ModuleManifest", should_process, output = "System.String")]
pub(in crate::core) struct NewModuleManifest {
    /// The file.
    #[param(position = 0, mandatory)]
    path: String,
    /// Modules that are loaded into the module's own state.
    #[param(allow_empty_collection)]
    nested_modules: Vec<Value>,
    /// The module's id; a new one without it.
    #[param(ty = "System.Guid")]
    guid: Value,
    /// Who wrote it.
    #[param(allow_empty_string)]
    author: Option<String>,
    /// The author's company.
    #[param(allow_empty_string)]
    company_name: Option<String>,
    /// Who holds the copyright.
    #[param(allow_empty_string)]
    copyright: Option<String>,
    /// The module's script.
    #[param(alias = "ModuleToProcess", allow_empty_string)]
    root_module: Option<String>,
    /// The version; 0.0.1 without it.
    #[param(validate_not_null, ty = "System.Version")]
    module_version: Value,
    /// What the module does.
    #[param(allow_empty_string)]
    description: Option<String>,
    /// The processor that it needs.
    #[param]
    processor_architecture: Option<String>,
    /// The least version of PowerShell.
    #[param(ty = "System.Version")]
    power_shell_version: Value,
    /// The least version of the CLR.
    #[param(ty = "System.Version")]
    clr_version: Value,
    /// The least version of the .NET Framework.
    #[param(ty = "System.Version")]
    dot_net_framework_version: Value,
    /// The host that it needs.
    #[param]
    power_shell_host_name: Option<String>,
    /// The least version of that host.
    #[param(ty = "System.Version")]
    power_shell_host_version: Value,
    /// Modules that must be loaded.
    #[param]
    required_modules: Vec<Value>,
    /// Files with type data.
    #[param(allow_empty_collection)]
    types_to_process: Vec<Value>,
    /// Files with views.
    #[param(allow_empty_collection)]
    formats_to_process: Vec<Value>,
    /// Scripts that run in the importer's scope.
    #[param(allow_empty_collection)]
    scripts_to_process: Vec<Value>,
    /// Assemblies that must be loaded.
    #[param(allow_empty_collection)]
    required_assemblies: Vec<Value>,
    /// Files that belong to the module.
    #[param(allow_empty_collection)]
    file_list: Vec<Value>,
    /// Modules that belong to the module.
    #[param(allow_empty_collection)]
    module_list: Vec<Value>,
    /// Functions to export; wildcards are allowed.
    #[param(allow_empty_collection)]
    functions_to_export: Option<Vec<Value>>,
    /// Aliases to export; wildcards are allowed.
    #[param(allow_empty_collection)]
    aliases_to_export: Option<Vec<Value>>,
    /// Variables to export; wildcards are allowed.
    #[param(allow_empty_collection)]
    variables_to_export: Option<Vec<Value>>,
    /// Built-in commands to export; wildcards are allowed.
    #[param(allow_empty_collection)]
    cmdlets_to_export: Option<Vec<Value>>,
    /// DSC resources to export.
    #[param(allow_empty_collection)]
    dsc_resources_to_export: Vec<Value>,
    /// Editions of PowerShell: `Core`, `Desktop`.
    #[param(allow_empty_collection, name = "CompatiblePSEditions")]
    compatible_editions: Vec<Value>,
    /// Anything that the module wants to know.
    #[param(allow_null)]
    private_data: Value,
    /// Words to find it by.
    #[param(validate_not_null_or_empty)]
    tags: Vec<Value>,
    /// Where the project lives.
    #[param(validate_not_null_or_empty)]
    project_uri: Option<String>,
    /// Where its licence is.
    #[param(validate_not_null_or_empty)]
    license_uri: Option<String>,
    /// Where its icon is.
    #[param(validate_not_null_or_empty)]
    icon_uri: Option<String>,
    /// What changed.
    #[param(validate_not_null_or_empty)]
    release_notes: Option<String>,
    /// The label of a version before the final one.
    #[param(validate_not_null_or_empty)]
    prerelease: Option<String>,
    /// The user must accept the licence.
    #[param]
    require_license_acceptance: Switch,
    /// Modules that it needs and that are not in its gallery.
    #[param(validate_not_null_or_empty)]
    external_module_dependencies: Vec<Value>,
    /// Where help can be updated from.
    #[param(allow_null)]
    help_info_uri: Option<String>,
    /// Gives the text too.
    #[param]
    pass_thru: Switch,
    /// What to put before the nouns of the commands.
    #[param(allow_null)]
    default_command_prefix: Option<String>,
}

/// Checks a module manifest and gives the module that it describes, without loading it.
///
/// ```powershell
/// Test-ModuleManifest ./Tools.psd1
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Test-ModuleManifest", output = "System.Management.Automation.PSModuleInfo")]
pub(in crate::core) struct TestModuleManifest {
    /// The file; wildcards are allowed.
    #[param(position = 0, mandatory, pipeline, by_name)]
    path: String,
}

impl Cmdlet for NewModuleManifest {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let path = shell.absolute(&self.path);
        if path.extension().is_none_or(|it| !it.eq_ignore_ascii_case("psd1")) {
            let message = format!(
                "The path '{}' is not valid. The path to a module manifest file must have the extension '.psd1'.",
                self.path
            );
            return Err(fault::argument("Modules_InvalidModuleManifestPath", message)
                .target(self.path.as_str())
                .into());
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = self.text(shell, &name)?;
        if !shell.should_process(&path.display().to_string(), "Creating the module manifest file")? {
            return Ok(());
        }
        let system = shell.engine().system.clone();
        if let Err(error) = system.write(&path, text.as_bytes()) {
            return Err(path::open_failure(shell, &path, &error).into());
        }
        if self.pass_thru.0 { shell.write(text) } else { Ok(()) }
    }
}

impl NewModuleManifest {
    fn text(&self, shell: &mut Shell<'_>, name: &str) -> Result<String> {
        let author = self.author.clone().unwrap_or_else(|| shell.engine().system.user_name());
        let year = psp_clr::datetime::DateTime {
            ticks: shell.engine().system.ticks(),
            kind: psp_clr::datetime::Kind::Utc,
        };
        let (year, month, day) = (year.year(), year.month(), year.day());
        let copyright =
            self.copyright.clone().unwrap_or_else(|| format!("(c) {author}. All rights reserved."));
        let guid = match convert::to_text(shell.session, &self.guid)? {
            text if text.is_empty() => psp_runtime::module::new_id(),
            text => text.text().into_owned(),
        };
        let version = match convert::to_text(shell.session, &self.module_version)? {
            text if text.is_empty() => "0.0.1".to_owned(),
            text => text.text().into_owned(),
        };
        let company = self.company_name.clone().unwrap_or_else(|| "Unknown".to_owned());
        let mut entries = vec![
            Entry::text("RootModule", self.root_module.as_deref()),
            Entry::text("ModuleVersion", Some(&version)),
            Entry::items("CompatiblePSEditions", &self.compatible_editions),
            Entry::text("GUID", Some(&guid)),
            Entry::text("Author", Some(&author)),
            Entry::text("CompanyName", Some(&company)),
            Entry::text("Copyright", Some(&copyright)),
            Entry::text("Description", self.description.as_deref()),
        ];
        entries.extend(self.needs(shell)?);
        entries.extend(self.exports());
        let gallery = vec![
            Entry::items("Tags", &self.tags),
            Entry::text("LicenseUri", self.license_uri.as_deref()),
            Entry::text("ProjectUri", self.project_uri.as_deref()),
            Entry::text("IconUri", self.icon_uri.as_deref()),
            Entry::text("ReleaseNotes", self.release_notes.as_deref()),
            Entry::text("Prerelease", self.prerelease.as_deref()),
            Entry::items("ExternalModuleDependencies", &self.external_module_dependencies),
        ];
        let last = vec![
            Entry::text("HelpInfoURI", self.help_info_uri.as_deref()),
            Entry::text("DefaultCommandPrefix", self.default_command_prefix.as_deref()),
        ];
        let head = format!(
            "#\n# Module manifest for module '{name}'\n#\n# Generated by: {author}\n#\n# Generated on: {month}/{day}/{year}\n#\n\n@{{\n\n"
        );
        manifest_text::write(shell.session, &head, &entries, (&self.private_data, &gallery), &last)
    }

    /// What the module needs.
    fn needs(&self, shell: &mut Shell<'_>) -> Result<Vec<Entry>> {
        let mut version = |name: &'static str, value: &Value| -> Result<Entry> {
            let text = convert::to_text(shell.session, value)?;
            let text = text.text().into_owned();
            Ok(Entry::text(name, Some(text.as_str()).filter(|it| !it.is_empty())))
        };
        Ok(vec![
            version("PowerShellVersion", &self.power_shell_version)?,
            Entry::text("PowerShellHostName", self.power_shell_host_name.as_deref()),
            version("PowerShellHostVersion", &self.power_shell_host_version)?,
            version("DotNetFrameworkVersion", &self.dot_net_framework_version)?,
            version("ClrVersion", &self.clr_version)?,
            Entry::text("ProcessorArchitecture", self.processor_architecture.as_deref()),
            Entry::items("RequiredModules", &self.required_modules),
            Entry::items("RequiredAssemblies", &self.required_assemblies),
            Entry::items("ScriptsToProcess", &self.scripts_to_process),
            Entry::items("TypesToProcess", &self.types_to_process),
            Entry::items("FormatsToProcess", &self.formats_to_process),
            Entry::items("NestedModules", &self.nested_modules),
        ])
    }

    /// What the module exports, and what belongs to it.
    fn exports(&self) -> Vec<Entry> {
        let all = || vec!["*".into()];
        vec![
            Entry::list("FunctionsToExport", self.functions_to_export.clone().unwrap_or_else(all)),
            Entry::list("CmdletsToExport", self.cmdlets_to_export.clone().unwrap_or_else(all)),
            Entry::list("VariablesToExport", self.variables_to_export.clone().unwrap_or_else(all)),
            Entry::list("AliasesToExport", self.aliases_to_export.clone().unwrap_or_else(all)),
            Entry::items("DscResourcesToExport", &self.dsc_resources_to_export),
            Entry::items("ModuleList", &self.module_list),
            Entry::items("FileList", &self.file_list),
        ]
    }
}

impl Cmdlet for TestModuleManifest {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let path = shell.absolute(&self.path);
        let system = shell.engine().system.clone();
        if !system.is_file(&path) {
            let message = format!(
                "The specified module '{}' was not loaded because no valid module file was found in any module directory.",
                self.path
            );
            let fault = Fault::new("System.IO.FileNotFoundException", message)
                .id("Modules_ModuleNotFound")
                .category(ErrorCategory::ResourceUnavailable)
                .target(self.path.as_str());
            return shell.write_error(fault.into_record());
        }
        let text = path.display().to_string();
        let manifest = match Manifest::read(shell.session, &text) {
            Ok(manifest) => manifest,
            Err(error) if error.is_error() => return shell.write_failure(error),
            Err(other) => return Err(other),
        };
        if let Some(missing) = missing_root(shell, &path, &manifest) {
            return shell.write_error(missing.into_record());
        }
        let module = shell.session.described_module(&path, manifest);
        shell.write(module::value(&module))
    }
}

/// The error of a root module that is not there.
fn missing_root(shell: &Shell<'_>, path: &Path, manifest: &Manifest) -> Option<Fault> {
    let root = manifest.root.text().into_owned();
    if root.is_empty() || shell.engine().system.is_file(&path.with_file_name(&root)) {
        return None;
    }
    let message = format!(
        "The specified RootModule value '{root}' is not valid in the module manifest '{}'.",
        path.display()
    );
    let fault = Fault::new("System.ArgumentException", message)
        .id("Modules_InvalidRootModuleInModuleManifest")
        .category(ErrorCategory::InvalidArgument)
        .target(path.display().to_string());
    Some(fault)
}

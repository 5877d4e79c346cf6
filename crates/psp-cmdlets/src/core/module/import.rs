//! `Import-Module`: loads modules and brings their exports in.

use super::{modules_of, version_of};
use crate::fault;
use psp_derive::Cmdlet;
use psp_runtime::{
    Action, Cmdlet, NAMES, Shell, Switch,
    module::{self, ImportOptions, Loader, Module, Version, Wanted},
};
use psp_value::{ErrorCategory, Exception, Fault, Interrupt, Raised, Result, Value};
use std::sync::Arc;

/// Loads modules: by name through `$env:PSModulePath`, by path, or ones that exist already.
///
/// ```powershell
/// Import-Module ./Tools.psm1 -Prefix My
/// Import-Module Tools -MinimumVersion 2.0 -PassThru
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Import-Module", default_set = "Name", output = "System.Management.Automation.PSModuleInfo")]
pub(in crate::core) struct ImportModule {
    /// Imports into the global session state, also from inside of a module.
    #[param]
    global: Switch,
    /// What to put before the nouns of the commands.
    #[param(validate_not_null)]
    prefix: Option<String>,
    /// Names or paths.
    #[param(set = "Name", position = 0, mandatory, pipeline)]
    #[param(set = "WinCompat", position = 0, mandatory, pipeline)]
    name: Vec<String>,
    /// Tables with `ModuleName`, `ModuleVersion`, `MaximumVersion`, `RequiredVersion`.
    #[param(set = "FullyQualifiedName", mandatory)]
    fully_qualified_name: Vec<Value>,
    /// Not supported: .NET assemblies.
    #[param(set = "Assembly", mandatory, ty = "System.Reflection.Assembly[]")]
    assembly: Value,
    /// Functions to import; wildcards are allowed.
    #[param(validate_not_null)]
    function: Option<Vec<String>>,
    /// Built-in commands to import; wildcards are allowed.
    #[param(validate_not_null)]
    cmdlet: Option<Vec<String>>,
    /// Variables to import; wildcards are allowed.
    #[param(validate_not_null)]
    variable: Option<Vec<String>>,
    /// Aliases to import; wildcards are allowed.
    #[param(validate_not_null)]
    alias: Option<Vec<String>>,
    /// Loads modules again that are loaded.
    #[param]
    force: Switch,
    /// Has no effect: there is one edition.
    #[param]
    skip_edition_check: Switch,
    /// Gives the modules.
    #[param]
    pass_thru: Switch,
    /// Gives objects with the exports as members, and imports nothing.
    #[param]
    as_custom_object: Switch,
    /// The least version.
    #[param(set = "Name", alias = "Version", ty = "System.Version")]
    #[param(set = "WinCompat")]
    minimum_version: Value,
    /// The greatest version.
    #[param(set = "Name")]
    #[param(set = "WinCompat")]
    maximum_version: Option<String>,
    /// The version.
    #[param(set = "Name", ty = "System.Version")]
    #[param(set = "WinCompat")]
    required_version: Value,
    /// Modules that exist.
    #[param(
        set = "ModuleInfo",
        position = 0,
        mandatory,
        pipeline,
        ty = "System.Management.Automation.PSModuleInfo[]"
    )]
    module_info: Vec<Value>,
    /// Arguments of the modules' scripts.
    #[param(alias = "Args")]
    argument_list: Vec<Value>,
    /// Does not warn of names with unapproved verbs.
    #[param]
    disable_name_checking: Switch,
    /// Does not import commands whose names are taken.
    #[param(alias = "NoOverwrite")]
    no_clobber: Switch,
    /// Imports into the calling scope, or into the global session state.
    #[param(validate_set("Local", "Global"))]
    scope: Option<String>,
    /// Not supported: Windows PowerShell.
    #[param(set = "WinCompat", mandatory, alias = "UseWinPS")]
    use_windows_power_shell: Switch,
}

impl Cmdlet for ImportModule {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Assembly", "UseWindowsPowerShell"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let options = self.options(shell)?;
        for module in modules_of(&self.module_info) {
            let stage = shell.stage;
            let imported = Loader::new(shell.session, Some(stage), &options).import_module(&module);
            self.done(shell, imported.map(|()| module))?;
        }
        for name in std::mem::take(&mut self.name) {
            self.import(shell, &name, &options)?;
        }
        for given in std::mem::take(&mut self.fully_qualified_name) {
            let wanted = Wanted::read(shell.session, &given)?;
            let options = ImportOptions { version: wanted.clone(), ..options.clone() };
            self.import(shell, &wanted.name, &options)?;
        }
        Ok(())
    }
}

impl ImportModule {
    fn options(&self, shell: &mut Shell<'_>) -> Result<ImportOptions> {
        let scope = self.scope.as_deref().unwrap_or_default();
        Ok(ImportOptions {
            prefix: self.prefix.clone(),
            functions: self.function.clone(),
            cmdlets: self.cmdlet.clone(),
            variables: self.variable.clone(),
            aliases: self.alias.clone(),
            force: self.force.0,
            global: self.global.0 || scope.eq_ignore_ascii_case("Global"),
            local: scope.eq_ignore_ascii_case("Local"),
            no_clobber: self.no_clobber.0,
            disable_name_checking: self.disable_name_checking.0,
            nothing: self.as_custom_object.0,
            arguments: self.argument_list.clone(),
            version: Wanted {
                name: String::new(),
                minimum: version_of(shell.session, &self.minimum_version)?,
                maximum: self.maximum_version.as_deref().and_then(Version::read_maximum),
                exact: version_of(shell.session, &self.required_version)?,
            },
        })
    }

    fn import(&mut self, shell: &mut Shell<'_>, name: &str, options: &ImportOptions) -> Result<()> {
        let stage = shell.stage;
        let imported = Loader::new(shell.session, Some(stage), options).import(name);
        self.done(shell, imported)
    }

    fn done(&self, shell: &mut Shell<'_>, imported: Result<Arc<Module>>) -> Result<()> {
        let module = match imported {
            Ok(module) => module,
            Err(error) => return failed(shell, error),
        };
        if self.as_custom_object.0 {
            let object = shell.session.module_as_object(&module);
            return shell.write(object);
        }
        if self.pass_thru.0 { shell.write(module::value(&module)) } else { Ok(()) }
    }
}

/// The loader's own errors do not end the command; those of a module's text and body do.
fn failed(shell: &mut Shell<'_>, error: Interrupt) -> Result<()> {
    let Some(raised) = error.raised() else { return Err(error) };
    if raised.with(|it| it.invocation.is_none()).unwrap_or(false) {
        return match raised.with(|it| it.clone()) {
            Some(record) => shell.write_error(record),
            None => Err(error),
        };
    }
    if raised.with(|it| it.category) != Some(ErrorCategory::ParserError) {
        return Err(error);
    }
    let action = shell.stage.common.error_action;
    match shell.action_of(action, NAMES.error_action, Action::Continue) {
        Action::Stop => Err(stopped(&raised.record)),
        _ => Err(Raised { ends_script: false, ..raised.clone() }.into()),
    }
}

/// A text that could not be parsed, under `-ErrorAction Stop`.
fn stopped(record: &Value) -> Interrupt {
    let message = psp_value::ErrorRecord::with(record, |it| it.exception.clone());
    let message = message.and_then(|it| Exception::with(&it, |it| it.message.clone())).unwrap_or_default();
    let text = format!(
        "The running command stopped because the preference variable \"ErrorActionPreference\" or common parameter is set to Stop: {message}"
    );
    let exception = Fault::new("System.Management.Automation.ActionPreferenceStopException", text)
        .property("ErrorRecord", record.clone())
        .into_exception();
    let changed =
        psp_value::ErrorRecord::with(record, |it| psp_value::ErrorRecord { exception, ..it.clone() });
    match changed {
        Some(changed) => {
            Raised { record: changed.into_value(), ends_script: true, by_preference: true }.into()
        }
        None => Interrupt::raise(record.clone(), true),
    }
}

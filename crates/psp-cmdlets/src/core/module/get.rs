//! `Get-Module`: modules that are loaded, or that could be.

use crate::wildcard::Wildcard;
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch,
    module::{self, Module, Wanted},
};
use psp_value::{Result, Value};
use std::sync::Arc;

/// Lists loaded modules, or with `-ListAvailable` those of `$env:PSModulePath`.
///
/// ```powershell
/// Get-Module Tools*
/// Get-Module -ListAvailable
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Module", default_set = "Loaded", output = "System.Management.Automation.PSModuleInfo")]
pub(in crate::core) struct GetModule {
    /// Names; wildcards are allowed.
    #[param(set = "Available", position = 0, pipeline, validate_not_null_or_empty)]
    #[param(set = "Loaded", position = 0, pipeline)]
    name: Vec<String>,
    /// Tables with `ModuleName` and versions.
    #[param(set = "Available", by_name)]
    #[param(set = "Loaded", by_name)]
    fully_qualified_name: Vec<Value>,
    /// Nested modules too.
    #[param(set = "Available")]
    #[param(set = "Loaded")]
    all: Switch,
    /// Modules that could be loaded.
    #[param(set = "Available", mandatory)]
    list_available: Switch,
    /// Has no effect: there is one edition.
    #[param(set = "Available", name = "PSEdition")]
    edition: Option<String>,
    /// Has no effect: there is one edition.
    #[param(set = "Available")]
    skip_edition_check: Switch,
    /// Has no effect: nothing is remembered.
    #[param(set = "Available")]
    refresh: Switch,
}

impl Cmdlet for GetModule {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut wanted = Vec::new();
        for given in std::mem::take(&mut self.fully_qualified_name) {
            wanted.push(Wanted::read(shell.session, &given)?);
        }
        if wanted.is_empty() {
            let names =
                if self.name.is_empty() { vec!["*".to_owned()] } else { std::mem::take(&mut self.name) };
            wanted.extend(names.into_iter().map(|name| Wanted { name, ..Wanted::default() }));
        }
        for wanted in wanted {
            let found =
                if self.list_available.0 { available(shell, &wanted) } else { self.loaded(shell, &wanted) };
            for module in found.into_iter().filter(|it| wanted.allows(it.version)) {
                shell.write(module::value(&module))?;
            }
        }
        Ok(())
    }
}

impl GetModule {
    fn loaded(&self, shell: &mut Shell<'_>, wanted: &Wanted) -> Vec<Arc<Module>> {
        let pattern = Wildcard::new(&wanted.name);
        let mut found = shell.loaded_modules(|it| pattern.matches(it), self.all.0);
        let used = shell.session.modules.used().to_vec();
        for name in used.into_iter().filter(|it| pattern.matches(it)) {
            found.extend(shell.session.built_in_module(name));
        }
        found
    }
}

fn available(shell: &mut Shell<'_>, wanted: &Wanted) -> Vec<Arc<Module>> {
    let pattern = Wildcard::new(&wanted.name);
    let found = shell.session.available_modules(&|it| pattern.matches(it));
    let mut modules: Vec<Arc<Module>> = found.iter().map(|it| it.module()).collect();
    let built_in: Vec<&str> = shell.engine().modules.iter().map(|it| it.name).collect();
    for name in built_in.into_iter().filter(|it| pattern.matches(it)) {
        modules.extend(shell.session.built_in_module(name));
    }
    modules
}

//! `Remove-Module`: takes modules away.

use super::modules_of;
use crate::wildcard::Wildcard;
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch,
    module::{Module, Wanted},
};
use psp_value::{ErrorCategory, Fault, Result, Value};
use std::sync::Arc;

/// Removes modules with the commands, aliases and variables that they brought.
///
/// ```powershell
/// Remove-Module Tools
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-Module", should_process)]
pub(in crate::core) struct RemoveModule {
    /// Names; wildcards are allowed.
    #[param(set = "name", position = 0, mandatory, pipeline)]
    name: Vec<String>,
    /// Tables with `ModuleName` and versions.
    #[param(set = "FullyQualifiedName", mandatory)]
    fully_qualified_name: Vec<Value>,
    /// The modules.
    #[param(
        set = "ModuleInfo",
        position = 0,
        mandatory,
        pipeline,
        ty = "System.Management.Automation.PSModuleInfo[]"
    )]
    module_info: Vec<Value>,
    /// Removes read-only modules too.
    #[param]
    force: Switch,

    removed: usize,
}

impl Cmdlet for RemoveModule {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut found = modules_of(&self.module_info);
        for name in &self.name {
            let pattern = Wildcard::new(name);
            found.extend(shell.loaded_modules(|it| pattern.matches(it), false));
        }
        for given in std::mem::take(&mut self.fully_qualified_name) {
            let wanted = Wanted::read(shell.session, &given)?;
            let named = shell.loaded_modules(|it| it.eq_ignore_ascii_case(&wanted.name), false);
            found.extend(named.into_iter().filter(|it| wanted.allows(it.version)));
        }
        for module in found {
            self.remove(shell, &module)?;
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.removed > 0 || shell.is_bound("WhatIf") {
            return Ok(());
        }
        let message = "No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.";
        let fault = Fault::new("System.InvalidOperationException", message)
            .id("Modules_NoModulesRemoved")
            .category(ErrorCategory::ResourceUnavailable);
        shell.write_error(fault.into_record())
    }
}

impl RemoveModule {
    fn remove(&mut self, shell: &mut Shell<'_>, module: &Arc<Module>) -> Result<()> {
        if !shell.should_process(&format!("{} (Path: '{}')", module.name, module.path), "Remove-Module")? {
            self.removed += 1;
            return Ok(());
        }
        let access = module.parts.with(|it| it.access);
        if access == 2 || access == 1 && !self.force.0 {
            let (kind, id) = match access {
                2 => ("constant", "Modules_ModuleIsConstant"),
                _ => ("read-only", "Modules_ModuleIsReadOnly"),
            };
            let hint = if access == 1 {
                " Add the Force parameter to your command to remove read-only modules."
            } else {
                ""
            };
            let message = format!("Unable to remove module '{}' because it is {kind}.{hint}", module.name);
            let fault = Fault::new("System.InvalidOperationException", message)
                .id(id)
                .category(ErrorCategory::PermissionDenied)
                .target(module.name.clone());
            self.removed += 1;
            return shell.write_error(fault.into_record());
        }
        self.removed += 1;
        shell.session.remove_module(module)
    }
}

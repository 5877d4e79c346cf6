//! `Export-ModuleMember`: what a module shows of itself.

use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell,
    module::{Patterns, Reporter},
};
use psp_value::{ErrorCategory, Fault, Result};

/// Says which functions, aliases and variables of the module are exported; without it, all functions are.
///
/// ```powershell
/// Export-ModuleMember -Function Get-* -Alias *
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Export-ModuleMember")]
pub(in crate::core) struct ExportModuleMember {
    /// Functions; wildcards are allowed.
    #[param(position = 0, pipeline, by_name, allow_empty_collection)]
    function: Vec<String>,
    /// Built-in commands; wildcards are allowed.
    #[param(by_name, allow_empty_collection)]
    cmdlet: Vec<String>,
    /// Variables; wildcards are allowed.
    #[param(by_name, validate_not_null)]
    variable: Vec<String>,
    /// Aliases; wildcards are allowed.
    #[param(by_name, validate_not_null)]
    alias: Vec<String>,
}

impl Cmdlet for ExportModuleMember {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(module) = shell.running_module() else {
            let message = "The Export-ModuleMember cmdlet can only be called from inside a module.";
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("Modules_CanOnlyExecuteExportModuleMemberInsideAModule")
                .category(ErrorCategory::PermissionDenied)
                .into());
        };
        module.parts.with(|it| it.is_explicit = true);
        let patterns = Patterns {
            functions: std::mem::take(&mut self.function),
            cmdlets: std::mem::take(&mut self.cmdlet),
            variables: std::mem::take(&mut self.variable),
            aliases: std::mem::take(&mut self.alias),
        };
        let stage = shell.stage;
        shell.session.export_members(&module, &patterns, &Reporter(Some(stage)))
    }
}

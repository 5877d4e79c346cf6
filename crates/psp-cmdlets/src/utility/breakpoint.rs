//! Breakpoints and format data: psp has neither a debugger nor views that scripts can look at, and says so.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, ScriptBlock, Shell};
use psp_value::{Fault, Interrupt, Result, Value};

/// Gives the breakpoints: there are none.
///
/// ```powershell
/// @(Get-PSBreakpoint).Count    # => 0
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-PSBreakpoint", default_set = "Line")]
pub(super) struct GetPsBreakpoint {
    /// Scripts.
    #[param(set = "Line", position = 0, pipeline)]
    #[param(set = "Command")]
    #[param(set = "Variable")]
    script: Vec<String>,
    /// Numbers.
    #[param(set = "Id", position = 0, mandatory, pipeline)]
    id: Vec<i32>,
    /// Variables.
    #[param(set = "Variable", mandatory)]
    variable: Vec<String>,
    /// Commands.
    #[param(set = "Command", mandatory)]
    command: Vec<String>,
}

/// Would set a breakpoint: psp has no debugger.
#[derive(Cmdlet, Default)]
#[cmdlet("Set-PSBreakpoint", default_set = "Line")]
pub(super) struct SetPsBreakpoint {
    /// What to do there.
    #[param]
    action: Option<ScriptBlock>,
    /// The column.
    #[param(set = "Line", position = 2)]
    column: Option<i32>,
    /// Commands.
    #[param(set = "Command", mandatory, alias = "C")]
    command: Vec<String>,
    /// Lines.
    #[param(set = "Line", position = 1, mandatory)]
    line: Vec<i32>,
    /// Scripts.
    #[param(set = "Line", position = 0, mandatory)]
    #[param(set = "Command", position = 0)]
    #[param(set = "Variable", position = 0)]
    script: Vec<String>,
    /// Variables.
    #[param(set = "Variable", mandatory, alias = "V")]
    variable: Vec<String>,
    /// What is done to the variable.
    #[param(set = "Variable")]
    mode: Option<String>,
}

/// Would remove breakpoints: psp has no debugger.
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-PSBreakpoint", default_set = "Breakpoint", should_process)]
pub(super) struct RemovePsBreakpoint {
    /// Breakpoints.
    #[param(set = "Breakpoint", position = 0, mandatory, pipeline)]
    breakpoint: Vec<Value>,
    /// Numbers.
    #[param(set = "Id", position = 0, mandatory, by_name)]
    id: Vec<i32>,
}

/// Would give the views of types: those of psp are no objects.
#[derive(Cmdlet, Default)]
#[cmdlet("Get-FormatData")]
pub(super) struct GetFormatData {
    /// Names of types; wildcards are expanded.
    #[param(position = 0, validate_not_null_or_empty)]
    type_name: Vec<String>,
    /// A version of PowerShell.
    #[param(ty = "System.Version")]
    power_shell_version: Value,
}

fn absent(shell: &Shell<'_>) -> Interrupt {
    Fault::not_supported(format!("the command {}", shell.stage.name)).into()
}

impl Cmdlet for GetPsBreakpoint {
    fn process(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }
}

impl Cmdlet for SetPsBreakpoint {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

impl Cmdlet for RemovePsBreakpoint {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

impl Cmdlet for GetFormatData {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

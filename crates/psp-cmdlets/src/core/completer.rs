//! `Register-ArgumentCompleter`: taken, and of no effect where nobody types.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, ScriptBlock, Shell, Switch};
use psp_value::Result;

/// Registers a block that completes arguments at a prompt. psp accepts it; it completes nothing.
///
/// ```powershell
/// Register-ArgumentCompleter -CommandName Get-Thing -ParameterName Name -ScriptBlock { 'a', 'b' }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Register-ArgumentCompleter")]
pub(super) struct RegisterArgumentCompleter {
    /// The commands.
    #[param(set = "NativeCommandSet", mandatory)]
    #[param(set = "PowerShellSet")]
    command_name: Vec<String>,
    /// The parameter.
    #[param(set = "PowerShellSet", mandatory)]
    parameter_name: Option<String>,
    /// Gives the completions.
    #[param(mandatory, allow_null)]
    script_block: Option<ScriptBlock>,
    /// The commands are programs.
    #[param(set = "NativeCommandSet")]
    native: Switch,
    /// For programs that have no completer of their own.
    #[param(set = "NativeFallbackSet")]
    native_fallback: Switch,
}

impl Cmdlet for RegisterArgumentCompleter {
    fn process(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }
}

//! `Write-Warning`, `Write-Verbose`, `Write-Debug`: texts to their streams.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Result, Str};

/// Writes a warning; `$WarningPreference` decides what becomes of it.
///
/// ```powershell
/// Write-Warning 'The disk is almost full.'
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Warning")]
pub(super) struct WriteWarning {
    /// The text.
    #[param(position = 0, mandatory, pipeline, alias = "Msg", allow_empty_string)]
    message: Str,
}

/// Writes a text that is shown with `-Verbose` or when `$VerbosePreference` says so.
///
/// ```powershell
/// Write-Verbose 'Reading the list.' -Verbose
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Verbose")]
pub(super) struct WriteVerbose {
    /// The text.
    #[param(position = 0, mandatory, pipeline, alias = "Msg", allow_empty_string)]
    message: Str,
}

/// Writes a text that is shown with `-Debug` or when `$DebugPreference` says so.
///
/// ```powershell
/// Write-Debug 'x is 5' -Debug
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Debug")]
pub(super) struct WriteDebug {
    /// The text.
    #[param(position = 0, mandatory, pipeline, alias = "Msg", allow_empty_string)]
    message: Str,
}

impl Cmdlet for WriteWarning {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        shell.write_warning(self.message.clone())
    }
}

impl Cmdlet for WriteVerbose {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        shell.write_verbose(self.message.clone())
    }
}

impl Cmdlet for WriteDebug {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        shell.write_debug(self.message.clone())
    }
}

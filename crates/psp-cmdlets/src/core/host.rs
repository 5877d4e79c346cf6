//! `Out-Host` and `Out-Default`: objects to the host, formatted on their own.

use crate::fault;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Shows its input on the host instead of handing it on.
///
/// ```powershell
/// 1..3 | Out-Host
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-Host")]
pub(super) struct OutHost {
    /// Waits after each page.
    #[param]
    paging: Switch,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,
}

/// Shows its input where the output of a script goes by default.
///
/// ```powershell
/// 'shown' | Out-Default
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-Default")]
pub(super) struct OutDefault {
    /// Writes to the transcript only.
    #[param]
    transcript: Switch,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,
}

impl Cmdlet for OutHost {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Paging"])?;
        flush(shell)
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        show(shell, std::mem::take(&mut self.input_object))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        flush(shell)
    }
}

impl Cmdlet for OutDefault {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Transcript"])?;
        flush(shell)
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        show(shell, std::mem::take(&mut self.input_object))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        flush(shell)
    }
}

fn show(shell: &mut Shell<'_>, value: Value) -> Result<()> {
    if value.is_null() { Ok(()) } else { shell.write_host_output(value) }
}

fn flush(shell: &mut Shell<'_>) -> Result<()> {
    let host = shell.host.clone();
    host.flush(shell.session)
}

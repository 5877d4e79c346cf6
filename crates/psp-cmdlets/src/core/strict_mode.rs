//! `Set-StrictMode`: which sloppiness is an error in the calling scope and below.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result};

/// Turns checks on or off for the calling scope and those below it.
///
/// ```powershell
/// Set-StrictMode -Version Latest
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-StrictMode", default_set = "Version")]
pub(super) struct SetStrictMode {
    /// Turns all checks off.
    #[param(set = "Off", mandatory)]
    off: Switch,
    /// `1.0` checks variables, `2.0` properties as well, `3.0` and `Latest` also indexes.
    #[param(set = "Version", mandatory, alias = "v")]
    version: Option<String>,
}

impl Cmdlet for SetStrictMode {
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let version = match &self.version {
            None => 0,
            Some(text) => major(text).ok_or_else(|| refused(text))?,
        };
        let scope = shell.scope();
        shell.frame_mut(scope).names().strict = Some(version);
        Ok(())
    }
}

/// The major number of one of the versions that there are.
fn major(text: &str) -> Option<u32> {
    if text.eq_ignore_ascii_case("latest") {
        return Some(3);
    }
    let mut parts = text.trim().split('.');
    let major: u32 = parts.next()?.parse().ok()?;
    parts.all(|it| it.parse::<u32>().is_ok()).then_some(major)
}

fn refused(text: &str) -> psp_value::Interrupt {
    let message = format!(
        "Cannot validate argument on parameter 'Version'. The \"{text}\" argument does not contain a valid Windows PowerShell version. Supply a valid version number and then try the command again."
    );
    Fault::new("System.Management.Automation.ParameterBindingException", message)
        .id("ParameterArgumentValidationError")
        .category(ErrorCategory::InvalidData)
        .into()
}

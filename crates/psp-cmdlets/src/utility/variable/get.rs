//! `Get-Variable`

use super::{Filter, find, not_found, scope_of};
use crate::wildcard::has_wildcards;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::Result;

/// Gives variables as objects, or their values.
///
/// ```powershell
/// Get-Variable PS*
/// Get-Variable HOME -ValueOnly
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Variable", output = "System.Management.Automation.PSVariable")]
pub(crate) struct GetVariable {
    /// Names; wildcards are allowed. All variables when omitted.
    #[param(position = 0, pipeline, by_name, validate_not_null_or_empty)]
    name: Vec<String>,
    /// Gives the values instead of the variables.
    #[param]
    value_only: Switch,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Looks in this scope only: `Global`, `Script`, `Local`, or how many scopes up.
    #[param(validate_not_null_or_empty)]
    scope: Option<String>,
}

impl Cmdlet for GetVariable {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?;
        let filter = Filter::new(&self.include, &self.exclude);
        let all = [String::from("*")];
        let names = if self.name.is_empty() { &all[..] } else { &self.name[..] };
        for name in names {
            let found = find(shell, name, scope, &filter);
            if found.is_empty() && !has_wildcards(name) && filter.takes(name) {
                shell.write_error(not_found(name).into_record())?;
            }
            for it in found {
                let object = if self.value_only.0 { it.variable.get() } else { it.value() };
                shell.write(object)?;
            }
        }
        Ok(())
    }
}

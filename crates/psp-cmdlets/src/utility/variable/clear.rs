//! `Clear-Variable`

use super::{Filter, find, not_found, scope_of, unlocked};
use crate::wildcard::has_wildcards;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Gives variables the value `$null`.
///
/// ```powershell
/// $total = 5; Clear-Variable total
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Clear-Variable", should_process, output = "System.Management.Automation.PSVariable")]
pub(crate) struct ClearVariable {
    /// Names; wildcards are allowed.
    #[param(position = 0, mandatory, by_name)]
    name: Vec<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Clears read-only variables too.
    #[param]
    force: Switch,
    /// Gives the variables.
    #[param]
    pass_thru: Switch,
    /// Looks in this scope only: `Global`, `Script`, `Local`, or how many scopes up.
    #[param(validate_not_null_or_empty)]
    scope: Option<String>,
}

impl Cmdlet for ClearVariable {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?;
        let filter = Filter::new(&self.include, &self.exclude);
        for name in &self.name {
            let found = find(shell, name, scope, &filter);
            if found.is_empty() && !has_wildcards(name) && filter.takes(name) {
                shell.write_error(not_found(name).into_record())?;
            }
            for it in found {
                if !shell.should_process(&format!("Name: {}", it.symbol.name()), "Clear variable")? {
                    continue;
                }
                let session = &mut *shell.session;
                match unlocked(&it, self.force.0, || session.assign_cell(&it.variable, Value::NULL)) {
                    Ok(()) if self.pass_thru.0 => shell.write(it.value())?,
                    Ok(()) => {}
                    Err(error) => shell.write_failure(error)?,
                }
            }
        }
        Ok(())
    }
}

//! `Remove-Variable`

use super::{Filter, Found, find, not_found, scope_of, unauthorized};
use crate::wildcard::has_wildcards;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, NAMES, Shell, Switch};
use psp_value::{Result, variable::options};

/// Removes variables.
///
/// ```powershell
/// $note = 'x'; Remove-Variable note
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-Variable", should_process)]
pub(crate) struct RemoveVariable {
    /// Names; wildcards are allowed.
    #[param(position = 0, mandatory, by_name)]
    name: Vec<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Removes read-only variables too.
    #[param]
    force: Switch,
    /// Looks in this scope only: `Global`, `Script`, `Local`, or how many scopes up.
    #[param(validate_not_null_or_empty)]
    scope: Option<String>,
}

impl Cmdlet for RemoveVariable {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?;
        let filter = Filter::new(&self.include, &self.exclude);
        for name in &self.name {
            let found = find(shell, name, scope, &filter);
            if found.is_empty() && !has_wildcards(name) && filter.takes(name) {
                shell.write_error(not_found(name).into_record())?;
            }
            for it in found {
                if !shell.should_process(&format!("Name: {}", it.symbol.name()), "Remove variable")? {
                    continue;
                }
                if self.is_kept(&it) {
                    let name = it.symbol.name();
                    let message = format!(
                        "Cannot remove variable {name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option."
                    );
                    shell.write_failure(unauthorized("VariableNotRemovable", name, message))?;
                    continue;
                }
                shell.remove_variable(it.symbol, it.scope);
            }
        }
        Ok(())
    }
}

impl RemoveVariable {
    fn is_kept(&self, found: &Found) -> bool {
        found.symbol == NAMES.null
            || found.variable.options() & options::CONSTANT != 0
            || found.is_read_only() && !self.force.0
    }
}

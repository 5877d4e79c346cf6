//! `Get-ExecutionPolicy`, `Set-ExecutionPolicy`: every script may run, as in pwsh everywhere but on Windows.

use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch,
    session::{enum_value, record_object},
};
use psp_value::{ErrorCategory, Fault, Result, Value};

const POLICY: &str = "Microsoft.PowerShell.ExecutionPolicy";
const SCOPE: &str = "Microsoft.PowerShell.ExecutionPolicyScope";

/// Tells which scripts may run: all.
///
/// ```powershell
/// Get-ExecutionPolicy    # => Unrestricted
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-ExecutionPolicy", output = "Microsoft.PowerShell.ExecutionPolicy")]
pub(super) struct GetExecutionPolicy {
    /// Where the policy is kept.
    #[param(position = 0, by_name, ty = "Microsoft.PowerShell.ExecutionPolicyScope")]
    scope: Value,
    /// The policies of all scopes.
    #[param]
    list: Switch,
}

/// Would change which scripts may run; nothing but Windows has that.
#[derive(Cmdlet, Default)]
#[cmdlet("Set-ExecutionPolicy", should_process)]
pub(super) struct SetExecutionPolicy {
    /// The policy.
    #[param(position = 0, mandatory, by_name, ty = "Microsoft.PowerShell.ExecutionPolicy")]
    execution_policy: Value,
    /// Where the policy is kept.
    #[param(position = 1, by_name, ty = "Microsoft.PowerShell.ExecutionPolicyScope")]
    scope: Value,
    /// Asks nothing.
    #[param]
    force: Switch,
}

impl Cmdlet for GetExecutionPolicy {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let unrestricted = || enum_value(POLICY, "Unrestricted");
        if !*self.list {
            return shell.write(unrestricted());
        }
        for scope in ["MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine"] {
            let row = vec![("Scope", enum_value(SCOPE, scope)), ("ExecutionPolicy", unrestricted())];
            shell.write(record_object("System.Management.Automation.PSCustomObject", row))?;
        }
        Ok(())
    }
}

impl Cmdlet for SetExecutionPolicy {
    fn process(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Err(Fault::new(
            "System.PlatformNotSupportedException",
            "Operation is not supported on this platform.",
        )
        .id("System.PlatformNotSupportedException")
        .category(ErrorCategory::NotSpecified)
        .into())
    }
}

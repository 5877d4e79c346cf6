//! `New-Variable`

use super::{find_one, option_bits, scope_of, split_scope};
use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{Cmdlet, Shell, Switch, variable_object::VariableObject};
use psp_value::{ErrorCategory, Fault, Ref, Result, Str, Value, Variable, variable::options};

/// Makes a variable; one of the name must not exist in the scope.
///
/// ```powershell
/// New-Variable Pi 3.14159 -Option Constant
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Variable", should_process, output = "System.Management.Automation.PSVariable")]
pub(crate) struct NewVariable {
    /// The name.
    #[param(position = 0, mandatory, by_name)]
    name: String,
    /// The value.
    #[param(position = 1, pipeline, by_name)]
    value: Value,
    /// A text about the variable.
    #[param]
    description: Option<String>,
    /// `ReadOnly`, `Constant`, `Private`, `AllScope`.
    #[param(ty = "System.Management.Automation.ScopedItemOptions")]
    option: Value,
    /// Who may see the variable; psp knows no private ones.
    #[param(ty = "System.Management.Automation.SessionStateEntryVisibility")]
    visibility: Value,
    /// Replaces an existing variable.
    #[param]
    force: Switch,
    /// Gives the variable.
    #[param]
    pass_thru: Switch,
    /// Makes it in this scope: `Global`, `Script`, `Local`, or how many scopes up.
    #[param(validate_not_null_or_empty)]
    scope: Option<String>,
}

impl Cmdlet for NewVariable {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        crate::fault::refuse(shell, &["Visibility"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?;
        let name = self.name.clone();
        let (name, scope) = split_scope(shell, &name, scope);
        let scope = scope.unwrap_or_else(|| shell.scope());
        let symbol = Symbol::new(name);
        let shown = shell.text(&self.value)?;
        if !shell.should_process(&format!("Name: {name} Value: {shown}"), "New variable")? {
            return Ok(());
        }
        if let Some(known) = find_one(shell.session, symbol, Some(scope)) {
            if !self.force.0 {
                return shell.write_error(exists(name).into_record());
            }
            if known.variable.options() & options::CONSTANT != 0 {
                let error = shell.not_writable(&known.variable);
                return shell.write_failure(error);
            }
        }
        if psp_ir::is_protected(symbol)
            && let Some(constant) = shell.default_variable(symbol).filter(|it| it.is_read_only())
        {
            let error = shell.not_writable(&constant);
            return shell.write_failure(error);
        }
        let mut bits = option_bits(&self.option).unwrap_or(0);
        if self.scope.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("private")) {
            bits |= options::PRIVATE;
        }
        let value = if self.value.is_nothing() { Value::NULL } else { self.value.clone() };
        let variable = Variable::new(name, value).with_options(bits);
        variable.description.with(|it| *it = Str::new(self.description.as_deref().unwrap_or_default()));
        let variable = Ref::new(variable);
        shell.put_variable(symbol, scope, variable.clone());
        if self.pass_thru.0 { shell.write(VariableObject(variable).value()) } else { Ok(()) }
    }
}

fn exists(name: &str) -> Fault {
    Fault::new(
        "System.Management.Automation.SessionStateException",
        format!("A variable with name '{name}' already exists."),
    )
    .id("VariableAlreadyExists")
    .category(ErrorCategory::ResourceExists)
    .target(name)
}

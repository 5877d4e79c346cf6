//! `Set-Variable`

use super::{Filter, Found, find, option_bits, scope_of, split_scope, unauthorized, unlocked};
use crate::wildcard::has_wildcards;
use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{Cmdlet, Shell, Switch, frame::FrameId, variable_object::VariableObject};
use psp_value::{Ref, Result, Str, Value, Variable, variable::options};

/// Gives variables a value or options, making those that do not exist.
///
/// ```powershell
/// Set-Variable answer 42 -Option ReadOnly
/// 1..3 | Set-Variable numbers
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-Variable", should_process, output = "System.Management.Automation.PSVariable")]
pub(crate) struct SetVariable {
    /// Names; wildcards stand for variables that exist.
    #[param(position = 0, mandatory, by_name)]
    name: Vec<String>,
    /// The value; values from the pipeline are collected.
    #[param(position = 1, pipeline, by_name)]
    value: Value,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// A text about the variable.
    #[param]
    description: Option<String>,
    /// `None`, `ReadOnly`, `Constant`, `Private`, `AllScope`.
    #[param(ty = "System.Management.Automation.ScopedItemOptions")]
    option: Value,
    /// Changes read-only variables too.
    #[param]
    force: Switch,
    /// Who may see the variable; psp knows no private ones.
    #[param(ty = "System.Management.Automation.SessionStateEntryVisibility")]
    visibility: Value,
    /// Gives the variables.
    #[param]
    pass_thru: Switch,
    /// Adds the values to what the variable holds.
    #[param]
    append: Switch,
    /// Sets it in this scope: `Global`, `Script`, `Local`, or how many scopes up.
    #[param(validate_not_null_or_empty)]
    scope: Option<String>,

    value_given: bool,
    name_given: bool,
    collected: Option<Vec<Value>>,
}

impl Cmdlet for SetVariable {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        crate::fault::refuse(shell, &["Visibility"])?;
        self.name_given = !self.name.is_empty();
        self.value_given = shell.is_bound("Value");
        if self.append.0 {
            let name = self.name.first().map(String::as_str).unwrap_or_default();
            let known = shell.variable_value(Symbol::new(name));
            let items = known.as_elements();
            self.collected =
                Some(items.unwrap_or_else(|| if known.is_null() { Vec::new() } else { vec![known] }));
        }
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        match (self.name_given, self.value_given) {
            (true, true) => {
                if self.append.0 {
                    let value = self.value.clone();
                    self.collected.get_or_insert_default().push(value);
                }
                Ok(())
            }
            (true, false) => {
                if shell.expects_input() {
                    let value = std::mem::take(&mut self.value);
                    self.collected.get_or_insert_default().push(value);
                }
                Ok(())
            }
            (false, _) => {
                let (names, value) = (self.name.clone(), self.value.clone());
                self.set(shell, &names, value)
            }
        }
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.name_given {
            return Ok(());
        }
        let value = match (self.collected.take(), self.value_given) {
            (Some(all), true) => Value::array(all),
            (None, true) => std::mem::take(&mut self.value),
            (Some(all), false) => Value::from_output(all),
            (None, false) => Value::NOTHING,
        };
        let names = std::mem::take(&mut self.name);
        self.set(shell, &names, value)
    }
}

impl SetVariable {
    fn set(&mut self, shell: &mut Shell<'_>, names: &[String], value: Value) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?;
        let filter = Filter::new(&self.include, &self.exclude);
        for name in names {
            let (plain, own_scope) = split_scope(shell, name, scope);
            let own_scope = own_scope.unwrap_or_else(|| shell.scope());
            let found = find(shell, plain, Some(own_scope), &filter);
            if found.is_empty() && !has_wildcards(plain) && filter.takes(plain) {
                self.make(shell, plain, own_scope, &value)?;
            }
            for it in found {
                self.change(shell, &it, &value)?;
            }
        }
        Ok(())
    }

    fn make(&self, shell: &mut Shell<'_>, name: &str, scope: FrameId, value: &Value) -> Result<()> {
        let shown = shell.text(value)?;
        if !shell.should_process(&format!("Name: {name} Value: {shown}"), "Set variable")? {
            return Ok(());
        }
        let symbol = Symbol::new(name);
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
        let value = if value.is_nothing() { Value::NULL } else { value.clone() };
        if bits == 0 && self.description.is_none() && !self.pass_thru.0 {
            return match shell.write_variable(symbol, scope, value) {
                Ok(()) => Ok(()),
                Err(error) => shell.write_failure(error),
            };
        }
        let variable = Variable::new(name, value).with_options(bits);
        variable.description.with(|it| *it = Str::new(self.description.as_deref().unwrap_or_default()));
        let variable = Ref::new(variable);
        shell.put_variable(symbol, scope, variable.clone());
        if self.pass_thru.0 { shell.write(VariableObject(variable).value()) } else { Ok(()) }
    }

    fn change(&self, shell: &mut Shell<'_>, found: &Found, value: &Value) -> Result<()> {
        let name = found.symbol.name();
        let shown = shell.text(value)?;
        if !shell.should_process(&format!("Name: {name} Value: {shown}"), "Set variable")? {
            return Ok(());
        }
        match self.try_change(shell, found, value) {
            Ok(()) if self.pass_thru.0 => shell.write(found.value()),
            Ok(()) => Ok(()),
            Err(error) => shell.write_failure(error),
        }
    }

    fn try_change(&self, shell: &mut Shell<'_>, found: &Found, value: &Value) -> Result<()> {
        let name = found.symbol.name();
        let session = &mut *shell.session;
        unlocked(found, self.force.0, || {
            if !value.is_nothing() {
                session.assign_cell(&found.variable, value.clone())?;
            }
            if let Some(text) = &self.description {
                found.variable.description.with(|it| *it = Str::new(text));
            }
            Ok(())
        })?;
        let Some(bits) = option_bits(&self.option) else { return Ok(()) };
        if bits & options::CONSTANT != 0 && found.variable.options() & options::CONSTANT == 0 {
            let message = format!(
                "Existing variable {name} cannot be made constant. Variables can be made constant only at creation time."
            );
            return Err(unauthorized("VariableCannotBeMadeConstant", name, message));
        }
        if found.variable.is_read_only() && !self.force.0 {
            return Err(shell.not_writable(&found.variable));
        }
        found.variable.set_options(bits);
        Ok(())
    }
}

//! `$using:` expressions of a block, evaluated once in the caller's scope.

use crate::session::Session;
use psp_ir::{Block, UsingName};
use psp_value::{ErrorCategory, Fault, Interrupt, Raised, Result, Value};
use std::{collections::HashMap, sync::Arc};

/// What stands behind `$using:`.
fn plain_text(using: &UsingName) -> &str {
    let text = using.expression.text();
    text.split_once(':').map_or(text, |it| it.1)
}

/// A name that is not there, in strict mode.
fn is_undefined(raised: &Raised) -> bool {
    raised.with(|it| it.id.text().starts_with("VariableIsUndefined")).unwrap_or(false)
}

/// The error of a `$using:` name that the caller does not have.
pub fn undefined_using(using: &UsingName) -> Interrupt {
    let message = format!(
        "The value of the using variable '$using:{}' cannot be retrieved because it has not been set in the local session.",
        plain_text(using)
    );
    Fault::new("System.Management.Automation.RuntimeException", message)
        .id("UsingVariableIsUndefined")
        .category(ErrorCategory::InvalidOperation)
        .into()
}

impl Session {
    /// The values behind `$using:` in a block, nested blocks included, by the text behind it. `refuse` may turn a
    /// value into an error; it is null for a name that is not there, and [`Value::NOTHING`] when `refuse` is asked.
    pub fn using_values(
        &mut self,
        block: &Arc<Block>,
        mut refuse: impl FnMut(&UsingName, &Value) -> Option<Interrupt>,
    ) -> Result<Arc<HashMap<Box<str>, Value>>> {
        let mut values = HashMap::new();
        for using in &block.facts.usings {
            // A block that is handed on by a worker finds its values in the worker's first.
            let inherited = self.usings.as_ref().and_then(|it| it.get(&using.key).cloned());
            let own = self.using_value(using)?;
            let value = match inherited {
                Some(value) if own.as_ref().is_none_or(Value::is_null) => Some(value),
                _ => own,
            };
            if let Some(error) = refuse(using, value.as_ref().unwrap_or(&Value::NOTHING)) {
                return Err(error);
            }
            values.insert(using.key.clone(), value.unwrap_or_default());
        }
        Ok(Arc::new(values))
    }

    /// The value of one; none for a name that is not there.
    fn using_value(&mut self, using: &UsingName) -> Result<Option<Value>> {
        if !self.using_name_is_known(using) {
            return Ok(None);
        }
        let evaluator = self.engine().evaluator;
        // An error is ours to judge: it does not end in the middle of the expression.
        self.try_depth += 1;
        let value = evaluator.evaluate(self, &using.expression);
        self.try_depth -= 1;
        match value {
            Err(interrupt) if interrupt.raised().is_some_and(is_undefined) => Ok(None),
            other => other.map(Some),
        }
    }

    /// The variable that the expression starts with is there. Names of other drives are asked for when they are read.
    fn using_name_is_known(&mut self, using: &UsingName) -> bool {
        let text = plain_text(using);
        let name = text.split(['.', '[', '}']).next().unwrap_or_default();
        if name.contains(':') {
            return true;
        }
        let scope = self.scope();
        psp_ir::Symbol::find(name).is_some_and(|it| self.read_variable(it, scope).is_some())
    }
}

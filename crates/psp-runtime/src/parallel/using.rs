//! `$using:` expressions of a block, evaluated once in the caller's scope.

use crate::session::Session;
use psp_ir::{Block, UsingName};
use psp_value::{Interrupt, Raised, Result, Value};
use std::{collections::HashMap, sync::Arc};

/// Strict mode does not matter here: a name that is not there is null.
fn is_undefined(raised: &Raised) -> bool {
    raised.with(|it| it.id.text().starts_with("VariableIsUndefined")).unwrap_or(false)
}

impl Session {
    /// The values behind `$using:` in a block, nested blocks included, by the text behind it. `refuse` may turn a
    /// value into an error.
    pub fn using_values(
        &mut self,
        block: &Arc<Block>,
        mut refuse: impl FnMut(&UsingName, &Value) -> Option<Interrupt>,
    ) -> Result<Arc<HashMap<Box<str>, Value>>> {
        let mut values = HashMap::new();
        for using in &block.facts.usings {
            // A block that is handed on by a worker finds its values in the worker's first.
            let inherited = self.usings.as_ref().and_then(|it| it.get(&using.key).cloned());
            let evaluator = self.engine().evaluator;
            let own = match evaluator.evaluate(self, &using.expression) {
                Err(error) if error.raised().is_some_and(is_undefined) => Value::NULL,
                other => other?,
            };
            let value = match inherited {
                Some(value) if own.is_null() => value,
                _ => own,
            };
            if let Some(error) = refuse(using, &value) {
                return Err(error);
            }
            values.insert(using.key.clone(), value);
        }
        Ok(Arc::new(values))
    }
}

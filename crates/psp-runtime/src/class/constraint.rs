//! What a property of a class does to a value before it takes it: its type, then its validation attributes.

use crate::{session::Session, signature::Check};
use psp_value::{Context, Interrupt, Result, Type, Value, convert, variable::Constraint};

/// Type and validation of a property.
pub(super) struct PropertyConstraint {
    pub(super) ty: Option<Type>,
    pub(super) checks: Vec<Check>,
}

impl Constraint for PropertyConstraint {
    fn apply(&self, context: &mut dyn Context, _variable: &str, value: Value) -> Result<Value> {
        let value = match self.ty {
            Some(ty) => convert::convert(context, &value, ty)?,
            None => value,
        };
        let Some(session) = Session::of(context) else { return Ok(value) };
        for check in &self.checks {
            if let Some(refusal) = check.refuses(session, &value)? {
                let record = psp_value::ErrorRecord {
                    exception: refusal.exception,
                    id: "ValidateSetFailure".into(),
                    category: psp_value::ErrorCategory::MetadataError,
                    ..psp_value::ErrorRecord::default()
                };
                return Err(Interrupt::raise(record.into_value(), false));
            }
        }
        Ok(value)
    }

    fn attributes(&self) -> Vec<Value> {
        self.ty.map(Value::from).into_iter().collect()
    }
}

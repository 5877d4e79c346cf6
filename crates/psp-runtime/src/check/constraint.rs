//! [`VariableConstraint`]: what a variable with types and attributes does to each value that it is assigned.

use crate::{
    binder,
    session::{Session, convert_variable},
    signature::{Attributes, Check, Transform},
};
use psp_ir::ParamAttribute;
use psp_value::{Context, ErrorCategory, Fault, Result, Str, Type, Value, convert, variable::Constraint};
use std::sync::Arc;

/// Types and attributes of a variable: conversions run from right to left, then all checks.
pub struct VariableConstraint {
    transforms: Vec<Transform>,
    checks: Vec<Check>,
}

impl VariableConstraint {
    /// Conversions in the order in which they run, and checks.
    pub fn new(types: impl IntoIterator<Item = Type>, checks: Vec<Check>) -> Self {
        Self { transforms: types.into_iter().map(Transform::Type).collect(), checks }
    }

    /// Of a parameter: its type alone, or all its transformations.
    pub(crate) fn of_parts(ty: Option<Type>, transforms: Vec<Transform>, checks: Vec<Check>) -> Self {
        if transforms.is_empty() { Self::new(ty, checks) } else { Self { transforms, checks } }
    }

    /// The value as the types make it, when all checks take it.
    fn checked(
        &self,
        context: &mut dyn Context,
        variable: &str,
        value: Value,
        message: impl Fn(&Str) -> String,
    ) -> Result<Value> {
        let mut value = value;
        for transform in &self.transforms {
            value = match transform {
                Transform::Type(ty) => convert_variable(context, variable, *ty, &value)?,
                Transform::Custom(instance) => binder::transform(context, instance, &value)?,
            };
        }
        let Some(session) = Session::of(context) else { return Ok(value) };
        for check in &self.checks {
            if let Some(refusal) = check.refuses(session, &value)? {
                let text = convert::to_string_culture(session, &value)?;
                let ty = "System.Management.Automation.ValidationMetadataException";
                return Err(Fault::new(ty, message(&text))
                    .id("ValidateSetFailure")
                    .category(ErrorCategory::MetadataError)
                    .inner(refusal.exception)
                    .into());
            }
        }
        Ok(value)
    }
}

impl Constraint for VariableConstraint {
    fn apply(&self, context: &mut dyn Context, variable: &str, value: Value) -> Result<Value> {
        self.checked(context, variable, value, |text| {
            format!(
                "The variable cannot be validated because the value {text} is not a valid value for the {variable} variable."
            )
        })
    }

    fn start(&self, context: &mut dyn Context, variable: &str, value: Value) -> Result<Value> {
        self.checked(context, variable, value, |text| {
            format!(
                "The attribute cannot be added because variable {variable} with value {text} would no longer be valid."
            )
        })
    }

    fn attributes(&self) -> Vec<Value> {
        let types = self.transforms.iter().map(|it| match it {
            Transform::Type(ty) => Value::from(*ty),
            Transform::Custom(instance) => instance.clone(),
        });
        let custom = self.checks.iter().filter_map(|it| match it {
            Check::Custom(instance) => Some(instance.clone()),
            _ => None,
        });
        types.chain(custom).collect()
    }
}

impl Session {
    /// The constraint of a variable with types and attributes before it: `[ValidateRange(1, 5)][int]$x`.
    ///
    /// # Errors
    /// Unknown types and attributes, and what the attributes' arguments raise.
    pub fn variable_constraint(&mut self, attributes: &[ParamAttribute]) -> Result<Arc<dyn Constraint>> {
        let found = Attributes::read(self, attributes)?;
        Ok(Arc::new(VariableConstraint { transforms: found.transforms, checks: found.checks }))
    }
}

//! Attributes that are objects already, as a `dynamicparam` block makes them.

use super::attribute::{Arguments, Attributes, canonical, is_known};
use super::{Check, Transform};
use crate::session::Session;
use psp_value::{Data, Result, Value, enumerate};

/// The properties that attributes are made with, in the order of the constructor's parameters.
const POSITIONAL: &[&str] = &[
    "AliasNames",
    "PSTypeName",
    "ValidValues",
    "MinRange",
    "MaxRange",
    "RangeKind",
    "MinLength",
    "MaxLength",
    "RegexPattern",
    "ScriptBlock",
    "ValidRootDrives",
];

impl Attributes {
    /// What a list of attribute objects says.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn of_objects(session: &mut Session, attributes: &Value) -> Result<Self> {
        let mut this = Self::default();
        let items = match enumerate(attributes) {
            Some(items) => items.collect(session)?,
            None => Vec::new(),
        };
        for item in items {
            this.add_object(session, &item)?;
        }
        Ok(this)
    }

    fn add_object(&mut self, session: &mut Session, item: &Value) -> Result<()> {
        let Some(ty) = item.ty() else { return Ok(()) };
        let derives = |base: &str| ty.chain().any(|it| it.name.ends_with(base) && it != ty);
        if derives("ArgumentTransformationAttribute") {
            self.transforms.push(Transform::Custom(item.clone()));
            return Ok(());
        }
        if ty.script.get().is_some() {
            if derives("ValidateArgumentsAttribute") || derives("ValidateEnumeratedArgumentsAttribute") {
                self.checks.push(Check::Custom(item.clone()));
            }
            return Ok(());
        }
        let name = canonical(ty.name);
        if !is_known(&name) {
            return Ok(());
        }
        let mut arguments = Arguments::default();
        for (property, value) in properties(item) {
            let unset = value.is_null()
                || &*property == "Position" && value.as_int() == Some(i32::MIN)
                || property.starts_with("Experiment");
            if POSITIONAL.contains(&&*property) {
                arguments.positional.push(value);
            } else if !unset {
                arguments.named.push((property, value));
            }
        }
        self.add_known(session, &name, &arguments)
    }
}

fn properties(item: &Value) -> Vec<(Box<str>, Value)> {
    match item.as_object().map(|it| &it.data) {
        Some(Data::Fields(fields)) => fields.with(|it| {
            it.iter()
                .map(|(name, value)| (name.text().into_owned().into_boxed_str(), value.clone()))
                .collect()
        }),
        _ => Vec::new(),
    }
}

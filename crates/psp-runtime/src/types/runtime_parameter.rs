//! `RuntimeDefinedParameter` and its dictionary: the parameters that a `dynamicparam` block adds to its command.

use crate::{
    session::Session,
    signature::{Attributes, Parameter, Signature},
};
use psp_derive::ps_type;
use psp_types::declare::{Emulated, Sequence};
use psp_value::{
    Fault, Lock, Native, Object, Result, Str, Table, Type, Value, object::KeyComparer, types::instantiate,
    well_known,
};

/// A parameter that a script describes at run time, and the value that it was given.
pub(crate) struct RuntimeDefinedParameter {
    name: Lock<Str>,
    parameter_type: Lock<Type>,
    attributes: Value,
    value: Lock<Value>,
    is_set: Lock<bool>,
}

impl Native for RuntimeDefinedParameter {}

impl RuntimeDefinedParameter {
    fn of(name: Str, parameter_type: Type, attributes: Vec<Value>) -> Self {
        let ty = instantiate(well_known::COLLECTION.ty(), &[well_known::ATTRIBUTE.ty()]);
        Self {
            name: Lock::new(name),
            parameter_type: Lock::new(parameter_type),
            attributes: Object::list(ty, attributes).into(),
            value: Lock::new(Value::NULL),
            is_set: Lock::new(false),
        }
    }
}

#[ps_type("System.Management.Automation.RuntimeDefinedParameter")]
impl RuntimeDefinedParameter {
    /// Nothing is said yet.
    #[ps("new")]
    fn empty() -> Self {
        Self::of(Str::default(), well_known::OBJECT.ty(), Vec::new())
    }

    /// A name, a type and attributes.
    #[ps("new")]
    fn make_new(name: &Str, parameter_type: Type, attributes: Sequence) -> Self {
        Self::of(name.clone(), parameter_type, attributes.0)
    }

    /// The name.
    #[ps(get)]
    fn name(&self) -> Str {
        self.name.snapshot()
    }
    #[ps(set)]
    fn set_name(&self, value: &Str) {
        self.name.with(|it| *it = value.clone());
    }

    /// What values are converted to.
    #[ps(get)]
    fn parameter_type(&self) -> Type {
        self.parameter_type.snapshot()
    }
    #[ps(set)]
    fn set_parameter_type(&self, value: Type) {
        self.parameter_type.with(|it| *it = value);
    }

    /// Places, aliases and validation.
    #[ps(get)]
    fn attributes(&self) -> Value {
        self.attributes.clone()
    }

    /// What was given.
    #[ps("Value", get)]
    fn given(&self) -> Value {
        self.value.snapshot()
    }
    #[ps("Value", set)]
    fn set_given(&self, value: &Value) {
        self.give(value.clone());
    }

    /// A value was given.
    #[ps(get)]
    fn is_set(&self) -> bool {
        self.is_set.snapshot()
    }
    #[ps(set)]
    fn set_is_set(&self, value: bool) {
        self.is_set.with(|it| *it = value);
    }
}

impl RuntimeDefinedParameter {
    fn give(&self, value: Value) {
        self.value.with(|it| *it = value);
        self.is_set.with(|it| *it = true);
    }
}

/// The parameters by name.
struct RuntimeDefinedParameterDictionary;

#[ps_type(
    "System.Management.Automation.RuntimeDefinedParameterDictionary",
    base = well_known::DICTIONARY.ty()
)]
impl RuntimeDefinedParameterDictionary {
    /// Empty; case does not matter in names.
    #[ps("new")]
    fn make_new() -> Value {
        Object::table(Self::ty(), Table::new(KeyComparer::IgnoreCase)).into()
    }
}

/// The parameters that a `dynamicparam` block wrote as a dictionary of them; none where it wrote nothing.
///
/// # Errors
/// Several objects, or another one, were written; attributes are not understood.
pub fn added_parameters(
    session: &mut Session,
    output: Vec<Value>,
    signature: &Signature,
) -> Result<Option<Signature>> {
    let mut output = output.into_iter().filter(|it| !it.is_null());
    let Some(dictionary) = output.next() else { return Ok(None) };
    let is_dictionary = dictionary.ty() == Some(RuntimeDefinedParameterDictionary::ty());
    let table = dictionary.as_table().filter(|_| is_dictionary && output.next().is_none());
    let Some(table) = table else {
        let message = "The dynamicparam block must return either $null or an object with the type 'System.Management.Automation.RuntimeDefinedParameterDictionary'.";
        return Err(Fault::new("System.Management.Automation.PSInvalidOperationException", message)
            .id("DynamicParametersWrongReturnType")
            .into());
    };
    let given: Vec<Value> = table.with(|it| it.iter().map(|(_, value)| value.clone()).collect());
    let mut extended = signature.clone();
    let mut added: Vec<Parameter> = Vec::new();
    for value in given {
        let Some(parameter) = value.downcast::<RuntimeDefinedParameter>() else { continue };
        let name = parameter.name.snapshot();
        let known = extended.by_name.contains_key(&*name.text().to_lowercase());
        if known {
            let message =
                format!("A parameter with the name '{name}' was defined multiple times for the command.");
            return Err(
                crate::signature::metadata_fault("ParameterNameAlreadyExistsForCommand", message).into()
            );
        }
        let mut attributes = Attributes::of_objects(session, &parameter.attributes)?;
        let ty = parameter.parameter_type.snapshot();
        attributes.ty = Some(ty);
        attributes.transforms.push(crate::signature::Transform::Type(ty));
        added.push(extended.added_parameter(&name, attributes, &value));
    }
    Ok(Some(extended.with_dynamic(added)))
}

/// Gives a parameter of a dictionary its value.
pub fn give(parameter: &Value, value: Value) {
    if let Some(it) = parameter.downcast::<RuntimeDefinedParameter>() {
        it.give(value);
    }
}

/// The types.
pub(super) static TYPES: &[&psp_value::types::TypeDef] =
    &[RuntimeDefinedParameter::DEF, RuntimeDefinedParameterDictionary::DEF];

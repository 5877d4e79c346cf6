//! `PSVariable`: a variable as an object, which outlives its frame; `PSReference`: `[ref]`.

use crate::session::Session;
use psp_derive::ps_type;
use psp_types::{
    declare::NullStr,
    system::management::automation::enums::{ScopedItemOptions, SessionStateEntryVisibility},
};
use psp_value::{
    Context, Data, ErrorCategory, Fault, Interrupt, Native, Object, Ref, Result, Str, Value, Variable,
    convert, types::instantiate, well_known,
};

/// A `PSVariable` object.
pub struct VariableObject(pub Ref<Variable>);

impl VariableObject {
    /// As a value.
    pub fn value(self) -> Value {
        Object::native(well_known::PS_VARIABLE.ty(), self).into()
    }

    fn made(name: &Str, value: Value, options: i64) -> Self {
        // Numbers of the enum's flags fit: there are four.
        Self(Ref::new(Variable::new(name.clone(), value).with_options(options as u8)))
    }

    fn named(name: NullStr) -> Result<Str> {
        match name.0 {
            Some(name) if !name.is_empty() => Ok(name),
            _ => {
                let message = "Cannot process argument because the value of argument \"name\" is not valid. Change the value of the \"name\" argument and run the operation again.";
                Err(Fault::new("System.Management.Automation.PSArgumentException", message).into())
            }
        }
    }
}

impl Native for VariableObject {}

#[ps_type("System.Management.Automation.PSVariable", of = PS_VARIABLE)]
impl VariableObject {
    /// A variable that belongs to no scope yet.
    #[ps("new")]
    fn make_new(name: NullStr) -> Result<Self> {
        Ok(Self::made(&Self::named(name)?, Value::NULL, 0))
    }
    #[ps("new")]
    fn with_value(name: NullStr, value: &Value) -> Result<Self> {
        Ok(Self::made(&Self::named(name)?, value.clone(), 0))
    }
    #[ps("new")]
    fn with_options(name: NullStr, value: &Value, options: ScopedItemOptions) -> Result<Self> {
        Ok(Self::made(&Self::named(name)?, value.clone(), options.0))
    }

    /// The name.
    #[ps(get)]
    fn name(&self) -> Str {
        self.0.name.clone()
    }

    /// A text about it.
    #[ps(get)]
    fn description(&self) -> Str {
        self.0.description.snapshot()
    }
    #[ps(set)]
    fn set_description(&self, value: &Str) {
        self.0.description.with(|it| *it = value.clone());
    }

    /// The value.
    #[ps("Value", get)]
    fn current(&self) -> Value {
        self.0.get()
    }
    #[ps("Value", set)]
    fn set_current(&self, context: &mut dyn Context, value: &Value) -> Result<()> {
        match Session::of(context) {
            Some(session) => session.assign_cell(&self.0, value.clone()),
            None => self.0.assign(context, value.clone()),
        }
    }

    /// Seen from outside.
    #[ps(get)]
    fn visibility(&self) -> SessionStateEntryVisibility {
        SessionStateEntryVisibility(0)
    }

    /// The module that made it.
    #[ps(get)]
    fn module(&self) -> Value {
        Value::NULL
    }

    /// The name of the module that made it.
    #[ps(get)]
    fn module_name(&self) -> Str {
        self.0.module.snapshot()
    }

    /// What may be done with it.
    #[ps(get)]
    fn options(&self) -> ScopedItemOptions {
        ScopedItemOptions(i64::from(self.0.options()))
    }
    #[ps(set)]
    fn set_options(&self, value: ScopedItemOptions) -> Result<()> {
        let (constant, held) = (psp_value::variable::options::CONSTANT, self.0.options());
        if held & constant != 0 || value.0 as u8 & constant != 0 {
            return Err(self.constant_fault(held & constant != 0));
        }
        self.0.set_options(value.0 as u8);
        Ok(())
    }

    /// Its type and validation.
    #[ps(get)]
    fn attributes(&self) -> Value {
        let attributes = self.0.constraint().map(|it| it.attributes()).unwrap_or_default();
        let ty = instantiate(well_known::COLLECTION.ty(), &[well_known::OBJECT.ty()]);
        Object::list(ty, attributes).into()
    }

    /// Type and validation take the value.
    #[ps]
    fn is_valid_value(&self, context: &mut dyn Context, value: &Value) -> Result<bool> {
        let Some(constraint) = self.0.constraint() else { return Ok(true) };
        match constraint.apply(context, &self.0.name.text(), value.clone()) {
            Ok(_) => Ok(true),
            Err(error) if error.is_error() => Ok(false),
            Err(other) => Err(other),
        }
    }
}

impl VariableObject {
    fn constant_fault(&self, is_constant: bool) -> Interrupt {
        let name = &self.0.name;
        let message = if is_constant {
            format!("Cannot overwrite variable {name} because it is read-only or constant.")
        } else {
            format!(
                "The existing variable {name} cannot be made constant. Variables can be made constant only at creation time."
            )
        };
        let id = if is_constant { "VariableNotWritable" } else { "VariableCannotBeMadeConstant" };
        Fault::new("System.Management.Automation.SessionStateUnauthorizedAccessException", message)
            .id(id)
            .category(ErrorCategory::WriteError)
            .target(name.clone())
            .into()
    }
}

/// `[ref]`
pub(super) struct PsReference;

fn variable_of(this: &Value) -> Option<&Ref<Variable>> {
    match &this.as_object()?.data {
        Data::Reference(variable) => Some(variable),
        _ => None,
    }
}

#[ps_type("System.Management.Automation.PSReference", of = PS_REFERENCE)]
impl PsReference {
    /// A place of its own that holds a value.
    #[ps("new")]
    fn make_new(context: &mut dyn Context, value: &Value) -> Result<Value> {
        convert::convert(context, value, well_known::PS_REFERENCE.ty())
    }

    /// What it refers to.
    #[ps("Value", get)]
    fn current(this: &Value) -> Value {
        variable_of(this).map(|it| it.get()).unwrap_or_default()
    }
    #[ps("Value", set)]
    fn set_current(context: &mut dyn Context, this: &Value, value: &Value) -> Result<()> {
        let Some(variable) = variable_of(this) else { return Ok(()) };
        match Session::of(context) {
            Some(session) => session.assign_cell(variable, value.clone()),
            None => variable.assign(context, value.clone()),
        }
    }
}

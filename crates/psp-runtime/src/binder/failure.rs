//! The errors of binding: `ParameterBindingException` and its two siblings, with pwsh's ids and messages.

use crate::signature::{Parameter, Signature};
use psp_value::{
    ErrorCategory, ErrorRecord, Exception, Fault, Interrupt, Raised, Str, Type, Value, convert, well_known,
};

const BINDING: &str = "System.Management.Automation.ParameterBindingException";
const VALIDATION: &str = "System.Management.Automation.ParameterBindingValidationException";
const TRANSFORMATION: &str = "System.Management.Automation.ParameterBindingArgumentTransformationException";

/// An error being described.
pub(super) struct Failure<'a> {
    signature: &'a Signature,
    ty: &'static str,
    id: &'static str,
    message: String,
    category: ErrorCategory,
    parameter: Str,
    parameter_type: Option<Type>,
    specified: Option<Type>,
    inner: Option<Value>,
}

impl<'a> Failure<'a> {
    /// A `ParameterBindingException`.
    #[cold]
    pub(super) fn new(signature: &'a Signature, id: &'static str, message: impl Into<String>) -> Self {
        Self {
            signature,
            ty: BINDING,
            id,
            message: message.into(),
            category: ErrorCategory::InvalidArgument,
            parameter: Str::default(),
            parameter_type: None,
            specified: None,
            inner: None,
        }
    }

    /// A value was refused by validation.
    pub(super) fn validation(self) -> Self {
        Self { ty: VALIDATION, category: ErrorCategory::InvalidData, ..self }
    }

    /// A value could not be converted for a script's parameter.
    pub(super) fn transformation(self) -> Self {
        Self { ty: TRANSFORMATION, category: ErrorCategory::InvalidData, ..self }
    }

    pub(super) fn category(self, category: ErrorCategory) -> Self {
        Self { category, ..self }
    }

    /// The parameter's name as the exception has it.
    pub(super) fn named(self, parameter: impl Into<Str>) -> Self {
        Self { parameter: parameter.into(), ..self }
    }

    /// The parameter.
    pub(super) fn parameter(self, parameter: &Parameter) -> Self {
        Self { parameter_type: Some(parameter.type_or_object()), ..self.named(parameter.name.clone()) }
    }

    /// The value that was given.
    pub(super) fn given(self, value: &Value) -> Self {
        Self { specified: value.ty(), ..self }
    }

    pub(super) fn inner(self, inner: Option<Value>) -> Self {
        Self { inner, ..self }
    }
}

impl From<Failure<'_>> for Interrupt {
    fn from(failure: Failure<'_>) -> Self {
        let source = &failure.signature.error_source;
        let id = if source.is_empty() { failure.id.to_owned() } else { format!("{},{source}", failure.id) };
        let mut fault = Fault::new(failure.ty, failure.message)
            .id(id)
            .category(failure.category)
            .property("ParameterName", failure.parameter)
            .property("ParameterType", failure.parameter_type)
            .property("TypeSpecified", failure.specified)
            .property("ErrorId", failure.id);
        if let Some(inner) = failure.inner {
            fault = fault.inner(inner);
        }
        let mut record = fault.into_record();
        record.activity = failure.signature.command.clone();
        record.into()
    }
}

/// The error is one of binding, which fails an object from the pipeline, not the whole pipeline.
pub fn is_binding_error(interrupt: &Interrupt) -> bool {
    kind(interrupt).is_some()
}

/// Which of the three exceptions an error carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Validation,
    Transformation,
}

pub(super) fn kind(interrupt: &Interrupt) -> Option<Kind> {
    let raised = interrupt.raised()?;
    match raised.with(|it| it.exception.ty())??.name {
        BINDING => Some(Kind::Plain),
        VALIDATION => Some(Kind::Validation),
        TRANSFORMATION => Some(Kind::Transformation),
        _ => None,
    }
}

/// A transformation failed in a cast, not in a script's own attribute.
pub(super) fn failed_in_cast(interrupt: &Interrupt) -> bool {
    let Some(raised) = interrupt.raised() else { return false };
    let mut at = raised.with(|it| it.exception.clone());
    while let Some(exception) = at {
        if exception.ty().is_some_and(|it| it.name == "System.Management.Automation.PSInvalidCastException") {
            return true;
        }
        at = Exception::with(&exception, |it| it.inner.clone()).flatten();
    }
    false
}

/// Says which object from the pipeline an error is about.
pub(super) fn with_target(interrupt: Interrupt, object: &Value) -> Interrupt {
    if let Some(raised) = interrupt.raised()
        && kind(&interrupt).is_some()
    {
        raised.with(|it| it.target = object.clone());
    }
    interrupt
}

/// The message of an error's exception.
pub(super) fn message_of(raised: &Raised) -> String {
    raised.with(|it: &mut ErrorRecord| it.message().text().into_owned()).unwrap_or_default()
}

/// A `PSInvalidCastException` with this message.
pub(super) fn cast_exception(message: &str) -> Value {
    Fault::new("System.Management.Automation.PSInvalidCastException", message).into_exception()
}

/// What pwsh puts around a failed cast when a script's parameter is bound: message and exception.
pub(super) fn transformation_exception(error: &Interrupt) -> Option<(String, Value)> {
    let raised = error.raised()?;
    let cast = convert::cast_exception(error)?;
    let message = message_of(raised);
    Some((message.clone(), metadata_exception(&message, cast)))
}

/// An `ArgumentTransformationMetadataException` around a failed cast.
pub(super) fn metadata_exception(message: &str, inner: Value) -> Value {
    let ty = "System.Management.Automation.ArgumentTransformationMetadataException";
    Fault::new(ty, message).inner(inner).into_exception()
}

/// `Cannot convert 'X' to the type 'Y' required by parameter 'Z'.`
pub(super) fn type_name(ty: Option<Type>) -> String {
    convert::net_string(ty.unwrap_or(well_known::OBJECT.ty()))
}

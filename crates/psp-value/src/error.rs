//! Errors in PowerShell's own shape: an exception object inside an error record.

use crate::{Lock, Object, Ref, Str, Value, interrupt::with_record, object::Data, types::Type, well_known};
use psp_source::{SourceFile, Span};
use std::sync::Arc;

/// `System.Management.Automation.ErrorCategory`, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as in PowerShell")]
pub enum ErrorCategory {
    #[default]
    NotSpecified,
    OpenError,
    CloseError,
    DeviceError,
    DeadlockDetected,
    InvalidArgument,
    InvalidData,
    InvalidOperation,
    InvalidResult,
    InvalidType,
    MetadataError,
    NotImplemented,
    NotInstalled,
    ObjectNotFound,
    OperationStopped,
    OperationTimeout,
    SyntaxError,
    ParserError,
    PermissionDenied,
    ResourceBusy,
    ResourceExists,
    ResourceUnavailable,
    ReadError,
    WriteError,
    FromStdErr,
    SecurityError,
    ProtocolError,
    ConnectionError,
    AuthenticationError,
    LimitsExceeded,
    QuotaExceeded,
    NotEnabled,
}

/// What a .NET exception holds.
#[derive(Clone, Default)]
pub struct Exception {
    /// `Message`
    pub message: Str,
    /// `InnerException`
    pub inner: Option<Value>,
    /// `HResult`
    pub hresult: i32,
    /// `StackTrace`
    pub stack_trace: Option<Str>,
    /// What the type adds: `ParamName`, `CommandName`, `Errors`, …, by name.
    pub properties: Vec<(Str, Value)>,
    /// The record this exception carries: `ErrorRecord` of a RuntimeException.
    pub record: Option<Value>,
    /// `Data`, made when asked for.
    pub data: Option<Value>,
}

impl Str {
    fn empty() -> Self {
        Self::new("")
    }
}

impl Default for Str {
    fn default() -> Self {
        Self::empty()
    }
}

/// Where a piece of script stands.
#[derive(Clone)]
pub struct ScriptPosition {
    /// The text.
    pub file: Arc<SourceFile>,
    /// The place in it.
    pub span: Span,
}

/// `$MyInvocation` and the invocation of an error record.
#[derive(Clone, Default)]
pub struct InvocationInfo {
    /// The command as it was resolved: a `CommandInfo` object, or null.
    pub command: Value,
    /// As it was written.
    pub invocation_name: Str,
    /// Where it was called.
    pub position: Option<ScriptPosition>,
    /// Bound parameters, a dictionary, or null.
    pub bound_parameters: Value,
    /// Unbound arguments, a list, or null.
    pub unbound_arguments: Value,
    /// Number of commands in the pipeline.
    pub pipeline_length: u32,
    /// Place in the pipeline, from 1.
    pub pipeline_position: u32,
    /// Reads the pipeline.
    pub expecting_input: bool,
}

/// `$_` in a `catch`: what went wrong, where, to what.
#[derive(Clone, Default)]
pub struct ErrorRecord {
    /// The exception object.
    pub exception: Value,
    /// `FullyQualifiedErrorId`; without the command's name until the record is written.
    pub id: Str,
    /// `CategoryInfo.Category`
    pub category: ErrorCategory,
    /// `CategoryInfo.Activity`; the command's name when empty.
    pub activity: Str,
    /// `CategoryInfo.Reason`; the exception's type when empty.
    pub reason: Str,
    /// `CategoryInfo.TargetName`; from the target when empty.
    pub target_name: Str,
    /// `CategoryInfo.TargetType`; from the target when empty.
    pub target_type: Str,
    /// `TargetObject`
    pub target: Value,
    /// `ErrorDetails.Message`
    pub details: Option<Str>,
    /// `ErrorDetails.RecommendedAction`
    pub recommended_action: Option<Str>,
    /// `InvocationInfo`
    pub invocation: Option<Arc<InvocationInfo>>,
    /// The part of the command that an error of binding is about.
    pub place: Option<psp_source::Span>,
    /// `ScriptStackTrace`
    pub script_stack: Str,
    /// A bare exception out of a method: not yet an error of PowerShell's.
    pub is_raw: bool,
    /// Was written to `$Error` already.
    pub is_logged: bool,
}

impl ErrorRecord {
    /// The message that is shown: the details', else the exception's.
    pub fn message(&self) -> Str {
        if let Some(details) = &self.details {
            return details.clone();
        }
        exception_message(&self.exception)
    }

    /// Reads or changes the record inside a value; `None` when it is not one.
    pub fn with<R>(record: &Value, f: impl FnOnce(&mut Self) -> R) -> Option<R> {
        with_record(record, f)
    }
}

/// `Message` of an exception object, also of a script's own class.
pub fn exception_message(exception: &Value) -> Str {
    with_exception(exception, |it| it.message.clone()).unwrap_or_default()
}

/// Reads or changes the exception inside a value, also behind a script's own class.
fn with_exception<R>(exception: &Value, f: impl FnOnce(&mut Exception) -> R) -> Option<R> {
    let object = exception.as_object()?;
    if let Data::Exception(it) = &object.data {
        return Some(it.with(f));
    }
    let base = object.read_extra(|it| it.base.clone())??;
    with_exception(&base, f)
}

impl Exception {
    /// An exception object of a type.
    pub fn object(self, ty: Type) -> Value {
        Value::object(Ref::new(Object::new(ty, Data::Exception(Box::new(Lock::new(self))))))
    }

    /// Reads or changes the exception inside a value.
    pub fn with<R>(exception: &Value, f: impl FnOnce(&mut Self) -> R) -> Option<R> {
        with_exception(exception, f)
    }
}

/// Describes an error to raise: exception type and message first, the rest when it is not the default.
///
/// Without an id it is a bare .NET exception, which the caller (a method call, a conversion) wraps as PowerShell does.
pub struct Fault(Box<Description>);

struct Description {
    ty: &'static str,
    message: String,
    id: String,
    category: ErrorCategory,
    target: Value,
    inner: Option<Value>,
    properties: Vec<(&'static str, Value)>,
}

impl Fault {
    /// An exception type's full name (`System.` may be left out) and its message.
    pub fn new(ty: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Description {
            ty,
            message: message.into(),
            id: String::new(),
            category: ErrorCategory::NotSpecified,
            target: Value::NULL,
            inner: None,
            properties: Vec::new(),
        }))
    }

    /// `ArgumentException` with the parameter's name, which .NET appends to the message.
    pub fn argument(message: impl std::fmt::Display, parameter: &str) -> Self {
        Self::new("System.ArgumentException", format!("{message} (Parameter '{parameter}')"))
            .property("ParamName", parameter)
    }

    /// `ArgumentNullException` for a parameter.
    pub fn argument_null(parameter: &str) -> Self {
        let message = format!("Value cannot be null. (Parameter '{parameter}')");
        Self::new("System.ArgumentNullException", message).property("ParamName", parameter)
    }

    /// `ArgumentOutOfRangeException` for a parameter.
    pub fn out_of_range(message: impl std::fmt::Display, parameter: &str) -> Self {
        Self::new("System.ArgumentOutOfRangeException", format!("{message} (Parameter '{parameter}')"))
            .property("ParamName", parameter)
    }

    /// `RuntimeException`, PowerShell's own, with an error id.
    pub fn runtime(id: &str, message: impl Into<String>) -> Self {
        Self::new("System.Management.Automation.RuntimeException", message).id(id)
    }

    /// `PSNotSupportedException`: something that psp does not have.
    pub fn not_supported(what: impl std::fmt::Display) -> Self {
        Self::new(
            "System.Management.Automation.PSNotSupportedException",
            format!("psp does not support {what}."),
        )
        .id("NotSupported")
        .category(ErrorCategory::NotImplemented)
    }

    /// The exception's type.
    pub fn type_name(&self) -> &'static str {
        self.0.ty
    }

    /// The exception's message.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// `FullyQualifiedErrorId`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.0.id = id.into();
        self
    }

    /// `CategoryInfo.Category`.
    pub fn category(mut self, category: ErrorCategory) -> Self {
        self.0.category = category;
        self
    }

    /// `TargetObject`.
    pub fn target(mut self, target: impl Into<Value>) -> Self {
        self.0.target = target.into();
        self
    }

    /// `InnerException`.
    pub fn inner(mut self, inner: Value) -> Self {
        self.0.inner = Some(inner);
        self
    }

    /// A property of the exception.
    pub fn property(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.properties.push((name, value.into()));
        self
    }

    /// The exception alone.
    pub fn into_exception(self) -> Value {
        let this = *self.0;
        let ty = well_known::exception(this.ty).unwrap_or(well_known::EXCEPTION.ty());
        Exception {
            message: this.message.into(),
            inner: this.inner,
            hresult: -2_146_233_088,
            properties: this.properties.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            ..Exception::default()
        }
        .object(ty)
    }

    /// The error record.
    pub fn into_record(self) -> ErrorRecord {
        let this = &self.0;
        let (is_raw, category, target) = (this.id.is_empty(), this.category, this.target.clone());
        let id = if is_raw {
            this.ty.rsplit('.').next().unwrap_or(this.ty).into()
        } else {
            Str::from(this.id.as_str())
        };
        ErrorRecord {
            exception: self.into_exception(),
            id,
            category,
            target,
            is_raw,
            ..ErrorRecord::default()
        }
    }
}

//! `System.Management.Automation.ErrorRecord`, with its category and details.

use super::{enums::ErrorCategory, invocation_info::PsInvocationInfo};
use crate::declare::NullStr;
use psp_derive::ps_type;
use psp_value::{
    Context, ErrorCategory as Category, ErrorRecord, Fault, Lock, Native, Result, Str, Value, convert,
};

/// `$_` in a `catch`.
pub(crate) struct PsErrorRecord;

const CATEGORIES: &[Category] = &[
    Category::NotSpecified,
    Category::OpenError,
    Category::CloseError,
    Category::DeviceError,
    Category::DeadlockDetected,
    Category::InvalidArgument,
    Category::InvalidData,
    Category::InvalidOperation,
    Category::InvalidResult,
    Category::InvalidType,
    Category::MetadataError,
    Category::NotImplemented,
    Category::NotInstalled,
    Category::ObjectNotFound,
    Category::OperationStopped,
    Category::OperationTimeout,
    Category::SyntaxError,
    Category::ParserError,
    Category::PermissionDenied,
    Category::ResourceBusy,
    Category::ResourceExists,
    Category::ResourceUnavailable,
    Category::ReadError,
    Category::WriteError,
    Category::FromStdErr,
    Category::SecurityError,
    Category::ProtocolError,
    Category::ConnectionError,
    Category::AuthenticationError,
    Category::LimitsExceeded,
    Category::QuotaExceeded,
    Category::NotEnabled,
];

/// The category with a number.
pub fn category(number: i64) -> Category {
    usize::try_from(number).ok().and_then(|it| CATEGORIES.get(it).copied()).unwrap_or_default()
}

fn read<R: Default>(this: &Value, f: impl FnOnce(&mut ErrorRecord) -> R) -> R {
    ErrorRecord::with(this, f).unwrap_or_default()
}

#[ps_type("System.Management.Automation.ErrorRecord", of = ERROR_RECORD)]
impl PsErrorRecord {
    /// From an exception, an id, a category and the object it is about.
    #[ps("new")]
    fn make_new(
        exception: &Value,
        error_id: NullStr,
        error_category: ErrorCategory,
        target_object: &Value,
    ) -> Result<Value> {
        if exception.is_null() {
            return Err(Fault::new("System.Management.Automation.PSArgumentNullException",
                "Cannot process argument because the value of argument \"exception\" is null. Change the value of \
                 argument \"exception\" to a non-null value.").into());
        }
        let record = ErrorRecord {
            exception: exception.clone(),
            id: error_id.0.unwrap_or_default(),
            category: category(error_category.0),
            target: target_object.clone(),
            ..ErrorRecord::default()
        };
        Ok(record.into_value())
    }
    #[ps("new")]
    fn copied(error_record: &Value, replace_parent_contains_error_record_exception: &Value) -> Value {
        let mut copy = read(error_record, |it| it.clone());
        if !replace_parent_contains_error_record_exception.is_null() {
            copy.exception = replace_parent_contains_error_record_exception.clone();
        }
        copy.into_value()
    }

    /// The exception.
    #[ps(get)]
    fn exception(this: &Value) -> Value {
        read(this, |it| it.exception.clone())
    }

    /// The object it is about.
    #[ps(get)]
    fn target_object(this: &Value) -> Value {
        read(this, |it| it.target.clone())
    }

    /// The category.
    #[ps(get)]
    fn category_info(this: &Value) -> ErrorCategoryInfo {
        ErrorCategoryInfo(this.clone())
    }

    /// The id.
    #[ps(get)]
    fn fully_qualified_error_id(this: &Value) -> Str {
        read(this, |it| it.id.clone())
    }

    /// A better message.
    #[ps(get)]
    fn error_details(this: &Value) -> Option<ErrorDetails> {
        let (message, action) = read(this, |it| (it.details.clone(), it.recommended_action.clone()));
        let made = |message: Option<Str>, action: Option<Str>| ErrorDetails {
            message: message.unwrap_or_default(),
            action: Lock::new(action.unwrap_or_default()),
        };
        (message.is_some() || action.is_some()).then(|| made(message, action))
    }
    #[ps(set)]
    fn set_error_details(this: &Value, value: &ErrorDetails) {
        let action = value.action.snapshot();
        ErrorRecord::with(this, |it| {
            it.details = Some(value.message.clone());
            it.recommended_action = Some(action).filter(|it| !it.is_empty());
        });
    }

    /// Where it happened.
    #[ps(get)]
    fn invocation_info(this: &Value) -> Option<PsInvocationInfo> {
        read(this, |it| it.invocation.clone()).map(PsInvocationInfo)
    }

    /// The calls that led there.
    #[ps(get)]
    fn script_stack_trace(this: &Value) -> Value {
        let stack = read(this, |it| it.script_stack.clone());
        if stack.is_empty() { Value::NULL } else { stack.into() }
    }

    /// Which item of which command: empty in psp.
    #[ps(get)]
    fn pipeline_iteration_info(this: &Value) -> Vec<i32> {
        let _ = this;
        Vec::new()
    }

    /// A longer message that some exceptions have.
    #[ps("PSMessageDetails", get, added = "ScriptProperty")]
    fn message_details(this: &Value) -> Value {
        let _ = this;
        Value::NULL
    }

    /// The message.
    #[ps("ToString")]
    fn text(this: &Value) -> Str {
        read(this, |it| it.message())
    }
}

/// The category of an error record.
pub(crate) struct ErrorCategoryInfo(Value);

impl Native for ErrorCategoryInfo {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        self.described(context).map(Some)
    }
}

impl ErrorCategoryInfo {
    fn get(&self, f: impl FnOnce(&mut ErrorRecord) -> Str) -> Str {
        read(&self.0, f)
    }

    fn described(&self, context: &mut dyn Context) -> Result<String> {
        let category = read(&self.0, |it| it.category);
        let target = self.shown_target(context)?;
        Ok(format!(
            "{category:?}: ({}:{}) [{}], {}",
            shortened(&target.text()),
            shortened(&self.target_type().text()),
            self.activity(),
            self.reason()
        ))
    }

    fn shown_target(&self, context: &mut dyn Context) -> Result<Str> {
        let (name, target) = read(&self.0, |it| (it.target_name.clone(), it.target.clone()));
        if !name.is_empty() || target.is_null() { Ok(name) } else { convert::to_text(context, &target) }
    }
}

/// Long names are cut in the middle.
fn shortened(text: &str) -> String {
    let units: Vec<char> = text.chars().collect();
    if units.len() <= 40 {
        return text.to_owned();
    }
    let (start, end) =
        (units.get(..19).unwrap_or_default(), units.get(units.len() - 18..).unwrap_or_default());
    start.iter().chain(&['.', '.', '.']).chain(end).collect()
}

#[ps_type("System.Management.Automation.ErrorCategoryInfo")]
impl ErrorCategoryInfo {
    /// The category.
    #[ps(get)]
    fn category(&self) -> ErrorCategory {
        ErrorCategory(read(&self.0, |it| it.category) as i64)
    }

    /// The command.
    #[ps(get)]
    fn activity(&self) -> Str {
        self.get(|it| it.activity.clone())
    }
    #[ps(set)]
    fn set_activity(&self, value: &Str) {
        ErrorRecord::with(&self.0, |it| it.activity = value.clone());
    }

    /// The exception's type.
    #[ps(get)]
    fn reason(&self) -> Str {
        let (reason, exception) = read(&self.0, |it| (it.reason.clone(), it.exception.clone()));
        if reason.is_empty() { exception.ty().map_or(reason, |it| it.short_name().into()) } else { reason }
    }
    #[ps(set)]
    fn set_reason(&self, value: &Str) {
        ErrorRecord::with(&self.0, |it| it.reason = value.clone());
    }

    /// The name of what it is about.
    #[ps(get)]
    fn target_name(&self, context: &mut dyn Context) -> Result<Str> {
        self.shown_target(context)
    }
    #[ps(set)]
    fn set_target_name(&self, value: &Str) {
        ErrorRecord::with(&self.0, |it| it.target_name = value.clone());
    }

    /// The type of what it is about.
    #[ps(get)]
    fn target_type(&self) -> Str {
        let (known, target) = read(&self.0, |it| (it.target_type.clone(), it.target.clone()));
        if known.is_empty() { target.ty().map_or(known, |it| it.short_name().into()) } else { known }
    }
    #[ps(set)]
    fn set_target_type(&self, value: &Str) {
        ErrorRecord::with(&self.0, |it| it.target_type = value.clone());
    }

    /// All of it in one line.
    #[ps]
    fn get_message(&self, context: &mut dyn Context) -> Result<String> {
        self.described(context)
    }
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context) -> Result<String> {
        self.described(context)
    }
}

/// A better message.
pub(crate) struct ErrorDetails {
    message: Str,
    action: Lock<Str>,
}

impl Native for ErrorDetails {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.message.text().into_owned()))
    }
}

#[ps_type("System.Management.Automation.ErrorDetails")]
impl ErrorDetails {
    /// With a message.
    #[ps("new")]
    fn new(message: &Str) -> Self {
        Self { message: message.clone(), action: Lock::default() }
    }

    /// The message.
    #[ps("Message", get)]
    fn get_message(&self) -> Str {
        self.message.clone()
    }

    /// What to do about it.
    #[ps(get)]
    fn recommended_action(&self) -> Str {
        self.action.snapshot()
    }
    #[ps(set)]
    fn set_recommended_action(&self, value: &Str) {
        self.action.with(|it| *it = value.clone());
    }

    /// The message.
    #[ps("ToString")]
    fn as_text(&self) -> Str {
        self.message.clone()
    }
}

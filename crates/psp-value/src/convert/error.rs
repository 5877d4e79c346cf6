//! The errors of conversions, with PowerShell's ids, messages and chains of inner exceptions.

use super::names::{net_full_name, net_string};
use crate::{Context, ErrorCategory, ErrorRecord, Fault, Interrupt, Type, Value, well_known};

/// A conversion's error: a `RuntimeException` around a `PSInvalidCastException` around the cause.
#[cold]
pub(crate) fn cast_error(id: &str, message: String, cause: Option<Value>) -> Interrupt {
    let mut inner = Fault::new("System.Management.Automation.PSInvalidCastException", message.clone()).id(id);
    if let Some(cause) = cause {
        inner = inner.inner(cause);
    }
    let mut record = Fault::runtime(id, message)
        .category(ErrorCategory::InvalidArgument)
        .inner(inner.into_exception())
        .into_record();
    record.is_raw = false;
    record.into()
}

/// The `PSInvalidCastException` of an error that a conversion raised, else the error's own exception: what binders and
/// method calls put inside their own exceptions.
pub fn cast_exception(error: &Interrupt) -> Option<Value> {
    let record = error.record()?;
    let exception = ErrorRecord::with(record, |it| it.exception.clone())?;
    let inner = crate::Exception::with(&exception, |it| it.inner.clone()).flatten();
    let is_cast = |it: &Value| {
        it.ty().is_some_and(|ty| ty.name == "System.Management.Automation.PSInvalidCastException")
    };
    Some(inner.filter(is_cast).unwrap_or(exception))
}

/// The message of an error's exception.
pub(crate) fn message_of(error: &Interrupt) -> String {
    let message = error.record().and_then(|record| ErrorRecord::with(record, |it| it.exception.clone()));
    message.map(|it| crate::exception_message(&it).text().into_owned()).unwrap_or_default()
}

/// The exception inside an error: for the ones of .NET calls without what PowerShell wraps around.
pub(crate) fn exception_of(error: &Interrupt) -> Option<Value> {
    error.record().and_then(|record| ErrorRecord::with(record, |it| it.exception.clone()))
}

/// `Cannot convert value "…" to type "…". Error: "…"`.
#[cold]
pub(crate) fn with_cause(
    context: &mut dyn Context,
    id: &str,
    value: &Value,
    to: Type,
    cause: Fault,
) -> Interrupt {
    let cause = cause.into_exception();
    with_exception(context, id, value, to, cause)
}

/// The error of a registered converter: `Cannot convert value "…" to type "…". Error: "…"`.
#[cold]
pub fn failed(context: &mut dyn Context, id: &str, value: &Value, to: Type, cause: Fault) -> Interrupt {
    with_cause(context, id, value, to, cause)
}

/// As [`with_cause`], with an exception that exists.
#[cold]
pub(crate) fn with_exception(
    context: &mut dyn Context,
    id: &str,
    value: &Value,
    to: Type,
    cause: Value,
) -> Interrupt {
    let text = shown(context, value);
    let why = crate::exception_message(&cause);
    let message = format!("Cannot convert value \"{text}\" to type \"{}\". Error: \"{why}\"", net_string(to));
    cast_error(id, message, Some(cause))
}

/// `Cannot convert the "…" value of type "…" to type "…".`
#[cold]
pub(crate) fn no_conversion(context: &mut dyn Context, value: &Value, to: Type) -> Interrupt {
    let text = shown(context, value);
    let from = value.ty().map(net_full_name).unwrap_or_default();
    let message =
        format!("Cannot convert the \"{text}\" value of type \"{from}\" to type \"{}\".", net_string(to));
    cast_error("ConvertToFinalInvalidCastException", message, None)
}

/// `Cannot convert null to type "…".`
#[cold]
pub(crate) fn from_null(to: Type) -> Interrupt {
    cast_error(
        "nullToObjectInvalidCast",
        format!("Cannot convert null to type \"{}\".", net_string(to)),
        None,
    )
}

/// `Invalid cast from 'DateTime' to 'Int32'.`, as .NET's `IConvertible` says it.
#[cold]
pub(crate) fn invalid_cast(context: &mut dyn Context, value: &Value, to: Type) -> Interrupt {
    let from = value.ty().unwrap_or(well_known::OBJECT.ty());
    let short = to.code.is_integer()
        || matches!(
            to.code,
            crate::TypeCode::Bool
                | crate::TypeCode::Char
                | crate::TypeCode::Single
                | crate::TypeCode::Double
                | crate::TypeCode::Decimal
                | crate::TypeCode::DateTime
                | crate::TypeCode::String
        );
    let message = if short && !from.is_enum() {
        format!("Invalid cast from '{}' to '{}'.", from.short_name(), to.short_name())
    } else {
        format!("Invalid cast from '{}' to '{}'.", net_full_name(from), net_full_name(to))
    };
    with_cause(
        context,
        "InvalidCastIConvertible",
        value,
        to,
        Fault::new("System.InvalidCastException", message),
    )
}

/// A value as error messages show it: `ToString()`.
pub(crate) fn shown(context: &mut dyn Context, value: &Value) -> String {
    super::to_string_culture(context, value).map(|it| it.text().into_owned()).unwrap_or_default()
}

//! Errors that several commands raise.

use psp_value::{ErrorCategory, ErrorRecord, Fault, Interrupt, Result, Str, Value};

/// An `ArgumentException` of PowerShell's own, which names no parameter in its message.
pub(crate) fn argument(id: &str, message: impl Into<String>) -> Fault {
    Fault::new("System.Management.Automation.PSArgumentException", message)
        .id(id)
        .category(ErrorCategory::InvalidArgument)
}

/// An `InvalidOperationException` of PowerShell's own.
pub(crate) fn invalid_operation(id: &str, message: impl Into<String>) -> Fault {
    Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id(id)
        .category(ErrorCategory::InvalidOperation)
}

/// The error of a parameter that psp binds but does not heed.
pub(crate) fn parameter(command: &str, name: &str) -> Interrupt {
    Fault::not_supported(format!("the parameter -{name} of {command}")).into()
}

/// Fails when a parameter was given that psp does not heed.
pub(crate) fn refuse(shell: &psp_runtime::Shell<'_>, names: &[&str]) -> Result<()> {
    match names.iter().find(|it| shell.is_bound(it)) {
        Some(name) => Err(parameter(&shell.stage.name.text(), name)),
        None => Ok(()),
    }
}

/// The message that an interrupt's error shows.
pub(crate) fn message_of(interrupt: &Interrupt) -> String {
    let raised = interrupt.raised();
    raised.and_then(|it| it.with(|it| it.message().text().into_owned())).unwrap_or_default()
}

/// The exception inside an interrupt's error, or null.
pub(crate) fn exception_of(interrupt: &Interrupt) -> Value {
    interrupt.raised().and_then(|it| it.with(|it| it.exception.clone())).unwrap_or_default()
}

/// A record around an exception that exists.
pub(crate) fn around(exception: Value, id: &str, category: ErrorCategory, target: Value) -> ErrorRecord {
    ErrorRecord { exception, id: Str::new(id), category, target, ..ErrorRecord::default() }
}

/// Hands everything on that is no error; gives an error back.
pub(crate) fn caught<T>(result: Result<T>) -> Result<std::result::Result<T, Interrupt>> {
    match result {
        Ok(it) => Ok(Ok(it)),
        Err(error) if error.is_error() => Ok(Err(error)),
        Err(other) => Err(other),
    }
}

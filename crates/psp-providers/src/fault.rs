//! Errors of paths, drives and items, with PowerShell's ids.

use psp_host::System;
use psp_types::system::io::error as io_error;
use psp_value::{ErrorCategory, Fault, Value};
use std::io;

/// `PathNotFound`: nothing has this path.
pub fn path_not_found(path: &str) -> Fault {
    let message = format!("Cannot find path '{path}' because it does not exist.");
    Fault::new("System.Management.Automation.ItemNotFoundException", message)
        .id("PathNotFound")
        .category(ErrorCategory::ObjectNotFound)
        .target(path)
}

/// `DriveNotFound`
pub fn no_drive(name: &str) -> Fault {
    let message = format!("Cannot find drive. A drive with the name '{name}' does not exist.");
    Fault::new("System.Management.Automation.DriveNotFoundException", message)
        .id("DriveNotFound")
        .category(ErrorCategory::ObjectNotFound)
        .target(name)
}

/// `ProviderNotFound`
pub fn no_provider(name: &str) -> Fault {
    let message = format!("Cannot find a provider with the name '{name}'.");
    Fault::new("System.Management.Automation.ProviderNotFoundException", message)
        .id("ProviderNotFound")
        .category(ErrorCategory::ObjectNotFound)
        .target(name)
}

/// `NotSupported`: the provider has no such operation.
pub fn no_operation() -> Fault {
    let message = "Cannot call method. The provider does not support the use of this method.";
    Fault::new("System.Management.Automation.PSNotSupportedException", message)
        .id("NotSupported")
        .category(ErrorCategory::NotImplemented)
}

/// `Argument`: PowerShell's own `ArgumentException`.
pub fn argument(message: impl Into<String>) -> Fault {
    Fault::new("System.Management.Automation.PSArgumentException", message)
        .id("Argument")
        .category(ErrorCategory::InvalidArgument)
}

/// A failure of the file system: the exception that .NET raises, with an id and a category of PowerShell's.
pub fn io(system: &dyn System, error: &io::Error, path: &str, id: &str, category: ErrorCategory) -> Fault {
    io_error::fault(system, error, path).id(id).category(category).target(path)
}

/// An `IOException` with PowerShell's words.
pub fn words(
    message: impl Into<String>,
    id: &str,
    category: ErrorCategory,
    target: impl Into<Value>,
) -> Fault {
    Fault::new("System.IO.IOException", message).id(id).category(category).target(target)
}

/// The pattern has a set without an end.
pub fn bad_pattern(pattern: &str) -> Fault {
    let message = format!("The specified wildcard character pattern is not valid: {pattern}");
    Fault::new("System.Management.Automation.WildcardPatternException", message)
        .id("WildcardPattern_Invalid")
        .category(ErrorCategory::InvalidArgument)
}

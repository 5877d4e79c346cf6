//! Errors that operators raise.

use crate::{ErrorCategory, Fault, Interrupt};

/// An exception of .NET's that no method call wraps: its id is its type.
#[cold]
pub(crate) fn raw(ty: &'static str, message: impl Into<String>) -> Interrupt {
    Fault::new(ty, message).id(ty).category(ErrorCategory::OperationStopped).into()
}

/// A fault of a pure function, as [`raw`].
#[cold]
pub(crate) fn raw_fault(fault: Fault) -> Interrupt {
    let ty = fault.type_name();
    fault.id(ty).category(ErrorCategory::OperationStopped).into()
}

/// A `RuntimeException` of category `InvalidOperation`.
#[cold]
pub(crate) fn invalid(id: &str, message: impl Into<String>) -> Interrupt {
    Fault::runtime(id, message).category(ErrorCategory::InvalidOperation).into()
}

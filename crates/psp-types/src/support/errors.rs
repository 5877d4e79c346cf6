//! Exceptions that many .NET methods raise, with .NET's messages.

use psp_value::{Fault, Interrupt};

/// An index into a collection that does not exist.
pub fn index(parameter: &str) -> Interrupt {
    let message = "Index was out of range. Must be non-negative and less than the size of the collection.";
    Fault::out_of_range(message, parameter).into()
}

/// An index where something is to be inserted.
pub fn insert_index(parameter: &str) -> Interrupt {
    let message =
        "Index was out of range. Must be non-negative and less than or equal to the size of the collection.";
    Fault::out_of_range(message, parameter).into()
}

/// A count that reaches behind the end.
pub fn count(parameter: &str) -> Interrupt {
    let message =
        "Count must be positive and count must refer to a location within the string/array/collection.";
    Fault::out_of_range(message, parameter).into()
}

/// A number that must not be negative.
pub fn negative(parameter: &str, actual: impl std::fmt::Display) -> Interrupt {
    let message = format!(
        "{parameter} ('{actual}') must be a non-negative value. (Parameter '{parameter}')\nActual value was {actual}."
    );
    Fault::new("System.ArgumentOutOfRangeException", message).property("ParamName", parameter).into()
}

/// A number that is too large.
pub fn too_large(
    parameter: &str,
    actual: impl std::fmt::Display,
    limit: impl std::fmt::Display,
) -> Interrupt {
    let message = format!(
        "{parameter} ('{actual}') must be less than or equal to '{limit}'. (Parameter '{parameter}')\n\
         Actual value was {actual}."
    );
    Fault::new("System.ArgumentOutOfRangeException", message).property("ParamName", parameter).into()
}

/// An offset and a length that do not fit.
pub fn offset_and_length() -> Interrupt {
    let message = "Offset and length were out of bounds for the array or count is greater than the number of \
                   elements from index to the end of the source collection.";
    Fault::new("System.ArgumentException", message).into()
}

/// `InvalidOperationException`
pub fn invalid_operation(message: &str) -> Interrupt {
    Fault::new("System.InvalidOperationException", message).into()
}

/// `NotSupportedException`
pub fn not_supported(message: &str) -> Interrupt {
    Fault::new("System.NotSupportedException", message).into()
}

/// `FormatException`
pub fn format(message: impl Into<String>) -> Interrupt {
    Fault::new("System.FormatException", message).into()
}

/// The destination of `CopyTo` is too short.
pub fn destination_too_short() -> Interrupt {
    Fault::argument(
        "Destination array was not long enough. Check the destination index, length, and the array's \
                     lower bounds.",
        "destinationArray",
    )
    .into()
}

/// `ObjectDisposedException`
pub fn disposed(what: &str) -> Interrupt {
    let message = format!("Cannot access a disposed object.\nObject name: '{what}'.");
    Fault::new("System.ObjectDisposedException", message).into()
}

/// An index and a count within a length, as `(start, end)`.
pub fn range(start: i32, length: i32, size: usize) -> Result<(usize, usize), Interrupt> {
    if start < 0 {
        return Err(negative("index", start));
    }
    if length < 0 {
        return Err(negative("count", length));
    }
    let (start, length) = (start as usize, length as usize);
    if start + length > size {
        return Err(offset_and_length());
    }
    Ok((start, start + length))
}

/// `DivideByZeroException`
pub fn divide_by_zero() -> Interrupt {
    Fault::new("System.DivideByZeroException", "Attempted to divide by zero.").into()
}

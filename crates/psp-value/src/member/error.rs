//! The errors of member access and calls.

use crate::{
    Context, ErrorCategory, ErrorRecord, Fault, Interrupt, Type, Value,
    convert::{cast_exception, exception_of, net_full_name, net_string, shown},
};

const METHOD_EXCEPTION: &str = "System.Management.Automation.MethodException";

/// No overload takes so many arguments, or none fits best.
#[cold]
pub(crate) fn no_overload(name: &str, count: usize) -> Interrupt {
    let message = format!("Cannot find an overload for \"{name}\" and the argument count: \"{count}\".");
    Fault::new(METHOD_EXCEPTION, message).id("MethodCountCouldNotFindBest").into()
}

/// Several overloads fit equally well.
#[cold]
pub(crate) fn ambiguous(name: &str, count: usize) -> Interrupt {
    let message =
        format!("Multiple ambiguous overloads found for \"{name}\" and the argument count: \"{count}\".");
    Fault::new(METHOD_EXCEPTION, message).id("MethodCountCouldNotFindBest").into()
}

/// `Cannot convert argument "…", with value: "…", for "…" to type "…": "…"`
#[cold]
pub(crate) fn argument_conversion(
    context: &mut dyn Context,
    method: &str,
    parameter: &str,
    argument: &Value,
    ty: Type,
    error: &Interrupt,
) -> Interrupt {
    let cause = cast_exception(error).unwrap_or_default();
    let why = crate::exception_message(&cause);
    let text = shown(context, argument);
    let method = if method == "new" { ".ctor" } else { method };
    let message = format!(
        "Cannot convert argument \"{parameter}\", with value: \"{text}\", for \"{method}\" to type \"{}\": \"{why}\"",
        net_string(ty)
    );
    Fault::new(METHOD_EXCEPTION, message)
        .id("MethodArgumentConversionInvalidCastArgument")
        .inner(cause)
        .into()
}

/// A bare exception out of a method, as PowerShell reports it; errors of scripts pass unchanged.
#[cold]
pub(crate) fn invocation(error: Interrupt, method: &str, count: usize) -> Interrupt {
    let Some(record) = error.record() else { return error };
    let (is_raw, id) = ErrorRecord::with(record, |it| (it.is_raw, it.id.clone())).unwrap_or_default();
    if !is_raw {
        return error;
    }
    // These are properties with parameters, which PowerShell reads.
    if count > 0 && matches!(method, "Chars" | "Item") {
        return getting(error, method);
    }
    let Some(cause) = exception_of(&error) else { return error };
    let why = crate::exception_message(&cause);
    let method = if method == "new" { ".ctor" } else { method };
    let message = format!("Exception calling \"{method}\" with \"{count}\" argument(s): \"{why}\"");
    Fault::new("System.Management.Automation.MethodInvocationException", message)
        .id(id.text().into_owned())
        .inner(cause)
        .into()
}

/// `Method invocation failed because [System.String] does not contain a method named 'Nope'.`
#[cold]
pub(crate) fn no_method(ty: Type, name: &str) -> Interrupt {
    let message = format!(
        "Method invocation failed because [{}] does not contain a method named '{name}'.",
        net_full_name(ty)
    );
    Fault::runtime("MethodNotFound", message).category(ErrorCategory::InvalidOperation).into()
}

#[cold]
pub(crate) fn call_on_null() -> Interrupt {
    Fault::runtime("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.")
        .category(ErrorCategory::InvalidOperation)
        .into()
}

/// Strict mode's error for a member that is not there.
#[cold]
pub(crate) fn not_found_strict(name: &str) -> Interrupt {
    let message =
        format!("The property '{name}' cannot be found on this object. Verify that the property exists.");
    Fault::new("System.Management.Automation.PropertyNotFoundException", message)
        .id("PropertyNotFoundStrict")
        .into()
}

/// Writing to a member that is not there.
#[cold]
pub(crate) fn not_settable(id: &str, name: &str) -> Interrupt {
    let message = format!(
        "The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
    );
    Fault::runtime(id, message).category(ErrorCategory::InvalidOperation).into()
}

/// Writing to a property without a setter.
#[cold]
pub(crate) fn read_only(name: &str) -> Interrupt {
    Fault::runtime("PropertyAssignmentException", format!("'{name}' is a ReadOnly property."))
        .category(ErrorCategory::InvalidOperation)
        .into()
}

/// The error of a getter: `Exception getting "…": "…"`.
#[cold]
pub(crate) fn getting(error: Interrupt, name: &str) -> Interrupt {
    around(error, "System.Management.Automation.GetValueInvocationException", "ExceptionWhenGetting", |why| {
        format!("Exception getting \"{name}\": \"{why}\"")
    })
}

/// .NET threw it; what psp does not support is no such error.
#[cold]
pub(crate) fn is_thrown(error: &Interrupt) -> bool {
    let is = |record: &mut ErrorRecord| {
        let ty = record.exception.ty();
        record.is_raw
            && ty.is_some_and(|it| it.name != "System.Management.Automation.PSNotSupportedException")
    };
    error.record().and_then(|it| ErrorRecord::with(it, is)).unwrap_or_default()
}

/// A value where the method wants a `[ref]`; arguments count from 1.
#[cold]
pub(crate) fn not_by_reference(argument: usize) -> Interrupt {
    let message =
        format!("Argument: '{argument}' should be a System.Management.Automation.PSReference. Use [ref].");
    Fault::new(METHOD_EXCEPTION, message).id("NonRefArgumentToRefParameterMsg").into()
}

/// The error of a setter: `Exception setting "…": "…"`.
#[cold]
pub(crate) fn setting(error: Interrupt, name: &str) -> Interrupt {
    around(error, "System.Management.Automation.SetValueInvocationException", "ExceptionWhenSetting", |why| {
        format!("Exception setting \"{name}\": \"{why}\"")
    })
}

fn around(error: Interrupt, ty: &'static str, id: &str, message: impl Fn(&str) -> String) -> Interrupt {
    let Some(_) = error.raised() else { return error };
    let Some(cause) = cast_exception(&error) else { return error };
    let why = crate::exception_message(&cause);
    Fault::new(ty, message(&why.text())).id(id).inner(cause).into()
}

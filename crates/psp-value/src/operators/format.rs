//! `a -f b`.

use crate::{
    Context, ErrorCategory, Fault, Interrupt, Result, Value, View,
    convert::{exception_of, to_string_format, to_text},
    object::Data,
};
use psp_clr::composite::{FillError, Template};

/// `a -f b`: an array is the list of arguments, anything else is the one argument.
pub(super) fn format(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    let arguments = match b.base().view() {
        View::Object(object) => match &object.data {
            Data::Array(items) => items.snapshot(),
            Data::Bytes(_) => b.as_elements().unwrap_or_default(),
            _ => vec![b.clone()],
        },
        _ => vec![b.clone()],
    };
    match filled(context, a, &arguments)? {
        Ok(text) => Ok(text.into()),
        Err(FillError::Template(error)) => Err(failure(a, &error.to_string())),
        Err(FillError::Argument(error)) => Err(argument_failure(a, error)),
    }
}

/// `String.Format(a, arguments)`: .NET's own exceptions.
pub(super) fn format_net(context: &mut dyn Context, a: &Value, arguments: &[Value]) -> Result<Value> {
    match filled(context, a, arguments)? {
        Ok(text) => Ok(text.into()),
        Err(FillError::Template(error)) => {
            Err(Fault::new("System.FormatException", error.to_string()).into())
        }
        Err(FillError::Argument(error)) => Err(error),
    }
}

type Filled = std::result::Result<String, FillError<Interrupt>>;

fn filled(context: &mut dyn Context, a: &Value, arguments: &[Value]) -> Result<Filled> {
    let template = to_text(context, a)?;
    let filled =
        Template::cached(&template.text()).fill(arguments.len(), |index, format, out| -> Result<()> {
            let argument = &arguments[index];
            if argument.is_null() {
                return Ok(());
            }
            out.push_str(&to_string_format(context, argument, format.unwrap_or_default())?.text());
            Ok(())
        });
    Ok(filled)
}

/// A format that an argument's type refuses.
fn argument_failure(template: &Value, error: Interrupt) -> Interrupt {
    let is_raw =
        error.record().and_then(|it| crate::ErrorRecord::with(it, |it| it.is_raw)).unwrap_or_default();
    match exception_of(&error) {
        Some(cause) if is_raw => failure(template, &crate::exception_message(&cause).text()),
        _ => error,
    }
}

#[cold]
fn failure(template: &Value, why: &str) -> Interrupt {
    Fault::runtime("FormatError", format!("Error formatting a string: {why}."))
        .category(ErrorCategory::InvalidOperation)
        .target(template.clone())
        .into()
}

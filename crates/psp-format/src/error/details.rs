//! `Get-Error` and `DetailedView`: every property that is set, exceptions and their inner ones indented.

use crate::{
    cells::ELLIPSIS,
    expression::{properties, property_or_null},
    text::{elements, plain},
};
use psp_value::{Context, Data, Result, Value, convert, member};

/// How deep exceptions may be inside each other.
const MAX_DEPTH: usize = 10;
const INDENT: usize = 4;

/// The text of an error record or exception.
pub fn text(context: &mut dyn Context, error: &Value) -> Result<String> {
    let mut text = String::from("\n");
    write(context, error, 0, 1, &mut text)?;
    text.push('\n');
    Ok(text)
}

fn write(
    context: &mut dyn Context,
    target: &Value,
    indent: usize,
    depth: usize,
    text: &mut String,
) -> Result<()> {
    let mut shown: Vec<(String, Value)> = Vec::new();
    if is_error(target)
        && matches!(target.as_object().map(|it| &it.data), Some(Data::Exception(_)))
        && let Some(ty) = target.ty()
    {
        shown.push(("Type".to_owned(), ty.full_name().into()));
    }
    for name in properties(context, target)? {
        let name = name.text().into_owned();
        let value = property_or_null(context, target, &name)?;
        if name != "PSErrorIndex" && is_worth_showing(&value) {
            shown.push((name, value));
        }
    }
    let width = shown.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let prefix = " ".repeat(indent);
    for (index, (name, value)) in shown.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&prefix);
        text.push_str(name);
        text.push_str(&" ".repeat(width.saturating_sub(name.chars().count())));
        text.push_str(" : ");
        write_value(context, name, value, indent, width, depth, text)?;
    }
    Ok(())
}

fn write_value(
    context: &mut dyn Context,
    name: &str,
    value: &Value,
    indent: usize,
    width: usize,
    depth: usize,
    text: &mut String,
) -> Result<()> {
    let is_invocation = member::type_names(value)
        .first()
        .is_some_and(|it| it.as_str() == Some("System.Management.Automation.InvocationInfo"));
    if is_error(value) || is_invocation {
        if depth >= MAX_DEPTH {
            text.push_str(ELLIPSIS);
            return Ok(());
        }
        text.push('\n');
        return write(context, value, indent + INDENT, depth + 1, text);
    }
    if name == "StackTrace" {
        text.push('\n');
        text.push_str(&plain(context, value)?);
        return Ok(());
    }
    if name != "Data"
        && value.as_table().is_none()
        && let Some(mut all) = elements(value)
    {
        while let Some(element) = all.next(context)? {
            text.push('\n');
            text.push_str(&" ".repeat(indent + INDENT));
            text.push_str(&plain(context, &element)?);
        }
        return Ok(());
    }
    let written = plain(context, value)?;
    let next_line = format!("\n{}", " ".repeat(indent + width + 3));
    let lines: Vec<&str> = written.split('\n').map(str::trim).collect();
    text.push_str(&lines.join(&next_line));
    Ok(())
}

fn is_error(value: &Value) -> bool {
    matches!(value.as_object().map(|it| &it.data), Some(Data::Exception(_) | Data::Error(_)))
}

fn is_worth_showing(value: &Value) -> bool {
    let is_empty = value.as_string().is_some_and(psp_value::Str::is_empty)
        || value.as_elements().is_some_and(|it| it.is_empty())
        || value.as_table().is_some_and(|it| it.with(|it| it.is_empty()));
    !value.is_null() && !is_empty && (convert::is_true(value) || value.as_string().is_none())
}

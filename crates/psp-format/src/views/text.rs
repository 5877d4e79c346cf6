//! Texts of objects that are shown as text: dates, errors, messages, matches.

use crate::{
    error,
    expression::{catch, property_or_null, property_text},
    text::plain,
};
use psp_value::{Context, Result, Str, TypeCode, Value, View, convert, member};

pub(super) fn date_time(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let hint = target.as_object().and_then(|it| it.read_extra(|extra| extra.find("DisplayHint").is_some()));
    let hint =
        if hint == Some(true) { property_text(context, target, "DisplayHint")? } else { String::new() };
    let format = match hint.as_str() {
        "Date" => "D",
        "Time" => "T",
        _ => "F",
    };
    Ok(convert::to_string_format(context, target.unboxed(), format)?.into())
}

pub(super) fn file_time(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let time = property_or_null(context, target, "LastWriteTime")?;
    Ok(crate::text::with_format(context, &time, "{0:d} {0:HH}:{0:mm}")?.into())
}

/// Above files of one directory.
pub(super) fn directory(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    const PROVIDER: &str = "Microsoft.PowerShell.Core\\FileSystem::";
    let mut path = property_text(context, target, "PSParentPath")?.replace(PROVIDER, "");
    if path.is_empty() {
        let found = super::command::module_directory(context, target, "")?;
        path = plain(context, &found)?;
    }
    Ok(format!("    Directory: {path}").into())
}

pub(super) fn duration(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    const HOUR: i64 = 36_000_000_000;
    let span = property_or_null(context, target, "Duration")?;
    let View::TimeSpan(it) = span.unboxed().view() else { return Ok(Value::NULL) };
    let format = match it.0 {
        ticks if ticks >= 10 * HOUR => {
            let hours = (ticks as f64 / HOUR as f64).round_ties_even() as i64;
            let rest = convert::to_string_format(context, &span, "mm\\:ss\\.fff")?;
            return Ok(format!("{hours}:{}", rest.text()).into());
        }
        ticks if ticks >= HOUR => "h\\:mm\\:ss\\.fff",
        ticks if ticks >= HOUR / 60 => "m\\:ss\\.fff",
        _ => "s\\.fff",
    };
    Ok(convert::to_string_format(context, &span, format)?.into())
}

pub(super) fn script_block(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(plain(context, target)?.into())
}

pub(super) fn information(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(plain(context, target)?.into())
}

pub(super) fn message(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    property_or_null(context, target, "Message")
}

pub(super) fn help_text(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    property_or_null(context, target, "HelpText")
}

pub(super) fn line(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    property_or_null(context, target, "Line")
}

/// The line that matched; with path and number where it came from a file.
pub(super) fn match_info(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let location = Value::from(context.location());
    let text = catch(member::invoke(context, target, &Str::new("ToString"), vec![location], &[]))?;
    match text {
        Some(text) => Ok(text),
        None => Ok(plain(context, target)?.into()),
    }
}

pub(super) fn error_record(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(error::view_text(context, target, &error::ErrorStyle::default())?.into())
}

pub(super) fn error_details(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(error::details::text(context, target)?.into())
}

/// An escape sequence of `$PSStyle`, as it works and as it is written.
pub(super) fn style(context: &mut dyn Context, target: &Value, path: &str) -> Result<Value> {
    let mut value = target.clone();
    for name in path.split('.') {
        value = property_or_null(context, &value, name)?;
    }
    if value.ty().is_none_or(|ty| ty.code != TypeCode::String) {
        return Ok(value);
    }
    let sequence = plain(context, &value)?;
    let written = sequence.replace('\u{1b}', "`e");
    Ok(format!("{sequence}{written}\u{1b}[0m").into())
}

pub(super) fn task_result(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    if property_text(context, target, "IsCompleted")? == "True" {
        return property_or_null(context, target, "Result");
    }
    Ok(Value::NULL)
}

/// The start of a page.
pub(super) fn web_content(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(shortened(&property_text(context, target, "Content")?).into())
}

/// The start of a response.
pub(super) fn web_raw_content(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(shortened(&property_text(context, target, "RawContent")?).into())
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(200).collect();
    if start.chars().count() == 200 { format!("{start}…") } else { start }
}

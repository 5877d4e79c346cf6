//! `NormalView` and `CategoryView`: message, place, category and id, without colours for the parts.

use super::{ErrorStyle, Facts, position_message};
use psp_value::{Context, ErrorCategory, ErrorRecord, Result, Value};

/// The text in `NormalView`.
pub(super) fn text(context: &mut dyn Context, facts: &Facts, style: &ErrorStyle) -> Result<String> {
    let mut text = prefix(facts);
    text.push_str(&match facts.details() {
        Some(details) => details.text().into_owned(),
        None => facts.record.message().text().into_owned(),
    });
    let position = facts.invocation.as_ref().and_then(|it| it.position.as_ref());
    if let Some(position) = position
        && (facts.command.is_some() || facts.record.category != ErrorCategory::ParserError)
    {
        text.push('\n');
        text.push_str(&position_message(position));
    }
    let category = category_message(context, &facts.record)?;
    let id = &facts.record.id;
    let text = format!("{text}\n+ CategoryInfo          : {category}\n+ FullyQualifiedErrorId : {id}");
    Ok(format!("{}{text}{}", style.style.error, style.style.reset))
}

/// The command's name.
fn prefix(facts: &Facts) -> String {
    let invoked = facts.invocation_name();
    match &facts.command {
        Some((name, _)) if matches!(invoked.as_str(), "" | "&" | ".") && !name.is_empty() => {
            format!("{name} : ")
        }
        Some(_) | None if !invoked.is_empty() => format!("{invoked} : "),
        _ => String::new(),
    }
}

/// `CategoryInfo.ToString()`: `ObjectNotFound: (x:String) [Get-Item], ItemNotFoundException`.
pub fn category_message(context: &mut dyn Context, record: &ErrorRecord) -> Result<String> {
    let target_name = if record.target_name.is_empty() && !record.target.is_null() {
        crate::text::plain(context, &record.target)?
    } else {
        record.target_name.text().into_owned()
    };
    let target_type = if record.target_type.is_empty() {
        record.target.ty().map(psp_value::Type::short_name).unwrap_or_default()
    } else {
        record.target_type.text().into_owned()
    };
    let reason = if record.reason.is_empty() {
        record.exception.ty().map(psp_value::Type::short_name).unwrap_or_default()
    } else {
        record.reason.text().into_owned()
    };
    let activity = match (record.activity.is_empty(), &record.invocation) {
        (true, Some(it)) if !it.command.is_null() => command_name(context, &it.command)?,
        _ => record.activity.text().into_owned(),
    };
    let (target_name, target_type) = (shortened(&target_name), shortened(&target_type));
    let category = record.category;
    Ok(format!(
        "{category:?}: ({target_name}:{target_type}) [{}], {}",
        shortened(&activity),
        shortened(&reason)
    ))
}

fn command_name(context: &mut dyn Context, command: &Value) -> Result<String> {
    crate::expression::property_text(context, command, "Name")
}

/// The middle of a long text left out.
fn shortened(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= 40 {
        return text.to_owned();
    }
    let part = |it: &[char]| it.iter().collect::<String>();
    format!("{}…{}", part(&chars[..20]), part(&chars[chars.len() - 20..]))
}

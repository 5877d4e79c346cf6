//! Error records as PowerShell shows them: `ConciseView` and its siblings, by `$ErrorView`.

mod concise;
pub mod details;
mod message;
mod normal;
mod position;

pub use message::{StreamMessage, prefixed};
pub use normal::category_message;
pub use position::position_message;

use crate::{expression, style::Style};
use psp_value::{Context, ErrorRecord, InvocationInfo, Result, Str, Value};
use std::sync::Arc;

/// How errors are drawn.
#[derive(Debug, Clone)]
pub struct ErrorStyle {
    /// Colours; none when the output is no terminal.
    pub style: Style,
    /// Columns of the screen: messages wrap there.
    pub width: usize,
    /// `$ErrorView`, when the caller knows it better than the session's variable.
    pub view: Option<ErrorView>,
}

impl Default for ErrorStyle {
    fn default() -> Self {
        Self { style: Style::default(), width: crate::stream::DEFAULT_SCREEN, view: None }
    }
}

/// `$ErrorView`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorView {
    /// One line, or the place in the script with the message below.
    Concise,
    /// Message, place, category and id.
    Normal,
    /// The category alone.
    Category,
    /// Everything that is known.
    Detailed,
}

impl ErrorView {
    /// The view with this name, with or without `View`; concise when there is none.
    pub fn named(name: &str) -> Self {
        let short = name.len().checked_sub(4).and_then(|at| {
            name.get(at..).filter(|it| it.eq_ignore_ascii_case("view"))?;
            name.get(..at)
        });
        match short.unwrap_or(name).to_ascii_lowercase().as_str() {
            "normal" => Self::Normal,
            "category" => Self::Category,
            "detailed" => Self::Detailed,
            _ => Self::Concise,
        }
    }
}

/// What the views need of a record, read once.
struct Facts {
    record: ErrorRecord,
    invocation: Option<Arc<InvocationInfo>>,
    /// `CategoryInfo.Reason`
    reason: String,
    /// `CategoryInfo.Activity`
    activity: String,
    /// `MyCommand.Name` and `MyCommand.CommandType`
    command: Option<(String, String)>,
    /// Raised by `throw` with something that is no exception.
    was_thrown: bool,
}

impl Facts {
    fn of(context: &mut dyn Context, error: &Value) -> Result<Option<Self>> {
        let Some(record) = record_of(error) else { return Ok(None) };
        let invocation = record.invocation.clone();
        let command = match &invocation {
            Some(it) if !it.command.is_null() => {
                let name = expression::property_text(context, &it.command, "Name")?;
                Some((name, expression::property_text(context, &it.command, "CommandType")?))
            }
            _ => None,
        };
        let was_thrown = psp_value::Exception::with(&record.exception, |it| {
            it.properties.iter().any(|(name, value)| {
                name.as_str() == Some("WasThrownFromThrowStatement") && value.as_bool() == Some(true)
            })
        });
        let reason = if record.reason.is_empty() {
            record.exception.ty().map(psp_value::Type::short_name).unwrap_or_default()
        } else {
            record.reason.text().into_owned()
        };
        let activity = record.activity.text().into_owned();
        let was_thrown = was_thrown.unwrap_or(false);
        Ok(Some(Self { record, invocation, reason, activity, command, was_thrown }))
    }

    /// The path of the script that was running.
    fn script(&self) -> Option<&str> {
        self.invocation.as_ref()?.position.as_ref()?.file.path().map(|it| &**it)
    }

    fn invocation_name(&self) -> String {
        self.invocation.as_ref().map(|it| it.invocation_name.text().into_owned()).unwrap_or_default()
    }

    fn is_native(&self) -> bool {
        ["NativeCommandError", "NativeCommandErrorMessage"]
            .iter()
            .any(|it| self.record.id.as_str() == Some(it))
    }
}

/// The record, or the one an exception carries.
fn record_of(error: &Value) -> Option<ErrorRecord> {
    if let Some(record) = ErrorRecord::with(error, |it| it.clone()) {
        return Some(record);
    }
    let carried = psp_value::Exception::with(error, |it| it.record.clone())??;
    ErrorRecord::with(&carried, |it| it.clone())
}

/// The text of an error record in the view that `$ErrorView` names. A text with a place ends with a line end.
pub fn view_text(context: &mut dyn Context, error: &Value, style: &ErrorStyle) -> Result<String> {
    let Some(facts) = Facts::of(context, error)? else { return crate::text::plain(context, error) };
    let colours = &style.style;
    if facts.is_native() {
        return Ok(format!("{}{}{}", colours.error, facts.record.message(), colours.reset));
    }
    let view = if let Some(view) = style.view {
        view
    } else {
        let name = context.variable("ErrorView");
        ErrorView::named(&crate::text::plain(context, &name)?)
    };
    Ok(match view {
        ErrorView::Concise => concise::text(&facts, style),
        ErrorView::Normal => normal::text(context, &facts, style)?,
        ErrorView::Category => {
            format!("{}{}{}", colours.error, category_message(context, &facts.record)?, colours.reset)
        }
        ErrorView::Detailed => {
            format!("{}{}{}", colours.error, details::text(context, error)?, colours.reset)
        }
    })
}

/// The lines of an error record for stderr.
pub fn lines(context: &mut dyn Context, error: &Value, style: &ErrorStyle) -> Result<Vec<String>> {
    let text = view_text(context, error, style)?;
    let text = match text.strip_suffix(&style.style.reset) {
        Some(text) if !style.style.reset.is_empty() => {
            format!("{}{}", text.trim_end_matches('\n'), style.style.reset)
        }
        _ => text.trim_end_matches('\n').to_owned(),
    };
    Ok(text.split('\n').map(str::to_owned).collect())
}

impl Facts {
    fn details(&self) -> Option<&Str> {
        self.record.details.as_ref().filter(|it| !it.is_empty())
    }
}

//! The colours that output has now, read off `$PSStyle`: its `Formatting` on a terminal, or when it asks for them, and none
//! elsewhere.

use psp_format::Style;
use psp_ir::Symbol;
use psp_runtime::Session;
use psp_value::{Str, Value, View};

/// The colours for a stream that is a terminal or not.
pub(crate) fn of(session: &mut Session, is_terminal: bool) -> Style {
    let Some(style) = variable(session) else { return Style::default() };
    let rendering = field(&style, "OutputRendering");
    let shows = match rendering.view() {
        View::Enum(_, HOST) => is_terminal,
        View::Enum(_, ANSI) => true,
        // A script may have written the name.
        View::Str(name) if name.text().eq_ignore_ascii_case("Host") => is_terminal,
        View::Str(name) => name.text().eq_ignore_ascii_case("Ansi"),
        _ => false,
    };
    if !shows {
        return Style::default();
    }
    let formatting = field(&style, "Formatting");
    let text = |name: &str| field(&formatting, name).as_string().map(|it| it.text().into_owned());
    let part = |name: &str| text(name).unwrap_or_default();
    Style {
        reset: field(&style, "Reset").as_string().map(|it| it.text().into_owned()).unwrap_or_default(),
        accent: part("FormatAccent"),
        header: part("TableHeader"),
        error: part("Error"),
        error_accent: part("ErrorAccent"),
        warning: part("Warning"),
        verbose: part("Verbose"),
        debug: part("Debug"),
    }
}

/// `OutputRendering.Host`
const HOST: i64 = 0;
/// `OutputRendering.Ansi`
const ANSI: i64 = 2;

/// `$PSStyle.Progress.MaxWidth`, in columns.
pub(crate) fn progress_width(session: &mut Session) -> usize {
    let width = variable(session).and_then(|it| field(&field(&it, "Progress"), "MaxWidth").as_int());
    width.and_then(|it| usize::try_from(it).ok()).unwrap_or(120)
}

fn variable(session: &mut Session) -> Option<Value> {
    let style = session.variable_value(Symbol::new("PSStyle"));
    style.as_fields().is_some().then_some(style)
}

fn field(of: &Value, name: &str) -> Value {
    of.as_fields().and_then(|it| it.with(|it| it.get(&Str::new(name)).cloned())).unwrap_or_default()
}

//! The bar of `Write-Progress` on a terminal: one line on standard error, which goes away before anything else is written.

use psp_host::Console;
use psp_runtime::Session;
use psp_value::{Value, member};

/// The narrowest bar, in columns, that shows anything.
const MIN_WIDTH: usize = 20;
/// Goes to the start of the line and empties it.
const ERASE: &str = "\r\u{1b}[2K";

/// The bar that stands on the terminal.
#[derive(Default)]
pub(crate) struct Progress {
    is_shown: bool,
}

impl Progress {
    /// Shows a `ProgressRecord`, or takes the bar away when it says that the work is done.
    pub(crate) fn show(&mut self, session: &mut Session, console: &dyn Console, record: &Value, max: usize) {
        if !console.is_err_terminal() {
            return;
        }
        if text(session, record, "RecordType") == "Completed" {
            return self.clear(console);
        }
        let width = console.width().saturating_sub(1).min(max);
        let percent = text(session, record, "PercentComplete").parse().unwrap_or(-1);
        let (activity, status) =
            (text(session, record, "Activity"), text(session, record, "StatusDescription"));
        let seconds = text(session, record, "SecondsRemaining").parse().unwrap_or(-1);
        let line = bar(&activity, &status, percent, seconds, width);
        self.is_shown = console.write_err(format!("{ERASE}{line}").as_bytes()).is_ok();
    }

    /// Takes the bar away.
    pub(crate) fn clear(&mut self, console: &dyn Console) {
        if std::mem::take(&mut self.is_shown) {
            let _ = console.write_err(ERASE.as_bytes());
        }
    }
}

fn text(session: &mut Session, record: &Value, name: &str) -> String {
    let found = member::try_get_member(session, record, &name.into()).ok().flatten().unwrap_or_default();
    psp_value::convert::to_text(session, &found).map(|it| it.text().into_owned()).unwrap_or_default()
}

/// `Activity [status        ]`, of which the part that is done is reversed.
fn bar(activity: &str, status: &str, percent: i32, seconds: i32, width: usize) -> String {
    const STYLE: &str = "\u{1b}[33;1m";
    let head = psp_format::cells::head(activity, width / 2);
    let inner = width.saturating_sub(psp_format::cells::width(head) + 3);
    if width < MIN_WIDTH || inner == 0 {
        return format!("{STYLE}{head}\u{1b}[0m");
    }
    let status = if seconds >= 0 { format!("{status} {}", left(seconds)) } else { status.to_owned() };
    let status = psp_format::cells::head(status.trim(), inner);
    let padded = format!("{status}{}", " ".repeat(inner - psp_format::cells::width(status)));
    let done = usize::try_from(percent.clamp(0, 100)).unwrap_or(0) * inner / 100;
    let reversed = psp_format::cells::head(&padded, done);
    let rest = &padded[reversed.len()..];
    format!("{STYLE}{head} [\u{1b}[7m{reversed}\u{1b}[27m{rest}]\u{1b}[0m")
}

/// Seconds as hours, minutes and seconds.
fn left(seconds: i32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_as_asked() {
        for percent in [-1, 0, 33, 100, 250] {
            let line = bar("Copying", "half of 日本", percent, 61, 40);
            assert_eq!(psp_format::cells::width(&line), 40, "{line:?}");
        }
        assert!(bar("Copying", "", 50, -1, 5).contains("Co"));
    }
}

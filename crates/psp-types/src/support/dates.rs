//! Errors and parsing of dates and spans.

use crate::system::globalization::enums::DateTimeStyles;
use psp_clr::{
    culture::Culture,
    datetime::{self, DateFormatError, DateStyles, DateTime, Kind, RangeError, SpanParseError, TimeSpan},
};
use psp_value::{Context, Fault, Interrupt, Result};

/// The exception of date arithmetic.
pub fn range(error: RangeError) -> Interrupt {
    match (error, error.parameter()) {
        (RangeError::SpanTooLong, _) => Fault::new("System.OverflowException", error.message()).into(),
        (RangeError::NotANumber, _) => Fault::argument(error.message(), "value").into(),
        (_, Some(parameter)) => Fault::out_of_range(error.message(), parameter).into(),
        _ => Fault::new("System.ArgumentOutOfRangeException", error.message()).into(),
    }
}

/// The exception of a format string.
pub fn format(error: &DateFormatError) -> Interrupt {
    Fault::new("System.FormatException", error.message()).into()
}

/// `DateTimeKind` from its number.
pub fn kind(number: i64) -> Kind {
    match number {
        1 => Kind::Utc,
        2 => Kind::Local,
        _ => Kind::Unspecified,
    }
}

/// The number of a `DateTimeKind`.
pub fn kind_number(kind: Kind) -> i64 {
    match kind {
        Kind::Unspecified => 0,
        Kind::Utc => 1,
        Kind::Local => 2,
    }
}

/// `DateTime.Parse`
pub fn parse(
    context: &dyn Context,
    text: &str,
    culture: &'static Culture,
    styles: DateTimeStyles,
) -> Result<DateTime> {
    datetime::parse(text, culture, DateStyles(styles.0 as u32), today(context))
        .map_err(|it| fail(it.message(text, "DateTime")))
}

/// `DateTime.ParseExact`
pub fn parse_exact(
    context: &dyn Context,
    text: &str,
    formats: &[String],
    culture: &'static Culture,
    styles: DateTimeStyles,
) -> Result<DateTime> {
    let formats: Vec<_> = formats.iter().map(String::as_str).collect();
    datetime::parse_exact(text, &formats, culture, DateStyles(styles.0 as u32), today(context))
        .map_err(|it| fail(it.message(text, "DateTime")))
}

/// Midnight of the current day: what completes a text without a date.
pub fn today(context: &dyn Context) -> DateTime {
    DateTime { ticks: context.system().ticks(), kind: Kind::Utc }.to_local().date()
}

/// A `FormatException`.
pub fn fail(message: String) -> Interrupt {
    Fault::new("System.FormatException", message).into()
}

/// `TimeSpan.Parse`
pub fn parse_span(text: &str, culture: &'static Culture) -> Result<TimeSpan> {
    datetime::parse_span(text, culture).map_err(|it| span_error(it, text))
}

/// `TimeSpan.ParseExact`
pub fn parse_span_exact(text: &str, formats: &[String], culture: &'static Culture) -> Result<TimeSpan> {
    let formats: Vec<_> = formats.iter().map(String::as_str).collect();
    datetime::parse_span_exact(text, &formats, culture).map_err(|it| span_error(it, text))
}

fn span_error(error: SpanParseError, text: &str) -> Interrupt {
    let ty =
        if error == SpanParseError::Overflow { "System.OverflowException" } else { "System.FormatException" };
    Fault::new(ty, error.message(text)).into()
}

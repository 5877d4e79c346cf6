//! Errors and parsing of dates and spans.

use crate::system::globalization::enums::DateTimeStyles;
use psp_clr::{
    culture::Culture,
    datetime::{DateFormatError, DateTime, Kind, RangeError, TimeSpan},
};
use psp_value::{Fault, Interrupt, Result};

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
pub fn parse(text: &str, culture: &'static Culture, styles: DateTimeStyles) -> Result<DateTime> {
    let _ = (culture, styles);
    Err(not_recognized(text))
}

/// `DateTime.ParseExact`
pub fn parse_exact(
    text: &str,
    formats: &[String],
    culture: &'static Culture,
    styles: DateTimeStyles,
) -> Result<DateTime> {
    let _ = (formats, culture, styles);
    Err(not_recognized(text))
}

fn not_recognized(text: &str) -> Interrupt {
    Fault::new("System.FormatException", format!("String '{text}' was not recognized as a valid DateTime.")).into()
}

/// `TimeSpan.Parse`
pub fn parse_span(text: &str, culture: &'static Culture) -> Result<TimeSpan> {
    let _ = culture;
    Err(Fault::new("System.FormatException", format!("String '{text}' was not recognized as a valid TimeSpan.")).into())
}

/// `TimeSpan.ParseExact`
pub fn parse_span_exact(text: &str, formats: &[String], culture: &'static Culture) -> Result<TimeSpan> {
    let _ = formats;
    parse_span(text, culture)
}

//! What this crate asks of `psp-clr`, in one place: formats and parsers with their faults as .NET's exceptions.

use crate::{Context, Fault, Value, View, object::Data};
use psp_clr::{
    culture::Culture,
    datetime::{DateStyles, DateTime, Kind, TimeSpan},
    number::{self, Number},
    wildcard::Wildcard,
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The invariant culture.
pub(crate) static INVARIANT: &Culture = &psp_clr::culture::INVARIANT;

pub(crate) use number::{double_round_trip, double_to_ps, single_round_trip, single_to_ps};

/// A decimal's `ToString()`.
pub(crate) fn decimal_text(it: &Decimal, culture: &Culture) -> String {
    number::decimal_to_string(*it, culture)
}

/// A date's `ToString()`.
pub(crate) fn date_text(it: DateTime, culture: &Culture) -> String {
    it.format("", culture).unwrap_or_default()
}

/// Linguistic order of two texts.
pub(crate) fn compare_text(a: &str, b: &str, ignore_case: bool, culture: &'static Culture) -> Ordering {
    psp_clr::compare::compare(a, b, culture, ignore_case)
}

/// Linguistic equality of two texts.
pub(crate) fn equal_text(a: &str, b: &str, ignore_case: bool, culture: &'static Culture) -> bool {
    psp_clr::compare::equals(a, b, culture, ignore_case)
}

/// A wildcard matches; a pattern that is none matches nothing.
pub(crate) fn wildcard_matches(pattern: &str, text: &str, ignore_case: bool) -> bool {
    Wildcard::new(pattern, ignore_case).is_ok_and(|it| it.is_match(text))
}

/// `DateTime.Parse` with the invariant culture.
pub(crate) fn parse_date(context: &dyn Context, text: &str) -> Result<DateTime, Fault> {
    let ticks = psp_host::ticks_of(context.system().now());
    let today = DateTime { ticks, kind: Kind::Utc }.to_local();
    psp_clr::datetime::parse(text, INVARIANT, DateStyles::NONE, today)
        .map_err(|error| Fault::new("System.FormatException", error.message(text, "DateTime")))
}

/// `TimeSpan.Parse` with the invariant culture.
pub(crate) fn parse_timespan(text: &str) -> Result<TimeSpan, Fault> {
    psp_clr::datetime::parse_span(text, INVARIANT).map_err(|error| {
        let ty = match error {
            psp_clr::datetime::SpanParseError::Overflow => "System.OverflowException",
            _ => "System.FormatException",
        };
        Fault::new(ty, error.message(text))
    })
}

/// A scalar by a format string; `None` when its type knows none.
pub(crate) fn format_scalar(value: &Value, format: &str, culture: &Culture) -> Option<Result<String, Fault>> {
    let number = match value.view() {
        View::SByte(it) => Number::Int(i64::from(it), 8),
        View::Int16(it) => Number::Int(i64::from(it), 16),
        View::Int32(it) => Number::Int(i64::from(it), 32),
        View::Int64(it) => Number::Int(it, 64),
        View::Byte(it) => Number::UInt(u64::from(it), 8),
        View::UInt16(it) => Number::UInt(u64::from(it), 16),
        View::UInt32(it) => Number::UInt(u64::from(it), 32),
        View::UInt64(it) => Number::UInt(it, 64),
        View::Single(it) => Number::Single(it),
        View::Double(it) => Number::Double(it),
        View::DateTime(it) => return Some(it.format(format, culture).map_err(|it| bad_format(it.message()))),
        View::TimeSpan(it) => return Some(it.format(format, culture).map_err(|it| bad_format(it.message()))),
        View::Enum(ty, it) => return Some(enum_format(ty, it, format)),
        View::Object(object) => match &object.data {
            Data::Decimal(it) => Number::Decimal(*it),
            Data::BigInteger(it) => Number::Big(it),
            _ => return None,
        },
        _ => return None,
    };
    Some(number::format(number, format, culture).map_err(|_| bad_format(number::FormatError::MESSAGE)))
}

/// A number by a format string that is known to be one.
pub(crate) fn format_number(value: &Value, format: &str, culture: &Culture) -> Option<String> {
    format_scalar(value, format, culture)?.ok()
}

fn bad_format(message: impl Into<String>) -> Fault {
    Fault::new("System.FormatException", message)
}

/// `Enum.ToString(format)`
fn enum_format(ty: crate::Type, number: i64, format: &str) -> Result<String, Fault> {
    let digits = match crate::enums::info(ty).underlying.code {
        crate::TypeCode::Byte | crate::TypeCode::SByte => 2,
        crate::TypeCode::Int16 | crate::TypeCode::UInt16 => 4,
        crate::TypeCode::Int64 | crate::TypeCode::UInt64 => 16,
        _ => 8,
    };
    match format {
        "G" | "g" | "F" | "f" => Ok(crate::convert::enum_text(ty, number)),
        "D" | "d" => Ok(number.to_string()),
        "X" | "x" => {
            let text = format!("{number:016X}");
            Ok(text[16 - digits..].to_owned())
        }
        _ => Err(bad_format(
            "Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".",
        )),
    }
}

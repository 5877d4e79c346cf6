//! What casts say about texts that they cannot take, collected from everything that PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::culture::INVARIANT;
use psp_clr::datetime::{DateStyles, DateTime, parse, parse_offset, parse_span};
use psp_clr::guid::Guid;
use psp_clr::number::convert::{
    text_to_big, text_to_decimal, text_to_double, text_to_integer, text_to_single,
};
use psp_clr::number::{ParseError, format_message, overflow_message};
use psp_clr::version::Version;

fn number<T>(result: Result<T, ParseError>, text: &str, bits: u8, signed: bool) -> String {
    match result {
        Ok(_) => "fine".to_owned(),
        Err(ParseError::Format) => format_message(text),
        Err(ParseError::Overflow) => overflow_message(bits, signed).to_owned(),
    }
}

fn message(kind: &str, text: &str) -> String {
    let fine = || "fine".to_owned();
    let integer = |bits, signed| number(text_to_integer(text, bits, signed), text, bits, signed);
    match kind {
        "DateTime" => parse(text, &INVARIANT, DateStyles::NONE, DateTime::MIN)
            .map_or_else(|error| error.message(text, "DateTime"), |_| fine()),
        "DateTimeOffset" => parse_offset(text, &INVARIANT, DateStyles::NONE, DateTime::MIN)
            .map_or_else(|error| error.message(text, "DateTime"), |_| fine()),
        "TimeSpan" => parse_span(text, &INVARIANT).map_or_else(|error| error.message(text), |_| fine()),
        "Guid" => Guid::parse(text).map_or_else(|error| error.to_string(), |_| fine()),
        "Version" => {
            Version::parse(text).map_or_else(|error| error.to_string().replace('\n', " "), |_| fine())
        }
        "SByte" => integer(8, true),
        "Byte" => integer(8, false),
        "Int16" => integer(16, true),
        "UInt16" => integer(16, false),
        "Int32" => integer(32, true),
        "UInt32" => integer(32, false),
        "Int64" => integer(64, true),
        "UInt64" => integer(64, false),
        "Double" => number(text_to_double(text), text, 0, true),
        "Single" => number(text_to_single(text), text, 0, true),
        "Decimal" => number(text_to_decimal(text), text, 96, true),
        "BigInteger" => {
            text_to_big(text).map_or_else(|_| "The value could not be parsed.".to_owned(), |_| fine())
        }
        other => other.to_owned(),
    }
}

#[test]
fn messages_agree() {
    check(include_str!("data/cast-errors.tsv"), |cells| message(cells[0], cells[1]));
}

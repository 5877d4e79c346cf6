//! Numbers as text: .NET's standard and custom formats, its parsers, and PowerShell's own conversions.

mod buffer;
pub mod convert;
mod custom;
pub mod decimal;
mod integer;
mod literal;
mod math;
mod parse;
mod real;
mod scan;
mod standard;
mod styles;

pub(crate) use literal::big_to_decimal;
pub use literal::{PsNumber, literal, ps_number};
pub use math::{Midpoint, ieee_remainder, round_double};
pub use num_bigint::BigInt;
pub use parse::{
    ParseError, format_message, overflow_message, parse_big, parse_decimal, parse_double, parse_integer,
    parse_single, range,
};
pub use rust_decimal::Decimal;
pub use styles::NumberStyles;

use crate::culture::{Culture, INVARIANT};
use buffer::Digits;

/// A number of any of .NET's types.
#[derive(Debug, Clone, Copy)]
pub enum Number<'a> {
    /// A signed integer and the width of its type in bits.
    Int(i64, u8),
    /// An unsigned integer and the width of its type in bits.
    UInt(u64, u8),
    /// `System.Double`.
    Double(f64),
    /// `System.Single`.
    Single(f32),
    /// `System.Decimal`.
    Decimal(Decimal),
    /// `System.Numerics.BigInteger`.
    Big(&'a BigInt),
}

/// A format string that does not fit the type of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatError;

impl FormatError {
    /// The message of the `FormatException`.
    pub const MESSAGE: &'static str = "Format specifier was invalid.";
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(Self::MESSAGE)
    }
}

impl std::error::Error for FormatError {}

/// What a format string asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spec {
    /// A letter and perhaps a precision.
    Standard(char, Option<usize>),
    /// Anything else.
    Custom,
}

/// No format may ask for more digits than this.
const MAX_PRECISION: usize = 999_999_999;

/// Above this many characters a result is refused: .NET would run out of memory.
const MAX_LENGTH: usize = 100_000_000;

fn parse_spec(format: &str) -> Result<Spec, FormatError> {
    let Some(letter) = format.chars().next() else { return Ok(Spec::Standard('G', None)) };
    if letter == '\0' {
        return Ok(Spec::Standard('G', None));
    }
    if !letter.is_ascii_alphabetic() {
        return Ok(Spec::Custom);
    }
    let rest = format[1..].split('\0').next().unwrap_or_default();
    if rest.is_empty() {
        return Ok(Spec::Standard(letter, None));
    }
    if !rest.bytes().all(|it| it.is_ascii_digit()) {
        return Ok(Spec::Custom);
    }
    let precision = rest.parse::<usize>().map_err(|_| FormatError)?;
    if precision > MAX_PRECISION.min(MAX_LENGTH) {
        return Err(FormatError);
    }
    Ok(Spec::Standard(letter, Some(precision)))
}

/// `value.ToString(format, culture)`; an empty format is `G`.
pub fn format(value: Number<'_>, format: &str, culture: &Culture) -> Result<String, FormatError> {
    match value {
        Number::Int(value, bits) => integer::format_int(value, bits, format, culture),
        Number::UInt(value, bits) => integer::format_uint(value, bits, format, culture),
        Number::Double(value) => real::format_double(value, format, culture),
        Number::Single(value) => real::format_single(value, format, culture),
        Number::Decimal(value) => format_decimal(value, format, culture),
        Number::Big(value) => integer::format_big(value, format, culture),
    }
}

fn format_decimal(value: Decimal, format: &str, culture: &Culture) -> Result<String, FormatError> {
    let mut digits = Digits::from_decimal(value);
    match parse_spec(format)? {
        Spec::Custom => Ok(custom::format(&mut digits, format, culture)),
        Spec::Standard('D' | 'd' | 'X' | 'x' | 'B' | 'b', _) => Err(FormatError),
        Spec::Standard(letter, precision) => standard::format(&mut digits, letter, precision, culture),
    }
}

/// A double as .NET's `ToString()` writes it: the shortest text that reads back the same.
pub fn double_round_trip(value: f64, culture: &Culture) -> String {
    real::format_double(value, "", culture).unwrap_or_default()
}

/// A single as .NET's `ToString()` writes it.
pub fn single_round_trip(value: f32, culture: &Culture) -> String {
    real::format_single(value, "", culture).unwrap_or_default()
}

/// A double as PowerShell converts it to text: invariant, 15 significant digits.
pub fn double_to_ps(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 && (value != 0.0 || value.is_sign_positive()) {
        return (value as i64).to_string();
    }
    real::format_double(value, "G15", &INVARIANT).unwrap_or_default()
}

/// A single as PowerShell converts it to text: invariant, 7 significant digits.
pub fn single_to_ps(value: f32) -> String {
    real::format_single(value, "G7", &INVARIANT).unwrap_or_default()
}

/// A double as PowerShell prints it on its own: 15 significant digits in the culture's notation.
pub fn double_to_display(value: f64, culture: &Culture) -> String {
    real::format_double(value, "G15", culture).unwrap_or_default()
}

/// A single as PowerShell prints it on its own: 7 significant digits in the culture's notation.
pub fn single_to_display(value: f32, culture: &Culture) -> String {
    real::format_single(value, "G7", culture).unwrap_or_default()
}

/// A decimal as `ToString()` writes it: trailing zeros stay.
pub fn decimal_to_string(value: Decimal, culture: &Culture) -> String {
    format_decimal(value, "", culture).unwrap_or_default()
}

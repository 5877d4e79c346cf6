//! PowerShell's casts from text to numbers: .NET's parser first, then the number literals, then a real.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use rust_decimal::Decimal;

use super::parse::{ParseError, parse_big, parse_decimal, parse_double, parse_integer, range};
use super::{NumberStyles, PsNumber, ps_number};
use crate::culture::INVARIANT;

const REAL: NumberStyles = NumberStyles(NumberStyles::FLOAT.0 | NumberStyles::THOUSANDS.0);

/// `[int]'…'` and its relatives: any integer type, by width and sign. Reals are rounded half to even.
pub fn text_to_integer(text: &str, bits: u8, signed: bool) -> Result<i128, ParseError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(0);
    }
    if let Some(digits) = hex_prefix(trimmed)
        && let Ok(value) = parse_integer(digits, NumberStyles::HEX, bits, signed, &INVARIANT)
    {
        return Ok(value);
    }
    match parse_integer(trimmed, NumberStyles::INTEGER, bits, signed, &INVARIANT) {
        Err(ParseError::Format) => {}
        other => return other,
    }
    let value = match ps_number(trimmed) {
        Some(value) => value.to_rounded().ok_or(ParseError::Format)?,
        None => round(parse_double(trimmed, REAL, &INVARIANT)?).ok_or(ParseError::Format)?,
    };
    let (low, high) = range(bits, signed);
    value.to_i128().filter(|it| (low..=high).contains(it)).ok_or(ParseError::Format)
}

fn hex_prefix(text: &str) -> Option<&str> {
    let lower = text.get(..2).map(str::to_ascii_lowercase);
    match lower.as_deref() {
        Some("0x" | "&h") => text.get(2..),
        _ => text.strip_prefix('#'),
    }
}

fn round(value: f64) -> Option<BigInt> {
    BigInt::from_f64(value.round_ties_even())
}

/// `[double]'…'`.
pub fn text_to_double(text: &str) -> Result<f64, ParseError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(0.0);
    }
    parse_double(trimmed, REAL, &INVARIANT)
        .or_else(|error| ps_number(trimmed).map(|it| it.to_f64()).ok_or(error))
}

/// `[single]'…'`.
pub fn text_to_single(text: &str) -> Result<f32, ParseError> {
    let trimmed = text.trim();
    if let Ok(value) = super::parse::parse_single(trimmed, REAL, &INVARIANT) {
        return Ok(value);
    }
    text_to_double(trimmed).map(|it| it as f32)
}

/// `[decimal]'…'`: a literal keeps its own type on the way, so `1.100` becomes 1.1.
pub fn text_to_decimal(text: &str) -> Result<Decimal, ParseError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Decimal::ZERO);
    }
    match ps_number(trimmed) {
        Some(value) => value.to_decimal().ok_or(ParseError::Format),
        None => parse_decimal(trimmed, REAL, &INVARIANT),
    }
}

/// `[bigint]'…'`: through the literal's own value, so many digits become a double and lose some.
pub fn text_to_big(text: &str) -> Result<BigInt, ParseError> {
    let trimmed = text.trim();
    if let Some(value) = ps_number(trimmed) {
        return match value {
            PsNumber::Double(it) => BigInt::from_f64(it.trunc()).ok_or(ParseError::Format),
            PsNumber::Decimal(it) => Ok(BigInt::from(it.trunc().mantissa())),
            other => other.to_rounded().ok_or(ParseError::Format),
        };
    }
    if let Ok(value) = parse_big(trimmed, NumberStyles::INTEGER, &INVARIANT) {
        return Ok(value);
    }
    BigInt::from_f64(parse_double(trimmed, REAL, &INVARIANT)?.trunc()).ok_or(ParseError::Format)
}

impl PsNumber {
    /// The nearest integer, halves to even; nothing if not finite.
    pub fn to_rounded(&self) -> Option<BigInt> {
        Some(match self {
            Self::SByte(it) => BigInt::from(*it),
            Self::Byte(it) => BigInt::from(*it),
            Self::Int16(it) => BigInt::from(*it),
            Self::UInt16(it) => BigInt::from(*it),
            Self::Int32(it) => BigInt::from(*it),
            Self::UInt32(it) => BigInt::from(*it),
            Self::Int64(it) => BigInt::from(*it),
            Self::UInt64(it) => BigInt::from(*it),
            Self::Double(it) => return round(*it),
            Self::Decimal(it) => BigInt::from(it.round().mantissa()),
            Self::Big(it) => it.clone(),
        })
    }

    /// As a double.
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Double(it) => *it,
            Self::Decimal(it) => it.to_f64().unwrap_or(f64::NAN),
            other => other.to_rounded().and_then(|it| it.to_f64()).unwrap_or(f64::NAN),
        }
    }

    /// As a decimal, if it fits.
    pub fn to_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(it) => Some(*it),
            Self::Double(it) => super::decimal::from_f64(*it),
            other => super::literal::big_to_decimal(&other.to_rounded()?),
        }
    }
}

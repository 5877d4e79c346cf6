//! Text to numbers as .NET's `Parse` reads it, steered by `NumberStyles`.

use num_bigint::{BigInt, BigUint, Sign};
use rust_decimal::Decimal;

use super::NumberStyles;
use super::scan::{Scanned, scan};
use crate::culture::Culture;

/// Why a text is no number of the wanted type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseError {
    /// A `FormatException`.
    Format,
    /// An `OverflowException`.
    Overflow,
}

/// The message of the `FormatException` about a text.
pub fn format_message(text: &str) -> String {
    format!("The input string '{text}' was not in a correct format.")
}

/// The message of the `OverflowException` of an integer type of that width, or of Decimal (96).
pub fn overflow_message(bits: u8, signed: bool) -> &'static str {
    match (bits, signed) {
        (8, true) => "Value was either too large or too small for a signed byte.",
        (8, false) => "Value was either too large or too small for an unsigned byte.",
        (16, true) => "Value was either too large or too small for an Int16.",
        (16, false) => "Value was either too large or too small for a UInt16.",
        (32, true) => "Value was either too large or too small for an Int32.",
        (32, false) => "Value was either too large or too small for a UInt32.",
        (64, true) => "Value was either too large or too small for an Int64.",
        (64, false) => "Value was either too large or too small for a UInt64.",
        _ => "Value was either too large or too small for a Decimal.",
    }
}

/// `int.Parse` and its relatives: any integer type, by width and sign.
pub fn parse_integer(
    text: &str,
    styles: NumberStyles,
    bits: u8,
    signed: bool,
    culture: &Culture,
) -> Result<i128, ParseError> {
    if styles.has(NumberStyles::HEX) || styles.has(NumberStyles::BINARY) {
        return parse_radix(text, styles, bits, signed);
    }
    let scanned = scan(text, styles, &culture.number).ok_or(ParseError::Format)?;
    let value = scanned.integer()?;
    let (low, high) = range(bits, signed);
    if (low..=high).contains(&value) { Ok(value) } else { Err(ParseError::Overflow) }
}

/// The least and the greatest value of an integer type.
pub fn range(bits: u8, signed: bool) -> (i128, i128) {
    let bits = bits.clamp(1, 64);
    if signed { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
}

fn trim_styled(text: &str, styles: NumberStyles) -> &str {
    let mut text = text.trim_end_matches('\0');
    if styles.has(NumberStyles::LEADING_WHITE) {
        text = text.trim_start_matches(is_white);
    }
    if styles.has(NumberStyles::TRAILING_WHITE) {
        text = text.trim_end_matches(is_white);
    }
    text
}

/// The white space that number parsers skip.
pub(super) fn is_white(it: char) -> bool {
    matches!(it, ' ' | '\t'..='\r')
}

fn parse_radix(text: &str, styles: NumberStyles, bits: u8, signed: bool) -> Result<i128, ParseError> {
    let (radix, per_digit) = if styles.has(NumberStyles::HEX) { (16, 4) } else { (2, 1) };
    let digits = trim_styled(text, styles);
    if digits.is_empty() || !digits.chars().all(|it| it.is_digit(radix)) {
        return Err(ParseError::Format);
    }
    let digits = digits.trim_start_matches('0');
    if digits.len() * per_digit > usize::from(bits) + per_digit - 1 {
        return Err(ParseError::Overflow);
    }
    let value = if digits.is_empty() { 0 } else { u128::from_str_radix(digits, radix).unwrap_or(u128::MAX) };
    if value >> bits.min(64) != 0 {
        return Err(ParseError::Overflow);
    }
    let value = value as i128;
    let high = range(bits, signed).1;
    Ok(if value > high { value - (1 << bits.min(64)) } else { value })
}

/// `double.Parse`: too large is infinite.
pub fn parse_double(text: &str, styles: NumberStyles, culture: &Culture) -> Result<f64, ParseError> {
    if let Some(scanned) = scan(text, styles, &culture.number) {
        return Ok(scanned.double());
    }
    symbol(text, culture).ok_or(ParseError::Format)
}

/// `float.Parse`.
pub fn parse_single(text: &str, styles: NumberStyles, culture: &Culture) -> Result<f32, ParseError> {
    if let Some(scanned) = scan(text, styles, &culture.number) {
        return Ok(scanned.single());
    }
    symbol(text, culture).map(|it| it as f32).ok_or(ParseError::Format)
}

/// The names of what is not finite, with or without sign.
fn symbol(text: &str, culture: &Culture) -> Option<f64> {
    let info = &culture.number;
    let text = text.trim();
    let is = |symbol: &str, text: &str| crate::compare::equals_ordinal_ignore_case(text, symbol);
    if is(info.positive_infinity, text) {
        return Some(f64::INFINITY);
    }
    if is(info.negative_infinity, text) {
        return Some(f64::NEG_INFINITY);
    }
    if is(info.nan, text) {
        return Some(f64::NAN);
    }
    if let Some(rest) = text.strip_prefix(info.positive_sign) {
        if is(info.positive_infinity, rest) {
            return Some(f64::INFINITY);
        }
        return is(info.nan, rest).then_some(f64::NAN);
    }
    let rest = text.strip_prefix(info.negative_sign).or_else(|| text.strip_prefix('-'))?;
    is(info.nan, rest).then_some(f64::NAN)
}

/// `decimal.Parse`: zeros behind the point stay, digits beyond 28 are rounded half to even.
pub fn parse_decimal(text: &str, styles: NumberStyles, culture: &Culture) -> Result<Decimal, ParseError> {
    scan(text, styles, &culture.number).ok_or(ParseError::Format)?.decimal()
}

/// `BigInteger.Parse`; hexadecimal digits are two's complement, so a first digit from 8 is negative.
pub fn parse_big(text: &str, styles: NumberStyles, culture: &Culture) -> Result<BigInt, ParseError> {
    if styles.has(NumberStyles::HEX) || styles.has(NumberStyles::BINARY) {
        return parse_big_radix(text, styles).ok_or(ParseError::Format);
    }
    scan(text, styles, &culture.number).ok_or(ParseError::Format)?.big()
}

fn parse_big_radix(text: &str, styles: NumberStyles) -> Option<BigInt> {
    let (radix, per_digit) = if styles.has(NumberStyles::HEX) { (16, 4) } else { (2, 1) };
    let digits = trim_styled(text, styles);
    if !digits.chars().all(|it| it.is_digit(radix)) {
        return None;
    }
    let value = BigInt::from(BigUint::parse_bytes(digits.as_bytes(), radix)?);
    let first = digits.chars().next()?.to_digit(radix)?;
    let negative = first >> (per_digit - 1) == 1;
    Some(if negative { value - (BigInt::from(1) << (digits.len() * per_digit)) } else { value })
}

/// Powers of ten beyond this cannot matter for a double.
const MAX_EXPONENT: i64 = 100_000;

impl Scanned {
    fn text(&self) -> String {
        let digits = std::str::from_utf8(&self.digits).unwrap_or("0");
        let digits = if digits.is_empty() { "0" } else { digits };
        let exponent = self.exponent.clamp(-MAX_EXPONENT, MAX_EXPONENT);
        format!("{}{digits}e{exponent}", if self.negative { "-" } else { "" })
    }

    /// The nearest double.
    pub(super) fn double(&self) -> f64 {
        self.text().parse().unwrap_or(f64::NAN)
    }

    /// The nearest single.
    pub(super) fn single(&self) -> f32 {
        self.text().parse().unwrap_or(f32::NAN)
    }

    /// The integer, if digits behind the point are zeros.
    pub(super) fn integer(&self) -> Result<i128, ParseError> {
        let (whole, fraction) = self.split().ok_or(ParseError::Overflow)?;
        if fraction.iter().any(|it| *it != b'0') || whole.len() > 30 {
            return Err(ParseError::Overflow);
        }
        let value = whole.iter().fold(0_i128, |sum, it| sum * 10 + i128::from(it - b'0'));
        Ok(if self.negative { -value } else { value })
    }

    /// The integer of any size.
    pub(super) fn big(&self) -> Result<BigInt, ParseError> {
        if self.exponent > 10_000_000 {
            return Err(ParseError::Overflow);
        }
        let (whole, fraction) = self.split().ok_or(ParseError::Overflow)?;
        if fraction.iter().any(|it| *it != b'0') {
            return Err(ParseError::Format);
        }
        let magnitude = BigUint::parse_bytes(&whole, 10).unwrap_or_default();
        Ok(BigInt::from_biguint(if self.negative { Sign::Minus } else { Sign::Plus }, magnitude))
    }

    /// Digits before and behind the point; nothing if there would be absurdly many.
    fn split(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut whole = self.digits.clone();
        if self.digits.is_empty() {
            return Some((whole, Vec::new()));
        }
        let point = i64::try_from(whole.len()).ok()? + self.exponent;
        if point > 10_000_000 {
            return None;
        }
        let point = usize::try_from(point).unwrap_or(0);
        if point >= whole.len() {
            whole.resize(point, b'0');
            return Some((whole, Vec::new()));
        }
        let fraction = whole.split_off(point);
        Some((whole, fraction))
    }

    /// The nearest decimal, with as many zeros behind the point as were written.
    pub(super) fn decimal(&self) -> Result<Decimal, ParseError> {
        let length = self.digits.len() as i64;
        if self.digits.is_empty() {
            let mut zero = Decimal::ZERO;
            zero.rescale((-self.exponent).clamp(0, 28) as u32);
            zero.set_sign_negative(self.negative);
            return Ok(zero);
        }
        if length + self.exponent > 29 {
            return Err(ParseError::Overflow);
        }
        let most_scale = (-self.exponent).clamp(0, 28);
        for scale in (0..=most_scale).rev() {
            let kept = length + self.exponent + scale;
            if kept > 29 {
                continue;
            }
            let mantissa = self.rounded(kept);
            if mantissa >> 96 == 0 {
                let mantissa = mantissa as i128;
                let mut value = Decimal::from_i128_with_scale(mantissa, scale as u32);
                value.set_sign_negative(self.negative);
                return Ok(value);
            }
        }
        Err(ParseError::Overflow)
    }

    /// The first so many digits as a number, rounded half to even; zeros are added where there are fewer.
    fn rounded(&self, kept: i64) -> u128 {
        let Ok(count) = usize::try_from(kept) else { return 0 };
        let digit = |it: &u8| u128::from(it - b'0');
        let value = self.digits.iter().take(count).fold(0_u128, |sum, it| sum * 10 + digit(it));
        if count >= self.digits.len() {
            let zeros = u32::try_from(count - self.digits.len()).unwrap_or(0);
            return value.saturating_mul(10_u128.saturating_pow(zeros));
        }
        let next = self.digits[count];
        let more = self.digits[count + 1..].iter().any(|it| *it != b'0');
        let up = next > b'5' || next == b'5' && (more || value % 2 == 1);
        value + u128::from(up)
    }
}

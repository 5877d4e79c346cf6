//! PowerShell's number literals: `0x1F`, `0b101`, `1.5e3`, type suffixes and `kb` to `pb`.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{FromPrimitive, ToPrimitive};
use rust_decimal::Decimal;

/// What a literal stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum PsNumber {
    /// `1y`
    SByte(i8),
    /// `1uy`
    Byte(u8),
    /// `1s`
    Int16(i16),
    /// `1us`
    UInt16(u16),
    /// `1`
    Int32(i32),
    /// `1u`
    UInt32(u32),
    /// `1l`
    Int64(i64),
    /// `1ul`
    UInt64(u64),
    /// `1.0`
    Double(f64),
    /// `1d`
    Decimal(Decimal),
    /// `1n`
    Big(BigInt),
}

const MULTIPLIERS: [(&str, u32); 5] = [("kb", 10), ("mb", 20), ("gb", 30), ("tb", 40), ("pb", 50)];
const SUFFIXES: [(&str, Suffix); 9] = [
    ("uy", Suffix::Byte),
    ("us", Suffix::UInt16),
    ("ul", Suffix::UInt64),
    ("y", Suffix::SByte),
    ("s", Suffix::Int16),
    ("l", Suffix::Int64),
    ("u", Suffix::Unsigned),
    ("d", Suffix::Decimal),
    ("n", Suffix::Big),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suffix {
    None,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int64,
    UInt64,
    Unsigned,
    Decimal,
    Big,
}

/// A text as PowerShell's arithmetic reads it: a literal with an optional sign, white space around it; empty is 0.
pub fn ps_number(text: &str) -> Option<PsNumber> {
    let text = text.trim();
    if text.is_empty() {
        return Some(PsNumber::Int32(0));
    }
    let (negative, digits) = match text.chars().next()? {
        '-' | '\u{2013}' | '\u{2014}' | '\u{2015}' => {
            (true, text.trim_start_matches(['-', '\u{2013}', '\u{2014}', '\u{2015}']))
        }
        '+' => (false, &text[1..]),
        _ => (false, text),
    };
    if negative && text.chars().count() - digits.chars().count() != 1 {
        return None;
    }
    literal(digits, negative)
}

/// An unsigned literal as the lexer finds it; the sign is given because it decides what still fits.
pub fn literal(text: &str, negative: bool) -> Option<PsNumber> {
    if !text.is_ascii() {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let (body, shift) = strip_multiplier(&text);
    if let Some(body) = body.strip_prefix("0x") {
        let (digits, suffix) = hex_suffix(body)?;
        let value = from_radix(digits, 16, suffix)?;
        return integer(signed(value, negative) << shift, widened(suffix, digits), true);
    }
    if let Some(body) = body.strip_prefix("0b") {
        let (digits, suffix) = strip_suffix(body);
        if digits.is_empty() {
            return None;
        }
        let value = from_radix(digits, 2, suffix)?;
        return integer(signed(value, negative) << shift, suffix, true);
    }
    let (digits, suffix) = strip_suffix(body);
    if digits.bytes().all(|it| it.is_ascii_digit()) {
        let value = BigInt::from(BigUint::parse_bytes(digits.as_bytes(), 10)?);
        return integer(signed(value, negative) << shift, suffix, false);
    }
    real(digits, suffix, negative, shift)
}

/// More than eight hexadecimal digits are at least an Int64.
fn widened(suffix: Suffix, digits: &str) -> Suffix {
    if suffix == Suffix::None && digits.len() > 8 { Suffix::Int64 } else { suffix }
}

fn signed(value: BigInt, negative: bool) -> BigInt {
    if negative { -value } else { value }
}

fn strip_multiplier(text: &str) -> (&str, u32) {
    MULTIPLIERS
        .iter()
        .find_map(|(name, shift)| text.strip_suffix(name).map(|rest| (rest, *shift)))
        .unwrap_or((text, 0))
}

fn strip_suffix(text: &str) -> (&str, Suffix) {
    SUFFIXES
        .iter()
        .find_map(|(name, suffix)| text.strip_suffix(name).map(|rest| (rest, *suffix)))
        .unwrap_or((text, Suffix::None))
}

/// `d` is a digit here, not a suffix.
fn hex_suffix(body: &str) -> Option<(&str, Suffix)> {
    let length = body.bytes().take_while(u8::is_ascii_hexdigit).count();
    let (digits, suffix) = body.split_at(length);
    let suffix = match suffix {
        "" => Suffix::None,
        other => SUFFIXES.iter().find(|(name, _)| *name == other && *name != "d").map(|it| it.1)?,
    };
    Some((digits, suffix))
}

/// Digits that fill a type exactly are two's complement.
fn from_radix(digits: &str, radix: u32, suffix: Suffix) -> Option<BigInt> {
    if digits.is_empty() {
        return Some(BigInt::ZERO);
    }
    let per_digit = if radix == 16 { 4 } else { 1 };
    let value = BigInt::from(BigUint::parse_bytes(digits.as_bytes(), radix)?);
    let bits = digits.len() * per_digit;
    let unsigned = matches!(suffix, Suffix::Byte | Suffix::UInt16 | Suffix::UInt64 | Suffix::Unsigned);
    let fills = match (radix, suffix) {
        (16, Suffix::SByte) => bits == 8,
        (16, Suffix::Int16) => bits == 16,
        (16, _) => bits.is_multiple_of(32),
        (_, _) => matches!(bits, 8 | 16 | 32 | 64 | 96 | 128) || bits > 128 && bits.is_multiple_of(8),
    };
    let top = char::from(digits.as_bytes()[0]).to_digit(radix)? >> (per_digit - 1) == 1;
    Some(if fills && top && !unsigned { value - (BigInt::from(1) << bits) } else { value })
}

fn integer(value: BigInt, suffix: Suffix, radix: bool) -> Option<PsNumber> {
    match suffix {
        Suffix::SByte => value.to_i8().map(PsNumber::SByte),
        Suffix::Byte => value.to_u8().map(PsNumber::Byte),
        Suffix::Int16 => value.to_i16().map(PsNumber::Int16),
        Suffix::UInt16 => value.to_u16().map(PsNumber::UInt16),
        Suffix::Int64 => value.to_i64().map(PsNumber::Int64),
        Suffix::UInt64 => value.to_u64().map(PsNumber::UInt64),
        Suffix::Unsigned => {
            value.to_u32().map(PsNumber::UInt32).or_else(|| value.to_u64().map(PsNumber::UInt64))
        }
        Suffix::Decimal => big_to_decimal(&value).map(PsNumber::Decimal),
        Suffix::Big => Some(PsNumber::Big(value)),
        Suffix::None => {
            if let Some(it) = value.to_i32() {
                return Some(PsNumber::Int32(it));
            }
            if let Some(it) = value.to_i64() {
                return Some(PsNumber::Int64(it));
            }
            if radix {
                return None;
            }
            big_to_decimal(&value).map(PsNumber::Decimal).or_else(|| {
                Some(crate::big::to_f64(&value)).filter(|it| it.is_finite()).map(PsNumber::Double)
            })
        }
    }
}

/// A big integer as a decimal, if it fits.
pub(crate) fn big_to_decimal(value: &BigInt) -> Option<Decimal> {
    if value.bits() > 96 {
        return None;
    }
    let magnitude = value.magnitude().to_u128()?;
    let mut it = Decimal::from_i128_with_scale(i128::try_from(magnitude).ok()?, 0);
    it.set_sign_negative(value.sign() == Sign::Minus);
    Some(it)
}

fn is_real(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|it| {
        let it = it.strip_prefix(['+', '-']).unwrap_or(it);
        !it.is_empty() && digits(it)
    });
    digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent_fits
}

fn real(text: &str, suffix: Suffix, negative: bool, shift: u32) -> Option<PsNumber> {
    if !is_real(text) {
        return None;
    }
    if suffix == Suffix::Decimal {
        return decimal(text, negative, shift);
    }
    let value = text.parse::<f64>().ok()?;
    let value = if negative { -value } else { value } * (1_u64 << shift) as f64;
    if suffix == Suffix::None {
        return Some(PsNumber::Double(value));
    }
    integer(BigInt::from_f64(value.round_ties_even())?, suffix, false)
}

fn decimal(text: &str, negative: bool, shift: u32) -> Option<PsNumber> {
    use super::{NumberStyles, parse};
    let styles = NumberStyles::FLOAT;
    let value = parse::parse_decimal(text, styles, &crate::culture::INVARIANT).ok()?;
    let mut value = if shift == 0 {
        value
    } else {
        super::decimal::multiply(value, Decimal::from(1_u64 << shift)).ok()?
    };
    value.set_sign_negative(negative);
    Some(PsNumber::Decimal(value))
}

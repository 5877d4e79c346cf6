//! Integers of a fixed width, and big ones: D, X and B beside the formats that all numbers share.

use std::fmt::Write as _;

use num_bigint::{BigInt, Sign};

use super::buffer::Digits;
use super::{FormatError, Spec, custom, parse_spec, standard};
use crate::culture::Culture;

/// `int.ToString(format, culture)` and its signed relatives.
pub(super) fn format_int(
    value: i64,
    bits: u8,
    format: &str,
    culture: &Culture,
) -> Result<String, FormatError> {
    let raw = value as u64 & mask(bits);
    format_parts(value.unsigned_abs(), value < 0, raw, format, culture)
}

/// `uint.ToString(format, culture)` and its unsigned relatives.
pub(super) fn format_uint(
    value: u64,
    bits: u8,
    format: &str,
    culture: &Culture,
) -> Result<String, FormatError> {
    format_parts(value, false, value & mask(bits), format, culture)
}

fn mask(bits: u8) -> u64 {
    if bits >= 64 { u64::MAX } else { (1 << bits) - 1 }
}

fn format_parts(
    magnitude: u64,
    negative: bool,
    raw: u64,
    format: &str,
    culture: &Culture,
) -> Result<String, FormatError> {
    let spec = parse_spec(format)?;
    let width = match spec {
        Spec::Standard(_, precision) => precision.unwrap_or(0),
        Spec::Custom => 0,
    };
    match spec {
        Spec::Standard('D' | 'd', _) | Spec::Standard('G' | 'g', None | Some(0)) => {
            Ok(decimal(&magnitude.to_string(), negative, width, culture))
        }
        Spec::Standard('X', _) => Ok(padded(&format!("{raw:X}"), width)),
        Spec::Standard('x', _) => Ok(padded(&format!("{raw:x}"), width)),
        Spec::Standard('B' | 'b', _) => Ok(padded(&format!("{raw:b}"), width)),
        Spec::Standard(letter, precision) => {
            let mut digits = Digits::from_integer(&magnitude.to_string(), negative);
            standard::format(&mut digits, letter, precision, culture)
        }
        Spec::Custom => {
            let mut digits = Digits::from_integer(&magnitude.to_string(), negative);
            Ok(custom::format(&mut digits, format, culture))
        }
    }
}

fn padded(digits: &str, width: usize) -> String {
    let mut out = "0".repeat(width.saturating_sub(digits.len()));
    out.push_str(digits);
    out
}

fn decimal(digits: &str, negative: bool, width: usize, culture: &Culture) -> String {
    let digits = padded(digits, width);
    if negative { format!("{}{digits}", culture.number.negative_sign) } else { digits }
}

/// `BigInteger.ToString(format, culture)`.
pub(super) fn format_big(value: &BigInt, format: &str, culture: &Culture) -> Result<String, FormatError> {
    let spec = parse_spec(format)?;
    match spec {
        Spec::Standard('D' | 'd' | 'G' | 'g' | 'R' | 'r', precision) => {
            let digits = value.magnitude().to_str_radix(10);
            Ok(decimal(&digits, value.sign() == Sign::Minus, precision.unwrap_or(0), culture))
        }
        Spec::Standard('X', precision) => {
            Ok(twos_complement(value, 16, precision.unwrap_or(0)).to_ascii_uppercase())
        }
        Spec::Standard('x', precision) => Ok(twos_complement(value, 16, precision.unwrap_or(0))),
        Spec::Standard('B' | 'b', precision) => Ok(twos_complement(value, 2, precision.unwrap_or(0))),
        Spec::Standard(letter, precision) => {
            standard::format(&mut Digits::from_big(value), letter, precision, culture)
        }
        Spec::Custom => Ok(custom::format(&mut Digits::from_big(value), format, culture)),
    }
}

/// Two's complement digits: the first one shows the sign, and no more are written than that needs.
fn twos_complement(value: &BigInt, radix: u32, width: usize) -> String {
    let bits_per_digit = if radix == 16 { 4 } else { 1 };
    let bytes = value.to_signed_bytes_be();
    let mut digits = String::with_capacity(bytes.len() * 8);
    for byte in bytes {
        let _ = if radix == 16 { write!(digits, "{byte:02x}") } else { write!(digits, "{byte:08b}") };
    }
    let (fill, sign_digits) =
        if value.sign() == Sign::Minus { (if radix == 16 { 'f' } else { '1' }, 8) } else { ('0', 0) };
    let is_sign = |digit: char| {
        digit.to_digit(radix).is_some_and(|it| (it >> (bits_per_digit - 1) == 1) == (sign_digits == 8))
    };
    let mut text = digits.as_str();
    while let Some(rest) = text.strip_prefix(fill) {
        if rest.chars().next().is_some_and(is_sign) { text = rest } else { break }
    }
    let mut out: String = std::iter::repeat_n(fill, width.saturating_sub(text.len())).collect();
    out.push_str(text);
    out
}

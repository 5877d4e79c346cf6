//! Values of number literals: suffixes, multipliers, and the types that PowerShell widens to.

use num_bigint::BigInt;
use psp_ast::Number;
use psp_lexer::is_dash;
use rust_decimal::Decimal;
use std::str::FromStr;

/// The pieces of a literal.
struct Literal<'t> {
    negative: bool,
    base: u32,
    /// Without sign, prefix, suffix and multiplier.
    digits: &'t str,
    unsigned: bool,
    suffix: Option<u8>,
    multiplier: u64,
}

/// The value of a literal; `None` when it does not fit the type it asks for.
pub(crate) fn value(text: &str) -> Option<Number> {
    let literal = split(text);
    let real = literal.base == 10 && literal.digits.contains(['.', 'e', 'E']);
    if literal.suffix == Some(b'd') {
        return decimal(&literal);
    }
    if real { from_real(&literal) } else { from_integer(&literal) }
}

fn split(text: &str) -> Literal<'_> {
    let unsigned_text = text.trim_start_matches(|c| is_dash(c) || c == '+');
    let negative = text.starts_with(is_dash);
    let lower = |at: usize| unsigned_text.as_bytes().get(at).map(u8::to_ascii_lowercase);
    let base = match (lower(0), lower(1)) {
        (Some(b'0'), Some(b'x')) => 16,
        (Some(b'0'), Some(b'b')) => 2,
        _ => 10,
    };
    let mut digits = if base == 10 { unsigned_text } else { unsigned_text.get(2..).unwrap_or_default() };
    let mut multiplier = 1;
    let tail = digits.len().checked_sub(2).and_then(|at| Some((digits.get(..at)?, digits.get(at..)?)));
    if let Some((head, tail)) = tail
        && let Some(power) = power(tail)
        && !(base == 16 && tail.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        multiplier = 1 << (10 * power);
        digits = head;
    }
    let mut suffix = None;
    if let Some(last) = digits.bytes().last().map(|byte| byte.to_ascii_lowercase())
        && (matches!(last, b'y' | b's' | b'l' | b'n' | b'u') || (last == b'd' && base != 16))
    {
        digits = &digits[..digits.len() - 1];
        suffix = (last != b'u').then_some(last);
        let unsigned = last == b'u' || digits.ends_with(['u', 'U']);
        digits = if last == b'u' { digits } else { digits.trim_end_matches(['u', 'U']) };
        return Literal { negative, base, digits, unsigned, suffix, multiplier };
    }
    Literal { negative, base, digits, unsigned: false, suffix, multiplier }
}

fn power(multiplier: &str) -> Option<u32> {
    Some(match multiplier.to_ascii_lowercase().as_str() {
        "kb" => 1,
        "mb" => 2,
        "gb" => 3,
        "tb" => 4,
        "pb" => 5,
        _ => return None,
    })
}

fn decimal(literal: &Literal<'_>) -> Option<Number> {
    let value = if literal.base == 10 {
        let text = if literal.digits.starts_with('.') {
            format!("0{}", literal.digits)
        } else {
            literal.digits.to_owned()
        };
        let text = text.trim_end_matches('.');
        Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text)).ok()?
    } else {
        Decimal::from_str(&integer(literal)?.to_string()).ok()?
    };
    let value = match literal.multiplier {
        1 => value,
        multiplier => value.checked_mul(Decimal::from(multiplier))?,
    };
    let value = if literal.negative && literal.base == 10 { -value } else { value };
    Some(Number::Decimal(value.to_string()))
}

fn from_real(literal: &Literal<'_>) -> Option<Number> {
    let value: f64 = literal.digits.trim_end_matches('.').parse().ok()?;
    let value = value * literal.multiplier as f64;
    let value = if literal.negative { -value } else { value };
    if literal.suffix.is_none() && !literal.unsigned {
        return Some(Number::Double(value));
    }
    if !value.is_finite() {
        return None;
    }
    let rounded = format!("{:.0}", value.round_ties_even());
    typed(literal, &BigInt::from_str(&rounded).ok()?)
}

/// The digits as an integer; the highest bit of a full-width hexadecimal or binary literal is its sign.
fn integer(literal: &Literal<'_>) -> Option<BigInt> {
    let digits = if literal.digits.is_empty() && literal.base != 10 { "0" } else { literal.digits };
    let value = BigInt::parse_bytes(digits.as_bytes(), literal.base)?;
    if literal.base == 10 || literal.unsigned {
        return Some(value);
    }
    let bits = literal.digits.len() * bits_of_digit(literal.base);
    let signed_at = |width: usize| bits == width && value.bit(width as u64 - 1);
    let width = match literal.suffix {
        Some(b'y') => [0, 0, 0, 8],
        Some(b's') => [0, 0, 0, 16],
        Some(b'l') => [0, 0, 0, 64],
        Some(b'n') if bits >= 8 && bits.is_multiple_of(8) => [0, 0, 0, bits],
        Some(_) => [0; 4],
        None if literal.base == 2 => [8, 16, 32, 64],
        None => [0, 0, 32, 64],
    };
    match width.into_iter().find(|&width| width > 0 && signed_at(width)) {
        Some(width) => Some(value - (BigInt::from(1) << width)),
        None => Some(value),
    }
}

const fn bits_of_digit(base: u32) -> usize {
    if base == 16 { 4 } else { 1 }
}

fn from_integer(literal: &Literal<'_>) -> Option<Number> {
    let value = integer(literal)? * literal.multiplier;
    let value = if literal.negative { -value } else { value };
    typed(literal, &value)
}

fn typed(literal: &Literal<'_>, value: &BigInt) -> Option<Number> {
    match (literal.unsigned, literal.suffix) {
        (_, Some(b'n')) => Some(Number::BigInteger(value.to_string())),
        (false, Some(b'y')) => value.try_into().ok().map(Number::SByte),
        (true, Some(b'y')) => value.try_into().ok().map(Number::Byte),
        (false, Some(b's')) => value.try_into().ok().map(Number::Int16),
        (true, Some(b's')) => value.try_into().ok().map(Number::UInt16),
        (false, Some(b'l')) => value.try_into().ok().map(Number::Int64),
        (true, Some(b'l')) => value.try_into().ok().map(Number::UInt64),
        (true, _) => {
            let small = value.try_into().ok().map(Number::UInt32);
            small.or_else(|| value.try_into().ok().map(Number::UInt64))
        }
        (false, _) => widest(literal, value),
    }
}

/// Without a suffix: Int32, Int64, Decimal, Double, whichever holds the value first.
fn widest(literal: &Literal<'_>, value: &BigInt) -> Option<Number> {
    let full_width = literal.base != 10 && literal.digits.len() * bits_of_digit(literal.base) == 64;
    if !full_width && let Ok(value) = value.try_into() {
        return Some(Number::Int32(value));
    }
    if let Ok(value) = value.try_into() {
        return Some(Number::Int64(value));
    }
    if literal.base != 10 {
        return None;
    }
    let text = value.to_string();
    if Decimal::from_str_exact(&text).is_ok() {
        return Some(Number::Decimal(text));
    }
    Some(Number::Double(text.parse().unwrap_or(f64::INFINITY)))
}

/// A number as PowerShell turns it into text.
pub(crate) fn text(number: &Number) -> String {
    match number {
        Number::SByte(value) => value.to_string(),
        Number::Byte(value) => value.to_string(),
        Number::Int16(value) => value.to_string(),
        Number::UInt16(value) => value.to_string(),
        Number::Int32(value) => value.to_string(),
        Number::UInt32(value) => value.to_string(),
        Number::Int64(value) => value.to_string(),
        Number::UInt64(value) => value.to_string(),
        Number::Double(value) => value.to_string(),
        Number::Decimal(value) | Number::BigInteger(value) => value.clone(),
    }
}

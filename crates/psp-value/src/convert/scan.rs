//! Text to numbers: .NET's parsers first, then PowerShell's own literals (`1kb`, `0x10`, `1e3`, `1d`).

use super::number::{Num, cast, integer_of, number_of, overflow_fault};
use crate::{Fault, Object, TypeCode, Value};
use num_bigint::BigInt;
use num_traits::{Num as _, ToPrimitive};
use rust_decimal::Decimal;

/// Why a text is not a number of the type.
pub(crate) struct NotANumber {
    /// The error of .NET.
    pub(crate) fault: Fault,
    /// The error id of the cast.
    pub(crate) id: &'static str,
}

/// A text as a number of a type.
pub(crate) fn parse(text: &str, code: TypeCode) -> Result<Value, NotANumber> {
    let trimmed = text.trim_matches(is_space);
    if trimmed.is_empty() {
        return cast(&Num::Int(0), code).map_err(|it| NotANumber { fault: it.fault, id: id_for(code) });
    }
    let found = match code {
        TypeCode::Double | TypeCode::Single | TypeCode::Decimal => parse_real(trimmed, code),
        _ => parse_integer(trimmed, code),
    };
    found.map_err(|fault| NotANumber {
        fault: fault.unwrap_or_else(|| bad_format(text, code)),
        id: id_for(code),
    })
}

fn id_for(code: TypeCode) -> &'static str {
    match code {
        TypeCode::Double | TypeCode::Single => "InvalidCastFromStringToDoubleOrSingle",
        TypeCode::Decimal => "InvalidCastFromStringToDecimal",
        _ => "InvalidCastFromStringToInteger",
    }
}

fn bad_format(text: &str, code: TypeCode) -> Fault {
    if code == TypeCode::BigInteger {
        return Fault::new("System.FormatException", "The value could not be parsed.");
    }
    Fault::new("System.FormatException", format!("The input string '{text}' was not in a correct format."))
}

/// `Some(fault)` is an overflow, `None` a format that is not one.
fn parse_integer(text: &str, code: TypeCode) -> Result<Value, Option<Fault>> {
    if let Some(whole) = plain_integer(text) {
        if code == TypeCode::BigInteger {
            return Ok(Object::big_integer(whole).into());
        }
        let fits = whole.to_i128().and_then(|it| integer_of(code, it));
        return fits.ok_or_else(|| Some(overflow_fault(code)));
    }
    if let Some(number) = scan(text).and_then(|it| number_of(&it)) {
        return cast(&number, code).map_err(|_| None);
    }
    let real = parse_double(text).ok_or(None)?;
    cast(&Num::Double(real), code).map_err(|_| None)
}

/// `NumberStyles.Integer`, or hexadecimal behind `0x`, `&h` or `#`.
fn plain_integer(text: &str) -> Option<BigInt> {
    for prefix in ["0x", "0X", "&h", "&H", "#"] {
        if let Some(digits) = text.strip_prefix(prefix) {
            if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
                return None;
            }
            // As `int.Parse` reads hexadecimal: eight digits fill the sign bit.
            return hex_as_signed(digits);
        }
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    text.strip_prefix('+').unwrap_or(text).parse().ok()
}

fn hex_as_signed(digits: &str) -> Option<BigInt> {
    let significant = digits.trim_start_matches('0');
    if digits.len() <= 8 && significant.len() == 8 {
        return u32::from_str_radix(digits, 16).ok().map(|it| BigInt::from(it as i32));
    }
    if digits.len() <= 16 && significant.len() == 16 {
        return u64::from_str_radix(digits, 16).ok().map(|it| BigInt::from(it as i64));
    }
    BigInt::from_str_radix(digits, 16).ok()
}

fn parse_real(text: &str, code: TypeCode) -> Result<Value, Option<Fault>> {
    if code == TypeCode::Decimal {
        if let Some(found) = parse_decimal(text) {
            return found.map(|it| Object::decimal(it).into()).ok_or_else(|| Some(overflow_fault(code)));
        }
    } else if let Some(real) = parse_double(text) {
        return Ok(if code == TypeCode::Single { Value::from(real as f32) } else { Value::double(real) });
    }
    let number = scan(text).and_then(|it| number_of(&it)).ok_or(None)?;
    cast(&number, code).map_err(|_| None)
}

/// `NumberStyles.Float | AllowThousands` with the invariant culture.
pub(crate) fn parse_double(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    let (sign, digits) = split_sign(text);
    if digits.eq_ignore_ascii_case("NaN") {
        return Some(f64::NAN);
    }
    if digits.eq_ignore_ascii_case("Infinity") {
        return Some(if sign { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    plain_real(text)?.parse().ok()
}

/// `None`: not a number; `Some(None)`: too large.
fn parse_decimal(text: &str) -> Option<Option<Decimal>> {
    let plain = plain_real(text)?;
    let plain = plain.strip_prefix('+').unwrap_or(&plain);
    if plain.contains(['e', 'E']) {
        return Some(Decimal::from_scientific(plain).ok());
    }
    Some(Decimal::from_str_exact(plain).or_else(|_| plain.parse()).ok())
}

/// A real in a form Rust reads, without thousands separators; `None` when it is not one.
fn plain_real(text: &str) -> Option<String> {
    let (_, digits) = split_sign(text);
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
    }
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let good = |it: &str, comma: bool| it.bytes().all(|it| it.is_ascii_digit() || comma && it == b',');
    if !good(whole, true) || !good(fraction, false) || whole.starts_with(',') {
        return None;
    }
    if !whole.bytes().chain(fraction.bytes()).any(|it| it.is_ascii_digit()) {
        return None;
    }
    Some(text.chars().filter(|it| *it != ',').collect())
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

fn is_space(it: char) -> bool {
    it.is_whitespace() || it == '\u{feff}'
}

/// A text as PowerShell's lexer reads a number, with a sign; its value has the type the literal would have.
pub(crate) fn scan(text: &str) -> Option<Value> {
    let text = text.trim_matches(is_space);
    let (negative, digits) = split_sign(text);
    if !digits.is_ascii() {
        return None;
    }
    let lower = digits.to_ascii_lowercase();
    let (lower, multiplier) = multiplier(&lower);
    if let Some(hex) = lower.strip_prefix("0x") {
        return scan_radix(hex, 16, negative, multiplier);
    }
    if let Some(bits) = lower.strip_prefix("0b").filter(|it| it.starts_with(['0', '1'])) {
        return scan_radix(bits, 2, negative, multiplier);
    }
    let (body, suffix) = suffix(lower, |it| it.is_ascii_digit() || it == b'.');
    if body.contains(['.', 'e']) {
        return scan_real(body, suffix, negative, multiplier);
    }
    let whole: BigInt = plain_integer(body).filter(|_| body.starts_with(|it: char| it.is_ascii_digit()))?;
    let whole = whole * multiplier;
    typed(if negative { -whole } else { whole }, suffix)
}

fn multiplier(text: &str) -> (&str, i64) {
    for (unit, power) in [("kb", 10), ("mb", 20), ("gb", 30), ("tb", 40), ("pb", 50)] {
        if let Some(rest) = text.strip_suffix(unit)
            && !rest.is_empty()
        {
            return (rest, 1 << power);
        }
    }
    (text, 1)
}

/// The type suffix of a literal.
fn suffix(text: &str, digit: fn(u8) -> bool) -> (&str, &str) {
    for suffix in ["us", "uy", "ul", "l", "u", "s", "y", "d", "n"] {
        if let Some(rest) = text.strip_suffix(suffix)
            && rest.bytes().next_back().is_some_and(digit)
        {
            return (rest, suffix);
        }
    }
    (text, "")
}

fn scan_radix(text: &str, radix: u32, negative: bool, multiplier: i64) -> Option<Value> {
    // `d` is a digit of hexadecimal numbers, not a suffix.
    let (digits, suffix) = match radix {
        16 => suffix(text, |it| it.is_ascii_hexdigit()),
        _ => suffix(text, |it| it.is_ascii_digit()),
    };
    let (digits, suffix) = if radix == 16 && suffix == "d" { (text, "") } else { (digits, suffix) };
    let whole = match radix {
        16 if suffix.is_empty() => hex_as_signed(digits).filter(|_| digits.bytes().all(|it| it.is_ascii_hexdigit()))?,
        _ => BigInt::from_str_radix(digits, radix).ok()?,
    };
    let whole = whole * multiplier;
    typed(if negative { -whole } else { whole }, suffix)
}

fn scan_real(body: &str, suffix: &str, negative: bool, multiplier: i64) -> Option<Value> {
    if body.contains(',') {
        return None;
    }
    if suffix == "d" {
        let found = parse_decimal(body)??.checked_mul(Decimal::from(multiplier))?;
        return Some(Object::decimal(if negative { -found } else { found }).into());
    }
    let real: f64 = plain_real(body)?.parse::<f64>().ok()? * multiplier as f64;
    let real = if negative { -real } else { real };
    match suffix {
        "" => Some(Value::double(real)),
        "n" => None,
        _ => cast(&Num::Double(real), suffix_code(suffix)).ok(),
    }
}

fn suffix_code(suffix: &str) -> TypeCode {
    match suffix {
        "y" => TypeCode::SByte,
        "uy" => TypeCode::Byte,
        "s" => TypeCode::Int16,
        "us" => TypeCode::UInt16,
        "u" => TypeCode::UInt32,
        "ul" => TypeCode::UInt64,
        "d" => TypeCode::Decimal,
        "n" => TypeCode::BigInteger,
        _ => TypeCode::Int64,
    }
}

/// The smallest type that holds a whole number, or the one that the suffix names.
fn typed(whole: BigInt, suffix: &str) -> Option<Value> {
    match suffix {
        "" => {}
        "n" => return Some(Object::big_integer(whole).into()),
        "u" => {
            let small = whole.to_u32().map(Value::from);
            return small.or_else(|| whole.to_u64().map(Value::from));
        }
        _ => return cast(&Num::Big(whole), suffix_code(suffix)).ok(),
    }
    if let Some(int) = whole.to_i32() {
        return Some(Value::int(int));
    }
    if let Some(long) = whole.to_i64() {
        return Some(Value::long(long));
    }
    match cast(&Num::Big(whole.clone()), TypeCode::Decimal) {
        Ok(decimal) => Some(decimal),
        Err(_) => whole.to_f64().map(Value::double),
    }
}

//! The standard numeric formats that work on digits: C, E, F, G, N, P and R.

use std::fmt::Write as _;

use super::buffer::Digits;
use super::{FormatError, MAX_LENGTH};
use crate::culture::{Culture, NumberInfo};

/// Separators of a grouped number.
struct Grouping<'a> {
    sizes: &'a [u8],
    separator: &'a str,
}

/// Formats digits with a standard format letter.
pub(super) fn format(
    digits: &mut Digits,
    letter: char,
    precision: Option<usize>,
    culture: &Culture,
) -> Result<String, FormatError> {
    let info = &culture.number;
    if precision.is_some_and(|it| it > MAX_LENGTH) {
        return Err(FormatError);
    }
    match letter.to_ascii_uppercase() {
        'C' => Ok(currency(digits, precision.unwrap_or(info.currency_decimal_digits.into()), info)),
        'F' => Ok(fixed(digits, precision.unwrap_or(info.decimal_digits.into()), info)),
        'N' => Ok(grouped(digits, precision.unwrap_or(info.decimal_digits.into()), info)),
        'E' => Ok(exponential(digits, letter, precision.unwrap_or(6), info)),
        'G' | 'R' => Ok(general(digits, letter, precision, info)),
        'P' => Ok(percent(digits, precision.unwrap_or(info.percent_decimal_digits.into()), info)),
        _ => Err(FormatError),
    }
}

fn round_places(digits: &mut Digits, places: usize) {
    let places = digits.scale.saturating_add(i32::try_from(places).unwrap_or(i32::MAX));
    digits.round(places, digits.real);
}

fn fixed(digits: &mut Digits, places: usize, info: &NumberInfo) -> String {
    round_places(digits, places);
    let mut out = String::new();
    if digits.negative {
        out.push_str(info.negative_sign);
    }
    push_fixed(&mut out, digits, places, None, info.decimal_separator);
    out
}

fn grouped(digits: &mut Digits, places: usize, info: &NumberInfo) -> String {
    round_places(digits, places);
    let grouping = Grouping { sizes: info.group_sizes, separator: info.group_separator };
    let mut number = String::new();
    push_fixed(&mut number, digits, places, Some(&grouping), info.decimal_separator);
    fill(info.number_pattern(digits.negative), &number, info)
}

fn currency(digits: &mut Digits, places: usize, info: &NumberInfo) -> String {
    round_places(digits, places);
    let grouping = Grouping { sizes: info.group_sizes, separator: info.currency_group_separator };
    let mut number = String::new();
    push_fixed(&mut number, digits, places, Some(&grouping), info.currency_decimal_separator);
    fill(info.currency_pattern(digits.negative), &number, info)
}

fn percent(digits: &mut Digits, places: usize, info: &NumberInfo) -> String {
    if !digits.ascii.is_empty() {
        digits.scale += 2;
    }
    round_places(digits, places);
    let grouping = Grouping { sizes: info.group_sizes, separator: info.group_separator };
    let mut number = String::new();
    push_fixed(&mut number, digits, places, Some(&grouping), info.decimal_separator);
    fill(info.percent_pattern(digits.negative), &number, info)
}

/// Puts the digits and the culture's symbols into a pattern.
fn fill(pattern: &str, number: &str, info: &NumberInfo) -> String {
    let mut out = String::with_capacity(number.len() + 8);
    for it in pattern.chars() {
        match it {
            'n' => out.push_str(number),
            '-' => out.push_str(info.negative_sign),
            '$' => out.push_str(info.currency_symbol),
            '%' => out.push_str(info.percent_symbol),
            other => out.push(other),
        }
    }
    out
}

/// Digits with a fixed number of decimal places, perhaps grouped, without sign.
fn push_fixed(
    out: &mut String,
    digits: &Digits,
    places: usize,
    grouping: Option<&Grouping<'_>>,
    separator: &str,
) {
    let whole_len = usize::try_from(digits.scale).unwrap_or(0);
    let mut whole: Vec<u8> = (0..whole_len).map(|it| digits.get(it).unwrap_or(b'0')).collect();
    if whole.is_empty() {
        whole.push(b'0');
    }
    match grouping {
        Some(grouping) => push_grouped(out, &whole, grouping),
        None => out.extend(whole.iter().map(|it| char::from(*it))),
    }
    if places == 0 {
        return;
    }
    out.push_str(separator);
    let zeros = usize::try_from(-i64::from(digits.scale)).unwrap_or(0).min(places);
    out.extend(std::iter::repeat_n('0', zeros));
    out.extend((whole_len..).take(places - zeros).map(|it| char::from(digits.get(it).unwrap_or(b'0'))));
}

fn push_grouped(out: &mut String, whole: &[u8], grouping: &Grouping<'_>) {
    let breaks = group_breaks(whole.len(), grouping.sizes);
    for (index, digit) in whole.iter().enumerate() {
        if index > 0 && breaks.contains(&(whole.len() - index)) {
            out.push_str(grouping.separator);
        }
        out.push(char::from(*digit));
    }
}

/// How many digits from the right each separator stands, ascending.
pub(super) fn group_breaks(length: usize, sizes: &[u8]) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut sizes_left = sizes.iter();
    let mut size = usize::from(sizes_left.next().copied().unwrap_or(0));
    let mut total = size;
    while size != 0 && length > total {
        breaks.push(total);
        size = sizes_left.next().map_or(size, |it| usize::from(*it));
        total += size;
    }
    breaks
}

fn exponential(digits: &mut Digits, letter: char, precision: usize, info: &NumberInfo) -> String {
    digits.round(i32::try_from(precision + 1).unwrap_or(i32::MAX), digits.real);
    let mut out = String::new();
    if digits.negative {
        out.push_str(info.negative_sign);
    }
    out.push(char::from(digits.get(0).unwrap_or(b'0')));
    if precision > 0 {
        out.push_str(info.decimal_separator);
        out.extend((1..=precision).map(|it| char::from(digits.get(it).unwrap_or(b'0'))));
    }
    let exponent = if digits.ascii.is_empty() { 0 } else { digits.scale - 1 };
    push_exponent(&mut out, exponent, letter, 3, true, info);
    out
}

/// `E+05`: at least that many digits.
pub(super) fn push_exponent(
    out: &mut String,
    exponent: i32,
    letter: char,
    width: usize,
    plus: bool,
    info: &NumberInfo,
) {
    out.push(letter);
    if exponent < 0 {
        out.push_str(info.negative_sign);
    } else if plus {
        out.push_str(info.positive_sign);
    }
    let _ = write!(out, "{:0width$}", exponent.unsigned_abs());
}

fn general(digits: &mut Digits, letter: char, precision: Option<usize>, info: &NumberInfo) -> String {
    let precision = precision.filter(|it| *it > 0);
    let suppress_scientific = digits.decimal && precision.is_none();
    let max = precision.unwrap_or(digits.ascii.len());
    let max = i32::try_from(max).unwrap_or(i32::MAX);
    if suppress_scientific {
        if digits.ascii.is_empty() {
            digits.negative = false;
        }
    } else {
        digits.round(max, digits.real);
    }
    let mut out = String::new();
    if digits.negative {
        out.push_str(info.negative_sign);
    }
    let mut point = digits.scale;
    let scientific = !suppress_scientific && (point > max || point < -3);
    if scientific {
        point = 1;
    }
    let whole = usize::try_from(point).unwrap_or(0);
    if whole == 0 {
        out.push('0');
    }
    out.extend((0..whole).map(|it| char::from(digits.get(it).unwrap_or(b'0'))));
    if whole < digits.ascii.len() || point < 0 {
        out.push_str(info.decimal_separator);
        out.extend(std::iter::repeat_n('0', usize::try_from(-i64::from(point)).unwrap_or(0)));
        out.extend(digits.ascii.iter().skip(whole).map(|it| char::from(*it)));
    }
    if scientific {
        let letter = if letter.is_ascii_lowercase() { 'e' } else { 'E' };
        push_exponent(&mut out, digits.scale - 1, letter, 2, true, info);
    }
    out
}

//! Doubles and singles: which of their digits a format gets to see.

use super::buffer::Digits;
use super::{FormatError, Spec, custom, parse_spec, standard};
use crate::culture::Culture;

/// A finite real can have this many digits at most on either side of the point.
const MAX_DIGITS: usize = 1100;

/// What differs between the two types.
struct Kind {
    /// How many digits `ToString()` shows before it turns to scientific notation.
    general: usize,
    /// How many digits a custom format sees.
    custom: usize,
    /// A decimal number of so many digits survives the way into the type and back.
    exact: usize,
    /// From here on, that is.
    normal: f64,
}

const DOUBLE: Kind = Kind { general: 17, custom: 15, exact: 15, normal: f64::MIN_POSITIVE };
const SINGLE: Kind = Kind { general: 9, custom: 7, exact: 6, normal: f32::MIN_POSITIVE as f64 };

/// `double.ToString(format, culture)`.
pub(super) fn format_double(value: f64, format: &str, culture: &Culture) -> Result<String, FormatError> {
    format_real(value, || shortest(value), &DOUBLE, format, culture)
}

/// `float.ToString(format, culture)`: a single is exact as a double, only its shortest text differs.
pub(super) fn format_single(value: f32, format: &str, culture: &Culture) -> Result<String, FormatError> {
    format_real(f64::from(value), || shortest(value), &SINGLE, format, culture)
}

fn format_real(
    value: f64,
    shortest: impl Fn() -> Digits,
    kind: &Kind,
    format: &str,
    culture: &Culture,
) -> Result<String, FormatError> {
    if value.is_nan() {
        return Ok(culture.number.nan.to_owned());
    }
    if value.is_infinite() {
        let info = &culture.number;
        return Ok(if value > 0.0 { info.positive_infinity } else { info.negative_infinity }.to_owned());
    }
    let Spec::Standard(letter, precision) = parse_spec(format)? else {
        let mut digits = at_most(shortest(), value, kind.custom, kind);
        return Ok(custom::format(&mut digits, format, culture));
    };
    let info = &culture.number;
    let upper = letter.to_ascii_uppercase();
    let mut digits = match upper {
        'E' => at_most(shortest(), value, precision.unwrap_or(6).saturating_add(1), kind),
        'G' if precision.is_some_and(|it| it > 0) => at_most(shortest(), value, precision.unwrap_or(0), kind),
        'G' | 'R' => {
            let mut digits = shortest();
            let max = digits.ascii.len().max(kind.general);
            let letter = if letter.is_ascii_lowercase() { 'g' } else { 'G' };
            return standard::format(&mut digits, letter, Some(max), culture);
        }
        'F' | 'N' => to_places(shortest(), value, precision.unwrap_or(info.decimal_digits.into()), kind),
        'P' => {
            let count = precision.unwrap_or(info.percent_decimal_digits.into());
            to_places(shortest(), value, count.saturating_add(2), kind)
        }
        'C' => to_places(shortest(), value, precision.unwrap_or(info.currency_decimal_digits.into()), kind),
        _ => return Err(FormatError),
    };
    standard::format(&mut digits, upper_or_lower(letter), precision, culture)
}

fn upper_or_lower(letter: char) -> char {
    if matches!(letter, 'e' | 'g') { letter } else { letter.to_ascii_uppercase() }
}

/// The fewest digits that read back the same.
fn shortest(value: impl zmij::Float) -> Digits {
    Digits::from_text(zmij::Buffer::new().format_finite(value))
}

/// The value rounded to so many significant digits.
fn at_most(shortest: Digits, value: f64, count: usize, kind: &Kind) -> Digits {
    let digits = i32::try_from(count).unwrap_or(i32::MAX);
    round_shortest(shortest, value, digits, kind).unwrap_or_else(|| significant(value, count))
}

/// The value rounded to so many places.
fn to_places(shortest: Digits, value: f64, count: usize, kind: &Kind) -> Digits {
    let digits = shortest.scale.saturating_add(i32::try_from(count).unwrap_or(i32::MAX));
    round_shortest(shortest, value, digits, kind).unwrap_or_else(|| places(value, count))
}

/// Rounds the shortest digits, if that is sure to give what the exact value gives: few enough of them survive in the
/// type, and it is no tie. (Were a tie between the two values, it would be the shorter or the nearer text.)
fn round_shortest(mut shortest: Digits, value: f64, count: i32, kind: &Kind) -> Option<Digits> {
    let keep = usize::try_from(count).unwrap_or(0);
    if keep > kind.exact || value.abs() < kind.normal || shortest.ascii.get(keep..) == Some(b"5") {
        return None;
    }
    shortest.round(count, false);
    Some(shortest)
}

/// The exact value rounded, ties to even, to that many significant digits.
fn significant(value: f64, count: usize) -> Digits {
    let precision = count.clamp(1, MAX_DIGITS) - 1;
    Digits::from_scientific(&format!("{:.precision$e}", value.abs()), value.is_sign_negative())
}

/// The exact value rounded, ties to even, to that many decimal places.
fn places(value: f64, count: usize) -> Digits {
    let precision = count.min(MAX_DIGITS);
    Digits::from_fixed(&format!("{:.precision$}", value.abs()), value.is_sign_negative())
}

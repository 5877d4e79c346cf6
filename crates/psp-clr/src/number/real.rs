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
}

const DOUBLE: Kind = Kind { general: 17, custom: 15 };
const SINGLE: Kind = Kind { general: 9, custom: 7 };

/// `double.ToString(format, culture)`.
pub(super) fn format_double(value: f64, format: &str, culture: &Culture) -> Result<String, FormatError> {
    format_real(value, || format!("{:e}", value.abs()), &DOUBLE, format, culture)
}

/// `float.ToString(format, culture)`: a single is exact as a double, only its shortest text differs.
pub(super) fn format_single(value: f32, format: &str, culture: &Culture) -> Result<String, FormatError> {
    format_real(f64::from(value), || format!("{:e}", value.abs()), &SINGLE, format, culture)
}

fn format_real(
    value: f64,
    shortest: impl Fn() -> String,
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
    let negative = value.is_sign_negative();
    let Spec::Standard(letter, precision) = parse_spec(format)? else {
        let mut digits = significant(value, kind.custom);
        return Ok(custom::format(&mut digits, format, culture));
    };
    let info = &culture.number;
    let upper = letter.to_ascii_uppercase();
    let mut digits = match upper {
        'E' => significant(value, precision.unwrap_or(6).saturating_add(1)),
        'G' if precision.is_some_and(|it| it > 0) => significant(value, precision.unwrap_or(0)),
        'G' | 'R' => {
            let mut digits = Digits::from_scientific(&shortest(), negative);
            let max = digits.ascii.len().max(kind.general);
            let letter = if letter.is_ascii_lowercase() { 'g' } else { 'G' };
            return standard::format(&mut digits, letter, Some(max), culture);
        }
        'F' | 'N' => places(value, precision.unwrap_or(info.decimal_digits.into())),
        'P' => places(value, precision.unwrap_or(info.percent_decimal_digits.into()).saturating_add(2)),
        'C' => places(value, precision.unwrap_or(info.currency_decimal_digits.into())),
        _ => return Err(FormatError),
    };
    standard::format(&mut digits, upper_or_lower(letter), precision, culture)
}

fn upper_or_lower(letter: char) -> char {
    if matches!(letter, 'e' | 'g') { letter } else { letter.to_ascii_uppercase() }
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

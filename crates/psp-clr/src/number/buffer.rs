//! A number taken apart into decimal digits, the common ground of all formats.

use num_bigint::{BigInt, Sign};
use rust_decimal::Decimal;

/// `0.d1d2d3… × 10^scale`: digits without trailing zeros unless they are significant (decimals).
#[derive(Debug, Clone)]
pub(super) struct Digits {
    /// ASCII digits; empty for zero.
    pub(super) ascii: Vec<u8>,
    /// Where the decimal point is, counted from the first digit.
    pub(super) scale: i32,
    /// The sign.
    pub(super) negative: bool,
    /// A double or single, whose zero may be negative and which may already be rounded.
    pub(super) real: bool,
    /// A decimal, whose `G` never rounds.
    pub(super) decimal: bool,
}

impl Digits {
    /// From plain decimal digits of an integer.
    pub(super) fn from_integer(digits: &str, negative: bool) -> Self {
        let digits = digits.trim_start_matches('0');
        let scale = i32::try_from(digits.len()).unwrap_or(i32::MAX);
        let digits = digits.trim_end_matches('0').as_bytes().to_vec();
        Self { ascii: digits, scale, negative, real: false, decimal: false }
    }

    /// From a big integer.
    pub(super) fn from_big(value: &BigInt) -> Self {
        Self::from_integer(&value.magnitude().to_str_radix(10), value.sign() == Sign::Minus)
    }

    /// From a decimal; zeros behind the point stay.
    pub(super) fn from_decimal(value: Decimal) -> Self {
        let text = value.mantissa().unsigned_abs().to_string();
        let digits = text.trim_start_matches('0').as_bytes().to_vec();
        let scale = digits.len() as i32 - value.scale() as i32;
        Self { ascii: digits, scale, negative: value.is_sign_negative(), real: false, decimal: true }
    }

    /// From `d.ddd` digits in scientific notation as Rust writes it (`1.5e10`).
    pub(super) fn from_scientific(text: &str, negative: bool) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        let exponent: i32 = exponent.parse().unwrap_or_default();
        trim_zeros(&mut digits);
        let scale = if digits.is_empty() { 0 } else { exponent + 1 };
        Self { ascii: digits, scale, negative, real: true, decimal: false }
    }

    /// From a real as text in any notation: `-12.5`, `1.5e-7`.
    pub(super) fn from_text(text: &str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |it| (true, it));
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = Vec::with_capacity(24);
        digits.extend_from_slice(whole.as_bytes());
        digits.extend_from_slice(fraction.as_bytes());
        let leading = digits.iter().take_while(|it| **it == b'0').count();
        digits.drain(..leading);
        trim_zeros(&mut digits);
        let exponent: i32 = exponent.parse().unwrap_or_default();
        let scale = if digits.is_empty() { 0 } else { exponent + whole.len() as i32 - leading as i32 };
        Self { ascii: digits, scale, negative, real: true, decimal: false }
    }

    /// From digits with a fixed number of places as Rust writes them (`0.050`).
    pub(super) fn from_fixed(text: &str, negative: bool) -> Self {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = digits.iter().take_while(|it| **it == b'0').count();
        digits.drain(..leading);
        trim_zeros(&mut digits);
        let scale = if digits.is_empty() { 0 } else { whole.len() as i32 - leading as i32 };
        Self { ascii: digits, scale, negative, real: true, decimal: false }
    }

    /// Rounds half away from zero to that many digits; `exact` says that rounding was already done.
    pub(super) fn round(&mut self, places: i32, exact: bool) {
        let keep = usize::try_from(places).unwrap_or(0);
        if places >= 0 && keep < self.ascii.len() {
            let up = !exact && self.ascii[keep] >= b'5';
            self.ascii.truncate(keep);
            if up {
                self.round_up();
            }
        } else if places < 0 {
            self.ascii.clear();
        }
        trim_zeros(&mut self.ascii);
        if self.ascii.is_empty() {
            self.scale = 0;
            self.negative &= self.real;
        }
    }

    fn round_up(&mut self) {
        while self.ascii.last() == Some(&b'9') {
            self.ascii.pop();
        }
        if let Some(last) = self.ascii.last_mut() {
            *last += 1;
        } else {
            self.ascii.push(b'1');
            self.scale += 1;
        }
    }

    /// The digit at that index, or nothing past the end.
    pub(super) fn get(&self, index: usize) -> Option<u8> {
        self.ascii.get(index).copied()
    }
}

fn trim_zeros(digits: &mut Vec<u8>) {
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
}

//! `System.Decimal` where rust_decimal differs: conversion from doubles, scales of results, overflow as an error.

use rust_decimal::{Decimal, RoundingStrategy};

use super::ParseError;
use super::scan::Scanned;

/// `(decimal)value`: 15 significant digits; nothing if it does not fit.
pub fn from_f64(value: f64) -> Option<Decimal> {
    from_digits(format!("{:.14e}", value.abs()), value.is_finite(), value < 0.0)
}

/// `(decimal)value` of a single: 7 significant digits.
pub fn from_f32(value: f32) -> Option<Decimal> {
    from_digits(format!("{:.6e}", value.abs()), value.is_finite(), value < 0.0)
}

fn from_digits(scientific: String, finite: bool, negative: bool) -> Option<Decimal> {
    if !finite {
        return None;
    }
    let (mantissa, exponent) = scientific.split_once('e')?;
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let exponent = exponent.parse::<i64>().ok()? - digits.len() as i64 + 1;
    let mut digits: Vec<u8> = digits.into_iter().skip_while(|it| *it == b'0').collect();
    if digits.is_empty() {
        return Some(Decimal::ZERO);
    }
    let mut exponent = exponent;
    while digits.last() == Some(&b'0') {
        digits.pop();
        exponent += 1;
    }
    // What is too small is zero, without places behind the point.
    Scanned { digits, exponent, negative }
        .decimal()
        .ok()
        .map(|it| if it.is_zero() { Decimal::ZERO } else { it })
}

/// `(double)value`.
pub fn to_f64(value: Decimal) -> f64 {
    // The mantissa and the power of ten are both read exactly, so one rounding is left.
    format!("{}e-{}", value.mantissa(), value.scale()).parse().unwrap_or(f64::NAN)
}

/// `a + b`.
pub fn add(a: Decimal, b: Decimal) -> Result<Decimal, ParseError> {
    a.checked_add(b).map(|it| at_least(it, a.scale().max(b.scale()))).ok_or(ParseError::Overflow)
}

/// `a - b`.
pub fn subtract(a: Decimal, b: Decimal) -> Result<Decimal, ParseError> {
    a.checked_sub(b).map(|it| at_least(it, a.scale().max(b.scale()))).ok_or(ParseError::Overflow)
}

/// `a * b`: the scales add up.
pub fn multiply(a: Decimal, b: Decimal) -> Result<Decimal, ParseError> {
    a.checked_mul(b).map(|it| at_least(it, (a.scale() + b.scale()).min(28))).ok_or(ParseError::Overflow)
}

/// `a / b`, b not being zero: no zeros that the quotient does not need, but the scale of `a` less that of `b`.
pub fn divide(a: Decimal, b: Decimal) -> Result<Decimal, ParseError> {
    let quotient = a.checked_div(b).ok_or(ParseError::Overflow)?;
    let preferred = a.scale().saturating_sub(b.scale());
    Ok(at_least(quotient.normalize(), preferred))
}

/// `a % b`, b not being zero: the sign of `a`.
pub fn remainder(a: Decimal, b: Decimal) -> Result<Decimal, ParseError> {
    a.checked_rem(b).map(|it| at_least(it, a.scale().max(b.scale()))).ok_or(ParseError::Overflow)
}

/// Zeros behind the point up to that scale, if the digits leave room.
fn at_least(mut value: Decimal, scale: u32) -> Decimal {
    if value.scale() < scale {
        value.rescale(scale);
    }
    value
}

/// `Math.Round(value, digits)`: halves to even, or away from zero.
pub fn round(value: Decimal, digits: u32, away: bool) -> Decimal {
    let strategy =
        if away { RoundingStrategy::MidpointAwayFromZero } else { RoundingStrategy::MidpointNearestEven };
    value.round_dp_with_strategy(digits, strategy)
}

/// `decimal.GetBits`: low, middle, high, and sign with scale.
pub fn bits(value: Decimal) -> [i32; 4] {
    let mantissa = value.mantissa().unsigned_abs();
    let flags = value.scale() << 16 | u32::from(value.is_sign_negative()) << 31;
    [mantissa as u32 as i32, (mantissa >> 32) as u32 as i32, (mantissa >> 64) as u32 as i32, flags as i32]
}

//! `Math` where .NET's rules are not the processor's.

/// `MidpointRounding`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Midpoint {
    /// `ToEven`
    ToEven,
    /// `AwayFromZero`
    AwayFromZero,
    /// `ToZero`
    ToZero,
    /// `ToNegativeInfinity`
    ToNegativeInfinity,
    /// `ToPositiveInfinity`
    ToPositiveInfinity,
}

/// `Math.Round(value, digits, mode)`, with at most 15 digits: scales, rounds and scales back.
pub fn round_double(value: f64, digits: u32, mode: Midpoint) -> f64 {
    let round = |value: f64| match mode {
        Midpoint::ToEven => value.round_ties_even(),
        Midpoint::AwayFromZero => value.round(),
        Midpoint::ToZero => value.trunc(),
        Midpoint::ToNegativeInfinity => value.floor(),
        Midpoint::ToPositiveInfinity => value.ceil(),
    };
    if digits == 0 {
        return round(value);
    }
    if value.abs() >= 1e16 || !value.is_finite() {
        return value;
    }
    let power = 10_f64.powi(i32::try_from(digits.min(15)).unwrap_or(15));
    round(value * power) / power
}

/// `Math.IEEERemainder`: what is left of the nearest multiple.
pub fn ieee_remainder(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() || x.is_infinite() || y == 0.0 {
        return f64::NAN;
    }
    if y.is_infinite() {
        return x;
    }
    let regular = x % y;
    if regular == 0.0 {
        return if x.is_sign_negative() { -0.0 } else { 0.0 };
    }
    let other = regular - y.abs() * x.signum();
    match other.abs().total_cmp(&regular.abs()) {
        std::cmp::Ordering::Less => other,
        std::cmp::Ordering::Greater => regular,
        std::cmp::Ordering::Equal => {
            let quotient = x / y;
            let rounded = quotient.round_ties_even();
            if (rounded - quotient.trunc()).abs() > 0.0 { other } else { regular }
        }
    }
}

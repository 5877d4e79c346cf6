//! `TimeSpan`: parts, totals and arithmetic.

use super::{
    RangeError, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND,
};

/// `System.TimeSpan`: ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct TimeSpan(pub i64);

impl TimeSpan {
    /// `TimeSpan.Zero`.
    pub const ZERO: Self = Self(0);
    /// `TimeSpan.MinValue`.
    pub const MIN: Self = Self(i64::MIN);
    /// `TimeSpan.MaxValue`.
    pub const MAX: Self = Self(i64::MAX);

    /// From days, hours, minutes, seconds, milliseconds and microseconds, each of any size.
    pub fn from_parts(
        days: i64,
        hours: i64,
        minutes: i64,
        seconds: i64,
        milliseconds: i64,
        microseconds: i64,
    ) -> Result<Self, RangeError> {
        let parts = [
            (days, TICKS_PER_DAY),
            (hours, TICKS_PER_HOUR),
            (minutes, TICKS_PER_MINUTE),
            (seconds, TICKS_PER_SECOND),
            (milliseconds, TICKS_PER_MILLISECOND),
            (microseconds, 10),
        ];
        let total: i128 = parts.iter().map(|(count, unit)| i128::from(*count) * i128::from(*unit)).sum();
        i64::try_from(total).map(Self).map_err(|_| RangeError::SpanTooLong)
    }

    /// `FromDays`, `FromHours`, …: that many units of `unit_ticks`.
    pub fn from_units(value: f64, unit_ticks: i64) -> Result<Self, RangeError> {
        if value.is_nan() {
            return Err(RangeError::NotANumber);
        }
        let ticks = value * unit_ticks as f64;
        if ticks >= i64::MAX as f64 || ticks < i64::MIN as f64 {
            return if ticks == i64::MAX as f64 { Ok(Self::MAX) } else { Err(RangeError::SpanTooLong) };
        }
        Ok(Self(ticks as i64))
    }

    /// `Days`.
    pub fn days(self) -> i32 {
        (self.0 / TICKS_PER_DAY) as i32
    }

    /// `Hours`.
    pub fn hours(self) -> i32 {
        (self.0 / TICKS_PER_HOUR % 24) as i32
    }

    /// `Minutes`.
    pub fn minutes(self) -> i32 {
        (self.0 / TICKS_PER_MINUTE % 60) as i32
    }

    /// `Seconds`.
    pub fn seconds(self) -> i32 {
        (self.0 / TICKS_PER_SECOND % 60) as i32
    }

    /// `Milliseconds`.
    pub fn milliseconds(self) -> i32 {
        (self.0 / TICKS_PER_MILLISECOND % 1000) as i32
    }

    /// `Microseconds`.
    pub fn microseconds(self) -> i32 {
        (self.0 / 10 % 1000) as i32
    }

    /// `Nanoseconds`.
    pub fn nanoseconds(self) -> i32 {
        (self.0 % 10 * 100) as i32
    }

    /// `TotalDays`.
    pub fn total_days(self) -> f64 {
        self.0 as f64 / TICKS_PER_DAY as f64
    }

    /// `TotalHours`.
    pub fn total_hours(self) -> f64 {
        self.0 as f64 / TICKS_PER_HOUR as f64
    }

    /// `TotalMinutes`.
    pub fn total_minutes(self) -> f64 {
        self.0 as f64 / TICKS_PER_MINUTE as f64
    }

    /// `TotalSeconds`.
    pub fn total_seconds(self) -> f64 {
        self.0 as f64 / TICKS_PER_SECOND as f64
    }

    /// `TotalMilliseconds`.
    pub fn total_milliseconds(self) -> f64 {
        self.0 as f64 / TICKS_PER_MILLISECOND as f64
    }

    /// `TotalMicroseconds`.
    pub fn total_microseconds(self) -> f64 {
        self.0 as f64 / 10.0
    }

    /// `TotalNanoseconds`.
    pub fn total_nanoseconds(self) -> f64 {
        self.0 as f64 * 100.0
    }

    /// `Add`.
    #[expect(clippy::should_implement_trait, reason = "it can fail, which operators cannot")]
    pub fn add(self, other: Self) -> Result<Self, RangeError> {
        self.0.checked_add(other.0).map(Self).ok_or(RangeError::SpanTooLong)
    }

    /// `Subtract`.
    #[expect(clippy::should_implement_trait, reason = "it can fail, which operators cannot")]
    pub fn sub(self, other: Self) -> Result<Self, RangeError> {
        self.0.checked_sub(other.0).map(Self).ok_or(RangeError::SpanTooLong)
    }

    /// `Negate`.
    pub fn negate(self) -> Result<Self, RangeError> {
        self.0.checked_neg().map(Self).ok_or(RangeError::SpanTooLong)
    }

    /// `Duration()`.
    pub fn duration(self) -> Result<Self, RangeError> {
        self.0.checked_abs().map(Self).ok_or(RangeError::SpanTooLong)
    }

    /// `Multiply`, rounded to even.
    pub fn multiply(self, factor: f64) -> Result<Self, RangeError> {
        Self::from_ticks_f64(self.0 as f64 * factor)
    }

    /// `Divide(double)`.
    pub fn divide(self, divisor: f64) -> Result<Self, RangeError> {
        Self::from_ticks_f64(self.0 as f64 / divisor)
    }

    fn from_ticks_f64(ticks: f64) -> Result<Self, RangeError> {
        let ticks = ticks.round_ties_even();
        if ticks.is_nan() {
            return Err(RangeError::NotANumber);
        }
        if ticks == i64::MAX as f64 {
            return Ok(Self::MAX);
        }
        if ticks > i64::MAX as f64 || ticks < i64::MIN as f64 {
            return Err(RangeError::SpanTooLong);
        }
        Ok(Self(ticks as i64))
    }
}

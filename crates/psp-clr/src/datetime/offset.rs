//! `DateTimeOffset`: a clock time and how far it is ahead of UTC.

use super::format::{DateFormatError, Moment};
use super::{
    DateTime, Kind, RangeError, TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND,
    TimeSpan, UNIX_EPOCH_TICKS, local_offset,
};
use crate::culture::Culture;

/// `System.DateTimeOffset`. Two are equal if they are the same moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct DateTimeOffset {
    /// The time on the clock, of kind unspecified.
    pub clock: DateTime,
    /// How far that clock is ahead of UTC.
    pub offset: TimeSpan,
}

impl PartialEq for DateTimeOffset {
    fn eq(&self, other: &Self) -> bool {
        self.utc_ticks() == other.utc_ticks()
    }
}

impl Eq for DateTimeOffset {}

impl PartialOrd for DateTimeOffset {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTimeOffset {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.utc_ticks().cmp(&other.utc_ticks())
    }
}

impl DateTimeOffset {
    /// From a clock time and an offset of whole minutes within 14 hours.
    pub fn new(clock: DateTime, offset: TimeSpan) -> Result<Self, RangeError> {
        if offset.0 % TICKS_PER_MINUTE != 0 || offset.0.abs() > 14 * TICKS_PER_HOUR {
            return Err(RangeError::BadOffset);
        }
        clock.sub(offset).map_err(|_| RangeError::BadUtcTime)?;
        Ok(Self { clock: clock.with_kind(Kind::Unspecified), offset })
    }

    /// From a `DateTime`: UTC's has offset zero, others the local one.
    pub fn from_datetime(it: DateTime) -> Self {
        let offset = if it.kind == Kind::Utc { TimeSpan::ZERO } else { local_offset(it) };
        let clock = it.with_kind(Kind::Unspecified);
        let offset = if clock.sub(offset).is_ok() { offset } else { TimeSpan::ZERO };
        Self { clock, offset }
    }

    /// `UtcTicks`.
    pub fn utc_ticks(&self) -> i64 {
        self.clock.ticks.saturating_sub(self.offset.0)
    }

    /// `UtcDateTime`.
    pub fn utc(&self) -> DateTime {
        DateTime { ticks: self.utc_ticks().clamp(0, super::MAX_TICKS), kind: Kind::Utc }
    }

    /// `LocalDateTime`.
    pub fn local(&self) -> DateTime {
        self.utc().to_local()
    }

    /// `ToOffset`.
    pub fn to_offset(&self, offset: TimeSpan) -> Result<Self, RangeError> {
        Self::new(self.utc().add(offset)?, offset)
    }

    /// `ToLocalTime`.
    pub fn to_local(&self) -> Self {
        let offset = local_offset(self.utc());
        self.to_offset(offset).unwrap_or(*self)
    }

    /// `Add`.
    pub fn add(&self, span: TimeSpan) -> Result<Self, RangeError> {
        Ok(Self { clock: self.clock.add(span)?, offset: self.offset })
    }

    /// `Subtract(DateTimeOffset)`.
    pub fn since(&self, other: &Self) -> TimeSpan {
        TimeSpan(self.utc_ticks() - other.utc_ticks())
    }

    /// `ToUnixTimeSeconds`.
    pub fn unix_seconds(&self) -> i64 {
        (self.utc_ticks() - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_SECOND)
    }

    /// `ToUnixTimeMilliseconds`.
    pub fn unix_milliseconds(&self) -> i64 {
        (self.utc_ticks() - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_MILLISECOND)
    }

    /// `FromUnixTimeSeconds`.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, RangeError> {
        let it = DateTime::from_unix_ticks(seconds.saturating_mul(TICKS_PER_SECOND))?;
        Ok(Self { clock: it.with_kind(Kind::Unspecified), offset: TimeSpan::ZERO })
    }

    /// `FromUnixTimeMilliseconds`.
    pub fn from_unix_milliseconds(milliseconds: i64) -> Result<Self, RangeError> {
        let it = DateTime::from_unix_ticks(milliseconds.saturating_mul(TICKS_PER_MILLISECOND))?;
        Ok(Self { clock: it.with_kind(Kind::Unspecified), offset: TimeSpan::ZERO })
    }

    /// `ToString(format, culture)`; an empty format is the short date, the long time and the offset.
    pub fn format(&self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        let moment = Moment { at: self.clock, offset: Some(self.offset) };
        if format.is_empty() {
            let date = &culture.date;
            return moment.custom(&format!("{} {} zzz", date.short_date, date.long_time), culture);
        }
        moment.format(format, culture)
    }
}

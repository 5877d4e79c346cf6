//! `DateOnly` and `TimeOnly`.

use super::format::{DateFormatError, Moment};
use super::resolve::Parts;
use super::{DateParseError, DateStyles, DateTime, Kind, RangeError, TICKS_PER_DAY, TimeSpan, exact, parse};
use crate::culture::Culture;

/// `System.DateOnly`: days since 0001-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DateOnly(pub i32);

/// `System.TimeOnly`: ticks since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TimeOnly(pub i64);

impl DateOnly {
    /// `DateOnly.MaxValue`.
    pub const MAX: Self = Self(3_652_058);

    /// From year, month and day.
    pub fn new(year: i32, month: i32, day: i32) -> Result<Self, RangeError> {
        DateTime::from_ymd(year, month, day).map(Self::from_datetime)
    }

    /// `FromDateTime`.
    pub fn from_datetime(it: DateTime) -> Self {
        Self((it.ticks / TICKS_PER_DAY) as i32)
    }

    /// Midnight of the day.
    pub fn midnight(self) -> DateTime {
        DateTime { ticks: i64::from(self.0.clamp(0, Self::MAX.0)) * TICKS_PER_DAY, kind: Kind::Unspecified }
    }

    /// `AddDays`.
    pub fn add_days(self, days: i32) -> Result<Self, RangeError> {
        match self.0.checked_add(days) {
            Some(it) if (0..=Self::MAX.0).contains(&it) => Ok(Self(it)),
            _ => Err(RangeError::UnrepresentableDate),
        }
    }

    /// `AddMonths`.
    pub fn add_months(self, months: i32) -> Result<Self, RangeError> {
        self.midnight().add_months(months).map(Self::from_datetime)
    }

    /// `AddYears`.
    pub fn add_years(self, years: i32) -> Result<Self, RangeError> {
        self.midnight().add_years(years).map(Self::from_datetime)
    }

    /// `DateOnly.Parse`: no time of day may be there.
    pub fn parse(text: &str, culture: &Culture, today: DateTime) -> Result<Self, DateParseError> {
        Self::from_parts(&parse::read(text, culture)?, today)
    }

    /// `DateOnly.ParseExact`.
    pub fn parse_exact(
        text: &str,
        formats: &[&str],
        culture: &Culture,
        today: DateTime,
    ) -> Result<Self, DateParseError> {
        exact::first_that_fits(formats, |format| {
            let format = if matches!(format, "o" | "O") { "yyyy'-'MM'-'dd" } else { format };
            Self::from_parts(&exact::read(text, format, culture, DateStyles::NONE)?, today)
        })
    }

    fn from_parts(parts: &Parts, today: DateTime) -> Result<Self, DateParseError> {
        if parts.hour.is_some() || parts.offset.is_some() || parts.minute.is_some() {
            return Err(DateParseError::Bad);
        }
        parts.clock(DateStyles::NONE, today).map(Self::from_datetime)
    }

    /// `ToString(format, culture)`; an empty format is `d`.
    pub fn format(self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        let moment = Moment { at: self.midnight(), offset: None };
        match format {
            "" => moment.format("d", culture),
            "o" | "O" => moment.custom("yyyy'-'MM'-'dd", culture),
            "r" | "R" => moment.custom("ddd, dd MMM yyyy", &crate::culture::INVARIANT),
            "d" | "D" | "m" | "M" | "y" | "Y" => moment.format(format, culture),
            _ => {
                refuse(format, ":tfFhHmszK")?;
                moment.custom(format, culture)
            }
        }
    }
}

impl TimeOnly {
    /// From hour, minute, second and millisecond.
    pub fn new(hour: i32, minute: i32, second: i32, millisecond: i32) -> Result<Self, RangeError> {
        let it = DateTime::from_parts(1, 1, 1, hour, minute, second)?;
        if !(0..1000).contains(&millisecond) {
            return Err(RangeError::BadMilliseconds);
        }
        Ok(Self(it.ticks + i64::from(millisecond) * super::TICKS_PER_MILLISECOND))
    }

    /// The same time on the first of all days, which has the parts.
    pub fn on_first_day(self) -> DateTime {
        DateTime { ticks: self.0.rem_euclid(TICKS_PER_DAY), kind: Kind::Unspecified }
    }

    /// `Add`: past midnight it starts again.
    #[expect(clippy::should_implement_trait, reason = "as on the other types of time, where it can fail")]
    pub fn add(self, span: TimeSpan) -> Self {
        Self((self.0 + span.0 % TICKS_PER_DAY).rem_euclid(TICKS_PER_DAY))
    }

    /// `-`: how long after `other` this is, on a clock.
    pub fn since(self, other: Self) -> TimeSpan {
        TimeSpan((self.0 - other.0).rem_euclid(TICKS_PER_DAY))
    }

    /// `IsBetween`.
    pub fn is_between(self, start: Self, end: Self) -> bool {
        if start <= end { start <= self && self < end } else { start <= self || self < end }
    }

    /// `TimeOnly.Parse`: no date may be there.
    pub fn parse(text: &str, culture: &Culture) -> Result<Self, DateParseError> {
        Self::from_parts(&parse::read(text, culture)?)
    }

    /// `TimeOnly.ParseExact`.
    pub fn parse_exact(text: &str, formats: &[&str], culture: &Culture) -> Result<Self, DateParseError> {
        exact::first_that_fits(formats, |format| {
            let format = match format {
                "o" | "O" => "HH':'mm':'ss.fffffff",
                "r" | "R" => "HH':'mm':'ss",
                other => other,
            };
            Self::from_parts(&exact::read(text, format, culture, DateStyles::NONE)?)
        })
    }

    fn from_parts(parts: &Parts) -> Result<Self, DateParseError> {
        if parts.year.is_some() || parts.month.is_some() || parts.day.is_some() || parts.offset.is_some() {
            return Err(DateParseError::Bad);
        }
        parts.clock(DateStyles::NONE, DateTime::MIN).map(|it| Self(it.time_of_day().0))
    }

    /// `ToString(format, culture)`; an empty format is `t`.
    pub fn format(self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        let moment = Moment { at: self.on_first_day(), offset: None };
        match format {
            "" => moment.format("t", culture),
            "o" | "O" => moment.custom("HH':'mm':'ss.fffffff", culture),
            "r" | "R" => moment.custom("HH':'mm':'ss", culture),
            "t" | "T" => moment.format(format, culture),
            _ => {
                refuse(format, "dMy/zK")?;
                moment.custom(format, culture)
            }
        }
    }
}

/// Single letters are no custom formats, and each of the two types refuses what it does not have.
fn refuse(format: &str, forbidden: &str) -> Result<(), DateFormatError> {
    let mut rest = format.chars();
    if format.chars().count() == 1 {
        return Err(DateFormatError::BadFormat);
    }
    while let Some(it) = rest.next() {
        match it {
            '\\' => {
                rest.next();
            }
            '\'' | '"' => {
                let quote = it;
                rest.by_ref().find(|it| *it == quote);
            }
            _ if forbidden.contains(it) => return Err(DateFormatError::BadFormat),
            _ => {}
        }
    }
    Ok(())
}

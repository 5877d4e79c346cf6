//! Weeks, ISO 8601 weeks, and the other clocks that .NET converts to: file times and OLE dates.

use super::{DateTime, Kind, RangeError, TICKS_PER_DAY, TICKS_PER_MILLISECOND, days_in_month, is_leap_year};
use crate::culture::WeekRule;

/// The ticks of 1601-01-01.
const FILE_TIME_EPOCH: i64 = 504_911_232_000_000_000;
/// The ticks of 1899-12-30.
const OLE_EPOCH: i64 = 599_264_352_000_000_000;

impl DateTime {
    /// `ISOWeek.GetWeekOfYear`.
    pub fn iso_week(self) -> i32 {
        self.iso_year_and_week().1
    }

    /// `ISOWeek.GetYear`.
    pub fn iso_year(self) -> i32 {
        self.iso_year_and_week().0
    }

    fn iso_year_and_week(self) -> (i32, i32) {
        let weekday = (i32::from(self.day_of_week()) + 6) % 7 + 1;
        let week = (self.day_of_year() - weekday + 10) / 7;
        let year = self.year();
        if week < 1 {
            (year - 1, weeks_in_iso_year(year - 1))
        } else if week > weeks_in_iso_year(year) {
            (year + 1, 1)
        } else {
            (year, week)
        }
    }

    /// `Calendar.GetWeekOfYear`; the first day of a week is 0 for Sunday.
    pub fn week_of_year(self, rule: WeekRule, first_day: u8) -> i32 {
        let day_of_year = self.day_of_year() - 1;
        let first_day = i32::from(first_day % 7);
        let weekday = i32::from(self.day_of_week());
        // The weekday of January 1st, counted from the first day of the week.
        let january = (weekday - day_of_year - first_day).rem_euclid(7);
        let full_days = match rule {
            WeekRule::FirstDay => return (day_of_year + january) / 7 + 1,
            WeekRule::FirstFullWeek => 7,
            WeekRule::FirstFourDayWeek => 4,
        };
        let mut offset = (7 - january) % 7;
        if offset != 0 && offset >= full_days {
            offset -= 7;
        }
        let day = day_of_year - offset;
        if day >= 0 {
            return day / 7 + 1;
        }
        match self.date().add(super::TimeSpan(-i64::from(day_of_year + 1) * TICKS_PER_DAY)) {
            Ok(last_year) => last_year.week_of_year(rule, first_day as u8),
            Err(_) => 1,
        }
    }

    /// `ToFileTimeUtc`.
    pub fn to_file_time(self) -> Result<i64, RangeError> {
        let ticks = if self.kind == Kind::Local { self.to_utc().ticks } else { self.ticks } - FILE_TIME_EPOCH;
        if ticks < 0 { Err(RangeError::BadTicks) } else { Ok(ticks) }
    }

    /// `FromFileTimeUtc`.
    pub fn from_file_time(ticks: i64) -> Result<Self, RangeError> {
        if ticks < 0 {
            return Err(RangeError::BadTicks);
        }
        Self::new(ticks.saturating_add(FILE_TIME_EPOCH), Kind::Utc)
    }

    /// `ToOADate`: days since 1899-12-30; before that the fraction counts forward.
    pub fn to_ole_date(self) -> f64 {
        if self.ticks == 0 {
            return 0.0;
        }
        let mut millis = (self.ticks - OLE_EPOCH) / TICKS_PER_MILLISECOND;
        if millis < 0 {
            let fraction = millis % 86_400_000;
            if fraction != 0 {
                millis -= (86_400_000 + fraction) * 2;
            }
        }
        millis as f64 / 86_400_000.0
    }

    /// `FromOADate`.
    pub fn from_ole_date(days: f64) -> Result<Self, RangeError> {
        if !(days < 2_958_466.0 && days > -657_435.0) {
            return Err(RangeError::BadTicks);
        }
        let mut millis = (days * 86_400_000.0 + if days >= 0.0 { 0.5 } else { -0.5 }) as i64;
        if millis < 0 {
            millis -= (millis % 86_400_000) * 2;
        }
        Self::new(millis * TICKS_PER_MILLISECOND + OLE_EPOCH, Kind::Unspecified)
    }
}

fn weeks_in_iso_year(year: i32) -> i32 {
    let last_weekday = |year: i32| (year + year / 4 - year / 100 + year / 400).rem_euclid(7);
    52 + i32::from(last_weekday(year) == 4 || last_weekday(year - 1) == 3)
}

/// `DaysInYear`.
pub fn days_in_year(year: i32) -> i32 {
    365 + i32::from(is_leap_year(year) && days_in_month(year, 2) == 29)
}

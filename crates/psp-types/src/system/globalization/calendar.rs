//! `System.Globalization.Calendar`, `ISOWeek` and `CharUnicodeInfo`.

use super::enums::{CalendarWeekRule, UnicodeCategory};
use crate::{declare::Char, support::unicode, system::enums::DayOfWeek};
use psp_clr::{
    culture::WeekRule,
    datetime::{DateTime, days_in_month, is_leap_year},
};
use psp_derive::ps_type;
use psp_value::Native;

/// The Gregorian calendar.
pub(crate) struct Calendar;

impl Native for Calendar {}

#[ps_type("System.Globalization.GregorianCalendar")]
impl Calendar {
    /// The only one.
    #[ps("new")]
    fn make_new() -> Self {
        Self
    }

    /// The number of the week.
    #[ps]
    fn get_week_of_year(&self, time: DateTime, rule: CalendarWeekRule, first_day_of_week: DayOfWeek) -> i32 {
        let rule = match rule.0 {
            0 => WeekRule::FirstDay,
            1 => WeekRule::FirstFullWeek,
            _ => WeekRule::FirstFourDayWeek,
        };
        time.week_of_year(rule, first_day_of_week.0.clamp(0, 6) as u8)
    }

    /// A part of a moment.
    #[ps]
    fn get_year(&self, time: DateTime) -> i32 {
        time.year()
    }
    #[ps]
    fn get_month(&self, time: DateTime) -> i32 {
        time.month()
    }
    #[ps]
    fn get_day_of_month(&self, time: DateTime) -> i32 {
        time.day()
    }
    #[ps]
    fn get_day_of_year(&self, time: DateTime) -> i32 {
        time.day_of_year()
    }
    #[ps]
    fn get_day_of_week(&self, time: DateTime) -> DayOfWeek {
        DayOfWeek(i64::from(time.day_of_week()))
    }

    /// How long a month or year is.
    #[ps]
    fn get_days_in_month(&self, year: i32, month: i32) -> i32 {
        days_in_month(year, month)
    }
    #[ps]
    fn get_days_in_year(&self, year: i32) -> i32 {
        365 + i32::from(is_leap_year(year))
    }

    /// The year has a February 29th.
    #[ps("IsLeapYear")]
    fn leap(&self, year: i32) -> bool {
        is_leap_year(year)
    }
}

/// Weeks as ISO 8601 counts them.
pub(crate) struct IsoWeek;

#[ps_type("System.Globalization.ISOWeek", kind = Static)]
impl IsoWeek {
    /// The number of the week.
    #[ps]
    fn get_week_of_year(date: DateTime) -> i32 {
        date.iso_week()
    }

    /// The year that the week belongs to.
    #[ps]
    fn get_year(date: DateTime) -> i32 {
        date.iso_year()
    }
}

/// What Unicode says about characters.
pub(crate) struct CharUnicodeInfo;

#[ps_type("System.Globalization.CharUnicodeInfo", kind = Static)]
impl CharUnicodeInfo {
    /// The kind of character.
    #[ps]
    fn get_unicode_category(ch: Char) -> UnicodeCategory {
        UnicodeCategory(unicode::category(ch.0))
    }

    /// The value of a digit, -1 for what is none.
    #[ps]
    fn get_numeric_value(ch: Char) -> f64 {
        unicode::numeric_value(ch.0)
    }
}

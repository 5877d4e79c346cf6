//! `DateTimeFormatInfo`: names of days and months, separators and the standard patterns.

/// `CalendarWeekRule`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekRule {
    /// The week of January 1st is the first.
    FirstDay,
    /// The first week that lies wholly in the year.
    FirstFullWeek,
    /// The first week with four days in the year, as in ISO 8601.
    FirstFourDayWeek,
}

/// How a culture writes dates and times. Arrays of days begin with Sunday.
#[derive(Debug, Clone, Copy)]
pub struct DateInfo {
    /// `DayNames`.
    pub days: [&'static str; 7],
    /// `AbbreviatedDayNames`.
    pub short_days: [&'static str; 7],
    /// `ShortestDayNames`.
    pub shortest_days: [&'static str; 7],
    /// `MonthNames`.
    pub months: [&'static str; 12],
    /// `AbbreviatedMonthNames`.
    pub short_months: [&'static str; 12],
    /// `MonthGenitiveNames`: the name of a month beside a day of the month.
    pub genitive_months: [&'static str; 12],
    /// `AbbreviatedMonthGenitiveNames`.
    pub short_genitive_months: [&'static str; 12],
    /// `AMDesignator`.
    pub am: &'static str,
    /// `PMDesignator`.
    pub pm: &'static str,
    /// `DateSeparator`, what `/` stands for.
    pub date_separator: &'static str,
    /// `TimeSeparator`, what `:` stands for.
    pub time_separator: &'static str,
    /// `ShortDatePattern`, `d`.
    pub short_date: &'static str,
    /// `LongDatePattern`, `D`.
    pub long_date: &'static str,
    /// `ShortTimePattern`, `t`.
    pub short_time: &'static str,
    /// `LongTimePattern`, `T`.
    pub long_time: &'static str,
    /// `MonthDayPattern`, `M`.
    pub month_day: &'static str,
    /// `YearMonthPattern`, `Y`.
    pub year_month: &'static str,
    /// The era, `g` in a custom format.
    pub era: &'static str,
    /// `FirstDayOfWeek`: Sunday is 0.
    pub first_day: u8,
    /// `CalendarWeekRule`.
    pub week_rule: WeekRule,
}

impl DateInfo {
    /// `RFC1123Pattern`, `R`.
    pub const RFC1123: &str = "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
    /// `SortableDateTimePattern`, `s`.
    pub const SORTABLE: &str = "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
    /// `UniversalSortableDateTimePattern`, `u`.
    pub const UNIVERSAL: &str = "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
    /// The round-trip pattern, `o`.
    pub const ROUND_TRIP: &str = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK";

    /// `FullDateTimePattern`, `F`.
    pub fn full_date_time(&self) -> String {
        format!("{} {}", self.long_date, self.long_time)
    }
}

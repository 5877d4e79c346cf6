//! The proleptic Gregorian calendar: days since 0001-01-01 and back.

/// Year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// 1 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: i32,
    /// 1 to 31.
    pub day: i32,
}

const DAYS_BEFORE: [i64; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// `DateTime.IsLeapYear`.
pub fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// `DateTime.DaysInMonth`; 0 for a month that does not exist.
pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(is_leap_year(year)),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

fn days_before_month(year: i32, month: i32) -> i64 {
    let index = usize::try_from(month - 1).unwrap_or(0).min(12);
    DAYS_BEFORE[index] + i64::from(month > 2 && is_leap_year(year))
}

/// Days since 0001-01-01, or nothing if there is no such day between the years 1 and 9999.
pub(super) fn days_from_civil(year: i32, month: i32, day: i32) -> Option<i64> {
    if !(1..=9999).contains(&year) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let past = i64::from(year) - 1;
    Some(
        past * 365 + past / 4 - past / 100 + past / 400 + days_before_month(year, month) + i64::from(day) - 1,
    )
}

/// The day that many days after 0001-01-01.
pub(super) fn civil_from_days(days: i64) -> Civil {
    let (cycles, days) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let centuries = (days / 36_524).min(3);
    let days = days - centuries * 36_524;
    let (quads, days) = (days / 1461, days % 1461);
    let years = (days / 365).min(3);
    let day_of_year = days - years * 365;
    let year = (cycles * 400 + centuries * 100 + quads * 4 + years + 1) as i32;
    let month =
        (1..12).rev().find(|it| days_before_month(year, it + 1) <= day_of_year).map_or(1, |it| it + 1);
    Civil { year, month, day: (day_of_year - days_before_month(year, month)) as i32 + 1 }
}

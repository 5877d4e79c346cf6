//! `DateTime`, `TimeSpan` and their relatives as .NET stores them: ticks of 100 ns.

mod calendar;
mod civil;
mod exact;
mod format;
mod names;
mod offset;
mod only;
mod parse;
mod resolve;
mod span;
mod span_format;
mod span_parse;
mod uformat;
mod zone;

pub use calendar::days_in_year;

pub use civil::{Civil, days_in_month, is_leap_year};
pub use exact::{parse_exact, parse_exact_offset};
pub use format::DateFormatError;
pub use jiff::tz::TimeZone;
pub use offset::DateTimeOffset;
pub use only::{DateOnly, TimeOnly};
pub use parse::{parse, parse_offset};
pub use resolve::{DateParseError, DateStyles};
pub use span::TimeSpan;
pub use span_parse::{SpanParseError, parse_span, parse_span_exact};
pub use uformat::format_unix;
pub use zone::{
    base_offset, find_zone, from_zone, is_ambiguous_time, is_daylight_saving, is_invalid_time, local_offset,
    local_zone, local_zone_name, set_local_zone, supports_daylight_saving, to_zone, zone_offset,
};

/// Ticks in a second.
pub const TICKS_PER_SECOND: i64 = 10_000_000;
/// Ticks in a millisecond.
pub const TICKS_PER_MILLISECOND: i64 = 10_000;
/// Ticks in a minute.
pub const TICKS_PER_MINUTE: i64 = 60 * TICKS_PER_SECOND;
/// Ticks in an hour.
pub const TICKS_PER_HOUR: i64 = 60 * TICKS_PER_MINUTE;
/// Ticks in a day.
pub const TICKS_PER_DAY: i64 = 24 * TICKS_PER_HOUR;
/// `DateTime.MaxValue.Ticks`.
pub const MAX_TICKS: i64 = 3_155_378_975_999_999_999;
/// The ticks of 1970-01-01.
pub const UNIX_EPOCH_TICKS: i64 = 621_355_968_000_000_000;

/// `DateTimeKind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Neither.
    #[default]
    Unspecified,
    /// UTC.
    Utc,
    /// Local time.
    Local,
}

/// `System.DateTime`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateTime {
    /// Ticks since 0001-01-01.
    pub ticks: i64,
    /// Which clock.
    pub kind: Kind,
}

/// Why date arithmetic failed; each is an `ArgumentOutOfRangeException` or `OverflowException`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeError {
    /// The result is no date between the years 1 and 9999.
    UnrepresentableDate,
    /// Year, month or day do not exist.
    BadDate,
    /// Hour, minute or second do not exist.
    BadTime,
    /// Milliseconds out of range.
    BadMilliseconds,
    /// `AddMonths` with more than 120,000 months.
    BadMonths,
    /// `AddYears` with more than 10,000 years.
    BadYears,
    /// Ticks that are no date.
    BadTicks,
    /// A number of days, hours, … that no date is away.
    BadValue,
    /// `TimeSpan` arithmetic went too far.
    SpanTooLong,
    /// A `TimeSpan` out of not-a-number.
    NotANumber,
    /// An offset that is not within 14 hours, or not of whole minutes.
    BadOffset,
    /// A clock time whose UTC time is no date.
    BadUtcTime,
}

impl RangeError {
    /// The message of the exception, without its `(Parameter '…')`.
    pub fn message(self) -> &'static str {
        match self {
            Self::UnrepresentableDate => {
                "The added or subtracted value results in an un-representable DateTime."
            }
            Self::BadDate => "Year, Month, and Day parameters describe an un-representable DateTime.",
            Self::BadTime => "Hour, Minute, and Second parameters describe an un-representable DateTime.",
            Self::BadMilliseconds => "Valid values are between 0 and 999, inclusive.",
            Self::BadMonths => "Months value must be between +/-120000.",
            Self::BadYears => "Years value must be between +/-10000.",
            Self::BadTicks => "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.",
            Self::BadValue => "Value to add was out of range.",
            Self::SpanTooLong => "TimeSpan overflowed because the duration is too long.",
            Self::NotANumber => "TimeSpan does not accept floating point Not-a-Number values.",
            Self::BadOffset => "Offset must be within plus or minus 14 hours.",
            Self::BadUtcTime => {
                "The UTC time represented when the offset is applied must be between year 0 and 10,000."
            }
        }
    }

    /// The parameter that the exception names, if it names one.
    pub fn parameter(self) -> Option<&'static str> {
        match self {
            Self::UnrepresentableDate => Some("value"),
            Self::BadMilliseconds => Some("millisecond"),
            Self::BadMonths => Some("months"),
            Self::BadYears => Some("years"),
            Self::BadTicks => Some("ticks"),
            Self::BadValue => Some("value"),
            Self::BadOffset | Self::BadUtcTime => Some("offset"),
            _ => None,
        }
    }
}

impl std::fmt::Display for RangeError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.message())
    }
}

impl std::error::Error for RangeError {}

impl DateTime {
    /// `DateTime.MinValue`.
    pub const MIN: Self = Self { ticks: 0, kind: Kind::Unspecified };
    /// `DateTime.MaxValue`.
    pub const MAX: Self = Self { ticks: MAX_TICKS, kind: Kind::Unspecified };

    /// A moment of the given kind; ticks must be those of a date.
    pub fn new(ticks: i64, kind: Kind) -> Result<Self, RangeError> {
        if (0..=MAX_TICKS).contains(&ticks) { Ok(Self { ticks, kind }) } else { Err(RangeError::BadTicks) }
    }

    /// Midnight of a day.
    pub fn from_ymd(year: i32, month: i32, day: i32) -> Result<Self, RangeError> {
        Self::from_parts(year, month, day, 0, 0, 0)
    }

    /// A moment to the second.
    pub fn from_parts(
        year: i32,
        month: i32,
        day: i32,
        hour: i32,
        minute: i32,
        second: i32,
    ) -> Result<Self, RangeError> {
        let days = civil::days_from_civil(year, month, day).ok_or(RangeError::BadDate)?;
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second) {
            return Err(RangeError::BadTime);
        }
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        Ok(Self { ticks: days * TICKS_PER_DAY + seconds * TICKS_PER_SECOND, kind: Kind::Unspecified })
    }

    /// The same ticks with another kind: `SpecifyKind`.
    pub fn with_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// Kind in the two high bits, ticks below, as .NET packs them.
    pub fn to_binary(self) -> u64 {
        let kind = match self.kind {
            Kind::Unspecified => 0,
            Kind::Utc => 1,
            Kind::Local => 2,
        };
        self.ticks as u64 | kind << 62
    }

    /// The reverse of [`to_binary`](Self::to_binary).
    pub fn from_binary(bits: u64) -> Self {
        let kind = match bits >> 62 {
            0 => Kind::Unspecified,
            1 => Kind::Utc,
            _ => Kind::Local,
        };
        Self { ticks: (bits & (u64::MAX >> 2)) as i64, kind }
    }

    /// Year, month and day.
    pub fn civil(self) -> Civil {
        civil::civil_from_days(self.ticks.div_euclid(TICKS_PER_DAY))
    }

    /// `Year`.
    pub fn year(self) -> i32 {
        self.civil().year
    }

    /// `Month`.
    pub fn month(self) -> i32 {
        self.civil().month
    }

    /// `Day`.
    pub fn day(self) -> i32 {
        self.civil().day
    }

    /// `Hour`.
    pub fn hour(self) -> i32 {
        (self.time_ticks() / TICKS_PER_HOUR) as i32
    }

    /// `Minute`.
    pub fn minute(self) -> i32 {
        (self.time_ticks() / TICKS_PER_MINUTE % 60) as i32
    }

    /// `Second`.
    pub fn second(self) -> i32 {
        (self.time_ticks() / TICKS_PER_SECOND % 60) as i32
    }

    /// `Millisecond`.
    pub fn millisecond(self) -> i32 {
        (self.time_ticks() / TICKS_PER_MILLISECOND % 1000) as i32
    }

    /// `Microsecond`.
    pub fn microsecond(self) -> i32 {
        (self.time_ticks() / 10 % 1000) as i32
    }

    /// `Nanosecond`.
    pub fn nanosecond(self) -> i32 {
        (self.time_ticks() % 10 * 100) as i32
    }

    fn time_ticks(self) -> i64 {
        self.ticks.rem_euclid(TICKS_PER_DAY)
    }

    /// `DayOfWeek`: Sunday is 0.
    pub fn day_of_week(self) -> u8 {
        ((self.ticks.div_euclid(TICKS_PER_DAY) + 1).rem_euclid(7)) as u8
    }

    /// `DayOfYear`: January 1st is 1.
    pub fn day_of_year(self) -> i32 {
        let civil = self.civil();
        let first = civil::days_from_civil(civil.year, 1, 1).unwrap_or(0);
        (self.ticks.div_euclid(TICKS_PER_DAY) - first) as i32 + 1
    }

    /// `Date`.
    pub fn date(self) -> Self {
        Self { ticks: self.ticks - self.time_ticks(), kind: self.kind }
    }

    /// `TimeOfDay`.
    pub fn time_of_day(self) -> TimeSpan {
        TimeSpan(self.time_ticks())
    }

    /// `Add` and `AddTicks`.
    #[expect(clippy::should_implement_trait, reason = "it can fail, which operators cannot")]
    pub fn add(self, span: TimeSpan) -> Result<Self, RangeError> {
        let ticks = self.ticks.checked_add(span.0).ok_or(RangeError::UnrepresentableDate)?;
        if (0..=MAX_TICKS).contains(&ticks) {
            Ok(Self { ticks, kind: self.kind })
        } else {
            Err(RangeError::UnrepresentableDate)
        }
    }

    /// `Subtract(TimeSpan)`.
    #[expect(clippy::should_implement_trait, reason = "it can fail, which operators cannot")]
    pub fn sub(self, span: TimeSpan) -> Result<Self, RangeError> {
        let ticks = span.0.checked_neg().ok_or(RangeError::UnrepresentableDate)?;
        self.add(TimeSpan(ticks))
    }

    /// `Subtract(DateTime)`.
    pub fn since(self, other: Self) -> TimeSpan {
        TimeSpan(self.ticks - other.ticks)
    }

    /// `AddDays`, `AddHours`, …: that many units of `unit_ticks`, to the tick.
    pub fn add_units(self, value: f64, unit_ticks: i64) -> Result<Self, RangeError> {
        let limit = (MAX_TICKS / unit_ticks) as f64;
        if value.is_nan() || value.abs() > limit {
            return Err(RangeError::BadValue);
        }
        let whole = value.trunc();
        let rest = ((value - whole) * unit_ticks as f64).trunc() as i64;
        self.add(TimeSpan(whole as i64 * unit_ticks + rest))
    }

    /// `AddMonths`: the day is clipped to the month's length.
    pub fn add_months(self, months: i32) -> Result<Self, RangeError> {
        if !(-120_000..=120_000).contains(&months) {
            return Err(RangeError::BadMonths);
        }
        let civil = self.civil();
        let total = civil.year * 12 + civil.month - 1 + months;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        let day = civil.day.min(days_in_month(year, month));
        let days = civil::days_from_civil(year, month, day).ok_or(RangeError::UnrepresentableDate)?;
        Ok(Self { ticks: days * TICKS_PER_DAY + self.time_ticks(), kind: self.kind })
    }

    /// `AddYears`: February 29th becomes the 28th.
    pub fn add_years(self, years: i32) -> Result<Self, RangeError> {
        if !(-10_000..=10_000).contains(&years) {
            return Err(RangeError::BadYears);
        }
        self.add_months(years * 12)
    }

    /// Seconds since 1970, rounded down.
    pub fn unix_seconds(self) -> i64 {
        (self.ticks - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_SECOND)
    }

    /// The UTC moment that many ticks after 1970.
    pub fn from_unix_ticks(ticks: i64) -> Result<Self, RangeError> {
        Self::new(ticks.saturating_add(UNIX_EPOCH_TICKS), Kind::Utc)
    }

    /// `ToUniversalTime`: unspecified counts as local.
    pub fn to_utc(self) -> Self {
        if self.kind == Kind::Utc {
            return self;
        }
        let ticks = self.ticks.saturating_sub(local_offset(self).0).clamp(0, MAX_TICKS);
        Self { ticks, kind: Kind::Utc }
    }

    /// `ToLocalTime`: unspecified counts as UTC.
    pub fn to_local(self) -> Self {
        if self.kind == Kind::Local {
            return self;
        }
        let offset = local_offset(self.with_kind(Kind::Utc));
        Self { ticks: self.ticks.saturating_add(offset.0).clamp(0, MAX_TICKS), kind: Kind::Local }
    }
}

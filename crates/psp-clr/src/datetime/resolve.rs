//! From the parts that a parser found to a date: defaults, the year's century, zones and kinds.

use super::{DateTime, DateTimeOffset, Kind, MAX_TICKS, TICKS_PER_SECOND, TimeSpan, local_offset};

/// `DateTimeStyles`: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateStyles(pub u32);

impl DateStyles {
    /// `None`.
    pub const NONE: Self = Self(0);
    /// `AllowLeadingWhite`.
    pub const LEADING_WHITE: Self = Self(1);
    /// `AllowTrailingWhite`.
    pub const TRAILING_WHITE: Self = Self(2);
    /// `AllowInnerWhite`.
    pub const INNER_WHITE: Self = Self(4);
    /// `AllowWhiteSpaces`.
    pub const WHITE_SPACES: Self = Self(7);
    /// `NoCurrentDateDefault`.
    pub const NO_CURRENT_DATE_DEFAULT: Self = Self(8);
    /// `AdjustToUniversal`.
    pub const ADJUST_TO_UNIVERSAL: Self = Self(16);
    /// `AssumeLocal`.
    pub const ASSUME_LOCAL: Self = Self(32);
    /// `AssumeUniversal`.
    pub const ASSUME_UNIVERSAL: Self = Self(64);
    /// `RoundtripKind`.
    pub const ROUNDTRIP_KIND: Self = Self(128);

    /// Whether all those flags are set.
    pub const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }
}

/// Why a text is no date: all are `FormatException`s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateParseError {
    /// Not a date.
    Bad,
    /// A word that means nothing in dates, and where, in UTF-16 units.
    UnknownWord(usize),
    /// A time of day that does not exist.
    Unsupported,
    /// The day of the week is another.
    DayOfWeek,
    /// An offset of more than 14 hours.
    Offset,
    /// Not a format.
    BadFormat,
}

impl DateParseError {
    /// The exception's message about a text; the type is `DateTime`, `DateOnly` or `TimeOnly`.
    pub fn message(self, text: &str, type_name: &str) -> String {
        match self {
            Self::Bad => format!("String '{text}' was not recognized as a valid {type_name}."),
            Self::UnknownWord(at) => format!(
                "The string '{text}' was not recognized as a valid {type_name}. There is an unknown word starting at \
                 index '{at}'."
            ),
            Self::Unsupported => format!(
                "The DateTime represented by the string '{text}' is not supported in calendar \
                 'System.Globalization.GregorianCalendar'."
            ),
            Self::DayOfWeek => format!(
                "String '{text}' was not recognized as a valid {type_name} because the day of week was incorrect."
            ),
            Self::Offset => {
                format!("The time zone offset of string '{text}' must be within plus or minus 14 hours.")
            }
            Self::BadFormat => "Input string was not in a correct format.".to_owned(),
        }
    }
}

/// What a parser found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub(super) year: Option<i32>,
    pub(super) month: Option<i32>,
    pub(super) day: Option<i32>,
    pub(super) hour: Option<i32>,
    pub(super) minute: Option<i32>,
    pub(super) second: Option<i32>,
    /// Ticks within the second.
    pub(super) fraction: i64,
    /// Afternoon or morning.
    pub(super) pm: Option<bool>,
    pub(super) day_of_week: Option<u8>,
    pub(super) offset: Option<TimeSpan>,
    /// The offset was written `Z` or `GMT`.
    pub(super) utc: bool,
}

/// The century of a year of two digits: until 2049.
pub(super) fn full_year(year: i32) -> i32 {
    match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    }
}

impl Parts {
    /// The clock time, with what is missing taken from today.
    pub(super) fn clock(&self, styles: DateStyles, today: DateTime) -> Result<DateTime, DateParseError> {
        let mut base =
            if styles.has(DateStyles::NO_CURRENT_DATE_DEFAULT) { DateTime::MIN } else { today }.civil();
        if self.year.is_some() || self.month.is_some() || self.day.is_some() {
            base.year = self.year.unwrap_or(base.year);
            base.month = self.month.unwrap_or(1);
            base.day = self.day.unwrap_or(1);
        }
        let date = DateTime::from_ymd(base.year, base.month, base.day).map_err(|_| DateParseError::Bad)?;
        let hour = self.hour_of_day()?;
        let (minute, second) = (self.minute.unwrap_or(0), self.second.unwrap_or(0));
        let time =
            DateTime::from_parts(1, 1, 1, hour, minute, second).map_err(|_| DateParseError::Unsupported)?;
        if self.day_of_week.is_some_and(|it| it != date.day_of_week()) {
            return Err(DateParseError::DayOfWeek);
        }
        let ticks = date.ticks + time.ticks + self.fraction.clamp(0, TICKS_PER_SECOND);
        if ticks > MAX_TICKS {
            return Err(DateParseError::Bad);
        }
        Ok(DateTime { ticks, kind: Kind::Unspecified })
    }

    fn hour_of_day(&self) -> Result<i32, DateParseError> {
        let hour = self.hour.unwrap_or(0);
        match self.pm {
            None => Ok(hour),
            Some(false) if hour > 12 => Err(DateParseError::Bad),
            Some(false) => Ok(hour % 12),
            Some(true) if hour > 23 => Err(DateParseError::Bad),
            Some(true) => Ok(if hour < 12 { hour + 12 } else { hour }),
        }
    }

    /// The date and its kind, as the styles want it.
    pub(super) fn datetime(&self, styles: DateStyles, today: DateTime) -> Result<DateTime, DateParseError> {
        let clock = self.clock(styles, today)?;
        let to_utc = styles.has(DateStyles::ADJUST_TO_UNIVERSAL);
        if let Some(offset) = self.offset {
            let utc = clock.sub(offset).map_err(|_| DateParseError::Bad)?.with_kind(Kind::Utc);
            let keep_utc = self.utc && styles.has(DateStyles::ROUNDTRIP_KIND);
            return Ok(if to_utc || keep_utc { utc } else { utc.to_local() });
        }
        if styles.has(DateStyles::ASSUME_UNIVERSAL) {
            let utc = clock.with_kind(Kind::Utc);
            return Ok(if to_utc { utc } else { utc.to_local() });
        }
        if styles.has(DateStyles::ASSUME_LOCAL) {
            let local = clock.with_kind(Kind::Local);
            return Ok(if to_utc { local.to_utc() } else { local });
        }
        Ok(clock)
    }

    /// The date with its offset; without one the local offset counts, or UTC's if the styles say so.
    pub(super) fn datetime_offset(
        &self,
        styles: DateStyles,
        today: DateTime,
    ) -> Result<DateTimeOffset, DateParseError> {
        let clock = self.clock(styles, today)?;
        let offset = match self.offset {
            Some(offset) => offset,
            None if styles.has(DateStyles::ASSUME_UNIVERSAL) => TimeSpan::ZERO,
            None => local_offset(clock),
        };
        let it = DateTimeOffset::new(clock, offset).map_err(|_| DateParseError::Offset)?;
        if styles.has(DateStyles::ADJUST_TO_UNIVERSAL) {
            return it.to_offset(TimeSpan::ZERO).map_err(|_| DateParseError::Bad);
        }
        Ok(it)
    }
}

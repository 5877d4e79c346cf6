//! `System.DateTime`.

mod parts;

use self::parts::{check_year, from_parts, text, tried};
use crate::{
    declare::{Char, Out},
    support::{Provider, culture::culture_of, dates, values},
    system::{
        enums::{DateTimeKind, DayOfWeek, TypeCode},
        globalization::enums::DateTimeStyles,
    },
};
use psp_clr::datetime::{self, DateTime, Kind, TimeSpan};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Value};

/// A moment.
pub(crate) struct PsDateTime;

const NO_STYLES: DateTimeStyles = DateTimeStyles(0);
/// Ticks between 1601, where file times start, and year 1.
const FILE_TIME_OFFSET: i64 = 504_911_232_000_000_000;
/// Ticks between 1899-12-30, where OLE dates start, and year 1.
const OLE_OFFSET: i64 = 599_264_352_000_000_000;

#[ps_type("System.DateTime", of = DATE_TIME)]
impl PsDateTime {
    /// From ticks, from a day, or from a day and a time.
    #[ps("new")]
    fn from_ticks(ticks: i64, kind: Option<DateTimeKind>) -> Result<DateTime> {
        DateTime::new(ticks, dates::kind(kind.map_or(0, |it| it.0))).map_err(dates::range)
    }
    #[ps("new")]
    fn from_day(year: i32, month: i32, day: i32) -> Result<DateTime> {
        DateTime::from_ymd(year, month, day).map_err(dates::range)
    }
    #[ps("new")]
    fn to_second(
        year: i32,
        month: i32,
        day: i32,
        hour: i32,
        minute: i32,
        second: i32,
        kind: Option<DateTimeKind>,
    ) -> Result<DateTime> {
        from_parts([year, month, day, hour, minute, second, 0], 0, kind)
    }
    #[ps("new")]
    fn to_millisecond(
        year: i32,
        month: i32,
        day: i32,
        hour: i32,
        minute: i32,
        second: i32,
        millisecond: i32,
        kind: Option<DateTimeKind>,
    ) -> Result<DateTime> {
        from_parts([year, month, day, hour, minute, second, millisecond], 0, kind)
    }
    #[ps("new")]
    #[expect(clippy::too_many_arguments, reason = "as many as .NET's")]
    fn to_microsecond(
        year: i32,
        month: i32,
        day: i32,
        hour: i32,
        minute: i32,
        second: i32,
        millisecond: i32,
        microsecond: i32,
        kind: Option<DateTimeKind>,
    ) -> Result<DateTime> {
        from_parts([year, month, day, hour, minute, second, millisecond], microsecond, kind)
    }

    /// The first moment.
    #[ps(get)]
    fn min_value() -> DateTime {
        DateTime::MIN
    }

    /// The last moment.
    #[ps(get)]
    fn max_value() -> DateTime {
        DateTime::MAX
    }

    /// The start of 1970, UTC.
    #[ps(get)]
    fn unix_epoch() -> DateTime {
        DateTime { ticks: datetime::UNIX_EPOCH_TICKS, kind: Kind::Utc }
    }

    /// Now, local time.
    #[ps(get)]
    fn now(context: &mut dyn Context) -> DateTime {
        utc_now(context).to_local()
    }

    /// Midnight of the current day, local time.
    #[ps(get)]
    fn today(context: &mut dyn Context) -> DateTime {
        utc_now(context).to_local().date()
    }

    /// Now, UTC.
    #[ps(get)]
    fn utc_now(context: &mut dyn Context) -> DateTime {
        utc_now(context)
    }

    /// The order of two moments.
    #[ps]
    fn compare(t1: DateTime, t2: DateTime) -> i32 {
        values::sign(t1.ticks.cmp(&t2.ticks))
    }

    /// How many days a month has.
    #[ps]
    fn days_in_month(year: i32, month: i32) -> Result<i32> {
        check_year(year)?;
        if !(1..=12).contains(&month) {
            return Err(Fault::out_of_range("Month must be between one and twelve.", "month").into());
        }
        Ok(datetime::days_in_month(year, month))
    }

    /// Two moments have the same ticks.
    #[ps("Equals")]
    fn same(t1: DateTime, t2: DateTime) -> bool {
        t1.ticks == t2.ticks
    }

    /// The reverse of `ToBinary`.
    #[ps]
    fn from_binary(date_data: i64) -> DateTime {
        let it = DateTime::from_binary(date_data as u64);
        if it.kind == Kind::Local { DateTime { kind: Kind::Utc, ..it }.to_local() } else { it }
    }

    /// From Windows' file time.
    #[ps]
    fn from_file_time(file_time: i64) -> Result<DateTime> {
        Self::from_file_time_utc(file_time).map(DateTime::to_local)
    }

    /// From Windows' file time, UTC.
    #[ps]
    fn from_file_time_utc(file_time: i64) -> Result<DateTime> {
        if !(0..=DateTime::MAX.ticks - FILE_TIME_OFFSET).contains(&file_time) {
            return Err(Fault::out_of_range("Not a valid Win32 FileTime.", "fileTime").into());
        }
        Ok(DateTime { ticks: file_time + FILE_TIME_OFFSET, kind: Kind::Utc })
    }

    /// From days since 1899-12-30.
    #[ps("FromOADate")]
    fn from_oa_date(d: f64) -> Result<DateTime> {
        if !(-657_435.0..2_958_466.0).contains(&d) {
            return Err(Fault::new("System.ArgumentException", "Not a legal OleAut date.").into());
        }
        let milliseconds = (d * 86_400_000.0 + if d >= 0.0 { 0.5 } else { -0.5 }) as i64;
        // The fraction counts forwards even where the days count backwards.
        let milliseconds =
            if milliseconds < 0 { milliseconds - (milliseconds % 86_400_000) * 2 } else { milliseconds };
        DateTime::new(milliseconds * 10_000 + OLE_OFFSET, Kind::Unspecified).map_err(dates::range)
    }

    /// The year has a February 29th.
    #[ps]
    fn is_leap_year(year: i32) -> Result<bool> {
        check_year(year)?;
        Ok(datetime::is_leap_year(year))
    }

    /// Reads a date as the culture writes it.
    #[ps]
    fn parse(
        context: &mut dyn Context,
        s: &str,
        provider: Option<Provider>,
        styles: Option<DateTimeStyles>,
    ) -> Result<DateTime> {
        dates::parse(context, s, culture_of(provider, context), styles.unwrap_or(NO_STYLES))
    }

    /// Reads a date in a given format, or one of several.
    #[ps]
    fn parse_exact(
        context: &mut dyn Context,
        s: &str,
        format: &str,
        provider: Provider,
        style: Option<DateTimeStyles>,
    ) -> Result<DateTime> {
        dates::parse_exact(
            context,
            s,
            &[format.to_owned()],
            provider.culture(context),
            style.unwrap_or(NO_STYLES),
        )
    }
    #[ps("ParseExact")]
    fn parse_any(
        context: &mut dyn Context,
        s: &str,
        formats: &[String],
        provider: Provider,
        style: DateTimeStyles,
    ) -> Result<DateTime> {
        dates::parse_exact(context, s, formats, provider.culture(context), style)
    }

    /// The same ticks with another kind.
    #[ps]
    fn specify_kind(value: DateTime, kind: DateTimeKind) -> DateTime {
        value.with_kind(dates::kind(kind.0))
    }

    /// Reads a date as the culture writes it; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, s: &str, result: Out<DateTime>) -> Result<bool> {
        let culture = context.culture();
        let parsed = dates::parse(context, s, culture, NO_STYLES);
        tried(context, parsed, &result)
    }
    #[ps("TryParse")]
    fn try_parse_in(
        context: &mut dyn Context,
        s: &str,
        provider: Provider,
        result: Out<DateTime>,
    ) -> Result<bool> {
        let culture = provider.culture(context);
        let parsed = dates::parse(context, s, culture, NO_STYLES);
        tried(context, parsed, &result)
    }
    #[ps("TryParse")]
    fn try_parse_by(
        context: &mut dyn Context,
        s: &str,
        provider: Provider,
        styles: DateTimeStyles,
        result: Out<DateTime>,
    ) -> Result<bool> {
        let culture = provider.culture(context);
        let parsed = dates::parse(context, s, culture, styles);
        tried(context, parsed, &result)
    }

    /// Reads a date in a given format, or one of several; false when it cannot.
    #[ps]
    fn try_parse_exact(
        context: &mut dyn Context,
        s: &str,
        format: &str,
        provider: Provider,
        style: DateTimeStyles,
        result: Out<DateTime>,
    ) -> Result<bool> {
        let culture = provider.culture(context);
        let parsed = dates::parse_exact(context, s, &[format.to_owned()], culture, style);
        tried(context, parsed, &result)
    }
    #[ps("TryParseExact")]
    fn try_parse_any(
        context: &mut dyn Context,
        s: &str,
        formats: &[String],
        provider: Provider,
        style: DateTimeStyles,
        result: Out<DateTime>,
    ) -> Result<bool> {
        let culture = provider.culture(context);
        let parsed = dates::parse_exact(context, s, formats, culture, style);
        tried(context, parsed, &result)
    }

    /// Midnight of the day.
    #[ps(get)]
    fn date(this: DateTime) -> DateTime {
        this.date()
    }

    /// The day of the month.
    #[ps(get)]
    fn day(this: DateTime) -> i32 {
        this.day()
    }

    /// The day of the week.
    #[ps(get)]
    fn day_of_week(this: DateTime) -> DayOfWeek {
        DayOfWeek(i64::from(this.day_of_week()))
    }

    /// The day of the year.
    #[ps(get)]
    fn day_of_year(this: DateTime) -> i32 {
        this.day_of_year()
    }

    /// The hour.
    #[ps(get)]
    fn hour(this: DateTime) -> i32 {
        this.hour()
    }

    /// Which clock.
    #[ps(get)]
    fn kind(this: DateTime) -> DateTimeKind {
        DateTimeKind(dates::kind_number(this.kind))
    }

    /// The millisecond.
    #[ps(get)]
    fn millisecond(this: DateTime) -> i32 {
        this.millisecond()
    }

    /// The microsecond.
    #[ps(get)]
    fn microsecond(this: DateTime) -> i32 {
        this.microsecond()
    }

    /// The nanosecond.
    #[ps(get)]
    fn nanosecond(this: DateTime) -> i32 {
        this.nanosecond()
    }

    /// The minute.
    #[ps(get)]
    fn minute(this: DateTime) -> i32 {
        this.minute()
    }

    /// The month.
    #[ps(get)]
    fn month(this: DateTime) -> i32 {
        this.month()
    }

    /// The second.
    #[ps(get)]
    fn second(this: DateTime) -> i32 {
        this.second()
    }

    /// Ticks of 100 ns since the year 1.
    #[ps(get)]
    fn ticks(this: DateTime) -> i64 {
        this.ticks
    }

    /// The time since midnight.
    #[ps(get)]
    fn time_of_day(this: DateTime) -> TimeSpan {
        this.time_of_day()
    }

    /// The year.
    #[ps(get)]
    fn year(this: DateTime) -> i32 {
        this.year()
    }

    /// PowerShell's text of the moment.
    #[ps("DateTime", get, added = "ScriptProperty")]
    fn date_time(context: &mut dyn Context, this: DateTime) -> Result<String> {
        let date = this.format("D", context.culture()).map_err(|it| dates::format(&it))?;
        Ok(format!("{date} {}", this.format("T", context.culture()).map_err(|it| dates::format(&it))?))
    }

    /// Later by a span.
    #[ps]
    fn add(this: DateTime, value: TimeSpan) -> Result<DateTime> {
        this.add(value).map_err(dates::range)
    }

    /// Later by days.
    #[ps]
    fn add_days(this: DateTime, value: f64) -> Result<DateTime> {
        this.add_units(value, datetime::TICKS_PER_DAY).map_err(dates::range)
    }

    /// Later by hours.
    #[ps]
    fn add_hours(this: DateTime, value: f64) -> Result<DateTime> {
        this.add_units(value, datetime::TICKS_PER_HOUR).map_err(dates::range)
    }

    /// Later by minutes.
    #[ps]
    fn add_minutes(this: DateTime, value: f64) -> Result<DateTime> {
        this.add_units(value, datetime::TICKS_PER_MINUTE).map_err(dates::range)
    }

    /// Later by seconds.
    #[ps]
    fn add_seconds(this: DateTime, value: f64) -> Result<DateTime> {
        this.add_units(value, datetime::TICKS_PER_SECOND).map_err(dates::range)
    }

    /// Later by milliseconds.
    #[ps]
    fn add_milliseconds(this: DateTime, value: f64) -> Result<DateTime> {
        this.add_units(value, datetime::TICKS_PER_MILLISECOND).map_err(dates::range)
    }

    /// Later by microseconds.
    #[ps]
    fn add_microseconds(this: DateTime, value: f64) -> Result<DateTime> {
        this.add_units(value, 10).map_err(dates::range)
    }

    /// Later by ticks.
    #[ps]
    fn add_ticks(this: DateTime, value: i64) -> Result<DateTime> {
        this.add(TimeSpan(value)).map_err(dates::range)
    }

    /// Later by months.
    #[ps]
    fn add_months(this: DateTime, months: i32) -> Result<DateTime> {
        this.add_months(months).map_err(dates::range)
    }

    /// Later by years.
    #[ps]
    fn add_years(this: DateTime, value: i32) -> Result<DateTime> {
        this.add_years(value).map_err(dates::range)
    }

    /// The order of two moments.
    #[ps]
    fn compare_to(this: DateTime, value: DateTime) -> i32 {
        values::sign(this.ticks.cmp(&value.ticks))
    }

    /// The other one has the same ticks.
    #[ps]
    fn equals(this: DateTime, value: &Value) -> bool {
        matches!(value.view(), psp_value::View::DateTime(it) if it.ticks == this.ticks)
    }

    /// The texts in all standard formats, or all of one letter.
    #[ps]
    fn get_date_time_formats(context: &mut dyn Context, this: DateTime, format: Option<Char>) -> Vec<String> {
        let letters = format.map_or_else(
            || "dDfFgGmMoOrRstTuUyY".to_owned(),
            |it| char::from_u32(u32::from(it.0)).map(String::from).unwrap_or_default(),
        );
        let text = |it: char| this.format(&it.to_string(), context.culture()).ok();
        letters.chars().filter_map(text).collect()
    }

    /// A number that is the same for equal moments.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// `DateTime`.
    #[ps]
    fn get_type_code(this: DateTime) -> TypeCode {
        let _ = this;
        TypeCode(16)
    }

    /// Summer time holds in the local zone.
    #[ps]
    fn is_daylight_saving_time(this: DateTime) -> bool {
        let winter = DateTime::from_ymd(this.year(), 1, 1).map(datetime::local_offset).unwrap_or_default();
        let summer = DateTime::from_ymd(this.year(), 7, 1).map(datetime::local_offset).unwrap_or_default();
        this.kind != Kind::Utc && winter != summer && datetime::local_offset(this) == winter.max(summer)
    }

    /// The span since another moment, or the moment earlier by a span.
    #[ps]
    fn subtract(this: DateTime, value: DateTime) -> TimeSpan {
        this.since(value)
    }
    #[ps("Subtract")]
    fn subtract_span(this: DateTime, value: TimeSpan) -> Result<DateTime> {
        this.sub(value).map_err(dates::range)
    }

    /// Ticks and kind in one number.
    #[ps]
    fn to_binary(this: DateTime) -> i64 {
        if this.kind == Kind::Local {
            return this.to_utc().with_kind(Kind::Local).to_binary() as i64;
        }
        this.to_binary() as i64
    }

    /// As Windows' file time.
    #[ps]
    fn to_file_time(this: DateTime) -> Result<i64> {
        Self::to_file_time_utc(this.to_utc())
    }

    /// As Windows' file time; unspecified counts as UTC.
    #[ps]
    fn to_file_time_utc(this: DateTime) -> Result<i64> {
        let utc = if this.kind == Kind::Local { this.to_utc() } else { this };
        if utc.ticks < FILE_TIME_OFFSET {
            return Err(
                Fault::new("System.ArgumentOutOfRangeException", "Not a valid Win32 FileTime.").into()
            );
        }
        Ok(utc.ticks - FILE_TIME_OFFSET)
    }

    /// The same moment on the local clock.
    #[ps]
    fn to_local_time(this: DateTime) -> DateTime {
        this.to_local()
    }

    /// The same moment, UTC.
    #[ps]
    fn to_universal_time(this: DateTime) -> DateTime {
        this.to_utc()
    }

    /// The date in words.
    #[ps]
    fn to_long_date_string(context: &mut dyn Context, this: DateTime) -> Result<String> {
        text(this, "D", context)
    }

    /// The time with seconds.
    #[ps]
    fn to_long_time_string(context: &mut dyn Context, this: DateTime) -> Result<String> {
        text(this, "T", context)
    }

    /// The date in numbers.
    #[ps]
    fn to_short_date_string(context: &mut dyn Context, this: DateTime) -> Result<String> {
        text(this, "d", context)
    }

    /// The time without seconds.
    #[ps]
    fn to_short_time_string(context: &mut dyn Context, this: DateTime) -> Result<String> {
        text(this, "t", context)
    }

    /// Days since 1899-12-30.
    #[ps("ToOADate")]
    fn to_oa_date(this: DateTime) -> f64 {
        if this.ticks == 0 {
            return 0.0;
        }
        let mut milliseconds = (this.ticks - OLE_OFFSET) / 10_000;
        if milliseconds < 0 {
            let fraction = milliseconds % 86_400_000;
            if fraction != 0 {
                milliseconds -= (86_400_000 + fraction) * 2;
            }
        }
        milliseconds as f64 / 86_400_000.0
    }

    /// The text in a format, in the current or another culture.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: DateTime, format: Option<String>) -> Result<String> {
        text(this, &format.unwrap_or_default(), context)
    }
    #[ps("ToString")]
    fn text_in(context: &mut dyn Context, this: DateTime, provider: Provider) -> Result<String> {
        this.format("", provider.culture(context)).map_err(|it| dates::format(&it))
    }
    #[ps("ToString")]
    fn text_by(
        context: &mut dyn Context,
        this: DateTime,
        format: &str,
        provider: Provider,
    ) -> Result<String> {
        this.format(format, provider.culture(context)).map_err(|it| dates::format(&it))
    }
}

/// Now, UTC, by the machine's clock.
pub(crate) fn utc_now(context: &dyn Context) -> DateTime {
    DateTime { ticks: context.system().ticks(), kind: Kind::Utc }
}

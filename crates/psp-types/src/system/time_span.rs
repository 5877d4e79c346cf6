//! `System.TimeSpan`.

use crate::{
    declare::Out,
    support::{Provider, culture::culture_of, dates, values},
};
use psp_clr::datetime::{
    TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan,
};
use psp_derive::ps_type;
use psp_value::{Context, Result, Value, View};

/// A length of time.
pub(crate) struct PsTimeSpan;

#[ps_type("System.TimeSpan", of = TIME_SPAN)]
impl PsTimeSpan {
    /// From ticks, or from hours and smaller units, or from days and smaller units.
    #[ps("new")]
    fn from_tick_count(ticks: i64) -> TimeSpan {
        TimeSpan(ticks)
    }
    #[ps("new")]
    fn from_clock(hours: i32, minutes: i32, seconds: i32) -> Result<TimeSpan> {
        parts([0, hours, minutes, seconds, 0, 0])
    }
    #[ps("new")]
    fn from_parts(
        days: i32,
        hours: i32,
        minutes: i32,
        seconds: i32,
        milliseconds: Option<i32>,
        microseconds: Option<i32>,
    ) -> Result<TimeSpan> {
        parts([days, hours, minutes, seconds, milliseconds.unwrap_or(0), microseconds.unwrap_or(0)])
    }

    /// No time.
    #[ps(get)]
    fn zero() -> TimeSpan {
        TimeSpan::ZERO
    }

    /// The longest.
    #[ps(get)]
    fn max_value() -> TimeSpan {
        TimeSpan::MAX
    }

    /// The longest backwards.
    #[ps(get)]
    fn min_value() -> TimeSpan {
        TimeSpan::MIN
    }

    #[ps(get)]
    fn hours_per_day() -> i32 {
        24
    }
    #[ps(get)]
    fn microseconds_per_day() -> i64 {
        86_400_000_000
    }
    #[ps(get)]
    fn microseconds_per_hour() -> i64 {
        3_600_000_000
    }
    #[ps(get)]
    fn microseconds_per_millisecond() -> i64 {
        1_000
    }
    #[ps(get)]
    fn microseconds_per_minute() -> i64 {
        60_000_000
    }
    #[ps(get)]
    fn microseconds_per_second() -> i64 {
        1_000_000
    }
    #[ps(get)]
    fn milliseconds_per_day() -> i64 {
        86_400_000
    }
    #[ps(get)]
    fn milliseconds_per_hour() -> i64 {
        3_600_000
    }
    #[ps(get)]
    fn milliseconds_per_minute() -> i64 {
        60_000
    }
    #[ps(get)]
    fn milliseconds_per_second() -> i64 {
        1_000
    }
    #[ps(get)]
    fn minutes_per_day() -> i64 {
        1_440
    }
    #[ps(get)]
    fn minutes_per_hour() -> i64 {
        60
    }
    #[ps(get)]
    fn nanoseconds_per_tick() -> i64 {
        100
    }
    #[ps(get)]
    fn seconds_per_day() -> i64 {
        86_400
    }
    #[ps(get)]
    fn seconds_per_hour() -> i64 {
        3_600
    }
    #[ps(get)]
    fn seconds_per_minute() -> i64 {
        60
    }
    #[ps(get)]
    fn ticks_per_day() -> i64 {
        864_000_000_000
    }
    #[ps(get)]
    fn ticks_per_hour() -> i64 {
        36_000_000_000
    }
    #[ps(get)]
    fn ticks_per_microsecond() -> i64 {
        10
    }
    #[ps(get)]
    fn ticks_per_millisecond() -> i64 {
        10_000
    }
    #[ps(get)]
    fn ticks_per_minute() -> i64 {
        600_000_000
    }
    #[ps(get)]
    fn ticks_per_second() -> i64 {
        10_000_000
    }

    /// From days.
    #[ps]
    fn from_days(value: f64) -> Result<TimeSpan> {
        TimeSpan::from_units(value, TICKS_PER_DAY).map_err(dates::range)
    }
    #[ps("FromDays")]
    fn from_whole_days(days: i64) -> Result<TimeSpan> {
        whole(days, TICKS_PER_DAY)
    }

    /// From hours.
    #[ps]
    fn from_hours(value: f64) -> Result<TimeSpan> {
        TimeSpan::from_units(value, TICKS_PER_HOUR).map_err(dates::range)
    }
    #[ps("FromHours")]
    fn from_whole_hours(hours: i64) -> Result<TimeSpan> {
        whole(hours, TICKS_PER_HOUR)
    }

    /// From minutes.
    #[ps]
    fn from_minutes(value: f64) -> Result<TimeSpan> {
        TimeSpan::from_units(value, TICKS_PER_MINUTE).map_err(dates::range)
    }
    #[ps("FromMinutes")]
    fn from_whole_minutes(minutes: i64) -> Result<TimeSpan> {
        whole(minutes, TICKS_PER_MINUTE)
    }

    /// From seconds.
    #[ps]
    fn from_seconds(value: f64) -> Result<TimeSpan> {
        TimeSpan::from_units(value, TICKS_PER_SECOND).map_err(dates::range)
    }
    #[ps("FromSeconds")]
    fn from_whole_seconds(seconds: i64) -> Result<TimeSpan> {
        whole(seconds, TICKS_PER_SECOND)
    }

    /// From milliseconds.
    #[ps]
    fn from_milliseconds(value: f64) -> Result<TimeSpan> {
        TimeSpan::from_units(value, TICKS_PER_MILLISECOND).map_err(dates::range)
    }
    #[ps("FromMilliseconds")]
    fn from_whole_milliseconds(milliseconds: i64) -> Result<TimeSpan> {
        whole(milliseconds, TICKS_PER_MILLISECOND)
    }

    /// From microseconds.
    #[ps]
    fn from_microseconds(value: f64) -> Result<TimeSpan> {
        TimeSpan::from_units(value, 10).map_err(dates::range)
    }
    #[ps("FromMicroseconds")]
    fn from_whole_microseconds(microseconds: i64) -> Result<TimeSpan> {
        whole(microseconds, 10)
    }

    /// From ticks.
    #[ps]
    fn from_ticks(value: i64) -> TimeSpan {
        TimeSpan(value)
    }

    /// Reads a span.
    #[ps]
    fn parse(context: &mut dyn Context, s: &str, provider: Option<Provider>) -> Result<TimeSpan> {
        dates::parse_span(s, culture_of(provider, context))
    }

    /// Reads a span in a given format.
    #[ps]
    fn parse_exact(
        context: &mut dyn Context,
        input: &str,
        format: &str,
        provider: Provider,
    ) -> Result<TimeSpan> {
        dates::parse_span_exact(input, &[format.to_owned()], provider.culture(context))
    }
    #[ps("ParseExact")]
    fn parse_any(
        context: &mut dyn Context,
        input: &str,
        formats: &[String],
        provider: Provider,
    ) -> Result<TimeSpan> {
        dates::parse_span_exact(input, formats, provider.culture(context))
    }

    /// Reads a span; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, s: &str, result: Out<TimeSpan>) -> Result<bool> {
        let culture = context.culture();
        tried(context, dates::parse_span(s, culture), &result)
    }
    #[ps("TryParse")]
    fn try_parse_in(
        context: &mut dyn Context,
        s: &str,
        provider: Provider,
        result: Out<TimeSpan>,
    ) -> Result<bool> {
        let culture = provider.culture(context);
        tried(context, dates::parse_span(s, culture), &result)
    }

    /// Reads a span in a given format; false when it cannot.
    #[ps]
    fn try_parse_exact(
        context: &mut dyn Context,
        input: &str,
        format: &str,
        provider: Provider,
        result: Out<TimeSpan>,
    ) -> Result<bool> {
        let culture = provider.culture(context);
        tried(context, dates::parse_span_exact(input, &[format.to_owned()], culture), &result)
    }

    /// The order of two spans.
    #[ps]
    fn compare(t1: TimeSpan, t2: TimeSpan) -> i32 {
        values::sign(t1.cmp(&t2))
    }

    /// Two spans are the same.
    #[ps("Equals")]
    fn same(t1: TimeSpan, t2: TimeSpan) -> bool {
        t1 == t2
    }

    /// Ticks of 100 ns.
    #[ps(get)]
    fn ticks(this: TimeSpan) -> i64 {
        this.0
    }

    /// The days of the span.
    #[ps(get)]
    fn days(this: TimeSpan) -> i32 {
        this.days()
    }

    /// The hours of the span.
    #[ps(get)]
    fn hours(this: TimeSpan) -> i32 {
        this.hours()
    }

    /// The milliseconds of the span.
    #[ps(get)]
    fn milliseconds(this: TimeSpan) -> i32 {
        this.milliseconds()
    }

    /// The microseconds of the span.
    #[ps(get)]
    fn microseconds(this: TimeSpan) -> i32 {
        this.microseconds()
    }

    /// The nanoseconds of the span.
    #[ps(get)]
    fn nanoseconds(this: TimeSpan) -> i32 {
        this.nanoseconds()
    }

    /// The minutes of the span.
    #[ps(get)]
    fn minutes(this: TimeSpan) -> i32 {
        this.minutes()
    }

    /// The seconds of the span.
    #[ps(get)]
    fn seconds(this: TimeSpan) -> i32 {
        this.seconds()
    }

    /// The whole span in days.
    #[ps(get)]
    fn total_days(this: TimeSpan) -> f64 {
        this.total_days()
    }

    /// The whole span in hours.
    #[ps(get)]
    fn total_hours(this: TimeSpan) -> f64 {
        this.total_hours()
    }

    /// The whole span in milliseconds.
    #[ps(get)]
    fn total_milliseconds(this: TimeSpan) -> f64 {
        this.total_milliseconds()
    }

    /// The whole span in microseconds.
    #[ps(get)]
    fn total_microseconds(this: TimeSpan) -> f64 {
        this.total_microseconds()
    }

    /// The whole span in nanoseconds.
    #[ps(get)]
    fn total_nanoseconds(this: TimeSpan) -> f64 {
        this.total_nanoseconds()
    }

    /// The whole span in minutes.
    #[ps(get)]
    fn total_minutes(this: TimeSpan) -> f64 {
        this.total_minutes()
    }

    /// The whole span in seconds.
    #[ps(get)]
    fn total_seconds(this: TimeSpan) -> f64 {
        this.total_seconds()
    }

    /// Longer by another span.
    #[ps]
    fn add(this: TimeSpan, ts: TimeSpan) -> Result<TimeSpan> {
        this.add(ts).map_err(dates::range)
    }

    /// Shorter by another span.
    #[ps]
    fn subtract(this: TimeSpan, ts: TimeSpan) -> Result<TimeSpan> {
        this.sub(ts).map_err(dates::range)
    }

    /// The order of two spans.
    #[ps]
    fn compare_to(this: TimeSpan, value: TimeSpan) -> i32 {
        values::sign(this.cmp(&value))
    }

    /// A part of the span, or how often another one fits.
    #[ps]
    fn divide(this: TimeSpan, divisor: f64) -> Result<TimeSpan> {
        this.divide(divisor).map_err(dates::range)
    }
    #[ps("Divide")]
    fn divide_span(this: TimeSpan, ts: TimeSpan) -> f64 {
        this.0 as f64 / ts.0 as f64
    }

    /// The span without its sign.
    #[ps]
    fn duration(this: TimeSpan) -> Result<TimeSpan> {
        this.duration().map_err(dates::range)
    }

    /// The other one is the same.
    #[ps]
    fn equals(this: TimeSpan, value: &Value) -> bool {
        matches!(value.view(), View::TimeSpan(it) if it == this)
    }

    /// A number that is the same for equal spans.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The span so many times.
    #[ps]
    fn multiply(this: TimeSpan, factor: f64) -> Result<TimeSpan> {
        this.multiply(factor).map_err(dates::range)
    }

    /// The span backwards.
    #[ps]
    fn negate(this: TimeSpan) -> Result<TimeSpan> {
        this.negate().map_err(dates::range)
    }

    /// The text in a format, in the current or another culture.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: TimeSpan, format: Option<String>) -> Result<String> {
        this.format(&format.unwrap_or_default(), context.culture()).map_err(|it| dates::format(&it))
    }
    #[ps("ToString")]
    fn text_by(
        context: &mut dyn Context,
        this: TimeSpan,
        format: &str,
        provider: Provider,
    ) -> Result<String> {
        this.format(format, provider.culture(context)).map_err(|it| dates::format(&it))
    }
}

fn parts(parts: [i32; 6]) -> Result<TimeSpan> {
    let [days, hours, minutes, seconds, milliseconds, microseconds] = parts.map(i64::from);
    TimeSpan::from_parts(days, hours, minutes, seconds, milliseconds, microseconds).map_err(dates::range)
}

fn whole(count: i64, unit: i64) -> Result<TimeSpan> {
    count
        .checked_mul(unit)
        .map(TimeSpan)
        .ok_or_else(|| dates::range(psp_clr::datetime::RangeError::SpanTooLong))
}

fn tried(context: &mut dyn Context, result: Result<TimeSpan>, to: &Out<TimeSpan>) -> Result<bool> {
    let (found, value) = (result.is_ok(), result.unwrap_or_default());
    to.set(context, value)?;
    Ok(found)
}

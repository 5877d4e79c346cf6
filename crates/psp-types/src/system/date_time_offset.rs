//! `System.DateTimeOffset`.

use super::date_time::utc_now;
use crate::{
    declare::{Emulated, Out},
    support::{Provider, culture::culture_of, dates, values},
    system::{enums::DayOfWeek, globalization::enums::DateTimeStyles},
};
use psp_clr::datetime::{
    self, DateStyles, DateTime, DateTimeOffset as Moment, Kind, RangeError, TICKS_PER_DAY, TICKS_PER_HOUR,
    TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan, TimeZone,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Value};
use std::cmp::Ordering;

/// A moment with its distance from UTC.
pub(crate) struct DateTimeOffset(Moment);

impl Native for DateTimeOffset {
    fn text(&self, context: &mut dyn Context, format: Option<&str>) -> Result<Option<String>> {
        self.0.format(format.unwrap_or(""), context.culture()).map(Some).map_err(|it| dates::format(&it))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0.utc_ticks() == self.0.utc_ticks())
    }

    fn compare(&self, other: &Value) -> Option<Ordering> {
        Some(self.0.utc_ticks().cmp(&other.downcast::<Self>()?.0.utc_ticks()))
    }

    fn hash(&self) -> Option<u64> {
        Some(self.0.utc_ticks() as u64)
    }
}

impl DateTimeOffset {
    /// The same moment on the clock of a zone.
    pub(crate) fn seen_from(&self, zone: &TimeZone) -> Result<Self> {
        made(self.0.to_offset(datetime::zone_offset(zone, self.0.utc().with_kind(Kind::Utc))))
    }
}

fn made(it: std::result::Result<Moment, RangeError>) -> Result<DateTimeOffset> {
    it.map(DateTimeOffset).map_err(dates::range)
}

/// The moment with another clock time and the same offset.
fn with_clock(
    it: &DateTimeOffset,
    clock: std::result::Result<DateTime, RangeError>,
) -> Result<DateTimeOffset> {
    made(clock.and_then(|clock| Moment::new(clock.with_kind(Kind::Unspecified), it.0.offset)))
}

fn parse(
    context: &dyn Context,
    text: &str,
    provider: Option<Provider>,
    styles: DateTimeStyles,
) -> Result<DateTimeOffset> {
    let culture = culture_of(provider, context);
    datetime::parse_offset(text, culture, DateStyles(styles.0 as u32), dates::today(context))
        .map(DateTimeOffset)
        .map_err(|it| dates::fail(it.message(text, "DateTime")))
}

fn parse_exact(
    context: &dyn Context,
    text: &str,
    formats: &[String],
    provider: Provider,
    styles: DateTimeStyles,
) -> Result<DateTimeOffset> {
    let formats: Vec<_> = formats.iter().map(String::as_str).collect();
    let culture = provider.culture(context);
    datetime::parse_exact_offset(text, &formats, culture, DateStyles(styles.0 as u32), dates::today(context))
        .map(DateTimeOffset)
        .map_err(|it| dates::fail(it.message(text, "DateTime")))
}

fn tried(context: &mut dyn Context, result: Result<DateTimeOffset>, to: &Out<Value>) -> Result<bool> {
    let found = result.is_ok();
    let value = result.unwrap_or(DateTimeOffset(Moment::default()));
    to.set(context, Object::native(DateTimeOffset::ty(), value))?;
    Ok(found)
}

#[ps_type("System.DateTimeOffset", kind = Struct, interfaces = [ICOMPARABLE, IFORMATTABLE])]
impl DateTimeOffset {
    /// From a moment, a clock time and an offset, or from parts.
    #[ps("new")]
    fn from_date_time(date_time: DateTime, offset: Option<TimeSpan>) -> Result<Self> {
        match offset {
            Some(offset) => made(Moment::new(date_time, offset)),
            None => Ok(Self(Moment::from_datetime(date_time))),
        }
    }
    #[ps("new")]
    fn from_ticks(ticks: i64, offset: TimeSpan) -> Result<Self> {
        made(DateTime::new(ticks, Kind::Unspecified).and_then(|it| Moment::new(it, offset)))
    }
    #[ps("new")]
    fn from_parts(
        year: i32,
        month: i32,
        day: i32,
        hour: i32,
        minute: i32,
        second: i32,
        offset: TimeSpan,
    ) -> Result<Self> {
        made(
            DateTime::from_parts(year, month, day, hour, minute, second)
                .and_then(|it| Moment::new(it, offset)),
        )
    }

    /// The first moment.
    #[ps(get)]
    fn min_value() -> Self {
        Self(Moment::default())
    }

    /// The last moment.
    #[ps(get)]
    fn max_value() -> Result<Self> {
        made(Moment::new(DateTime::MAX, TimeSpan::ZERO))
    }

    /// The start of 1970.
    #[ps(get)]
    fn unix_epoch() -> Result<Self> {
        made(Moment::from_unix_seconds(0))
    }

    /// Now, with the local offset.
    #[ps(get)]
    fn now(context: &mut dyn Context) -> Self {
        Self(Moment::from_datetime(utc_now(context).to_local()))
    }

    /// Now, UTC.
    #[ps(get)]
    fn utc_now(context: &mut dyn Context) -> Self {
        Self(Moment::from_datetime(utc_now(context)))
    }

    /// The order of two moments.
    #[ps("Compare")]
    fn compare_two(first: &Self, second: &Self) -> i32 {
        values::sign(first.0.utc_ticks().cmp(&second.0.utc_ticks()))
    }

    /// The moment after so many milliseconds since 1970.
    #[ps]
    fn from_unix_time_milliseconds(milliseconds: i64) -> Result<Self> {
        made(Moment::from_unix_milliseconds(milliseconds)).map_err(|_| {
            let message = "Valid values are between -62135596800000 and 253402300799999, inclusive.";
            Fault::out_of_range(message, "milliseconds").into()
        })
    }

    /// The moment after so many seconds since 1970.
    #[ps]
    fn from_unix_time_seconds(seconds: i64) -> Result<Self> {
        made(Moment::from_unix_seconds(seconds)).map_err(|_| {
            Fault::out_of_range(
                "Valid values are between -62135596800 and 253402300799, inclusive.",
                "seconds",
            )
            .into()
        })
    }

    /// Reads a moment.
    #[ps("Parse")]
    fn parsed(
        context: &mut dyn Context,
        input: &str,
        format_provider: Option<Provider>,
        styles: Option<DateTimeStyles>,
    ) -> Result<Self> {
        parse(context, input, format_provider, styles.unwrap_or(DateTimeStyles(0)))
    }

    /// Reads a moment in a given format.
    #[ps("ParseExact")]
    fn parsed_exactly(
        context: &mut dyn Context,
        input: &str,
        format: &str,
        format_provider: Provider,
        styles: Option<DateTimeStyles>,
    ) -> Result<Self> {
        let styles = styles.unwrap_or(DateTimeStyles(0));
        parse_exact(context, input, &[format.to_owned()], format_provider, styles)
    }

    /// Reads a moment; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, input: &str, result: Out<Value>) -> Result<bool> {
        let parsed = parse(context, input, None, DateTimeStyles(0));
        tried(context, parsed, &result)
    }
    #[ps]
    fn try_parse_exact(
        context: &mut dyn Context,
        input: &str,
        format: &str,
        format_provider: Provider,
        styles: DateTimeStyles,
        result: Out<Value>,
    ) -> Result<bool> {
        let parsed = parse_exact(context, input, &[format.to_owned()], format_provider, styles);
        tried(context, parsed, &result)
    }

    /// The clock time, without the offset.
    #[ps(get)]
    fn date_time(&self) -> DateTime {
        self.0.clock.with_kind(Kind::Unspecified)
    }

    /// The moment, UTC.
    #[ps(get)]
    fn utc_date_time(&self) -> DateTime {
        self.0.utc()
    }

    /// The moment on the local clock.
    #[ps(get)]
    fn local_date_time(&self) -> DateTime {
        self.0.local()
    }

    /// Midnight of the day.
    #[ps(get)]
    fn date(&self) -> DateTime {
        self.0.clock.date()
    }
    #[ps(get)]
    fn day(&self) -> i32 {
        self.0.clock.day()
    }
    #[ps(get)]
    fn day_of_week(&self) -> DayOfWeek {
        DayOfWeek(i64::from(self.0.clock.day_of_week()))
    }
    #[ps(get)]
    fn day_of_year(&self) -> i32 {
        self.0.clock.day_of_year()
    }
    #[ps(get)]
    fn hour(&self) -> i32 {
        self.0.clock.hour()
    }
    #[ps(get)]
    fn millisecond(&self) -> i32 {
        self.0.clock.millisecond()
    }
    #[ps(get)]
    fn microsecond(&self) -> i32 {
        self.0.clock.microsecond()
    }
    #[ps(get)]
    fn nanosecond(&self) -> i32 {
        self.0.clock.nanosecond()
    }
    #[ps(get)]
    fn minute(&self) -> i32 {
        self.0.clock.minute()
    }
    #[ps(get)]
    fn month(&self) -> i32 {
        self.0.clock.month()
    }

    /// How far the clock is ahead of UTC.
    #[ps(get)]
    fn offset(&self) -> TimeSpan {
        self.0.offset
    }
    #[ps(get)]
    fn total_offset_minutes(&self) -> i32 {
        self.0.offset.total_minutes() as i32
    }
    #[ps(get)]
    fn second(&self) -> i32 {
        self.0.clock.second()
    }
    #[ps(get)]
    fn ticks(&self) -> i64 {
        self.0.clock.ticks
    }
    #[ps(get)]
    fn utc_ticks(&self) -> i64 {
        self.0.utc_ticks()
    }
    #[ps(get)]
    fn time_of_day(&self) -> TimeSpan {
        self.0.clock.time_of_day()
    }

    /// A part of the clock time.
    #[ps(get)]
    fn year(&self) -> i32 {
        self.0.clock.year()
    }

    /// Later by a span.
    #[ps]
    fn add(&self, time_span: TimeSpan) -> Result<Self> {
        made(self.0.add(time_span))
    }
    #[ps]
    fn add_days(&self, days: f64) -> Result<Self> {
        with_clock(self, self.0.clock.add_units(days, TICKS_PER_DAY))
    }
    #[ps]
    fn add_hours(&self, hours: f64) -> Result<Self> {
        with_clock(self, self.0.clock.add_units(hours, TICKS_PER_HOUR))
    }
    #[ps]
    fn add_minutes(&self, minutes: f64) -> Result<Self> {
        with_clock(self, self.0.clock.add_units(minutes, TICKS_PER_MINUTE))
    }
    #[ps]
    fn add_seconds(&self, seconds: f64) -> Result<Self> {
        with_clock(self, self.0.clock.add_units(seconds, TICKS_PER_SECOND))
    }
    #[ps]
    fn add_milliseconds(&self, milliseconds: f64) -> Result<Self> {
        with_clock(self, self.0.clock.add_units(milliseconds, TICKS_PER_MILLISECOND))
    }
    #[ps]
    fn add_ticks(&self, ticks: i64) -> Result<Self> {
        made(self.0.add(TimeSpan(ticks)))
    }
    #[ps]
    fn add_months(&self, months: i32) -> Result<Self> {
        with_clock(self, self.0.clock.add_months(months))
    }
    #[ps]
    fn add_years(&self, years: i32) -> Result<Self> {
        with_clock(self, self.0.clock.add_years(years))
    }

    /// The order of two moments.
    #[ps]
    fn compare_to(&self, other: &Self) -> i32 {
        values::sign(self.0.utc_ticks().cmp(&other.0.utc_ticks()))
    }

    /// The same moment.
    #[ps("Equals")]
    fn same(&self, obj: &Value) -> bool {
        Native::equals(self, obj).unwrap_or(false)
    }
    #[ps]
    fn equals_exact(&self, other: &Self) -> bool {
        self.0.utc_ticks() == other.0.utc_ticks() && self.0.offset == other.0.offset
    }

    /// A number that is the same for equal moments.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The span since another moment, or the moment earlier by a span.
    #[ps]
    fn subtract(&self, value: &Self) -> TimeSpan {
        self.0.since(&value.0)
    }
    #[ps("Subtract")]
    fn subtract_span(&self, value: TimeSpan) -> Result<Self> {
        made(value.negate().and_then(|it| self.0.add(it)))
    }

    /// The operators.
    #[ps("op_Addition")]
    fn plus(date_time_offset: &Self, time_span: TimeSpan) -> Result<Self> {
        date_time_offset.add(time_span)
    }
    #[ps("op_Subtraction")]
    fn minus(left: &Self, right: &Self) -> TimeSpan {
        left.subtract(right)
    }
    #[ps("op_Subtraction")]
    fn minus_span(date_time_offset: &Self, time_span: TimeSpan) -> Result<Self> {
        date_time_offset.subtract_span(time_span)
    }

    /// The same moment on the local clock.
    #[ps]
    fn to_local_time(&self) -> Self {
        Self(self.0.to_local())
    }

    /// The same moment with another offset.
    #[ps]
    fn to_offset(&self, offset: TimeSpan) -> Result<Self> {
        made(self.0.to_offset(offset))
    }

    /// The same moment, UTC.
    #[ps]
    fn to_universal_time(&self) -> Result<Self> {
        made(self.0.to_offset(TimeSpan::ZERO))
    }

    /// Milliseconds since 1970.
    #[ps]
    fn to_unix_time_milliseconds(&self) -> i64 {
        self.0.unix_milliseconds()
    }

    /// Seconds since 1970.
    #[ps]
    fn to_unix_time_seconds(&self) -> i64 {
        self.0.unix_seconds()
    }

    /// The text in a format, in the current or another culture.
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context, format: Option<String>) -> Result<String> {
        let format = format.unwrap_or_default();
        self.0.format(&format, context.culture()).map_err(|it| dates::format(&it))
    }
    #[ps("ToString")]
    fn as_text_by(&self, context: &mut dyn Context, format: &str, provider: Provider) -> Result<String> {
        self.0.format(format, provider.culture(context)).map_err(|it| dates::format(&it))
    }
}

//! `System.DateOnly` and `System.TimeOnly`.

use crate::{
    declare::{Emulated, Out},
    support::{Provider, dates, values},
    system::{enums::DayOfWeek, globalization::enums::DateTimeStyles},
};
use psp_clr::datetime::{DateOnly as Day, DateTime, TimeOnly as Time, TimeSpan};
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Value};
use std::cmp::Ordering;

/// A day.
pub(crate) struct DateOnly(Day);
/// A time of the day.
pub(crate) struct TimeOnly(Time);

impl Native for DateOnly {
    fn text(&self, context: &mut dyn Context, format: Option<&str>) -> Result<Option<String>> {
        self.0.format(format.unwrap_or(""), context.culture()).map(Some).map_err(|it| dates::format(&it))
    }
    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0 == self.0)
    }
    fn compare(&self, other: &Value) -> Option<Ordering> {
        Some(self.0.cmp(&other.downcast::<Self>()?.0))
    }
    fn hash(&self) -> Option<u64> {
        Some(self.0.0 as u64)
    }
}

impl Native for TimeOnly {
    fn text(&self, context: &mut dyn Context, format: Option<&str>) -> Result<Option<String>> {
        self.0.format(format.unwrap_or(""), context.culture()).map(Some).map_err(|it| dates::format(&it))
    }
    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0 == self.0)
    }
    fn compare(&self, other: &Value) -> Option<Ordering> {
        Some(self.0.cmp(&other.downcast::<Self>()?.0))
    }
    fn hash(&self) -> Option<u64> {
        Some(self.0.0 as u64)
    }
}

fn not_a(text: &str, what: &str) -> psp_value::Interrupt {
    dates::fail(format!("String '{text}' was not recognized as a valid {what}."))
}

fn moment(context: &dyn Context, text: &str, format: Option<&str>, what: &str) -> Result<DateTime> {
    let culture = context.culture();
    let parsed = match format {
        Some(format) => dates::parse_exact(context, text, &[format.to_owned()], culture, DateTimeStyles(0)),
        None => dates::parse(context, text, culture, DateTimeStyles(0)),
    };
    parsed.map_err(|_| not_a(text, what))
}

#[ps_type("System.DateOnly", kind = Struct, interfaces = [ICOMPARABLE, IFORMATTABLE])]
impl DateOnly {
    /// From year, month and day.
    #[ps("new")]
    fn new(year: i32, month: i32, day: i32) -> Result<Self> {
        Day::new(year, month, day).map(Self).map_err(dates::range)
    }

    /// The first and the last day.
    #[ps(get)]
    fn min_value() -> Self {
        Self(Day(0))
    }
    #[ps(get)]
    fn max_value() -> Self {
        Self(Day::MAX)
    }

    /// The day of a moment.
    #[ps]
    fn from_date_time(date_time: DateTime) -> Self {
        Self(Day::from_datetime(date_time))
    }
    #[ps]
    fn from_day_number(day_number: i32) -> Self {
        Self(Day(day_number))
    }

    /// Reads a day.
    #[ps]
    fn parse(context: &mut dyn Context, s: &str, provider: Option<Provider>) -> Result<Self> {
        let _ = provider;
        moment(context, s, None, "DateOnly").map(|it| Self(Day::from_datetime(it)))
    }
    #[ps]
    fn parse_exact(
        context: &mut dyn Context,
        s: &str,
        format: &str,
        provider: Option<Provider>,
    ) -> Result<Self> {
        let _ = provider;
        moment(context, s, Some(format), "DateOnly").map(|it| Self(Day::from_datetime(it)))
    }

    /// Reads a day; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, s: &str, result: Out<Value>) -> Result<bool> {
        let parsed = moment(context, s, None, "DateOnly");
        let found = parsed.is_ok();
        let day = Self(parsed.map_or(Day(0), Day::from_datetime));
        result.set(context, Object::native(Self::ty(), day))?;
        Ok(found)
    }
    #[ps]
    fn try_parse_exact(context: &mut dyn Context, s: &str, format: &str, result: Out<Value>) -> Result<bool> {
        let parsed = moment(context, s, Some(format), "DateOnly");
        let found = parsed.is_ok();
        let day = Self(parsed.map_or(Day(0), Day::from_datetime));
        result.set(context, Object::native(Self::ty(), day))?;
        Ok(found)
    }

    /// A part of the day.
    #[ps(get)]
    fn year(&self) -> i32 {
        self.0.midnight().year()
    }
    #[ps(get)]
    fn month(&self) -> i32 {
        self.0.midnight().month()
    }
    #[ps(get)]
    fn day(&self) -> i32 {
        self.0.midnight().day()
    }
    #[ps(get)]
    fn day_of_week(&self) -> DayOfWeek {
        DayOfWeek(i64::from(self.0.midnight().day_of_week()))
    }
    #[ps(get)]
    fn day_of_year(&self) -> i32 {
        self.0.midnight().day_of_year()
    }
    #[ps(get)]
    fn day_number(&self) -> i32 {
        self.0.0
    }

    /// Another day.
    #[ps]
    fn add_days(&self, value: i32) -> Result<Self> {
        self.0.add_days(value).map(Self).map_err(dates::range)
    }
    #[ps]
    fn add_months(&self, value: i32) -> Result<Self> {
        self.0.add_months(value).map(Self).map_err(dates::range)
    }
    #[ps]
    fn add_years(&self, value: i32) -> Result<Self> {
        self.0.add_years(value).map(Self).map_err(dates::range)
    }

    /// The moment at a time of the day.
    #[ps]
    fn to_date_time(&self, time: &TimeOnly) -> Result<DateTime> {
        self.0.midnight().add(TimeSpan(time.0.0)).map_err(dates::range)
    }

    /// The order of two days.
    #[ps]
    fn compare_to(&self, value: &Self) -> i32 {
        values::sign(self.0.cmp(&value.0))
    }

    /// The text in a format.
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context, format: Option<String>) -> Result<String> {
        self.0.format(&format.unwrap_or_default(), context.culture()).map_err(|it| dates::format(&it))
    }
    #[ps("ToString")]
    fn as_text_by(&self, context: &mut dyn Context, format: &str, provider: Provider) -> Result<String> {
        self.0.format(format, provider.culture(context)).map_err(|it| dates::format(&it))
    }
}

#[ps_type("System.TimeOnly", kind = Struct, interfaces = [ICOMPARABLE, IFORMATTABLE])]
impl TimeOnly {
    /// From hour, minute, second and millisecond.
    #[ps("new")]
    fn new(hour: i32, minute: i32, second: Option<i32>, millisecond: Option<i32>) -> Result<Self> {
        Time::new(hour, minute, second.unwrap_or(0), millisecond.unwrap_or(0)).map(Self).map_err(dates::range)
    }

    /// The first and the last time.
    #[ps(get)]
    fn min_value() -> Self {
        Self(Time(0))
    }
    #[ps(get)]
    fn max_value() -> Self {
        Self(Time(psp_clr::datetime::TICKS_PER_DAY - 1))
    }

    /// The time of a moment.
    #[ps]
    fn from_date_time(date_time: DateTime) -> Self {
        Self(Time(date_time.time_of_day().0))
    }
    #[ps]
    fn from_time_span(time_span: TimeSpan) -> Self {
        Self(Time(time_span.0))
    }

    /// Reads a time.
    #[ps]
    fn parse(context: &mut dyn Context, s: &str) -> Result<Self> {
        moment(context, s, None, "TimeOnly").map(|it| Self(Time(it.time_of_day().0)))
    }

    /// A part of the time.
    #[ps(get)]
    fn hour(&self) -> i32 {
        self.0.on_first_day().hour()
    }
    #[ps(get)]
    fn minute(&self) -> i32 {
        self.0.on_first_day().minute()
    }
    #[ps(get)]
    fn second(&self) -> i32 {
        self.0.on_first_day().second()
    }
    #[ps(get)]
    fn millisecond(&self) -> i32 {
        self.0.on_first_day().millisecond()
    }
    #[ps(get)]
    fn microsecond(&self) -> i32 {
        self.0.on_first_day().microsecond()
    }
    #[ps(get)]
    fn nanosecond(&self) -> i32 {
        self.0.on_first_day().nanosecond()
    }
    #[ps(get)]
    fn ticks(&self) -> i64 {
        self.0.0
    }

    /// Another time; past midnight it starts again.
    #[ps]
    fn add(&self, value: TimeSpan) -> Self {
        Self(self.0.add(value))
    }
    #[ps]
    fn add_hours(&self, value: f64) -> Result<Self> {
        let span = TimeSpan::from_units(value, psp_clr::datetime::TICKS_PER_HOUR).map_err(dates::range)?;
        Ok(Self(self.0.add(span)))
    }
    #[ps]
    fn add_minutes(&self, value: f64) -> Result<Self> {
        let span = TimeSpan::from_units(value, psp_clr::datetime::TICKS_PER_MINUTE).map_err(dates::range)?;
        Ok(Self(self.0.add(span)))
    }

    /// The time from one to the other, going forward.
    #[ps("op_Subtraction")]
    fn minus(t1: &Self, t2: &Self) -> TimeSpan {
        const DAY: i64 = 864_000_000_000;
        TimeSpan((t1.ticks() - t2.ticks()).rem_euclid(DAY))
    }

    /// It lies between two times.
    #[ps]
    fn is_between(&self, start: &Self, end: &Self) -> bool {
        self.0.is_between(start.0, end.0)
    }

    /// The time since midnight.
    #[ps]
    fn to_time_span(&self) -> TimeSpan {
        TimeSpan(self.0.0)
    }

    /// The order of two times.
    #[ps]
    fn compare_to(&self, value: &Self) -> i32 {
        values::sign(self.0.cmp(&value.0))
    }

    /// The text in a format.
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context, format: Option<String>) -> Result<String> {
        self.0.format(&format.unwrap_or_default(), context.culture()).map_err(|it| dates::format(&it))
    }
}

//! `Get-Date`, `New-TimeSpan`, `Start-Sleep`: times and spans of time.

use psp_clr::datetime::{DateTime, Kind, RangeError, TimeSpan, format_unix};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Context, ExtraMember, ExtraMemberKind, Fault, Interrupt, Result, Str, Value, View, member};
use std::time::Duration;

/// Gives a point in time: now, or a date with some of its parts replaced, as an object or as text.
///
/// ```powershell
/// Get-Date -Year 2024 -Month 2 -Day 29 -Format yyyy-MM-dd
/// Get-Date -UnixTimeSeconds 0 -AsUTC
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Date", default_set = "DateAndFormat", output = "System.String", output = "System.DateTime")]
pub(super) struct GetDate {
    /// The date to start from; now unless given.
    #[param(
        set = "DateAndFormat",
        position = 0,
        pipeline,
        by_name,
        alias = "LastWriteTime",
        ty = "System.DateTime"
    )]
    #[param(set = "DateAndUFormat", position = 0, pipeline, by_name)]
    date: Value,
    /// Seconds since the start of 1970, UTC.
    #[param(set = "UnixTimeSecondsAndFormat", mandatory, alias = "UnixTime", validate_range(-62_135_596_800, 253_402_300_799))]
    #[param(set = "UnixTimeSecondsAndUFormat", mandatory)]
    unix_time_seconds: Option<i64>,
    /// Replaces the year.
    #[param(validate_range(1, 9999))]
    year: Option<i32>,
    /// Replaces the month.
    #[param(validate_range(1, 12))]
    month: Option<i32>,
    /// Replaces the day.
    #[param(validate_range(1, 31))]
    day: Option<i32>,
    /// Replaces the hour.
    #[param(validate_range(0, 23))]
    hour: Option<i32>,
    /// Replaces the minute.
    #[param(validate_range(0, 59))]
    minute: Option<i32>,
    /// Replaces the second.
    #[param(validate_range(0, 59))]
    second: Option<i32>,
    /// Replaces the millisecond.
    #[param(validate_range(0, 999))]
    millisecond: Option<i32>,
    /// Whether `Date`, `Time` or `DateTime` is shown.
    #[param(ty = "Microsoft.PowerShell.Commands.DisplayHintType")]
    display_hint: Value,
    /// Gives text by a format with `%` as in Unix.
    #[param(set = "DateAndUFormat", mandatory)]
    #[param(set = "UnixTimeSecondsAndUFormat", mandatory)]
    u_format: Option<String>,
    /// Gives text by a .NET format, or `FileDate`, `FileDateTime` and their `Universal` siblings.
    #[param(set = "DateAndFormat")]
    #[param(set = "UnixTimeSecondsAndFormat")]
    format: Option<String>,
    /// Turns the time into UTC.
    #[param(name = "AsUTC")]
    as_utc: Switch,
}

/// Makes a span of time: between two dates, or out of its parts.
///
/// ```powershell
/// New-TimeSpan -Start 2024-01-01 -End 2024-03-01
/// New-TimeSpan -Hours 1 -Minutes 30
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-TimeSpan", default_set = "Date", output = "System.TimeSpan")]
pub(super) struct NewTimeSpan {
    /// Where the span starts; now unless given.
    #[param(set = "Date", position = 0, pipeline, by_name, alias = "LastWriteTime", ty = "System.DateTime")]
    start: Value,
    /// Where the span ends; now unless given.
    #[param(set = "Date", position = 1, by_name, ty = "System.DateTime")]
    end: Value,
    /// Days.
    #[param(set = "Time")]
    days: Option<i32>,
    /// Hours.
    #[param(set = "Time")]
    hours: Option<i32>,
    /// Minutes.
    #[param(set = "Time")]
    minutes: Option<i32>,
    /// Seconds.
    #[param(set = "Time")]
    seconds: Option<i32>,
    /// Milliseconds.
    #[param(set = "Time")]
    milliseconds: Option<i32>,
}

/// Waits.
///
/// ```powershell
/// Start-Sleep -Milliseconds 10
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Start-Sleep", default_set = "Seconds")]
pub(super) struct StartSleep {
    /// How many seconds; parts of a second are allowed.
    #[param(set = "Seconds", position = 0, mandatory, pipeline, by_name, validate_range(0, 2_147_483))]
    seconds: Option<f64>,
    /// How many milliseconds.
    #[param(set = "Milliseconds", mandatory, by_name, alias = "ms", validate_range(0, 2_147_483_647))]
    milliseconds: Option<i32>,
    /// How long, as a `[timespan]`.
    #[param(
        set = "FromTimeSpan",
        position = 0,
        mandatory,
        pipeline,
        by_name,
        alias = "ts",
        ty = "System.TimeSpan"
    )]
    duration: Value,
}

/// The time of day, local.
fn now(shell: &Shell<'_>) -> DateTime {
    DateTime { ticks: shell.engine().system.ticks(), kind: Kind::Utc }.to_local()
}

fn out_of_range(error: RangeError) -> Interrupt {
    let fault = match error.parameter() {
        Some(parameter) => Fault::out_of_range(error.message(), parameter),
        None => Fault::new("System.ArgumentOutOfRangeException", error.message()),
    };
    fault.id("System.ArgumentOutOfRangeException").into()
}

fn date_of(value: &Value) -> Option<DateTime> {
    match value.unboxed().view() {
        View::DateTime(it) => Some(it),
        _ => None,
    }
}

impl Cmdlet for GetDate {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let start = match (date_of(&self.date), self.unix_time_seconds) {
            (Some(date), _) => date,
            (None, Some(seconds)) => DateTime::from_unix_ticks(seconds.saturating_mul(10_000_000))
                .map_err(out_of_range)?
                .to_local(),
            (None, None) => now(shell),
        };
        let mut date = self.replaced(start).map_err(out_of_range)?;
        if self.as_utc.0 {
            date = date.to_utc();
        }
        if let Some(format) = &self.u_format {
            let text = format_unix(date, format, shell.culture).map_err(|it| bad_format(&it.message()))?;
            return shell.write(text);
        }
        if let Some(format) = &self.format {
            let (date, format) = special(date, format);
            let text = date.format(format, shell.culture).map_err(|it| bad_format(&it.message()))?;
            return shell.write(text);
        }
        let object = member::boxed(&date.into());
        let hint = if shell.is_bound("DisplayHint") { self.display_hint.clone() } else { default_hint() };
        let kind = ExtraMemberKind::Note(hint);
        member::add_member(&object, ExtraMember { name: Str::new("DisplayHint"), kind, hidden: false });
        shell.write(object)
    }
}

fn bad_format(message: &str) -> Interrupt {
    Fault::new("System.FormatException", message).id("System.FormatException").into()
}

fn default_hint() -> Value {
    psp_runtime::session::enum_value("Microsoft.PowerShell.Commands.DisplayHintType", "DateTime")
}

/// The formats that have names of their own.
fn special(date: DateTime, format: &str) -> (DateTime, &str) {
    match format.to_ascii_lowercase().as_str() {
        "filedate" => (date, "yyyyMMdd"),
        "filedateuniversal" => (date.to_utc(), "yyyyMMddZ"),
        "filedatetime" => (date, "yyyyMMddTHHmmssffff"),
        "filedatetimeuniversal" => (date.to_utc(), "yyyyMMddTHHmmssffffZ"),
        _ => (date, format),
    }
}

impl GetDate {
    fn replaced(&self, start: DateTime) -> std::result::Result<DateTime, RangeError> {
        const SECOND: i64 = 10_000_000;
        let mut date = start;
        let shift = |date: DateTime, by: i64| date.add(TimeSpan(by));
        if let Some(year) = self.year {
            date = date.add_years(year - date.year())?;
        }
        if let Some(month) = self.month {
            date = date.add_months(month - date.month())?;
        }
        if let Some(day) = self.day {
            date = shift(date, i64::from(day - date.day()) * 86_400 * SECOND)?;
        }
        if let Some(hour) = self.hour {
            date = shift(date, i64::from(hour - date.hour()) * 3_600 * SECOND)?;
        }
        if let Some(minute) = self.minute {
            date = shift(date, i64::from(minute - date.minute()) * 60 * SECOND)?;
        }
        if let Some(second) = self.second {
            date = shift(date, i64::from(second - date.second()) * SECOND)?;
        }
        if let Some(millisecond) = self.millisecond {
            date = shift(date, i64::from(millisecond - date.millisecond()) * 10_000)?;
            date = shift(date, -(date.ticks % 10_000))?;
        }
        Ok(date)
    }
}

impl Cmdlet for NewTimeSpan {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let by_parts = [self.days, self.hours, self.minutes, self.seconds, self.milliseconds];
        if by_parts.iter().any(Option::is_some) || shell.parameter_set().text() == "Time" {
            let [days, hours, minutes, seconds, milliseconds] = by_parts.map(|it| i64::from(it.unwrap_or(0)));
            let all = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
            return shell.write(Value::from(TimeSpan(all.saturating_mul(10_000))));
        }
        let today = now(shell);
        let start = date_of(&self.start).unwrap_or(today);
        let end = date_of(&self.end).unwrap_or(today);
        shell.write(Value::from(end.since(start)))
    }
}

impl Cmdlet for StartSleep {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let duration = match (self.seconds, self.milliseconds, self.duration.unboxed().view()) {
            (Some(seconds), _, _) => Duration::try_from_secs_f64(seconds).unwrap_or_default(),
            (None, Some(it), _) => Duration::from_millis(u64::try_from(it).unwrap_or(0)),
            (None, None, View::TimeSpan(it)) => {
                Duration::from_nanos(u64::try_from(it.0).unwrap_or(0).saturating_mul(100))
            }
            _ => Duration::ZERO,
        };
        if duration.is_zero() {
            return Ok(());
        }
        let system = shell.engine().system.clone();
        let stopped = system.sleep(duration, shell.session.stop());
        if stopped { Err(Interrupt::stopped()) } else { Ok(()) }
    }
}

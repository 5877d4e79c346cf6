//! `System.TimeZoneInfo`.

use super::date_time_offset::DateTimeOffset;
use crate::support::files::io_error;
use psp_clr::datetime::{
    DateTime, Kind, TimeSpan, TimeZone, find_zone, is_ambiguous_time, is_invalid_time, local_zone,
    zone_offset,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Result, Value};

/// A time zone.
pub(crate) struct TimeZoneInfo(TimeZone);

impl Native for TimeZoneInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.shown()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.identifier() == self.identifier())
    }
}

impl TimeZoneInfo {
    fn identifier(&self) -> String {
        self.0.iana_name().unwrap_or("UTC").to_owned()
    }

    /// The offset in winter.
    fn base(&self) -> TimeSpan {
        let at = |month| {
            let day = DateTime::from_ymd(2024, month, 1).unwrap_or_default();
            zone_offset(&self.0, day)
        };
        at(1).min(at(7))
    }

    fn summer(&self) -> TimeSpan {
        let at = |month| {
            let day = DateTime::from_ymd(2024, month, 1).unwrap_or_default();
            zone_offset(&self.0, day)
        };
        at(1).max(at(7))
    }

    fn shown(&self) -> String {
        let base = self.base();
        let sign = if base.0 < 0 { '-' } else { '+' };
        let minutes = (base.total_minutes() as i64).abs();
        let name = self.identifier();
        if name == "UTC" {
            return "(UTC) Coordinated Universal Time".to_owned();
        }
        format!("(UTC{sign}{:02}:{:02}) {name}", minutes / 60, minutes % 60)
    }

    fn clock(&self, utc: DateTime) -> DateTime {
        let offset = zone_offset(&self.0, utc.with_kind(Kind::Utc));
        let kind = if self.identifier() == "UTC" { Kind::Utc } else { Kind::Unspecified };
        utc.add(offset).map_or(utc, |it| it.with_kind(kind))
    }

    fn utc(&self, clock: DateTime) -> DateTime {
        if clock.kind == Kind::Utc {
            return clock;
        }
        let offset = zone_offset(&self.0, clock.with_kind(Kind::Unspecified));
        clock.sub(offset).map_or(clock, |it| it.with_kind(Kind::Utc))
    }
}

#[ps_type("System.TimeZoneInfo")]
impl TimeZoneInfo {
    /// The machine's.
    #[ps(get)]
    fn local() -> Self {
        Self(local_zone())
    }

    /// UTC.
    #[ps("Utc", get)]
    fn universal() -> Self {
        Self(TimeZone::UTC)
    }

    /// The one with a name.
    #[ps]
    fn find_system_time_zone_by_id(id: &str) -> Result<Self> {
        find_zone(id).filter(|_| !id.is_empty()).map(Self).ok_or_else(|| {
            let message = format!("The time zone ID '{id}' was not found on the local computer.");
            let inner = io_error(format!("Could not find file '/usr/share/zoneinfo/{id}'."));
            let fault = Fault::new("System.TimeZoneNotFoundException", message);
            let cause =
                inner.record().and_then(|it| psp_value::ErrorRecord::with(it, |it| it.exception.clone()));
            match cause {
                Some(it) => fault.inner(it).into(),
                None => fault.into(),
            }
        })
    }

    /// A moment on another clock.
    #[ps]
    fn convert_time(date_time: DateTime, destination_time_zone: &Self) -> DateTime {
        destination_time_zone.clock(date_time.to_utc())
    }
    #[ps("ConvertTime")]
    fn convert_moment(
        date_time_offset: &DateTimeOffset,
        destination_time_zone: &Self,
    ) -> Result<DateTimeOffset> {
        date_time_offset.seen_from(&destination_time_zone.0)
    }
    #[ps("ConvertTime")]
    fn convert_time_between(
        date_time: DateTime,
        source_time_zone: &Self,
        destination_time_zone: &Self,
    ) -> DateTime {
        destination_time_zone.clock(source_time_zone.utc(date_time))
    }
    #[ps]
    fn convert_time_from_utc(date_time: DateTime, destination_time_zone: &Self) -> DateTime {
        destination_time_zone.clock(date_time)
    }
    #[ps]
    fn convert_time_to_utc(date_time: DateTime, source_time_zone: Option<&Self>) -> DateTime {
        source_time_zone.map_or_else(|| date_time.to_utc(), |it| it.utc(date_time))
    }
    #[ps]
    fn convert_time_by_system_time_zone_id(
        date_time: DateTime,
        destination_time_zone_id: &str,
    ) -> Result<DateTime> {
        Ok(Self::find_system_time_zone_by_id(destination_time_zone_id)?.clock(date_time.to_utc()))
    }

    /// The name.
    #[ps(get)]
    fn id(&self) -> String {
        self.identifier()
    }
    #[ps(get)]
    fn display_name(&self) -> String {
        self.shown()
    }
    #[ps(get)]
    fn standard_name(&self) -> String {
        if self.identifier() == "UTC" { "Coordinated Universal Time".to_owned() } else { self.identifier() }
    }

    /// How far ahead of UTC, in winter.
    #[ps(get)]
    fn base_utc_offset(&self) -> TimeSpan {
        self.base()
    }

    /// It has summer time.
    #[ps(get)]
    fn supports_daylight_saving_time(&self) -> bool {
        self.base() != self.summer()
    }

    /// How far ahead of UTC at a moment.
    #[ps]
    fn get_utc_offset(&self, date_time: DateTime) -> TimeSpan {
        zone_offset(&self.0, date_time)
    }

    /// Summer time holds at a moment.
    #[ps]
    fn is_daylight_saving_time(&self, date_time: DateTime) -> bool {
        self.base() != self.summer() && zone_offset(&self.0, date_time) == self.summer()
    }

    /// Clocks that go forward skip the time.
    #[ps]
    fn is_invalid_time(&self, date_time: DateTime) -> bool {
        is_invalid_time(&self.0, date_time)
    }

    /// Clocks that go back show the time twice.
    #[ps]
    fn is_ambiguous_time(&self, date_time: DateTime) -> bool {
        is_ambiguous_time(&self.0, date_time)
    }

    /// The name for people.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.shown()
    }
}

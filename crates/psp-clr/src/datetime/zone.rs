//! The local time zone: named once by the host, applied through jiff's database.

use std::sync::RwLock;

use jiff::Timestamp;
use jiff::civil::DateTime as JiffDateTime;
use jiff::tz::TimeZone;

use super::{DateTime, Kind, TICKS_PER_SECOND, TimeSpan, UNIX_EPOCH_TICKS};

static LOCAL: RwLock<Option<TimeZone>> = RwLock::new(None);

/// Sets the process's local zone from an IANA name or a `TZ` value; false and UTC if there is none of that name.
pub fn set_local_zone(name: &str) -> bool {
    let zone = find_zone(name);
    let found = zone.is_some();
    if let Ok(mut local) = LOCAL.write() {
        *local = zone;
    }
    found
}

/// The zone of that name: `Europe/Berlin`, `:Europe/Berlin`, `CET-1CEST,M3.5.0,M10.5.0/3`, or empty for UTC.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    let name = name.strip_prefix(':').unwrap_or(name);
    if name.is_empty() {
        return Some(TimeZone::UTC);
    }
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).ok()
}

/// `TimeZoneInfo.Local`.
pub fn local_zone() -> TimeZone {
    LOCAL.read().ok().and_then(|it| it.clone()).unwrap_or(TimeZone::UTC)
}

/// `TimeZoneInfo.Local.Id`.
pub fn local_zone_name() -> String {
    local_zone().iana_name().unwrap_or("UTC").to_owned()
}

/// How far local time is ahead of UTC at that moment; unspecified counts as local.
pub fn local_offset(at: DateTime) -> TimeSpan {
    let zone = LOCAL.read().ok().and_then(|it| it.clone());
    zone.map_or(TimeSpan(0), |zone| zone_offset(&zone, at))
}

/// How far a zone is ahead of UTC at that moment; a moment that is not UTC is on the zone's own clock.
pub fn zone_offset(zone: &TimeZone, at: DateTime) -> TimeSpan {
    let seconds = if at.kind == Kind::Utc { offset_at(zone, at.ticks) } else { civil_offset(zone, at) };
    TimeSpan(i64::from(seconds) * TICKS_PER_SECOND)
}

fn offset_at(zone: &TimeZone, utc_ticks: i64) -> i32 {
    let second = (utc_ticks - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_SECOND);
    Timestamp::from_second(second).map_or(0, |it| zone.to_offset(it).seconds())
}

/// In a gap and in a fold .NET takes standard time.
fn civil_offset(zone: &TimeZone, at: DateTime) -> i32 {
    use jiff::tz::AmbiguousOffset;
    let civil = at.civil();
    let parts = JiffDateTime::new(
        civil.year as i16,
        civil.month as i8,
        civil.day as i8,
        at.hour() as i8,
        at.minute() as i8,
        at.second() as i8,
        0,
    );
    let Ok(parts) = parts else { return 0 };
    match zone.to_ambiguous_timestamp(parts).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.seconds(),
        AmbiguousOffset::Gap { before, .. } => before.seconds(),
        AmbiguousOffset::Fold { after, .. } => after.seconds(),
    }
}

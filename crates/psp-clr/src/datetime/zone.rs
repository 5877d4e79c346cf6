//! The local time zone: named once by the host, applied through jiff's database.

use std::sync::RwLock;

use jiff::Timestamp;
use jiff::civil::DateTime as JiffDateTime;
use jiff::tz::TimeZone;

use super::{DateTime, Kind, MAX_TICKS, TICKS_PER_SECOND, TimeSpan, UNIX_EPOCH_TICKS};

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
    let name = WINDOWS.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map_or(name, |it| it.1);
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).ok()
}

/// Windows' names of the zones that scripts name most.
const WINDOWS: [(&str, &str); 40] = [
    ("UTC", "Etc/UTC"),
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Nepal Standard Time", "Asia/Katmandu"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("China Standard Time", "Asia/Shanghai"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Argentina Standard Time", "America/Buenos_Aires"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Eastern Standard Time", "America/New_York"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Standard Time", "America/Denver"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
];

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
    match ambiguity(zone, at) {
        None => 0,
        Some(AmbiguousOffset::Unambiguous { offset }) => offset.seconds(),
        Some(AmbiguousOffset::Gap { before, .. }) => before.seconds(),
        Some(AmbiguousOffset::Fold { after, .. }) => after.seconds(),
    }
}

fn ambiguity(zone: &TimeZone, at: DateTime) -> Option<jiff::tz::AmbiguousOffset> {
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
    Some(zone.to_ambiguous_timestamp(parts.ok()?).offset())
}

/// The zone's clock at a UTC moment: `ConvertTimeFromUtc`.
pub fn to_zone(utc: DateTime, zone: &TimeZone) -> DateTime {
    let offset = zone_offset(zone, utc.with_kind(Kind::Utc));
    DateTime { ticks: utc.ticks.saturating_add(offset.0).clamp(0, MAX_TICKS), kind: Kind::Unspecified }
}

/// The UTC moment when the zone's clock shows that: `ConvertTimeToUtc`.
pub fn from_zone(clock: DateTime, zone: &TimeZone) -> DateTime {
    let offset = zone_offset(zone, clock.with_kind(Kind::Unspecified));
    DateTime { ticks: clock.ticks.saturating_sub(offset.0).clamp(0, MAX_TICKS), kind: Kind::Utc }
}

/// Whether summer time holds; a moment that is not UTC is on the zone's own clock.
pub fn is_daylight_saving(zone: &TimeZone, at: DateTime) -> bool {
    let utc = if at.kind == Kind::Utc { at } else { from_zone(at, zone) };
    let second = (utc.ticks - UNIX_EPOCH_TICKS).div_euclid(TICKS_PER_SECOND);
    Timestamp::from_second(second).is_ok_and(|it| zone.to_offset_info(it).dst().is_dst())
}

/// Whether the zone's clock skips that time.
pub fn is_invalid_time(zone: &TimeZone, at: DateTime) -> bool {
    use jiff::tz::AmbiguousOffset;
    matches!(ambiguity(zone, at), Some(AmbiguousOffset::Gap { .. }))
}

/// Whether the zone's clock shows that time twice.
pub fn is_ambiguous_time(zone: &TimeZone, at: DateTime) -> bool {
    use jiff::tz::AmbiguousOffset;
    matches!(ambiguity(zone, at), Some(AmbiguousOffset::Fold { .. }))
}

/// Moments of a year, a month apart.
fn months(year: i32) -> impl Iterator<Item = DateTime> {
    (1..=12)
        .filter_map(move |month| DateTime::from_ymd(year, month, 15).ok())
        .map(|it| it.with_kind(Kind::Utc))
}

/// Whether summer time is used in a year.
pub fn supports_daylight_saving(zone: &TimeZone, year: i32) -> bool {
    months(year).any(|it| is_daylight_saving(zone, it))
}

/// `BaseUtcOffset`: that of the year's standard time.
pub fn base_offset(zone: &TimeZone, year: i32) -> TimeSpan {
    let standard = months(year).find(|it| !is_daylight_saving(zone, *it));
    standard.map_or(TimeSpan::ZERO, |it| zone_offset(zone, it))
}

//! Text that is a date for `ConvertFrom-Json`.

use psp_clr::datetime::{DateTime, Kind, TimeSpan};

/// What `-DateKind` makes of text that looks like a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DateKind {
    /// As the text says: UTC, local or unspecified.
    #[default]
    Default,
    /// Local time.
    Local,
    /// UTC.
    Utc,
    /// A date with its offset.
    Offset,
    /// Text stays text.
    String,
}

impl DateKind {
    /// The kind with a number.
    pub(super) fn of(number: i64) -> Self {
        [Self::Default, Self::Local, Self::Utc, Self::Offset, Self::String]
            .get(usize::try_from(number).unwrap_or(0))
            .copied()
            .unwrap_or_default()
    }
}

/// A date as text says it: `2024-02-29T13:05:07Z`, with parts of a second and an offset, or `/Date(0)/`.
pub(in crate::utility) fn parse(text: &str) -> Option<DateTime> {
    if let Some(ticks) = text.strip_prefix("/Date(").and_then(|it| it.strip_suffix(")/")) {
        let end = ticks[1..].find(['+', '-']).map_or(ticks.len(), |it| it + 1);
        let milliseconds: i64 = ticks[..end].parse().ok()?;
        let utc = DateTime::from_unix_ticks(milliseconds.checked_mul(10_000)?).ok()?;
        return Some(if end < ticks.len() { utc.to_local() } else { utc });
    }
    let bytes = text.as_bytes();
    if !(19..=40).contains(&bytes.len()) || bytes[10] != b'T' || !text.is_ascii() {
        return None;
    }
    let separators = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    if separators.iter().any(|&(at, it)| bytes[at] != it) {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i32> {
        let part = &text[from..to];
        part.bytes().all(|it| it.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let date = DateTime::from_ymd(year, month, day).ok()?;
    let seconds = i64::from(hour * 3600 + minute * 60 + second);
    let (fraction, rest) = fraction(&text[19..])?;
    let clock = date.add(TimeSpan(seconds * 10_000_000 + fraction)).ok()?;
    with_zone(clock, rest)
}

/// Parts of a second in ticks, and what follows.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(digits) = text.strip_prefix('.') else { return Some((0, text)) };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return None;
    }
    let ticks = digits[..length].bytes().chain(std::iter::repeat(b'0')).take(7);
    Some((ticks.fold(0, |all, it| all * 10 + i64::from(it - b'0')), &digits[length..]))
}

fn with_zone(clock: DateTime, zone: &str) -> Option<DateTime> {
    match zone {
        "" => return Some(clock.with_kind(Kind::Unspecified)),
        "Z" => return Some(clock.with_kind(Kind::Utc)),
        _ => {}
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(|it| *it != ':').collect();
    if digits.len() != 4 && digits.len() != 2 || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits[..2].parse().ok()?;
    let minutes: i64 = if digits.len() == 4 { digits[2..].parse().ok()? } else { 0 };
    let offset = sign * (hours * 60 + minutes) * 600_000_000;
    Some(clock.add(TimeSpan(-offset)).ok()?.with_kind(Kind::Utc).to_local())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let utc = parse("2024-02-29T13:05:07.1234567Z");
        assert_eq!(
            utc.map(|it| (it.hour(), it.kind, it.ticks % 10_000_000)),
            Some((13, Kind::Utc, 1_234_567))
        );
        assert_eq!(parse("2024-02-29T13:05:07").map(|it| it.kind), Some(Kind::Unspecified));
        assert_eq!(parse("2024-02-29T13:05:07+02:00").map(|it| it.to_utc().hour()), Some(11));
        assert_eq!(parse("/Date(1709211907000)/").map(|it| it.kind), Some(Kind::Utc));
        assert_eq!(parse("2024-02-29"), None);
        assert_eq!(parse("2024-02-30T00:00:00"), None);
    }
}

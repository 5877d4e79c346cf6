//! Dates as text and back, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::culture::{Culture, EN_US, INVARIANT};
use psp_clr::datetime::{
    DateOnly, DateParseError, DateStyles, DateTime, DateTimeOffset, Kind, SpanParseError, TICKS_PER_MINUTE,
    TimeOnly, TimeSpan, format_unix, parse, parse_exact, parse_offset, parse_span,
};
use psp_clr::number::{Number, format};

fn today() -> DateTime {
    DateTime::from_ymd(2024, 7, 4).unwrap()
}

fn moment(text: &str, format: &str) -> Result<String, String> {
    let at = |ticks| DateTime { ticks, kind: Kind::Unspecified };
    let result = match text {
        "[datetime]'2024-02-29T13:05:09.0123456'" => at(638_448_087_090_123_456).format(format, EN_US),
        "[datetime]::new(2001,1,2)" => DateTime::from_ymd(2001, 1, 2).unwrap().format(format, EN_US),
        "[datetime]::new(1999,12,31,23,59,59,[DateTimeKind]::Utc)" => {
            let it = DateTime::from_parts(1999, 12, 31, 23, 59, 59).unwrap();
            it.with_kind(Kind::Utc).format(format, EN_US)
        }
        "[datetime]::MinValue" => DateTime::MIN.format(format, EN_US),
        "[datetime]::MaxValue" => DateTime::MAX.format(format, EN_US),
        "[datetimeoffset]::new(2024,7,4,9,8,7,[timespan]'-05:30')" => {
            let clock = DateTime::from_parts(2024, 7, 4, 9, 8, 7).unwrap();
            DateTimeOffset::new(clock, TimeSpan(-330 * TICKS_PER_MINUTE)).unwrap().format(format, EN_US)
        }
        "[dateonly]::new(2023,3,4)" => DateOnly::new(2023, 3, 4).unwrap().format(format, EN_US),
        "[timeonly]::new(7,8,9)" => TimeOnly::new(7, 8, 9, 0).unwrap().format(format, EN_US),
        other => panic!("{other}"),
    };
    result.map_err(|it| it.message())
}

#[test]
fn formats_agree_with_the_table() {
    check(include_str!("data/date-formats.tsv"), |cells| {
        moment(cells[0], cells[1]).unwrap_or_else(|_| "!!".to_owned())
    });
}

#[test]
fn cultures_agree_with_the_table() {
    check(include_str!("data/culture-formats.tsv"), |cells| {
        let culture = Culture::find_or_invariant(cells[0]);
        let at = DateTime::from_parts(2024, 2, 29, 13, 5, 9).unwrap();
        let number = Number::Double(-1_234_567.891);
        match cells[1] {
            "N2" | "C" | "P1" => format(number, cells[1], culture).unwrap(),
            "G#" => format(number, "G", culture).unwrap(),
            other => at.format(other, culture).unwrap(),
        }
    });
}

fn read(kind: &str, text: &str) -> String {
    let date_error = |error: DateParseError| {
        match error {
            DateParseError::DayOfWeek => "!dow",
            DateParseError::Unsupported => "!unsupported",
            _ => "!bad",
        }
        .to_owned()
    };
    match kind {
        "datetime" => match parse(text, &INVARIANT, DateStyles::NONE, today()) {
            Ok(it) => format!("DateTime {} {:?}", it.ticks, it.kind),
            Err(error) => date_error(error),
        },
        "datetimeoffset" => match parse_offset(text, &INVARIANT, DateStyles::NONE, today()) {
            Ok(it) => it.format("o", EN_US).unwrap(),
            Err(error) => date_error(error),
        },
        _ => match parse_span(text, &INVARIANT) {
            Ok(it) => format!("TimeSpan {it}"),
            Err(SpanParseError::Overflow) => "!overflow".to_owned(),
            Err(_) => "!bad".to_owned(),
        },
    }
}

#[test]
fn text_to_dates_agrees_with_the_table() {
    check(include_str!("data/dates-from-text.tsv"), |cells| read(cells[0], cells[1]));
}

#[test]
fn exact_formats_are_read() {
    for (text, format, expected) in [
        ("05/03/2024", "dd/MM/yyyy", "2024-03-05T00:00:00"),
        ("20240305-143007", "yyyyMMdd-HHmmss", "2024-03-05T14:30:07"),
        ("5-Mar-24 2PM", "d-MMM-yy htt", "2024-03-05T14:00:00"),
        ("Tue 05 March 2024", "ddd dd MMMM yyyy", "2024-03-05T00:00:00"),
        ("2024-03-05T14:30:00+0200", "yyyy-MM-ddTHH:mm:sszzz", "2024-03-05T12:30:00"),
        ("5/3/2024", "dd/MM/yyyy", "String '5/3/2024' was not recognized as a valid DateTime."),
        (
            "Mon 05 March 2024",
            "ddd dd MMMM yyyy",
            "String 'Mon 05 March 2024' was not recognized as a valid DateTime because the day of week was incorrect.",
        ),
    ] {
        let actual = match parse_exact(text, &[format], &INVARIANT, DateStyles::NONE, today()) {
            Ok(it) => it.format("s", EN_US).unwrap(),
            Err(error) => error.message(text, "DateTime"),
        };
        assert_eq!(actual, expected, "{text} as {format}");
    }
}

#[test]
fn spans_are_formatted() {
    let span = parse_span("1.02:03:04.0560000", &INVARIANT).unwrap();
    for (format, expected) in [
        ("c", "1.02:03:04.0560000"),
        ("g", "1:2:03:04.056"),
        ("G", "1:02:03:04.0560000"),
        ("hh\\:mm\\:ss", "02:03:04"),
        ("d\\.hh", "1.02"),
        ("%d", "1"),
        ("s\\.fff", "4.056"),
        ("d' days 'hh'h'", "1 days 02h"),
        ("ss\\.FF", "04.05"),
        ("hh:mm", "Input string was not in a correct format."),
    ] {
        assert_eq!(span.format(format, EN_US).unwrap_or_else(|it| it.message()), expected, "{format}");
    }
    assert_eq!(TimeSpan::MIN.to_string(), "-10675199.02:48:05.4775808");
}

#[test]
fn unix_formats_are_translated() {
    let at = DateTime::from_parts(2024, 7, 1, 12, 0, 0).unwrap().with_kind(Kind::Utc);
    let text = format_unix(at, "%Y-%m-%dT%H:%M:%S %j %s", EN_US).unwrap();
    assert_eq!(text, "2024-07-01T12:00:00 183 1719835200");
}

//! Dates as text and back, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::culture::{Culture, EN_US, INVARIANT, WeekRule, all};
use psp_clr::datetime::{
    DateOnly, DateParseError, DateStyles, DateTime, DateTimeOffset, Kind, MAX_TICKS, SpanParseError,
    TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeOnly, TimeSpan, base_offset, find_zone,
    format_unix, from_zone, is_ambiguous_time, is_invalid_time, parse, parse_exact, parse_offset, parse_span,
    parse_span_exact, supports_daylight_saving, to_zone, zone_offset,
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

#[test]
fn zones_change_their_clocks() {
    let new_york = find_zone("America/New_York").unwrap();
    let at = |text: &str| parse(text, &INVARIANT, DateStyles::NONE, today()).unwrap();
    let utc = |text: &str| at(text).with_kind(Kind::Utc);
    assert_eq!(base_offset(&new_york, 2024).to_string(), "-05:00:00");
    assert!(supports_daylight_saving(&new_york, 2024));
    assert_eq!(to_zone(utc("2024-07-15 12:00"), &new_york).to_round_trip(), "2024-07-15T08:00:00.0000000");
    assert_eq!(from_zone(at("2024-07-15 08:00"), &new_york).to_round_trip(), "2024-07-15T12:00:00.0000000Z");
    assert!(is_invalid_time(&new_york, at("2024-03-10 02:30")));
    assert!(is_ambiguous_time(&new_york, at("2024-11-03 01:30")));
    let eastern = find_zone("Eastern Standard Time").unwrap();
    assert_eq!(zone_offset(&eastern, utc("2024-01-15 12:00")).total_hours(), -5.0);
    assert!(find_zone("Mars/Olympus").is_none());
}

#[test]
fn weeks_and_other_clocks() {
    let at = |year, month, day| DateTime::from_ymd(year, month, day).unwrap();
    let last = at(2024, 12, 30);
    assert_eq!(last.week_of_year(WeekRule::FirstFourDayWeek, 1), 53);
    assert_eq!((last.iso_year(), last.iso_week()), (2025, 1));
    let noon = DateTime::from_parts(2024, 7, 1, 12, 0, 0).unwrap();
    assert_eq!(noon.to_file_time(), Ok(133_643_088_000_000_000));
    assert_eq!(noon.to_ole_date(), 45_474.5);
    assert_eq!(
        DateTime::from_ole_date(45_474.25).unwrap().format("s", EN_US).unwrap(),
        "2024-07-01T06:00:00"
    );
    assert_eq!(at(2024, 1, 31).add_months(1), Ok(at(2024, 2, 29)));
    assert_eq!(at(2024, 2, 29).add_years(1), Ok(at(2025, 2, 28)));
    assert!(DateTime::MAX.add_units(1.0, TICKS_PER_DAY).is_err());
}

#[test]
fn only_dates_and_only_times() {
    assert_eq!(
        DateOnly::parse("2024-03-01", EN_US, today()),
        DateOnly::new(2024, 3, 1).map_err(|_| DateParseError::Bad)
    );
    assert!(DateOnly::parse("2024-03-01 10:00", EN_US, today()).is_err());
    assert_eq!(TimeOnly::parse("22:00", EN_US), Ok(TimeOnly::new(22, 0, 0, 0).unwrap()));
    assert!(
        TimeOnly::new(23, 30, 0, 0)
            .unwrap()
            .is_between(TimeOnly::new(22, 0, 0, 0).unwrap(), TimeOnly::new(2, 0, 0, 0).unwrap())
    );
}

proptest::proptest! {
    #[test]
    fn dates_go_both_ways(ticks in 0..=MAX_TICKS, index in 0_usize..80) {
        let at = DateTime { ticks, kind: Kind::Unspecified };
        let culture = all().nth(index).unwrap_or(&INVARIANT);
        proptest::prop_assert_eq!(parse(&at.to_round_trip(), culture, DateStyles::NONE, today()), Ok(at));
        proptest::prop_assert_eq!(parse_exact(&at.to_round_trip(), &["o"], culture, DateStyles::NONE, today()), Ok(at));
        let civil = at.civil();
        proptest::prop_assert_eq!(DateTime::from_ymd(civil.year, civil.month, civil.day), Ok(at.date()));
    }

    #[test]
    fn each_culture_reads_what_it_writes(day in 0_i64..3_652_058, second in 0_i64..86_400, index in 0_usize..80) {
        let Some(culture) = all().nth(index) else { return Ok(()) };
        let at = DateTime { ticks: (day * 86_400 + second) * TICKS_PER_SECOND, kind: Kind::Unspecified };
        let text = at.format("G", culture).unwrap();
        let read = parse_exact(&text, &["G"], culture, DateStyles::NONE, today());
        proptest::prop_assert_eq!(read, Ok(at), "{} in {}", text, culture.name);
    }

    #[test]
    fn spans_go_both_ways(ticks in proptest::num::i64::ANY) {
        let span = TimeSpan(ticks);
        proptest::prop_assert_eq!(parse_span(&span.to_string(), &INVARIANT), Ok(span));
        proptest::prop_assert_eq!(parse_span(&span.format("g", EN_US).unwrap(), EN_US), Ok(span));
    }

    #[test]
    fn no_text_panics(text in "[0-9/:. TZ+,a-zAPM-]{0,20}", format in "[dMyhHmsfFtzKg'\"\\\\%:/ .]{0,8}") {
        let _ = parse(&text, EN_US, DateStyles::NONE, today());
        let _ = parse_offset(&text, EN_US, DateStyles::ASSUME_UNIVERSAL, today());
        let _ = parse_exact(&text, &[&format], EN_US, DateStyles::WHITE_SPACES, today());
        let _ = parse_span(&text, EN_US);
        let _ = parse_span_exact(&text, &[&format], EN_US);
        let _ = DateTime::MAX.format(&format, EN_US);
        let _ = TimeSpan::MIN.format(&format, EN_US);
        let _ = format_unix(DateTime::MIN, &text.replace('/', "%"), EN_US);
    }

    #[test]
    fn arithmetic_never_panics(ticks in 0..=MAX_TICKS, span in proptest::num::i64::ANY, factor in proptest::num::f64::ANY) {
        let at = DateTime { ticks, kind: Kind::Utc };
        let _ = at.add(TimeSpan(span));
        let _ = at.add_units(factor, TICKS_PER_DAY);
        let _ = at.add_months(span as i32);
        let _ = TimeSpan(span).multiply(factor);
        let _ = TimeSpan::from_units(factor, TICKS_PER_DAY);
        at.week_of_year(WeekRule::FirstFullWeek, span as u8);
        at.iso_week();
        let _ = DateTimeOffset::new(at, TimeSpan(span));
    }
}

//! Numbers as text and back, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::culture::{EN_US, INVARIANT};
use psp_clr::number::convert::{
    text_to_big, text_to_decimal, text_to_double, text_to_integer, text_to_single,
};
use psp_clr::number::{
    BigInt, Number, NumberStyles, ParseError, PsNumber, decimal_to_string, double_round_trip, double_to_ps,
    format, literal, parse_double, parse_integer, ps_number, single_round_trip,
};

fn number<'a>(text: &str, big: &'a BigInt) -> Number<'a> {
    match text {
        "1e15" => Number::Double(1e15),
        "1e16" => Number::Double(1e16),
        "[double]::MaxValue" => Number::Double(f64::MAX),
        "[double]::Epsilon" => Number::Double(5e-324),
        "[single]3.14159" => Number::Single("3.14159".parse().unwrap()),
        "[double]::NaN" => Number::Double(f64::NAN),
        "[double]::NegativeInfinity" => Number::Double(f64::NEG_INFINITY),
        "[byte]255" => Number::UInt(255, 8),
        "[long]::MinValue" => Number::Int(i64::MIN, 64),
        "123456789012345678" => Number::Int(123_456_789_012_345_678, 64),
        "[bigint]::Pow(7,40)" => Number::Big(big),
        _ => match ps_number(text).unwrap() {
            PsNumber::Int32(it) => Number::Int(it.into(), 32),
            PsNumber::Double(it) => Number::Double(it),
            PsNumber::Decimal(it) => Number::Decimal(it),
            other => panic!("{other:?}"),
        },
    }
}

#[test]
fn formats_agree_with_the_table() {
    let big = BigInt::from(7).pow(40);
    check(include_str!("data/number-formats.tsv"), |cells| {
        format(number(cells[0], &big), cells[1], EN_US).unwrap_or_else(|_| "!!".to_owned())
    });
}

fn show(number: &PsNumber) -> String {
    match number {
        PsNumber::SByte(it) => format!("SByte {it}"),
        PsNumber::Byte(it) => format!("Byte {it}"),
        PsNumber::Int16(it) => format!("Int16 {it}"),
        PsNumber::UInt16(it) => format!("UInt16 {it}"),
        PsNumber::Int32(it) => format!("Int32 {it}"),
        PsNumber::UInt32(it) => format!("UInt32 {it}"),
        PsNumber::Int64(it) => format!("Int64 {it}"),
        PsNumber::UInt64(it) => format!("UInt64 {it}"),
        PsNumber::Double(it) => format!("Double {}", double_round_trip(*it, &INVARIANT)),
        PsNumber::Decimal(it) => format!("Decimal {}", decimal_to_string(*it, &INVARIANT)),
        PsNumber::Big(it) => format!("BigInteger {it}"),
    }
}

#[test]
fn literals_agree_with_the_table() {
    check(include_str!("data/number-literals.tsv"), |cells| {
        let (negative, digits) = match cells[0].strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, cells[0].strip_prefix('+').unwrap_or(cells[0])),
        };
        literal(digits, negative).map_or("!!".to_owned(), |it| show(&it))
    });
}

fn or_error(result: Result<String, ParseError>) -> String {
    result.unwrap_or_else(|error| match error {
        ParseError::Format => "!format".to_owned(),
        ParseError::Overflow => "!overflow".to_owned(),
    })
}

fn from_text(what: &str, text: &str) -> String {
    let integer = |bits, signed| text_to_integer(text, bits, signed);
    or_error(match what {
        "cast int" => integer(32, true).map(|it| format!("Int32 {it}")),
        "cast long" => integer(64, true).map(|it| format!("Int64 {it}")),
        "cast byte" => integer(8, false).map(|it| format!("Byte {it}")),
        "cast uint32" => integer(32, false).map(|it| format!("UInt32 {it}")),
        "cast double" => text_to_double(text).map(|it| show(&PsNumber::Double(it))),
        "cast single" => {
            text_to_single(text).map(|it| format!("Single {}", single_round_trip(it, &INVARIANT)))
        }
        "cast decimal" => text_to_decimal(text).map(|it| show(&PsNumber::Decimal(it))),
        "cast bigint" => text_to_big(text).map(|it| format!("BigInteger {it}")),
        "parse int" => {
            parse_integer(text, NumberStyles::INTEGER, 32, true, EN_US).map(|it| format!("Int32 {it}"))
        }
        "parse double" => {
            parse_double(text, NumberStyles::DOUBLE, EN_US).map(|it| show(&PsNumber::Double(it)))
        }
        other => panic!("{other}"),
    })
}

#[test]
fn text_to_numbers_agrees_with_the_table() {
    let table: String = include_str!("data/numbers-from-text.tsv")
        .lines()
        .filter(|it| !it.starts_with("plus"))
        .flat_map(|it| [it, "\n"])
        .collect();
    check(&table, |cells| from_text(cells[0], &cells[1].replace("\\t", "\t").replace("\\n", "\n")));
}

#[test]
fn powershell_shows_fifteen_digits() {
    for (value, text) in [
        (0.1 + 0.2, "0.3"),
        (1e15, "1E+15"),
        (123_456_789_012_345.0, "123456789012345"),
        (1.0 / 3.0, "0.333333333333333"),
        (-0.0, "-0"),
        (1e-5, "1E-05"),
        (100.0, "100"),
        (2.5, "2.5"),
        (f64::INFINITY, "Infinity"),
    ] {
        assert_eq!(double_to_ps(value), text);
    }
}

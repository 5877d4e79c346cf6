//! Numbers as text and back, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::culture::{Culture, EN_US, INVARIANT, all};
use psp_clr::number::convert::{
    text_to_big, text_to_decimal, text_to_double, text_to_integer, text_to_single,
};
use psp_clr::number::{
    BigInt, Number, NumberStyles, ParseError, PsNumber, decimal, decimal_to_string, double_round_trip,
    double_to_ps, format, literal, parse_big, parse_decimal, parse_double, parse_integer, ps_number,
    single_round_trip,
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

#[test]
fn samples_agree() {
    check(include_str!("data/format-samples.tsv"), |cells| {
        let value = ps_number(cells[0]).unwrap();
        let number = match value {
            PsNumber::Int32(it) => Number::Int(it.into(), 32),
            PsNumber::Int64(it) => Number::Int(it, 64),
            PsNumber::Double(it) => Number::Double(it),
            PsNumber::Decimal(it) => Number::Decimal(it),
            other => panic!("{other:?}"),
        };
        format(number, cells[1], EN_US).unwrap()
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

#[test]
fn decimals_keep_their_scale() {
    let of = |text: &str| parse_decimal(text, NumberStyles::NUMBER, &INVARIANT).unwrap();
    let text = |it: Result<_, ParseError>| it.map_or("!".to_owned(), |it| decimal_to_string(it, &INVARIANT));
    assert_eq!(text(decimal::add(of("1.10"), of("1.1"))), "2.20");
    assert_eq!(text(decimal::multiply(of("1.10"), of("2.00"))), "2.2000");
    assert_eq!(text(decimal::divide(of("10"), of("4"))), "2.5");
    assert_eq!(text(decimal::divide(of("1"), of("3"))), "0.3333333333333333333333333333");
    assert_eq!(text(decimal::subtract(of("2.50"), of("0.50"))), "2.00");
    assert_eq!(text(decimal::add(of("79228162514264337593543950335"), of("1"))), "!");
    assert_eq!(text(decimal::remainder(of("-7.5"), of("2"))), "-1.5");
    assert_eq!(decimal::bits(of("1.5")), [15, 0, 0, 65_536]);
    assert_eq!(decimal::from_f64(1e30), None);
    assert_eq!(decimal::from_f64(1e-30).map(|it| it.to_string()), Some("0".to_owned()));
    assert_eq!(text(Ok(decimal::round(of("2.675"), 2, false))), "2.68");
}

proptest::proptest! {
    #[test]
    fn doubles_go_both_ways(value in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO) {
        for culture in [&INVARIANT, EN_US, Culture::find_or_invariant("de-DE"), Culture::find_or_invariant("sv-SE")] {
            let text = double_round_trip(value, culture);
            let read = parse_double(&text, NumberStyles::DOUBLE, culture).unwrap();
            proptest::prop_assert_eq!(read.to_bits(), value.to_bits(), "{}", text);
        }
        let exact = format!("{value:.14e}");
        let shown = double_to_ps(value);
        proptest::prop_assert_eq!(shown.parse::<f64>().unwrap(), exact.parse::<f64>().unwrap(), "{} {}", shown, exact);
    }

    #[test]
    fn places_are_those_of_the_exact_value(value in -1e6..1e6_f64, ties in -4000..4000_i32, places in 0_usize..8) {
        for value in [value, f64::from(ties) / 16.0, f64::from(ties) / 1000.0] {
            let text = format(Number::Double(value), &format!("F{places}"), &INVARIANT).unwrap();
            proptest::prop_assert_eq!(text, format!("{value:.places$}"));
        }
    }

    #[test]
    fn singles_go_both_ways(value in proptest::num::f32::NORMAL) {
        let text = single_round_trip(value, EN_US);
        proptest::prop_assert_eq!(text.parse::<f32>().unwrap(), value);
    }

    #[test]
    fn integers_go_both_ways(value in proptest::num::i64::ANY, index in 0_usize..80) {
        let culture = all().nth(index).unwrap_or(&INVARIANT);
        for spec in ["N0", "D", "C0"] {
            let text = format(Number::Int(value, 64), spec, culture).unwrap();
            let read = parse_integer(&text, NumberStyles::ANY, 64, true, culture);
            proptest::prop_assert_eq!(read, Ok(i128::from(value)), "{} in {}", text, culture.name);
        }
        let text = format(Number::Int(value, 64), "X", culture).unwrap();
        proptest::prop_assert_eq!(parse_integer(&text, NumberStyles::HEX, 64, true, culture), Ok(i128::from(value)));
        let big = BigInt::from(value);
        let text = format(Number::Big(&big), "X", culture).unwrap();
        proptest::prop_assert_eq!(parse_big(&text, NumberStyles::HEX, culture), Ok(big));
    }

    #[test]
    fn no_number_panics(text in "[0-9a-fxklmgtpbdnusy.,eE+%$()  -]{0,40}", styles in 0_u32..2048) {
        let styles = NumberStyles(styles);
        let _ = parse_integer(&text, styles, 32, true, EN_US);
        let _ = parse_double(&text, styles, EN_US);
        let _ = parse_decimal(&text, styles, EN_US);
        let _ = parse_big(&text, styles, EN_US);
        let _ = ps_number(&text);
        let _ = (text_to_integer(&text, 8, false), text_to_double(&text), text_to_decimal(&text), text_to_big(&text));
    }

    #[test]
    fn no_format_panics(spec in "[0#.,%‰eE+;'\"\\\\A-Z 1-9-]{0,12}", value in proptest::num::f64::ANY, integer in proptest::num::i64::ANY) {
        if spec.len() > 5 && spec.bytes().skip(1).all(|it| it.is_ascii_digit()) {
            return Ok(());
        }
        let big = BigInt::from(integer).pow(3);
        let decimal = decimal::from_f64(value).unwrap_or_default();
        for number in [Number::Double(value), Number::Int(integer, 64), Number::Big(&big), Number::Decimal(decimal)] {
            let _ = format(number, &spec, EN_US);
        }
    }
}

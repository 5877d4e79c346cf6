//! What outputs write for streams of objects: the texts are what PowerShell 7.6.5 wrote.

use crate::support::{Engine, block, object, table};
use psp_format::{Formatter, text_of};
use psp_value::{Fault, Interrupt, Value};

fn shown(values: &[Value]) -> String {
    let lines = text_of(&mut Engine::new(), values, 79).unwrap_or_default();
    lines.iter().map(|it| it.clone() + "\n").collect()
}

fn int(it: i32) -> Value {
    Value::int(it)
}

#[test]
fn scalars_are_lines() {
    assert_eq!(shown(&[int(1), "two".into(), Value::NULL, Value::double(3.5)]), "1\ntwo\n3.5\n");
    assert_eq!(
        shown(&[Value::double(0.1 + 0.2), Value::double(1e20), Value::double(f64::NEG_INFINITY)]),
        "0.3\n1E+20\n-∞\n"
    );
    assert_eq!(shown(&["".into(), Value::TRUE]), "\nTrue\n");
}

#[test]
fn four_properties_make_a_table_and_five_a_list() {
    let four = object([("A", int(1)), ("B", int(2)), ("C", int(3)), ("D", int(4))]);
    assert_eq!(shown(&[four]), "\nA B C D\n- - - -\n1 2 3 4\n\n");
    let five = || object([("A", int(1)), ("B", int(2)), ("C", int(3)), ("D", int(4)), ("E", int(5))]);
    let list = "A : 1\nB : 2\nC : 3\nD : 4\nE : 5\n\n";
    assert_eq!(shown(&[five(), five()]), format!("\n{list}{list}"));
    let ab = object([("a", int(1)), ("b", "x".into())]);
    assert_eq!(shown(&[five(), ab]), format!("\n{list}a : 1\nb : x\n\n"));
}

#[test]
fn the_first_object_fixes_the_columns() {
    let rows = [
        object([("Id", int(1)), ("Name", "first".into())]),
        object([("Id", int(22)), ("Other", "no name".into())]),
        table([("hash", "table".into())]),
        object([("Id", int(333)), ("Name", "third".into()), ("Extra", int(5))]),
        "a string".into(),
        int(44),
        Value::NULL,
        object([("Name", "only a name".into())]),
    ];
    let expected =
        "\n Id Name\n -- ----\n  1 first\n 22 \n    hash\n333 third\na string\n44\n    only a name\n\n";
    assert_eq!(shown(&rows), expected);
}

#[test]
fn tables_of_entries_have_their_own_view() {
    let expected = "\nName                           Value\n----                           -----\nk                              v\n";
    assert_eq!(shown(&[table([("k", "v".into())])]), format!("{expected}\n"));
    assert_eq!(shown(&[table([("k", "v".into())]), int(1)]), format!("{expected}1\n\n"));
    let ab = object([("a", int(1)), ("b", "x".into())]);
    assert_eq!(shown(&[table([("k", "v".into())]), ab]), format!("{expected}\na : 1\nb : x\n\n\n"));
    assert_eq!(shown(&[table([])]), "");
}

#[test]
fn cells_of_real_numbers_have_three_decimals() {
    let row = object([("D", Value::double(1.23456)), ("E", Value::double(1e-10)), ("N", int(5))]);
    assert_eq!(shown(&[row]), "\n    D     E N\n    -     - -\n1.235 0.000 5\n\n");
    let nan = object([("name", "n".into()), ("value", Value::double(f64::NAN))]);
    assert_eq!(shown(&[nan]), "\nname value\n---- -----\nn      NaN\n\n");
}

#[test]
fn collections_in_cells() {
    let numbers = |range: std::ops::RangeInclusive<i32>| Value::array(range.map(Value::int).collect());
    let nested = Value::array(vec![int(1), numbers(2..=3)]);
    let row = object([
        ("Long", numbers(1..=20)),
        ("Nested", nested),
        ("Obj", object([("x", int(1)), ("y", "z".into())])),
        ("Empty", Value::array(Vec::new())),
    ]);
    let expected = "\nLong          Nested   Obj         Empty\n----          ------   ---         -----\n\
                    {1, 2, 3, 4…} {1, 2 3} @{x=1; y=z} {}\n\n";
    assert_eq!(shown(&[row]), expected);
    let hash = table([("p", int(1)), ("q", int(2))]);
    let row = object([("List", Value::array(vec!["a".into(), Value::NULL])), ("Hash", hash)]);
    let expected = "\nList       Hash\n----       ----\n{a, $null} {[p, 1], [q, 2]}\n\n";
    assert_eq!(shown(&[row]), expected);
}

#[test]
fn what_is_too_wide_is_cut() {
    let long: Value =
        "The quick brown fox jumps over the lazy dog and runs far away from here into the deep woods".into();
    let row = object([("Id", int(1)), ("First", long.clone()), ("Second", long)]);
    let dashes = format!("-- -----{}\n", " ".repeat(71));
    let expected = format!(
        "\nId First\n{dashes} 1 The quick brown fox jumps over the lazy dog and runs far away from here int…\n\n"
    );
    assert_eq!(shown(&[row]), expected);
}

#[test]
fn state_is_kept_between_pushes() {
    let mut engine = Engine::new();
    let mut formatter = Formatter::new(80);
    let mut text = String::new();
    let mut out = |line: &str| {
        text.push_str(line);
        text.push('|');
    };
    let mut push = |value: Value, out: &mut dyn FnMut(&str)| {
        assert!(formatter.push(&mut engine, &value, out).is_ok());
    };
    push("raw:".into(), &mut out);
    push(object([("X", int(1))]), &mut out);
    push("done".into(), &mut out);
    push(object([("X", int(3)), ("Y", int(4))]), &mut out);
    assert!(formatter.finish(&mut engine, &mut out).is_ok());
    assert_eq!(text, "raw:||X|-|1|done|3||");
}

#[test]
fn failing_blocks_are_labels_too() {
    let failing = block(" throw 'x' ", |_| Err(Interrupt::from(Fault::runtime("x", "x"))));
    assert_eq!(shown(&[failing]), " throw 'x' \n");
}

#[test]
fn escape_sequences_are_for_screens() {
    let mut engine = Engine::new();
    let red = || Value::from("\u{1b}[31mred\u{1b}[0m");
    let row = object([("Colour", red()), ("N", int(1))]);
    let mut lines = |formatter: Formatter| {
        let mut formatter = formatter;
        let mut lines = Vec::new();
        let mut out = |line: &str| lines.push(line.to_owned());
        assert!(formatter.push(&mut engine, &row, &mut out).is_ok());
        assert!(formatter.finish(&mut engine, &mut out).is_ok());
        lines
    };
    assert_eq!(lines(Formatter::new(80))[3], "red    1");
    assert_eq!(lines(Formatter::for_screen(80))[3], "\u{1b}[31mred\u{1b}[0m    1");
    assert_eq!(
        lines(Formatter::for_screen(80).with_style(psp_format::Style::ansi()))[2],
        "\u{1b}[32;1m------\u{1b}[0m \u{1b}[32;1m-\u{1b}[0m"
    );
}

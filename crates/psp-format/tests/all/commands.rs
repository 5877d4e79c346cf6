//! `Format-Table` and its siblings.

use crate::support::{Engine, block, object, table};
use psp_format::{
    FormatCommand, FormatOptions, Formatter, Kind, ParameterKind, UNLIMITED, command::Expand, parameter,
    record,
};
use psp_value::{Context, Fault, Interrupt, Object, Str, Table, Value, member};

fn int(it: i32) -> Value {
    Value::int(it)
}

fn hash<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries: Table = entries.into_iter().map(|(key, value)| (Value::from(key), value)).collect();
    Object::hashtable(entries).into()
}

/// What `rows | Format-KIND …` emits.
fn formatted(engine: &mut Engine, kind: Kind, rows: &[Value], options: FormatOptions) -> Vec<Value> {
    let mut command = FormatCommand::new(Some(kind), options);
    let mut records = Vec::new();
    for row in rows {
        assert!(command.push(engine, row, &mut records).is_ok());
    }
    command.finish(&mut records);
    records.iter().map(record::to_value).collect()
}

fn written(engine: &mut Engine, values: &[Value], width: usize) -> String {
    let lines = psp_format::text_of(engine, values, width).unwrap_or_default();
    lines.iter().map(|it| it.clone() + "\n").collect()
}

fn options(kind: ParameterKind, properties: &[Value]) -> FormatOptions {
    let properties = parameter::parse(&mut Engine::new(), properties, kind).unwrap_or_default();
    FormatOptions { properties, ..FormatOptions::default() }
}

fn shown(kind: Kind, rows: &[Value], options: FormatOptions) -> String {
    let mut engine = Engine::new();
    let records = formatted(&mut engine, kind, rows, options);
    written(&mut engine, &records, UNLIMITED)
}

fn grouped() -> [Value; 4] {
    [("a", 1), ("a", 2), ("b", 3), ("a", 4)].map(|(group, n)| object([("G", group.into()), ("N", int(n))]))
}

fn field(value: &Value, name: &str) -> Value {
    value.as_fields().and_then(|it| it.with(|it| it.get(&Str::new(name)).cloned())).unwrap_or_default()
}

#[test]
fn calculated_columns() {
    let rows = [("alpha", 1234.5678), ("betagamma", 0.5)]
        .map(|(name, size)| object([("Name", name.into()), ("Size", Value::double(size))]));
    let size = || block(" $_.Size ", |it| Ok(field(it, "Size")));
    let columns = [
        "Name".into(),
        hash([("Label", "Half".into()), ("Expression", size()), ("FormatString", "N3".into())]),
        hash([("n", "Mid".into()), ("e", size()), ("align", "center".into()), ("f", "F1".into())]),
    ];
    let expected = "\nName           Half  Mid\n----           ----  ---\nalpha     1,234.568 1234.6\nbetagamma     0.500  0.5\n\n";
    assert_eq!(shown(Kind::Table, &rows, options(ParameterKind::Table, &columns)), expected);
    let failing = block(" throw 'x' ", |_| Err(Interrupt::from(Fault::runtime("x", "x"))));
    let columns = [
        hash([("e", block(" $_.Name ", |it| Ok(field(it, "Name"))))]),
        hash([("n", "Err".into()), ("e", failing.clone())]),
        hash([("n", "Fmt".into()), ("e", "Size".into()), ("FormatString", "{0:N1} units".into())]),
    ];
    let expected = "\n $_.Name  Err           Fmt\n--------- ---           ---\nalpha         1,234.6 units\nbetagamma         0.5 units\n\n";
    assert_eq!(shown(Kind::Table, &rows, options(ParameterKind::Table, &columns)), expected);
    let display = FormatOptions { display_error: true, ..options(ParameterKind::Table, &[failing]) };
    assert_eq!(shown(Kind::Table, &rows[..1], display), "\n throw 'x' \n-----------\n#ERR\n\n");
}

#[test]
fn wrong_descriptions_are_errors() {
    let id = |argument: Value| {
        let found = parameter::parse(&mut Engine::new(), &[argument], ParameterKind::Table).err();
        let raised = found.and_then(|it| it.record().cloned());
        raised.and_then(|it| psp_value::ErrorRecord::with(&it, |it| format!("{}: {}", it.id, it.message())))
    };
    let mandatory = "DictionaryKeyMandatoryEntry: A mandatory entry for expression is missing.";
    assert_eq!(id(hash([("n", "N".into())])).as_deref(), Some(mandatory));
    let bad = hash([("n", "a".into()), ("e", "b".into()), ("bad", int(1))]);
    assert_eq!(id(bad).as_deref(), Some("DictionaryKeyIllegal: The bad key is not valid."));
    let width = hash([("n", "a".into()), ("e", "Name".into()), ("width", int(0))]);
    assert_eq!(
        id(width).as_deref(),
        Some("WidthOutOfRange: The value \"0\" for key \"width\" should be greater than 0.")
    );
    assert!(
        id(int(5))
            .is_some_and(|it| it.starts_with("DictionaryKeyUnknownType: Cannot convert System.Int32 to one"))
    );
}

#[test]
fn names_wildcards_and_missing_properties() {
    let row = object([("Name", "alpha".into()), ("Size", int(10)), ("Note", "n1".into())]);
    let names = ["N*".into(), "size".into(), "MISSING".into()];
    let text = shown(Kind::Table, std::slice::from_ref(&row), options(ParameterKind::Table, &names[..2]));
    assert_eq!(text, "\nName  Note Size\n----  ---- ----\nalpha n1     10\n\n");
    let text = shown(Kind::List, &[row], options(ParameterKind::List, &names));
    assert_eq!(text, "\nName : alpha\nNote : n1\nSize : 10\n\n");
}

#[test]
fn groups_of_tables_and_lists() {
    let group_by =
        parameter::parse(&mut Engine::new(), &["G".into()], ParameterKind::GroupBy).unwrap_or_default();
    let by = |it: FormatOptions| FormatOptions { group_by: group_by.first().cloned(), ..it };
    let expected =
        "\n   G: a\n\nG N\n- -\na 1\na 2\n\n   G: b\n\nG N\n- -\nb 3\n\n   G: a\n\nG N\n- -\na 4\n\n";
    assert_eq!(shown(Kind::Table, &grouped(), by(FormatOptions::default())), expected);
    let expected = "\n   G: a\n\nN : 1\n\nN : 2\n\n\n   G: b\n\nN : 3\n\n";
    assert_eq!(shown(Kind::List, &grouped()[..3], by(options(ParameterKind::List, &["N".into()]))), expected);
}

#[test]
fn records_are_objects_and_no_data() {
    let mut engine = Engine::new();
    let records = formatted(&mut engine, Kind::Table, &[object([("A", int(1))])], FormatOptions::default());
    let names: Vec<_> = records.iter().filter_map(Value::ty).map(psp_value::Type::short_name).collect();
    assert_eq!(
        names,
        ["FormatStartData", "GroupStartData", "FormatEntryData", "GroupEndData", "FormatEndData"]
    );
    assert_eq!(written(&mut engine, &records, 80), "\nA\n-\n1\n\n");
    let again = formatted(&mut engine, Kind::List, &records, FormatOptions::default());
    assert_eq!(written(&mut engine, &again, 80), "\nA\n-\n1\n\n");
    let broken = text_of_part(&mut engine, &records[2..]);
    assert_eq!(broken, Err("ConsoleLineOutputOutOfSequencePacket"));
}

fn text_of_part(engine: &mut dyn Context, records: &[Value]) -> Result<String, &'static str> {
    let found = psp_format::text_of(engine, records, 80);
    found.map(|it| it.join("\n")).map_err(|error| {
        let id =
            error.record().and_then(|it| psp_value::ErrorRecord::with(it, |it| it.id.text().into_owned()));
        if id.as_deref() == Some("ConsoleLineOutputOutOfSequencePacket") {
            "ConsoleLineOutputOutOfSequencePacket"
        } else {
            "other"
        }
    })
}

#[test]
fn a_formatted_document_ends_a_table_under_way() {
    let mut engine = Engine::new();
    let list = formatted(&mut engine, Kind::List, &[object([("z", int(1))])], FormatOptions::default());
    let ab = || object([("a", int(1)), ("b", "x".into())]);
    let mut values = vec![ab()];
    values.extend(list.clone());
    assert_eq!(written(&mut engine, &values, 80), "\na b\n- -\n1 x\n\n\nz : 1\n\n");
    let mut values = list;
    values.extend([int(1), ab()]);
    assert_eq!(written(&mut engine, &values, 80), "\nz : 1\n\n1\n\na b\n- -\n1 x\n\n");
}

#[test]
fn widths_of_views_give_way_once_rows_are_held_back() {
    let mut engine = Engine::new();
    let mut values =
        formatted(&mut engine, Kind::Table, &[object([("A", int(1))])], FormatOptions::default());
    values.push(table([("myVar", "hello".into())]));
    assert_eq!(written(&mut engine, &values, 80), "\nA\n-\n1\n\n\nName  Value\n----  -----\nmyVar hello\n\n");
}

#[test]
fn headers_hide_and_cells_wrap() {
    let rows = [1, 2].map(|it| object([("Id", int(it)), ("Word", "w".into())]));
    let hidden = FormatOptions { hide_headers: Some(true), ..FormatOptions::default() };
    assert_eq!(shown(Kind::Table, &rows, hidden), "\n 1 w\n 2 w\n\n");
    let long = "The quick brown fox jumps over the lazy dog and runs far away from here into the deep woods";
    let row = object([("A", "short".into()), ("B", long.into()), ("C", "last".into())]);
    let wrap = FormatOptions { wrap: Some(true), ..FormatOptions::default() };
    let mut engine = Engine::new();
    let records = formatted(&mut engine, Kind::Table, &[row], wrap);
    let expected = "\nA     B\n-     -                                           \n\
                    short The quick brown fox jumps over the lazy dog\n\
                    \u{20}     and runs far away from here into the deep\n\u{20}     woods\n\n";
    assert_eq!(written(&mut engine, &records, 50), expected);
}

#[test]
fn headers_that_are_too_narrow_wrap() {
    let names: Vec<String> = (1..=20).map(|it| format!("Column{it}")).collect();
    let row = Object::custom_from(
        names.iter().map(|it| (it.as_str(), it.replace("Column", "value number ").into())),
    );
    let mut engine = Engine::new();
    let records = formatted(&mut engine, Kind::Table, &[row.into()], FormatOptions::default());
    let text = written(&mut engine, &records, 79);
    let mut lines = text.lines().skip(1);
    let blanks = " ".repeat(75);
    assert_eq!(
        lines.next(),
        Some("Column1        Column2        Column3        Column4        Column5        Colu")
    );
    assert_eq!(lines.next(), Some(&*format!("{blanks}mn6")));
    assert_eq!(
        lines.next(),
        Some("-------        -------        -------        -------        -------        ----")
    );
    assert_eq!(
        lines.next(),
        Some("value number 1 value number 2 value number 3 value number 4 value number 5 val…")
    );
}

#[test]
fn wide_output_has_columns() {
    let rows = ["sub", "a.txt", "b.txt"].map(|it| object([("Name", it.into())]));
    let two = FormatOptions { columns: Some(2), ..FormatOptions::default() };
    let mut engine = Engine::new();
    let records = formatted(&mut engine, Kind::Wide, &rows, two);
    let expected = format!("\nsub{}a.txt\nb.txt{}\n\n", " ".repeat(37), " ".repeat(35));
    assert_eq!(
        written(&mut engine, &records, 79).replace("b.txt\n", &format!("b.txt{}\n", " ".repeat(35))),
        expected
    );
    let auto = FormatOptions { autosize: Some(true), ..FormatOptions::default() };
    let records = formatted(&mut engine, Kind::Wide, &rows, auto);
    assert_eq!(written(&mut engine, &records, 20).lines().nth(1), Some("sub    a.txt  b.txt"));
}

#[test]
fn custom_output_is_a_tree() {
    let inner = object([("A", int(1)), ("B", "two".into())]);
    let row = object([("Name", "x".into()), ("Inner", inner), ("List", Value::array(vec![int(1), int(2)]))]);
    let expected = "
class PSCustomObject
{
  Name = x
  Inner = 
    class PSCustomObject
    {
      A = 1
      B = two
    }
  List = 
    [
      1
      2
    ]
    
}


";
    assert_eq!(shown(Kind::Custom, &[row], FormatOptions::default()), expected);
    assert_eq!(shown(Kind::Custom, &["text".into(), int(5)], FormatOptions::default()), "text\n5\n");
    let entry = hash([("k", "v".into())]);
    let expected = "\nclass DictionaryEntry\n{\n  Key = k\n  Value = v\n  Name = k\n}\n\n\n";
    assert_eq!(shown(Kind::Custom, &[entry], FormatOptions::default()), expected);
}

#[test]
fn collections_expand_as_asked() {
    let numbers = || Value::array(vec![object([("A", int(1))]), object([("A", int(2))])]);
    assert_eq!(shown(Kind::Table, &[numbers()], FormatOptions::default()), "\nA\n-\n1\n2\n\n");
    let both = FormatOptions { expand: Some(Expand::Both), ..FormatOptions::default() };
    let text = shown(Kind::Table, &[numbers()], both);
    assert!(text.starts_with("The following object supports IEnumerable:\n"), "{text}");
    assert!(text.contains("The IEnumerable contains the following 2 objects:\n\nA\n-\n1\n2\n"), "{text}");
}

#[test]
fn unknown_views_are_errors() {
    let named = FormatOptions { view: Some("NoView".to_owned()), ..FormatOptions::default() };
    let mut command = FormatCommand::new(Some(Kind::List), named);
    let found = command.push(&mut Engine::new(), &object([("A", int(1))]), &mut Vec::new()).err();
    let raised = found.and_then(|it| it.record().cloned());
    let message =
        raised.and_then(|it| psp_value::ErrorRecord::with(&it, |it| it.message().text().into_owned()));
    let expected = "The view name NoView cannot be found. There are no existing List views for \
                    System.Management.Automation.PSCustomObject objects.";
    assert_eq!(message.as_deref(), Some(expected));
}

#[test]
fn limits_of_collections() {
    let row = || object([("L", Value::array((1..=8).map(Value::int).collect()))]);
    let mut engine = Engine::new();
    let mut show = |limit: i32| {
        engine.limit = int(limit);
        let records = formatted(&mut engine, Kind::List, &[row()], FormatOptions::default());
        written(&mut engine, &records, 80)
    };
    assert_eq!(show(2), "\nL : {1, 2…}\n\n");
    assert_eq!(show(-1), "\nL : {1, 2, 3, 4, 5, 6, 7, 8}\n\n");
    assert_eq!(show(0), "\nL : {…}\n\n");
}

#[test]
fn headers_repeat_on_small_screens() {
    let rows: Vec<Value> = (1..=4).map(|it| object([("Id", int(it))])).collect();
    let repeat = FormatOptions { repeat_header: true, ..FormatOptions::default() };
    let mut engine = Engine::new();
    let records = formatted(&mut engine, Kind::Table, &rows, repeat);
    let mut formatter = Formatter::for_screen(80).with_height(5);
    let mut text = Vec::new();
    for record in &records {
        assert!(formatter.push(&mut engine, record, &mut |line| text.push(line.to_owned())).is_ok());
    }
    assert_eq!(text.iter().filter(|it| it.as_str() == "--").count(), 2, "{text:?}");
    let _ = member::type_names(&records[0]);
}

#[test]
fn any_width_will_do() {
    let mut engine = Engine::new();
    let texts = ["", "日本語", "a\nb\r\nc", "\u{1b}[31mred", "\u{1F600}\u{ad}\u{2011}x y", "tab\there"];
    for width in 0..14 {
        for kind in [Kind::Table, Kind::List, Kind::Wide, Kind::Custom] {
            for wrap in [false, true] {
                let rows: Vec<Value> = texts
                    .iter()
                    .map(|&it| {
                        object([("Name", it.into()), (it, int(1)), ("C", Value::array(vec![it.into()]))])
                    })
                    .collect();
                let options = FormatOptions {
                    wrap: Some(wrap),
                    autosize: Some(wrap),
                    columns: Some(width),
                    ..FormatOptions::default()
                };
                let records = formatted(&mut engine, kind, &rows, options);
                let _ = written(&mut engine, &records, width);
            }
        }
    }
}

#[test]
fn errors_of_calculations_show_when_asked() {
    let failing = block(" throw 'x' ", |_| Err(Interrupt::from(Fault::runtime("x", "x"))));
    let show = FormatOptions { show_error: true, ..options(ParameterKind::Table, &[failing]) };
    let text = shown(Kind::Table, &[object([("A", int(1))])], show);
    let expected =
        "\n throw 'x' \n-----------\n\nInvalidArgument: Failed to evaluate expression \" throw 'x' \".\n\n";
    assert_eq!(text, expected);
}

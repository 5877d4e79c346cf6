//! Recorded output of every pair of some values, and of single values in every layout.
//!
//! `pairs.txt` and `single.txt` have lines `WHAT  =>  OUTPUT` with `\n` for line ends, as PowerShell 7.6.5 wrote them.

use crate::support::{Engine, object, table};
use psp_format::{FormatCommand, FormatOptions, Kind, UNLIMITED, record, text_of};
use psp_value::{Object, Type, Value, enumerate, well_known};

fn list(context: &mut Engine, kind: Kind, values: &[Value]) -> Vec<Value> {
    let mut command = FormatCommand::new(Some(kind), FormatOptions::default());
    let mut records = Vec::new();
    for value in values {
        assert!(command.push(context, value, &mut records).is_ok());
    }
    command.finish(&mut records);
    records.iter().map(record::to_value).collect()
}

/// What a pipeline sees of a value.
fn piped(context: &mut Engine, value: &Value) -> Vec<Value> {
    match enumerate(value) {
        Some(all) => all.collect(context).unwrap_or_default(),
        None => vec![value.clone()],
    }
}

fn written(context: &mut Engine, values: &[Value]) -> String {
    let lines = text_of(context, values, UNLIMITED).unwrap_or_default();
    lines.iter().map(|it| it.replace('\n', "\\n") + "\\n").collect()
}

fn numbers(items: &[i32]) -> Value {
    Value::array(items.iter().map(|&it| Value::int(it)).collect())
}

/// The values of `pairs.txt`, as they are written there.
fn pair_part(context: &mut Engine, text: &str) -> Vec<Value> {
    let int = Value::int;
    let value = match text {
        "1" => int(1),
        "'text'" => "text".into(),
        "$true" => Value::TRUE,
        "2.5" => Value::double(2.5),
        "[pscustomobject]@{ a = 1; b = 'x' }" => object([("a", int(1)), ("b", "x".into())]),
        "[pscustomobject]@{ a = 22; c = 'y' }" => object([("a", int(22)), ("c", "y".into())]),
        "[pscustomobject]@{ p = 1; q = 2; r = 3; s = 4; t = 5 }" => {
            object([("p", int(1)), ("q", int(2)), ("r", int(3)), ("s", int(4)), ("t", int(5))])
        }
        "@{ k = 'v' }" => table([("k", "v".into())]),
        "[ordered]@{ x = 1; y = @(1, 2) }" => table([("x", int(1)), ("y", numbers(&[1, 2]))]),
        "(1, 2)" => return vec![int(1), int(2)],
        "[char]'c'" => Value::char(u16::from(b'c')),
        "([pscustomobject]@{ z = 1 } | Format-List)" => {
            return list(context, Kind::List, &[object([("z", int(1))])]);
        }
        _ => Value::NULL,
    };
    vec![value]
}

#[test]
fn pairs() {
    let mut context = Engine::new();
    let mut wrong = Vec::new();
    let recorded = include_str!("pairs.txt");
    for line in recorded.lines() {
        let Some((what, expected)) = line.split_once("  =>  ") else { continue };
        // Parts of objects hold `; ` too: the one outside of braces divides.
        let mut depth = 0;
        let Some(at) = what.find(|it| {
            depth += match it {
                '{' | '(' => 1,
                '}' | ')' => -1,
                _ => 0,
            };
            it == ';' && depth == 0
        }) else {
            continue;
        };
        let mut values = pair_part(&mut context, what[..at].trim());
        values.extend(pair_part(&mut context, what[at + 1..].trim()));
        let found = written(&mut context, &values);
        if found != expected {
            wrong.push(format!("{what}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), recorded.lines().count(), wrong.join("\n"));
}

/// The values of `single.txt`.
fn single(text: &str) -> Option<Value> {
    if let Some(number) = number(text) {
        return Some(number);
    }
    Some(match text {
        "$null" => Value::NULL,
        "$true" => Value::TRUE,
        "$false" => Value::FALSE,
        "@()" => numbers(&[]),
        "@(1, 2, 3)" => numbers(&[1, 2, 3]),
        "@('a', 'b')" => Value::array(vec!["a".into(), "b".into()]),
        "@(5)" => numbers(&[5]),
        "@($null)" => Value::array(vec![Value::NULL]),
        "@{ a = 1 }" => table([("a", Value::int(1))]),
        "[ordered]@{ b = 2; c = 3 }" => table([("b", Value::int(2)), ("c", Value::int(3))]),
        "[pscustomobject]@{ x = 1 }" => object([("x", Value::int(1))]),
        "[System.Collections.Generic.List[int]]@(1, 2)" => {
            let ty: Type = psp_value::types::instantiate(well_known::LIST.ty(), &[well_known::INT32.ty()]);
            Object::list(ty, vec![Value::int(1), Value::int(2)]).into()
        }
        "[char]'a'" => Value::char(u16::from(b'a')),
        "[char]'5'" => Value::char(u16::from(b'5')),
        _ => text.strip_prefix('\'')?.strip_suffix('\'')?.into(),
    })
}

fn number(text: &str) -> Option<Value> {
    if let Ok(it) = text.parse::<i32>() {
        return Some(it.into());
    }
    if let Ok(it) = text.parse::<i64>() {
        return Some(it.into());
    }
    Some(match text {
        "[double]::NaN" => f64::NAN.into(),
        "[double]::PositiveInfinity" => f64::INFINITY.into(),
        "[single]1.5" => 1.5f32.into(),
        "[byte]200" => 200u8.into(),
        "[sbyte]-5" => (-5i8).into(),
        "[int16]300" => 300i16.into(),
        "[uint32]4000000000" => 4_000_000_000u32.into(),
        "[uint64]18446744073709551615" => u64::MAX.into(),
        _ if text.starts_with('\'') || text.ends_with('d') => return None,
        _ => text.parse::<f64>().ok()?.into(),
    })
}

#[test]
fn single_values() {
    let mut context = Engine::new();
    let mut wrong = Vec::new();
    for line in include_str!("single.txt").lines() {
        let Some((what, expected)) = line.split_once("  =>  ") else { continue };
        let (Some(layout), true) = (
            ["default ", "list ", "table ", "in object ", "in list "]
                .iter()
                .find(|it| what.starts_with(**it)),
            true,
        ) else {
            continue;
        };
        let Some(value) = single(&what[layout.len()..]) else { continue };
        let values = match *layout {
            "default " => piped(&mut context, &value),
            "list " => {
                let values = piped(&mut context, &value);
                list(&mut context, Kind::List, &values)
            }
            "table " => {
                let values = piped(&mut context, &value);
                list(&mut context, Kind::Table, &values)
            }
            "in object " => vec![object([("name", "n".into()), ("value", value)])],
            _ => list(&mut context, Kind::List, &[object([("value", value)])]),
        };
        let found = written(&mut context, &values);
        if found != expected {
            wrong.push(format!("{what}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

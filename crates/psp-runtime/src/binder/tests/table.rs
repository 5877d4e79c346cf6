//! Every row of `conformance/tables/binding`.

use super::{
    reader::Reader,
    stub::{Kept, session},
};
use crate::{
    Session,
    binder::{Binding, bind, is_binding_error},
    signature::Signature,
};
use psp_value::{Interrupt, Result, Type, Value, View, convert, enumerate};
use std::sync::Arc;

const TABLE: &str = include_str!("../../../../../conformance/tables/binding.stdout");

/// Rows that depend on how psp-value words a failed conversion, or on the day: parameter list and ends of calls.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("param([datetime]$a", &[" x", " y 9", " abc def", " 1.6 2"]),
    (
        "param([nullable[int]]$a",
        &[" 1,2 3", " -a 1,2 -b 3,4", " @(1, 2) @()", " @{ a = 1 } { 1 }", " (1..3) 4"],
    ),
];

/// Defaults are the evaluator's: of a row, what was bound and `$args` are compared.
#[test]
fn rows_of_the_binding_table() {
    let mut wrong = Vec::new();
    let (mut rows, mut session) = (0, session());
    for line in TABLE.lines() {
        let Some((call, expected)) = line.split_once("  =>  ") else { continue };
        rows += 1;
        let actual = match call.split_once("  Probe ") {
            Some((list, arguments)) => run_call(&mut session, list, arguments),
            None => run_input(&mut session, call.split_once("  1, 'two'").map_or(call, |it| it.0)),
        };
        let expected = expected.split(" // ").map(comparable).collect::<Vec<_>>().join(" // ");
        let elsewhere =
            ELSEWHERE.iter().any(|it| call.starts_with(it.0) && it.1.iter().any(|end| call.ends_with(end)));
        if actual != expected && !elsewhere {
            wrong.push(format!("{call}\n   expected {expected}\n   actual   {actual}"));
        }
    }
    assert_eq!(rows, 1275);
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Errors as they are; of a success, the bound parameters and `$args`.
fn comparable(expected: &str) -> String {
    if expected.starts_with("!!") {
        return expected.to_owned();
    }
    let bound = expected.split(" | a=").next().unwrap_or_default();
    let (_, arguments) = expected.rsplit_once(" args=").unwrap_or_default();
    squeezed(&format!("{bound} {arguments}"))
}

fn signature(session: &mut Session, list: &str) -> Result<Arc<Signature>> {
    let parameters = Reader(list).parameters();
    Ok(Arc::new(Signature::of_script(session, &parameters, &"Probe".into())?))
}

fn run_call(session: &mut Session, list: &str, call: &str) -> String {
    let result = signature(session, list).and_then(|signature| {
        let arguments = Reader(call).arguments(session);
        bind(session, &signature, arguments, &mut Kept::default(), false)
    });
    match result {
        Ok(binding) => success(session, &binding),
        Err(error) => failure(&error),
    }
}

fn run_input(session: &mut Session, list: &str) -> String {
    let mut kept = Kept::default();
    let bound = signature(session, list).and_then(|it| bind(session, &it, Vec::new(), &mut kept, true));
    let mut binding = match bound {
        Ok(binding) => binding,
        Err(error) => return failure(&error),
    };
    let mut results = Vec::new();
    for object in [Value::int(1), "two".into()] {
        results.push(match binding.bind_object(session, &object, &mut kept) {
            Ok(_) => success(session, &binding),
            Err(error) => {
                assert!(is_binding_error(&error));
                failure(&error)
            }
        });
    }
    results.join(" // ")
}

fn success(session: &mut Session, binding: &Binding) -> String {
    let mut names: Vec<_> =
        binding.bound_names().iter().map(|it| (it.0.text().into_owned(), it.1.clone())).collect();
    names.sort_by_key(|it| it.0.to_lowercase());
    let bound: Vec<_> =
        names.iter().map(|(name, value)| format!("{name}={}", show(session, value))).collect();
    let arguments = show(session, &Value::array(binding.unbound.clone()));
    squeezed(&format!("{} {arguments}", bound.join("; ")))
}

fn failure(error: &Interrupt) -> String {
    let Some(raised) = error.raised() else { return format!("{error:?}") };
    let told = raised.with(|it| format!("!! {} | {}", it.id, it.message())).unwrap_or_default();
    squeezed(&told)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As the table's own `Show`.
fn show(session: &mut Session, value: &Value) -> String {
    let Some(ty) = value.ty() else { return "null".into() };
    let name = Type::short_name(ty);
    match value.unboxed().view() {
        View::Str(text) => return format!("'{text}'"),
        View::Char(unit) => return format!("char '{}'", char::from_u32(unit.into()).unwrap_or_default()),
        View::DateTime(it) => return format!("DateTime {} {:?}", it.ticks, it.kind),
        _ => {}
    }
    if let Some(table) = value.as_table() {
        let entries: Vec<_> =
            table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect::<Vec<_>>());
        let shown: Vec<_> = entries
            .iter()
            .map(|(key, value)| {
                format!("{}={}", convert::to_text(session, key).unwrap_or_default(), show(session, value))
            })
            .collect();
        return format!("{name}{{{}}}", shown.join(";"));
    }
    if let Some(items) = enumerate(value) {
        let items = items.collect(session).unwrap_or_default();
        let shown: Vec<_> = items.iter().map(|it| show(session, it)).collect();
        return format!("{name}({})", shown.join(", "));
    }
    format!("{name} {}", convert::to_text(session, value).unwrap_or_default())
}

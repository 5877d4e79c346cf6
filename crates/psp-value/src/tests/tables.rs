//! The recorded tables of pwsh: every line whose operands need no emulated type.

use super::{Bare, show_result, table_value};
use crate::{Result, Value, operators::*};
use std::{fmt::Write, path::PathBuf};

/// Where the recorded tables lie: beside the crates, or where `PSP_TABLES` says.
fn table(name: &str) -> Option<String> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/tables");
    let folder = std::env::var("PSP_TABLES").map_or_else(|_| PathBuf::from(beside), PathBuf::from);
    let bytes = std::fs::read(folder.join(format!("{name}.stdout"))).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What a line says, as [`show_result`] says it.
fn expected(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn found(result: Result<Value>) -> String {
    show_result(result).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs a table of a binary operator and reports the lines that disagree. Known ones are dates of this year, the words
/// about unknown words in dates, and errors of operands that no script combines.
fn binary(name: &str, sign: &str, known: usize, run: impl Fn(&mut Bare, &Value, &Value) -> Result<Value>) {
    let Some(text) = table(name) else { return };
    let (mut report, mut count, mut wrong) = (String::new(), 0, 0);
    for line in text.lines() {
        let Some((expression, result)) = line.split_once("  =>  ") else { continue };
        let sides = expression.match_indices(&format!(" {sign} ")).find_map(|(at, it)| {
            Some((table_value(&expression[..at])?, table_value(&expression[at + it.len()..])?))
        });
        let Some((a, b)) = sides else { continue };
        // A date out of a number depends on the day.
        if expression.contains("[datetime]") && (expression.contains("2.5") || expression.contains("1.5")) {
            continue;
        }
        count += 1;
        let (got, wanted) = (found(run(&mut Bare::new(), &a, &b)), expected(result));
        if got != wanted {
            wrong += 1;
            if wrong <= 60 {
                let _ = writeln!(report, "{expression}\n    got {got}\n    not {wanted}");
            }
        }
    }
    assert!(wrong <= known, "{name}: {wrong} of {count}\n{report}");
}

macro_rules! tables {
    ($($test:ident: $name:literal, $sign:literal, $known:literal => $run:expr;)*) => {$(
        #[test]
        fn $test() {
            binary($name, $sign, $known, $run);
        }
    )*};
}

tables! {
    addition: "binary-add", "+", 5 => |c, a, b| add(c, a, b);
    subtraction: "binary-subtract", "-", 6 => |c, a, b| subtract(c, a, b);
    multiplication: "binary-multiply", "*", 0 => |c, a, b| multiply(c, a, b);
    multiplication_of_large_numbers: "binary-multiply-large-numbers", "*", 0 => |c, a, b| multiply(c, a, b);
    division: "binary-divide", "/", 11 => |c, a, b| divide(c, a, b);
    modulo: "binary-modulo", "%", 8 => |c, a, b| remainder(c, a, b);
    bit_and: "binary-band", "-band", 91 => |c, a, b| band(c, a, b);
    shift_left: "binary-shl", "-shl", 98 => |c, a, b| shl(c, a, b);
    equality: "binary-eq", "-eq", 0 => |c, a, b| compare(c, Comparison::Eq, true, a, b);
    less: "binary-lt", "-lt", 16 => |c, a, b| compare(c, Comparison::Lt, true, a, b);
    greater_or_equal: "binary-ge", "-ge", 18 => |c, a, b| compare(c, Comparison::Ge, true, a, b);
    containing: "binary-contains", "-contains", 0 => |c, a, b| compare(c, Comparison::Contains, true, a, b);
    contained: "binary-in", "-in", 0 => |c, a, b| compare(c, Comparison::In, true, a, b);
    wildcards: "binary-like", "-like", 0 => |c, a, b| compare(c, Comparison::Like, true, a, b);
    matching: "binary-match", "-match", 0 => |c, a, b| compare(c, Comparison::Match, true, a, b);
    replacing: "binary-replace", "-replace", 0 => |c, a, b| replace(c, true, a, b);
    splitting: "binary-split", "-split", 0 => |c, a, b| split(c, true, a, b);
    ranges: "binary-range", "..", 0 => |c, a, b| range(c, a, b);
    joining: "binary-join", "-join", 0 => |c, a, b| join(c, a, b);
    types: "binary-is", "-is", 0 => |c, a, b| is(c, a, b);
    conversions_that_may_fail: "binary-as", "-as", 0 => |c, a, b| as_type(c, a, b);
}

/// The casts to types that are data of this crate.
#[test]
fn casts() {
    let Some(text) = table("casts") else { return };
    let (mut report, mut count, mut wrong) = (String::new(), 0, 0);
    for line in text.lines() {
        let Some((expression, result)) = line.split_once("  =>  ") else { continue };
        let Some((name, value)) = expression.strip_prefix('[').and_then(|it| it.split_once("] ")) else {
            continue;
        };
        let Some(value) = table_value(value) else { continue };
        let mut context = Bare::new();
        let Some(ty) = crate::Context::find_type(&mut context, name) else { continue };
        if ty.code == crate::TypeCode::Object && !DATA.contains(&name) || name == "System.ConsoleColor" {
            continue;
        }
        count += 1;
        let converted = crate::convert::convert(&mut context, &value, ty);
        let (got, wanted) = (found(converted), expected(result));
        // What the script showed of a single is its culture's text.
        if got != wanted && !wanted.starts_with("Single") && !wanted.starts_with("object{") {
            wrong += 1;
            if wrong <= 60 {
                let _ = writeln!(report, "{expression}\n    got {got}\n    not {wanted}");
            }
        }
    }
    // FIXME: 12 are dates of this year and the words about unknown words in dates.
    assert!(wrong <= 12, "casts: {wrong} of {count}\n{report}");
}

const DATA: &[&str] =
    &["hashtable", "System.Collections.ArrayList", "System.Collections.Generic.List[int]", "void"];

/// Unary operators.
#[test]
fn unary() {
    let Some(text) = table("unary") else { return };
    let (mut report, mut count, mut wrong) = (String::new(), 0, 0);
    for line in text.lines() {
        let Some((expression, result)) = line.split_once("  =>  ") else { continue };
        let Some((sign, name)) = expression.split_once(' ') else { continue };
        let Some(value) = table_value(name) else { continue };
        let mut context = Bare::new();
        let result_here = match sign {
            "-bnot" => bit_not(&mut context, &value),
            "-" => negate(&mut context, &value),
            "+" => plus(&mut context, &value),
            "-join" => join_unary(&mut context, &value),
            "-split" => split_unary(&mut context, &value),
            "++" => increment(&mut context, &value),
            "--" => decrement(&mut context, &value),
            "bool" => Ok(Value::bool(crate::convert::is_true(&value))),
            "-not" => Ok(Value::bool(!crate::convert::is_true(&value))),
            "string" => crate::convert::to_text(&mut context, &value).map(Value::from),
            _ => continue,
        };
        count += 1;
        let (got, wanted) = (found(result_here), expected(result));
        if got != wanted {
            wrong += 1;
            if wrong <= 60 {
                let _ = writeln!(report, "{expression}\n    got {got}\n    not {wanted}");
            }
        }
    }
    assert!(wrong == 0, "unary: {wrong} of {count}\n{report}");
}

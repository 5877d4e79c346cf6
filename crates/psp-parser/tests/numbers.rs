//! Values of number literals as PowerShell reads them, recorded in `numbers.tsv`: mode, literal, what becomes of it.

use psp_ast::{
    CommandElement, Expression, ExpressionKind, Number, PipelineElement, Statement, StatementKind,
};
use psp_parser::parse;

#[test]
fn literals_have_the_recorded_values() {
    let mut wrong = Vec::new();
    for line in include_str!("numbers.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [mode, literal, expected] = columns[..] else { panic!("three columns: {line}") };
        let source =
            if mode == "argument" { format!("Write-Output {literal}") } else { format!("$x = {literal}") };
        let parse = parse(&source);
        let actual = match parse.diagnostics.first() {
            Some(diagnostic) => diagnostic.id.to_string(),
            None => shown(&parse.script.end.expect("an end block").statements[0]),
        };
        let expected = match expected {
            "Object[](Int32 1, Int32 2, Int32 3)" | "null" => "other",
            "error !! ParseException | Exception " => "OperatorRequiresVariableOrProperty",
            expected => expected,
        };
        if actual != expected {
            wrong.push(format!("{mode} {literal}: {actual}, wanted {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn shown(statement: &Statement) -> String {
    match &statement.kind {
        StatementKind::Assignment(assignment) => shown(&assignment.value),
        StatementKind::Pipeline(pipeline) => match &pipeline.elements[0] {
            PipelineElement::Expression { expression, .. } => value(expression),
            PipelineElement::Command(command) => match command.elements.get(1) {
                Some(CommandElement::Argument(argument)) => value(argument),
                _ => "command".to_owned(),
            },
        },
        other => format!("{other:?}"),
    }
}

fn value(expression: &Expression) -> String {
    match &expression.kind {
        ExpressionKind::Number(number) => constant(number),
        ExpressionKind::String { value, .. } => format!("'{value}'"),
        _ => "other".to_owned(),
    }
}

fn constant(number: &Number) -> String {
    match number {
        Number::SByte(n) => format!("SByte {n}"),
        Number::Byte(n) => format!("Byte {n}"),
        Number::Int16(n) => format!("Int16 {n}"),
        Number::UInt16(n) => format!("UInt16 {n}"),
        Number::Int32(n) => format!("Int32 {n}"),
        Number::UInt32(n) => format!("UInt32 {n}"),
        Number::Int64(n) => format!("Int64 {n}"),
        Number::UInt64(n) => format!("UInt64 {n}"),
        Number::Double(n) if n.is_infinite() => "Double Infinity".to_owned(),
        Number::Double(n) if *n >= 1e16 => format!("Double {}", format!("{n:E}").replace('E', "E+")),
        Number::Double(n) => format!("Double {n}"),
        Number::Decimal(n) => format!("Decimal {n}"),
        Number::BigInteger(n) => format!("BigInteger {n}"),
    }
}

//! Error views: the texts are what PowerShell 7.6.5 wrote to stderr.

use crate::support::{Engine, object};
use psp_format::error::{ErrorStyle, ErrorView, lines, view_text};
use psp_source::{SourceFile, Span};
use psp_value::{
    ErrorCategory, ErrorRecord, Exception, Fault, InvocationInfo, ScriptPosition, Str, Value, well_known,
};
use std::sync::Arc;

const SCRIPT: &str = "/tmp/psp/12345678/view.ps1";

/// An error at `part` of a script.
fn at(mut record: ErrorRecord, script: &str, part: &str) -> ErrorRecord {
    let start = script.find(part).unwrap_or_default() as u32;
    let file = Arc::new(SourceFile::new(Some(SCRIPT.into()), script));
    let position = ScriptPosition { file, span: Span::new(start, start + part.len() as u32) };
    let mut invocation = record.invocation.as_deref().cloned().unwrap_or_default();
    invocation.position = Some(position);
    record.invocation = Some(Arc::new(invocation));
    record
}

fn command(mut record: ErrorRecord, name: &str, kind: &str) -> ErrorRecord {
    let command = object([("Name", name.into()), ("CommandType", kind.into())]);
    let invocation = InvocationInfo { command, invocation_name: name.into(), ..InvocationInfo::default() };
    record.invocation = Some(Arc::new(invocation));
    record.activity = name.into();
    record
}

fn shown(record: ErrorRecord) -> String {
    let lines = lines(&mut Engine::new(), &record.into_value(), &ErrorStyle::default()).unwrap_or_default();
    lines.join("\n").replace("/tmp/psp/12345678", "{cwd}")
}

fn not_found(name: &str) -> ErrorRecord {
    let message = format!("Cannot find path '/tmp/psp/12345678/{name}' because it does not exist.");
    Fault::new("System.Management.Automation.ItemNotFoundException", message)
        .id("PathNotFound")
        .category(ErrorCategory::ObjectNotFound)
        .target(format!("/tmp/psp/12345678/{name}"))
        .into_record()
}

#[test]
fn without_a_place_it_is_one_line() {
    let mut record = Fault::new("System.Exception", "from the script body").into_record();
    record.activity = "Write-Error".into();
    assert_eq!(shown(record.clone()), "Write-Error: from the script body");
    record.recommended_action = Some("try again".into());
    assert_eq!(shown(record), "Write-Error: from the script body\n  Recommendation: try again");
    let record = command(not_found("missing-file"), "Get-Item", "Cmdlet");
    let expected = "Get-Item: Cannot find path '{cwd}/missing-file' because it does not exist.";
    assert_eq!(shown(record), expected);
}

#[test]
fn a_command_in_a_script_shows_its_line() {
    let script = "1\n2\nGet-Item ./nowhere.txt\n";
    let record =
        at(command(not_found("nowhere.txt"), "Get-Item", "Cmdlet"), script, "Get-Item ./nowhere.txt");
    let expected = "\
Get-Item: {cwd}/view.ps1:3
Line |
   3 |  Get-Item ./nowhere.txt
     |  ~~~~~~~~~~~~~~~~~~~~~~
     | Cannot find path '{cwd}/nowhere.txt' because it does not
     | exist.";
    assert_eq!(shown(record), expected);
}

#[test]
fn errors_of_the_engine_are_named_by_category_or_exception() {
    let message = "Cannot convert value \"not a number\" to type \"System.Int32\". Error: \"The input string 'not a number' was not in a correct format.\"";
    let fault = Fault::new("System.Management.Automation.RuntimeException", message)
        .id("InvalidCastFromStringToInteger")
        .category(ErrorCategory::InvalidArgument);
    let expected = "\
InvalidArgument: {cwd}/view.ps1:1
Line |
   1 |  [int] 'not a number'
     |  ~~~~~~~~~~~~~~~~~~~~
     | Cannot convert value \"not a number\" to type \"System.Int32\". Error: \"The
     | input string 'not a number' was not in a correct format.\"";
    assert_eq!(shown(at(fault.into_record(), "[int] 'not a number'", "[int] 'not a number'")), expected);
    let record = Fault::runtime("RuntimeException", "Attempted to divide by zero.").into_record();
    let expected = "\
RuntimeException: {cwd}/view.ps1:1
Line |
   1 |      10 / $n
     |      ~~~~~~~
     | Attempted to divide by zero.";
    assert_eq!(shown(at(record, "    10 / $n", "10 / $n")), expected);
}

#[test]
fn thrown_text_is_an_exception() {
    let thrown = Exception {
        message: "filter failed on bad".into(),
        properties: vec![("WasThrownFromThrowStatement".into(), Value::TRUE)],
        ..Exception::default()
    };
    let record = ErrorRecord {
        exception: thrown.object(well_known::EXCEPTION.ty()),
        id: Str::new("filter failed on bad"),
        category: ErrorCategory::OperationStopped,
        ..ErrorRecord::default()
    };
    let script =
        "'a', 'bad' | Where-Object { if ($_ -eq 'bad') { throw \"filter failed on $_\" }; $true } | Out-Null";
    let text = shown(at(record, script, "throw \"filter failed on $_\""));
    assert!(text.starts_with("Exception: {cwd}/view.ps1:1\nLine |\n   1 |  … "), "{text}");
    assert!(text.ends_with("~~~\n     | filter failed on bad"), "{text}");
}

#[test]
fn text_without_a_file_shows_later_lines_only() {
    let file = Arc::new(SourceFile::new(None, "1\n\n    1 / $null"));
    let position = |start, end| ScriptPosition { file: file.clone(), span: Span::new(start, end) };
    let record = |position| ErrorRecord {
        invocation: Some(Arc::new(InvocationInfo { position: Some(position), ..InvocationInfo::default() })),
        ..Fault::runtime("RuntimeException", "Attempted to divide by zero.").into_record()
    };
    let expected = "\
RuntimeException: 
Line |
   3 |      1 / $null
     |      ~~~~~~~~~
     | Attempted to divide by zero.";
    assert_eq!(shown(record(position(7, 16))), expected);
    assert_eq!(shown(record(position(0, 1))), "RuntimeException: Attempted to divide by zero.");
}

#[test]
fn other_views() {
    let record = at(command(not_found("x"), "Get-Item", "Cmdlet"), "Get-Item x", "Get-Item x").into_value();
    let show = |view| {
        let style = ErrorStyle { view: Some(view), ..ErrorStyle::default() };
        view_text(&mut Engine::new(), &record, &style)
            .unwrap_or_default()
            .replace("/tmp/psp/12345678", "{cwd}")
    };
    let normal = "\
Get-Item : Cannot find path '{cwd}/x' because it does not exist.
At {cwd}/view.ps1:1 char:1
+ Get-Item x
+ ~~~~~~~~~~
+ CategoryInfo          : ObjectNotFound: ({cwd}/x:String) [Get-Item], ItemNotFoundException
+ FullyQualifiedErrorId : PathNotFound";
    assert_eq!(show(ErrorView::Normal), normal);
    assert_eq!(
        show(ErrorView::Category),
        "ObjectNotFound: ({cwd}/x:String) [Get-Item], ItemNotFoundException"
    );
}

#[test]
fn colours_stand_around_the_place() {
    let style = ErrorStyle { style: psp_format::Style::ansi(), ..ErrorStyle::default() };
    let record =
        at(Fault::runtime("RuntimeException", "no").into_record(), "$x = 1 / 0; 2", "1 / 0").into_value();
    let text = lines(&mut Engine::new(), &record, &style).unwrap_or_default().join("\n");
    assert!(text.contains("$x = \u{1b}[36;1m1 / 0\u{1b}[0m; 2"), "{text:?}");
    assert!(text.ends_with("no\u{1b}[0m"), "{text:?}");
}

#[test]
fn parse_errors_show_what_stands_below_the_place() {
    let message = "At /x.ps1:2 char:12\n+ $a = (1 + 2\n+            ~\nMissing closing ')' in expression.\n\nAt /x.ps1:3 char:8\n+ $b = 3 4\n+        ~\nUnexpected token '4' in expression or statement.";
    let record = Fault::new("System.Management.Automation.ParseException", message)
        .id("MissingEndParenthesisInExpression")
        .category(ErrorCategory::ParserError)
        .into_record();
    let script = "1\n$a = (1 + 2\n$b = 3 4\n";
    let start = script.find("\n$b").unwrap_or_default() as u32;
    let file = Arc::new(SourceFile::new(Some(SCRIPT.into()), script));
    let position = ScriptPosition { file, span: Span::new(start, start) };
    let invocation = InvocationInfo { position: Some(position), ..InvocationInfo::default() };
    let record = ErrorRecord { invocation: Some(Arc::new(invocation)), ..record };
    let expected = "\
ParserError: {cwd}/view.ps1:2
Line |
   2 |  $a = (1 + 2
     |             ~
     | Missing closing ')' in expression.";
    assert_eq!(shown(record), expected);
}

#[test]
fn an_error_on_stdout_ends_with_an_empty_line() {
    let record = Fault::runtime("RuntimeException", "Attempted to divide by zero.").into_record();
    let record = at(record, "1 / 0", "1 / 0").into_value();
    let lines = psp_format::text_of(&mut Engine::new(), &[record, "after".into()], 79).unwrap_or_default();
    assert_eq!(lines.len(), 7, "{lines:?}");
    assert_eq!(lines[4], "     | Attempted to divide by zero.");
    assert_eq!(&lines[5..], ["", "after"]);
}

#[test]
fn details_list_what_is_set() {
    let record = at(not_found("x"), "Get-Item x", "Get-Item x").into_value();
    let style = ErrorStyle { view: Some(ErrorView::Detailed), ..ErrorStyle::default() };
    let text = view_text(&mut Engine::new(), &record, &style).unwrap_or_default();
    assert!(text.starts_with('\n'), "{text}");
}

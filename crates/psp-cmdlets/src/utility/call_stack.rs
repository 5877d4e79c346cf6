//! `Get-PSCallStack`: the calls under way.

use crate::record::Record;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, FrameId, Shell, invocation::invocation_value, session::CallUnderWay};
use psp_source::{SourceFile, Span};
use psp_value::{InvocationInfo, Result, Str, Value};
use std::sync::Arc;

/// Lists the calls under way, the innermost first.
///
/// ```powershell
/// function Show-Caller { (Get-PSCallStack)[1].FunctionName }
/// Show-Caller
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-PSCallStack", output = "System.Management.Automation.CallStackFrame")]
pub(super) struct GetPSCallStack {}

const NAMES: &[&str] = &[
    "ScriptName",
    "ScriptLineNumber",
    "InvocationInfo",
    "Position",
    "FunctionName",
    "Command",
    "Arguments",
    "Location",
];

impl Cmdlet for GetPSCallStack {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(here) = shell.stage.invocation.position.clone() else { return Ok(()) };
        for call in shell.calls_under_way(here, 1024) {
            let entry = entry(shell, &call)?;
            shell.write(entry)?;
        }
        Ok(())
    }
}

fn entry(shell: &mut Shell<'_>, under_way: &CallUnderWay) -> Result<Value> {
    let at = under_way.frame;
    let name = Some(Str::new(&under_way.name)).filter(|it| !it.is_empty());
    let known = shell.frame(at).call.as_deref().map(|it| it.bound.clone());
    let bound = match (known, &name) {
        (Some(bound), _) => bound,
        (None, Some(name)) => parameters_of(shell, at, name)?,
        (None, None) => Vec::new(),
    };
    let call = shell.frame(at).call.as_deref();
    let unbound = call.map(|it| it.arguments.clone()).unwrap_or_default();
    let known = call.and_then(|it| it.invocation.clone());
    let invocation = match known {
        Some(it) => it,
        None => Arc::new(made_invocation(shell, under_way)?),
    };
    let here = Some(&under_way.here);
    let path = here.and_then(|it| it.file.path().cloned());
    let file_name = path.as_deref().and_then(|it| it.rsplit('/').next()).map(str::to_owned);
    let line = here.map_or(0, |it| it.file.position(it.span.start).line as i32);
    let function = name.clone().unwrap_or_else(|| Str::new("<ScriptBlock>"));
    let command: Str = match (&name, &file_name) {
        (Some(name), _) => name.clone(),
        (None, Some(file)) => file.as_str().into(),
        (None, None) => Str::new("<ScriptBlock>"),
    };
    let mut arguments: Vec<String> = Vec::new();
    for (name, value) in &bound {
        arguments.push(format!("{name}={}", shell.text(value)?));
    }
    for value in &unbound {
        arguments.push(shell.text(value)?.to_string());
    }
    let location = match &file_name {
        Some(file) => format!("{file}: line {line}"),
        None => "<No file>".to_owned(),
    };
    let position = here.map_or(Value::NULL, |it| text_of(&it.file, it.span).into());
    let shown = format!("{{{}}}", arguments.join(", "));
    Ok(Record::with_text(
        "System.Management.Automation.CallStackFrame",
        format!("at {function}, {location}"),
        NAMES,
        vec![
            path.as_deref().map_or(Value::NULL, Value::from),
            Value::int(line),
            invocation_value(&invocation),
            position,
            function.into(),
            command.into(),
            shown.into(),
            location.into(),
        ],
    ))
}

/// A function that was called without ceremony has no invocation of its own yet.
fn made_invocation(shell: &mut Shell<'_>, under_way: &CallUnderWay) -> Result<InvocationInfo> {
    let mut invocation = InvocationInfo::default();
    if under_way.name.is_empty() {
        return Ok(invocation);
    }
    let scope = shell.scope();
    if let Some(found) = shell.find_command(&under_way.name, scope)? {
        invocation.command = psp_runtime::command_info::value(shell, &found);
        invocation.invocation_name = Str::new(&under_way.name);
    }
    Ok(invocation)
}

fn text_of(file: &SourceFile, span: Span) -> &str {
    file.slice(span)
}

/// The parameters of a function that was called directly: nobody kept what was bound, its variables tell.
fn parameters_of(shell: &mut Shell<'_>, at: FrameId, name: &Str) -> Result<Vec<(Str, Value)>> {
    let scope = shell.session.scope();
    let symbol = psp_ir::Symbol::new(&name.text());
    let Some(function) = shell.session.find_function(symbol, scope) else { return Ok(Vec::new()) };
    let signature = shell.session.signature_of(&function)?;
    let mut bound = Vec::new();
    for parameter in &signature.params {
        let Some(place) = shell.session.variable_in(parameter.symbol, at) else { continue };
        let value = shell.session.value_in(&place);
        if !value.is_null() {
            bound.push((parameter.name.clone(), value));
        }
    }
    Ok(bound)
}

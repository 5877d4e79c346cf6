//! `System.Management.Automation.InvocationInfo`: `$MyInvocation`, and where an error happened.

use psp_derive::ps_type;
use psp_value::{InvocationInfo, Native, Str, Value};
use std::sync::Arc;

/// How and where a command was called.
pub struct PsInvocationInfo(pub Arc<InvocationInfo>);

impl Native for PsInvocationInfo {}

impl PsInvocationInfo {
    /// Line and column of the call, from 1.
    fn place(&self) -> Option<(u32, u32)> {
        let position = self.0.position.as_ref()?;
        let at = position.file.position(position.span.start);
        Some((at.line, at.column))
    }

    fn script(&self) -> Option<String> {
        self.0.position.as_ref()?.file.path().map(ToString::to_string)
    }
}

#[ps_type("System.Management.Automation.InvocationInfo")]
impl PsInvocationInfo {
    /// The command.
    #[ps(get)]
    fn my_command(&self) -> Value {
        self.0.command.clone()
    }

    /// The command as it was written.
    #[ps(get)]
    fn invocation_name(&self) -> Str {
        self.0.invocation_name.clone()
    }

    /// The line of the call.
    #[ps(get)]
    fn line(&self) -> String {
        match (&self.0.position, self.place()) {
            (Some(position), Some((line, _))) => position.file.line(line).to_owned(),
            _ => String::new(),
        }
    }

    /// The statement of the call.
    #[ps(get)]
    fn statement(&self) -> String {
        self.0.position.as_ref().map_or_else(String::new, |it| it.file.slice(it.span).to_owned())
    }

    /// The column of the call.
    #[ps(get)]
    fn offset_in_line(&self) -> i32 {
        self.place().map_or(0, |it| it.1 as i32)
    }

    /// The line's number.
    #[ps(get)]
    fn script_line_number(&self) -> i32 {
        self.place().map_or(0, |it| it.0 as i32)
    }

    /// The script's file.
    #[ps(get)]
    fn script_name(&self) -> String {
        self.script().unwrap_or_default()
    }

    /// Line, column, and the text with a mark below.
    #[ps(get)]
    fn position_message(&self) -> String {
        let (Some(position), Some((line, column))) = (&self.0.position, self.place()) else {
            return String::new();
        };
        let place = match self.script() {
            Some(script) => format!("At {script}:{line} char:{column}"),
            None => format!("At line:{line} char:{column}"),
        };
        let text = position.file.line(line);
        let shown =
            position.file.slice(position.span).lines().next().unwrap_or_default().chars().count().max(1);
        let indent = " ".repeat(column.saturating_sub(1) as usize);
        format!("{place}\n+ {text}\n+ {indent}{}", "~".repeat(shown))
    }

    /// The directory of the script's file.
    #[ps("PSScriptRoot", get)]
    fn script_root(&self) -> String {
        let script = self.script().unwrap_or_default();
        script.rsplit_once('/').map_or_else(String::new, |(directory, _)| directory.to_owned())
    }

    /// The script's file.
    #[ps("PSCommandPath", get)]
    fn command_path(&self) -> String {
        self.script().unwrap_or_default()
    }

    /// Parameters and their values.
    #[ps(get)]
    fn bound_parameters(&self) -> Value {
        self.0.bound_parameters.clone()
    }

    /// Arguments that no parameter took.
    #[ps(get)]
    fn unbound_arguments(&self) -> Value {
        self.0.unbound_arguments.clone()
    }

    /// Number of commands in the pipeline.
    #[ps(get)]
    fn pipeline_length(&self) -> i32 {
        self.0.pipeline_length as i32
    }

    /// Place in the pipeline, from 1.
    #[ps(get)]
    fn pipeline_position(&self) -> i32 {
        self.0.pipeline_position as i32
    }

    /// Reads the pipeline.
    #[ps(get)]
    fn expecting_input(&self) -> bool {
        self.0.expecting_input
    }

    /// Who called.
    #[ps(get)]
    fn command_origin(&self) -> &'static str {
        "Internal"
    }

    /// The number in the history: psp counts none.
    #[ps(get)]
    fn history_id(&self) -> i64 {
        -1
    }

    /// Where it is shown: nowhere else in psp.
    #[ps(get)]
    fn display_script_position(&self) -> Value {
        Value::NULL
    }
}

//! `ParseError`: what is wrong with a text.

use crate::extent::ScriptExtent;
use psp_derive::ps_type;
use psp_diagnostics::Diagnostic;
use psp_source::SourceFile;
use psp_types::declare::Emulated;
use psp_value::{Context, Native, Object, Result, Value};
use std::sync::Arc;

/// What is wrong, and where.
pub(crate) struct ParseError {
    extent: ScriptExtent,
    id: String,
    message: String,
    incomplete: bool,
}

impl ParseError {
    /// As a script sees it.
    pub(crate) fn value(file: &Arc<SourceFile>, it: &Diagnostic) -> Value {
        let error = Self {
            extent: ScriptExtent { file: file.clone(), span: it.span },
            id: it.id.to_string(),
            message: it.message.clone(),
            incomplete: it.incomplete,
        };
        Object::native(Self::ty(), error).into()
    }

    /// The place, the line with a mark, the message.
    fn written(&self) -> String {
        let ScriptExtent { file, span } = &self.extent;
        let start = file.position(span.start);
        let line = file.line(start.line).trim_end();
        let name = file.path().map_or("line", |it| it);
        let width = file.slice(*span).lines().next().map_or(1, |it| it.chars().count().max(1));
        let (gap, mark) = (" ".repeat(start.column as usize - 1), "~".repeat(width));
        let (at, column) = (start.line, start.column);
        format!("At {name}:{at} char:{column}\n+ {line}\n+ {gap}{mark}\n{}", self.message)
    }
}

impl Native for ParseError {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }
}

#[ps_type("System.Management.Automation.Language.ParseError")]
impl ParseError {
    /// Where.
    #[ps("Extent", get)]
    fn place(&self) -> ScriptExtent {
        self.extent.clone()
    }

    /// Which error.
    #[ps(get)]
    fn error_id(&self) -> &str {
        &self.id
    }

    /// What is wrong.
    #[ps("Message", get)]
    fn own_message(&self) -> &str {
        &self.message
    }

    /// More text would cure it.
    #[ps(get)]
    fn incomplete_input(&self) -> bool {
        self.incomplete
    }

    /// The place and the message.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.written()
    }
}

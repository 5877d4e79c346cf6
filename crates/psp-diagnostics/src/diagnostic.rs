//! A problem of a source text, in PowerShell's terms.

use psp_source::Span;
use std::borrow::Cow;

/// A problem found before execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// PowerShell's error id, such as `MissingEndCurlyBrace`.
    pub id: Cow<'static, str>,
    /// PowerShell's message, arguments filled in.
    pub message: String,
    /// Where PowerShell says it is.
    pub span: Span,
    /// More text could make it right: a prompt goes on reading.
    pub incomplete: bool,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What to say there.
    pub text: String,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(id: impl Into<Cow<'static, str>>, message: impl Into<String>, span: Span) -> Self {
        Self {
            id: id.into(),
            message: message.into(),
            span,
            incomplete: false,
            labels: Vec::new(),
            help: None,
        }
    }

    /// The same, mendable by more text.
    pub fn incomplete(mut self, incomplete: bool) -> Self {
        self.incomplete = incomplete;
        self
    }

    /// Adds a place.
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds advice.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

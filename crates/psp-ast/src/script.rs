//! Script blocks and what stands at their head.

use crate::{Attribute, Parameter, Statement, StatementBlock, TypeName};
use psp_source::Span;

/// The body of a script file, a function or a `{ … }` literal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScriptBlock {
    /// The whole block; for a literal, from `{` to `}`.
    pub span: Span,
    /// The text between the braces (all of it for a file): what `ToString()` gives.
    pub inner: Span,
    /// `using` statements, at the top of a script only.
    pub usings: Vec<Using>,
    /// `#requires` comments, at the top of a script only.
    pub requires: Vec<Requires>,
    /// Attributes before `param`, such as `[CmdletBinding()]`.
    pub attributes: Vec<Attribute>,
    /// `param ( … )`.
    pub param_block: Option<ParamBlock>,
    /// `dynamicparam { … }`.
    pub dynamic_param: Option<NamedBlock>,
    /// `begin { … }`.
    pub begin: Option<NamedBlock>,
    /// `process { … }`; the statements of a `filter`.
    pub process: Option<NamedBlock>,
    /// `end { … }`, or the statements of a block without named blocks.
    pub end: Option<NamedBlock>,
    /// `clean { … }`.
    pub clean: Option<NamedBlock>,
}

/// `param ( … )`.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamBlock {
    /// From `param` to `)`.
    pub span: Span,
    /// The parameters in order.
    pub parameters: Vec<Parameter>,
}

/// One of `dynamicparam`, `begin`, `process`, `end`, `clean`.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedBlock {
    /// With keyword and braces when it is written out.
    pub span: Span,
    /// No keyword was written.
    pub implicit: bool,
    /// The statements, traps included in their places.
    pub statements: Vec<Statement>,
}

impl NamedBlock {
    /// The block written without a keyword.
    pub fn implicit(block: StatementBlock) -> Self {
        Self { span: block.span, implicit: true, statements: block.statements }
    }
}

/// `using namespace X`, `using module X`, `using assembly X`, …
#[derive(Debug, Clone, PartialEq)]
pub struct Using {
    /// The statement.
    pub span: Span,
    /// What is used.
    pub kind: UsingKind,
}

/// What a `using` statement names.
#[derive(Debug, Clone, PartialEq)]
pub enum UsingKind {
    /// `using namespace System.Text`.
    Namespace(String),
    /// `using module Name`, or a module specification table.
    Module(crate::Expression),
    /// `using assembly Name`.
    Assembly(String),
    /// `using type X = Y` and others that PowerShell parses and refuses.
    Other(TypeName),
}

/// A `#requires` comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Requires {
    /// The comment.
    pub span: Span,
    /// Its text after `#requires`.
    pub text: String,
}

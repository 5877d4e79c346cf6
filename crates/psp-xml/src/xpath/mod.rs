//! XPath 1.0 over a [`Tree`](crate::Tree), by its recommendation, with the messages of .NET's `XPathException`.

mod eval;
mod functions;
mod lexer;
mod nodes;
mod parser;

pub use eval::{Found, evaluate};

use std::sync::Arc;

/// An expression, read and with its prefixes resolved.
#[derive(Debug, Clone)]
pub struct Expression(pub(crate) Arc<Expr>);

impl Expression {
    /// Reads an expression. `namespace` says what a prefix means: `Err` when there is nobody to ask.
    pub fn new(
        text: &str,
        namespace: &dyn Fn(&str) -> Result<Option<String>, String>,
    ) -> Result<Self, String> {
        parser::parse(text, namespace).map(|it| Self(Arc::new(it)))
    }
}

/// An operator with two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Multiply,
    Divide,
    Modulo,
    Union,
}

#[derive(Debug, Clone)]
pub(crate) enum Expr {
    Binary(Op, Box<Expr>, Box<Expr>),
    Negate(Box<Expr>),
    Number(f64),
    Literal(String),
    Call(Function, Vec<Expr>),
    /// Where it starts, and the steps from there.
    Path(Start, Vec<Step>),
}

#[derive(Debug, Clone)]
pub(crate) enum Start {
    Context,
    Root,
    /// An expression with predicates on all of it.
    Expr(Box<Expr>, Vec<Expr>),
}

#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) axis: Axis,
    pub(crate) test: Test,
    pub(crate) predicates: Vec<Expr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Parent,
    Preceding,
    PrecedingSibling,
    Own,
}

impl Axis {
    /// Runs against document order.
    pub(crate) fn is_reverse(self) -> bool {
        matches!(self, Self::Ancestor | Self::AncestorOrSelf | Self::Preceding | Self::PrecedingSibling)
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// Anything of the axis' own kind.
    Any,
    /// `prefix:*`
    Namespace(String),
    Name {
        namespace: String,
        local: String,
    },
    Node,
    Text,
    Comment,
    Instruction(Option<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Last,
    Position,
    Count,
    Id,
    LocalName,
    NamespaceUri,
    Name,
    String,
    Concat,
    StartsWith,
    Contains,
    SubstringBefore,
    SubstringAfter,
    Substring,
    StringLength,
    Normalize,
    Translate,
    Boolean,
    Not,
    True,
    False,
    Lang,
    Number,
    Sum,
    Floor,
    Ceiling,
    Round,
}

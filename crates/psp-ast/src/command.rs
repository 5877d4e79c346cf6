//! Commands: a name, its arguments and redirections.

use crate::Expression;
use psp_source::Span;

/// `name -parameter argument > file`, `& block`, `. script`.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// All of it.
    pub span: Span,
    /// What stands before the name.
    pub invocation: Invocation,
    /// The name, then parameters and arguments; never empty.
    pub elements: Vec<CommandElement>,
    /// In order.
    pub redirections: Vec<Redirection>,
}

/// The invocation operator of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invocation {
    /// None.
    Plain,
    /// `&`
    Ampersand,
    /// `.`
    Dot,
}

/// A parameter or an argument.
#[derive(Debug, Clone, PartialEq)]
pub enum CommandElement {
    /// A value; the command's name is the first one.
    Argument(Expression),
    /// `-Name` or `-Name:argument`.
    Parameter {
        /// The whole element.
        span: Span,
        /// Without the dash and the colon.
        name: String,
        /// What is attached by a colon.
        argument: Option<Expression>,
    },
}

impl CommandElement {
    /// The element's place.
    pub fn span(&self) -> Span {
        match self {
            Self::Argument(expression) => expression.span,
            Self::Parameter { span, .. } => *span,
        }
    }
}

/// A redirection of a command or expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Redirection {
    /// All of it.
    pub span: Span,
    /// What is redirected.
    pub from: Stream,
    /// Where to.
    pub to: RedirectionTarget,
}

/// Where a redirection goes.
#[derive(Debug, Clone, PartialEq)]
pub enum RedirectionTarget {
    /// `> file`, `>> file`
    File {
        /// The file's name.
        file: Expression,
        /// `>>`
        append: bool,
    },
    /// `2>&1`
    Merge(Stream),
}

/// A numbered stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stream {
    /// `*`
    All,
    /// 1
    Output,
    /// 2
    Error,
    /// 3
    Warning,
    /// 4
    Verbose,
    /// 5
    Debug,
    /// 6
    Information,
}

//! Expressions.

use crate::{
    Attribute, BinaryOperator, Number, Quote, ScriptBlock, Statement, StatementBlock, TypeName, UnaryOperator,
};
use psp_source::Span;

/// An expression with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// All of its text.
    pub span: Span,
    /// What it is.
    pub kind: ExpressionKind,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// A number.
    Number(Number),
    /// Text without anything to expand, quotes removed and escapes applied.
    String {
        /// The value.
        value: String,
        /// How it was written.
        quote: Quote,
    },
    /// Text with variables or subexpressions in it.
    ExpandableString {
        /// Text and expressions in order.
        parts: Vec<StringPart>,
        /// How it was written.
        quote: Quote,
    },
    /// `$x`, or `@x` when splatted.
    Variable {
        /// Its name with qualifiers.
        path: VariablePath,
        /// Written with `@`.
        splatted: bool,
    },
    /// `$using:x`, with members and indexes inside: `$using:x.y[0]`.
    Using(Box<Expression>),
    /// `[int]` as a value.
    Type(TypeName),
    /// `a, b`; a single element is the unary comma's operand.
    Array(Vec<Expression>),
    /// `@( … )`
    ArrayExpression(StatementBlock),
    /// `$( … )`
    SubExpression(StatementBlock),
    /// `( … )`: a pipeline.
    Paren(Box<Statement>),
    /// `@{ … }`
    Hashtable(Vec<HashEntry>),
    /// `{ … }`
    ScriptBlock(Box<ScriptBlock>),
    /// `[int]x`
    Convert {
        /// The type.
        type_name: TypeName,
        /// What is converted.
        operand: Box<Expression>,
    },
    /// `[Attribute()]x`
    Attributed {
        /// The attribute.
        attribute: Attribute,
        /// What it stands before.
        operand: Box<Expression>,
    },
    /// A prefix or postfix operator.
    Unary {
        /// Which one.
        op: UnaryOperator,
        /// Its operand.
        operand: Box<Expression>,
    },
    /// An infix operator.
    Binary {
        /// Which one.
        op: BinaryOperator,
        /// The operator's own place.
        op_span: Span,
        /// Left side.
        left: Box<Expression>,
        /// Right side.
        right: Box<Expression>,
    },
    /// `a ? b : c`
    Ternary {
        /// Condition.
        condition: Box<Expression>,
        /// When it is true.
        then: Box<Expression>,
        /// When it is not.
        otherwise: Box<Expression>,
    },
    /// `a.b`, `a?.b`, `[a]::b`
    Member {
        /// The object or type.
        object: Box<Expression>,
        /// A bare word or any expression.
        member: Box<Expression>,
        /// `::`
        is_static: bool,
        /// `?.`
        null_conditional: bool,
    },
    /// `a.b(…)`, `[a]::b(…)`
    InvokeMember {
        /// The object or type.
        object: Box<Expression>,
        /// A bare word or any expression.
        member: Box<Expression>,
        /// `[int, string]` of a generic call.
        type_arguments: Vec<TypeName>,
        /// The arguments.
        arguments: Vec<Expression>,
        /// `::`
        is_static: bool,
        /// `?.`
        null_conditional: bool,
    },
    /// `a[b]`, `a?[b]`
    Index {
        /// The container.
        target: Box<Expression>,
        /// The index; an [`Array`](Self::Array) for several.
        index: Box<Expression>,
        /// `?[`
        null_conditional: bool,
    },
    /// Stands where the text was broken; a diagnostic tells.
    Error,
}

/// A piece of an expandable string.
#[derive(Debug, Clone, PartialEq)]
pub enum StringPart {
    /// Text, escapes applied.
    Text(String),
    /// A variable, member-free, or a subexpression.
    Expression(Expression),
}

/// `key = value` of a hashtable literal.
#[derive(Debug, Clone, PartialEq)]
pub struct HashEntry {
    /// A bare word is a [`ExpressionKind::String`].
    pub key: Expression,
    /// Any statement.
    pub value: Statement,
}

/// A variable's name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariablePath {
    /// `global`, `script`, `local`, `private`, or none.
    pub scope: Option<VariableScope>,
    /// A drive such as `env` or `function` in `$env:PATH`; keeps its spelling.
    pub drive: Option<String>,
    /// The name behind the qualifier.
    pub name: String,
}

/// A scope qualifier of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableScope {
    /// `global:`
    Global,
    /// `script:`
    Script,
    /// `local:`
    Local,
    /// `private:`
    Private,
    /// `workflow:`, which PowerShell still parses.
    Workflow,
}

impl VariablePath {
    /// A plain name.
    pub fn plain(name: impl Into<String>) -> Self {
        Self { scope: None, drive: None, name: name.into() }
    }

    /// Neither a scope nor a drive was written.
    pub fn is_unqualified(&self) -> bool {
        self.scope.is_none() && self.drive.is_none()
    }
}

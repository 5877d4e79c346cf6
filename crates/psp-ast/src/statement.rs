//! Statements.

use crate::{Attribute, Command, Expression, FunctionDefinition, Redirection, TypeDefinition, TypeName};
use psp_source::Span;

/// A statement with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// All of its text.
    pub span: Span,
    /// What it is.
    pub kind: StatementKind,
}

/// `{ … }` around statements.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatementBlock {
    /// With braces or parentheses when there are any.
    pub span: Span,
    /// The statements, traps included in their places.
    pub statements: Vec<Statement>,
}

/// The kinds of statements.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `a | b`; one expression alone is a pipeline too.
    Pipeline(Pipeline),
    /// `a && b`, `a || b`, possibly in the background.
    PipelineChain(PipelineChain),
    /// `x = …`
    Assignment(Assignment),
    /// `if … elseif … else`
    If(IfStatement),
    /// `while (…) {…}`
    While(LoopStatement),
    /// `do {…} while (…)`
    DoWhile(LoopStatement),
    /// `do {…} until (…)`
    DoUntil(LoopStatement),
    /// `for (…;…;…) {…}`
    For(ForStatement),
    /// `foreach (… in …) {…}`
    ForEach(ForEachStatement),
    /// `switch (…) {…}`
    Switch(SwitchStatement),
    /// `try … catch … finally`
    Try(TryStatement),
    /// `trap {…}`
    Trap(CatchClause),
    /// `function`, `filter`
    Function(Box<FunctionDefinition>),
    /// `class`, `enum`
    Type(Box<TypeDefinition>),
    /// `break label`
    Break(Option<Expression>),
    /// `continue label`
    Continue(Option<Expression>),
    /// `return …`
    Return(Option<Box<Statement>>),
    /// `exit …`
    Exit(Option<Box<Statement>>),
    /// `throw …`
    Throw(Option<Box<Statement>>),
    /// `data name {…}`
    Data(DataStatement),
    /// A bare `{ … }` body of a keyword that PowerShell parses and refuses (`parallel`, `sequence`, `configuration`).
    Unsupported {
        /// The keyword.
        keyword: String,
        /// Its body.
        body: StatementBlock,
    },
    /// Stands where the text was broken; a diagnostic tells.
    Error,
}

/// Elements joined by `|`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// All of it.
    pub span: Span,
    /// At least one.
    pub elements: Vec<PipelineElement>,
    /// Ends in `&`.
    pub background: bool,
}

/// A stage of a pipeline.
#[derive(Debug, Clone, PartialEq)]
pub enum PipelineElement {
    /// An expression; the first element only.
    Expression {
        /// The value.
        expression: Expression,
        /// Its redirections.
        redirections: Vec<Redirection>,
    },
    /// A command.
    Command(Command),
}

/// Pipelines joined by `&&` and `||`, left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct PipelineChain {
    /// The first one.
    pub first: Box<Statement>,
    /// The others with what stands before them.
    pub rest: Vec<(ChainOperator, Statement)>,
    /// Ends in `&`.
    pub background: bool,
}

/// `&&` or `||`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainOperator {
    /// `&&`
    AndAnd,
    /// `||`
    OrOr,
}

/// `target = value`
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Variable, member, index, array of these, possibly with casts and attributes before.
    pub target: Expression,
    /// Which assignment.
    pub op: crate::AssignmentOperator,
    /// The operator's own place.
    pub op_span: Span,
    /// Any statement.
    pub value: Box<Statement>,
}

/// `if (c) {…} elseif (c) {…} else {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct IfStatement {
    /// Condition and block of `if` and each `elseif`.
    pub clauses: Vec<(Statement, StatementBlock)>,
    /// `else`
    pub otherwise: Option<StatementBlock>,
}

/// `while`, `do … while`, `do … until`
#[derive(Debug, Clone, PartialEq)]
pub struct LoopStatement {
    /// Without the colon.
    pub label: Option<String>,
    /// A pipeline.
    pub condition: Box<Statement>,
    /// The loop's body.
    pub body: StatementBlock,
}

/// `for (a; b; c) {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct ForStatement {
    /// Without the colon.
    pub label: Option<String>,
    /// First part.
    pub initializer: Option<Box<Statement>>,
    /// Second part.
    pub condition: Option<Box<Statement>>,
    /// Third part.
    pub iterator: Option<Box<Statement>>,
    /// The loop's body.
    pub body: StatementBlock,
}

/// `foreach ($x in …) {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct ForEachStatement {
    /// Without the colon.
    pub label: Option<String>,
    /// A [`Variable`](crate::ExpressionKind::Variable).
    pub variable: Expression,
    /// What is enumerated.
    pub collection: Box<Statement>,
    /// The loop's body.
    pub body: StatementBlock,
}

/// `switch -flags (…) {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchStatement {
    /// Without the colon.
    pub label: Option<String>,
    /// How values and clauses are compared.
    pub mode: SwitchMode,
    /// `-CaseSensitive`
    pub case_sensitive: bool,
    /// `-File`
    pub file: bool,
    /// The value, or the file's name.
    pub condition: Box<Statement>,
    /// The clauses in order.
    pub clauses: Vec<(Expression, StatementBlock)>,
    /// `default {…}`
    pub default: Option<StatementBlock>,
}

/// How `switch` compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwitchMode {
    /// `-eq`, or `-Exact`.
    Exact,
    /// `-Wildcard`
    Wildcard,
    /// `-Regex`
    Regex,
}

/// `try {…} catch {…} finally {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct TryStatement {
    /// What may fail.
    pub body: StatementBlock,
    /// In order.
    pub catches: Vec<CatchClause>,
    /// Always runs.
    pub finally: Option<StatementBlock>,
}

/// `catch [A], [B] {…}`, and `trap [A] {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct CatchClause {
    /// All of it.
    pub span: Span,
    /// None catches everything.
    pub types: Vec<TypeName>,
    /// The handler.
    pub body: StatementBlock,
}

/// `data name -SupportedCommand a, b {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct DataStatement {
    /// The variable to set.
    pub variable: Option<String>,
    /// Commands allowed inside.
    pub supported_commands: Vec<Expression>,
    /// What is evaluated in restricted language.
    pub body: StatementBlock,
}

/// A parameter of a function, script or method.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// From the first attribute to the default value.
    pub span: Span,
    /// Attributes and type constraints in order.
    pub attributes: Vec<ParameterAttribute>,
    /// Without `$`.
    pub name: String,
    /// The variable's own place.
    pub name_span: Span,
    /// `= …`
    pub default: Option<Expression>,
}

/// What may stand before a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterAttribute {
    /// `[int]`
    Type(TypeName),
    /// `[Parameter(Mandatory)]`
    Attribute(Attribute),
}

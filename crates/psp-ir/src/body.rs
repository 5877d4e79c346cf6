//! [`Body`]: a block's bytecode and the tables it refers to.

use crate::{
    Attribute, Block, ClassInfo, Constant, FunctionDefinition, Op, ParamAttribute, Reg, Symbol, TypeRef,
};
use psp_source::{SourceFile, Span};
use std::sync::Arc;

/// A lowered block.
#[derive(Clone, Debug)]
pub struct Body {
    /// The text that spans refer to.
    pub file: Arc<SourceFile>,
    /// The instructions.
    pub ops: Vec<Op>,
    /// The place of each instruction.
    pub spans: Vec<Span>,
    /// Where each named block starts.
    pub entries: Entries,
    /// Literals.
    pub constants: Vec<Constant>,
    /// Variables that are read or written by name.
    pub names: Vec<VariableName>,
    /// Places that a session remembers something for.
    pub sites: Vec<Site>,
    /// Commands.
    pub commands: Vec<Command>,
    /// Pipelines of several stages, or with redirections.
    pub pipelines: Vec<Pipeline>,
    /// Functions defined here.
    pub functions: Vec<FunctionDefinition>,
    /// Classes and enums defined here.
    pub classes: Vec<Arc<ClassInfo>>,
    /// Names of object literals.
    pub shapes: Vec<Vec<Box<str>>>,
    /// Types and attributes of declared variables.
    pub attributes: Vec<Vec<ParamAttribute>>,
    /// The variable of each slot; parameters first, those that are only read last.
    pub slots: Vec<Symbol>,
    /// How many of them the body assigns.
    pub assigned: Reg,
    /// The bits of `slots`.
    pub mask: u64,
    /// Slots whose variable has a type from its declaration on: slot and site.
    pub typed_slots: Vec<(Reg, u16)>,
    /// How many parameters there are; parameter n is in slot n.
    pub params: u16,
    /// Slots and temporaries.
    pub registers: u16,
    /// Enumerations that may be under way at once.
    pub iterations: u8,
    /// Error handlers, inner ones first.
    pub handlers: Vec<Handler>,
    /// Loops, inner ones first.
    pub loops: Vec<LoopRange>,
    /// Statements, inner ones first.
    pub statements: Vec<StatementRange>,
    /// Blocks of commands that were compiled in place, outer ones first.
    pub inlined: Vec<InlinedBlock>,
    /// Instructions that read a variable for a text, in order: strict mode 1 lets those be missing.
    pub in_texts: Vec<u32>,
}

/// A block of a command that was compiled in place.
#[derive(Clone, Copy, Debug)]
pub struct InlinedBlock {
    /// The block.
    pub block: Span,
    /// The command.
    pub command: Span,
}

/// Where each named block starts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entries {
    /// Default values of parameters.
    pub prologue: Option<u32>,
    /// `dynamicparam`
    pub dynamic_param: Option<u32>,
    /// `begin`
    pub begin: Option<u32>,
    /// `process`
    pub process: Option<u32>,
    /// `end`
    pub end: Option<u32>,
    /// `clean`
    pub clean: Option<u32>,
}

/// A variable as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableName {
    /// `global`, `script`, `local`, `private`.
    pub scope: Option<ScopeName>,
    /// A drive, as written.
    pub drive: Option<Box<str>>,
    /// The name.
    pub symbol: Symbol,
    /// The name as written.
    pub spelling: Box<str>,
}

/// A scope qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeName {
    /// `global:`
    Global,
    /// `script:`
    Script,
    /// `local:`
    Local,
    /// `private:`
    Private,
}

/// A place that a session remembers something for.
#[derive(Clone, Debug)]
pub enum Site {
    /// A member's name.
    Member(Box<str>),
    /// A method call.
    Invoke(InvokeSite),
    /// A type's name.
    Type(TypeRef),
}

/// A method call.
#[derive(Clone, Debug)]
pub struct InvokeSite {
    /// None: the name is computed.
    pub name: Option<Box<str>>,
    /// How many arguments.
    pub arguments: u16,
    /// `::`
    pub is_static: bool,
    /// `[int, string]`
    pub type_arguments: Vec<TypeRef>,
    /// `([Base] $this).Method()`: the class whose method is meant.
    pub base: Option<TypeRef>,
}

/// A command.
#[derive(Clone, Debug)]
pub struct Command {
    /// What stands before the name.
    pub invocation: Invocation,
    /// The name.
    pub name: CommandName,
    /// Arguments in order.
    pub arguments: Vec<Argument>,
    /// In order.
    pub redirections: Vec<Redirection>,
    /// All of it.
    pub span: Span,
    /// The name alone: where a name that is no command is shown.
    pub name_span: Span,
    /// Number of the command's site in the session's cache.
    pub site: u16,
}

/// `&`, `.`, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invocation {
    /// Neither.
    Plain,
    /// `&`
    Ampersand,
    /// `.`
    Dot,
}

/// A command's name.
#[derive(Clone, Debug)]
pub enum CommandName {
    /// A word.
    Static(Box<str>),
    /// A value: a name, a script block, a command object.
    Dynamic(Reg),
    /// A literal block.
    Block(u16),
}

/// How an argument was written, as far as the words of a program depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// A bare word, a variable or another expression: wildcards and `~` in it are expanded.
    #[default]
    Expression,
    /// Between quotes: the text as it is.
    Quoted,
    /// A list with commas: its text as it stands in the source, cut at blanks.
    List,
}

/// An argument or a parameter of a command.
#[derive(Clone, Debug)]
pub enum Argument {
    /// A value in a register.
    Value {
        /// Where.
        reg: Reg,
        /// How it was written.
        written: Written,
        /// Its place.
        span: Span,
    },
    /// A constant; the text as it was written, where that differs from the value's.
    Constant {
        /// `constants[k]`
        k: u16,
        /// What a `[string]` parameter or a program gets.
        text: Option<Box<str>>,
        /// A bare word, which may hold wildcards and `~` for a program.
        bare: bool,
        /// Its place.
        span: Span,
    },
    /// `-Name`
    Switch {
        /// Without dash.
        name: Box<str>,
        /// As written, with its dash: what a program gets.
        text: Box<str>,
        /// Its place.
        span: Span,
    },
    /// `-Name:value`
    Named {
        /// Without dash and colon.
        name: Box<str>,
        /// As written up to the colon.
        text: Box<str>,
        /// The value.
        reg: Reg,
        /// A blank stood between colon and value.
        spaced: bool,
        /// How the value was written.
        written: Written,
        /// Its place.
        span: Span,
    },
    /// `@name`
    Splat {
        /// The value.
        reg: Reg,
        /// The variable's name.
        name: Box<str>,
        /// Its place.
        span: Span,
    },
    /// `--%`: the rest of the line.
    Verbatim {
        /// The text.
        text: Box<str>,
        /// Its place.
        span: Span,
    },
    /// An expandable bare word for a program: value, and that it was bare.
    Word {
        /// Where.
        reg: Reg,
        /// Its place.
        span: Span,
    },
}

/// A redirection.
#[derive(Clone, Debug)]
pub struct Redirection {
    /// 1 to 6, 0 for all.
    pub from: u8,
    /// Where to.
    pub to: RedirectTo,
    /// Its place.
    pub span: Span,
}

/// Where a redirection goes.
#[derive(Clone, Debug)]
pub enum RedirectTo {
    /// The file named in a register.
    File {
        /// The name.
        reg: Reg,
        /// `>>`
        append: bool,
    },
    /// A stream.
    Stream(u8),
    /// `$null`
    Null,
}

/// A pipeline.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// In order.
    pub stages: Vec<Stage>,
    /// All of it.
    pub span: Span,
}

/// A stage of a pipeline.
#[derive(Clone, Debug)]
pub enum Stage {
    /// A value that was computed before; the first stage only.
    Value {
        /// Where.
        reg: Reg,
        /// In order.
        redirections: Vec<Redirection>,
        /// Its place.
        span: Span,
    },
    /// Integers from one register to another.
    Range {
        /// First.
        from: Reg,
        /// Last.
        to: Reg,
        /// Its place.
        span: Span,
    },
    /// An expression with redirections, or one whose output is streamed: code that ends in [`Op::End`].
    Code {
        /// Where it starts.
        entry: u32,
        /// In order.
        redirections: Vec<Redirection>,
        /// Its place.
        span: Span,
    },
    /// `commands[k]`
    Command(u16),
    /// `%` or `?` with a literal block, compiled in place; `commands[k]` when the name means something else.
    Inline {
        /// Which command it stands for.
        kind: InlineKind,
        /// Where the block starts; it ends in [`Op::End`].
        entry: u32,
        /// The slot of `$_`.
        under: Reg,
        /// The name of `$_` when there are no slots.
        by_name: bool,
        /// The register that receives the result of a filter's condition.
        command: u16,
    },
}

/// The commands that are compiled in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// `ForEach-Object { … }`
    ForEach,
    /// `Where-Object { … }`
    Where,
}

/// A range of instructions with an error handler.
#[derive(Clone, Debug)]
pub struct Handler {
    /// First instruction.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where the handler starts.
    pub target: u32,
    /// What it handles.
    pub kind: HandlerKind,
    /// Captures under way at the handler.
    pub captures: u16,
    /// `try` blocks of this body around the handler.
    pub tries: u16,
    /// Register that receives the error record.
    pub record: Reg,
}

/// What a handler handles.
#[derive(Clone, Debug)]
pub enum HandlerKind {
    /// `catch` clauses: types and where the clause starts; no types catch all.
    Catch(Vec<(Vec<TypeRef>, u32)>),
    /// `finally`
    Finally,
    /// `trap` clauses, as `catch`; afterwards the statement after the failing one follows.
    Trap(Vec<(Vec<TypeRef>, u32)>),
}

/// A loop, for `break` and `continue` that come from elsewhere.
#[derive(Clone, Debug)]
pub struct LoopRange {
    /// First instruction.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Its label.
    pub label: Option<Box<str>>,
    /// Where `break` goes on.
    pub on_break: u32,
    /// Where `continue` goes on.
    pub on_continue: u32,
    /// Captures under way.
    pub captures: u16,
    /// `try` blocks of this body around the loop.
    pub tries: u16,
}

/// A statement: where to go on when it fails and nothing catches.
#[derive(Clone, Copy, Debug)]
pub struct StatementRange {
    /// First instruction.
    pub start: u32,
    /// One past the last: where the next statement starts.
    pub end: u32,
    /// Captures under way.
    pub captures: u16,
    /// `try` blocks of this body around the statement.
    pub tries: u16,
    /// Its place.
    pub span: Span,
}

impl Body {
    /// The slot of a variable.
    #[inline]
    pub fn slot(&self, name: Symbol) -> Option<Reg> {
        if self.mask & name.bit() == 0 {
            return None;
        }
        self.slots.iter().position(|&it| it == name).map(|it| it as Reg)
    }

    /// The place of an instruction.
    pub fn span(&self, pc: usize) -> Span {
        self.spans.get(pc).copied().unwrap_or_default()
    }
}

impl Pipeline {
    /// The blocks of commands that were compiled in place have their text in these commands.
    pub fn inline_command(stage: &Stage) -> Option<u16> {
        match stage {
            Stage::Inline { command, .. } => Some(*command),
            _ => None,
        }
    }
}

/// The attributes that were lowered with a block, for [`Block::parameters`].
pub type Attributes = Vec<Attribute>;

/// A block constant of a body.
pub fn block_of(constant: &Constant) -> Option<&Arc<Block>> {
    match constant {
        Constant::Block(block) => Some(block),
        _ => None,
    }
}

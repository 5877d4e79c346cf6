//! The frames of the mode machine's stack: which bracket is open, and what may come next inside it.

/// What a frame was opened by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// The script.
    Top,
    /// `(`, `$(`, `@(`
    Paren,
    /// `(` of `for`
    For,
    /// `(` of arguments and parameters
    Arguments,
    /// `{` around statements
    Block,
    /// `@{`
    Hash,
    /// `{` of `switch`
    Switch,
    /// `{` of `class`
    Class,
    /// `{` of `enum`
    Enum,
    /// `[` of an index
    Index,
    /// `[` of a type, attribute or type arguments
    Type,
    /// `"`
    String,
    /// `@"`
    Here,
    /// A word with something to expand
    Word,
}

/// What is expected next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// A statement.
    Statement,
    /// A statement behind `=`.
    Value,
    /// An element of a pipeline.
    Pipe,
    /// A pipeline or nothing, behind `return`.
    PipeOptional,
    /// A command's name, behind `&` and `.`.
    CommandName,
    /// An argument or the end of the command.
    Command,
    /// An argument behind a comma.
    CommandComma,
    /// A redirection's file behind an expression.
    Target,
    /// An operand of an expression.
    Operand,
    /// An operator or the end of an expression.
    Operator,
    /// Either, behind `[type]`.
    AfterType,
    /// A member's name.
    Member,
    /// A key of a hashtable.
    Key,
    /// The condition of a `switch` clause.
    Clause,
    /// Its block.
    ClauseBody,
    /// `(`, `{`, types: what stands between a keyword and its block.
    Head,
    /// `(` behind `while` and `until` of `do`.
    DoTail,
    /// Flags, value and body of `switch`.
    SwitchHead,
    /// The variable of `foreach`.
    ForEachVariable,
    /// The word `in`.
    ForEachIn,
    /// A function's name.
    FunctionName,
    /// A function's parameters or body.
    FunctionHead,
    /// `(` behind `param`.
    ParamHead,
    /// Name and bases of a class.
    ClassHead,
    /// Name and parameters of `data`.
    DataHead,
    /// Members of a class or enum.
    Signature,
    /// A type's name and what belongs to it.
    TypeName,
}

impl State {
    /// White space ends a value and words are arguments.
    pub(crate) fn is_command(self) -> bool {
        matches!(
            self,
            Self::Command | Self::CommandComma | Self::ClauseBody | Self::SwitchHead | Self::Target
        )
    }
}

/// Which keywords may go on with the statement whose block was just closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// None.
    Nothing,
    /// `elseif`, `else`
    If,
    /// `while`, `until`
    Do,
    /// `catch`, `finally`
    Try,
}

/// An open bracket and what is expected inside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) kind: FrameKind,
    pub(crate) state: State,
    /// Where a member access goes on.
    pub(crate) resume: State,
    /// Keywords that may follow the last closed block.
    pub(crate) after: After,
    /// The same for the block that is about to be opened.
    pub(crate) pending: After,
    /// When closed, it is a value that takes `.x`, `[x]`.
    pub(crate) value: bool,
    /// The next statement may be `param` or a named block.
    pub(crate) head: bool,
    /// `param` was read; there is no other.
    pub(crate) has_param: bool,
    /// Open `?` of the conditional operator.
    pub(crate) ternary: u16,
    /// End of the text outside, when the frame lies in a `$(…)` of a string.
    pub(crate) outer: Option<u32>,
    /// Where a string, here-string or word ends.
    pub(crate) close: u32,
    /// It is a member's name: when it closes, a call may follow.
    pub(crate) member: bool,
    /// The statement consists of attributes and type literals so far.
    pub(crate) attributes: bool,
    /// Inside the quotes of a word.
    pub(crate) quoted: bool,
    /// Prefixes and operators since the last separator.
    pub(crate) chain: u32,
}

impl Frame {
    pub(crate) fn new(kind: FrameKind, state: State) -> Self {
        Self {
            kind,
            state,
            resume: State::Operator,
            after: After::Nothing,
            pending: After::Nothing,
            value: false,
            head: false,
            has_param: false,
            ternary: 0,
            outer: None,
            close: 0,
            member: false,
            attributes: false,
            quoted: false,
            chain: 0,
        }
    }

    /// A frame that is a value when closed.
    pub(crate) fn value(mut self) -> Self {
        self.value = true;
        self
    }

    /// A frame around a script block's body.
    pub(crate) fn head(mut self) -> Self {
        self.head = true;
        self
    }
}

//! Tokens: a kind and a byte range. Everything that depends on mode or white space is in the kind.

use psp_source::Span;

/// A token of the flat stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Token {
    /// The token's place.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// `12`, `0x1F`, `1kb`; with a sign where an operand is expected.
    Number,
    /// `'…'`
    SingleQuoted,
    /// `"…"` with nothing to expand.
    DoubleQuoted,
    /// `@'…'@`
    SingleHere,
    /// `@"…"@` with nothing to expand.
    DoubleHere,
    /// The opening quote of a `"…"` with something to expand.
    StringStart,
    /// Its closing quote.
    StringEnd,
    /// The header of a `@"…"@` with something to expand.
    HereStart,
    /// Its footer.
    HereEnd,
    /// Empty; a command line word with something to expand begins.
    WordStart,
    /// Empty; the word ends.
    WordEnd,
    /// Text between double quotes.
    Text,
    /// Text of a here-string.
    HereText,
    /// Text of an expandable word outside quotes.
    WordText,
    /// `$x`, `${x}`
    Variable,
    /// `@x`
    Splat,
    /// A name in expression mode: member, key, class member.
    Identifier,
    /// A word of a command line without anything to expand.
    Word,
    /// `-Name`
    Parameter,
    /// `-Name:`
    ParameterColon,
    /// `--`
    DashDash,
    /// `--%`
    VerbatimMark,
    /// What follows `--%`.
    VerbatimText,
    /// `:name` before a loop.
    Label,
    /// A name between `[` and `]`.
    TypeName,
    /// `(`
    LParen,
    /// `(` right behind a member name.
    CallParen,
    /// `(` behind an attribute's name.
    AttributeParen,
    /// `)`
    RParen,
    /// `{`
    LCurly,
    /// `{` right behind a member name.
    CallCurly,
    /// `}`
    RCurly,
    /// `@(`
    AtParen,
    /// `@{`
    AtCurly,
    /// `$(`
    DollarParen,
    /// Empty; the text of a `$(…)` inside a string ends before its `)` was met.
    RegionEnd,
    /// `[` of a type literal or attribute.
    TypeOpen,
    /// `[` inside a type name.
    TypeBracket,
    /// `[` of the type arguments of a method.
    GenericOpen,
    /// `[` of an index.
    IndexOpen,
    /// `?[`
    QuestionIndexOpen,
    /// `]`
    RBracket,
    /// `;`
    Semicolon,
    /// One or more line ends that mean something.
    Newline,
    /// `,`
    Comma,
    /// `|`
    Pipe,
    /// `&&`
    AndAnd,
    /// `||`
    OrOr,
    /// `&`, before a command or behind a pipeline.
    Ampersand,
    /// `.` before a command.
    DotSource,
    /// `.` of a member.
    Dot,
    /// `::`
    ColonColon,
    /// `?.`
    QuestionDot,
    /// `=`, `+=` and so on.
    Assign,
    /// `++`
    PlusPlus,
    /// `--`
    MinusMinus,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `..`
    Range,
    /// `!`, `-not`, `-bnot`
    Not,
    /// `-f`
    Format,
    /// `-and`, `-or`, `-xor`
    Logical,
    /// `-band`, `-bor`, `-bxor`
    Bitwise,
    /// `-eq`, `-is`, `-shl` and so on.
    Comparison,
    /// `-split` and its `i` and `c` forms, infix or prefix.
    Split,
    /// `-join`, infix or prefix.
    Join,
    /// `??`
    Coalesce,
    /// `?`
    Question,
    /// `:`
    Colon,
    /// `>`, `2>>`
    Redirect,
    /// `2>&1`
    Merge,
    /// `<`
    RedirectIn,
    /// `if`
    If,
    /// `elseif`
    ElseIf,
    /// `else`
    Else,
    /// `while`
    While,
    /// `do`
    Do,
    /// `until`
    Until,
    /// `for`
    For,
    /// `foreach`
    Foreach,
    /// `in`
    In,
    /// `switch`
    Switch,
    /// `default`
    Default,
    /// `try`
    Try,
    /// `catch`
    Catch,
    /// `finally`
    Finally,
    /// `trap`
    Trap,
    /// `function`
    Function,
    /// `filter`
    Filter,
    /// `workflow`
    Workflow,
    /// `configuration`
    Configuration,
    /// `param`
    Param,
    /// `dynamicparam`
    DynamicParam,
    /// `begin`
    Begin,
    /// `process`
    Process,
    /// `end`
    End,
    /// `clean`
    Clean,
    /// `return`
    Return,
    /// `throw`
    Throw,
    /// `exit`
    Exit,
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `class`
    Class,
    /// `enum`
    Enum,
    /// `interface`
    Interface,
    /// `static`
    Static,
    /// `hidden`
    Hidden,
    /// `base` of a constructor
    Base,
    /// `using`
    Using,
    /// `data`
    Data,
    /// `parallel`, `sequence`
    Block,
    /// `from`, `define`, `var`
    Reserved,
    /// What is no token at all.
    Unknown,
    /// The end of the text.
    EndOfInput,
}

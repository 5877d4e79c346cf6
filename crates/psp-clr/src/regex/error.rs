//! What can be wrong with a pattern, in .NET's words.

/// A `RegexParseException`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegexError {
    /// The pattern.
    pub pattern: String,
    /// Where, in UTF-16 units.
    pub offset: usize,
    /// What.
    pub kind: RegexErrorKind,
}

/// `RegexParseError`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegexErrorKind {
    /// `(` without `)`
    InsufficientClosingParentheses,
    /// `)` without `(`
    InsufficientOpeningParentheses,
    /// `[` without `]`
    UnterminatedBracket,
    /// `a**`
    NestedQuantifiersNotParenthesized(String),
    /// `*a`
    QuantifierAfterNothing(char),
    /// `\k<name>` without that group
    UndefinedNamedReference(String),
    /// `\9` without that group
    UndefinedNumberedReference(usize),
    /// `\` at the end
    UnescapedEndingBackslash,
    /// `\y`
    UnrecognizedEscape(char),
    /// `\c` with nothing behind it
    MissingControlCharacter,
    /// `\c!`
    UnrecognizedControlCharacter,
    /// `\x1`
    InsufficientOrInvalidHexDigits,
    /// `(?!)`-like constructs that do not exist
    InvalidGroupingConstruct,
    /// `(?<!a>`
    CaptureGroupNameInvalid,
    /// `(?<0>a)`
    CaptureGroupOfZero,
    /// `(?<99999999999>a)`
    QuantifierOrCaptureGroupOutOfRange,
    /// `a{2,1}`
    ReversedQuantifierRange,
    /// `[z-a]`
    ReversedCharacterRange,
    /// `[a-\d]`
    ShorthandClassInCharacterRange(char),
    /// `\k` without a name
    MalformedNamedReference,
    /// `\p{`
    InvalidUnicodePropertyEscape,
    /// `\p` without braces
    MalformedUnicodePropertyEscape,
    /// `\p{Nothing}`
    UnrecognizedUnicodeProperty(String),
    /// `(?#` without `)`
    UnterminatedComment,
    /// `[a-[b]c]`
    ExclusionGroupNotLast,
    /// `(?(a)b|c|d)`
    AlternationHasTooManyConditions,
    /// `(?(?#…))`
    AlternationHasComment,
    /// `(?(9)a)` without that group
    AlternationHasUndefinedReference(usize),
    /// `(?(1a)b)`
    AlternationHasMalformedReference(usize),
    /// Groups nested too deep, or a program too large.
    TooComplex,
}

impl std::fmt::Display for RegexErrorKind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InsufficientClosingParentheses => out.write_str("Not enough )'s."),
            Self::InsufficientOpeningParentheses => out.write_str("Too many )'s."),
            Self::UnterminatedBracket => out.write_str("Unterminated [] set."),
            Self::NestedQuantifiersNotParenthesized(it) => write!(out, "Nested quantifier '{it}'."),
            Self::QuantifierAfterNothing(it) => write!(out, "Quantifier '{it}' following nothing."),
            Self::UndefinedNamedReference(it) => write!(out, "Reference to undefined group name '{it}'."),
            Self::UndefinedNumberedReference(it) => write!(out, "Reference to undefined group number {it}."),
            Self::UnescapedEndingBackslash => out.write_str("Illegal \\ at end of pattern."),
            Self::UnrecognizedEscape(it) => write!(out, "Unrecognized escape sequence \\{it}."),
            Self::MissingControlCharacter => out.write_str("Missing control character."),
            Self::UnrecognizedControlCharacter => out.write_str("Unrecognized control character."),
            Self::InsufficientOrInvalidHexDigits => {
                out.write_str("Insufficient or invalid hexadecimal digits.")
            }
            Self::InvalidGroupingConstruct => out.write_str("Unrecognized grouping construct."),
            Self::CaptureGroupNameInvalid => {
                out.write_str("Invalid group name: Group names must begin with a word character.")
            }
            Self::CaptureGroupOfZero => out.write_str("Capture number cannot be zero."),
            Self::QuantifierOrCaptureGroupOutOfRange => {
                out.write_str("Capture group numbers must be less than or equal to Int32.MaxValue.")
            }
            Self::ReversedQuantifierRange => out.write_str("Illegal {x,y} with x > y."),
            Self::ReversedCharacterRange => out.write_str("[x-y] range in reverse order."),
            Self::ShorthandClassInCharacterRange(it) => {
                write!(out, "Cannot include class \\{it} in character range.")
            }
            Self::MalformedNamedReference => out.write_str("Malformed \\k<...> named back reference."),
            Self::InvalidUnicodePropertyEscape => out.write_str("Incomplete \\p{X} character escape."),
            Self::MalformedUnicodePropertyEscape => out.write_str("Malformed \\p{X} character escape."),
            Self::UnrecognizedUnicodeProperty(it) => write!(out, "Unknown property '{it}'."),
            Self::UnterminatedComment => out.write_str("Unterminated (?#...) comment."),
            Self::ExclusionGroupNotLast => {
                out.write_str("A subtraction must be the last element in a character class.")
            }
            Self::AlternationHasTooManyConditions => out.write_str("Too many | in (?()|)."),
            Self::AlternationHasComment => out.write_str("Alternation conditions cannot be comments."),
            Self::AlternationHasUndefinedReference(it) => {
                write!(out, "Conditional alternation refers to an undefined group number {it}.")
            }
            Self::AlternationHasMalformedReference(it) => write!(
                out,
                "Conditional alternation is missing a closing parenthesis after the group number {it}."
            ),
            Self::TooComplex => out.write_str("The pattern is too large or nested too deep."),
        }
    }
}

impl std::fmt::Display for RegexError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Invalid pattern '{}' at offset {}. {}", self.pattern, self.offset, self.kind)
    }
}

impl std::error::Error for RegexError {}

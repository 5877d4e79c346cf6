//! Operators, as token kinds that carry a meaning.

/// An infix operator. `ignore_case` is part of the comparison operators: `-eq` and `-ieq` ignore case, `-ceq` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `-and`
    And,
    /// `-or`
    Or,
    /// `-xor`
    Xor,
    /// `-band`
    Band,
    /// `-bor`
    Bor,
    /// `-bxor`
    Bxor,
    /// `-shl`
    Shl,
    /// `-shr`
    Shr,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `-f`
    Format,
    /// `..`
    Range,
    /// `??`
    Coalesce,
    /// `-join`
    Join,
    /// `-is`
    Is,
    /// `-isnot`
    IsNot,
    /// `-as`
    As,
    /// `-eq`, `-like`, `-split`, …
    Compare {
        /// Which one.
        op: Comparison,
        /// False for the `c` forms.
        ignore_case: bool,
    },
}

/// The operators that have `i` and `c` forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `-eq`
    Eq,
    /// `-ne`
    Ne,
    /// `-lt`
    Lt,
    /// `-le`
    Le,
    /// `-gt`
    Gt,
    /// `-ge`
    Ge,
    /// `-like`
    Like,
    /// `-notlike`
    NotLike,
    /// `-match`
    Match,
    /// `-notmatch`
    NotMatch,
    /// `-replace`
    Replace,
    /// `-contains`
    Contains,
    /// `-notcontains`
    NotContains,
    /// `-in`
    In,
    /// `-notin`
    NotIn,
    /// `-split`
    Split,
}

/// A prefix or postfix operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `-not`
    Not,
    /// `!`
    Exclaim,
    /// `-bnot`
    BitNot,
    /// `+x`
    Plus,
    /// `-x`
    Minus,
    /// `, x`: an array of one element.
    Comma,
    /// `-join x`
    Join,
    /// `-split x`, `-isplit x`
    Split,
    /// `-csplit x`
    CaseSplit,
    /// `++x`
    PreIncrement,
    /// `--x`
    PreDecrement,
    /// `x++`
    PostIncrement,
    /// `x--`
    PostDecrement,
}

/// The operator of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AssignmentOperator {
    /// `=`
    Assign,
    /// `+=`
    Add,
    /// `-=`
    Subtract,
    /// `*=`
    Multiply,
    /// `/=`
    Divide,
    /// `%=`
    Remainder,
    /// `??=`
    Coalesce,
}

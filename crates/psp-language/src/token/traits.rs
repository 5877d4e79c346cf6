//! `TokenTraits`: the flags that every token of a kind has.

use crate::enums::TokenKind;

const LOGICAL: i64 = 0x1;
const BITWISE: i64 = 0x2;
const COMPARISON: i64 = 0x5;
const COALESCE: i64 = 0x7;
const ADD: i64 = 0x9;
const MULTIPLY: i64 = 0xa;
const FORMAT: i64 = 0xc;
const RANGE: i64 = 0xd;
const KEYWORD: i64 = 0x10;
const BLOCK_NAME: i64 = 0x20;
const BINARY: i64 = 0x100;
const UNARY: i64 = 0x200;
const CASE_SENSITIVE: i64 = 0x400;
const TERNARY: i64 = 0x800;
const SPECIAL: i64 = 0x1000;
const ASSIGNMENT: i64 = 0x2000;
const INVARIANT: i64 = 0x8000;
const DISALLOWED: i64 = 0x2_0000;
const INCREMENT: i64 = 0x4_0000;
const FOLDS: i64 = 0x80_0000;
const NO_ATTRIBUTES: i64 = 0x100_0000;

/// The token names a command.
pub(crate) const COMMAND_NAME: i64 = 0x8_0000;
/// The token names a member.
pub(crate) const MEMBER_NAME: i64 = 0x10_0000;
/// The token names a type.
pub(crate) const TYPE_NAME: i64 = 0x20_0000;
/// The token names an attribute.
pub(crate) const ATTRIBUTE_NAME: i64 = 0x40_0000;

/// The flags of a kind.
pub(super) fn flags(kind: TokenKind) -> i64 {
    use TokenKind as K;
    match kind {
        K::NewLine | K::LineContinuation | K::Comment | K::EndOfInput => INVARIANT,
        K::StringLiteral | K::StringExpandable | K::HereStringLiteral | K::HereStringExpandable => INVARIANT,
        K::LParen | K::RParen | K::LCurly | K::RCurly | K::RBracket => INVARIANT,
        K::AtParen | K::AtCurly | K::DollarParen | K::Semi | K::AndAnd | K::OrOr => INVARIANT,
        K::Ampersand | K::Pipe => SPECIAL | INVARIANT,
        K::Comma => UNARY | INVARIANT,
        K::PlusPlus | K::MinusMinus | K::PostfixPlusPlus | K::PostfixMinusMinus => {
            UNARY | INCREMENT | DISALLOWED
        }
        K::DotDot => BINARY | RANGE | DISALLOWED,
        K::ColonColon | K::Dot | K::Colon | K::QuestionDot => SPECIAL | DISALLOWED,
        K::Exclaim | K::Not | K::Bnot => UNARY | FOLDS,
        K::Multiply | K::Divide | K::Rem => BINARY | MULTIPLY | FOLDS,
        K::Plus | K::Minus => BINARY | ADD | UNARY | FOLDS,
        K::Redirection => DISALLOWED,
        K::RedirectInStd => INVARIANT | DISALLOWED,
        K::Format => BINARY | FORMAT | DISALLOWED,
        K::And | K::Or | K::Xor => BINARY | LOGICAL | FOLDS,
        K::Band | K::Bor | K::Bxor => BINARY | BITWISE | FOLDS,
        K::QuestionMark => TERNARY | DISALLOWED,
        K::QuestionQuestion => BINARY | COALESCE,
        _ => comparison(kind).or_else(|| keyword(kind)).unwrap_or_else(|| assignment(kind)),
    }
}

fn assignment(kind: TokenKind) -> i64 {
    use TokenKind as K;
    match kind {
        K::Equals | K::PlusEquals | K::MinusEquals | K::MultiplyEquals => ASSIGNMENT,
        K::DivideEquals | K::RemainderEquals | K::QuestionQuestionEquals => ASSIGNMENT,
        _ => 0,
    }
}

fn comparison(kind: TokenKind) -> Option<i64> {
    use TokenKind as K;
    let sensitive =
        if ((K::Ceq as i64)..=(K::Csplit as i64)).contains(&(kind as i64)) { CASE_SENSITIVE } else { 0 };
    let own = match kind {
        K::Join | K::Isplit | K::Csplit => UNARY | DISALLOWED,
        K::Imatch | K::Inotmatch | K::Ireplace | K::Cmatch | K::Cnotmatch | K::Creplace | K::As => DISALLOWED,
        K::Shl | K::Shr => FOLDS,
        _ if ((K::Ieq as i64)..=(K::IsNot as i64)).contains(&(kind as i64)) => 0,
        _ => return None,
    };
    Some(BINARY | COMPARISON | sensitive | own)
}

fn keyword(kind: TokenKind) -> Option<i64> {
    use TokenKind as K;
    if (kind as i64) < K::Begin as i64 {
        return None;
    }
    let own = match kind {
        K::Begin | K::Dynamicparam | K::End | K::Process | K::Clean => BLOCK_NAME,
        K::Catch | K::Class | K::Else | K::ElseIf | K::Finally | K::In | K::Param | K::Until => 0,
        _ if kind as i64 >= K::Configuration as i64 => 0,
        _ => NO_ATTRIBUTES,
    };
    Some(KEYWORD | own)
}

//! The lexer's kinds by PowerShell's names.

use crate::enums::TokenKind;
use psp_lexer::Kind;
use psp_types::declare::Enumeration;

/// The kind of a token with this text.
pub(super) fn kind_of(kind: Kind, text: &str) -> TokenKind {
    punctuator(kind).unwrap_or_else(|| match kind {
        Kind::Word | Kind::VerbatimMark | Kind::VerbatimText if is_identifier(text) => TokenKind::Identifier,
        Kind::Word | Kind::VerbatimMark | Kind::VerbatimText => TokenKind::Generic,
        Kind::Assign => assignment(text),
        Kind::Not if text == "!" => TokenKind::Exclaim,
        Kind::Not | Kind::Logical | Kind::Bitwise | Kind::Comparison | Kind::Split | Kind::Join => {
            dashed(text)
        }
        Kind::Block | Kind::Reserved => named(text).unwrap_or(TokenKind::Identifier),
        // Keywords and many others have the same names.
        other => named(&format!("{other:?}")).unwrap_or(TokenKind::Unknown),
    })
}

fn punctuator(kind: Kind) -> Option<TokenKind> {
    Some(match kind {
        Kind::SingleQuoted => TokenKind::StringLiteral,
        Kind::DoubleQuoted | Kind::StringStart => TokenKind::StringExpandable,
        Kind::SingleHere => TokenKind::HereStringLiteral,
        Kind::DoubleHere | Kind::HereStart => TokenKind::HereStringExpandable,
        Kind::WordStart => TokenKind::Generic,
        Kind::Splat => TokenKind::SplattedVariable,
        Kind::ParameterColon => TokenKind::Parameter,
        Kind::DashDash => TokenKind::MinusMinus,
        Kind::TypeName => TokenKind::Identifier,
        Kind::CallParen | Kind::AttributeParen => TokenKind::LParen,
        Kind::CallCurly => TokenKind::LCurly,
        Kind::TypeOpen | Kind::TypeBracket | Kind::GenericOpen | Kind::IndexOpen => TokenKind::LBracket,
        Kind::QuestionIndexOpen => TokenKind::QuestionLBracket,
        Kind::Semicolon => TokenKind::Semi,
        Kind::DotSource => TokenKind::Dot,
        Kind::Remainder => TokenKind::Rem,
        Kind::Range => TokenKind::DotDot,
        Kind::Coalesce => TokenKind::QuestionQuestion,
        Kind::Question => TokenKind::QuestionMark,
        Kind::Redirect | Kind::Merge => TokenKind::Redirection,
        Kind::RedirectIn => TokenKind::RedirectInStd,
        _ => return None,
    })
}

fn assignment(text: &str) -> TokenKind {
    match text {
        "+=" => TokenKind::PlusEquals,
        "*=" => TokenKind::MultiplyEquals,
        "/=" => TokenKind::DivideEquals,
        "%=" => TokenKind::RemainderEquals,
        "??=" => TokenKind::QuestionQuestionEquals,
        "=" => TokenKind::Equals,
        // Dashes come in several forms.
        _ => TokenKind::MinusEquals,
    }
}

/// `-eq` is `Ieq`, `-and` is `And`.
fn dashed(text: &str) -> TokenKind {
    let name = text.trim_start_matches(psp_lexer::is_dash);
    named(&format!("i{name}")).or_else(|| named(name)).unwrap_or(TokenKind::Unknown)
}

fn named(name: &str) -> Option<TokenKind> {
    let values = TokenKind::DEF.values;
    let found = values.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.and_then(|&(_, number)| TokenKind::from_number(number))
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|it| it == '_' || it.is_alphabetic())
        && chars.all(|it| it == '_' || it.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_go_by_their_text() {
        let is = |kind, text, wanted| assert_eq!(kind_of(kind, text), wanted, "{text}");
        is(Kind::Comparison, "-in", TokenKind::Iin);
        is(Kind::Comparison, "-CEQ", TokenKind::Ceq);
        is(Kind::Comparison, "-isnot", TokenKind::IsNot);
        is(Kind::Comparison, "-shl", TokenKind::Shl);
        is(Kind::Logical, "-or", TokenKind::Or);
        is(Kind::Not, "-bnot", TokenKind::Bnot);
        is(Kind::Join, "-join", TokenKind::Join);
        is(Kind::Format, "-f", TokenKind::Format);
        is(Kind::DynamicParam, "dynamicparam", TokenKind::Dynamicparam);
        is(Kind::In, "in", TokenKind::In);
    }
}

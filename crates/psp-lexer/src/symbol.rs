//! Punctuation and operators of expression mode, without what a dash begins.

use crate::Kind;
use logos::Logos;

#[derive(Logos, Debug, Clone, Copy, PartialEq, Eq)]
enum Symbol {
    #[token("(")]
    LParen,
    #[token(")")]
    RParen,
    #[token("{")]
    LCurly,
    #[token("}")]
    RCurly,
    #[token("@(")]
    AtParen,
    #[token("@{")]
    AtCurly,
    #[token("$(")]
    DollarParen,
    #[token("[")]
    TypeOpen,
    #[token("]")]
    RBracket,
    #[token(";")]
    Semicolon,
    #[token(",")]
    Comma,
    #[token("|")]
    Pipe,
    #[token("&&")]
    AndAnd,
    #[token("||")]
    OrOr,
    #[token("&")]
    Ampersand,
    #[token(".")]
    Dot,
    #[token("::")]
    ColonColon,
    #[token(":")]
    Colon,
    #[token("=")]
    #[token("+=")]
    #[token("*=")]
    #[token("/=")]
    #[token("%=")]
    #[token("??=")]
    Assign,
    #[token("++")]
    PlusPlus,
    #[token("+")]
    Plus,
    #[token("*")]
    Multiply,
    #[token("/")]
    Divide,
    #[token("%")]
    Remainder,
    #[token("..")]
    Range,
    #[token("!")]
    Not,
    #[token("??")]
    Coalesce,
    #[token("?")]
    Question,
    #[regex("[1-6*]?>>?")]
    Redirect,
    #[regex("[1-6*]?>&[12]")]
    Merge,
    #[token("<")]
    RedirectIn,
}

/// The longest symbol at `at` and where it ends.
pub(crate) fn scan(text: &str, at: usize) -> Option<(Kind, usize)> {
    let mut lexer = Symbol::lexer(text.get(at..)?);
    let symbol = lexer.next()?.ok()?;
    Some((kind(symbol), at + lexer.span().end))
}

/// A redirection operator at `at` and where it ends.
pub(crate) fn redirection(text: &str, at: usize) -> Option<(Kind, usize)> {
    let bytes = text.as_bytes();
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'>' | b'<'), _) | (Some(b'1'..=b'6' | b'*'), Some(b'>')) => scan(text, at),
        _ => None,
    }
}

fn kind(symbol: Symbol) -> Kind {
    match symbol {
        Symbol::LParen => Kind::LParen,
        Symbol::RParen => Kind::RParen,
        Symbol::LCurly => Kind::LCurly,
        Symbol::RCurly => Kind::RCurly,
        Symbol::AtParen => Kind::AtParen,
        Symbol::AtCurly => Kind::AtCurly,
        Symbol::DollarParen => Kind::DollarParen,
        Symbol::TypeOpen => Kind::TypeOpen,
        Symbol::RBracket => Kind::RBracket,
        Symbol::Semicolon => Kind::Semicolon,
        Symbol::Comma => Kind::Comma,
        Symbol::Pipe => Kind::Pipe,
        Symbol::AndAnd => Kind::AndAnd,
        Symbol::OrOr => Kind::OrOr,
        Symbol::Ampersand => Kind::Ampersand,
        Symbol::Dot => Kind::Dot,
        Symbol::ColonColon => Kind::ColonColon,
        Symbol::Colon => Kind::Colon,
        Symbol::Assign => Kind::Assign,
        Symbol::PlusPlus => Kind::PlusPlus,
        Symbol::Plus => Kind::Plus,
        Symbol::Multiply => Kind::Multiply,
        Symbol::Divide => Kind::Divide,
        Symbol::Remainder => Kind::Remainder,
        Symbol::Range => Kind::Range,
        Symbol::Not => Kind::Not,
        Symbol::Coalesce => Kind::Coalesce,
        Symbol::Question => Kind::Question,
        Symbol::Redirect => Kind::Redirect,
        Symbol::Merge => Kind::Merge,
        Symbol::RedirectIn => Kind::RedirectIn,
    }
}

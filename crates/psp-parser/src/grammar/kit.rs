//! Small parsers and helpers that the productions are made of.

use super::{Extra, Rule, Tokens};
use chumsky::error::Cheap;
use chumsky::input::{InputRef, MapExtra};
use chumsky::prelude::*;
use psp_ast::{Expression, ExpressionKind, Quote, Statement, StatementKind};
use psp_lexer::{Kind, Token};
use psp_source::Span;

pub(super) type Input<'p> = InputRef<'static, 'p, Tokens, Extra>;
pub(super) type Extras<'p, 'b> = MapExtra<'static, 'b, Tokens, Extra>;
pub(super) type Outcome<T> = Result<T, Cheap>;

/// A token of one kind.
pub(super) fn token(kind: Kind) -> Rule<Token> {
    any().filter(move |token: &Token| token.kind == kind).boxed()
}

/// A token of one of several kinds.
pub(super) fn token_of(kinds: &'static [Kind]) -> Rule<Token> {
    any().filter(move |token: &Token| kinds.contains(&token.kind)).boxed()
}

/// `newlines = { Newline }`
pub(super) fn newlines() -> Rule<()> {
    custom(|input: &mut Input<'_>| {
        while peek(input) == Kind::Newline {
            input.skip();
        }
        Ok(())
    })
    .boxed()
}

/// `separators = { Newline | ";" }`
pub(super) fn separators() -> Rule<()> {
    custom(|input: &mut Input<'_>| {
        while matches!(peek(input), Kind::Newline | Kind::Semicolon) {
            input.skip();
        }
        Ok(())
    })
    .boxed()
}

/// The kind of the next token.
pub(super) fn peek(input: &mut Input<'_>) -> Kind {
    input.peek().map_or(Kind::EndOfInput, |token| token.kind)
}

/// Takes the next token when it is of a kind.
pub(super) fn take(input: &mut Input<'_>, kind: Kind) -> Option<Token> {
    let token = input.peek().filter(|token| token.kind == kind)?;
    input.skip();
    Some(token)
}

/// Takes a token that must be there.
pub(super) fn expect(input: &mut Input<'_>, kind: Kind) -> Outcome<Token> {
    match take(input, kind) {
        Some(token) => Ok(token),
        None => Err(unexpected(input)),
    }
}

/// The error of the next token.
pub(super) fn unexpected(input: &mut Input<'_>) -> Cheap {
    let here = input.cursor();
    input.skip();
    Cheap::new(input.span_since(&here))
}

/// Picks a rule by the kind of the next token; kinds that no entry names go to `otherwise`.
pub(super) fn dispatch<T: 'static>(
    entries: Vec<(&'static [Kind], Rule<T>)>,
    otherwise: Option<Rule<T>>,
) -> Rule<T> {
    let mut table = vec![usize::MAX; Kind::EndOfInput as usize + 1];
    let mut rules = Vec::with_capacity(entries.len());
    for (index, (kinds, rule)) in entries.into_iter().enumerate() {
        for &kind in kinds {
            table[kind as usize] = index;
        }
        rules.push(rule);
    }
    custom(move |input: &mut Input<'_>| {
        let kind = peek(input);
        match (rules.get(table[kind as usize]), &otherwise) {
            (Some(rule), _) | (None, Some(rule)) => input.parse(rule),
            (None, None) => Err(unexpected(input)),
        }
    })
    .boxed()
}

/// The bytes that a rule matched.
pub(super) fn span(extra: &mut Extras<'_, '_>) -> Span {
    let tokens: SimpleSpan<usize> = extra.span();
    extra.state().span(tokens.start, tokens.end)
}

/// The bytes from a cursor's token to the last one taken.
pub(super) fn span_from(input: &mut Input<'_>, first: usize) -> Span {
    let end = *input.cursor().inner();
    input.state().span(first, end)
}

/// The index of the next token.
pub(super) fn index(input: &mut Input<'_>) -> usize {
    *input.cursor().inner()
}

pub(super) fn expression(span: Span, kind: ExpressionKind) -> Expression {
    Expression { span, kind }
}

pub(super) fn statement(span: Span, kind: StatementKind) -> Statement {
    Statement { span, kind }
}

/// A name that stands as a value.
pub(super) fn bare(span: Span, value: impl Into<String>) -> Expression {
    expression(span, ExpressionKind::String { value: value.into(), quote: Quote::Bare })
}

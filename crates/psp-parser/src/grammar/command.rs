//! Commands, their arguments and redirections.

use super::kit::{self, Input, bare, dispatch, expect, peek, span_from, take, token};
use super::{Rule, Rules, literal};
use crate::build::number;
use chumsky::prelude::*;
use psp_ast::{
    Command, CommandElement, Expression, ExpressionKind, Invocation, Quote, Redirection, RedirectionTarget,
    Stream, StringPart,
};
use psp_lexer::{Kind, Token, is_dash};

/// Tokens that begin a command and no expression.
pub(super) fn begins_command(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Word
            | Kind::WordStart
            | Kind::Ampersand
            | Kind::DotSource
            | Kind::Parameter
            | Kind::ParameterColon
            | Kind::DashDash
            | Kind::VerbatimMark
            | Kind::Redirect
            | Kind::Merge
            | Kind::RedirectIn
    )
}

pub(super) fn is_redirection(kind: Kind) -> bool {
    matches!(kind, Kind::Redirect | Kind::Merge)
}

/// `command = [ "&" | "." ] command_name { command_element | redirection | verbatim }`
pub(super) fn command(rules: &Rules) -> Rule<Command> {
    let name_rule = command_name(rules);
    let element = command_element(rules);
    let list = argument_list(rules);
    let redirection = redirection(rules);
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let invocation = match peek(input) {
            Kind::Ampersand => Invocation::Ampersand,
            Kind::DotSource => Invocation::Dot,
            kind if begins_command(kind) => Invocation::Plain,
            _ => return Err(kit::unexpected(input)),
        };
        if invocation != Invocation::Plain {
            input.skip();
        }
        let mut redirections = Vec::new();
        let mut name = input.parse(&name_rule)?;
        if invocation == Invocation::Plain {
            literal_name(input, &mut name);
        }
        let mut elements = vec![CommandElement::Argument(name)];
        let mut only_arguments = false;
        loop {
            match peek(input) {
                Kind::Parameter | Kind::ParameterColon if only_arguments => {
                    elements.push(CommandElement::Argument(input.parse(&list)?));
                }
                Kind::Redirect | Kind::Merge => redirections.push(input.parse(&redirection)?),
                Kind::VerbatimMark => verbatim(input, &mut elements)?,
                kind if begins_element(kind) => {
                    only_arguments |= kind == Kind::DashDash;
                    elements.push(input.parse(&element)?);
                }
                _ => break,
            }
        }
        redirections.sort_by_key(|it: &Redirection| it.from as u8);
        Ok(Command { span: span_from(input, first), invocation, elements, redirections })
    })
    .boxed()
}

/// `command_name = Redirect | Merge | RedirectIn | command_argument`
fn command_name(rules: &Rules) -> Rule<Expression> {
    let redirection: &[Kind] = &[Kind::Redirect, Kind::Merge, Kind::RedirectIn];
    dispatch(vec![(redirection, word())], Some(rules.command_argument.clone().boxed()))
}

/// A token that stands for its text.
fn word() -> Rule<Expression> {
    any()
        .map_with(|token: Token, extra: &mut kit::Extras<'_, '_>| {
            let value = crate::build::text::word(&extra.state().unhalved(token));
            bare(token.span(), value)
        })
        .boxed()
}

/// Nothing is expanded in the name of a command that no operator invokes.
fn literal_name(input: &mut Input<'_>, name: &mut Expression) {
    let ExpressionKind::ExpandableString { parts, quote: Quote::Bare } = &name.kind else { return };
    let source = input.state();
    let text = |part: &StringPart| match part {
        StringPart::Text(text) => text.clone(),
        StringPart::Expression(expression) => source.slice(expression.span).to_owned(),
    };
    let value = parts.iter().map(text).collect();
    name.kind = ExpressionKind::String { value, quote: Quote::Bare };
}

/// `verbatim = "--%" [ VerbatimText ]`
fn verbatim(input: &mut Input<'_>, elements: &mut Vec<CommandElement>) -> kit::Outcome<()> {
    let mark = expect(input, Kind::VerbatimMark)?;
    elements.push(CommandElement::Argument(bare(mark.span(), "--%")));
    if let Some(text) = take(input, Kind::VerbatimText) {
        let value = input.state().text(text).to_owned();
        let kind = ExpressionKind::String { value, quote: Quote::Verbatim };
        elements.push(CommandElement::Argument(kit::expression(text.span(), kind)));
    }
    Ok(())
}

fn begins_element(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Word
            | Kind::WordStart
            | Kind::Parameter
            | Kind::ParameterColon
            | Kind::DashDash
            | Kind::Number
            | Kind::Variable
            | Kind::Splat
            | Kind::SingleQuoted
            | Kind::DoubleQuoted
            | Kind::SingleHere
            | Kind::DoubleHere
            | Kind::StringStart
            | Kind::HereStart
            | Kind::LParen
            | Kind::AtParen
            | Kind::AtCurly
            | Kind::DollarParen
            | Kind::LCurly
    )
}

/// `command_element = Parameter | ParameterColon argument_list | "--" | argument_list`
fn command_element(rules: &Rules) -> Rule<CommandElement> {
    let list = argument_list(rules);
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let Some(next) = input.peek() else { return Err(kit::unexpected(input)) };
        if !matches!(next.kind, Kind::Parameter | Kind::ParameterColon | Kind::DashDash) {
            return input.parse(&list).map(CommandElement::Argument);
        }
        input.skip();
        let text = input.state().text(next);
        let name = text.strip_prefix(is_dash).unwrap_or(text);
        let name =
            if next.kind == Kind::ParameterColon { name.trim_end_matches(':') } else { name }.to_owned();
        let argument = if next.kind == Kind::ParameterColon { Some(input.parse(&list)?) } else { None };
        Ok(CommandElement::Parameter { span: span_from(input, first), name, argument })
    })
    .boxed()
}

/// `argument_list = command_argument { "," command_argument }`
fn argument_list(rules: &Rules) -> Rule<Expression> {
    let argument = rules.command_argument.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let value = input.parse(&argument)?;
        if peek(input) != Kind::Comma {
            return Ok(value);
        }
        let mut values = vec![value];
        while take(input, Kind::Comma).is_some() {
            values.push(input.parse(&argument)?);
        }
        Ok(kit::expression(span_from(input, first), ExpressionKind::Array(values)))
    })
    .boxed()
}

/// `command_argument = Word | expandable_word | Number | Parameter | value`
pub(super) fn command_argument(rules: &Rules) -> Rule<Expression> {
    let entries: Vec<(&'static [Kind], Rule<Expression>)> = vec![
        (&[Kind::Word, Kind::Parameter, Kind::ParameterColon, Kind::DashDash, Kind::VerbatimMark], word()),
        (&[Kind::WordStart], literal::expandable_word(rules)),
        (&[Kind::Number], number_argument()),
    ];
    dispatch(entries, Some(rules.value.clone().boxed()))
}

/// `number_argument = Number`: one that has no value is a word.
fn number_argument() -> Rule<Expression> {
    token(Kind::Number)
        .map_with(|token, extra| {
            let text = extra.state().text(token);
            match number::value(text) {
                Some(number) => kit::expression(token.span(), ExpressionKind::Number(number)),
                None => bare(token.span(), text),
            }
        })
        .boxed()
}

/// `number_literal = Number`: one that has no value is an error.
pub(super) fn number_literal() -> Rule<Expression> {
    token(Kind::Number)
        .try_map_with(|token, extra| {
            let value = number::value(extra.state().text(token));
            let number = value.ok_or_else(|| chumsky::error::Cheap::new(extra.span()))?;
            Ok(kit::expression(token.span(), ExpressionKind::Number(number)))
        })
        .boxed()
}

/// `redirection = Merge | Redirect command_argument`
pub(super) fn redirection(rules: &Rules) -> Rule<Redirection> {
    let argument = rules.command_argument.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let Some(operator) = input.next() else { return Err(kit::unexpected(input)) };
        let text = input.state().text(operator).to_owned();
        let from = stream(text.bytes().next());
        let to = if operator.kind == Kind::Merge {
            RedirectionTarget::Merge(stream(text.bytes().last()))
        } else {
            RedirectionTarget::File { file: input.parse(&argument)?, append: text.ends_with(">>") }
        };
        Ok(Redirection { span: span_from(input, first), from, to })
    })
    .boxed()
}

fn stream(byte: Option<u8>) -> Stream {
    match byte {
        Some(b'*') => Stream::All,
        Some(b'2') => Stream::Error,
        Some(b'3') => Stream::Warning,
        Some(b'4') => Stream::Verbose,
        Some(b'5') => Stream::Debug,
        Some(b'6') => Stream::Information,
        _ => Stream::Output,
    }
}

//! Primary expressions and what stands directly behind them.

use super::kit::{self, Input, bare, dispatch, expect, newlines, peek, separators, take, token, token_of};
use super::{Knot, Rule, Rules, command, literal};
use crate::build::variable;
use chumsky::prelude::*;
use psp_ast::{Expression, ExpressionKind, HashEntry, StatementBlock, TypeName};
use psp_lexer::Kind;
use psp_source::Span;

/// `value = primary { postfix }`
pub(super) fn value(rules: &Rules) -> Rule<Expression> {
    let primary = primary(rules);
    let postfix = postfix(rules);
    custom(move |input: &mut Input<'_>| {
        let using = match input.peek() {
            Some(token) if matches!(token.kind, Kind::Variable | Kind::Splat) => {
                is_using(input.state().text(token))
            }
            _ => false,
        };
        let mut expression = input.parse(&primary)?;
        while begins_postfix(peek(input)) {
            expression = apply(input, &postfix, expression)?;
        }
        if using {
            let span = expression.span;
            return Ok(kit::expression(span, ExpressionKind::Using(Box::new(expression))));
        }
        Ok(expression)
    })
    .boxed()
}

fn is_using(token: &str) -> bool {
    let name = token.get(1..).unwrap_or_default();
    let name = name.strip_prefix('{').unwrap_or(name);
    name.get(..6).is_some_and(|qualifier| qualifier.eq_ignore_ascii_case("using:"))
}

/// `primary = Number | Variable | Splat | string | paren_expression | sub_expression | array_expression
/// | hash_literal | script_block`
fn primary(rules: &Rules) -> Rule<Expression> {
    let variable = token_of(&[Kind::Variable, Kind::Splat])
        .map_with(|token, extra| {
            let (path, _) = variable::path(extra.state().text(token));
            let splatted = token.kind == Kind::Splat;
            kit::expression(token.span(), ExpressionKind::Variable { path, splatted })
        })
        .boxed();
    let block = rules.script_block.clone();
    let block = block.map(|block| kit::expression(block.span, ExpressionKind::ScriptBlock(Box::new(block))));
    let entries: Vec<(&'static [Kind], Rule<Expression>)> = vec![
        (&[Kind::Variable, Kind::Splat], variable),
        (&[Kind::Number], command::number_literal()),
        (
            &[Kind::SingleQuoted, Kind::DoubleQuoted, Kind::SingleHere, Kind::DoubleHere],
            literal::string_literal(),
        ),
        (&[Kind::StringStart], literal::expandable_string(rules)),
        (&[Kind::HereStart], literal::expandable_here_string(rules)),
        (&[Kind::LParen], paren_expression(rules)),
        (&[Kind::DollarParen], sub_expression(rules)),
        (&[Kind::AtParen], array_expression(rules)),
        (&[Kind::AtCurly], hash_literal(rules)),
        (&[Kind::LCurly], block.boxed()),
    ];
    dispatch(entries, None)
}

/// `paren_expression = "(" pipeline_chain ")"`
pub(super) fn paren_expression(rules: &Rules) -> Rule<Expression> {
    token(Kind::LParen)
        .then_ignore(newlines())
        .then(rules.pipeline_chain.clone())
        .then_ignore(newlines())
        .then(token(Kind::RParen))
        .map(|((open, pipeline), close)| {
            kit::expression(open.span().to(close.span()), ExpressionKind::Paren(Box::new(pipeline)))
        })
        .boxed()
}

/// `sub_expression = "$(" statement_list ")"`
pub(super) fn sub_expression(rules: &Rules) -> Rule<Expression> {
    enclosed(rules, Kind::DollarParen)
        .map(|block| kit::expression(block.span, ExpressionKind::SubExpression(block)))
        .boxed()
}

/// `array_expression = "@(" statement_list ")"`
fn array_expression(rules: &Rules) -> Rule<Expression> {
    enclosed(rules, Kind::AtParen)
        .map(|block| kit::expression(block.span, ExpressionKind::ArrayExpression(block)))
        .boxed()
}

fn enclosed(rules: &Rules, open: Kind) -> Rule<StatementBlock> {
    token(open)
        .then(rules.statement_list.clone())
        .then(token(Kind::RParen))
        .map(|((open, statements), close)| StatementBlock { span: open.span().to(close.span()), statements })
        .boxed()
}

/// `hash_literal = "@{" [ hash_entry { separator hash_entry } ] "}"`, `hash_entry = hash_key "=" statement`
fn hash_literal(rules: &Rules) -> Rule<Expression> {
    let key = hash_key(rules);
    let statement = rules.statement.clone();
    let separators = separators();
    custom(move |input: &mut Input<'_>| {
        let open = expect(input, Kind::AtCurly)?;
        let mut entries = Vec::new();
        input.parse(&separators)?;
        while peek(input) != Kind::RCurly {
            let key = input.parse(&key)?;
            expect(input, Kind::Assign)?;
            let value = input.parse(&statement)?;
            entries.push(HashEntry { key, value });
            if !matches!(peek(input), Kind::Newline | Kind::Semicolon) {
                break;
            }
            input.parse(&separators)?;
        }
        let close = expect(input, Kind::RCurly)?;
        Ok(kit::expression(open.span().to(close.span()), ExpressionKind::Hashtable(entries)))
    })
    .boxed()
}

/// `hash_key = Identifier | unary_expression`
fn hash_key(rules: &Rules) -> Rule<Expression> {
    dispatch(vec![(&[Kind::Identifier] as &[_], identifier())], Some(rules.unary_expression.clone().boxed()))
}

fn identifier() -> Rule<Expression> {
    token(Kind::Identifier).map_with(|token, extra| bare(token.span(), extra.state().text(token))).boxed()
}

/// What stands directly behind a value.
#[derive(Debug)]
pub(super) enum Postfix {
    Member {
        member: Expression,
        is_static: bool,
        null_conditional: bool,
    },
    Invoke {
        member: Expression,
        types: Vec<TypeName>,
        arguments: Vec<Expression>,
        is_static: bool,
        null_conditional: bool,
    },
    Index {
        index: Expression,
        null_conditional: bool,
    },
}

pub(super) fn begins_postfix(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Dot | Kind::ColonColon | Kind::QuestionDot | Kind::IndexOpen | Kind::QuestionIndexOpen
    )
}

/// Puts the postfix that comes next behind an expression.
pub(super) fn apply(
    input: &mut Input<'_>,
    postfix: &Rule<Postfix>,
    left: Expression,
) -> kit::Outcome<Expression> {
    let postfix = input.parse(postfix)?;
    let end = kit::index(input);
    let span = Span::new(left.span.start, input.state().span(end.saturating_sub(1), end).end);
    let object = Box::new(left);
    let kind = match postfix {
        Postfix::Member { member, is_static, null_conditional } => {
            ExpressionKind::Member { object, member: Box::new(member), is_static, null_conditional }
        }
        Postfix::Invoke { member, types, arguments, is_static, null_conditional } => {
            ExpressionKind::InvokeMember {
                object,
                member: Box::new(member),
                type_arguments: types,
                arguments,
                is_static,
                null_conditional,
            }
        }
        Postfix::Index { index, null_conditional } => {
            ExpressionKind::Index { target: object, index: Box::new(index), null_conditional }
        }
    };
    Ok(kit::expression(span, kind))
}

/// `postfix = ( "." | "::" | "?." ) member [ type_arguments ] [ call ] | ( "[" | "?[" ) expression "]"`
pub(super) fn postfix(rules: &Rules) -> Rule<Postfix> {
    let member = member(rules);
    let index = rules.expression.clone();
    let type_name = rules.type_name.clone();
    let call = call(rules);
    custom(move |input: &mut Input<'_>| {
        let Some(operator) = input.next() else { return Err(kit::unexpected(input)) };
        if matches!(operator.kind, Kind::IndexOpen | Kind::QuestionIndexOpen) {
            let index = input.parse(&index)?;
            expect(input, Kind::RBracket)?;
            return Ok(Postfix::Index { index, null_conditional: operator.kind == Kind::QuestionIndexOpen });
        }
        let is_static = operator.kind == Kind::ColonColon;
        let null_conditional = operator.kind == Kind::QuestionDot;
        let member = input.parse(&member)?;
        let types = type_arguments(input, &type_name)?;
        match peek(input) {
            Kind::CallParen | Kind::CallCurly => {
                let arguments = input.parse(&call)?;
                Ok(Postfix::Invoke { member, types, arguments, is_static, null_conditional })
            }
            _ => Ok(Postfix::Member { member, is_static, null_conditional }),
        }
    })
    .boxed()
}

/// `type_arguments = "[" type_name { "," type_name } "]"`
fn type_arguments(input: &mut Input<'_>, type_name: &Knot<TypeName>) -> kit::Outcome<Vec<TypeName>> {
    let mut types = Vec::new();
    if take(input, Kind::GenericOpen).is_none() {
        return Ok(types);
    }
    loop {
        types.push(input.parse(type_name)?);
        if take(input, Kind::Comma).is_none() {
            expect(input, Kind::RBracket)?;
            return Ok(types);
        }
    }
}

/// `member = Identifier | prefix_operator unary_expression | primary`
fn member(rules: &Rules) -> Rule<Expression> {
    let unary: &[Kind] = &[
        Kind::Not,
        Kind::Plus,
        Kind::Minus,
        Kind::Join,
        Kind::Split,
        Kind::PlusPlus,
        Kind::MinusMinus,
        Kind::Comma,
        Kind::TypeOpen,
    ];
    let unary = (unary, rules.unary_expression.clone().boxed());
    dispatch(vec![(&[Kind::Identifier] as &[_], identifier()), unary], Some(primary(rules)))
}

/// `call = "(" [ argument_expression { "," argument_expression } ] ")" | script_block`
fn call(rules: &Rules) -> Rule<Vec<Expression>> {
    let arguments = arguments(rules);
    let body = super::script::script_body(rules);
    custom(move |input: &mut Input<'_>| {
        if take(input, Kind::CallParen).is_some() {
            return input.parse(&arguments);
        }
        let open = expect(input, Kind::CallCurly)?;
        let mut block = input.parse(&body)?;
        let close = expect(input, Kind::RCurly)?;
        block.span = open.span().to(close.span());
        block.inner = Span::new(open.end, close.start);
        Ok(vec![kit::expression(block.span, ExpressionKind::ScriptBlock(Box::new(block)))])
    })
    .boxed()
}

/// `arguments = [ argument_expression { "," argument_expression } ] ")"`
pub(super) fn arguments(rules: &Rules) -> Rule<Vec<Expression>> {
    let argument = rules.argument_expression.clone();
    custom(move |input: &mut Input<'_>| {
        let mut arguments = Vec::new();
        if take(input, Kind::RParen).is_some() {
            return Ok(arguments);
        }
        loop {
            arguments.push(input.parse(&argument)?);
            if take(input, Kind::Comma).is_none() {
                expect(input, Kind::RParen)?;
                return Ok(arguments);
            }
        }
    })
    .boxed()
}

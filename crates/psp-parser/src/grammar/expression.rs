//! Expressions: conditional, binary, array and unary operators, casts.

use super::kit::{self, Input, expect, newlines, peek, span_from, take};
use super::{Knot, Rule, Rules, value};
use crate::build::operator::{self, Infix, level};
use chumsky::prelude::*;
use psp_ast::{Expression, ExpressionKind, ParameterAttribute, UnaryOperator};
use psp_lexer::Kind;

/// `expression = binary_expression [ "?" expression ":" expression ]`
pub(super) fn expression(rules: &Rules) -> Rule<Expression> {
    conditional(binary_expression(array_literal(rules)), rules.expression.clone())
}

/// `argument_expression = binary_expression [ "?" argument_expression ":" argument_expression ]`, where the comma operator
/// is none.
pub(super) fn argument_expression(rules: &Rules) -> Rule<Expression> {
    let unary = rules.unary_expression.clone();
    let operand =
        custom(
            move |input: &mut Input<'_>| {
                if peek(input) == Kind::Comma { Err(kit::unexpected(input)) } else { input.parse(&unary) }
            },
        );
    conditional(binary_expression(operand.boxed()), rules.argument_expression.clone())
}

fn conditional(binary: Rule<Expression>, branch: Knot<Expression>) -> Rule<Expression> {
    let newlines = newlines();
    custom(move |input: &mut Input<'_>| {
        let condition = input.parse(&binary)?;
        if take(input, Kind::Question).is_none() {
            return Ok(condition);
        }
        let then = input.parse(&branch)?;
        input.parse(&newlines)?;
        expect(input, Kind::Colon)?;
        let otherwise = input.parse(&branch)?;
        let span = condition.span.to(otherwise.span);
        let (condition, then, otherwise) = (Box::new(condition), Box::new(then), Box::new(otherwise));
        Ok(kit::expression(span, ExpressionKind::Ternary { condition, then, otherwise }))
    })
    .boxed()
}

/// `binary_expression = array_literal { binary_operator array_literal }`
///
/// Operands and operators are read flat and folded by level: one look at each operator instead of one per level.
fn binary_expression(operand: Rule<Expression>) -> Rule<Expression> {
    custom(move |input: &mut Input<'_>| {
        let first = input.parse(&operand)?;
        let mut rest = Vec::new();
        while let Some(token) = input.peek()
            && let Some(level) = level(token.kind)
        {
            input.skip();
            let op = operator::binary(token.kind, input.state().text(token));
            rest.push((Infix { op, level, span: token.span() }, input.parse(&operand)?));
        }
        Ok(if rest.is_empty() { first } else { operator::climb(first, rest) })
    })
    .boxed()
}

/// `array_literal = unary_expression { "," unary_expression }`
fn array_literal(rules: &Rules) -> Rule<Expression> {
    let unary = rules.unary_expression.clone();
    custom(move |input: &mut Input<'_>| {
        let first = input.parse(&unary)?;
        if peek(input) != Kind::Comma {
            return Ok(first);
        }
        let mut items = vec![first];
        while take(input, Kind::Comma).is_some() {
            items.push(input.parse(&unary)?);
        }
        let span = items.first().map_or_else(Default::default, |it| it.span);
        let span = items.last().map_or(span, |it| span.to(it.span));
        Ok(kit::expression(span, ExpressionKind::Array(items)))
    })
    .boxed()
}

/// `unary_expression = prefix_operator unary_expression | cast_expression | value [ "++" | "--" ]`
pub(super) fn unary_expression(rules: &Rules) -> Rule<Expression> {
    let unary = rules.unary_expression.clone();
    let value = rules.value.clone();
    let cast = cast_expression(rules);
    custom(move |input: &mut Input<'_>| {
        let Some(next) = input.peek() else { return Err(kit::unexpected(input)) };
        let operand = match next.kind {
            Kind::Not
            | Kind::Plus
            | Kind::Minus
            | Kind::Comma
            | Kind::Join
            | Kind::Split
            | Kind::PlusPlus
            | Kind::MinusMinus => {
                input.skip();
                let op = operator::prefix(next.kind, input.state().text(next));
                let operand = Box::new(input.parse(&unary)?);
                let span = next.span().to(operand.span);
                return Ok(kit::expression(span, ExpressionKind::Unary { op, operand }));
            }
            Kind::TypeOpen => input.parse(&cast)?,
            _ => input.parse(&value)?,
        };
        let op = match peek(input) {
            Kind::PlusPlus => UnaryOperator::PostIncrement,
            Kind::MinusMinus => UnaryOperator::PostDecrement,
            _ => return Ok(operand),
        };
        let Some(token) = input.next() else { return Ok(operand) };
        let span = operand.span.to(token.span());
        Ok(kit::expression(span, ExpressionKind::Unary { op, operand: Box::new(operand) }))
    })
    .boxed()
}

/// `cast_expression = attribute ( postfix { postfix } | [ unary_expression ] )`
fn cast_expression(rules: &Rules) -> Rule<Expression> {
    let attribute = rules.attribute.clone();
    let unary = rules.unary_expression.clone();
    let postfix = value::postfix(rules);
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let attribute = input.parse(&attribute)?;
        let literal_span = span_from(input, first);
        match attribute {
            ParameterAttribute::Attribute(attribute) => {
                let operand = Box::new(input.parse(&unary)?);
                let span = literal_span.to(operand.span);
                Ok(kit::expression(span, ExpressionKind::Attributed { attribute, operand }))
            }
            ParameterAttribute::Type(type_name) if begins_operand(peek(input)) => {
                let operand = Box::new(input.parse(&unary)?);
                let span = literal_span.to(operand.span);
                Ok(kit::expression(span, ExpressionKind::Convert { type_name, operand }))
            }
            ParameterAttribute::Type(type_name) => {
                let mut expression = kit::expression(literal_span, ExpressionKind::Type(type_name));
                while value::begins_postfix(peek(input)) {
                    expression = value::apply(input, &postfix, expression)?;
                }
                Ok(expression)
            }
        }
    })
    .boxed()
}

/// Tokens that begin what a type literal before them converts.
fn begins_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Not
            | Kind::Plus
            | Kind::Minus
            | Kind::Join
            | Kind::Split
            | Kind::PlusPlus
            | Kind::MinusMinus
            | Kind::TypeOpen
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

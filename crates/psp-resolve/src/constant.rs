//! Literals, and expressions that are constant.

use psp_ast::{Expression, ExpressionKind, Number, StatementKind, UnaryOperator};
use psp_ir::Constant;

/// The constant of a number literal.
pub(crate) fn number(number: &Number) -> Constant {
    match number {
        Number::SByte(it) => Constant::SByte(*it),
        Number::Byte(it) => Constant::Byte(*it),
        Number::Int16(it) => Constant::Int16(*it),
        Number::UInt16(it) => Constant::UInt16(*it),
        Number::Int32(it) => Constant::Int32(*it),
        Number::UInt32(it) => Constant::UInt32(*it),
        Number::Int64(it) => Constant::Int64(*it),
        Number::UInt64(it) => Constant::UInt64(*it),
        Number::Double(it) => Constant::Double(*it),
        Number::Decimal(it) => Constant::Decimal(it.as_str().into()),
        Number::BigInteger(it) => Constant::BigInteger(it.as_str().into()),
    }
}

/// The constant value of an expression, when it has one without running anything.
pub(crate) fn of(expression: &Expression) -> Option<Constant> {
    match &expression.kind {
        ExpressionKind::Number(it) => Some(number(it)),
        ExpressionKind::String { value, .. } => Some(Constant::Text(value.as_str().into())),
        ExpressionKind::Variable { path, splatted: false } if path.is_unqualified() => {
            match path.name.to_ascii_lowercase().as_str() {
                "true" => Some(Constant::Bool(true)),
                "false" => Some(Constant::Bool(false)),
                "null" => Some(Constant::Null),
                _ => None,
            }
        }
        ExpressionKind::Unary { op: UnaryOperator::Minus, operand } => match of(operand)? {
            Constant::Int32(it) => it.checked_neg().map(Constant::Int32),
            Constant::Double(it) => Some(Constant::Double(-it)),
            _ => None,
        },
        ExpressionKind::Paren(statement) => only_expression(&statement.kind).and_then(of),
        _ => None,
    }
}

/// The expression that a statement consists of, when it is nothing else.
pub(crate) fn only_expression(kind: &StatementKind) -> Option<&Expression> {
    let StatementKind::Pipeline(pipeline) = kind else { return None };
    match pipeline.elements.as_slice() {
        [psp_ast::PipelineElement::Expression { expression, redirections }]
            if redirections.is_empty() && !pipeline.background =>
        {
            Some(expression)
        }
        _ => None,
    }
}

/// A small integer constant that fits an instruction.
pub(crate) fn immediate(expression: &Expression) -> Option<i16> {
    match of(expression)? {
        Constant::Int32(it) => i16::try_from(it).ok(),
        _ => None,
    }
}

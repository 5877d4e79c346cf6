//! Operators by their spelling, and the levels at which they bind.

use psp_ast::{AssignmentOperator, BinaryOperator, Comparison, Expression, ExpressionKind, UnaryOperator};
use psp_lexer::{Kind, is_dash};
use psp_source::Span;

/// An operator between two operands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Infix {
    pub(crate) op: BinaryOperator,
    pub(crate) level: u8,
    pub(crate) span: Span,
}

/// The level at which an infix token binds, weakest first; `None` for other tokens.
pub(crate) const fn level(kind: Kind) -> Option<u8> {
    Some(match kind {
        Kind::Logical => 1,
        Kind::Bitwise => 2,
        Kind::Comparison | Kind::Split | Kind::Join => 3,
        Kind::Coalesce => 4,
        Kind::Plus | Kind::Minus => 5,
        Kind::Multiply | Kind::Divide | Kind::Remainder => 6,
        Kind::Format => 7,
        Kind::Range => 8,
        _ => return None,
    })
}

/// The operator that an infix token spells.
pub(crate) fn binary(kind: Kind, text: &str) -> BinaryOperator {
    match kind {
        Kind::Plus => BinaryOperator::Add,
        Kind::Minus => BinaryOperator::Subtract,
        Kind::Multiply => BinaryOperator::Multiply,
        Kind::Divide => BinaryOperator::Divide,
        Kind::Remainder => BinaryOperator::Remainder,
        Kind::Format => BinaryOperator::Format,
        Kind::Range => BinaryOperator::Range,
        Kind::Coalesce => BinaryOperator::Coalesce,
        Kind::Join => BinaryOperator::Join,
        _ => named(&text.trim_start_matches(is_dash).to_ascii_lowercase()),
    }
}

fn named(name: &str) -> BinaryOperator {
    match name {
        "and" => BinaryOperator::And,
        "or" => BinaryOperator::Or,
        "xor" => BinaryOperator::Xor,
        "band" => BinaryOperator::Band,
        "bor" => BinaryOperator::Bor,
        "bxor" => BinaryOperator::Bxor,
        "shl" => BinaryOperator::Shl,
        "shr" => BinaryOperator::Shr,
        "is" => BinaryOperator::Is,
        "isnot" => BinaryOperator::IsNot,
        "as" => BinaryOperator::As,
        _ => {
            let (op, ignore_case) = match (comparison(name), name.get(1..)) {
                (Some(op), _) => (op, true),
                (None, Some(rest)) => (comparison(rest).unwrap_or(Comparison::Eq), !name.starts_with('c')),
                (None, None) => (Comparison::Eq, true),
            };
            BinaryOperator::Compare { op, ignore_case }
        }
    }
}

fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        "eq" => Comparison::Eq,
        "ne" => Comparison::Ne,
        "lt" => Comparison::Lt,
        "le" => Comparison::Le,
        "gt" => Comparison::Gt,
        "ge" => Comparison::Ge,
        "like" => Comparison::Like,
        "notlike" => Comparison::NotLike,
        "match" => Comparison::Match,
        "notmatch" => Comparison::NotMatch,
        "replace" => Comparison::Replace,
        "contains" => Comparison::Contains,
        "notcontains" => Comparison::NotContains,
        "in" => Comparison::In,
        "notin" => Comparison::NotIn,
        "split" => Comparison::Split,
        _ => return None,
    })
}

/// The operator that a prefix token spells.
pub(crate) fn prefix(kind: Kind, text: &str) -> UnaryOperator {
    let case_sensitive = || text.trim_start_matches(is_dash).starts_with(['c', 'C']);
    match kind {
        Kind::Not if text == "!" => UnaryOperator::Exclaim,
        Kind::Not if text.trim_start_matches(is_dash).starts_with(['b', 'B']) => UnaryOperator::BitNot,
        Kind::Not => UnaryOperator::Not,
        Kind::Plus => UnaryOperator::Plus,
        Kind::Minus => UnaryOperator::Minus,
        Kind::Comma => UnaryOperator::Comma,
        Kind::Join => UnaryOperator::Join,
        Kind::Split if case_sensitive() => UnaryOperator::CaseSplit,
        Kind::Split => UnaryOperator::Split,
        Kind::PlusPlus => UnaryOperator::PreIncrement,
        _ => UnaryOperator::PreDecrement,
    }
}

/// The operator that an assignment token spells.
pub(crate) fn assignment(text: &str) -> AssignmentOperator {
    match text.chars().next() {
        Some('=') | None => AssignmentOperator::Assign,
        Some('+') => AssignmentOperator::Add,
        Some('*') => AssignmentOperator::Multiply,
        Some('/') => AssignmentOperator::Divide,
        Some('%') => AssignmentOperator::Remainder,
        Some('?') => AssignmentOperator::Coalesce,
        Some(_) => AssignmentOperator::Subtract,
    }
}

/// Folds `first op a op b …` by level, all operators left-associative.
pub(crate) fn climb(first: Expression, rest: Vec<(Infix, Expression)>) -> Expression {
    let mut operands = vec![first];
    let mut operators: Vec<Infix> = Vec::new();
    for (infix, operand) in rest {
        while operators.last().is_some_and(|top| top.level >= infix.level) {
            reduce(&mut operands, &mut operators);
        }
        operators.push(infix);
        operands.push(operand);
    }
    while !operators.is_empty() {
        reduce(&mut operands, &mut operators);
    }
    operands.pop().unwrap_or(Expression { span: Span::at(0), kind: ExpressionKind::Error })
}

fn reduce(operands: &mut Vec<Expression>, operators: &mut Vec<Infix>) {
    if let (Some(infix), Some(right), Some(left)) = (operators.pop(), operands.pop(), operands.pop()) {
        let span = left.span.to(right.span);
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = ExpressionKind::Binary { op: infix.op, op_span: infix.span, left, right };
        operands.push(Expression { span, kind });
    }
}

//! Operators by PowerShell's names.

use crate::enums::TokenKind;
use psp_ast::{AssignmentOperator, BinaryOperator, Comparison, UnaryOperator};

/// The kind of a prefix or postfix operator.
pub(crate) fn unary_kind(op: UnaryOperator) -> TokenKind {
    match op {
        UnaryOperator::Not => TokenKind::Not,
        UnaryOperator::Exclaim => TokenKind::Exclaim,
        UnaryOperator::BitNot => TokenKind::Bnot,
        UnaryOperator::Plus => TokenKind::Plus,
        UnaryOperator::Minus => TokenKind::Minus,
        UnaryOperator::Comma => TokenKind::Comma,
        UnaryOperator::Join => TokenKind::Join,
        UnaryOperator::Split => TokenKind::Isplit,
        UnaryOperator::CaseSplit => TokenKind::Csplit,
        UnaryOperator::PreIncrement => TokenKind::PlusPlus,
        UnaryOperator::PreDecrement => TokenKind::MinusMinus,
        UnaryOperator::PostIncrement => TokenKind::PostfixPlusPlus,
        UnaryOperator::PostDecrement => TokenKind::PostfixMinusMinus,
    }
}

/// The kind of an infix operator.
pub(crate) fn binary_kind(op: BinaryOperator) -> TokenKind {
    match op {
        BinaryOperator::And => TokenKind::And,
        BinaryOperator::Or => TokenKind::Or,
        BinaryOperator::Xor => TokenKind::Xor,
        BinaryOperator::Band => TokenKind::Band,
        BinaryOperator::Bor => TokenKind::Bor,
        BinaryOperator::Bxor => TokenKind::Bxor,
        BinaryOperator::Shl => TokenKind::Shl,
        BinaryOperator::Shr => TokenKind::Shr,
        BinaryOperator::Add => TokenKind::Plus,
        BinaryOperator::Subtract => TokenKind::Minus,
        BinaryOperator::Multiply => TokenKind::Multiply,
        BinaryOperator::Divide => TokenKind::Divide,
        BinaryOperator::Remainder => TokenKind::Rem,
        BinaryOperator::Format => TokenKind::Format,
        BinaryOperator::Range => TokenKind::DotDot,
        BinaryOperator::Coalesce => TokenKind::QuestionQuestion,
        BinaryOperator::Join => TokenKind::Join,
        BinaryOperator::Is => TokenKind::Is,
        BinaryOperator::IsNot => TokenKind::IsNot,
        BinaryOperator::As => TokenKind::As,
        BinaryOperator::Compare { op, ignore_case: true } => insensitive(op),
        BinaryOperator::Compare { op, ignore_case: false } => sensitive(op),
    }
}

fn insensitive(op: Comparison) -> TokenKind {
    match op {
        Comparison::Eq => TokenKind::Ieq,
        Comparison::Ne => TokenKind::Ine,
        Comparison::Lt => TokenKind::Ilt,
        Comparison::Le => TokenKind::Ile,
        Comparison::Gt => TokenKind::Igt,
        Comparison::Ge => TokenKind::Ige,
        Comparison::Like => TokenKind::Ilike,
        Comparison::NotLike => TokenKind::Inotlike,
        Comparison::Match => TokenKind::Imatch,
        Comparison::NotMatch => TokenKind::Inotmatch,
        Comparison::Replace => TokenKind::Ireplace,
        Comparison::Contains => TokenKind::Icontains,
        Comparison::NotContains => TokenKind::Inotcontains,
        Comparison::In => TokenKind::Iin,
        Comparison::NotIn => TokenKind::Inotin,
        Comparison::Split => TokenKind::Isplit,
    }
}

fn sensitive(op: Comparison) -> TokenKind {
    match op {
        Comparison::Eq => TokenKind::Ceq,
        Comparison::Ne => TokenKind::Cne,
        Comparison::Lt => TokenKind::Clt,
        Comparison::Le => TokenKind::Cle,
        Comparison::Gt => TokenKind::Cgt,
        Comparison::Ge => TokenKind::Cge,
        Comparison::Like => TokenKind::Clike,
        Comparison::NotLike => TokenKind::Cnotlike,
        Comparison::Match => TokenKind::Cmatch,
        Comparison::NotMatch => TokenKind::Cnotmatch,
        Comparison::Replace => TokenKind::Creplace,
        Comparison::Contains => TokenKind::Ccontains,
        Comparison::NotContains => TokenKind::Cnotcontains,
        Comparison::In => TokenKind::Cin,
        Comparison::NotIn => TokenKind::Cnotin,
        Comparison::Split => TokenKind::Csplit,
    }
}

/// The kind of an assignment.
pub(crate) fn assignment_kind(op: AssignmentOperator) -> TokenKind {
    match op {
        AssignmentOperator::Assign => TokenKind::Equals,
        AssignmentOperator::Add => TokenKind::PlusEquals,
        AssignmentOperator::Subtract => TokenKind::MinusEquals,
        AssignmentOperator::Multiply => TokenKind::MultiplyEquals,
        AssignmentOperator::Divide => TokenKind::DivideEquals,
        AssignmentOperator::Remainder => TokenKind::RemainderEquals,
        AssignmentOperator::Coalesce => TokenKind::QuestionQuestionEquals,
    }
}

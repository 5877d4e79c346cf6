//! Whether statements always end in `return`, `throw` or `exit`.

use psp_ast::{Expression, ExpressionKind, PipelineElement, Statement, StatementBlock, StatementKind};

/// No way leads behind the last of the statements.
pub(super) fn always_leaves(statements: &[Statement]) -> bool {
    statements.iter().any(leaves)
}

fn block_leaves(block: &StatementBlock) -> bool {
    always_leaves(&block.statements)
}

fn leaves(it: &Statement) -> bool {
    match &it.kind {
        StatementKind::Return(_) | StatementKind::Throw(_) | StatementKind::Exit(_) => true,
        StatementKind::If(it) => {
            it.otherwise.as_ref().is_some_and(block_leaves)
                && it.clauses.iter().all(|(_, block)| block_leaves(block))
        }
        StatementKind::Switch(it) => {
            it.default.as_ref().is_some_and(block_leaves)
                && it.clauses.iter().all(|(_, block)| block_leaves(block))
        }
        StatementKind::Try(it) => {
            it.finally.as_ref().is_some_and(block_leaves)
                || (block_leaves(&it.body) && it.catches.iter().all(|clause| block_leaves(&clause.body)))
        }
        StatementKind::While(it) => is_true(&it.condition) && !breaks(&it.body.statements),
        StatementKind::DoWhile(it) => {
            block_leaves(&it.body) || (is_true(&it.condition) && !breaks(&it.body.statements))
        }
        StatementKind::DoUntil(it) => block_leaves(&it.body),
        StatementKind::For(it) => {
            it.condition.as_ref().is_none_or(|condition| is_true(condition)) && !breaks(&it.body.statements)
        }
        _ => false,
    }
}

/// The condition is `$true`.
fn is_true(condition: &Statement) -> bool {
    let StatementKind::Pipeline(pipeline) = &condition.kind else { return false };
    let [PipelineElement::Expression { expression: Expression { kind, .. }, .. }] =
        pipeline.elements.as_slice()
    else {
        return false;
    };
    match kind {
        ExpressionKind::Variable { path, .. } => {
            path.is_unqualified() && path.name.eq_ignore_ascii_case("true")
        }
        ExpressionKind::Number(psp_ast::Number::Int32(value)) => *value != 0,
        _ => false,
    }
}

/// A `break` leaves the loop around the statements.
fn breaks(statements: &[Statement]) -> bool {
    statements.iter().any(|it| match &it.kind {
        StatementKind::Break(_) => true,
        StatementKind::If(it) => {
            it.clauses.iter().any(|(_, block)| breaks(&block.statements))
                || it.otherwise.as_ref().is_some_and(|block| breaks(&block.statements))
        }
        StatementKind::Try(it) => {
            breaks(&it.body.statements)
                || it.catches.iter().any(|clause| breaks(&clause.body.statements))
                || it.finally.as_ref().is_some_and(|block| breaks(&block.statements))
        }
        _ => false,
    })
}

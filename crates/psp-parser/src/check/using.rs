//! What may stand in a `$using:` expression.

use super::Checker;
use psp_ast::{Expression, ExpressionKind};

impl Checker {
    /// Only variables, their members and constant indexes can be sent to another place.
    pub(super) fn using_expression(&mut self, it: &Expression) {
        let mut inner = it;
        loop {
            inner = match &inner.kind {
                ExpressionKind::Variable { .. } => return,
                ExpressionKind::Member { object, .. } => object,
                ExpressionKind::Index { target, index, .. } => {
                    if !is_constant_index(index) {
                        return self.invalid_using(index);
                    }
                    target
                }
                _ => return self.invalid_using(inner),
            };
        }
    }

    fn invalid_using(&mut self, it: &Expression) {
        self.report("InvalidUsingExpression", "Expression is not allowed in a Using expression.", it.span);
    }
}

fn is_constant_index(index: &Expression) -> bool {
    match &index.kind {
        ExpressionKind::Number(_) | ExpressionKind::String { .. } => true,
        ExpressionKind::Variable { path, .. } => {
            path.is_unqualified()
                && ["true", "false", "null"].iter().any(|name| name.eq_ignore_ascii_case(&path.name))
        }
        ExpressionKind::Array(items) => items.iter().all(is_constant_index),
        _ => false,
    }
}

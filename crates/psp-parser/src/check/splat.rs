//! Where `@name` may stand.

use super::Checker;
use psp_ast::visit::Visitor;
use psp_ast::{Expression, ExpressionKind, VariablePath};
use psp_source::Span;

impl Checker {
    /// An argument: splatted variables may stand alone, not in a list.
    pub(super) fn argument(&mut self, it: &Expression) {
        let ExpressionKind::Array(items) = &it.kind else { return self.splatted_members(it) };
        for item in items {
            if let ExpressionKind::Variable { path, splatted: true } = &item.kind {
                let message = format!(
                    "Splatted variables like '@{}' cannot be part of a comma-separated list of arguments.",
                    path.name
                );
                self.report("SplattingNotPermittedInArgumentList", message, item.span);
            } else {
                self.expression(item);
            }
        }
    }

    /// `@x.y` and `@x[0]` as arguments.
    fn splatted_members(&mut self, it: &Expression) {
        let mut base = it;
        loop {
            base = match &base.kind {
                ExpressionKind::Member { object, .. } | ExpressionKind::InvokeMember { object, .. } => object,
                ExpressionKind::Index { target, .. } => target,
                ExpressionKind::Variable { path, splatted: true } => {
                    let message = format!(
                        "Cannot expand the splatted variable '@{}'. Splatted variables cannot be used as part of a \
                        property or array expression. Assign the result of the expression to a temporary variable \
                        then splat the temporary variable instead.",
                        path.name
                    );
                    return self.report("NoPropertiesInSplatting", message, it.span);
                }
                _ => return self.expression(it),
            };
        }
    }

    pub(super) fn stray_splat(&mut self, span: Span, path: &VariablePath) {
        self.report("SplattingNotPermitted", splatting_not_permitted(&path.name), span);
    }
}

/// What to say of `@name` outside of a command's arguments.
pub(crate) fn splatting_not_permitted(name: &str) -> String {
    format!(
        "The splatting operator '@' cannot be used to reference variables in an expression. '@{name}' can be used only as an \
        argument to a command. To reference variables in an expression use '${name}'."
    )
}

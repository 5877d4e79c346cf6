//! `break`, `continue` and `return` cannot leave a `finally` block.

use psp_ast::visit::{self, Visitor};
use psp_ast::{Expression, ExpressionKind, ScriptBlock, Statement, StatementBlock, StatementKind};
use psp_diagnostics::Diagnostic;

pub(super) fn check(block: &StatementBlock, found: &mut Vec<Diagnostic>) {
    let mut leaving = Leaving { loops: Vec::new(), found };
    leaving.statement_block(block);
}

struct Leaving<'f> {
    /// Labels of the loops inside the block.
    loops: Vec<Option<String>>,
    found: &'f mut Vec<Diagnostic>,
}

impl Leaving<'_> {
    fn report(&mut self, it: &Statement) {
        let message = "Flow of control cannot leave a Finally block.";
        self.found.push(Diagnostic::new("ControlLeavingFinally", message, it.span));
    }

    fn jump(&mut self, it: &Statement, label: Option<&Expression>) {
        let stays = match label.map(|label| &label.kind) {
            None => !self.loops.is_empty(),
            Some(ExpressionKind::String { value, .. }) => {
                self.loops.iter().flatten().any(|name| name.eq_ignore_ascii_case(value))
            }
            Some(_) => true,
        };
        if !stays {
            self.report(it);
        }
    }
}

impl Visitor for Leaving<'_> {
    fn statement(&mut self, it: &Statement) {
        let label = match &it.kind {
            StatementKind::Return(_) => return self.report(it),
            StatementKind::Break(label) | StatementKind::Continue(label) => {
                return self.jump(it, label.as_ref());
            }
            // An inner `finally` is checked by itself.
            StatementKind::Try(inner) => {
                self.statement_block(&inner.body);
                for clause in &inner.catches {
                    self.statement_block(&clause.body);
                }
                return;
            }
            StatementKind::While(it) | StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => &it.label,
            StatementKind::For(it) => &it.label,
            StatementKind::ForEach(it) => &it.label,
            StatementKind::Switch(it) => &it.label,
            _ => return visit::walk_statement(self, it),
        };
        self.loops.push(label.clone());
        visit::walk_statement(self, it);
        self.loops.pop();
    }

    fn script_block(&mut self, _it: &ScriptBlock) {}
}

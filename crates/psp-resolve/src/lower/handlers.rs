//! `try`, `catch`, `finally` and `trap`.

use crate::{builder::Builder, scan};
use psp_ast::{CatchClause, Statement, StatementKind, TryStatement};
use psp_ir::{Handler, HandlerKind, Op, Reg, Symbol, TrapEnd, TypeRef};

/// The variables that a trap puts back: `$_`, and slots with the registers that keep their values.
struct TrapScope {
    under: Option<Reg>,
    slots: Vec<(Reg, Reg)>,
}

impl<'a> Builder<'a> {
    pub(crate) fn try_statement(&mut self, it: &'a TryStatement) {
        let start = self.here();
        if it.finally.is_some() {
            self.finally += 1;
        }
        self.try_and_catches(it);
        let Some(block) = &it.finally else { return };
        self.finally -= 1;
        let end = self.here();
        self.emit(Op::EnterFinally);
        let target = self.label();
        self.place(target);
        let handler = Handler {
            start,
            end,
            target: 0,
            kind: HandlerKind::Finally,
            captures: self.captures,
            tries: self.tries,
            record: 0,
        };
        self.handler(handler, target, &[]);
        self.block_statements(block);
        self.emit(Op::EndFinally);
    }

    fn try_and_catches(&mut self, it: &'a TryStatement) {
        if it.catches.is_empty() {
            self.block_statements(&it.body);
            return;
        }
        self.emit(Op::TryEnter);
        self.tries += 1;
        let start = self.here();
        self.block_statements(&it.body);
        let end = self.here();
        self.tries -= 1;
        self.emit(Op::TryLeave);
        let done = self.label();
        self.jump(Op::Jump { to: 0 }, done);
        let record = self.temp();
        let labels = self.clauses(&it.catches, record, |builder| builder.emit(Op::EndCatch), done);
        let kinds = it.catches.iter().map(|clause| (types(clause), 0)).collect();
        let handler = Handler {
            start,
            end: end.max(start + 1),
            target: 0,
            kind: HandlerKind::Catch(kinds),
            captures: self.captures,
            tries: self.tries,
            record,
        };
        let first = labels[0];
        self.handler(handler, first, &labels);
        self.place(done);
    }

    /// The code of `catch` or `trap` clauses: each with `$_` set, then `ended`, then a jump to `done`.
    fn clauses(
        &mut self,
        clauses: &'a [CatchClause],
        record: Reg,
        ended: impl Fn(&mut Self),
        done: crate::builder::Label,
    ) -> Vec<crate::builder::Label> {
        let mut labels = Vec::new();
        for clause in clauses {
            let label = self.label();
            self.place(label);
            labels.push(label);
            let mark = self.next;
            let saved = self.save_under();
            let copy = self.temp();
            self.emit(Op::Move { dst: copy, src: record });
            self.set_under(copy);
            self.block_statements(&clause.body);
            self.restore_under(saved);
            ended(self);
            self.jump(Op::Jump { to: 0 }, done);
            self.next = mark;
        }
        labels
    }

    /// Statements with traps among them: the traps hold for all of the statements.
    pub(crate) fn trapped_statements(&mut self, statements: &'a [Statement]) {
        self.emit(Op::TryEnter);
        self.tries += 1;
        let start = self.here();
        for statement in statements {
            self.statement(statement);
        }
        let end = self.here();
        self.tries -= 1;
        self.emit(Op::TryLeave);
        let done = self.label();
        self.jump(Op::Jump { to: 0 }, done);
        let record = self.temp();
        let traps = statements.iter().filter_map(|it| match &it.kind {
            StatementKind::Trap(clause) => Some(clause),
            _ => None,
        });
        let mut traps: Vec<_> = traps.collect();
        // A trap for a type is asked before one for everything.
        traps.sort_by_key(|it| it.types.is_empty());
        let mut labels = Vec::new();
        for clause in &traps {
            let label = self.label();
            self.place(label);
            labels.push(label);
            self.trap_body(clause, record);
        }
        let kinds = traps.iter().map(|clause| (types(clause), 0)).collect();
        let handler = Handler {
            start,
            end,
            target: 0,
            kind: HandlerKind::Trap(kinds),
            captures: self.captures,
            tries: self.tries + 1,
            record,
        };
        if let Some(&first) = labels.first() {
            self.handler(handler, first, &labels);
        }
        self.place(done);
    }

    fn trap_body(&mut self, clause: &'a CatchClause, record: Reg) {
        let mark = self.next;
        let saved = self.enter_trap_scope(&clause.body.statements);
        let copy = self.temp();
        self.emit(Op::Move { dst: copy, src: record });
        self.set_under(copy);
        // `continue` and `break` of the trap itself stand among its own statements.
        let how = trap_end(&clause.body.statements);
        for statement in &clause.body.statements {
            if matches!(statement.kind, StatementKind::Continue(None) | StatementKind::Break(None)) {
                break;
            }
            self.trap_statement(statement, &saved, record);
        }
        self.leave_trap_scope(&saved);
        self.emit(Op::EndTrap { how, record });
        self.next = mark;
    }

    /// What a trap assigns is its own: the variables are put back at its end.
    fn enter_trap_scope(&mut self, statements: &[Statement]) -> TrapScope {
        let under = self.save_under();
        let mut slots = Vec::new();
        for name in scan::assigned(statements) {
            let Some(slot) = self.slot(name).filter(|_| name != Symbol::new("_")) else { continue };
            let saved = self.temp();
            self.emit(Op::SaveSlot { dst: saved, slot });
            self.emit(Op::Move { dst: slot, src: saved });
            slots.push((slot, saved));
        }
        TrapScope { under, slots }
    }

    fn leave_trap_scope(&mut self, scope: &TrapScope) {
        self.restore_under(scope.under);
        for &(slot, src) in &scope.slots {
            self.emit(Op::RestoreSlot { slot, src });
        }
    }

    /// A statement of a trap: an `if` may end the trap with `continue` or `break`.
    fn trap_statement(&mut self, statement: &'a Statement, saved: &TrapScope, record: Reg) {
        let StatementKind::If(it) = &statement.kind else {
            self.statement(statement);
            return;
        };
        let end = self.label();
        for (condition, block) in &it.clauses {
            let next = self.label();
            self.condition(condition, next);
            self.trap_branch(&block.statements, saved, record);
            self.jump(Op::Jump { to: 0 }, end);
            self.place(next);
        }
        if let Some(block) = &it.otherwise {
            self.trap_branch(&block.statements, saved, record);
        }
        self.place(end);
    }

    fn trap_branch(&mut self, statements: &'a [Statement], saved: &TrapScope, record: Reg) {
        for statement in statements {
            let how = match &statement.kind {
                StatementKind::Continue(None) => TrapEnd::Continue,
                StatementKind::Break(None) => TrapEnd::Break,
                _ => {
                    self.trap_statement(statement, saved, record);
                    continue;
                }
            };
            self.leave_trap_scope(saved);
            self.emit(Op::EndTrap { how, record });
            return;
        }
    }

    /// Takes `$_` away to set it for a while; where its old value is kept.
    pub(crate) fn save_under(&mut self) -> Option<Reg> {
        let under = Symbol::new("_");
        let saved = self.temp();
        match self.slot(under) {
            Some(slot) => self.emit(Op::SaveSlot { dst: saved, slot }),
            None => {
                let k = self.plain_name("_");
                self.emit(Op::ReadOwnName { dst: saved, k });
            }
        }
        Some(saved)
    }

    /// Sets `$_` to a temporary's value.
    pub(crate) fn set_under(&mut self, value: Reg) {
        match self.slot(Symbol::new("_")) {
            Some(slot) => {
                let copy = self.temp();
                self.emit(Op::Move { dst: copy, src: value });
                self.emit(Op::Store { slot, src: copy });
            }
            None => {
                let k = self.plain_name("_");
                let copy = self.temp();
                self.emit(Op::Move { dst: copy, src: value });
                self.emit(Op::StoreName { k, src: copy });
            }
        }
    }

    /// Puts `$_` back.
    pub(crate) fn restore_under(&mut self, saved: Option<Reg>) {
        let Some(src) = saved else { return };
        match self.slot(Symbol::new("_")) {
            Some(slot) => self.emit(Op::RestoreSlot { slot, src }),
            None => {
                let k = self.plain_name("_");
                self.emit(Op::StoreName { k, src });
            }
        }
    }
}

fn types(clause: &CatchClause) -> Vec<TypeRef> {
    clause.types.iter().map(crate::block::type_ref).collect()
}

fn trap_end(statements: &[Statement]) -> TrapEnd {
    for statement in statements {
        match &statement.kind {
            StatementKind::Continue(None) => return TrapEnd::Continue,
            StatementKind::Break(None) => return TrapEnd::Break,
            _ => {}
        }
    }
    TrapEnd::Report
}

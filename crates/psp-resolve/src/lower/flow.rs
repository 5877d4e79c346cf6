//! Branches and loops.

use crate::{
    builder::{Builder, Label, Loop},
    constant::{immediate, only_expression},
    scan,
};
use psp_ast::{
    BinaryOperator, Comparison, Expression, ExpressionKind, ForEachStatement, ForStatement, IfStatement,
    LoopStatement, Statement, StatementBlock, StatementKind, SwitchMode, SwitchStatement, UnaryOperator,
};
use psp_ir::{Constant, Op, OutputMode, Reg, Relation, SwitchTest, Symbol};

impl<'a> Builder<'a> {
    pub(crate) fn if_statement(&mut self, it: &'a IfStatement) {
        let end = self.label();
        for (index, (condition, block)) in it.clauses.iter().enumerate() {
            let next = self.label();
            self.condition(condition, next);
            self.block_statements(block);
            let last = index + 1 == it.clauses.len() && it.otherwise.is_none();
            if !last {
                self.jump(Op::Jump { to: 0 }, end);
            }
            self.place(next);
        }
        if let Some(block) = &it.otherwise {
            self.block_statements(block);
        }
        self.place(end);
    }

    /// Jumps to `otherwise` when the statement's value is false.
    pub(crate) fn condition(&mut self, statement: &'a Statement, otherwise: Label) {
        let before = std::mem::replace(&mut self.span, statement.span);
        let mark = self.next;
        match only_expression(&statement.kind) {
            Some(expression) => self.jump_unless(expression, otherwise),
            None => {
                let cond = self.temp();
                self.statement_value(statement, cond);
                // A condition leaves `$?` true, whatever its commands did.
                self.succeeded();
                self.jump(Op::JumpIfNot { cond, to: 0 }, otherwise);
            }
        }
        self.next = mark;
        self.span = before;
    }

    /// Jumps to `otherwise` when the expression is false.
    fn jump_unless(&mut self, expression: &'a Expression, otherwise: Label) {
        match &expression.kind {
            ExpressionKind::Binary { op: BinaryOperator::And, left, right, .. } => {
                self.jump_unless(left, otherwise);
                self.jump_unless(right, otherwise);
                return;
            }
            ExpressionKind::Binary { op: BinaryOperator::Or, left, right, .. } => {
                let then = self.label();
                self.jump_when(left, then);
                self.jump_unless(right, otherwise);
                self.place(then);
                return;
            }
            ExpressionKind::Unary { op: UnaryOperator::Not | UnaryOperator::Exclaim, operand } => {
                self.jump_when(operand, otherwise);
                return;
            }
            ExpressionKind::Paren(inner) => {
                if let Some(inner) = only_expression(&inner.kind) {
                    self.jump_unless(inner, otherwise);
                    return;
                }
            }
            ExpressionKind::Binary { op, left, right, .. } if !self.wide => {
                if let Some(relation) = relation(*op) {
                    self.branch(relation, left, right, otherwise);
                    return;
                }
            }
            _ => {}
        }
        let cond = self.operand(expression);
        self.jump(Op::JumpIfNot { cond, to: 0 }, otherwise);
    }

    fn jump_when(&mut self, expression: &'a Expression, then: Label) {
        match &expression.kind {
            ExpressionKind::Unary { op: UnaryOperator::Not | UnaryOperator::Exclaim, operand } => {
                self.jump_unless(operand, then);
            }
            ExpressionKind::Binary { op: BinaryOperator::Or, left, right, .. } => {
                self.jump_when(left, then);
                self.jump_when(right, then);
            }
            _ => {
                let cond = self.operand(expression);
                self.jump(Op::JumpIf { cond, to: 0 }, then);
            }
        }
    }

    fn branch(&mut self, op: Relation, left: &'a Expression, right: &'a Expression, otherwise: Label) {
        if let Some((left, by, imm)) = divisibility(left, right) {
            let a = self.operand(left);
            self.jump(Op::BranchRem { op, a, by, imm, rel: 0 }, otherwise);
            return;
        }
        let a = self.kept_left(left, right, None);
        if let Some(imm) = immediate(right) {
            self.jump(Op::BranchImm { op, a, imm, rel: 0 }, otherwise);
            return;
        }
        let b = self.kept_operand(right);
        self.jump(Op::Branch { op, a, b, rel: 0 }, otherwise);
    }

    /// A loop's body between `on_continue` and `on_break`.
    fn loop_body(
        &mut self,
        label: Option<&String>,
        body: &'a StatementBlock,
        on_break: Label,
        on_continue: Label,
    ) {
        self.open_loop(label, on_break, on_continue);
        self.block_statements(body);
        self.close_loop();
    }

    fn open_loop(&mut self, label: Option<&String>, on_break: Label, on_continue: Label) {
        let it = Loop {
            label: label.cloned(),
            on_break,
            on_continue,
            finally: self.finally,
            captures: self.captures,
            tries: self.tries,
            start: self.here(),
        };
        self.loops.push(it);
    }

    fn close_loop(&mut self) {
        if let Some(it) = self.loops.pop() {
            self.loop_range(&it);
        }
    }

    pub(crate) fn while_loop(&mut self, it: &'a LoopStatement) {
        let (end, next) = (self.label(), self.label());
        let top = self.label();
        self.place(top);
        self.place(next);
        self.open_loop(it.label.as_ref(), end, next);
        self.condition(&it.condition, end);
        self.block_statements(&it.body);
        self.close_loop();
        self.jump(Op::Loop { to: 0 }, top);
        self.place(end);
    }

    pub(crate) fn do_loop(&mut self, it: &'a LoopStatement, wanted: bool) {
        let (top, end, next) = (self.label(), self.label(), self.label());
        self.place(top);
        self.open_loop(it.label.as_ref(), end, next);
        self.block_statements(&it.body);
        self.place(next);
        if wanted {
            self.condition(&it.condition, end);
            self.close_loop();
            self.jump(Op::Loop { to: 0 }, top);
        } else {
            let again = self.label();
            self.condition(&it.condition, again);
            self.jump(Op::Jump { to: 0 }, end);
            self.place(again);
            self.close_loop();
            self.jump(Op::Loop { to: 0 }, top);
        }
        self.place(end);
    }

    pub(crate) fn for_loop(&mut self, it: &'a ForStatement) {
        if let Some(initializer) = &it.initializer {
            self.discarded(initializer);
        }
        let (top, end, next) = (self.label(), self.label(), self.label());
        let counted = self.counted_limit(it);
        self.open_loop(it.label.as_ref(), end, next);
        if counted.is_none() {
            self.place(top);
        }
        if let Some(condition) = &it.condition {
            self.condition(condition, end);
        }
        if counted.is_some() {
            self.place(top);
        }
        self.block_statements(&it.body);
        self.place(next);
        match counted {
            Some((op, slot, b)) => {
                self.assigned.push(slot);
                self.jump(Op::StepBranch { op, slot, b, rel: 0 }, top);
                self.close_loop();
            }
            None => {
                if let Some(iterator) = &it.iterator {
                    self.discarded(iterator);
                }
                self.close_loop();
                self.jump(Op::Loop { to: 0 }, top);
            }
        }
        self.place(end);
    }

    /// `…; $i -lt n; $i++`: the comparison, the variable, and a register with the limit.
    fn counted_limit(&mut self, it: &'a ForStatement) -> Option<(Relation, Reg, Reg)> {
        if self.wide {
            return None;
        }
        let iterator = only_expression(&it.iterator.as_ref()?.kind)?;
        let ExpressionKind::Unary { op: UnaryOperator::PostIncrement | UnaryOperator::PreIncrement, operand } =
            &iterator.kind
        else {
            return None;
        };
        let slot = self.slot_of(operand)?;
        let condition = only_expression(&it.condition.as_ref()?.kind)?;
        let ExpressionKind::Binary { op, left, right, .. } = &condition.kind else { return None };
        if self.slot_of(left) != Some(slot) {
            return None;
        }
        let op = relation(*op)?;
        if let Some(limit) = self.slot_of(right) {
            return Some((op, slot, limit));
        }
        let constant = crate::constant::of(right).filter(|it| matches!(it, Constant::Int32(_)))?;
        let dst = self.temp();
        let k = self.constant(constant);
        self.emit(Op::Const { dst, k });
        Some((op, slot, dst))
    }

    /// A statement whose output is not wanted: the parts of a `for`.
    fn discarded(&mut self, statement: &'a Statement) {
        let before = std::mem::replace(&mut self.span, statement.span);
        let start = self.here();
        let mark = self.next;
        match (&statement.kind, only_expression(&statement.kind)) {
            (psp_ast::StatementKind::Assignment(it), _) => self.assignment(it, None),
            (_, Some(expression)) => {
                let stepped = match &expression.kind {
                    ExpressionKind::Unary { op, operand } => self.step(*op, operand),
                    _ => false,
                };
                if !stepped {
                    let dst = self.temp();
                    self.value_to(expression, dst);
                }
            }
            _ => {
                self.begin_capture();
                self.statement(statement);
                self.end_capture(Op::EndCaptureDiscard);
            }
        }
        self.next = mark;
        self.statement_range(start, statement.span);
        self.span = before;
    }

    pub(crate) fn foreach_loop(&mut self, it: &'a ForEachStatement) {
        let depth = self.enter_iteration();
        self.start_iteration(&it.collection, depth);
        let shown = scan::mentions(&it.body, Symbol::new("foreach")).then_some("foreach");
        let enumerator = self.show_enumerator(shown, depth);
        let (end, next) = (self.label(), self.label());
        self.place(next);
        self.emit_next(&it.variable, depth, end);
        self.loop_body(it.label.as_ref(), &it.body, end, next);
        self.jump(Op::Loop { to: 0 }, next);
        self.place(end);
        self.emit(Op::IterEnd { depth });
        self.hide_enumerator(enumerator);
        self.iterations = depth;
    }

    /// `$foreach`, `$switch`: the enumerator, where the loop's body asks for it; its slot, and where the old value is kept.
    fn show_enumerator(&mut self, name: Option<&str>, depth: u8) -> Option<(Reg, Reg)> {
        let slot = self.slot(Symbol::new(name?))?;
        let saved = self.temp();
        self.emit(Op::SaveSlot { dst: saved, slot });
        self.emit(Op::IterValue { depth, slot });
        Some((slot, saved))
    }

    fn hide_enumerator(&mut self, shown: Option<(Reg, Reg)>) {
        if let Some((slot, src)) = shown {
            self.emit(Op::RestoreSlot { slot, src });
        }
    }

    fn start_iteration(&mut self, collection: &'a Statement, depth: u8) {
        let mark = self.next;
        let direct = only_expression(&collection.kind);
        let range = direct.and_then(|it| match &strip_paren(it).kind {
            ExpressionKind::Binary { op: BinaryOperator::Range, left, right, .. } => Some((left, right)),
            _ => None,
        });
        match (range, direct) {
            (Some((left, right)), _) => {
                let a = self.left_operand(left, right);
                let b = self.operand(right);
                self.emit(Op::IterRange { depth, a, b });
            }
            (None, Some(expression)) => {
                let src = self.operand(expression);
                self.emit(Op::IterBegin { depth, src });
            }
            (None, None) => {
                let src = self.temp();
                // What commands write is gone through as it was written: one empty array is one item.
                match &collection.kind {
                    StatementKind::Pipeline(it) => self.pipeline(it, OutputMode::Array, src),
                    _ => self.statement_value(collection, src),
                }
                self.emit(Op::IterBegin { depth, src });
            }
        }
        self.next = mark;
    }

    fn emit_next(&mut self, variable: &'a Expression, depth: u8, end: Label) {
        let slot = self.slot_of(variable).filter(|it| self.typed_site(*it).is_none());
        if let Some(slot) = slot {
            self.assigned.push(slot);
            self.jump(Op::IterNext { depth, slot, to: 0 }, end);
            return;
        }
        let mark = self.next;
        let value = self.temp();
        self.jump(Op::IterNext { depth, slot: value, to: 0 }, end);
        self.assign_register(variable, value);
        self.next = mark;
    }

    pub(crate) fn switch(&mut self, it: &'a SwitchStatement) {
        let depth = self.enter_iteration();
        let src = self.temp();
        self.statement_value(&it.condition, src);
        self.emit(if it.file { Op::IterFile { depth, src } } else { Op::IterSwitch { depth, src } });
        let saved = self.save_under();
        let mut blocks = it.clauses.iter().map(|(_, block)| block).chain(&it.default);
        let mentioned = blocks.any(|block| scan::mentions(block, Symbol::new("switch")));
        let enumerator = self.show_enumerator(mentioned.then_some("switch"), depth);
        let (end, next) = (self.label(), self.label());
        self.place(next);
        let value = self.temp();
        self.jump(Op::IterNext { depth, slot: value, to: 0 }, end);
        self.set_under(value);
        self.open_loop(it.label.as_ref(), end, next);
        self.switch_clauses(it, value);
        self.close_loop();
        self.jump(Op::Loop { to: 0 }, next);
        self.place(end);
        self.emit(Op::IterEnd { depth });
        self.hide_enumerator(enumerator);
        self.restore_under(saved);
        self.iterations = depth;
    }

    fn switch_clauses(&mut self, it: &'a SwitchStatement, value: Reg) {
        let matched = self.temp();
        if it.default.is_some() {
            let k = self.constant(Constant::Bool(false));
            self.emit(Op::Const { dst: matched, k });
        }
        let how = match (it.mode, it.case_sensitive) {
            (SwitchMode::Exact, false) => SwitchTest::Exact,
            (SwitchMode::Exact, true) => SwitchTest::CExact,
            (SwitchMode::Wildcard, false) => SwitchTest::Wildcard,
            (SwitchMode::Wildcard, true) => SwitchTest::CWildcard,
            (SwitchMode::Regex, false) => SwitchTest::Regex,
            (SwitchMode::Regex, true) => SwitchTest::CRegex,
        };
        for (clause, block) in &it.clauses {
            let mark = self.next;
            let skip = self.label();
            let cond = self.temp();
            if let ExpressionKind::ScriptBlock(test) = &clause.kind {
                self.begin_capture();
                for statement in test.end.iter().flat_map(|it| &it.statements) {
                    self.statement(statement);
                }
                self.end_capture(Op::EndCapture { dst: cond });
            } else {
                let clause = self.operand(clause);
                self.emit(Op::SwitchTest { how, dst: cond, value, clause });
            }
            self.jump(Op::JumpIfNot { cond, to: 0 }, skip);
            if it.default.is_some() {
                let k = self.constant(Constant::Bool(true));
                self.emit(Op::Const { dst: matched, k });
            }
            self.block_statements(block);
            self.place(skip);
            self.next = mark;
        }
        if let Some(block) = &it.default {
            let skip = self.label();
            self.jump(Op::JumpIf { cond: matched, to: 0 }, skip);
            self.block_statements(block);
            self.place(skip);
        }
    }

    pub(crate) fn break_statement(&mut self, label: Option<&'a Expression>) {
        match self.target_loop(label) {
            Some((on_break, _, tries)) => self.leave_to(on_break, tries),
            None => match label {
                None => self.emit(Op::Break { k: u16::MAX }),
                Some(label) => match crate::constant::of(label) {
                    Some(name) => {
                        let k = self.constant(name);
                        self.emit(Op::Break { k });
                    }
                    None => {
                        let src = self.operand(label);
                        self.emit(Op::BreakDynamic { src });
                    }
                },
            },
        }
    }

    pub(crate) fn continue_statement(&mut self, label: Option<&'a Expression>) {
        match self.target_loop(label) {
            Some((_, on_continue, tries)) => self.leave_to(on_continue, tries),
            None => match label {
                None => self.emit(Op::Continue { k: u16::MAX }),
                Some(label) => match crate::constant::of(label) {
                    Some(name) => {
                        let k = self.constant(name);
                        self.emit(Op::Continue { k });
                    }
                    None => {
                        let src = self.operand(label);
                        self.emit(Op::ContinueDynamic { src });
                    }
                },
            },
        }
    }

    fn leave_to(&mut self, target: Label, tries: u16) {
        for _ in tries..self.tries {
            self.emit(Op::TryLeave);
        }
        self.jump(Op::Jump { to: 0 }, target);
    }

    /// The loop of this body that a `break` or `continue` means, when a jump does it.
    fn target_loop(&self, label: Option<&Expression>) -> Option<(Label, Label, u16)> {
        let name = match label.map(crate::constant::of) {
            None => None,
            Some(Some(Constant::Text(name))) => Some(name),
            Some(_) => return None,
        };
        let found = self.loops.iter().rev().find(|it| match &name {
            None => true,
            Some(name) => it.label.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(name)),
        })?;
        let direct = found.finally == self.finally && found.captures == self.captures;
        direct.then_some((found.on_break, found.on_continue, found.tries))
    }
}

fn strip_paren(expression: &Expression) -> &Expression {
    match &expression.kind {
        ExpressionKind::Paren(inner) => only_expression(&inner.kind).map_or(expression, strip_paren),
        _ => expression,
    }
}

/// The comparison that a branch can test.
/// `left % by` against a constant, both small.
fn divisibility<'a>(left: &'a Expression, right: &Expression) -> Option<(&'a Expression, i8, i8)> {
    let ExpressionKind::Binary { op: BinaryOperator::Remainder, left, right: by, .. } =
        &strip_paren(left).kind
    else {
        return None;
    };
    let by = immediate(by).and_then(|it| i8::try_from(it).ok()).filter(|it| *it != 0)?;
    Some((left, by, immediate(right).and_then(|it| i8::try_from(it).ok())?))
}

fn relation(op: BinaryOperator) -> Option<Relation> {
    let BinaryOperator::Compare { op, ignore_case: true } = op else { return None };
    Some(match op {
        Comparison::Eq => Relation::Eq,
        Comparison::Ne => Relation::Ne,
        Comparison::Lt => Relation::Lt,
        Comparison::Le => Relation::Le,
        Comparison::Gt => Relation::Gt,
        Comparison::Ge => Relation::Ge,
        _ => return None,
    })
}

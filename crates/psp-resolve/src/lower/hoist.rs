//! Numbers that a loop needs in registers are put there once, before the outermost loop.

use crate::{
    builder::Builder,
    constant::{self, immediate},
    scan::{
        self,
        visit::{Visitor, walk_expression, walk_statement},
    },
};
use psp_ast::{BinaryOperator, Expression, ExpressionKind, ScriptBlock, Statement};
use psp_ir::{Constant, Op, Reg};

/// More are not worth the registers.
const MOST: usize = 6;

impl<'a> Builder<'a> {
    /// Lowers a loop, with its numbers in registers when it is the outermost one.
    pub(crate) fn with_numbers(&mut self, statement: &'a Statement, lower: impl FnOnce(&mut Self)) {
        if !self.numbers.is_empty() || !self.loops.is_empty() {
            return lower(self);
        }
        let mark = self.next;
        let mut found = Numbers { found: Vec::new() };
        found.statement(statement);
        for constant in found.found {
            let dst = self.temp();
            let k = self.constant(constant.clone());
            self.emit(Op::Const { dst, k });
            self.numbers.push((constant, dst));
        }
        lower(self);
        self.numbers.clear();
        self.next = mark;
    }

    /// As [`left_operand`](Self::left_operand) for an instruction that leaves its operand alone and whose result in
    /// `dst` may take the operand's place.
    pub(crate) fn kept_left(&mut self, left: &'a Expression, right: &'a Expression, dst: Option<Reg>) -> Reg {
        if constant::of(left).is_some() {
            return self.kept_operand(left);
        }
        let Some(dst) = dst.filter(|&it| self.is_temporary(it)) else {
            return self.left_operand(left, right);
        };
        if self.is_slot(left) && !scan::may_assign(right) {
            return self.operand(left);
        }
        self.value_to(left, dst);
        dst
    }

    /// As [`operand`](Self::operand) for an instruction that leaves its operand alone.
    pub(crate) fn kept_operand(&mut self, expression: &'a Expression) -> Reg {
        let known = constant::of(expression)
            .and_then(|constant| self.numbers.iter().find(|it| it.0.same(&constant)).map(|it| it.1));
        known.unwrap_or_else(|| self.operand(expression))
    }
}

struct Numbers {
    found: Vec<Constant>,
}

impl Numbers {
    fn add(&mut self, expression: &Expression) {
        let number = constant::of(expression)
            .filter(|it| matches!(it, Constant::Int32(_) | Constant::Int64(_) | Constant::Double(_)));
        if let Some(number) = number
            && self.found.len() < MOST
            && !self.found.iter().any(|it| it.same(&number))
        {
            self.found.push(number);
        }
    }
}

impl Visitor for Numbers {
    fn statement(&mut self, statement: &Statement) {
        walk_statement(self, statement);
    }

    fn expression(&mut self, expression: &Expression) {
        if let ExpressionKind::Binary { op, left, right, .. } = &expression.kind {
            let in_place = matches!(
                op,
                BinaryOperator::Add
                    | BinaryOperator::Subtract
                    | BinaryOperator::Multiply
                    | BinaryOperator::Remainder
                    | BinaryOperator::Compare { .. }
            );
            if !in_place || immediate(right).is_none() {
                self.add(right);
            }
            self.add(left);
        }
        walk_expression(self, expression);
    }

    fn block(&mut self, _block: &ScriptBlock) {}
}

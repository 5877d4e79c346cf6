//! Operators.

use crate::{
    builder::Builder,
    constant::{self, immediate},
};
use psp_ast::{BinaryOperator, Comparison, Expression, ExpressionKind, UnaryOperator};
use psp_ir::{Binary, Compound, Op, Reg, Site, Step, Unary};

impl<'a> Builder<'a> {
    pub(crate) fn binary(
        &mut self,
        op: BinaryOperator,
        left: &'a Expression,
        right: &'a Expression,
        dst: Reg,
    ) {
        match op {
            BinaryOperator::And => return self.logical(left, right, dst, true),
            BinaryOperator::Or => return self.logical(left, right, dst, false),
            BinaryOperator::Coalesce => return self.coalesce(left, right, dst),
            BinaryOperator::Is | BinaryOperator::IsNot | BinaryOperator::As => {
                if let ExpressionKind::Type(ty) = &right.kind {
                    let a = self.operand(left);
                    let b = self.temp();
                    self.type_to(ty, b);
                    self.emit(Op::Binary { op: infix(op), dst, a, b });
                    return;
                }
            }
            _ => {}
        }
        let a = self.kept_left(left, right, Some(dst));
        if let Some(imm) = immediate(right) {
            let with_immediate = match op {
                BinaryOperator::Add => Some(Op::AddImm { dst, a, imm }),
                BinaryOperator::Subtract => Some(Op::SubImm { dst, a, imm }),
                BinaryOperator::Multiply => Some(Op::MulImm { dst, a, imm }),
                BinaryOperator::Remainder if imm != 0 => Some(Op::RemImm { dst, a, imm }),
                _ => None,
            };
            if let Some(op) = with_immediate {
                self.emit(op);
                return;
            }
        }
        let b = self.kept_operand(right);
        self.emit(match op {
            BinaryOperator::Add => Op::Add { dst, a, b },
            BinaryOperator::Subtract => Op::Sub { dst, a, b },
            BinaryOperator::Multiply => Op::Mul { dst, a, b },
            BinaryOperator::Divide => Op::Div { dst, a, b },
            BinaryOperator::Remainder => Op::Rem { dst, a, b },
            _ => Op::Binary { op: infix(op), dst, a, b },
        });
    }

    fn logical(&mut self, left: &'a Expression, right: &'a Expression, dst: Reg, is_and: bool) {
        let end = self.label();
        let a = self.operand(left);
        self.emit(Op::Bool { dst, src: a });
        let skip = if is_and { Op::JumpIfNot { cond: dst, to: 0 } } else { Op::JumpIf { cond: dst, to: 0 } };
        self.jump(skip, end);
        let b = self.operand(right);
        self.emit(Op::Bool { dst, src: b });
        self.place(end);
    }

    fn coalesce(&mut self, left: &'a Expression, right: &'a Expression, dst: Reg) {
        let (missing, end) = (self.label(), self.label());
        self.value_to(left, dst);
        self.jump(Op::JumpIfNull { src: dst, to: 0 }, missing);
        self.jump(Op::Jump { to: 0 }, end);
        self.place(missing);
        self.value_to(right, dst);
        self.place(end);
    }

    pub(crate) fn unary(&mut self, op: UnaryOperator, operand: &'a Expression, dst: Reg) {
        let op = match op {
            UnaryOperator::Not | UnaryOperator::Exclaim => Unary::Not,
            UnaryOperator::BitNot => Unary::BitNot,
            UnaryOperator::Plus => Unary::Plus,
            UnaryOperator::Minus => Unary::Minus,
            UnaryOperator::Join => Unary::Join,
            UnaryOperator::Split => Unary::Split,
            UnaryOperator::CaseSplit => Unary::CSplit,
            UnaryOperator::Comma => {
                let base = self.temp();
                self.value_to(operand, base);
                self.emit(Op::Array { dst, base, count: 1 });
                return;
            }
            _ => return self.step_value(op, operand, dst),
        };
        let a = self.operand(operand);
        self.emit(Op::Unary { op, dst, a });
    }

    /// `$x++` and its kin, for their value.
    pub(crate) fn step_value(&mut self, op: UnaryOperator, operand: &'a Expression, dst: Reg) {
        let kind = match op {
            UnaryOperator::PreIncrement => Step::PreIncrement,
            UnaryOperator::PreDecrement => Step::PreDecrement,
            UnaryOperator::PostDecrement => Step::PostDecrement,
            _ => Step::PostIncrement,
        };
        let target = strip(operand);
        if let ExpressionKind::Variable { path, .. } = &target.kind {
            match self.variable_slot(path) {
                Some(slot) => {
                    self.assigned.push(slot);
                    self.emit(Op::StepValue { kind, dst, slot });
                }
                None => {
                    let k = self.variable_name(path);
                    self.emit(Op::StepName { kind, dst, k });
                }
            }
            return;
        }
        self.step_place(kind, target, Some(dst));
    }

    /// `$a.b++`, `$a[0]--`; the value goes to `wanted`.
    pub(crate) fn step_place(&mut self, kind: Step, target: &'a Expression, wanted: Option<Reg>) {
        let op = match kind {
            Step::PreIncrement | Step::PostIncrement => Compound::Increment,
            Step::PreDecrement | Step::PostDecrement => Compound::Decrement,
        };
        let post = matches!(kind, Step::PostIncrement | Step::PostDecrement);
        let (before, after) = if post { (wanted, None) } else { (None, wanted) };
        match &target.kind {
            ExpressionKind::Index { target, index, .. } => {
                let object = self.left_operand(target, index);
                let at = self.operand(index);
                if let Some(dst) = before {
                    self.emit(Op::Index { dst, target: object, index: at });
                }
                let value = self.temp();
                self.emit(Op::Null { dst: value });
                self.emit(Op::CompoundIndex { op, target: object, index: at, value });
                if let Some(dst) = after {
                    self.emit(Op::Index { dst, target: object, index: at });
                }
            }
            ExpressionKind::Member { object, member, is_static: false, .. } => {
                let Some(name) = super::expression::member_name(member) else {
                    return self.unsupported("++ and -- on a computed member");
                };
                let receiver = self.operand(object);
                // A site remembers how to read or how to write.
                let read = self.site(Site::Member(name.clone()));
                let k = self.site(Site::Member(name));
                if let Some(dst) = before {
                    self.emit(Op::Member { dst, object: receiver, k: read });
                }
                let value = self.temp();
                self.emit(Op::Null { dst: value });
                self.emit(Op::CompoundMember { op, object: receiver, k, value });
                if let Some(dst) = after {
                    self.emit(Op::Member { dst, object: receiver, k: read });
                }
            }
            ExpressionKind::Member { object, member, is_static: true, .. } => {
                self.step_static(op, object, member, post, wanted);
            }
            _ => {
                let dst = wanted.unwrap_or_else(|| self.temp());
                self.value_to(target, dst);
            }
        }
    }

    /// `[type]::member++`
    fn step_static(
        &mut self,
        op: Compound,
        object: &'a Expression,
        member: &'a Expression,
        post: bool,
        wanted: Option<Reg>,
    ) {
        let Some(name) = super::expression::member_name(member) else {
            return self.unsupported("++ and -- on a computed member");
        };
        let ty = self.temp();
        self.value_to(object, ty);
        let k = self.site(Site::Member(name));
        let (old, one, new) = (self.temp(), self.temp(), self.temp());
        self.emit(Op::StaticMember { dst: old, ty, k });
        self.emit(Op::Null { dst: one });
        self.emit(Op::CompoundValue { op, dst: new, a: old, b: one });
        if let Some(dst) = wanted {
            self.emit(Op::Move { dst, src: if post { old } else { new } });
        }
        self.emit(Op::SetStatic { ty, k, src: new });
    }

    pub(crate) fn unsupported(&mut self, what: &str) {
        let k = self.constant(psp_ir::Constant::Text(what.into()));
        self.emit(Op::Unsupported { k });
    }
}

/// The operand without parentheses and casts around it.
pub(crate) fn strip(expression: &Expression) -> &Expression {
    match &expression.kind {
        ExpressionKind::Paren(inner) => constant::only_expression(&inner.kind).map_or(expression, strip),
        ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
            strip(operand)
        }
        _ => expression,
    }
}

fn infix(op: BinaryOperator) -> Binary {
    match op {
        BinaryOperator::Xor => Binary::Xor,
        BinaryOperator::Band => Binary::Band,
        BinaryOperator::Bor => Binary::Bor,
        BinaryOperator::Bxor => Binary::Bxor,
        BinaryOperator::Shl => Binary::Shl,
        BinaryOperator::Shr => Binary::Shr,
        BinaryOperator::Format => Binary::Format,
        BinaryOperator::Range => Binary::Range,
        BinaryOperator::Join => Binary::Join,
        BinaryOperator::Is => Binary::Is,
        BinaryOperator::IsNot => Binary::IsNot,
        BinaryOperator::As => Binary::As,
        BinaryOperator::Compare { op, ignore_case } => comparison(op, ignore_case),
        BinaryOperator::Subtract => Binary::Sub,
        BinaryOperator::Multiply => Binary::Mul,
        BinaryOperator::Divide => Binary::Div,
        BinaryOperator::Remainder => Binary::Rem,
        BinaryOperator::Add | BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Coalesce => {
            Binary::Add
        }
    }
}

fn comparison(op: Comparison, ignore_case: bool) -> Binary {
    let pair = match op {
        Comparison::Eq => (Binary::Eq, Binary::CEq),
        Comparison::Ne => (Binary::Ne, Binary::CNe),
        Comparison::Lt => (Binary::Lt, Binary::CLt),
        Comparison::Le => (Binary::Le, Binary::CLe),
        Comparison::Gt => (Binary::Gt, Binary::CGt),
        Comparison::Ge => (Binary::Ge, Binary::CGe),
        Comparison::Like => (Binary::Like, Binary::CLike),
        Comparison::NotLike => (Binary::NotLike, Binary::CNotLike),
        Comparison::Match => (Binary::Match, Binary::CMatch),
        Comparison::NotMatch => (Binary::NotMatch, Binary::CNotMatch),
        Comparison::Contains => (Binary::Contains, Binary::CContains),
        Comparison::NotContains => (Binary::NotContains, Binary::CNotContains),
        Comparison::In => (Binary::In, Binary::CIn),
        Comparison::NotIn => (Binary::NotIn, Binary::CNotIn),
        Comparison::Replace => (Binary::Replace, Binary::CReplace),
        Comparison::Split => (Binary::Split, Binary::CSplit),
    };
    if ignore_case { pair.0 } else { pair.1 }
}

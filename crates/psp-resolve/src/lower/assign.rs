//! Assignments: to variables, members, elements, several targets.

use super::expression::member_name;
use crate::{
    block::{plain_type, type_ref},
    builder::Builder,
    constant::only_expression,
    definition, scan,
};
use psp_ast::{
    Assignment, AssignmentOperator, Expression, ExpressionKind, Statement, TypeName, VariablePath,
};
use psp_ir::{Compound, Mode, Op, ParamAttribute, Reg, Scalar, Site};
use psp_source::Span;

impl<'a> Builder<'a> {
    /// An assignment; its value goes to `value`, when it is wanted.
    pub(crate) fn assignment(&mut self, it: &'a Assignment, value: Option<Reg>) {
        let target = strip_paren(&it.target);
        match it.op {
            AssignmentOperator::Assign => self.plain(target, &it.value, value),
            AssignmentOperator::Coalesce => self.coalescing(target, &it.value, value),
            op => self.compound(compound(op), target, &it.value, value),
        }
    }

    fn plain(&mut self, target: &'a Expression, source: &'a Statement, value: Option<Reg>) {
        // The value of an operator is written straight into the variable.
        if let (Some(slot), None) = (self.slot_of(target), value)
            && self.typed_site(slot).is_none()
            && let Some(expression) = only_expression(&source.kind)
            && is_direct(expression)
        {
            self.value_to(expression, slot);
            self.assigned.push(slot);
            return;
        }
        // The right side runs first, whatever the target is.
        let src = self.temp();
        self.statement_value(source, src);
        self.keep(value, src);
        self.assign_register(target, src);
    }

    /// A copy for who wants the value: the assignment takes it.
    fn keep(&mut self, value: Option<Reg>, src: Reg) {
        if let Some(dst) = value {
            self.emit(Op::Move { dst, src });
        }
    }

    /// Assigns the value of a temporary to a target.
    pub(crate) fn assign_register(&mut self, target: &'a Expression, src: Reg) {
        let mark = self.next;
        match &target.kind {
            ExpressionKind::Variable { path, .. } => self.store(path, src),
            ExpressionKind::Array(items) => self.take_apart(items, src),
            ExpressionKind::Paren(_) => {
                let inner = strip_paren(target);
                if std::ptr::eq(inner, target) {
                    self.unsupported("this target of an assignment");
                } else {
                    self.assign_register(inner, src);
                }
            }
            ExpressionKind::Convert { .. } | ExpressionKind::Attributed { .. } => self.declare(target, src),
            ExpressionKind::Index { target, index, .. } => {
                let object = self.left_operand(target, index);
                let index = self.operand(index);
                self.emit(Op::SetIndex { target: object, index, src });
            }
            ExpressionKind::Member { object, member, is_static, .. } => {
                let object = self.operand(object);
                match (member_name(member), is_static) {
                    (Some(name), false) => {
                        let k = self.site(Site::Member(name));
                        self.emit(Op::SetMember { object, k, src });
                    }
                    (Some(name), true) => {
                        let k = self.site(Site::Member(name));
                        self.emit(Op::SetStatic { ty: object, k, src });
                    }
                    (None, false) => {
                        let name = self.operand(member);
                        self.emit(Op::SetMemberDynamic { object, name, src });
                    }
                    (None, true) => self.unsupported("assigning to a computed static member"),
                }
            }
            _ => self.unsupported("this target of an assignment"),
        }
        self.next = mark;
    }

    /// Assigns a temporary's value to a variable.
    pub(crate) fn store(&mut self, path: &VariablePath, src: Reg) {
        match self.variable_slot(path) {
            Some(slot) => {
                match self.typed_site(slot) {
                    Some(k) => self.store_typed(slot, src, k),
                    None => self.emit(Op::Store { slot, src }),
                }
                self.assigned.push(slot);
            }
            None => {
                let k = self.variable_name(path);
                self.emit(Op::StoreName { k, src });
            }
        }
    }

    fn store_typed(&mut self, slot: Reg, src: Reg, k: u16) {
        let scalar = match self.body.sites.get(k as usize) {
            Some(Site::Type(ty)) => scalar(&ty.name),
            _ => Scalar::Other,
        };
        self.emit(Op::StoreTyped { scalar, slot, src, k });
    }

    /// The site with the declared type of a slot.
    pub(crate) fn typed_site(&self, slot: Reg) -> Option<u16> {
        self.body.typed_slots.iter().find(|it| it.0 == slot).map(|it| it.1)
    }

    /// `$a, $b = …`
    fn take_apart(&mut self, items: &'a [Expression], src: Reg) {
        let all = self.temp();
        self.emit(Op::Parts { dst: all, src });
        for (index, item) in items.iter().enumerate() {
            let part = self.temp();
            let at = index as u16;
            if index + 1 == items.len() {
                self.emit(Op::Rest { dst: part, src: all, at });
            } else {
                self.emit(Op::Element { dst: part, src: all, at });
            }
            self.assign_register(item, part);
        }
    }

    /// `[int]$x = …`, `[ValidateSet('a')]$x = …`
    fn declare(&mut self, target: &'a Expression, src: Reg) {
        let mut attributes = Vec::new();
        let mut types: Vec<&TypeName> = Vec::new();
        let mut inner = target;
        loop {
            match &inner.kind {
                ExpressionKind::Convert { type_name, operand } => {
                    types.push(type_name);
                    attributes.push(ParamAttribute::Type(type_ref(type_name)));
                    inner = operand;
                }
                ExpressionKind::Attributed { attribute, operand } => {
                    attributes.push(ParamAttribute::Attribute(definition::attribute(self.unit, attribute)));
                    inner = operand;
                }
                _ => break,
            }
        }
        let ExpressionKind::Variable { path, .. } = &inner.kind else {
            return self.convert_and_assign(&types, inner, src);
        };
        if let (Some(slot), [only], 1) = (self.variable_slot(path), types.as_slice(), attributes.len())
            && let Some(k) = self.static_type(slot, only)
        {
            self.store_typed(slot, src, k);
            self.assigned.push(slot);
            return;
        }
        self.body.attributes.push(attributes);
        let k = self.body.attributes.len() as u16 - 1;
        match self.variable_slot(path) {
            Some(slot) => {
                self.assigned.push(slot);
                self.emit(Op::Declare { slot, src, k });
            }
            None => {
                let name = self.variable_name(path);
                self.emit(Op::DeclareName { name, src, k });
            }
        }
    }

    /// The site of a slot's type, when the slot has this type for all of the body: nothing was assigned before, nothing
    /// can be assigned where the declaration was skipped, and nothing removes the variable.
    fn static_type(&mut self, slot: Reg, ty: &TypeName) -> Option<u16> {
        let reference = type_ref(ty);
        if let Some(k) = self.typed_site(slot) {
            let same = matches!(&self.body.sites[k as usize], Site::Type(known)
                if known.name.eq_ignore_ascii_case(&reference.name));
            return same.then_some(k);
        }
        let special = plain_type(ty) == "ref" || self.mode != Mode::Own;
        let nested = self.nesting > 1 || !self.loops.is_empty();
        let may_be_skipped = nested && !self.governs(slot);
        if special || may_be_skipped || self.assigned.contains(&slot) || self.unit.removes_variables {
            return None;
        }
        let k = self.site(Site::Type(reference));
        self.body.typed_slots.push((slot, k));
        Some(k)
    }

    /// All assignments to a slot stand in the block that is being lowered: none comes before the statement being lowered,
    /// which is the first of them.
    fn governs(&self, slot: Reg) -> bool {
        let Some(&name) = self.body.slots.get(slot as usize) else { return false };
        let inside =
            |it: &Span| self.span.start <= it.start && self.block.is_none_or(|block| it.end <= block.end);
        slot >= self.body.params && self.places.iter().filter(|it| it.0 == name).all(|it| inside(&it.1))
    }

    /// `[int]$a.b = …`: converts, then assigns.
    fn convert_and_assign(&mut self, types: &[&TypeName], target: &'a Expression, src: Reg) {
        for ty in types.iter().rev() {
            let k = self.site(Site::Type(type_ref(ty)));
            self.emit(Op::Convert { dst: src, src, k });
        }
        self.assign_register(target, src);
    }

    /// `a ??= b`
    fn coalescing(&mut self, target: &'a Expression, source: &'a Statement, value: Option<Reg>) {
        let (missing, end) = (self.label(), self.label());
        let old = self.temp();
        self.read_own(target, old);
        self.jump(Op::JumpIfNull { src: old, to: 0 }, missing);
        self.keep(value, old);
        self.jump(Op::Jump { to: 0 }, end);
        self.place(missing);
        self.plain(target, source, value);
        self.place(end);
    }

    /// Reads what a combining assignment reads: of variables, the own scope's.
    fn read_own(&mut self, target: &'a Expression, dst: Reg) {
        let ExpressionKind::Variable { path, .. } = &target.kind else {
            return self.value_to(target, dst);
        };
        match self.variable_slot(path) {
            Some(slot) => self.emit(Op::ReadOwn { dst, slot }),
            None => {
                let k = self.variable_name(path);
                self.emit(Op::ReadOwnName { dst, k });
            }
        }
    }

    fn compound(&mut self, op: Compound, target: &'a Expression, source: &'a Statement, value: Option<Reg>) {
        match &target.kind {
            ExpressionKind::Variable { path, .. } => self.compound_variable(op, path, source),
            ExpressionKind::Index { target: object, index, .. } => {
                self.compound_index(op, object, index, source);
            }
            ExpressionKind::Member { object, member, is_static: false, .. } => match member_name(member) {
                Some(name) => self.compound_member(op, object, name, source),
                None => return self.compound_other(op, target, source, value),
            },
            _ => return self.compound_other(op, target, source, value),
        }
        if let Some(dst) = value {
            self.value_to(target, dst);
        }
    }

    fn compound_variable(&mut self, op: Compound, path: &VariablePath, source: &'a Statement) {
        let Some(slot) = self.variable_slot(path) else {
            let src = self.source_register(source);
            let k = self.variable_name(path);
            self.emit(Op::CompoundName { op, k, src });
            return;
        };
        let src = self.source_register(source);
        match self.typed_site(slot) {
            Some(k) => self.emit(Op::CompoundTyped { op, slot, src, k }),
            None => self.emit(Op::Compound { op, slot, src }),
        }
        self.assigned.push(slot);
    }

    fn source_register(&mut self, source: &'a Statement) -> Reg {
        match only_expression(&source.kind) {
            Some(expression) => self.operand(expression),
            None => {
                let src = self.temp();
                self.statement_value(source, src);
                src
            }
        }
    }

    fn compound_index(
        &mut self,
        op: Compound,
        object: &'a Expression,
        index: &'a Expression,
        source: &'a Statement,
    ) {
        let pure = only_expression(&source.kind).is_some_and(|it| !scan::may_assign(it));
        if pure {
            let target = self.left_operand(object, index);
            let index = self.operand(index);
            let value = self.source_register(source);
            self.emit(Op::CompoundIndex { op, target, index, value });
            return;
        }
        let base = self.temps(4);
        self.value_to(object, base);
        self.value_to(index, base + 1);
        self.emit(Op::Index { dst: base + 2, target: base, index: base + 1 });
        self.statement_value(source, base + 3);
        self.emit(Op::CompoundIndexOld { op, base });
    }

    fn compound_member(
        &mut self,
        op: Compound,
        object: &'a Expression,
        name: Box<str>,
        source: &'a Statement,
    ) {
        let k = self.site(Site::Member(name));
        let pure = only_expression(&source.kind).is_some_and(|it| !scan::may_assign(it));
        if pure {
            let object = self.operand(object);
            let value = self.source_register(source);
            self.emit(Op::CompoundMember { op, object, k, value });
            return;
        }
        let base = self.temps(3);
        self.value_to(object, base);
        self.emit(Op::Member { dst: base + 1, object: base, k });
        self.statement_value(source, base + 2);
        self.emit(Op::CompoundMemberOld { op, base, k });
    }

    fn compound_other(
        &mut self,
        op: Compound,
        target: &'a Expression,
        source: &'a Statement,
        value: Option<Reg>,
    ) {
        let (old, new) = (self.temp(), self.temp());
        self.value_to(strip_declaration(target), old);
        let src = self.source_register(source);
        self.emit(Op::CompoundValue { op, dst: new, a: old, b: src });
        self.keep(value, new);
        self.assign_register(target, new);
    }
}

fn compound(op: AssignmentOperator) -> Compound {
    match op {
        AssignmentOperator::Subtract => Compound::Sub,
        AssignmentOperator::Multiply => Compound::Mul,
        AssignmentOperator::Divide => Compound::Div,
        AssignmentOperator::Remainder => Compound::Rem,
        _ => Compound::Add,
    }
}

/// One instruction computes the value, after its operands were read: it may write into a variable.
fn is_direct(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Binary { op, .. } => !matches!(
            op,
            psp_ast::BinaryOperator::And | psp_ast::BinaryOperator::Or | psp_ast::BinaryOperator::Coalesce
        ),
        ExpressionKind::Index { null_conditional, .. } => !null_conditional,
        ExpressionKind::Member { null_conditional, .. } => !null_conditional,
        ExpressionKind::InvokeMember { null_conditional, .. } => !null_conditional,
        ExpressionKind::ExpandableString { .. } | ExpressionKind::Array(_) => true,
        _ => false,
    }
}

/// The scalar that a type's name always means.
fn scalar(name: &str) -> Scalar {
    let names = [
        ("bool", Scalar::Bool),
        ("int", Scalar::Int32),
        ("int32", Scalar::Int32),
        ("long", Scalar::Int64),
        ("int64", Scalar::Int64),
        ("double", Scalar::Double),
        ("string", Scalar::String),
    ];
    names.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map_or(Scalar::Other, |it| it.1)
}

fn strip_paren(expression: &Expression) -> &Expression {
    match &expression.kind {
        ExpressionKind::Paren(inner) => only_expression(&inner.kind).map_or(expression, strip_paren),
        _ => expression,
    }
}

fn strip_declaration(expression: &Expression) -> &Expression {
    match &expression.kind {
        ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
            strip_declaration(operand)
        }
        _ => expression,
    }
}

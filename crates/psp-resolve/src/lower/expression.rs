//! Expressions that are no operators and no commands.

use crate::{
    block::{literal, plain_type, type_ref},
    builder::Builder,
    constant::{self, only_expression},
    scan,
};
use psp_ast::{
    Expression, ExpressionKind, HashEntry, StatementBlock, StatementKind, StringPart, TypeName, VariablePath,
    VariableScope,
};
use psp_ir::{Constant, InvokeSite, Op, OutputMode, Reg, ScopeName, Site, VariableName};

impl<'a> Builder<'a> {
    /// A register that holds the value: the slot of a variable, else a temporary.
    pub(crate) fn operand(&mut self, expression: &'a Expression) -> Reg {
        if let Some(slot) = self.slot_of(expression) {
            return slot;
        }
        if let ExpressionKind::Paren(inner) = &expression.kind
            && let Some(inner) = only_expression(&inner.kind)
            && !matches!(inner.kind, ExpressionKind::Unary { .. })
        {
            return self.operand(inner);
        }
        let dst = self.temp();
        self.value_to(expression, dst);
        dst
    }

    /// As [`operand`](Self::operand) for what stands left of `right`: a copy, when `right` may assign to it.
    pub(crate) fn left_operand(&mut self, left: &'a Expression, right: &'a Expression) -> Reg {
        if !scan::may_assign(right) {
            return self.operand(left);
        }
        let dst = self.temp();
        self.value_to(left, dst);
        dst
    }

    /// A plain variable of this body, in parentheses or not.
    pub(crate) fn is_slot(&self, expression: &'a Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Paren(inner) => only_expression(&inner.kind).is_some_and(|it| self.is_slot(it)),
            _ => self.slot_of(expression).is_some(),
        }
    }

    /// The slot of a plain variable of this body.
    pub(crate) fn slot_of(&self, expression: &Expression) -> Option<Reg> {
        match &expression.kind {
            ExpressionKind::Variable { path, splatted: false } => self.variable_slot(path),
            _ => None,
        }
    }

    pub(crate) fn variable_slot(&self, path: &VariablePath) -> Option<Reg> {
        if path.drive.is_some() || !(path.scope.is_none() || path.scope == Some(VariableScope::Local)) {
            return None;
        }
        self.slot(scan::symbol(&path.name))
    }

    /// The value in `dst`, a temporary. Temporaries used on the way are free again afterwards.
    pub(crate) fn value_to(&mut self, expression: &'a Expression, dst: Reg) {
        let mark = self.next;
        if let Some(constant) = constant::of(expression) {
            self.constant_to(constant, dst);
        } else {
            self.value_kind(expression, dst);
        }
        self.next = mark;
    }

    pub(crate) fn constant_to(&mut self, constant: Constant, dst: Reg) {
        if matches!(constant, Constant::Null) {
            self.emit(Op::Null { dst });
            return;
        }
        let k = self.constant(constant);
        self.emit(Op::Const { dst, k });
    }

    fn value_kind(&mut self, expression: &'a Expression, dst: Reg) {
        match &expression.kind {
            ExpressionKind::ExpandableString { parts, .. } => self.interpolated(parts, dst),
            ExpressionKind::Variable { path, .. } => self.read(path, dst),
            ExpressionKind::Using(inner) => {
                let key = scan::using_key(self.unit, inner, expression.span);
                let k = self.constant(Constant::Text(key));
                self.emit(Op::Using { dst, k });
            }
            ExpressionKind::Type(name) => self.type_to(name, dst),
            ExpressionKind::Array(items) => self.array(items, dst),
            ExpressionKind::ArrayExpression(block) => self.array_expression(block, dst),
            ExpressionKind::SubExpression(block) => {
                self.begin_capture();
                self.block_statements(block);
                self.end_capture(Op::EndCapture { dst });
            }
            ExpressionKind::Paren(statement) => self.statement_value(statement, dst),
            ExpressionKind::Hashtable(entries) => self.hashtable(entries, false, dst),
            ExpressionKind::ScriptBlock(block) => {
                let k = self.constant(Constant::Block(literal(self.unit, block)));
                self.emit(Op::Block { dst, k });
            }
            ExpressionKind::Convert { type_name, operand } => self.convert(type_name, operand, dst),
            ExpressionKind::Attributed { operand, .. } => self.value_to(operand, dst),
            ExpressionKind::Unary { op, operand } => self.unary(*op, operand, dst),
            ExpressionKind::Binary { op, left, right, .. } => self.binary(*op, left, right, dst),
            ExpressionKind::Ternary { condition, then, otherwise } => {
                self.ternary(condition, then, otherwise, dst);
            }
            ExpressionKind::Member { object, member, is_static, null_conditional } => {
                self.member(object, member, *is_static, *null_conditional, dst);
            }
            ExpressionKind::InvokeMember { .. } => self.invoke(expression, dst),
            ExpressionKind::Index { target, index, null_conditional } => {
                let end = self.label();
                let object = self.left_operand(target, index);
                if *null_conditional {
                    self.emit(Op::Null { dst });
                    self.jump(Op::JumpIfNull { src: object, to: 0 }, end);
                }
                let index = self.operand(index);
                self.emit(Op::Index { dst, target: object, index });
                self.place(end);
            }
            ExpressionKind::Error | ExpressionKind::Number(_) | ExpressionKind::String { .. } => {
                self.emit(Op::Null { dst });
            }
        }
    }

    /// Reads a variable.
    fn read(&mut self, path: &VariablePath, dst: Reg) {
        if let Some(slot) = self.variable_slot(path) {
            self.emit(Op::Read { dst, slot });
            return;
        }
        let k = self.variable_name(path);
        self.emit(Op::ReadName { dst, k });
    }

    /// The number of a variable's name.
    pub(crate) fn variable_name(&mut self, path: &VariablePath) -> u16 {
        let scope = match path.scope {
            Some(VariableScope::Global) => Some(ScopeName::Global),
            Some(VariableScope::Script) => Some(ScopeName::Script),
            Some(VariableScope::Local) => Some(ScopeName::Local),
            Some(VariableScope::Private) => Some(ScopeName::Private),
            Some(VariableScope::Workflow) | None => None,
        };
        self.name(VariableName {
            scope,
            drive: path.drive.as_deref().map(Into::into),
            symbol: scan::symbol(&path.name),
            spelling: path.name.as_str().into(),
        })
    }

    pub(crate) fn type_to(&mut self, name: &TypeName, dst: Reg) {
        let k = self.site(Site::Type(type_ref(name)));
        self.emit(Op::Type { dst, k });
    }

    /// `a, b, c`
    fn array(&mut self, items: &'a [Expression], dst: Reg) {
        let base = self.temps(items.len());
        for (index, item) in items.iter().enumerate() {
            self.value_to(item, base + index as Reg);
        }
        self.emit(Op::Array { dst, base, count: items.len() as u16 });
    }

    /// `@( … )`
    fn array_expression(&mut self, block: &'a StatementBlock, dst: Reg) {
        match block.statements.as_slice() {
            [] => self.emit(Op::Array { dst, base: 0, count: 0 }),
            [only] => match (only_expression(&only.kind), &only.kind) {
                (Some(expression), _) if !is_silent(expression) => match &expression.kind {
                    ExpressionKind::Array(items) if !items.iter().any(may_be_nothing) => {
                        self.array(items, dst);
                    }
                    _ => {
                        let src = self.operand(expression);
                        self.emit(Op::ToArray { dst, src });
                    }
                },
                (None, StatementKind::Pipeline(pipeline)) => self.pipeline(pipeline, OutputMode::Array, dst),
                _ => self.captured_array(block, dst),
            },
            _ => self.captured_array(block, dst),
        }
    }

    fn captured_array(&mut self, block: &'a StatementBlock, dst: Reg) {
        self.begin_capture();
        self.block_statements(block);
        self.end_capture(Op::EndCaptureArray { dst });
    }

    /// `"a $b c"`
    fn interpolated(&mut self, parts: &'a [StringPart], dst: Reg) {
        let base = self.temps(parts.len());
        for (index, part) in parts.iter().enumerate() {
            let reg = base + index as Reg;
            match part {
                StringPart::Text(text) => self.constant_to(Constant::Text(text.as_str().into()), reg),
                StringPart::Expression(expression) => {
                    self.value_to(expression, reg);
                    if matches!(expression.kind, ExpressionKind::Variable { .. }) {
                        let read = self.here() - 1;
                        self.body.in_texts.push(read);
                    }
                }
            }
        }
        self.emit(Op::Interpolate { dst, base, count: parts.len() as u16 });
    }

    /// `@{ … }`
    fn hashtable(&mut self, entries: &'a [HashEntry], ordered: bool, dst: Reg) {
        let table = self.temp();
        self.emit(Op::Table { dst: table, ordered });
        for entry in entries {
            let mark = self.next;
            let key = self.temp();
            self.value_to(&entry.key, key);
            let value = self.temp();
            self.statement_value(&entry.value, value);
            self.emit(Op::TableAdd { table, key, value });
            self.next = mark;
        }
        self.emit(Op::Move { dst, src: table });
    }

    /// `[type]x`, with the literals that PowerShell treats as one form.
    fn convert(&mut self, type_name: &'a TypeName, operand: &'a Expression, dst: Reg) {
        let name = plain_type(type_name);
        match (name.as_str(), &operand.kind) {
            ("ordered", ExpressionKind::Hashtable(entries)) => {
                self.hashtable(entries, true, dst);
                return;
            }
            (
                "pscustomobject" | "system.management.automation.pscustomobject",
                ExpressionKind::Hashtable(entries),
            ) => {
                self.custom_object(entries, dst);
                return;
            }
            ("ref" | "system.management.automation.psreference", ExpressionKind::Variable { path, .. }) => {
                match self.variable_slot(path) {
                    Some(slot) => self.emit(Op::RefSlot { dst, slot }),
                    None => {
                        let k = self.variable_name(path);
                        self.emit(Op::RefName { dst, k });
                    }
                }
                return;
            }
            ("void" | "system.void", _) => {
                self.value_to(operand, dst);
                self.emit(Op::BeginCapture);
                self.emit(Op::EndCapture { dst });
                return;
            }
            _ => {}
        }
        let src = self.operand(operand);
        let k = self.site(Site::Type(type_ref(type_name)));
        self.emit(Op::Convert { dst, src, k });
    }

    /// `[pscustomobject]@{ … }`: made at once when the names are known and differ.
    fn custom_object(&mut self, entries: &'a [HashEntry], dst: Reg) {
        let names: Option<Vec<Box<str>>> = entries
            .iter()
            .map(|entry| match constant::of(&entry.key)? {
                // A type's name is no property: the conversion knows what to do with it.
                Constant::Text(name) if !name.is_empty() && !name.eq_ignore_ascii_case("PSTypeName") => {
                    Some(name)
                }
                _ => None,
            })
            .collect();
        let Some(names) = names else {
            let table = self.temp();
            self.hashtable(entries, true, table);
            let ty = psp_ir::TypeRef { name: "pscustomobject".into(), span: self.span };
            let k = self.site(Site::Type(ty));
            self.emit(Op::Convert { dst, src: table, k });
            return;
        };
        let base = self.temps(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            self.statement_value(&entry.value, base + index as Reg);
        }
        self.body.shapes.push(names);
        let k = self.body.shapes.len() as u16 - 1;
        self.emit(Op::Custom { dst, base, k });
    }

    fn member(
        &mut self,
        object: &'a Expression,
        member: &'a Expression,
        is_static: bool,
        null_conditional: bool,
        dst: Reg,
    ) {
        let end = self.label();
        let object = self.left_operand(object, member);
        if null_conditional {
            self.emit(Op::Null { dst });
            self.jump(Op::JumpIfNull { src: object, to: 0 }, end);
        }
        match member_name(member) {
            Some(name) => {
                let k = self.site(Site::Member(name));
                let op = if is_static {
                    Op::StaticMember { dst, ty: object, k }
                } else {
                    Op::Member { dst, object, k }
                };
                self.emit(op);
            }
            None => {
                let name = self.operand(member);
                let op = if is_static {
                    Op::StaticMemberDynamic { dst, ty: object, name }
                } else {
                    Op::MemberDynamic { dst, object, name }
                };
                self.emit(op);
            }
        }
        self.place(end);
    }

    /// `a.b(…)`: receiver, arguments and a computed name in a row.
    fn invoke(&mut self, expression: &'a Expression, dst: Reg) {
        let ExpressionKind::InvokeMember {
            object,
            member,
            type_arguments,
            arguments,
            is_static,
            null_conditional,
            ..
        } = &expression.kind
        else {
            return;
        };
        let end = self.label();
        let name = member_name(member);
        let base = self.temps(arguments.len() + 1 + usize::from(name.is_none()));
        self.value_to(object, base);
        if *null_conditional {
            self.emit(Op::Null { dst });
            self.jump(Op::JumpIfNull { src: base, to: 0 }, end);
        }
        for (index, argument) in arguments.iter().enumerate() {
            self.value_to(argument, base + 1 + index as Reg);
        }
        if name.is_none() {
            self.value_to(member, base + 1 + arguments.len() as Reg);
        }
        let site = InvokeSite {
            name,
            arguments: arguments.len() as u16,
            is_static: *is_static,
            type_arguments: type_arguments.iter().map(type_ref).collect(),
            base: self.method.and_then(|_| base_of_this(object)),
        };
        let k = self.site(Site::Invoke(site));
        self.emit(Op::Invoke { dst, base, k });
        self.place(end);
    }

    fn ternary(
        &mut self,
        condition: &'a Expression,
        then: &'a Expression,
        otherwise: &'a Expression,
        dst: Reg,
    ) {
        let (other, end) = (self.label(), self.label());
        let cond = self.operand(condition);
        self.jump(Op::JumpIfNot { cond, to: 0 }, other);
        self.value_to(then, dst);
        self.jump(Op::Jump { to: 0 }, end);
        self.place(other);
        self.value_to(otherwise, dst);
        self.place(end);
    }
}

/// The class of `([Base] $this)`.
fn base_of_this(object: &Expression) -> Option<psp_ir::TypeRef> {
    let ExpressionKind::Paren(inner) = &object.kind else { return None };
    let ExpressionKind::Convert { type_name, operand } = &constant::only_expression(&inner.kind)?.kind else {
        return None;
    };
    match &operand.kind {
        ExpressionKind::Variable { path, splatted: false } if path.name.eq_ignore_ascii_case("this") => {
            Some(type_ref(type_name))
        }
        _ => None,
    }
}

/// A member's name, when it is known.
pub(crate) fn member_name(member: &Expression) -> Option<Box<str>> {
    match constant::of(member)? {
        Constant::Text(name) => Some(name),
        _ => None,
    }
}

/// As a statement the expression writes nothing: its value is not the array's.
fn is_silent(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Unary { op, .. } => matches!(
            op,
            psp_ast::UnaryOperator::PreIncrement
                | psp_ast::UnaryOperator::PreDecrement
                | psp_ast::UnaryOperator::PostIncrement
                | psp_ast::UnaryOperator::PostDecrement
        ),
        ExpressionKind::Convert { type_name, .. } => plain_type(type_name) == "void",
        _ => false,
    }
}

fn may_be_nothing(_expression: &Expression) -> bool {
    false
}

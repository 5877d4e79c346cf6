//! Lowering: a block's parts, statement lists, blocks that are compiled in place.

mod assign;
mod command;
mod expression;
mod flow;
mod handlers;
mod hoist;
mod operator;
mod statement;

use crate::{
    block::Source,
    builder::{Builder, Deferred, Label},
    scan,
};
use psp_ast::{
    Command, CommandElement, ExpressionKind, Invocation, NamedBlock, Parameter, ParameterAttribute, Quote,
    ScriptBlock, Statement, StatementKind,
};
use psp_ir::{InlineKind, Op, Site};

/// What `return` and the end of the code mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    /// The body of a function, script or block.
    Body,
    /// A block compiled in place that is run for each object: `return` ends it.
    Inline,
    /// A dotted literal block: `return` goes to a label.
    Dotted(Label),
}

/// `% { … }` or `? { … }` that is compiled in place: its kind and block.
pub(crate) fn inline_block(command: &Command, index: usize) -> Option<(InlineKind, &ScriptBlock)> {
    if index == 0 || command.invocation != Invocation::Plain || !command.redirections.is_empty() {
        return None;
    }
    let [CommandElement::Argument(name), rest @ ..] = command.elements.as_slice() else { return None };
    let ExpressionKind::String { value, quote: Quote::Bare } = &name.kind else { return None };
    let kind = match value.to_ascii_lowercase().as_str() {
        "%" | "foreach" | "foreach-object" => InlineKind::ForEach,
        "?" | "where" | "where-object" => InlineKind::Where,
        _ => return None,
    };
    let [CommandElement::Argument(block)] = rest else { return None };
    plain_block(&block.kind).map(|it| (kind, it))
}

/// `. { … }` alone: its statements belong to the body around it.
pub(crate) fn dotted_block(command: &Command, stages: usize) -> Option<&ScriptBlock> {
    if stages != 1 || command.invocation != Invocation::Dot || !command.redirections.is_empty() {
        return None;
    }
    match command.elements.as_slice() {
        [CommandElement::Argument(block)] => plain_block(&block.kind),
        _ => None,
    }
}

/// A literal block that has statements and nothing else.
fn plain_block(kind: &ExpressionKind) -> Option<&ScriptBlock> {
    let ExpressionKind::ScriptBlock(block) = kind else { return None };
    let simple = block.param_block.is_none()
        && block.attributes.is_empty()
        && block.usings.is_empty()
        && block.begin.is_none()
        && block.process.is_none()
        && block.clean.is_none()
        && block.dynamic_param.is_none()
        && block
            .end
            .as_ref()
            .is_none_or(|it| it.implicit && !has_traps(&it.statements) && !has_types(&it.statements));
    (simple && !has_call_of_its_own(block)).then_some(block)
}

/// The block asks for what every call has: run in somebody's scope, it still has arguments of its own.
fn has_call_of_its_own(block: &ScriptBlock) -> bool {
    let names = ["args", "PSBoundParameters"].map(psp_ir::Symbol::new);
    block.end.iter().any(|block| names.iter().any(|&it| crate::scan::mentioned_in(&block.statements, it)))
}

pub(crate) fn has_traps(statements: &[Statement]) -> bool {
    statements.iter().any(|it| matches!(it.kind, StatementKind::Trap(_)))
}

fn has_types(statements: &[Statement]) -> bool {
    statements.iter().any(|it| matches!(it.kind, StatementKind::Type(_)))
}

fn has_type(param: &Parameter) -> bool {
    param.attributes.iter().any(|it| matches!(it, ParameterAttribute::Type(_)))
}

/// The type of a parameter that has one type and no attribute that checks values.
fn only_type(param: &Parameter) -> Option<psp_ir::TypeRef> {
    let mut types = param.attributes.iter().filter_map(|it| match it {
        ParameterAttribute::Type(ty) => Some(ty),
        ParameterAttribute::Attribute(_) => None,
    });
    let checks = param.attributes.iter().any(|it| match it {
        ParameterAttribute::Type(_) => false,
        ParameterAttribute::Attribute(it) => {
            let name = crate::block::plain_type(&it.type_name);
            !matches!(name.trim_end_matches("attribute"), "parameter" | "alias")
        }
    });
    match (types.next(), types.next(), checks) {
        (Some(ty), None, false) => Some(crate::block::type_ref(ty)),
        _ => None,
    }
}

impl<'a> Builder<'a> {
    /// All parts of a block.
    pub(crate) fn block(&mut self, source: &'a Source) {
        let tree = &source.tree;
        self.prologue(source.params());
        if source.is_filter() {
            self.body.entries.process = self.part(tree.end.as_ref());
            return;
        }
        self.body.entries.dynamic_param = self.part(tree.dynamic_param.as_ref());
        self.body.entries.begin = self.part(tree.begin.as_ref());
        self.body.entries.process = self.part(tree.process.as_ref());
        self.body.entries.end = self.part(tree.end.as_ref());
        self.body.entries.clean = self.part(tree.clean.as_ref());
    }

    fn part(&mut self, block: Option<&'a NamedBlock>) -> Option<u32> {
        let block = block?;
        let entry = self.here();
        self.define_classes(&block.statements);
        self.body_statements(&block.statements);
        self.end_of_body();
        Some(entry)
    }

    /// The statements of a body: the value of the last one is returned instead of written.
    fn body_statements(&mut self, statements: &'a [Statement]) {
        let given = !has_traps(statements) && !self.unit.asks_question && !self.discards();
        let last = statements.last().filter(|_| given);
        let value = last.and_then(|it| crate::constant::only_expression(&it.kind));
        let (Some(last), Some(value)) = (last, value) else {
            self.statements(statements);
            return;
        };
        self.statements(&statements[..statements.len() - 1]);
        self.returned_statement(last, value);
    }

    /// Default values of parameters.
    fn prologue(&mut self, params: &'a [Parameter]) {
        if params.is_empty() {
            return;
        }
        if self.mode == psp_ir::Mode::ByName {
            self.prologue_by_name(params);
            return;
        }
        let typed = params.iter().any(|it| it.default.is_some() || has_type(it));
        for (index, param) in params.iter().enumerate() {
            if let Some(ty) = only_type(param) {
                let site = self.site(Site::Type(ty));
                self.body.typed_slots.push((index as u16, site));
            }
            self.assigned.push(index as u16);
        }
        if !typed {
            return;
        }
        self.body.entries.prologue = Some(self.here());
        for (index, param) in params.iter().enumerate() {
            let slot = index as u16;
            self.span = param.span;
            let set = self.label();
            self.jump(Op::JumpIfSet { slot, to: 0 }, set);
            if let Some(default) = &param.default {
                let mark = self.next;
                let src = self.operand(default);
                self.emit(Op::StoreParam { slot, src, k: slot });
                self.next = mark;
            } else {
                self.emit(Op::DefaultParam { slot, k: slot });
            }
            self.place(set);
        }
        self.emit(Op::End);
    }

    /// A block with parameters that runs in another scope: defaults are assigned by name.
    fn prologue_by_name(&mut self, params: &'a [Parameter]) {
        self.body.entries.prologue = Some(self.here());
        for param in params {
            let Some(default) = &param.default else { continue };
            self.span = param.span;
            let mark = self.next;
            let name = self.plain_name(&param.name);
            let old = self.temp();
            self.emit(Op::ReadOwnName { dst: old, k: name });
            let (missing, done) = (self.label(), self.label());
            self.jump(Op::JumpIfNull { src: old, to: 0 }, missing);
            self.jump(Op::Jump { to: 0 }, done);
            self.place(missing);
            let src = self.operand(default);
            self.emit(Op::StoreName { k: name, src });
            self.place(done);
            self.next = mark;
        }
        self.emit(Op::End);
    }

    /// A block compiled in place, behind everything else.
    pub(crate) fn inline_body(&mut self, deferred: Deferred<'a>) {
        self.place(deferred.entry);
        self.region = Region::Inline;
        (self.next, self.captures, self.iterations) = (deferred.next, deferred.captures, deferred.iterations);
        (self.tries, self.finally) = (0, 0);
        self.loops.clear();
        self.block = Some(deferred.tree.span);
        if let Some(block) = &deferred.tree.end {
            self.body_statements(&block.statements);
        }
        self.emit(Op::End);
    }

    /// Statements in order, with traps around them when there are any.
    pub(crate) fn statements(&mut self, statements: &'a [Statement]) {
        if has_traps(statements) {
            self.trapped_statements(statements);
            return;
        }
        for statement in statements {
            self.statement(statement);
        }
    }

    /// The number of an unqualified name.
    pub(crate) fn plain_name(&mut self, name: &str) -> u16 {
        let symbol = scan::symbol(name);
        self.name(psp_ir::VariableName { scope: None, drive: None, symbol, spelling: name.into() })
    }
}

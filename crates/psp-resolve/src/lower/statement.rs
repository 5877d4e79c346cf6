//! Statements that are no loops, branches or handlers.

use super::Region;
use crate::{
    block::{Role, Source, make, plain_type},
    builder::{Builder, Method},
    constant::only_expression,
    definition, scan,
};
use psp_ast::{
    ChainOperator, Expression, ExpressionKind, FunctionDefinition, FunctionKind, PipelineChain, Statement,
    StatementBlock, StatementKind, TypeDefinition, UnaryOperator,
};
use psp_ir::{Constant, FunctionInfo, Op, OutputMode, Reg, Step};
use std::sync::Arc;

/// As a statement the expression makes `$?` true; a command in parentheses or `$( … )` decides by itself.
fn sets_question(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Paren(inner) => only_expression(&inner.kind).is_some_and(sets_question),
        ExpressionKind::SubExpression(block) | ExpressionKind::ArrayExpression(block) => {
            let last = block.statements.last();
            last.is_none_or(|it| only_expression(&it.kind).is_some_and(sets_question))
        }
        _ => true,
    }
}

impl<'a> Builder<'a> {
    /// A statement; its output is written.
    pub(crate) fn statement(&mut self, statement: &'a Statement) {
        let before = std::mem::replace(&mut self.span, statement.span);
        let start = self.here();
        let mark = self.next;
        self.nesting += 1;
        self.statement_kind(statement);
        self.nesting -= 1;
        self.next = mark;
        self.statement_range(start, statement.span);
        self.span = before;
    }

    fn statement_kind(&mut self, statement: &'a Statement) {
        match &statement.kind {
            StatementKind::Pipeline(it) => self.pipeline_statement(statement, it),
            StatementKind::PipelineChain(it) => self.chain(it, OutputMode::Emit, 0),
            StatementKind::Assignment(it) => {
                self.assignment(it, None);
                self.succeeded_with(&it.value);
            }
            StatementKind::If(it) => self.if_statement(it),
            StatementKind::While(it) => self.with_numbers(statement, |this| this.while_loop(it)),
            StatementKind::DoWhile(it) => self.with_numbers(statement, |this| this.do_loop(it, true)),
            StatementKind::DoUntil(it) => self.with_numbers(statement, |this| this.do_loop(it, false)),
            StatementKind::For(it) => self.with_numbers(statement, |this| this.for_loop(it)),
            StatementKind::ForEach(it) => self.with_numbers(statement, |this| this.foreach_loop(it)),
            StatementKind::Switch(it) => self.switch(it),
            StatementKind::Try(it) => self.try_statement(it),
            StatementKind::Function(it) => self.function(it),
            StatementKind::Break(label) => self.break_statement(label.as_ref()),
            StatementKind::Continue(label) => self.continue_statement(label.as_ref()),
            StatementKind::Return(value) => self.return_statement(value.as_deref()),
            StatementKind::Exit(value) => {
                let src = self.optional_value(value.as_deref());
                self.emit(Op::Exit { src });
            }
            StatementKind::Throw(value) => {
                let src = self.optional_value(value.as_deref());
                self.emit(Op::Throw { src });
            }
            StatementKind::Data(it) => self.data(it),
            StatementKind::Unsupported { keyword, .. } => {
                let text = format!("the '{keyword}' keyword");
                let k = self.constant(Constant::Text(text.into()));
                self.emit(Op::Unsupported { k });
            }
            // Classes are defined when their block starts, traps with the statements around them.
            StatementKind::Type(_) | StatementKind::Trap(_) | StatementKind::Error => {}
        }
    }

    /// `$?` becomes true, where anybody asks.
    pub(crate) fn succeeded(&mut self) {
        if self.unit.asks_question {
            self.emit(Op::Ok);
        }
    }

    fn pipeline_statement(&mut self, statement: &'a Statement, pipeline: &'a psp_ast::Pipeline) {
        match only_expression(&statement.kind) {
            Some(expression) => self.expression_statement(expression),
            None => self.pipeline(pipeline, OutputMode::Emit, 0),
        }
    }

    /// An expression whose value is written.
    fn expression_statement(&mut self, expression: &'a Expression) {
        match &expression.kind {
            ExpressionKind::Unary { op, operand } if self.step(*op, operand) => {}
            ExpressionKind::Convert { type_name, operand }
                if crate::block::plain_type(type_name) == "void" =>
            {
                let dst = self.temp();
                self.value_to(operand, dst);
            }
            ExpressionKind::Paren(inner) if matches!(inner.kind, StatementKind::Pipeline(_)) => {
                match only_expression(&inner.kind) {
                    Some(inner) => self.written(inner),
                    None => {
                        let dst = self.temp();
                        self.value_to(expression, dst);
                        self.emit(Op::Emit { src: dst });
                    }
                }
            }
            ExpressionKind::SubExpression(block) => self.block_statements(block),
            _ => self.written(expression),
        }
        if sets_question(expression) {
            self.succeeded();
        }
    }

    /// `$?` becomes true after a statement that is no command: a command has set it itself.
    fn succeeded_with(&mut self, statement: &Statement) {
        if only_expression(&statement.kind).is_some_and(sets_question) {
            self.succeeded();
        }
    }

    fn written(&mut self, expression: &'a Expression) {
        let src = self.operand(expression);
        if !self.discards() {
            self.emit(Op::Emit { src });
        }
    }

    /// What statements write here goes nowhere: the body of a method.
    pub(crate) fn discards(&self) -> bool {
        self.method.is_some() && self.region == Region::Body && self.captures == 0
    }

    /// The statements of a block.
    pub(crate) fn block_statements(&mut self, block: &'a StatementBlock) {
        let around = self.block.replace(block.span);
        self.statements(&block.statements);
        self.block = around;
    }

    /// `$x++` as a statement: no value is made. False when the expression is something else.
    pub(crate) fn step(&mut self, op: UnaryOperator, operand: &'a Expression) -> bool {
        let by = match op {
            UnaryOperator::PreIncrement | UnaryOperator::PostIncrement => 1,
            UnaryOperator::PreDecrement | UnaryOperator::PostDecrement => -1,
            _ => return false,
        };
        let ExpressionKind::Variable { path, splatted: false } = &operand.kind else {
            let target = super::operator::strip(operand);
            if matches!(target.kind, ExpressionKind::Index { .. } | ExpressionKind::Member { .. }) {
                let kind = if by > 0 { Step::PreIncrement } else { Step::PreDecrement };
                self.step_place(kind, target, None);
            } else {
                let dst = self.temp();
                self.step_value(op, operand, dst);
            }
            return true;
        };
        match self.variable_slot(path) {
            Some(slot) => {
                self.assigned.push(slot);
                self.emit(Op::Step { slot, by });
            }
            None => {
                let dst = self.temp();
                self.step_value(op, operand, dst);
            }
        }
        true
    }

    /// The last statement of a body: `return value`.
    pub(crate) fn returned_statement(&mut self, statement: &'a Statement, value: &'a Expression) {
        let side_effect_only = match &value.kind {
            ExpressionKind::Unary { op, .. } => matches!(
                op,
                UnaryOperator::PreIncrement
                    | UnaryOperator::PreDecrement
                    | UnaryOperator::PostIncrement
                    | UnaryOperator::PostDecrement
            ),
            ExpressionKind::Convert { type_name, .. } => crate::block::plain_type(type_name) == "void",
            ExpressionKind::SubExpression(_) => true,
            _ => false,
        };
        if side_effect_only {
            self.statement(statement);
            return;
        }
        let before = std::mem::replace(&mut self.span, statement.span);
        let start = self.here();
        let mark = self.next;
        let src = self.operand(value);
        self.emit(Op::Return { src });
        self.next = mark;
        self.statement_range(start, statement.span);
        self.span = before;
    }

    fn return_statement(&mut self, value: Option<&'a Statement>) {
        if let Some(method) = self.method
            && self.region == Region::Body
        {
            self.return_of_method(method, value);
            return;
        }
        let direct = value.and_then(|it| only_expression(&it.kind));
        let simple = self.region == Region::Body && self.finally == 0 && self.captures == 0;
        if let (Some(value), true) = (direct, simple) {
            let src = self.operand(value);
            self.emit(Op::Return { src });
            return;
        }
        if let Some(value) = value {
            self.statement(value);
        }
        match self.region {
            _ if self.finally > 0 => self.emit(Op::ReturnOut),
            Region::Dotted(end) if self.captures == 0 => self.jump(Op::Jump { to: 0 }, end),
            Region::Dotted(_) => self.emit(Op::ReturnOut),
            Region::Body | Region::Inline => self.emit(Op::End),
        }
    }

    /// `return` of a method: the value is kept as it is, and `finally` blocks run first.
    fn return_of_method(&mut self, method: Method, value: Option<&'a Statement>) {
        let Method::Value { result, site } = method else {
            if let Some(value) = value {
                self.statement(value);
            }
            self.emit(if self.finally > 0 { Op::ReturnOut } else { Op::End });
            return;
        };
        if let Some(value) = value {
            self.statement_value(value, result);
            if let Some(k) = site {
                self.emit(Op::Convert { dst: result, src: result, k });
            }
        }
        self.emit(if self.finally > 0 { Op::ReturnOut } else { Op::Return { src: result } });
    }

    fn optional_value(&mut self, value: Option<&'a Statement>) -> Reg {
        let Some(value) = value else { return Reg::MAX };
        let dst = self.temp();
        self.statement_value(value, dst);
        dst
    }

    /// A statement's output as a value in `dst`, a temporary.
    pub(crate) fn statement_value(&mut self, statement: &'a Statement, dst: Reg) {
        if let Some(expression) = only_expression(&statement.kind) {
            self.value_to(expression, dst);
            return;
        }
        match &statement.kind {
            StatementKind::Pipeline(it) => self.pipeline(it, OutputMode::Value, dst),
            StatementKind::Assignment(it) => self.assignment(it, Some(dst)),
            _ => {
                self.begin_capture();
                self.statement(statement);
                self.end_capture(Op::EndCapture { dst });
            }
        }
    }

    pub(crate) fn begin_capture(&mut self) {
        self.emit(Op::BeginCapture);
        self.captures += 1;
    }

    pub(crate) fn end_capture(&mut self, end: Op) {
        self.emit(end);
        self.captures -= 1;
    }

    /// `a && b || c`
    pub(crate) fn chain(&mut self, chain: &'a PipelineChain, mode: OutputMode, dst: Reg) {
        if chain.background {
            let mut foreground = chain.clone();
            foreground.background = false;
            let end = chain.rest.last().map_or(chain.first.span.end, |it| it.1.span.end);
            let span = psp_source::Span::new(chain.first.span.start, end);
            let statement = Statement { span, kind: StatementKind::PipelineChain(foreground) };
            return self.job_of(statement, mode, dst);
        }
        let captured = mode != OutputMode::Emit;
        if captured {
            self.begin_capture();
        }
        self.link(&chain.first);
        for (op, next) in &chain.rest {
            let skip = self.label();
            match op {
                ChainOperator::AndAnd => self.jump(Op::JumpIfFailed { to: 0 }, skip),
                ChainOperator::OrOr => self.jump(Op::JumpIfOk { to: 0 }, skip),
            }
            self.link(next);
            self.place(skip);
        }
        if captured {
            self.end_capture(Op::EndCapture { dst });
        }
    }

    fn link(&mut self, statement: &'a Statement) {
        self.statement(statement);
        if only_expression(&statement.kind).is_some() && !self.unit.asks_question {
            self.emit(Op::Ok);
        }
    }

    fn data(&mut self, data: &'a psp_ast::DataStatement) {
        let Some(name) = &data.variable else {
            self.block_statements(&data.body);
            return;
        };
        let dst = self.temp();
        self.begin_capture();
        self.block_statements(&data.body);
        self.end_capture(Op::EndCapture { dst });
        let path = psp_ast::VariablePath::plain(name.clone());
        self.store(&path, dst);
    }

    fn function(&mut self, function: &FunctionDefinition) {
        if matches!(function.kind, FunctionKind::Workflow | FunctionKind::Configuration) {
            let k = self.constant(Constant::Text("workflows and configurations".into()));
            self.emit(Op::Unsupported { k });
            return;
        }
        let (qualifier, name) = match function.name.split_once(':') {
            Some((scope, name)) if is_scope(scope) => (scope.to_ascii_lowercase(), name),
            _ => (String::new(), function.name.as_str()),
        };
        let is_filter = function.kind == FunctionKind::Filter && function.body.process.is_none();
        let source = Source {
            unit: self.unit.clone(),
            tree: Arc::new(function.body.clone()),
            head: function.parameters.as_deref().map(Into::into),
            role: if is_filter { Role::Filter } else { Role::Block },
        };
        let info = FunctionInfo {
            name: name.into(),
            qualifier: qualifier.into(),
            is_filter: function.kind == FunctionKind::Filter,
            block: make(source, function.body.inner, function.span),
        };
        self.body.functions.push(Arc::new(info));
        let k = self.body.functions.len() as u16 - 1;
        self.emit(Op::Function { k });
    }

    /// Classes and enums of a block, however deep among its statements, are defined first, together.
    pub(crate) fn define_classes(&mut self, statements: &'a [Statement]) {
        let definitions = in_order(scan::definitions(statements));
        let Some(first) = definitions.first() else { return };
        let (op, span) = (
            Op::Classes { first: self.body.classes.len() as u16, count: definitions.len() as u16 },
            first.span,
        );
        let infos = definitions.into_iter().map(|it| Arc::new(definition::class(self.unit, it)));
        self.body.classes.extend(infos);
        self.emit_at(op, span);
    }
}

/// Base classes before others.
fn in_order(mut waiting: Vec<&TypeDefinition>) -> Vec<&TypeDefinition> {
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_waiting = |name: &str| waiting.iter().any(|it| it.name.eq_ignore_ascii_case(name));
        let ready = |it: &&TypeDefinition| {
            let mut bases = it.bases.iter().map(plain_type);
            bases.all(|base| base.eq_ignore_ascii_case(&it.name) || !is_waiting(&base))
        };
        let at = waiting.iter().position(ready).unwrap_or(0);
        ordered.push(waiting.remove(at));
    }
    ordered
}

fn is_scope(text: &str) -> bool {
    ["global", "script", "local", "private"].iter().any(|it| it.eq_ignore_ascii_case(text))
}

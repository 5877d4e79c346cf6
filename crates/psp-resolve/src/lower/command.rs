//! Commands and pipelines.

use super::{Region, dotted_block, inline_block};
use crate::{
    block::literal,
    builder::{Builder, Deferred},
    constant::{self, only_expression},
    scan,
};
use psp_ast::{
    BinaryOperator, Command, CommandElement, Expression, ExpressionKind, Pipeline, PipelineElement, Quote,
    Redirection, RedirectionTarget, ScriptBlock, Statement, StatementKind, Stream,
};
use psp_ir::{
    Argument, CommandName, Constant, InlineKind, Invocation, Op, OutputMode, RedirectTo, Reg, Stage, Symbol,
    Written,
};

impl<'a> Builder<'a> {
    /// A pipeline that is more than an expression.
    pub(crate) fn pipeline(&mut self, pipeline: &'a Pipeline, mode: OutputMode, dst: Reg) {
        if pipeline.background {
            self.background(pipeline, mode, dst);
            return;
        }
        let mark = self.next;
        if let [PipelineElement::Command(command)] = pipeline.elements.as_slice() {
            if let Some(block) = dotted_block(command, 1) {
                self.dotted(block, mode, dst);
                self.next = mark;
                return;
            }
            let k = self.command_row(command);
            self.emit_at(Op::Call { mode, k, dst }, command.span);
            self.next = mark;
            return;
        }
        let mut stages = Vec::new();
        let mut blocks = Vec::new();
        for (index, element) in pipeline.elements.iter().enumerate() {
            match element {
                PipelineElement::Expression { expression, redirections }
                    if runs_commands(expression) && !redirections.is_empty() =>
                {
                    let k = self.redirected_row(expression, redirections);
                    stages.push(Stage::Command(k));
                }
                PipelineElement::Expression { expression, redirections } => {
                    stages.push(self.first_stage(expression, redirections));
                }
                PipelineElement::Command(command) => match inline_block(command, index) {
                    Some((kind, block)) => {
                        blocks.push((index, block));
                        let inlined = psp_ir::InlinedBlock { block: block.span, command: command.span };
                        self.body.inlined.push(inlined);
                        stages.push(self.inline_stage(kind, command));
                    }
                    None => {
                        let k = self.command_row(command);
                        stages.push(Stage::Command(k));
                    }
                },
            }
        }
        let number = self.body.pipelines.len();
        self.body.pipelines.push(psp_ir::Pipeline { stages, span: pipeline.span });
        for (stage, tree) in blocks {
            let entry = self.label();
            self.stage_label(number, stage, entry);
            self.deferred.push(Deferred {
                tree,
                entry,
                next: self.next,
                captures: self.captures,
                iterations: self.iterations,
            });
        }
        self.emit_at(Op::Pipeline { mode, k: number as u16, dst }, pipeline.span);
        self.next = mark;
    }

    fn first_stage(&mut self, expression: &'a Expression, redirections: &'a [Redirection]) -> Stage {
        let stripped = strip_paren(expression);
        if let ExpressionKind::Binary { op: BinaryOperator::Range, left, right, .. } = &stripped.kind
            && redirections.is_empty()
        {
            let from = self.temp();
            self.value_to(left, from);
            let to = self.temp();
            self.value_to(right, to);
            return Stage::Range { from, to, span: expression.span };
        }
        let reg = self.temp();
        self.value_to(expression, reg);
        let redirections = self.redirections(redirections);
        Stage::Value { reg, redirections, span: expression.span }
    }

    /// `$( … ) 2>$null`: the redirection holds for what runs inside, as if it were `. { … }`.
    fn redirected_row(&mut self, expression: &Expression, redirections: &'a [Redirection]) -> u16 {
        let span = expression.span;
        let element =
            PipelineElement::Expression { expression: expression.clone(), redirections: Vec::new() };
        let inner = Pipeline { span, elements: vec![element], background: false };
        let statement = Statement { span, kind: StatementKind::Pipeline(inner) };
        let block = self.constant(Constant::Block(crate::block::of_statement(self.unit, statement)));
        let redirections = self.redirections(redirections);
        let row = psp_ir::Command {
            invocation: Invocation::Dot,
            name: CommandName::Block(block),
            arguments: Vec::new(),
            redirections,
            span,
            name_span: span,
            site: self.body.commands.len() as u16,
        };
        self.command(row)
    }

    fn inline_stage(&mut self, kind: InlineKind, command: &'a Command) -> Stage {
        let under = Symbol::new("_");
        let slot = self.slot(under);
        let command = self.command_row(command);
        Stage::Inline { kind, entry: 0, under: slot.unwrap_or(0), by_name: slot.is_none(), command }
    }

    /// `. { … }`: the statements belong to this body.
    fn dotted(&mut self, block: &'a ScriptBlock, mode: OutputMode, dst: Reg) {
        let end = self.label();
        let captured = mode != OutputMode::Emit;
        if captured {
            self.begin_capture();
        }
        let captures = std::mem::replace(&mut self.captures, 0);
        let before = std::mem::replace(&mut self.region, Region::Dotted(end));
        self.captures = captures;
        if captured || self.captures > 0 {
            self.region = before;
        }
        if let Some(block) = &block.end {
            self.define_classes(&block.statements);
            self.statements(&block.statements);
        }
        self.region = before;
        self.place(end);
        match mode {
            OutputMode::Emit => {}
            OutputMode::Value => self.end_capture(Op::EndCapture { dst }),
            OutputMode::Array => self.end_capture(Op::EndCaptureArray { dst }),
            OutputMode::Discard | OutputMode::Returned => self.end_capture(Op::EndCaptureDiscard),
        }
    }

    /// `pipeline &`
    fn background(&mut self, pipeline: &'a Pipeline, mode: OutputMode, dst: Reg) {
        let mut foreground = pipeline.clone();
        foreground.background = false;
        let statement = Statement { span: pipeline.span, kind: StatementKind::Pipeline(foreground) };
        self.job_of(statement, mode, dst);
    }

    /// A statement in the background.
    pub(crate) fn job_of(&mut self, statement: Statement, mode: OutputMode, dst: Reg) {
        let k = self.constant(Constant::Block(crate::block::in_background(self.unit, statement)));
        let job = if mode == OutputMode::Emit { self.temp() } else { dst };
        self.emit(Op::Background { dst: job, k });
        if mode == OutputMode::Emit {
            self.emit(Op::Emit { src: job });
        }
    }

    /// The row of a command; its arguments are computed into temporaries that stay in use.
    fn command_row(&mut self, command: &'a Command) -> u16 {
        let assigns = command.elements.iter().any(|it| match it {
            CommandElement::Argument(it) => scan::may_assign(it),
            CommandElement::Parameter { argument, .. } => argument.as_ref().is_some_and(scan::may_assign),
        });
        let mut elements = command.elements.iter();
        let name = match elements.next() {
            Some(CommandElement::Argument(name)) => self.command_name(command, name),
            _ => CommandName::Static("".into()),
        };
        let arguments = elements.map(|it| self.argument(it, assigns)).collect();
        if is_method_style(command) {
            self.emit_at(Op::MethodStyle, command.span);
        }
        let redirections = self.redirections(&command.redirections);
        let invocation = match command.invocation {
            psp_ast::Invocation::Plain => Invocation::Plain,
            psp_ast::Invocation::Ampersand => Invocation::Ampersand,
            psp_ast::Invocation::Dot => Invocation::Dot,
        };
        let name_span = command.elements.first().map_or(command.span, CommandElement::span);
        let site = self.body.commands.len() as u16;
        let row = psp_ir::Command {
            invocation,
            name,
            arguments,
            redirections,
            span: command.span,
            name_span,
            site,
        };
        self.command(row)
    }

    fn command_name(&mut self, command: &Command, name: &'a Expression) -> CommandName {
        match &name.kind {
            ExpressionKind::String { value, .. } => CommandName::Static(value.as_str().into()),
            ExpressionKind::ScriptBlock(block) if command.invocation != psp_ast::Invocation::Plain => {
                CommandName::Block(self.constant(Constant::Block(literal(self.unit, block))))
            }
            _ => {
                let reg = self.temp();
                self.value_to(name, reg);
                CommandName::Dynamic(reg)
            }
        }
    }

    fn argument(&mut self, element: &'a CommandElement, assigns: bool) -> Argument {
        match element {
            CommandElement::Parameter { span, name, argument } => {
                self.parameter(*span, name, argument.as_ref())
            }
            CommandElement::Argument(expression) => self.argument_value(expression, assigns),
        }
    }

    fn parameter(
        &mut self,
        span: psp_source::Span,
        name: &str,
        argument: Option<&'a Expression>,
    ) -> Argument {
        let text = self.unit.file.slice(span);
        match argument {
            None => Argument::Switch { name: name.into(), text: text.into(), span },
            Some(value) => {
                let reg = self.temp();
                self.value_to(value, reg);
                let head = self.unit.file.slice(psp_source::Span::new(span.start, value.span.start));
                let spaced = head.ends_with(char::is_whitespace);
                let (text, written) = (head.trim_end().into(), written(value));
                Argument::Named { name: name.into(), text, reg, spaced, written, span }
            }
        }
    }

    fn argument_value(&mut self, expression: &'a Expression, assigns: bool) -> Argument {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Variable { path, splatted: true } => {
                let reg = self.temp();
                let plain = psp_ast::VariablePath { ..path.clone() };
                match self.variable_slot(&plain) {
                    Some(slot) => self.emit(Op::Read { dst: reg, slot }),
                    None => {
                        let k = self.variable_name(&plain);
                        self.emit(Op::ReadName { dst: reg, k });
                    }
                }
                Argument::Splat { reg, name: path.name.as_str().into(), span }
            }
            ExpressionKind::String { value, quote: Quote::Verbatim } => {
                Argument::Verbatim { text: value.as_str().into(), span }
            }
            ExpressionKind::String { value, quote } => {
                let k = self.constant(Constant::Text(value.as_str().into()));
                Argument::Constant { k, text: None, bare: *quote == Quote::Bare, span }
            }
            ExpressionKind::Number(number) => {
                let k = self.constant(constant::number(number));
                let text = self.unit.file.slice(span);
                let text = (!is_canonical(number, text)).then(|| text.into());
                Argument::Constant { k, text, bare: false, span }
            }
            ExpressionKind::ExpandableString { quote: Quote::Bare, .. } => {
                let reg = self.temp();
                self.value_to(expression, reg);
                Argument::Word { reg, span }
            }
            _ => {
                let reg = match self.slot_of(expression).filter(|_| !assigns) {
                    Some(slot) => slot,
                    None => {
                        let reg = self.temp();
                        self.value_to(expression, reg);
                        reg
                    }
                };
                Argument::Value { reg, written: written(expression), span }
            }
        }
    }

    fn redirections(&mut self, redirections: &'a [Redirection]) -> Vec<psp_ir::Redirection> {
        let rows = redirections.iter().map(|it| {
            let to = match &it.to {
                RedirectionTarget::Merge(stream) => RedirectTo::Stream(number(*stream)),
                RedirectionTarget::File { file, append } => match constant::of(file) {
                    Some(Constant::Null) => RedirectTo::Null,
                    _ => {
                        let reg = self.temp();
                        self.value_to(file, reg);
                        RedirectTo::File { reg, append: *append }
                    }
                },
            };
            psp_ir::Redirection { from: number(it.from), to, span: it.span }
        });
        rows.collect()
    }
}

/// The expression holds statements of its own.
fn runs_commands(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Paren(inner) => only_expression(&inner.kind).is_none_or(runs_commands),
        ExpressionKind::SubExpression(_) | ExpressionKind::ArrayExpression(_) => true,
        _ => false,
    }
}

/// The number's text is what was written.
fn is_canonical(number: &psp_ast::Number, written: &str) -> bool {
    match number {
        psp_ast::Number::Int32(it) => it.to_string() == written,
        psp_ast::Number::Int64(it) => it.to_string() == written,
        psp_ast::Number::Double(it) => it.abs() < 1e15 && it.to_string() == written,
        _ => false,
    }
}

fn number(stream: Stream) -> u8 {
    match stream {
        Stream::All => 0,
        Stream::Output => 1,
        Stream::Error => 2,
        Stream::Warning => 3,
        Stream::Verbose => 4,
        Stream::Debug => 5,
        Stream::Information => 6,
    }
}

fn strip_paren(expression: &Expression) -> &Expression {
    match &expression.kind {
        ExpressionKind::Paren(inner) => only_expression(&inner.kind).map_or(expression, strip_paren),
        _ => expression,
    }
}

/// How an argument was written, for programs.
fn written(expression: &Expression) -> Written {
    match &expression.kind {
        ExpressionKind::Array(_) => Written::List,
        ExpressionKind::String { quote, .. } | ExpressionKind::ExpandableString { quote, .. }
            if *quote != Quote::Bare =>
        {
            Written::Quoted
        }
        _ => Written::Expression,
    }
}

/// `f(1, 2)`: the only argument is a list in parentheses that follow at once.
fn is_method_style(command: &Command) -> bool {
    let [name, CommandElement::Argument(argument)] = command.elements.as_slice() else { return false };
    let ExpressionKind::Paren(inner) = &argument.kind else { return false };
    name.span().end == argument.span.start
        && only_expression(&inner.kind).is_some_and(|it| matches!(it.kind, ExpressionKind::Array(_)))
}

//! Statements, commands and definitions.

use super::{Writer, expression::type_text};
use psp_ast::{
    AssignmentOperator, CatchClause, ChainOperator, Command, CommandElement, Expression, FunctionDefinition,
    FunctionKind, Invocation, LoopStatement, Member, MethodMember, NamedBlock, ParamBlock, Parameter,
    ParameterAttribute, PipelineElement, PropertyMember, Redirection, RedirectionTarget, ScriptBlock,
    Statement, StatementBlock, StatementKind, Stream, SwitchMode, SwitchStatement, TypeDefinition, TypeKind,
    UsingKind,
};
use psp_source::Span;

impl Writer<'_> {
    pub(super) fn script_block(&mut self, it: &ScriptBlock, parameters: Option<&[Parameter]>) {
        self.node("ScriptBlock", it.span, |writer| {
            for using in &it.usings {
                let kind = match using.kind {
                    UsingKind::Namespace(_) => "Namespace",
                    UsingKind::Module(_) => "Module",
                    UsingKind::Assembly(_) => "Assembly",
                    UsingKind::Other(_) => "Type",
                };
                writer.leaf(&format!("UsingStatement:{kind}"), using.span);
            }
            if let Some(block) = &it.param_block {
                writer.param_block(block, it);
            }
            writer.parameters(parameters.unwrap_or_default());
            let named = [
                ("Dynamicparam", &it.dynamic_param),
                ("Begin", &it.begin),
                ("Process", &it.process),
                ("End", &it.end),
                ("Clean", &it.clean),
            ];
            for (name, block) in named {
                if let Some(block) = block {
                    writer.named_block(name, block, it);
                }
            }
        });
    }

    fn param_block(&mut self, block: &ParamBlock, it: &ScriptBlock) {
        self.node("ParamBlock", block.span, |writer| {
            for attribute in &it.attributes {
                writer.attribute(attribute);
            }
            writer.parameters(&block.parameters);
        });
    }

    fn named_block(&mut self, name: &str, block: &NamedBlock, script: &ScriptBlock) {
        let mut span = block.span;
        if block.implicit {
            if block.statements.is_empty() {
                let inner = script.inner;
                let whole = inner.start == script.span.start;
                span = if whole || inner.is_empty() {
                    Span::at(0)
                } else {
                    Span::new(inner.start, inner.end - 1)
                };
            }
            if let Some(params) = &script.param_block {
                span = Span::new(
                    params.span.start,
                    if block.statements.is_empty() { params.span.end } else { span.end },
                );
            }
        }
        let head = format!("NamedBlock:{name}{}", if block.implicit { "!" } else { "" });
        self.node(&head, span, |writer| writer.statements(&block.statements));
    }

    /// Traps come before the other statements.
    fn statements(&mut self, statements: &[Statement]) {
        let is_trap = |it: &&Statement| matches!(it.kind, StatementKind::Trap(_));
        for statement in statements.iter().filter(is_trap) {
            self.statement(statement);
        }
        for statement in statements.iter().filter(|it| !is_trap(it)) {
            self.statement(statement);
        }
    }

    fn block(&mut self, block: &StatementBlock) {
        self.node("StatementBlock", block.span, |it| it.statements(&block.statements));
    }

    /// The statements of `$(…)` and `@(…)`, whose block has no brackets.
    pub(super) fn enclosed(&mut self, block: &StatementBlock) {
        let span = match (block.statements.first(), block.statements.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::at(0),
        };
        self.node("StatementBlock", span, |it| it.statements(&block.statements));
    }

    pub(super) fn statement(&mut self, it: &Statement) {
        let span = it.span;
        match &it.kind {
            StatementKind::Pipeline(pipeline) => {
                let head = if pipeline.background { "Pipeline:background" } else { "Pipeline" };
                self.node(head, span, |writer| {
                    for element in &pipeline.elements {
                        writer.element(element);
                    }
                });
            }
            StatementKind::PipelineChain(chain) => {
                self.chain(&chain.first, &chain.rest, chain.background, span);
            }
            StatementKind::Assignment(it) => {
                let head = format!("AssignmentStatement:{}", assignment_name(it.op));
                self.node(&head, span, |writer| {
                    writer.expression(&it.target);
                    writer.assigned(&it.value);
                });
            }
            StatementKind::Return(value) => self.flow("ReturnStatement", value.as_deref(), span),
            StatementKind::Exit(value) => self.flow("ExitStatement", value.as_deref(), span),
            StatementKind::Throw(value) => self.flow("ThrowStatement", value.as_deref(), span),
            StatementKind::Break(label) => self.jump("BreakStatement", label.as_ref(), span),
            StatementKind::Continue(label) => self.jump("ContinueStatement", label.as_ref(), span),
            _ => self.compound(it),
        }
    }

    /// The right side of an assignment: a lone expression is no pipeline.
    fn assigned(&mut self, value: &Statement) {
        match &value.kind {
            StatementKind::Pipeline(pipeline) if !pipeline.background => match pipeline.elements.as_slice() {
                [element @ PipelineElement::Expression { .. }] => self.element(element),
                _ => self.statement(value),
            },
            _ => self.statement(value),
        }
    }

    fn compound(&mut self, it: &Statement) {
        let span = it.span;
        match &it.kind {
            StatementKind::If(it) => self.node("IfStatement", span, |writer| {
                for (condition, block) in &it.clauses {
                    writer.statement(condition);
                    writer.block(block);
                }
                if let Some(block) = &it.otherwise {
                    writer.block(block);
                }
            }),
            StatementKind::While(it) => self.looping("WhileStatement", it, span),
            StatementKind::DoWhile(it) => self.looping("DoWhileStatement", it, span),
            StatementKind::DoUntil(it) => self.looping("DoUntilStatement", it, span),
            StatementKind::For(it) => self.node("ForStatement", span, |writer| {
                for part in [&it.initializer, &it.condition, &it.iterator].into_iter().flatten() {
                    writer.statement(part);
                }
                writer.block(&it.body);
            }),
            StatementKind::ForEach(it) => self.node("ForEachStatement", span, |writer| {
                writer.expression(&it.variable);
                writer.statement(&it.collection);
                writer.block(&it.body);
            }),
            StatementKind::Switch(it) => self.switch(it, span),
            StatementKind::Try(it) => self.node("TryStatement", span, |writer| {
                writer.block(&it.body);
                for clause in &it.catches {
                    writer.clause("CatchClause", clause);
                }
                if let Some(block) = &it.finally {
                    writer.block(block);
                }
            }),
            StatementKind::Trap(clause) => self.clause("TrapStatement", clause),
            StatementKind::Function(it) => self.function(it),
            StatementKind::Type(it) => self.type_definition(it),
            StatementKind::Data(it) => self.node("DataStatement", span, |writer| {
                writer.expressions(&it.supported_commands);
                writer.block(&it.body);
            }),
            _ => self.leaf("ErrorStatement", span),
        }
    }

    fn chain(
        &mut self,
        first: &Statement,
        rest: &[(ChainOperator, Statement)],
        background: bool,
        span: Span,
    ) {
        let Some(((operator, last), before)) = rest.split_last() else { return self.statement(first) };
        let name = if *operator == ChainOperator::AndAnd { "AndAnd" } else { "OrOr" };
        let background = if background { ":background" } else { "" };
        self.node(&format!("PipelineChain:{name}{background}"), span, |writer| {
            let inner = before.last().map_or(first.span, |(_, it)| first.span.to(it.span));
            writer.chain(first, before, false, inner);
            writer.statement(last);
        });
    }

    fn flow(&mut self, head: &str, value: Option<&Statement>, span: Span) {
        self.node(head, span, |writer| {
            if let Some(value) = value {
                writer.statement(value);
            }
        });
    }

    fn jump(&mut self, head: &str, label: Option<&Expression>, span: Span) {
        self.node(head, span, |writer| {
            if let Some(label) = label {
                writer.expression(label);
            }
        });
    }

    fn looping(&mut self, head: &str, it: &LoopStatement, span: Span) {
        self.node(head, span, |writer| {
            writer.statement(&it.condition);
            writer.block(&it.body);
        });
    }

    fn switch(&mut self, it: &SwitchStatement, span: Span) {
        let mut flags = Vec::new();
        if it.file {
            flags.push("File");
        }
        match it.mode {
            SwitchMode::Exact => {}
            SwitchMode::Wildcard => flags.push("Wildcard"),
            SwitchMode::Regex => flags.push("Regex"),
        }
        if it.case_sensitive {
            flags.push("CaseSensitive");
        }
        let flags = if flags.is_empty() { "None".to_owned() } else { flags.join(", ") };
        self.node(&format!("SwitchStatement:{flags}"), span, |writer| {
            writer.statement(&it.condition);
            for (condition, block) in &it.clauses {
                writer.expression(condition);
                writer.block(block);
            }
            if let Some(block) = &it.default {
                writer.block(block);
            }
        });
    }

    fn clause(&mut self, head: &str, clause: &CatchClause) {
        self.node(head, clause.span, |writer| {
            for name in &clause.types {
                writer.type_constraint(name);
            }
            writer.block(&clause.body);
        });
    }

    fn element(&mut self, element: &PipelineElement) {
        match element {
            PipelineElement::Expression { expression, redirections } => {
                let span = redirections.last().map_or(expression.span, |it| expression.span.to(it.span));
                self.node("CommandExpression", span, |writer| {
                    writer.expression(expression);
                    writer.redirections(redirections);
                });
            }
            PipelineElement::Command(command) => self.command(command),
        }
    }

    fn command(&mut self, it: &Command) {
        let head = match it.invocation {
            Invocation::Plain => "Command",
            Invocation::Ampersand => "Command:Ampersand",
            Invocation::Dot => "Command:Dot",
        };
        self.node(head, it.span, |writer| {
            for element in &it.elements {
                match element {
                    CommandElement::Argument(expression) => writer.expression(expression),
                    CommandElement::Parameter { span, name, argument } => {
                        writer.node(&format!("CommandParameter:{name}"), *span, |writer| {
                            if let Some(argument) = argument {
                                writer.expression(argument);
                            }
                        });
                    }
                }
            }
            writer.redirections(&it.redirections);
        });
    }

    fn redirections(&mut self, redirections: &[Redirection]) {
        for it in redirections {
            let from = stream_name(it.from);
            match &it.to {
                RedirectionTarget::File { file, append } => {
                    let arrow = if *append { ">>" } else { ">" };
                    self.node(&format!("FileRedirection:{from}{arrow}"), it.span, |writer| {
                        writer.expression(file);
                    });
                }
                RedirectionTarget::Merge(to) => {
                    self.leaf(&format!("MergingRedirection:{from}->{}", stream_name(*to)), it.span);
                }
            }
        }
    }

    fn function(&mut self, it: &FunctionDefinition) {
        let filter = if it.kind == FunctionKind::Filter { " filter" } else { "" };
        self.node(&format!("FunctionDefinition:{}{filter}", it.name), it.span, |writer| {
            writer.parameters(it.parameters.as_deref().unwrap_or_default());
            writer.script_block(&it.body, None);
        });
    }

    fn parameters(&mut self, parameters: &[Parameter]) {
        for it in parameters {
            self.node("Parameter", it.span, |writer| {
                for attribute in &it.attributes {
                    match attribute {
                        ParameterAttribute::Type(name) => writer.type_constraint(name),
                        ParameterAttribute::Attribute(attribute) => writer.attribute(attribute),
                    }
                }
                writer.leaf(&format!("VariableExpression:${}", it.name), it.name_span);
                if let Some(default) = &it.default {
                    writer.expression(default);
                }
            });
        }
    }

    fn type_definition(&mut self, it: &TypeDefinition) {
        let kind = match it.kind {
            TypeKind::Class => "Class",
            TypeKind::Enum => "Enum",
            TypeKind::Interface => "Interface",
        };
        self.node(&format!("TypeDefinition:{} {kind}", it.name), it.span, |writer| {
            for attribute in &it.attributes {
                writer.attribute(attribute);
            }
            for base in &it.bases {
                writer.leaf(&format!("TypeConstraint:{}", type_text(base)), base.span);
            }
            for member in &it.members {
                match member {
                    Member::Property(it) => writer.property(it),
                    Member::Method(it) => writer.method(it),
                }
            }
        });
    }

    fn property(&mut self, it: &PropertyMember) {
        self.node("PropertyMember", it.span, |writer| {
            if let Some(name) = &it.type_name {
                writer.type_constraint(name);
            }
            for attribute in &it.attributes {
                writer.attribute(attribute);
            }
            if let Some(initial) = &it.initial {
                writer.expression(initial);
            }
        });
    }

    fn method(&mut self, it: &MethodMember) {
        self.node("FunctionMember", it.span, |writer| {
            if let Some(name) = &it.return_type {
                writer.type_constraint(name);
            }
            for attribute in &it.attributes {
                writer.attribute(attribute);
            }
            writer.script_block(&it.body, Some(&it.parameters));
        });
    }
}

fn assignment_name(op: AssignmentOperator) -> &'static str {
    match op {
        AssignmentOperator::Assign => "Equals",
        AssignmentOperator::Add => "PlusEquals",
        AssignmentOperator::Subtract => "MinusEquals",
        AssignmentOperator::Multiply => "MultiplyEquals",
        AssignmentOperator::Divide => "DivideEquals",
        AssignmentOperator::Remainder => "RemainderEquals",
        AssignmentOperator::Coalesce => "QuestionQuestionEquals",
    }
}

fn stream_name(stream: Stream) -> String {
    format!("{stream:?}")
}

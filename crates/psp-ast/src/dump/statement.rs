//! Statements, pipelines and commands.

use super::{Dumper, labeled};
use crate::{
    CatchClause, ChainOperator, Command, CommandElement, Expression, Invocation, LoopStatement,
    PipelineElement, Redirection, RedirectionTarget, Statement, StatementBlock, StatementKind,
    SwitchStatement,
};
use psp_source::Span;

impl Dumper {
    pub(super) fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    pub(super) fn block(&mut self, name: &str, block: &StatementBlock) {
        self.node(name, block.span, |it| it.statements(&block.statements));
    }

    pub(super) fn statement(&mut self, it: &Statement) {
        let span = it.span;
        match &it.kind {
            StatementKind::Pipeline(pipeline) => {
                let head = if pipeline.background { "Pipeline &" } else { "Pipeline" };
                self.node(head, span, |dumper| dumper.each(&pipeline.elements, Self::element));
            }
            StatementKind::PipelineChain(chain) => {
                self.node(
                    if chain.background { "PipelineChain &" } else { "PipelineChain" },
                    span,
                    |dumper| {
                        dumper.statement(&chain.first);
                        for (operator, statement) in &chain.rest {
                            let sign = if *operator == ChainOperator::AndAnd { "&&" } else { "||" };
                            dumper.group(sign, |dumper| dumper.statement(statement));
                        }
                    },
                );
            }
            StatementKind::Assignment(it) => {
                self.node(format_args!("Assignment {:?}", it.op), span, |dumper| {
                    dumper.expression(&it.target);
                    dumper.statement(&it.value);
                });
            }
            StatementKind::Return(value) => self.flow("Return", value.as_deref(), span),
            StatementKind::Exit(value) => self.flow("Exit", value.as_deref(), span),
            StatementKind::Throw(value) => self.flow("Throw", value.as_deref(), span),
            StatementKind::Break(label) => self.jump("Break", label.as_ref(), span),
            StatementKind::Continue(label) => self.jump("Continue", label.as_ref(), span),
            StatementKind::Function(function) => self.function(function),
            StatementKind::Type(definition) => self.type_definition(definition),
            StatementKind::Error => self.leaf("Error", span),
            _ => self.compound(it),
        }
    }

    fn compound(&mut self, it: &Statement) {
        let span = it.span;
        match &it.kind {
            StatementKind::If(it) => self.node("If", span, |dumper| {
                for (condition, block) in &it.clauses {
                    dumper.group("clause", |dumper| {
                        dumper.statement(condition);
                        dumper.block("then", block);
                    });
                }
                if let Some(block) = &it.otherwise {
                    dumper.block("else", block);
                }
            }),
            StatementKind::While(it) => self.looping("While", it, span),
            StatementKind::DoWhile(it) => self.looping("DoWhile", it, span),
            StatementKind::DoUntil(it) => self.looping("DoUntil", it, span),
            StatementKind::For(it) => self.node(labeled("For", it.label.as_ref()), span, |dumper| {
                let parts = [
                    ("initializer", &it.initializer),
                    ("condition", &it.condition),
                    ("iterator", &it.iterator),
                ];
                for (name, part) in parts {
                    if let Some(part) = part {
                        dumper.group(name, |dumper| dumper.statement(part));
                    }
                }
                dumper.block("body", &it.body);
            }),
            StatementKind::ForEach(it) => self.node(labeled("ForEach", it.label.as_ref()), span, |dumper| {
                dumper.expression(&it.variable);
                dumper.statement(&it.collection);
                dumper.block("body", &it.body);
            }),
            StatementKind::Switch(it) => self.switch(it, span),
            StatementKind::Try(it) => self.node("Try", span, |dumper| {
                dumper.block("body", &it.body);
                dumper.each(&it.catches, |dumper, clause| dumper.clause("catch", clause));
                if let Some(block) = &it.finally {
                    dumper.block("finally", block);
                }
            }),
            StatementKind::Trap(clause) => self.clause("Trap", clause),
            StatementKind::Data(it) => {
                self.node(format_args!("Data {}", it.variable.as_deref().unwrap_or("-")), span, |dumper| {
                    dumper.each(&it.supported_commands, Self::expression);
                    dumper.block("body", &it.body);
                });
            }
            StatementKind::Unsupported { keyword, body } => {
                self.node(format_args!("Unsupported {keyword}"), span, |dumper| dumper.block("body", body));
            }
            _ => {}
        }
    }

    fn flow(&mut self, head: &str, value: Option<&Statement>, span: Span) {
        self.node(head, span, |dumper| dumper.each(value, Self::statement));
    }

    fn jump(&mut self, head: &str, label: Option<&Expression>, span: Span) {
        self.node(head, span, |dumper| dumper.each(label, Self::expression));
    }

    fn looping(&mut self, head: &str, it: &LoopStatement, span: Span) {
        self.node(labeled(head, it.label.as_ref()), span, |dumper| {
            dumper.statement(&it.condition);
            dumper.block("body", &it.body);
        });
    }

    fn switch(&mut self, it: &SwitchStatement, span: Span) {
        let case = if it.case_sensitive { " case-sensitive" } else { "" };
        let file = if it.file { " file" } else { "" };
        let head = format!("{} {:?}{case}{file}", labeled("Switch", it.label.as_ref()), it.mode);
        self.node(head, span, |dumper| {
            dumper.statement(&it.condition);
            for (condition, block) in &it.clauses {
                dumper.group("clause", |dumper| {
                    dumper.expression(condition);
                    dumper.block("body", block);
                });
            }
            if let Some(block) = &it.default {
                dumper.block("default", block);
            }
        });
    }

    fn clause(&mut self, head: &str, clause: &CatchClause) {
        self.node(head, clause.span, |dumper| {
            dumper.each(&clause.types, Self::type_name);
            dumper.block("body", &clause.body);
        });
    }

    fn element(&mut self, it: &PipelineElement) {
        match it {
            PipelineElement::Expression { expression, redirections } => {
                self.expression(expression);
                self.redirections(redirections);
            }
            PipelineElement::Command(command) => self.command(command),
        }
    }

    fn command(&mut self, it: &Command) {
        let head = match it.invocation {
            Invocation::Plain => "Command",
            Invocation::Ampersand => "Command &",
            Invocation::Dot => "Command .",
        };
        self.node(head, it.span, |dumper| {
            for element in &it.elements {
                match element {
                    CommandElement::Argument(expression) => dumper.expression(expression),
                    CommandElement::Parameter { span, name, argument } => {
                        dumper.node(format_args!("Parameter -{name}"), *span, |dumper| {
                            dumper.each(argument, Self::expression);
                        });
                    }
                }
            }
            dumper.redirections(&it.redirections);
        });
    }

    fn redirections(&mut self, redirections: &[Redirection]) {
        for it in redirections {
            match &it.to {
                RedirectionTarget::File { file, append } => {
                    let sign = if *append { ">>" } else { ">" };
                    self.node(format_args!("Redirection {:?} {sign}", it.from), it.span, |dumper| {
                        dumper.expression(file);
                    });
                }
                RedirectionTarget::Merge(to) => {
                    self.leaf(format_args!("Redirection {:?} >& {to:?}", it.from), it.span);
                }
            }
        }
    }
}

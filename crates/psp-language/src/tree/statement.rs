//! Statements.

use super::{Builder, Field, Fields, NodeId, assignment_kind, maybe, plain};
use crate::{
    class::*,
    enums::{self, TokenKind},
};
use psp_ast::{
    CatchClause, ChainOperator, Expression, ForEachStatement, ForStatement, IfStatement, LoopStatement,
    PipelineElement, Statement, StatementKind, SwitchMode, SwitchStatement, TryStatement,
};
use psp_source::Span;
use psp_types::declare::Emulated;

impl Builder {
    pub(super) fn statement(&mut self, it: &Statement) -> NodeId {
        let span = it.span;
        match &it.kind {
            StatementKind::Pipeline(pipeline) => self.node::<PipelineAst>(span, |builder| {
                vec![
                    (
                        "PipelineElements",
                        builder.many::<CommandBaseAst, _>(&pipeline.elements, Self::element),
                    ),
                    ("Background", plain(pipeline.background)),
                ]
            }),
            StatementKind::PipelineChain(chain) => {
                self.chain(&chain.first, &chain.rest, chain.background, span)
            }
            StatementKind::Assignment(it) => self.node::<AssignmentStatementAst>(span, |builder| {
                vec![
                    ("Left", Field::One(builder.expression(&it.target))),
                    ("Right", Field::One(builder.assigned(&it.value))),
                    ("Operator", Field::Plain(assignment_kind(it.op).value())),
                    ("ErrorPosition", Field::Place(it.op_span)),
                ]
            }),
            StatementKind::Return(value) => self.flow::<ReturnStatementAst>(value.as_deref(), span),
            StatementKind::Exit(value) => self.flow::<ExitStatementAst>(value.as_deref(), span),
            StatementKind::Throw(value) => self.throw(value.as_deref(), span),
            StatementKind::Break(label) => self.jump::<BreakStatementAst>(label.as_ref(), span),
            StatementKind::Continue(label) => self.jump::<ContinueStatementAst>(label.as_ref(), span),
            _ => self.compound(it),
        }
    }

    /// The right side of an assignment: a lone expression is no pipeline.
    fn assigned(&mut self, value: &Statement) -> NodeId {
        match &value.kind {
            StatementKind::Pipeline(pipeline) if !pipeline.background => match pipeline.elements.as_slice() {
                [element @ PipelineElement::Expression { .. }] => self.element(element),
                _ => self.statement(value),
            },
            _ => self.statement(value),
        }
    }

    fn compound(&mut self, it: &Statement) -> NodeId {
        let span = it.span;
        match &it.kind {
            StatementKind::If(it) => self.if_statement(it, span),
            StatementKind::While(it) => self.node::<WhileStatementAst>(span, |builder| builder.looping(it)),
            StatementKind::DoWhile(it) => {
                self.node::<DoWhileStatementAst>(span, |builder| builder.looping(it))
            }
            StatementKind::DoUntil(it) => {
                self.node::<DoUntilStatementAst>(span, |builder| builder.looping(it))
            }
            StatementKind::For(it) => self.for_statement(it, span),
            StatementKind::ForEach(it) => self.for_each(it, span),
            StatementKind::Switch(it) => self.switch(it, span),
            StatementKind::Try(it) => self.try_statement(it, span),
            StatementKind::Trap(clause) => self.trap(clause),
            StatementKind::Function(it) => self.function(it),
            StatementKind::Type(it) => self.type_definition(it),
            StatementKind::Data(it) => self.node::<DataStatementAst>(span, |builder| {
                let allowed = builder.many::<ExpressionAst, _>(&it.supported_commands, Self::expression);
                vec![
                    ("CommandsAllowed", allowed),
                    ("Body", Field::One(builder.block(&it.body))),
                    ("Variable", plain(it.variable.as_deref().map(psp_value::Value::from))),
                ]
            }),
            StatementKind::Unsupported { body, .. } => self
                .node::<BlockStatementAst>(span, |builder| vec![("Body", Field::One(builder.block(body)))]),
            _ => self.node::<ErrorStatementAst>(span, |_| Vec::new()),
        }
    }

    fn if_statement(&mut self, it: &IfStatement, span: Span) -> NodeId {
        self.node::<IfStatementAst>(span, |builder| {
            let clauses = it
                .clauses
                .iter()
                .map(|(condition, block)| (builder.statement(condition), builder.block(block)));
            let classes = (PipelineBaseAst::ty(), StatementBlockAst::ty());
            let mut fields: Fields = vec![("Clauses", Field::Pairs(classes, clauses.collect()))];
            fields.extend(maybe("ElseClause", it.otherwise.as_ref().map(|it| builder.block(it))));
            fields
        })
    }

    fn chain(
        &mut self,
        first: &Statement,
        rest: &[(ChainOperator, Statement)],
        background: bool,
        span: Span,
    ) -> NodeId {
        let Some(((operator, last), before)) = rest.split_last() else { return self.statement(first) };
        let kind = match operator {
            ChainOperator::AndAnd => TokenKind::AndAnd,
            ChainOperator::OrOr => TokenKind::OrOr,
        };
        self.node::<PipelineChainAst>(span, |builder| {
            let inner = before.last().map_or(first.span, |(_, it)| first.span.to(it.span));
            vec![
                ("LhsPipelineChain", Field::One(builder.chain(first, before, false, inner))),
                ("RhsPipeline", Field::One(builder.statement(last))),
                ("Operator", Field::Plain(kind.value())),
                ("Background", plain(background)),
            ]
        })
    }

    fn flow<T: Emulated>(&mut self, value: Option<&Statement>, span: Span) -> NodeId {
        self.node::<T>(span, |builder| {
            maybe("Pipeline", value.map(|it| builder.statement(it))).into_iter().collect()
        })
    }

    fn throw(&mut self, value: Option<&Statement>, span: Span) -> NodeId {
        self.node::<ThrowStatementAst>(span, |builder| {
            let pipeline = maybe("Pipeline", value.map(|it| builder.statement(it)));
            pipeline.into_iter().chain([("IsRethrow", plain(value.is_none()))]).collect()
        })
    }

    fn jump<T: Emulated>(&mut self, label: Option<&Expression>, span: Span) -> NodeId {
        self.node::<T>(span, |builder| {
            maybe("Label", label.map(|it| builder.expression(it))).into_iter().collect()
        })
    }

    fn looping(&mut self, it: &LoopStatement) -> Fields {
        vec![
            ("Condition", Field::One(self.statement(&it.condition))),
            ("Body", Field::One(self.block(&it.body))),
            label(it.label.as_ref()),
        ]
    }

    fn for_statement(&mut self, it: &ForStatement, span: Span) -> NodeId {
        self.node::<ForStatementAst>(span, |builder| {
            let mut fields: Fields = vec![label(it.label.as_ref())];
            let parts =
                [("Initializer", &it.initializer), ("Condition", &it.condition), ("Iterator", &it.iterator)];
            for (name, part) in parts {
                fields.extend(maybe(name, part.as_ref().map(|it| builder.statement(it))));
            }
            fields.push(("Body", Field::One(builder.block(&it.body))));
            fields
        })
    }

    fn for_each(&mut self, it: &ForEachStatement, span: Span) -> NodeId {
        self.node::<ForEachStatementAst>(span, |builder| {
            vec![
                ("Variable", Field::One(builder.expression(&it.variable))),
                ("Condition", Field::One(builder.statement(&it.collection))),
                ("Body", Field::One(builder.block(&it.body))),
                ("Flags", Field::Plain(enums::value(&enums::FOR_EACH_FLAGS, 0))),
                label(it.label.as_ref()),
            ]
        })
    }

    fn switch(&mut self, it: &SwitchStatement, span: Span) -> NodeId {
        let mode = match it.mode {
            SwitchMode::Exact => 0,
            SwitchMode::Regex => 2,
            SwitchMode::Wildcard => 4,
        };
        let flags = i64::from(it.file) | mode | if it.case_sensitive { 16 } else { 0 };
        self.node::<SwitchStatementAst>(span, |builder| {
            let condition = builder.statement(&it.condition);
            let clauses = it
                .clauses
                .iter()
                .map(|(condition, block)| (builder.expression(condition), builder.block(block)));
            let classes = (ExpressionAst::ty(), StatementBlockAst::ty());
            let mut fields: Fields = vec![
                ("Condition", Field::One(condition)),
                ("Clauses", Field::Pairs(classes, clauses.collect())),
                ("Flags", Field::Plain(enums::value(&enums::SWITCH_FLAGS, flags))),
                label(it.label.as_ref()),
            ];
            fields.extend(maybe("Default", it.default.as_ref().map(|it| builder.block(it))));
            fields
        })
    }

    fn try_statement(&mut self, it: &TryStatement, span: Span) -> NodeId {
        self.node::<TryStatementAst>(span, |builder| {
            let body = builder.block(&it.body);
            let catches = builder.many::<CatchClauseAst, _>(&it.catches, Self::catch_clause);
            let mut fields: Fields = vec![("Body", Field::One(body)), ("CatchClauses", catches)];
            fields.extend(maybe("Finally", it.finally.as_ref().map(|it| builder.block(it))));
            fields
        })
    }

    fn catch_clause(&mut self, it: &CatchClause) -> NodeId {
        self.node::<CatchClauseAst>(it.span, |builder| {
            vec![
                ("CatchTypes", builder.many::<TypeConstraintAst, _>(&it.types, Self::type_constraint)),
                ("Body", Field::One(builder.block(&it.body))),
                ("IsCatchAll", plain(it.types.is_empty())),
            ]
        })
    }

    fn trap(&mut self, it: &CatchClause) -> NodeId {
        self.node::<TrapStatementAst>(it.span, |builder| {
            let ty = it.types.first().map(|it| builder.type_constraint(it));
            let mut fields: Fields = maybe("TrapType", ty).into_iter().collect();
            fields.push(("Body", Field::One(builder.block(&it.body))));
            fields
        })
    }
}

fn label(label: Option<&String>) -> (&'static str, Field) {
    ("Label", plain(label.map(|it| psp_value::Value::from(it.as_str()))))
}

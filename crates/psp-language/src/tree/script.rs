//! Script blocks, their parameters and named blocks, statement blocks.

use super::{Builder, Field, Fields, NodeId, maybe, plain};
use crate::{
    class::{
        AttributeAst, AttributeBaseAst, HashtableAst, NamedBlockAst, ParamBlockAst, ParameterAst,
        ScriptBlockAst, StatementAst, StatementBlockAst, StringConstantExpressionAst, TrapStatementAst,
        UsingStatementAst, VariableExpressionAst,
    },
    enums::{self, TokenKind},
};
use psp_ast::{
    NamedBlock, Parameter, ParameterAttribute, Quote, ScriptBlock, Statement, StatementBlock, StatementKind,
    Using, UsingKind, VariablePath,
};
use psp_source::Span;

impl Builder {
    pub(super) fn script_block(&mut self, it: &ScriptBlock) -> NodeId {
        self.node::<ScriptBlockAst>(it.span, |builder| {
            let usings = builder.many::<UsingStatementAst, _>(&it.usings, Self::using);
            let mut fields: Fields = vec![("UsingStatements", usings)];
            if let Some(block) = &it.param_block {
                let id = builder.node::<ParamBlockAst>(block.span, |builder| {
                    vec![
                        ("Attributes", builder.many::<AttributeAst, _>(&it.attributes, Self::attribute)),
                        ("Parameters", builder.parameters(&block.parameters)),
                    ]
                });
                fields.push(("ParamBlock", Field::One(id)));
            }
            // Attributes stand at the `param` block; the list of the block itself is for configurations.
            fields.push(("Attributes", builder.many::<AttributeAst, _>(&[], Self::attribute)));
            let named = [
                ("DynamicParamBlock", TokenKind::Dynamicparam, &it.dynamic_param),
                ("BeginBlock", TokenKind::Begin, &it.begin),
                ("ProcessBlock", TokenKind::Process, &it.process),
                ("EndBlock", TokenKind::End, &it.end),
                ("CleanBlock", TokenKind::Clean, &it.clean),
            ];
            for (name, kind, block) in named {
                let id = block.as_ref().map(|block| builder.named_block(kind, block, it));
                fields.extend(maybe(name, id));
            }
            fields
        })
    }

    fn using(&mut self, it: &Using) -> NodeId {
        self.node::<UsingStatementAst>(it.span, |builder| {
            let (kind, name) = match &it.kind {
                UsingKind::Assembly(name) => (0, builder.named_thing(it.span, name)),
                UsingKind::Module(name) => (2, builder.expression(name)),
                UsingKind::Namespace(name) => (3, builder.named_thing(it.span, name)),
                UsingKind::Other(name) => (4, builder.named_thing(it.span, &name.to_string())),
            };
            let is_table = builder.nodes.get(name.0 as usize).is_some_and(super::Node::is::<HashtableAst>);
            vec![
                ("UsingStatementKind", Field::Plain(enums::value(&enums::USING_STATEMENT_KIND, kind))),
                (if is_table { "ModuleSpecification" } else { "Name" }, Field::One(name)),
            ]
        })
    }

    /// What a `using` statement names, where its text has it.
    fn named_thing(&mut self, statement: Span, name: &str) -> NodeId {
        let text = self.slice(statement);
        let at = text.rfind(name).map_or(statement.end, |at| statement.start + at as u32);
        let end = (at + name.len() as u32).min(statement.end);
        self.node::<StringConstantExpressionAst>(Span::new(at, end), |_| {
            let kind = super::expression::string_type(Quote::Bare);
            vec![("StringConstantType", kind), ("Value", plain(name))]
        })
    }

    fn named_block(&mut self, kind: TokenKind, block: &NamedBlock, script: &ScriptBlock) -> NodeId {
        let span = if block.implicit { implicit_span(block, script) } else { block.span };
        self.node::<NamedBlockAst>(span, |builder| {
            let mut fields = builder.statements(&block.statements);
            fields.push(("BlockKind", Field::Plain(kind.value())));
            fields.push(("Unnamed", plain(block.implicit)));
            fields
        })
    }

    /// The statements of a block; traps come before the others.
    fn statements(&mut self, statements: &[Statement]) -> Fields {
        let is_trap = |it: &&Statement| matches!(it.kind, StatementKind::Trap(_));
        let traps = statements.iter().filter(is_trap);
        let traps = self.many::<TrapStatementAst, _>(traps, Self::statement);
        let others = statements.iter().filter(|it| !is_trap(it));
        let others = self.many::<StatementAst, _>(others, Self::statement);
        vec![("Statements", others), ("Traps", traps)]
    }

    pub(super) fn block(&mut self, block: &StatementBlock) -> NodeId {
        self.node::<StatementBlockAst>(block.span, |it| it.statements(&block.statements))
    }

    /// The statements of `$(…)` and `@(…)`, whose block has no brackets.
    pub(super) fn enclosed(&mut self, block: &StatementBlock) -> NodeId {
        let span = match (block.statements.first(), block.statements.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::at(0),
        };
        self.node::<StatementBlockAst>(span, |it| it.statements(&block.statements))
    }

    pub(super) fn parameters(&mut self, parameters: &[Parameter]) -> Field {
        self.many::<ParameterAst, _>(parameters, Self::parameter)
    }

    fn parameter(&mut self, it: &Parameter) -> NodeId {
        self.node::<ParameterAst>(it.span, |builder| {
            let attributes = builder.many::<AttributeBaseAst, _>(&it.attributes, |builder, it| match it {
                ParameterAttribute::Type(name) => builder.type_constraint(name),
                ParameterAttribute::Attribute(it) => builder.attribute(it),
            });
            let name = builder.node::<VariableExpressionAst>(it.name_span, |_| {
                vec![
                    (
                        "VariablePath",
                        Field::Path(VariablePath::plain(it.name.as_str()), it.name.as_str().into()),
                    ),
                    ("Splatted", plain(false)),
                ]
            });
            let mut fields = vec![("Attributes", attributes), ("Name", Field::One(name))];
            fields.extend(maybe("DefaultValue", it.default.as_ref().map(|it| builder.expression(it))));
            fields
        })
    }
}

/// Where PowerShell sees a block that is written without a keyword.
fn implicit_span(block: &NamedBlock, script: &ScriptBlock) -> Span {
    let mut span = block.span;
    let is_empty = block.statements.is_empty();
    if is_empty {
        let inner = script.inner;
        let whole = inner.start == script.span.start;
        span = if whole || inner.is_empty() { Span::at(0) } else { Span::new(inner.start, inner.end - 1) };
    }
    match &script.param_block {
        Some(params) => Span::new(params.span.start, if is_empty { params.span.end } else { span.end }),
        None => span,
    }
}

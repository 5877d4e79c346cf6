//! Pipelines, chains of them, assignments and redirections.

use super::kit::{self, Input, peek, span_from, statement as node, take};
use super::{Rule, Rules, command};
use crate::build::operator;
use chumsky::prelude::*;
use psp_ast::{
    Assignment, ChainOperator, Command, Expression, Pipeline, PipelineChain, PipelineElement, Statement,
    StatementKind,
};
use psp_lexer::Kind;

/// Tokens that may stand behind a pipeline.
pub(super) fn ends_pipeline(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Newline | Kind::Semicolon | Kind::RParen | Kind::RCurly | Kind::EndOfInput | Kind::RegionEnd
    )
}

/// An expression where a statement is wanted.
pub(super) fn expression_statement(expression: Expression) -> Statement {
    let span = expression.span;
    let elements = vec![PipelineElement::Expression { expression, redirections: Vec::new() }];
    node(span, StatementKind::Pipeline(Pipeline { span, elements, background: false }))
}

/// `pipeline_chain = pipeline { ( "&&" | "||" ) pipeline } [ "&" ]`
pub(super) fn pipeline_chain(rules: &Rules) -> Rule<Statement> {
    let pipeline = pipeline(rules);
    custom(move |input: &mut Input<'_>| {
        let first_index = kit::index(input);
        let mut first = input.parse(&pipeline)?;
        let mut rest = Vec::new();
        loop {
            let operator = match peek(input) {
                Kind::AndAnd => ChainOperator::AndAnd,
                Kind::OrOr => ChainOperator::OrOr,
                Kind::Ampersand => break,
                kind if ends_pipeline(kind) => break,
                // A block statement as the value of an assignment needs no separator.
                _ if ends_in_block(&first) => break,
                _ => return Err(kit::unexpected(input)),
            };
            input.skip();
            rest.push((operator, input.parse(&pipeline)?));
        }
        let span = span_from(input, first_index);
        let background = take(input, Kind::Ampersand).is_some();
        if rest.is_empty() {
            if background && let StatementKind::Pipeline(pipeline) = &mut first.kind {
                pipeline.background = true;
            }
            return Ok(first);
        }
        let chain = PipelineChain { first: Box::new(first), rest, background };
        Ok(node(span, StatementKind::PipelineChain(chain)))
    })
    .boxed()
}

fn ends_in_block(statement: &Statement) -> bool {
    let mut statement = statement;
    loop {
        match &statement.kind {
            StatementKind::Assignment(assignment) => statement = &assignment.value,
            StatementKind::Pipeline(pipeline) => return pipeline.background,
            StatementKind::PipelineChain(chain) => return chain.background,
            _ => return true,
        }
    }
}

/// `pipeline = expression ( assignment_operator statement | { redirection } { "|" command } ) | command { "|" command }`
fn pipeline(rules: &Rules) -> Rule<Statement> {
    let expression = rules.expression.clone();
    let statement = rules.statement.clone();
    let command = command::command(rules);
    let redirection = command::redirection(rules);
    custom(move |input: &mut Input<'_>| {
        let first_index = kit::index(input);
        let mut elements = Vec::new();
        if command::begins_command(peek(input)) {
            elements.push(PipelineElement::Command(input.parse(&command)?));
        } else {
            let target = input.parse(&expression)?;
            if let Some(operator) = take(input, Kind::Assign) {
                let op = operator::assignment(input.state().text(operator));
                let value = Box::new(input.parse(&statement)?);
                let assignment = Assignment { target, op, op_span: operator.span(), value };
                let span = assignment.target.span.to(assignment.value.span);
                return Ok(node(span, StatementKind::Assignment(assignment)));
            }
            let mut redirections = Vec::new();
            while command::is_redirection(peek(input)) {
                redirections.push(input.parse(&redirection)?);
            }
            elements.push(PipelineElement::Expression { expression: target, redirections });
        }
        pipeline_tail(input, &command, &mut elements)?;
        let span = span_from(input, first_index);
        Ok(node(span, StatementKind::Pipeline(Pipeline { span, elements, background: false })))
    })
    .boxed()
}

/// `pipeline_tail = { "|" command }`
fn pipeline_tail(
    input: &mut Input<'_>,
    command: &Rule<Command>,
    elements: &mut Vec<PipelineElement>,
) -> kit::Outcome<()> {
    while take(input, Kind::Pipe).is_some() {
        elements.push(PipelineElement::Command(input.parse(command)?));
    }
    Ok(())
}

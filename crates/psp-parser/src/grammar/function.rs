//! Functions and parameters.

use super::kit::{self, Input, expect, peek, span, span_from, statement as node, take, token};
use super::{Rule, Rules};
use chumsky::prelude::*;
use psp_ast::{FunctionDefinition, FunctionKind, ParamBlock, Parameter, Statement, StatementKind};
use psp_lexer::Kind;

/// `function_statement = ( "function" | "filter" | … ) Word [ parameter_list ] script_block`
pub(super) fn function_statement(rules: &Rules) -> Rule<Statement> {
    let parameters = parameter_list(rules);
    let body = rules.script_block.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let keyword = input.next();
        let name = expect(input, Kind::Word)?;
        let parameters = if peek(input) == Kind::LParen { Some(input.parse(&parameters)?) } else { None };
        let mut body = input.parse(&body)?;
        let kind = match keyword.map(|token| token.kind) {
            Some(Kind::Filter) => FunctionKind::Filter,
            Some(Kind::Workflow) => FunctionKind::Workflow,
            Some(Kind::Configuration) => FunctionKind::Configuration,
            _ => FunctionKind::Function,
        };
        if kind == FunctionKind::Filter && body.end.as_ref().is_some_and(|end| end.implicit) {
            body.process = body.end.take();
        }
        let name_span = name.span();
        let name = crate::build::text::word(input.state().text(name));
        let span = span_from(input, first);
        let definition = FunctionDefinition { span, name, name_span, kind, parameters, body };
        Ok(node(span, StatementKind::Function(Box::new(definition))))
    })
    .boxed()
}

/// `param_block = "param" parameter_list`
pub(super) fn param_block(rules: &Rules) -> Rule<ParamBlock> {
    token(Kind::Param)
        .ignore_then(parameter_list(rules))
        .map_with(|parameters, extra| ParamBlock { span: span(extra), parameters })
        .boxed()
}

/// `parameter_list = "(" [ parameter { "," parameter } ] ")"`
pub(super) fn parameter_list(rules: &Rules) -> Rule<Vec<Parameter>> {
    let parameter = parameter(rules);
    custom(move |input: &mut Input<'_>| {
        expect(input, Kind::LParen)?;
        let mut parameters = Vec::new();
        if take(input, Kind::RParen).is_some() {
            return Ok(parameters);
        }
        loop {
            parameters.push(input.parse(&parameter)?);
            if take(input, Kind::Comma).is_none() {
                expect(input, Kind::RParen)?;
                return Ok(parameters);
            }
        }
    })
    .boxed()
}

/// `parameter = { attribute } Variable [ "=" argument_expression ]`
fn parameter(rules: &Rules) -> Rule<Parameter> {
    let attribute = rules.attribute.clone();
    let default = rules.argument_expression.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let mut attributes = Vec::new();
        while peek(input) == Kind::TypeOpen {
            attributes.push(input.parse(&attribute)?);
        }
        let name = expect(input, Kind::Variable)?;
        let name_span = name.span();
        let text = input.state().text(name).to_owned();
        let is_assigned = input.peek().is_some_and(|it| it.kind == Kind::Assign && it.end - it.start == 1);
        let default = if is_assigned && take(input, Kind::Assign).is_some() {
            Some(input.parse(&default)?)
        } else {
            None
        };
        let (path, _) = crate::build::variable::path(&text);
        let name = if path.is_unqualified() {
            path.name
        } else {
            text.trim_start_matches('$').trim_matches(['{', '}']).to_owned()
        };
        Ok(Parameter { span: span_from(input, first), attributes, name, name_span, default })
    })
    .boxed()
}

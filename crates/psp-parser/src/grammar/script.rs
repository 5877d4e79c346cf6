//! Scripts, script blocks and lists of statements.

use super::kit::{self, Input, expect, peek, separators, span_from, take, token};
use super::{Knot, Rule, Rules, function};
use chumsky::prelude::*;
use psp_ast::{
    Attribute, NamedBlock, Quote, Requires, ScriptBlock, Statement, StatementBlock, Using, UsingKind,
};
use psp_lexer::Kind;
use psp_source::Span;

/// `script = { using_statement } script_body EndOfInput`
pub(super) fn script(rules: &Rules) -> Rule<ScriptBlock> {
    let using = using_statement(rules).then_ignore(separators()).repeated().collect::<Vec<_>>();
    separators()
        .ignore_then(using)
        .then(script_body(rules))
        .then_ignore(token(Kind::EndOfInput))
        .map_with(|(usings, mut script), extra| {
            let source = extra.state();
            script.usings = usings;
            script.span = source.all();
            script.inner = source.all();
            script.requires = source
                .requires()
                .iter()
                .map(|&span| {
                    let text = source.slice(span).get("#requires".len()..).unwrap_or_default();
                    Requires { span, text: text.trim().to_owned() }
                })
                .collect();
            script
        })
        .boxed()
}

/// `using_statement = "using" Word command_argument [ "=" command_argument ]`
fn using_statement(rules: &Rules) -> Rule<Using> {
    let argument = rules.command_argument.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        expect(input, Kind::Using)?;
        let directive = expect(input, Kind::Word)?;
        let directive = input.state().text(directive).to_ascii_lowercase();
        let value = input.parse(&argument)?;
        if let Some(word) = input.peek()
            && input.state().text(word) == "="
        {
            input.skip();
            input.parse(&argument)?;
        }
        if !matches!(peek(input), Kind::Newline | Kind::Semicolon | Kind::EndOfInput) {
            return Err(kit::unexpected(input));
        }
        let span = span_from(input, first);
        let text = match &value.kind {
            psp_ast::ExpressionKind::String { value, .. } => value.clone(),
            _ => input.state().slice(value.span).to_owned(),
        };
        let kind = match directive.as_str() {
            "namespace" => UsingKind::Namespace(text),
            "assembly" => UsingKind::Assembly(text),
            "module" => UsingKind::Module(value),
            "type" | "command" => UsingKind::Other(psp_ast::TypeName {
                span: value.span,
                kind: psp_ast::TypeNameKind::Plain(text),
            }),
            _ => return Err(kit::unexpected(input)),
        };
        Ok(Using { span, kind })
    })
    .boxed()
}

/// `script_block = "{" script_body "}"`
pub(super) fn script_block(rules: &Rules) -> Rule<ScriptBlock> {
    token(Kind::LCurly)
        .then(script_body(rules))
        .then(token(Kind::RCurly))
        .map(|((open, mut script), close)| {
            script.span = open.span().to(close.span());
            script.inner = Span::new(open.end, close.start);
            script
        })
        .boxed()
}

/// `script_body = [ attributes "param" parameter_list ] ( named_block { named_block } | statement_list )`
pub(super) fn script_body(rules: &Rules) -> Rule<ScriptBlock> {
    let attributes = rules.attributes.clone();
    let param_block = function::param_block(rules);
    let named_block = named_block(rules);
    let statements = rules.statement_list.clone();
    let separators = separators();
    custom(move |input: &mut Input<'_>| {
        let mut script = ScriptBlock::default();
        input.parse(&separators)?;
        if leads_to_param(input) {
            script.attributes = input.parse(&attributes)?;
            script.param_block = Some(input.parse(&param_block)?);
            input.parse(&separators)?;
        }
        if is_named_block(peek(input)) {
            while is_named_block(peek(input)) {
                let (kind, block) = input.parse(&named_block)?;
                place(&mut script, kind, block);
                input.parse(&separators)?;
            }
            return Ok(script);
        }
        script.end = Some(implicit_end(input, &statements)?);
        Ok(script)
    })
    .boxed()
}

fn implicit_end(input: &mut Input<'_>, statements: &Knot<Vec<Statement>>) -> kit::Outcome<NamedBlock> {
    let statements = input.parse(statements)?;
    let span = match (statements.first(), statements.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::at(input.peek().map_or(0, |token| token.start)),
    };
    Ok(NamedBlock::implicit(StatementBlock { span, statements }))
}

fn is_named_block(kind: Kind) -> bool {
    matches!(kind, Kind::DynamicParam | Kind::Begin | Kind::Process | Kind::End | Kind::Clean)
}

fn place(script: &mut ScriptBlock, kind: Kind, block: NamedBlock) {
    let place = match kind {
        Kind::DynamicParam => &mut script.dynamic_param,
        Kind::Begin => &mut script.begin,
        Kind::Process => &mut script.process,
        Kind::Clean => &mut script.clean,
        _ => &mut script.end,
    };
    *place = Some(block);
}

/// `named_block = ( "dynamicparam" | "begin" | "process" | "end" | "clean" ) statement_block`
fn named_block(rules: &Rules) -> Rule<(Kind, NamedBlock)> {
    any()
        .then(rules.statement_block.clone())
        .map(|(keyword, block): (psp_lexer::Token, StatementBlock)| {
            let span = keyword.span().to(block.span);
            (keyword.kind, NamedBlock { span, implicit: false, statements: block.statements })
        })
        .boxed()
}

/// Attributes, if any, stand before `param`.
fn leads_to_param(input: &mut Input<'_>) -> bool {
    after_attributes(input) == Kind::Param
}

/// The kind of the token behind the attributes that come next.
pub(super) fn after_attributes(input: &mut Input<'_>) -> Kind {
    if peek(input) != Kind::TypeOpen {
        return peek(input);
    }
    let start = input.save();
    let mut depth = 0_u32;
    let kind = loop {
        match input.next().map_or(Kind::EndOfInput, |token| token.kind) {
            Kind::TypeOpen
            | Kind::TypeBracket
            | Kind::IndexOpen
            | Kind::QuestionIndexOpen
            | Kind::GenericOpen => {
                depth += 1;
            }
            Kind::RBracket => {
                depth = depth.saturating_sub(1);
                if depth == 0 && peek(input) != Kind::TypeOpen {
                    break peek(input);
                }
            }
            Kind::EndOfInput => break Kind::EndOfInput,
            _ => {}
        }
    };
    input.rewind(start);
    kind
}

/// `statement_block = "{" statement_list "}"`
pub(super) fn statement_block(rules: &Rules) -> Rule<StatementBlock> {
    token(Kind::LCurly)
        .then(rules.statement_list.clone())
        .then(token(Kind::RCurly))
        .map(|((open, statements), close)| StatementBlock { span: open.span().to(close.span()), statements })
        .boxed()
}

/// `statement_list = { separator } { statement { separator } }`
pub(super) fn statement_list(rules: &Rules) -> Rule<Vec<Statement>> {
    let statement = rules.statement.clone();
    let separators = separators();
    custom(move |input: &mut Input<'_>| {
        let mut statements = Vec::new();
        input.parse(&separators)?;
        while !ends_list(peek(input)) {
            match input.parse(&statement) {
                Ok(statement) => statements.push(statement),
                Err(error) => {
                    // The outermost list comes last: what it has is what remains of the text.
                    input.state().keep(statements);
                    return Err(error);
                }
            }
            input.parse(&separators)?;
        }
        Ok(statements)
    })
    .boxed()
}

fn ends_list(kind: Kind) -> bool {
    matches!(kind, Kind::RCurly | Kind::RParen | Kind::EndOfInput | Kind::RegionEnd)
}

/// The attributes of `param` and `class`.
pub(super) fn attribute_list(
    input: &mut Input<'_>,
    attributes: &Knot<Vec<Attribute>>,
) -> kit::Outcome<Vec<Attribute>> {
    input.parse(attributes)
}

/// `data_statement = "data" [ Word ] [ Parameter command_argument { "," command_argument } ] statement_block`
pub(super) fn data_statement(rules: &Rules) -> Rule<Statement> {
    let argument = rules.command_argument.clone();
    let block = rules.statement_block.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        expect(input, Kind::Data)?;
        let name = take(input, Kind::Word);
        let variable = name.map(|token| input.state().text(token).to_owned());
        let mut supported_commands = Vec::new();
        if let Some(flag) = take(input, Kind::Parameter).or_else(|| take(input, Kind::ParameterColon)) {
            let name = input
                .state()
                .text(flag)
                .trim_matches(|c| c == ':' || psp_lexer::is_dash(c))
                .to_ascii_lowercase();
            if !"supportedcommand".starts_with(&name) {
                return Err(kit::unexpected(input));
            }
            supported_commands.push(input.parse(&argument)?);
            while take(input, Kind::Comma).is_some() {
                supported_commands.push(input.parse(&argument)?);
            }
        }
        let body = input.parse(&block)?;
        let data = psp_ast::DataStatement { variable, supported_commands, body };
        Ok(kit::statement(span_from(input, first), psp_ast::StatementKind::Data(data)))
    })
    .boxed()
}

/// How a here-string or string token was quoted.
pub(super) fn quote(kind: Kind) -> Quote {
    match kind {
        Kind::SingleQuoted => Quote::Single,
        Kind::DoubleQuoted | Kind::StringStart => Quote::Double,
        Kind::SingleHere => Quote::SingleHere,
        Kind::DoubleHere | Kind::HereStart => Quote::DoubleHere,
        Kind::VerbatimText => Quote::Verbatim,
        _ => Quote::Bare,
    }
}

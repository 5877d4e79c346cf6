//! Statements with keywords.

use super::kit::{
    self, Input, dispatch, expect, newlines, peek, span, span_from, statement as node, take, token, token_of,
};
use super::{Rule, Rules, class, function, pipeline, script};
use chumsky::prelude::*;
use psp_ast::{
    CatchClause, ForEachStatement, ForStatement, IfStatement, LoopStatement, Statement, StatementBlock,
    StatementKind, SwitchMode, SwitchStatement, TryStatement,
};
use psp_lexer::{Kind, Token, is_dash};

/// `statement = if_statement | labeled_statement | … | pipeline_chain`
pub(super) fn statement(rules: &Rules) -> Rule<Statement> {
    let entries: Vec<(&'static [Kind], Rule<Statement>)> = vec![
        (&[Kind::If], if_statement(rules)),
        (
            &[Kind::Label, Kind::While, Kind::Do, Kind::For, Kind::Foreach, Kind::Switch],
            labeled_statement(rules),
        ),
        (&[Kind::Try], try_statement(rules)),
        (&[Kind::Trap], trap_statement(rules)),
        (&[Kind::Return, Kind::Throw, Kind::Exit], flow_statement(rules)),
        (&[Kind::Break, Kind::Continue], loop_control(rules)),
        (
            &[Kind::Function, Kind::Filter, Kind::Workflow, Kind::Configuration],
            function::function_statement(rules),
        ),
        (&[Kind::Class, Kind::Enum, Kind::Interface], class::type_definition(rules)),
        (&[Kind::TypeOpen], attributed_statement(rules)),
        (&[Kind::Data], script::data_statement(rules)),
        (&[Kind::Block], unsupported_block(rules)),
        (
            &[Kind::Reserved, Kind::Using],
            empty().try_map(|(), span| Err(chumsky::error::Cheap::new(span))).boxed(),
        ),
    ];
    dispatch(entries, Some(rules.pipeline_chain.clone().boxed()))
}

/// `attributed_statement = attributes type_definition | pipeline_chain`
fn attributed_statement(rules: &Rules) -> Rule<Statement> {
    let definition = class::type_definition(rules);
    let chain = rules.pipeline_chain.clone();
    custom(move |input: &mut Input<'_>| match script::after_attributes(input) {
        Kind::Class | Kind::Enum | Kind::Interface => input.parse(&definition),
        _ => input.parse(&chain),
    })
    .boxed()
}

/// `condition = "(" pipeline_chain ")"`
fn condition(rules: &Rules) -> Rule<Statement> {
    let inner = newlines().ignore_then(rules.pipeline_chain.clone()).then_ignore(newlines());
    token(Kind::LParen).ignore_then(inner).then_ignore(token(Kind::RParen)).boxed()
}

/// `if_statement = "if" condition statement_block { "elseif" condition statement_block } [ "else" statement_block ]`
fn if_statement(rules: &Rules) -> Rule<Statement> {
    let clause = condition(rules).then(rules.statement_block.clone()).boxed();
    let otherwise = token(Kind::Else).ignore_then(rules.statement_block.clone()).or_not();
    token(Kind::If)
        .ignore_then(clause.clone())
        .then(token(Kind::ElseIf).ignore_then(clause).repeated().collect::<Vec<_>>())
        .then(otherwise)
        .map_with(|((first, mut clauses), otherwise), extra| {
            clauses.insert(0, first);
            node(span(extra), StatementKind::If(IfStatement { clauses, otherwise }))
        })
        .boxed()
}

/// `labeled_statement = [ Label ] ( while_statement | do_statement | for_statement | foreach_statement | switch_statement )`
fn labeled_statement(rules: &Rules) -> Rule<Statement> {
    let looping = dispatch(
        vec![
            (&[Kind::While] as &[_], while_statement(rules)),
            (&[Kind::Do], do_statement(rules)),
            (&[Kind::For], for_statement(rules)),
            (&[Kind::Foreach], foreach_statement(rules)),
            (&[Kind::Switch], switch_statement(rules)),
        ],
        None,
    );
    custom(move |input: &mut Input<'_>| {
        let Some(label) = take(input, Kind::Label) else { return input.parse(&looping) };
        let name = input.state().text(label).trim_start_matches(':').to_owned();
        let mut statement = input.parse(&looping)?;
        statement.span = label.span().to(statement.span);
        let place = match &mut statement.kind {
            StatementKind::While(it) | StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => {
                &mut it.label
            }
            StatementKind::For(it) => &mut it.label,
            StatementKind::ForEach(it) => &mut it.label,
            StatementKind::Switch(it) => &mut it.label,
            _ => return Ok(statement),
        };
        *place = Some(name);
        Ok(statement)
    })
    .boxed()
}

/// `while_statement = "while" condition statement_block`
fn while_statement(rules: &Rules) -> Rule<Statement> {
    token(Kind::While)
        .ignore_then(condition(rules))
        .then(rules.statement_block.clone())
        .map_with(|(condition, body), extra| {
            let kind = LoopStatement { label: None, condition: Box::new(condition), body };
            node(span(extra), StatementKind::While(kind))
        })
        .boxed()
}

/// `do_statement = "do" statement_block ( "while" | "until" ) condition`
fn do_statement(rules: &Rules) -> Rule<Statement> {
    token(Kind::Do)
        .ignore_then(rules.statement_block.clone())
        .then(token_of(&[Kind::While, Kind::Until]))
        .then(condition(rules))
        .map_with(|((body, keyword), condition), extra| {
            let kind = LoopStatement { label: None, condition: Box::new(condition), body };
            let until = keyword.kind == Kind::Until;
            node(span(extra), if until { StatementKind::DoUntil(kind) } else { StatementKind::DoWhile(kind) })
        })
        .boxed()
}

/// `for_statement = "for" "(" [ pipeline_chain ] [ separator ] [ pipeline_chain ] [ separator ] [ pipeline_chain ] ")"
/// statement_block`
fn for_statement(rules: &Rules) -> Rule<Statement> {
    let chain = rules.pipeline_chain.clone();
    let block = rules.statement_block.clone();
    let part = move |input: &mut Input<'_>, last: bool| {
        while take(input, Kind::Newline).is_some() {}
        let part = match peek(input) {
            Kind::Semicolon | Kind::RParen => None,
            _ => Some(Box::new(input.parse(&chain)?)),
        };
        if !last && take(input, Kind::Newline).is_none() {
            take(input, Kind::Semicolon);
        }
        Ok(part)
    };
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        expect(input, Kind::For)?;
        expect(input, Kind::LParen)?;
        let (initializer, condition, iterator) =
            (part(input, false)?, part(input, false)?, part(input, true)?);
        while take(input, Kind::Newline).is_some() {}
        expect(input, Kind::RParen)?;
        let body = input.parse(&block)?;
        let kind = ForStatement { label: None, initializer, condition, iterator, body };
        Ok(node(span_from(input, first), StatementKind::For(kind)))
    })
    .boxed()
}

/// `foreach_statement = "foreach" "(" Variable "in" pipeline_chain ")" statement_block`
fn foreach_statement(rules: &Rules) -> Rule<Statement> {
    let flags = token_of(&[Kind::Parameter, Kind::Number]).repeated();
    token(Kind::Foreach)
        .ignore_then(flags.clone())
        .ignore_then(token(Kind::LParen))
        .ignore_then(flags)
        .ignore_then(token(Kind::Variable).rewind().ignore_then(rules.value.clone()))
        .then_ignore(newlines())
        .then_ignore(token(Kind::In))
        .then(rules.pipeline_chain.clone())
        .then_ignore(newlines())
        .then_ignore(token(Kind::RParen))
        .then(rules.statement_block.clone())
        .map_with(|((variable, collection), body), extra| {
            let collection = Box::new(collection);
            let kind = ForEachStatement { label: None, variable, collection, body };
            node(span(extra), StatementKind::ForEach(kind))
        })
        .boxed()
}

/// `switch_statement = "switch" { Parameter } ( condition | command_argument ) "{" { switch_clause } "}"`
fn switch_statement(rules: &Rules) -> Rule<Statement> {
    let condition = condition(rules);
    let argument = rules.command_argument.clone();
    let block = rules.statement_block.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        expect(input, Kind::Switch)?;
        let mut switch = SwitchStatement {
            label: None,
            mode: SwitchMode::Exact,
            case_sensitive: false,
            file: false,
            condition: Box::new(node(psp_source::Span::at(0), StatementKind::Error)),
            clauses: Vec::new(),
            default: None,
        };
        while let Some(flag) = take(input, Kind::Parameter) {
            let name = input.state().text(flag).to_ascii_lowercase();
            if !set_flag(&mut switch, name.trim_start_matches(is_dash)) {
                return Err(kit::unexpected(input));
            }
        }
        switch.condition = Box::new(if switch.file {
            let file = input.parse(&argument)?;
            pipeline::expression_statement(file)
        } else {
            input.parse(&condition)?
        });
        while let Some(flag) = take(input, Kind::Parameter) {
            let name = input.state().text(flag).to_ascii_lowercase();
            if !set_flag(&mut switch, name.trim_start_matches(is_dash)) {
                return Err(kit::unexpected(input));
            }
        }
        expect(input, Kind::LCurly)?;
        switch_clauses(input, &mut switch, &argument, &block)?;
        Ok(node(span_from(input, first), StatementKind::Switch(switch)))
    })
    .boxed()
}

/// False when there is no such flag.
fn set_flag(switch: &mut SwitchStatement, name: &str) -> bool {
    let is = |flag: &str| !name.is_empty() && flag.starts_with(name);
    if is("regex") {
        switch.mode = SwitchMode::Regex;
    } else if is("wildcard") {
        switch.mode = SwitchMode::Wildcard;
    } else if is("exact") {
        switch.mode = SwitchMode::Exact;
    } else if is("casesensitive") {
        switch.case_sensitive = true;
    } else if is("file") {
        switch.file = true;
    } else {
        return is("parallel");
    }
    true
}

/// `switch_clauses = { ( "default" | command_argument ) statement_block } "}"`
fn switch_clauses(
    input: &mut Input<'_>,
    switch: &mut SwitchStatement,
    argument: &super::Knot<psp_ast::Expression>,
    block: &super::Knot<StatementBlock>,
) -> kit::Outcome<()> {
    loop {
        while take(input, Kind::Newline).is_some() || take(input, Kind::Semicolon).is_some() {}
        let any = switch.default.is_some() || !switch.clauses.is_empty();
        if any && take(input, Kind::RCurly).is_some() {
            return Ok(());
        }
        if switch.default.is_none() && take(input, Kind::Default).is_some() {
            switch.default = Some(input.parse(block)?);
            continue;
        }
        let condition = input.parse(argument)?;
        let body = input.parse(block)?;
        switch.clauses.push((condition, body));
    }
}

/// `try_statement = "try" statement_block { catch_clause } [ "finally" statement_block ]`
fn try_statement(rules: &Rules) -> Rule<Statement> {
    let finally = token(Kind::Finally).ignore_then(rules.statement_block.clone()).or_not();
    token(Kind::Try)
        .ignore_then(rules.statement_block.clone())
        .then(catch_clause(rules, Kind::Catch).repeated().collect::<Vec<_>>())
        .then(finally)
        .try_map(|((body, catches), finally), span| {
            if catches.is_empty() && finally.is_none() {
                return Err(chumsky::error::Cheap::new(span));
            }
            Ok(((body, catches), finally))
        })
        .map_with(|((body, catches), finally), extra| {
            node(span(extra), StatementKind::Try(TryStatement { body, catches, finally }))
        })
        .boxed()
}

/// `catch_clause = "catch" [ type_literal { "," type_literal } ] statement_block`
fn catch_clause(rules: &Rules, keyword: Kind) -> Rule<CatchClause> {
    let literal =
        token(Kind::TypeOpen).ignore_then(rules.type_name.clone()).then_ignore(token(Kind::RBracket));
    let separator = newlines().then(token(Kind::Comma).or_not()).then(newlines());
    token(keyword)
        .ignore_then(literal.then_ignore(separator).repeated().collect::<Vec<_>>())
        .then(rules.statement_block.clone())
        .map_with(|(types, body), extra| CatchClause { span: span(extra), types, body })
        .boxed()
}

/// `trap_statement = "trap" [ type_literal ] statement_block`
fn trap_statement(rules: &Rules) -> Rule<Statement> {
    catch_clause(rules, Kind::Trap).map(|clause| node(clause.span, StatementKind::Trap(clause))).boxed()
}

/// `flow_statement = ( "return" | "throw" | "exit" ) [ pipeline_chain ]`
fn flow_statement(rules: &Rules) -> Rule<Statement> {
    let chain = rules.pipeline_chain.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let keyword = input.next();
        let value =
            if pipeline::ends_pipeline(peek(input)) { None } else { Some(Box::new(input.parse(&chain)?)) };
        let span = span_from(input, first);
        Ok(node(
            span,
            match keyword.map(|token: Token| token.kind) {
                Some(Kind::Return) => StatementKind::Return(value),
                Some(Kind::Throw) => StatementKind::Throw(value),
                _ => StatementKind::Exit(value),
            },
        ))
    })
    .boxed()
}

/// `loop_control = ( "break" | "continue" ) [ command_argument ]`
fn loop_control(rules: &Rules) -> Rule<Statement> {
    let argument = rules.command_argument.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let keyword = input.next();
        let label = if pipeline::ends_pipeline(peek(input)) { None } else { Some(input.parse(&argument)?) };
        let span = span_from(input, first);
        let is_break = keyword.is_some_and(|token| token.kind == Kind::Break);
        Ok(node(span, if is_break { StatementKind::Break(label) } else { StatementKind::Continue(label) }))
    })
    .boxed()
}

/// `unsupported_block = ( "parallel" | "sequence" ) statement_block`
fn unsupported_block(rules: &Rules) -> Rule<Statement> {
    token(Kind::Block)
        .then(rules.statement_block.clone())
        .map_with(|(keyword, body), extra| {
            let keyword = extra.state().text(keyword).to_owned();
            node(span(extra), StatementKind::Unsupported { keyword, body })
        })
        .boxed()
}

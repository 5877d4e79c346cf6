//! Walks a tree: every statement, expression and nested block.

use psp_ast::{
    Command, CommandElement, Expression, ExpressionKind, PipelineElement, Redirection, RedirectionTarget,
    ScriptBlock, Statement, StatementBlock, StatementKind, StringPart,
};

/// Sees a tree; each method decides whether to walk on.
pub(crate) trait Visitor {
    /// A statement.
    fn statement(&mut self, statement: &Statement);
    /// An expression.
    fn expression(&mut self, expression: &Expression);
    /// A nested script block: a literal, a function's body, a method's.
    fn block(&mut self, block: &ScriptBlock);
}

/// Walks the parts of a block.
pub(crate) fn walk_block(visitor: &mut (impl Visitor + ?Sized), block: &ScriptBlock) {
    for param in block.param_block.iter().flat_map(|it| &it.parameters) {
        if let Some(default) = &param.default {
            visitor.expression(default);
        }
    }
    for part in
        [&block.dynamic_param, &block.begin, &block.process, &block.end, &block.clean].into_iter().flatten()
    {
        for statement in &part.statements {
            visitor.statement(statement);
        }
    }
}

fn statements(visitor: &mut (impl Visitor + ?Sized), block: &StatementBlock) {
    for statement in &block.statements {
        visitor.statement(statement);
    }
}

/// Walks the parts of a statement.
pub(crate) fn walk_statement(visitor: &mut (impl Visitor + ?Sized), statement: &Statement) {
    match &statement.kind {
        StatementKind::Pipeline(it) => {
            for element in &it.elements {
                pipeline_element(visitor, element);
            }
        }
        StatementKind::PipelineChain(it) => {
            visitor.statement(&it.first);
            for (_, next) in &it.rest {
                visitor.statement(next);
            }
        }
        StatementKind::Assignment(it) => {
            visitor.expression(&it.target);
            visitor.statement(&it.value);
        }
        StatementKind::If(it) => {
            for (condition, block) in &it.clauses {
                visitor.statement(condition);
                statements(visitor, block);
            }
            if let Some(block) = &it.otherwise {
                statements(visitor, block);
            }
        }
        StatementKind::While(it) | StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => {
            visitor.statement(&it.condition);
            statements(visitor, &it.body);
        }
        StatementKind::For(it) => {
            for part in [&it.initializer, &it.condition, &it.iterator].into_iter().flatten() {
                visitor.statement(part);
            }
            statements(visitor, &it.body);
        }
        StatementKind::ForEach(it) => {
            visitor.statement(&it.collection);
            statements(visitor, &it.body);
        }
        _ => walk_other_statement(visitor, statement),
    }
}

fn walk_other_statement(visitor: &mut (impl Visitor + ?Sized), statement: &Statement) {
    match &statement.kind {
        StatementKind::Switch(it) => {
            visitor.statement(&it.condition);
            for (clause, block) in &it.clauses {
                match &clause.kind {
                    // A clause's block is run in place.
                    ExpressionKind::ScriptBlock(block) => walk_block(visitor, block),
                    _ => visitor.expression(clause),
                }
                statements(visitor, block);
            }
            if let Some(block) = &it.default {
                statements(visitor, block);
            }
        }
        StatementKind::Try(it) => {
            statements(visitor, &it.body);
            for clause in &it.catches {
                statements(visitor, &clause.body);
            }
            if let Some(block) = &it.finally {
                statements(visitor, block);
            }
        }
        StatementKind::Trap(it) => statements(visitor, &it.body),
        StatementKind::Function(it) => visitor.block(&it.body),
        StatementKind::Return(value) | StatementKind::Exit(value) | StatementKind::Throw(value) => {
            if let Some(value) = value {
                visitor.statement(value);
            }
        }
        StatementKind::Break(Some(label)) | StatementKind::Continue(Some(label)) => visitor.expression(label),
        StatementKind::Data(it) => statements(visitor, &it.body),
        StatementKind::Unsupported { body, .. } => statements(visitor, body),
        _ => {}
    }
}

fn pipeline_element(visitor: &mut (impl Visitor + ?Sized), element: &PipelineElement) {
    match element {
        PipelineElement::Expression { expression, redirections } => {
            visitor.expression(expression);
            redirected(visitor, redirections);
        }
        PipelineElement::Command(command) => walk_command(visitor, command),
    }
}

fn walk_command(visitor: &mut (impl Visitor + ?Sized), command: &Command) {
    for element in &command.elements {
        match element {
            CommandElement::Argument(it) => visitor.expression(it),
            CommandElement::Parameter { argument: Some(it), .. } => visitor.expression(it),
            CommandElement::Parameter { .. } => {}
        }
    }
    redirected(visitor, &command.redirections);
}

fn redirected(visitor: &mut (impl Visitor + ?Sized), redirections: &[Redirection]) {
    for redirection in redirections {
        if let RedirectionTarget::File { file, .. } = &redirection.to {
            visitor.expression(file);
        }
    }
}

/// Walks the parts of an expression.
pub(crate) fn walk_expression(visitor: &mut (impl Visitor + ?Sized), expression: &Expression) {
    match &expression.kind {
        ExpressionKind::ExpandableString { parts, .. } => {
            for part in parts {
                if let StringPart::Expression(it) = part {
                    visitor.expression(it);
                }
            }
        }
        ExpressionKind::Using(it) => visitor.expression(it),
        ExpressionKind::Array(items) => items.iter().for_each(|it| visitor.expression(it)),
        ExpressionKind::ArrayExpression(block) | ExpressionKind::SubExpression(block) => {
            statements(visitor, block);
        }
        ExpressionKind::Paren(statement) => visitor.statement(statement),
        ExpressionKind::Hashtable(entries) => {
            for entry in entries {
                visitor.expression(&entry.key);
                visitor.statement(&entry.value);
            }
        }
        ExpressionKind::ScriptBlock(block) => visitor.block(block),
        ExpressionKind::Convert { operand, .. }
        | ExpressionKind::Attributed { operand, .. }
        | ExpressionKind::Unary { operand, .. } => visitor.expression(operand),
        ExpressionKind::Binary { left, right, .. } => {
            visitor.expression(left);
            visitor.expression(right);
        }
        ExpressionKind::Ternary { condition, then, otherwise } => {
            visitor.expression(condition);
            visitor.expression(then);
            visitor.expression(otherwise);
        }
        ExpressionKind::Member { object, member, .. } => {
            visitor.expression(object);
            visitor.expression(member);
        }
        ExpressionKind::InvokeMember { object, member, arguments, .. } => {
            visitor.expression(object);
            visitor.expression(member);
            for argument in arguments {
                visitor.expression(argument);
            }
        }
        ExpressionKind::Index { target, index, .. } => {
            visitor.expression(target);
            visitor.expression(index);
        }
        _ => {}
    }
}

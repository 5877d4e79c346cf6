//! What a block assigns and mentions, found before it is lowered.

pub(crate) mod visit;

use crate::{
    block::{Role, Source, Unit, of_statement},
    lower,
};
use psp_ast::{
    Expression, ExpressionKind, Pipeline, PipelineElement, ScriptBlock, Statement, StatementBlock,
    StatementKind, TypeDefinition, UnaryOperator, VariablePath, VariableScope,
};
use psp_ir::{Symbol, UsingName, is_protected};
use psp_source::Span;
use std::sync::Arc;
use visit::{Visitor, walk_block, walk_expression, walk_statement};

/// The symbol of a variable's name; `$PSItem` is `$_`.
pub(crate) fn symbol(name: &str) -> Symbol {
    if name.eq_ignore_ascii_case("PSItem") { Symbol::new("_") } else { Symbol::new(name) }
}

/// The names of a body.
pub(crate) struct Slots {
    /// Those that get slots, parameters first.
    pub(crate) names: Vec<Symbol>,
    /// How many of them are assigned; the others are only read.
    pub(crate) assigned: psp_ir::Reg,
    /// Where they are assigned.
    pub(crate) places: Vec<(Symbol, Span)>,
}

/// The names that get slots.
pub(crate) fn slots(source: &Source) -> Slots {
    let mut found = Names::default();
    for param in source.params() {
        found.assigned.push(symbol(&param.name));
    }
    let tree = &source.tree;
    if matches!(source.role, Role::Method(_)) {
        found.add("this");
    }
    if tree.process.is_some() || source.is_filter() {
        found.add("_");
    }
    for block in
        [&tree.dynamic_param, &tree.begin, &tree.process, &tree.end, &tree.clean].into_iter().flatten()
    {
        for statement in &block.statements {
            found.statement(statement);
        }
    }
    for param in source.params() {
        if let Some(default) = &param.default {
            found.expression(default);
        }
    }
    let assigned = found.assigned.len() as psp_ir::Reg;
    for name in std::mem::take(&mut found.read) {
        if found.assigned.len() < MAX_SLOTS {
            found.add_symbol(name);
        }
    }
    Slots { names: found.assigned, assigned, places: found.places }
}

/// The names that statements assign.
pub(crate) fn assigned(statements: &[Statement]) -> Vec<Symbol> {
    let mut found = Names::default();
    for statement in statements {
        found.statement(statement);
    }
    found.assigned
}

/// Names that are only read get slots as long as there are fewer than this.
const MAX_SLOTS: usize = 64;

#[derive(Default)]
struct Names {
    assigned: Vec<Symbol>,
    read: Vec<Symbol>,
    places: Vec<(Symbol, Span)>,
}

impl Names {
    fn add(&mut self, name: &str) {
        self.add_symbol(symbol(name));
    }

    fn add_symbol(&mut self, name: Symbol) {
        if !is_protected(name) && !self.assigned.contains(&name) {
            self.assigned.push(name);
        }
    }

    fn add_target(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Variable { path, .. } => {
                self.places.push((symbol(&path.name), target.span));
                self.add_path(path);
            }
            ExpressionKind::Array(items) => items.iter().for_each(|it| self.add_target(it)),
            ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
                self.add_target(operand);
            }
            ExpressionKind::Paren(statement) => {
                if let Some(inner) = crate::constant::only_expression(&statement.kind) {
                    self.add_target(inner);
                }
            }
            _ => {}
        }
    }

    fn add_path(&mut self, path: &VariablePath) {
        let own = path.scope.is_none() || path.scope == Some(VariableScope::Local);
        if own && path.drive.is_none() {
            self.add(&path.name);
        }
    }
}

impl Visitor for Names {
    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Assignment(it) => self.add_target(&it.target),
            StatementKind::ForEach(it) => {
                self.add_target(&it.variable);
                self.add("foreach");
            }
            StatementKind::Switch(_) => {
                self.add("_");
                self.add("switch");
            }
            StatementKind::Trap(_) => self.add("_"),
            StatementKind::Try(it) if !it.catches.is_empty() => self.add("_"),
            StatementKind::Data(it) => {
                if let Some(name) = &it.variable {
                    self.add(name);
                }
            }
            StatementKind::Pipeline(it) => self.pipeline(it),
            _ => {}
        }
        walk_statement(self, statement);
    }

    fn expression(&mut self, expression: &Expression) {
        if let ExpressionKind::Unary {
            op:
                UnaryOperator::PreIncrement
                | UnaryOperator::PreDecrement
                | UnaryOperator::PostIncrement
                | UnaryOperator::PostDecrement,
            operand,
        } = &expression.kind
        {
            self.add_target(operand);
        }
        if let ExpressionKind::Variable { path, splatted: false } = &expression.kind
            && path.scope.is_none()
            && path.drive.is_none()
        {
            let name = symbol(&path.name);
            if self.read.len() < MAX_SLOTS && !self.read.contains(&name) {
                self.read.push(name);
            }
        }
        if !matches!(expression.kind, ExpressionKind::Using(_)) {
            walk_expression(self, expression);
        }
    }

    fn block(&mut self, _block: &ScriptBlock) {}
}

impl Names {
    /// Blocks that are compiled in place belong to this body.
    fn pipeline(&mut self, pipeline: &Pipeline) {
        for (index, element) in pipeline.elements.iter().enumerate() {
            let PipelineElement::Command(command) = element else { continue };
            if let Some((_, block)) = lower::inline_block(command, index) {
                self.add("_");
                self.statements(block);
            } else if let Some(block) = lower::dotted_block(command, pipeline.elements.len()) {
                self.statements(block);
            }
        }
    }

    fn statements(&mut self, block: &ScriptBlock) {
        for statement in block.end.iter().flat_map(|it| &it.statements) {
            self.statement(statement);
        }
    }
}

/// The classes and enums among statements and inside them, but not in nested blocks.
pub(crate) fn definitions(statements: &[Statement]) -> Vec<&TypeDefinition> {
    let mut found = Vec::new();
    for statement in statements {
        collect_definitions(statement, &mut found);
    }
    found
}

fn collect_definitions<'a>(statement: &'a Statement, found: &mut Vec<&'a TypeDefinition>) {
    let mut blocks: Vec<&'a StatementBlock> = Vec::new();
    match &statement.kind {
        StatementKind::Type(it) => found.push(it),
        StatementKind::If(it) => {
            blocks.extend(it.clauses.iter().map(|(_, block)| block).chain(&it.otherwise));
        }
        StatementKind::While(it) | StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => {
            blocks.push(&it.body);
        }
        StatementKind::For(it) => blocks.push(&it.body),
        StatementKind::ForEach(it) => blocks.push(&it.body),
        StatementKind::Switch(it) => {
            blocks.extend(it.clauses.iter().map(|(_, block)| block).chain(&it.default));
        }
        StatementKind::Try(it) => {
            blocks.push(&it.body);
            blocks.extend(it.catches.iter().map(|it| &it.body).chain(&it.finally));
        }
        _ => {}
    }
    for statement in blocks.into_iter().flat_map(|it| &it.statements) {
        collect_definitions(statement, found);
    }
}

/// The `$using:` expressions inside a block, nested blocks included; each once.
pub(crate) fn usings(unit: &Unit, tree: &ScriptBlock) -> Vec<UsingName> {
    let text = unit.file.slice(tree.span);
    let text = if text.is_empty() { unit.file.slice(tree.inner) } else { text };
    if !psp_source::contains_ignoring_case(text, "using:") {
        return Vec::new();
    }
    let mut found = Usings { unit, usings: Vec::new() };
    walk_block(&mut found, tree);
    found.usings
}

struct Usings<'a> {
    unit: &'a Unit,
    usings: Vec<UsingName>,
}

impl Visitor for Usings<'_> {
    fn statement(&mut self, statement: &Statement) {
        walk_statement(self, statement);
    }

    fn expression(&mut self, expression: &Expression) {
        let ExpressionKind::Using(inner) = &expression.kind else {
            walk_expression(self, expression);
            return;
        };
        let key = using_key(self.unit, inner, expression.span);
        if self.usings.iter().any(|it| it.key == key) {
            return;
        }
        let statement = of_expression(expression.span, (**inner).clone());
        let expression_block: Arc<psp_ir::Block> = of_statement(self.unit, statement);
        self.usings.push(UsingName { key, expression: expression_block, span: expression.span });
    }

    fn block(&mut self, block: &ScriptBlock) {
        walk_block(self, block);
    }
}

/// The variables that a statement reads or writes, each time that one stands there. Those of drives are left out.
pub(crate) fn variables(unit: &Unit, statement: &Statement) -> Vec<UsingName> {
    let mut found = Variables { unit, found: Vec::new() };
    walk_statement(&mut found, statement);
    found.found
}

struct Variables<'a> {
    unit: &'a Unit,
    found: Vec<UsingName>,
}

impl Visitor for Variables<'_> {
    fn statement(&mut self, statement: &Statement) {
        walk_statement(self, statement);
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Variable { path, splatted: false } if path.drive.is_none() => {
                let key = path.name.to_lowercase().into();
                let statement = of_expression(expression.span, expression.clone());
                let expression_block = of_statement(self.unit, statement);
                self.found.push(UsingName { key, expression: expression_block, span: expression.span });
            }
            _ => walk_expression(self, expression),
        }
    }

    fn block(&mut self, block: &ScriptBlock) {
        walk_block(self, block);
    }
}

/// A statement that gives an expression's value.
fn of_expression(span: psp_source::Span, expression: Expression) -> Statement {
    let elements = vec![PipelineElement::Expression { expression, redirections: Vec::new() }];
    Statement { span, kind: StatementKind::Pipeline(Pipeline { span, elements, background: false }) }
}

/// The text behind `$using:`; names do not differ by case.
pub(crate) fn using_key(unit: &Unit, inner: &Expression, span: psp_source::Span) -> Box<str> {
    let text = unit.file.slice(span);
    let behind = text.find(':').map_or(text, |at| &text[at + 1..]);
    if behind.is_empty()
        && let ExpressionKind::Variable { path, .. } = &inner.kind
    {
        return path.name.to_lowercase().into();
    }
    behind.trim_end_matches('}').to_lowercase().into()
}

/// Running the expression may assign to a variable or run something that does.
pub(crate) fn may_assign(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Number(_)
        | ExpressionKind::String { .. }
        | ExpressionKind::Variable { .. }
        | ExpressionKind::Using(_)
        | ExpressionKind::Type(_)
        | ExpressionKind::ScriptBlock(_)
        | ExpressionKind::Error => false,
        ExpressionKind::Array(items) => items.iter().any(may_assign),
        ExpressionKind::Unary { op, operand } => {
            !matches!(
                op,
                UnaryOperator::Not
                    | UnaryOperator::Exclaim
                    | UnaryOperator::BitNot
                    | UnaryOperator::Plus
                    | UnaryOperator::Minus
                    | UnaryOperator::Comma
                    | UnaryOperator::Join
                    | UnaryOperator::Split
                    | UnaryOperator::CaseSplit
            ) || may_assign(operand)
        }
        ExpressionKind::Binary { left, right, .. } => may_assign(left) || may_assign(right),
        ExpressionKind::Convert { operand, .. } => may_assign(operand),
        ExpressionKind::Index { target, index, .. } => may_assign(target) || may_assign(index),
        ExpressionKind::Member { object, member, .. } => may_assign(object) || may_assign(member),
        ExpressionKind::Paren(statement) => {
            crate::constant::only_expression(&statement.kind).is_none_or(may_assign)
        }
        _ => true,
    }
}

/// The statements hold nothing that a slot could be read through: used to tell whether a block mentions a name.
pub(crate) fn mentions(block: &StatementBlock, name: Symbol) -> bool {
    mentioned_in(&block.statements, name)
}

/// As [`mentions`].
pub(crate) fn mentioned_in(statements: &[Statement], name: Symbol) -> bool {
    let mut found = Mentions { name, found: false };
    for statement in statements {
        found.statement(statement);
    }
    found.found
}

struct Mentions {
    name: Symbol,
    found: bool,
}

impl Visitor for Mentions {
    fn statement(&mut self, statement: &Statement) {
        walk_statement(self, statement);
    }

    fn expression(&mut self, expression: &Expression) {
        if let ExpressionKind::Variable { path, .. } = &expression.kind
            && symbol(&path.name) == self.name
        {
            self.found = true;
        }
        walk_expression(self, expression);
    }

    fn block(&mut self, block: &ScriptBlock) {
        walk_block(self, block);
    }
}

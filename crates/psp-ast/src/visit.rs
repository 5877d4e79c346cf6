//! Walks over the tree, parents before children, in the order of the text.

use crate::{
    Attribute, CatchClause, Command, CommandElement, Expression, ExpressionKind, FunctionDefinition, Member,
    MethodMember, NamedBlock, Parameter, ParameterAttribute, PipelineElement, PropertyMember, Redirection,
    RedirectionTarget, ScriptBlock, Statement, StatementBlock, StatementKind, StringPart, SwitchStatement,
    TypeDefinition, TypeName, UsingKind,
};

/// What to do at each node. A method that is overridden decides itself whether to go on, by calling the `walk` function
/// of the same name.
pub trait Visitor {
    /// A statement of any kind.
    fn statement(&mut self, it: &Statement) {
        walk_statement(self, it);
    }

    /// An expression of any kind.
    fn expression(&mut self, it: &Expression) {
        walk_expression(self, it);
    }

    /// A script, a function's body or a literal.
    fn script_block(&mut self, it: &ScriptBlock) {
        walk_script_block(self, it);
    }

    /// `{ … }` of a statement, `$( … )`, `@( … )`.
    fn statement_block(&mut self, it: &StatementBlock) {
        walk_statements(self, &it.statements);
    }

    /// `[A(…)]`
    fn attribute(&mut self, it: &Attribute) {
        walk_attribute(self, it);
    }

    /// A parameter of any list.
    fn parameter(&mut self, it: &Parameter) {
        walk_parameter(self, it);
    }

    /// A command.
    fn command(&mut self, it: &Command) {
        walk_command(self, it);
    }

    /// A type's name, wherever it stands.
    fn type_name(&mut self, _it: &TypeName) {}

    /// A function.
    fn function(&mut self, it: &FunctionDefinition) {
        walk_function(self, it);
    }

    /// A class or enum.
    fn type_definition(&mut self, it: &TypeDefinition) {
        walk_type_definition(self, it);
    }

    /// A method or constructor.
    fn method(&mut self, it: &MethodMember) {
        walk_method(self, it);
    }

    /// A property or the value of an enum.
    fn property(&mut self, it: &PropertyMember) {
        walk_property(self, it);
    }

    /// A redirection.
    fn redirection(&mut self, it: &Redirection) {
        if let RedirectionTarget::File { file, .. } = &it.to {
            self.expression(file);
        }
    }
}

/// Visits statements in order.
pub fn walk_statements<V: Visitor + ?Sized>(visitor: &mut V, statements: &[Statement]) {
    for statement in statements {
        visitor.statement(statement);
    }
}

/// Visits what a script block holds.
pub fn walk_script_block<V: Visitor + ?Sized>(visitor: &mut V, it: &ScriptBlock) {
    for using in &it.usings {
        if let UsingKind::Module(module) = &using.kind {
            visitor.expression(module);
        }
    }
    for attribute in &it.attributes {
        visitor.attribute(attribute);
    }
    for parameter in it.param_block.iter().flat_map(|block| &block.parameters) {
        visitor.parameter(parameter);
    }
    let mut blocks: Vec<&NamedBlock> =
        [&it.dynamic_param, &it.begin, &it.process, &it.end, &it.clean].into_iter().flatten().collect();
    blocks.sort_by_key(|block| block.span.start);
    for block in blocks {
        walk_statements(visitor, &block.statements);
    }
}

/// Visits the parts of a statement.
pub fn walk_statement<V: Visitor + ?Sized>(visitor: &mut V, it: &Statement) {
    match &it.kind {
        StatementKind::Pipeline(pipeline) => {
            for element in &pipeline.elements {
                walk_element(visitor, element);
            }
        }
        StatementKind::PipelineChain(chain) => {
            visitor.statement(&chain.first);
            for (_, statement) in &chain.rest {
                visitor.statement(statement);
            }
        }
        StatementKind::Assignment(it) => {
            visitor.expression(&it.target);
            visitor.statement(&it.value);
        }
        StatementKind::Return(value) | StatementKind::Exit(value) | StatementKind::Throw(value) => {
            if let Some(value) = value {
                visitor.statement(value);
            }
        }
        StatementKind::Break(label) | StatementKind::Continue(label) => {
            if let Some(label) = label {
                visitor.expression(label);
            }
        }
        StatementKind::Function(function) => visitor.function(function),
        StatementKind::Type(definition) => visitor.type_definition(definition),
        StatementKind::Error => {}
        _ => walk_compound(visitor, it),
    }
}

fn walk_compound<V: Visitor + ?Sized>(visitor: &mut V, it: &Statement) {
    match &it.kind {
        StatementKind::If(it) => {
            for (condition, block) in &it.clauses {
                visitor.statement(condition);
                visitor.statement_block(block);
            }
            if let Some(block) = &it.otherwise {
                visitor.statement_block(block);
            }
        }
        StatementKind::While(it) => {
            visitor.statement(&it.condition);
            visitor.statement_block(&it.body);
        }
        StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => {
            visitor.statement_block(&it.body);
            visitor.statement(&it.condition);
        }
        StatementKind::For(it) => {
            for part in [&it.initializer, &it.condition, &it.iterator].into_iter().flatten() {
                visitor.statement(part);
            }
            visitor.statement_block(&it.body);
        }
        StatementKind::ForEach(it) => {
            visitor.expression(&it.variable);
            visitor.statement(&it.collection);
            visitor.statement_block(&it.body);
        }
        StatementKind::Switch(it) => walk_switch(visitor, it),
        StatementKind::Try(it) => {
            visitor.statement_block(&it.body);
            for clause in &it.catches {
                walk_clause(visitor, clause);
            }
            if let Some(block) = &it.finally {
                visitor.statement_block(block);
            }
        }
        StatementKind::Trap(clause) => walk_clause(visitor, clause),
        StatementKind::Data(it) => {
            for command in &it.supported_commands {
                visitor.expression(command);
            }
            visitor.statement_block(&it.body);
        }
        StatementKind::Unsupported { body, .. } => visitor.statement_block(body),
        _ => {}
    }
}

fn walk_switch<V: Visitor + ?Sized>(visitor: &mut V, it: &SwitchStatement) {
    visitor.statement(&it.condition);
    for (condition, block) in &it.clauses {
        visitor.expression(condition);
        visitor.statement_block(block);
    }
    if let Some(block) = &it.default {
        visitor.statement_block(block);
    }
}

fn walk_clause<V: Visitor + ?Sized>(visitor: &mut V, it: &CatchClause) {
    for name in &it.types {
        visitor.type_name(name);
    }
    visitor.statement_block(&it.body);
}

fn walk_element<V: Visitor + ?Sized>(visitor: &mut V, it: &PipelineElement) {
    match it {
        PipelineElement::Expression { expression, redirections } => {
            visitor.expression(expression);
            for redirection in redirections {
                visitor.redirection(redirection);
            }
        }
        PipelineElement::Command(command) => visitor.command(command),
    }
}

/// Visits the elements and redirections of a command.
pub fn walk_command<V: Visitor + ?Sized>(visitor: &mut V, it: &Command) {
    for element in &it.elements {
        match element {
            CommandElement::Argument(expression) => visitor.expression(expression),
            CommandElement::Parameter { argument, .. } => {
                if let Some(argument) = argument {
                    visitor.expression(argument);
                }
            }
        }
    }
    for redirection in &it.redirections {
        visitor.redirection(redirection);
    }
}

/// Visits the parts of an expression.
pub fn walk_expression<V: Visitor + ?Sized>(visitor: &mut V, it: &Expression) {
    match &it.kind {
        ExpressionKind::ExpandableString { parts, .. } => {
            for part in parts {
                if let StringPart::Expression(expression) = part {
                    visitor.expression(expression);
                }
            }
        }
        ExpressionKind::Type(name) => visitor.type_name(name),
        ExpressionKind::Array(items) => {
            for item in items {
                visitor.expression(item);
            }
        }
        ExpressionKind::ArrayExpression(block) | ExpressionKind::SubExpression(block) => {
            visitor.statement_block(block);
        }
        ExpressionKind::Paren(statement) => visitor.statement(statement),
        ExpressionKind::Hashtable(entries) => {
            for entry in entries {
                visitor.expression(&entry.key);
                visitor.statement(&entry.value);
            }
        }
        ExpressionKind::ScriptBlock(block) => visitor.script_block(block),
        ExpressionKind::Using(operand) | ExpressionKind::Unary { operand, .. } => visitor.expression(operand),
        ExpressionKind::Convert { type_name, operand } => {
            visitor.type_name(type_name);
            visitor.expression(operand);
        }
        ExpressionKind::Attributed { attribute, operand } => {
            visitor.attribute(attribute);
            visitor.expression(operand);
        }
        _ => walk_operands(visitor, it),
    }
}

fn walk_operands<V: Visitor + ?Sized>(visitor: &mut V, it: &Expression) {
    match &it.kind {
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
        ExpressionKind::InvokeMember { object, member, type_arguments, arguments, .. } => {
            visitor.expression(object);
            visitor.expression(member);
            for name in type_arguments {
                visitor.type_name(name);
            }
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

/// Visits the name and arguments of an attribute.
pub fn walk_attribute<V: Visitor + ?Sized>(visitor: &mut V, it: &Attribute) {
    visitor.type_name(&it.type_name);
    for argument in &it.positional {
        visitor.expression(argument);
    }
    for value in it.named.iter().filter_map(|argument| argument.value.as_ref()) {
        visitor.expression(value);
    }
}

/// Visits the attributes and the default value of a parameter.
pub fn walk_parameter<V: Visitor + ?Sized>(visitor: &mut V, it: &Parameter) {
    for attribute in &it.attributes {
        match attribute {
            ParameterAttribute::Type(name) => visitor.type_name(name),
            ParameterAttribute::Attribute(attribute) => visitor.attribute(attribute),
        }
    }
    if let Some(default) = &it.default {
        visitor.expression(default);
    }
}

/// Visits the parameters and the body of a function.
pub fn walk_function<V: Visitor + ?Sized>(visitor: &mut V, it: &FunctionDefinition) {
    for parameter in it.parameters.iter().flatten() {
        visitor.parameter(parameter);
    }
    visitor.script_block(&it.body);
}

/// Visits the attributes, bases and members of a class or enum.
pub fn walk_type_definition<V: Visitor + ?Sized>(visitor: &mut V, it: &TypeDefinition) {
    for attribute in &it.attributes {
        visitor.attribute(attribute);
    }
    for base in &it.bases {
        visitor.type_name(base);
    }
    for member in &it.members {
        match member {
            Member::Property(property) => visitor.property(property),
            Member::Method(method) => visitor.method(method),
        }
    }
}

/// Visits the parts of a method.
pub fn walk_method<V: Visitor + ?Sized>(visitor: &mut V, it: &MethodMember) {
    for attribute in &it.attributes {
        visitor.attribute(attribute);
    }
    if let Some(name) = &it.return_type {
        visitor.type_name(name);
    }
    for parameter in &it.parameters {
        visitor.parameter(parameter);
    }
    for argument in it.base_call.iter().flatten() {
        visitor.expression(argument);
    }
    visitor.script_block(&it.body);
}

/// Visits the parts of a property.
pub fn walk_property<V: Visitor + ?Sized>(visitor: &mut V, it: &PropertyMember) {
    for attribute in &it.attributes {
        visitor.attribute(attribute);
    }
    if let Some(name) = &it.type_name {
        visitor.type_name(name);
    }
    if let Some(initial) = &it.initial {
        visitor.expression(initial);
    }
}

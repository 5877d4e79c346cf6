//! Arguments of attributes.

use super::Checker;
use super::assignment::lone_expression;
use psp_ast::{Attribute, Expression, ExpressionKind, Member, StatementBlock, TypeDefinition};
use std::collections::HashSet;

impl Checker {
    /// Attributes of a class and its members, whose arguments are compiled into the type.
    pub(super) fn member_attributes(&mut self, it: &TypeDefinition) {
        let members = it.members.iter().flat_map(|member| match member {
            Member::Property(property) => &property.attributes,
            Member::Method(method) => &method.attributes,
        });
        self.in_class = true;
        for attribute in it.attributes.iter().chain(members) {
            self.attribute_arguments(attribute);
        }
        self.in_class = false;
    }

    pub(super) fn attribute_arguments(&mut self, it: &Attribute) {
        let named = it.named.iter().filter_map(|argument| argument.value.as_ref());
        for argument in it.positional.iter().chain(named) {
            if self.found.iter().any(|it| it.span == argument.span) {
                continue;
            }
            if self.in_class
                && (!is_constant(argument) || matches!(argument.kind, ExpressionKind::ScriptBlock(_)))
            {
                let message = "Attribute argument must be a constant.";
                self.report("ParameterAttributeArgumentNeedsToBeConstant", message, argument.span);
            } else if !is_constant(argument) {
                let message = "Attribute argument must be a constant or a script block.";
                self.report(
                    "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock",
                    message,
                    argument.span,
                );
            }
        }
        let mut seen = HashSet::new();
        for argument in &it.named {
            if !seen.insert(argument.name.to_uppercase()) {
                let message = format!("Duplicate named arguments '{}' are not allowed.", argument.name);
                self.report("DuplicateNamedArgument", message, argument.span);
            }
        }
    }
}

/// The value is known without running anything.
pub(super) fn is_constant(it: &Expression) -> bool {
    match &it.kind {
        ExpressionKind::Number(_)
        | ExpressionKind::String { .. }
        | ExpressionKind::Type(_)
        | ExpressionKind::ScriptBlock(_)
        | ExpressionKind::Error => true,
        ExpressionKind::Variable { path, splatted } => {
            !splatted
                && path.is_unqualified()
                && ["true", "false", "null"].iter().any(|name| name.eq_ignore_ascii_case(&path.name))
        }
        ExpressionKind::Array(items) => items.iter().all(is_constant),
        ExpressionKind::ArrayExpression(block) | ExpressionKind::SubExpression(block) => {
            is_constant_block(block)
        }
        ExpressionKind::Paren(statement) => lone_expression(statement).is_some_and(is_constant),
        ExpressionKind::Hashtable(entries) => entries
            .iter()
            .all(|entry| is_constant(&entry.key) && lone_expression(&entry.value).is_some_and(is_constant)),
        ExpressionKind::Convert { operand, .. } | ExpressionKind::Unary { operand, .. } => {
            is_constant(operand)
        }
        ExpressionKind::Binary { left, right, .. } => is_constant(left) && is_constant(right),
        ExpressionKind::Ternary { condition, then, otherwise } => {
            is_constant(condition) && is_constant(then) && is_constant(otherwise)
        }
        ExpressionKind::Member { object, member, .. } => is_constant(object) && is_constant(member),
        ExpressionKind::Index { target, index, .. } => is_constant(target) && is_constant(index),
        ExpressionKind::ExpandableString { .. }
        | ExpressionKind::Using(_)
        | ExpressionKind::Attributed { .. }
        | ExpressionKind::InvokeMember { .. } => false,
    }
}

fn is_constant_block(block: &StatementBlock) -> bool {
    block.statements.iter().all(|statement| lone_expression(statement).is_some_and(is_constant))
}

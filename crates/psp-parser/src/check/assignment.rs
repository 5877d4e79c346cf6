//! What may be assigned to, and what `++` and `--` may change.

use super::Checker;
use psp_ast::{
    Assignment, AssignmentOperator, Attribute, Expression, ExpressionKind, PipelineElement, Statement,
    StatementKind, TypeName, TypeNameKind, UnaryOperator,
};
use psp_source::Span;

const NOT_ASSIGNABLE: &str = "The assignment expression is not valid. The input to an assignment operator must be an \
    object that is able to accept assignments, such as a variable or a property.";

impl Checker {
    pub(super) fn assignment(&mut self, it: &Assignment) {
        let simple = it.op == AssignmentOperator::Assign;
        for span in refused(&it.target, simple) {
            self.report("InvalidLeftHandSide", NOT_ASSIGNABLE, span);
        }
        self.target_types(&it.target);
    }

    /// `[void]` and, beside others, `[ref]` cannot constrain a variable.
    fn target_types(&mut self, target: &Expression) {
        let mut types: Vec<&TypeName> = Vec::new();
        let mut inner = target;
        loop {
            inner = match &inner.kind {
                ExpressionKind::Convert { type_name, operand } => {
                    types.push(type_name);
                    operand
                }
                ExpressionKind::Attributed { operand, .. } => operand,
                _ => break,
            };
        }
        if let Some(name) = types.iter().find(|name| is_named(name, &["void", "System.Void"])) {
            let message = "[void] cannot be used as a parameter type, or on the left side of an assignment.";
            self.report("VoidTypeConstraintNotAllowed", message, around(name.span));
        }
        if types.len() > 1
            && let Some(name) = types.iter().find(|name| is_named(name, &["ref"]))
        {
            let message = "Cannot use [ref] with other types in a type constraint.";
            self.report("ReferenceNeedsToBeByItselfInTypeConstraint", message, around(name.span));
        }
    }

    pub(super) fn increment(&mut self, op: UnaryOperator, operand: &Expression) {
        let text = match op {
            UnaryOperator::PreIncrement | UnaryOperator::PostIncrement => "++",
            UnaryOperator::PreDecrement | UnaryOperator::PostDecrement => "--",
            _ => return,
        };
        for span in refused(operand, false) {
            let message = format!("The '{text}' operator works only on variables or on properties.");
            self.report("OperatorRequiresVariableOrProperty", message, span);
        }
    }

    pub(super) fn conversion(&mut self, span: Span, name: &TypeName, operand: &Expression) {
        if is_named(name, &["ordered"]) && !matches!(operand.kind, ExpressionKind::Hashtable(_)) {
            let message = format!("The {name} attribute can be specified only on a hash literal node.");
            self.report("OrderedAttributeOnlyOnHashLiteralNode", message, span);
        }
        if let ExpressionKind::Convert { type_name: inner, .. } = &operand.kind
            && is_named(inner, &["ref"])
        {
            let (id, message) = if is_named(name, &["ref"]) {
                let message = "Cannot have two occurrences of [ref] in a type sequence.";
                ("ReferenceNeedsToBeByItselfInTypeSequence", message)
            } else {
                let message = "[ref] can only be the final type in type conversion sequence.";
                ("ReferenceNeedsToBeLastTypeInTypeConversion", message)
            };
            self.report(id, message, around(inner.span));
        }
    }

    /// Attributes stand before variables only.
    pub(super) fn attributed(&mut self, attribute: &Attribute, operand: &Expression) {
        let mut inner = operand;
        loop {
            inner = match &inner.kind {
                ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
                    operand
                }
                ExpressionKind::Variable { .. }
                | ExpressionKind::Member { .. }
                | ExpressionKind::Index { .. } => return,
                _ => break,
            };
        }
        let message = format!("Unexpected attribute '{}'.", attribute.type_name);
        self.report("UnexpectedAttribute", message, attribute.span);
    }
}

/// A plain type name that is one of some words.
pub(super) fn is_named(name: &TypeName, words: &[&str]) -> bool {
    matches!(&name.kind, TypeNameKind::Plain(text) if words.iter().any(|word| word.eq_ignore_ascii_case(text)))
}

/// A type's place with its brackets.
pub(super) fn around(span: Span) -> Span {
    Span::new(span.start.saturating_sub(1), span.end + 1)
}

/// The parts of a target that cannot be assigned to.
fn refused(target: &Expression, simple: bool) -> Vec<Span> {
    match &target.kind {
        ExpressionKind::Array(items) if simple => items.iter().flat_map(|item| refused(item, true)).collect(),
        ExpressionKind::Unary { op: UnaryOperator::Comma, operand } if simple => refused(operand, true),
        ExpressionKind::Paren(statement) => match lone_expression(statement) {
            Some(inner) => refused(inner, simple),
            None => vec![statement.span],
        },
        ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
            refused(operand, simple)
        }
        ExpressionKind::Variable { .. } => Vec::new(),
        ExpressionKind::Member { null_conditional: false, .. }
        | ExpressionKind::InvokeMember { null_conditional: false, .. }
        | ExpressionKind::Index { null_conditional: false, .. } => Vec::new(),
        _ => vec![target.span],
    }
}

/// The expression that a pipeline consists of.
pub(super) fn lone_expression(statement: &Statement) -> Option<&Expression> {
    let StatementKind::Pipeline(pipeline) = &statement.kind else { return None };
    match pipeline.elements.as_slice() {
        [PipelineElement::Expression { expression, redirections }] if redirections.is_empty() => {
            Some(expression)
        }
        _ => None,
    }
}

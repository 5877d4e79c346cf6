//! Expressions and what they are made of.

use super::Dumper;
use crate::{Expression, ExpressionKind, StringPart, TypeName, VariablePath};
use std::fmt::Write as _;

impl Dumper {
    pub(super) fn type_name(&mut self, it: &TypeName) {
        self.leaf(format_args!("Type [{it}]"), it.span);
    }

    pub(super) fn expression(&mut self, it: &Expression) {
        let span = it.span;
        match &it.kind {
            ExpressionKind::Number(number) => self.leaf(format_args!("Number {number:?}"), span),
            ExpressionKind::String { value, quote } => {
                self.leaf(format_args!("String {quote:?} {value:?}"), span);
            }
            ExpressionKind::ExpandableString { parts, quote } => {
                self.node(format_args!("ExpandableString {quote:?}"), span, |dumper| {
                    for part in parts {
                        match part {
                            StringPart::Text(text) => dumper.line(format_args!("text {text:?}")),
                            StringPart::Expression(expression) => dumper.expression(expression),
                        }
                    }
                });
            }
            ExpressionKind::Variable { path, splatted } => {
                let sigil = if *splatted { '@' } else { '$' };
                self.leaf(format_args!("Variable {sigil}{}", path_text(path)), span);
            }
            ExpressionKind::Type(name) => self.leaf(format_args!("Type [{name}]"), span),
            ExpressionKind::ArrayExpression(block) => {
                self.node("ArrayExpression", span, |dumper| dumper.statements(&block.statements));
            }
            ExpressionKind::SubExpression(block) => {
                self.node("SubExpression", span, |dumper| dumper.statements(&block.statements));
            }
            ExpressionKind::Paren(statement) => {
                self.node("Paren", span, |dumper| dumper.statement(statement));
            }
            ExpressionKind::Hashtable(entries) => self.node("Hashtable", span, |dumper| {
                for entry in entries {
                    dumper.group("entry", |dumper| {
                        dumper.expression(&entry.key);
                        dumper.statement(&entry.value);
                    });
                }
            }),
            ExpressionKind::ScriptBlock(block) => self.script_block(block),
            ExpressionKind::Error => self.leaf("Error", span),
            _ => self.operation(it),
        }
    }

    fn operation(&mut self, it: &Expression) {
        let span = it.span;
        match &it.kind {
            ExpressionKind::Using(operand) => self.operands("Using", it, &[operand]),
            ExpressionKind::Array(items) => {
                self.node("Array", span, |dumper| dumper.each(items, Self::expression));
            }
            ExpressionKind::Convert { type_name, operand } => {
                self.operands(&format!("Convert [{type_name}]"), it, &[operand]);
            }
            ExpressionKind::Attributed { attribute, operand } => self.node("Attributed", span, |dumper| {
                dumper.attribute(attribute);
                dumper.expression(operand);
            }),
            ExpressionKind::Unary { op, operand } => self.operands(&format!("Unary {op:?}"), it, &[operand]),
            ExpressionKind::Binary { op, left, right, .. } => {
                self.operands(&format!("Binary {op:?}"), it, &[left, right]);
            }
            ExpressionKind::Ternary { condition, then, otherwise } => {
                self.operands("Ternary", it, &[condition, then, otherwise]);
            }
            ExpressionKind::Member { object, member, is_static, null_conditional } => {
                self.operands(&access("Member", *is_static, *null_conditional), it, &[object, member]);
            }
            ExpressionKind::InvokeMember {
                object,
                member,
                type_arguments,
                arguments,
                is_static,
                null_conditional,
            } => {
                self.node(access("InvokeMember", *is_static, *null_conditional), span, |dumper| {
                    dumper.expression(object);
                    dumper.expression(member);
                    dumper.each(type_arguments, Self::type_name);
                    dumper.group("arguments", |dumper| dumper.each(arguments, Self::expression));
                });
            }
            ExpressionKind::Index { target, index, null_conditional } => {
                self.operands(&access("Index", false, *null_conditional), it, &[target, index]);
            }
            _ => {}
        }
    }

    fn operands(&mut self, head: &str, it: &Expression, operands: &[&Expression]) {
        self.node(head, it.span, |dumper| dumper.each(operands.iter().copied(), Self::expression));
    }
}

fn access(name: &str, is_static: bool, null_conditional: bool) -> String {
    let is_static = if is_static { " static" } else { "" };
    let null_conditional = if null_conditional { " ?" } else { "" };
    format!("{name}{is_static}{null_conditional}")
}

fn path_text(path: &VariablePath) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    if let Some(scope) = path.scope {
        let _ = write!(text, "{scope:?}:");
    }
    if let Some(drive) = &path.drive {
        let _ = write!(text, "{drive}:");
    }
    text.push_str(&path.name);
    text
}

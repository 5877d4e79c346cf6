//! `Format-Custom` of objects without a view: the object as a tree of its properties.

use crate::{
    cells::ELLIPSIS,
    expression::{Expression, Outcome},
    generator::shown_properties,
    parameter::Parameter,
    record::Token,
    text::{self, TextRules, elements},
};
use psp_value::{Context, Result, Value, member};
use std::sync::Arc;

/// How deep the tree is when nobody says.
pub(crate) const DEPTH: usize = 5;

/// How far each level is indented.
const INDENT: usize = 2;

/// The tree of an object.
pub(crate) fn browse(
    context: &mut dyn Context,
    target: &Value,
    properties: &[Arc<Parameter>],
    depth: usize,
    rules: TextRules,
) -> Result<Vec<Token>> {
    let mut tree = Tree { depth, rules };
    let mut tokens = Vec::new();
    if text::is_scalar_by_names(target) {
        tree.leaf(context, target, &mut tokens)?;
    } else if elements(target).is_some() {
        tree.sequence(context, target, 0, &mut tokens)?;
    } else {
        tree.object(context, target, properties, 0, &mut tokens)?;
    }
    Ok(tokens)
}

struct Tree {
    depth: usize,
    rules: TextRules,
}

fn line(tokens: &mut Vec<Token>, text: impl Into<String>) {
    tokens.push(Token::Text(text.into()));
    tokens.push(Token::NewLine);
}

impl Tree {
    fn object(
        &mut self,
        context: &mut dyn Context,
        target: &Value,
        properties: &[Arc<Parameter>],
        level: usize,
        tokens: &mut Vec<Token>,
    ) -> Result<()> {
        let names = member::type_names(target);
        let name = names.first().map_or_else(|| "PSObject".to_owned(), |it| it.text().into_owned());
        line(tokens, format!("class {}", name.rsplit('.').next().unwrap_or(&name)));
        line(tokens, "{");
        let mut inner = Vec::new();
        for (expression, depth) in chosen(context, target, properties)? {
            let outer = self.depth;
            self.depth = depth.unwrap_or(outer);
            inner.push(Token::Text(format!("{} = ", expression.label())));
            let value = match expression.value(context, target)? {
                Outcome::Value(value) => value,
                _ => Value::NULL,
            };
            self.value(context, &value, level, &mut inner)?;
            self.depth = outer;
        }
        tokens.push(Token::Frame { indent: INDENT, tokens: inner });
        line(tokens, "}");
        Ok(())
    }

    fn value(
        &mut self,
        context: &mut dyn Context,
        value: &Value,
        level: usize,
        tokens: &mut Vec<Token>,
    ) -> Result<()> {
        let mut inner = Vec::new();
        if elements(value).is_some() {
            self.sequence(context, value, level + 1, &mut inner)?;
        } else if self.is_leaf(value, level) {
            return self.leaf(context, value, tokens);
        } else {
            self.object(context, value, &[], level + 1, &mut inner)?;
        }
        tokens.push(Token::NewLine);
        tokens.push(Token::Frame { indent: INDENT, tokens: inner });
        Ok(())
    }

    fn is_leaf(&self, value: &Value, level: usize) -> bool {
        level >= self.depth || value.is_null() || text::is_scalar_by_names(value)
    }

    fn sequence(
        &mut self,
        context: &mut dyn Context,
        value: &Value,
        level: usize,
        tokens: &mut Vec<Token>,
    ) -> Result<()> {
        line(tokens, "[");
        let mut inner = Vec::new();
        let mut count = 0;
        if let Some(mut all) = elements(value) {
            while let Some(element) = all.next(context)? {
                if self.rules.limit >= 0 && count == self.rules.limit {
                    line(&mut inner, ELLIPSIS);
                    break;
                }
                count += 1;
                if self.is_leaf(&element, level) {
                    self.leaf(context, &element, &mut inner)?;
                } else if elements(&element).is_some() {
                    inner.push(Token::NewLine);
                    let mut deeper = Vec::new();
                    self.sequence(context, &element, level + 1, &mut deeper)?;
                    inner.push(Token::Frame { indent: INDENT, tokens: deeper });
                } else {
                    self.object(context, &element, &[], level + 1, &mut inner)?;
                }
            }
        }
        tokens.push(Token::Frame { indent: INDENT, tokens: inner });
        line(tokens, "]");
        tokens.push(Token::NewLine);
        Ok(())
    }

    fn leaf(&mut self, context: &mut dyn Context, value: &Value, tokens: &mut Vec<Token>) -> Result<()> {
        let text = text::smart_or_empty(context, value, self.rules)?;
        line(tokens, text);
        Ok(())
    }
}

/// The properties that were asked for, with the depth that was; else all.
fn chosen(
    context: &mut dyn Context,
    target: &Value,
    properties: &[Arc<Parameter>],
) -> Result<Vec<(Expression, Option<usize>)>> {
    if properties.is_empty() {
        let names = shown_properties(context, target)?;
        return Ok(names.into_iter().map(|it| (Expression::Property(it), None)).collect());
    }
    let mut all = Vec::new();
    for parameter in properties {
        let resolved = parameter.expression.resolve(context, target)?;
        all.extend(resolved.into_iter().map(|it| (it, parameter.depth)));
    }
    Ok(all)
}

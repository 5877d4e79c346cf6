//! Expressions and types.

use super::{Writer, quoted};
use psp_ast::{
    Attribute, BinaryOperator, Comparison, Expression, ExpressionKind, Number, Quote, StringPart, TypeName,
    UnaryOperator, VariablePath, VariableScope,
};
use psp_source::Span;

impl Writer<'_> {
    pub(super) fn expression(&mut self, it: &Expression) {
        let span = it.span;
        match &it.kind {
            ExpressionKind::Number(number) => {
                self.leaf(&format!("ConstantExpression:{}", constant(number)), span);
            }
            ExpressionKind::String { value, quote } => {
                self.leaf(
                    &format!("StringConstantExpression:{}:{}", quote_name(*quote), quoted(value)),
                    span,
                );
            }
            ExpressionKind::ExpandableString { parts, quote } => {
                let text = self.expandable_text(parts);
                let head = format!("ExpandableStringExpression:{}:{}", quote_name(*quote), quoted(&text));
                self.node(&head, span, |it| {
                    for part in parts {
                        if let StringPart::Expression(expression) = part {
                            it.expression(expression);
                        }
                    }
                });
            }
            ExpressionKind::Variable { path, splatted } => {
                let sigil = if *splatted { '@' } else { '$' };
                self.leaf(&format!("VariableExpression:{sigil}{}", path_text(path)), span);
            }
            ExpressionKind::Using(inner) => self.node("UsingExpression", span, |it| it.expression(inner)),
            ExpressionKind::Type(name) => self.leaf(&format!("TypeExpression:{}", type_text(name)), span),
            ExpressionKind::Array(items) => self.node("ArrayLiteral", span, |it| it.expressions(items)),
            ExpressionKind::Unary { op: UnaryOperator::Comma, operand } => {
                self.node("ArrayLiteral", span, |it| it.expression(operand));
            }
            ExpressionKind::ArrayExpression(block) => {
                self.node("ArrayExpression", span, |it| it.enclosed(block));
            }
            ExpressionKind::SubExpression(block) => self.node("SubExpression", span, |it| it.enclosed(block)),
            ExpressionKind::Paren(inner) => self.node("ParenExpression", span, |it| it.statement(inner)),
            ExpressionKind::Hashtable(entries) => self.node("Hashtable", span, |it| {
                for entry in entries {
                    it.expression(&entry.key);
                    it.statement(&entry.value);
                }
            }),
            ExpressionKind::ScriptBlock(block) => {
                self.node("ScriptBlockExpression", span, |it| it.script_block(block, None));
            }
            _ => self.operation(it),
        }
    }

    fn operation(&mut self, it: &Expression) {
        let span = it.span;
        match &it.kind {
            ExpressionKind::Convert { type_name, operand } => self.node("ConvertExpression", span, |it| {
                it.type_constraint(type_name);
                it.expression(operand);
            }),
            ExpressionKind::Attributed { attribute, operand } => {
                self.node("AttributedExpression", span, |it| {
                    it.attribute(attribute);
                    it.expression(operand);
                });
            }
            ExpressionKind::Unary { op, operand } => {
                self.node(&format!("UnaryExpression:{}", unary_name(*op)), span, |it| it.expression(operand));
            }
            ExpressionKind::Binary { op, left, right, .. } => {
                self.node(&format!("BinaryExpression:{}", binary_name(*op)), span, |it| {
                    it.expression(left);
                    it.expression(right);
                });
            }
            ExpressionKind::Ternary { condition, then, otherwise } => {
                self.node("TernaryExpression", span, |it| {
                    it.expression(condition);
                    it.expression(then);
                    it.expression(otherwise);
                });
            }
            ExpressionKind::Member { object, member, is_static, null_conditional } => {
                let head = member_head("MemberExpression", *is_static, *null_conditional);
                self.node(&head, span, |it| {
                    it.expression(object);
                    it.expression(member);
                });
            }
            ExpressionKind::InvokeMember {
                object, member, arguments, is_static, null_conditional, ..
            } => {
                let head = member_head("InvokeMemberExpression", *is_static, *null_conditional);
                self.node(&head, span, |it| {
                    it.expression(object);
                    it.expression(member);
                    it.expressions(arguments);
                });
            }
            ExpressionKind::Index { target, index, .. } => {
                self.node("IndexExpression", span, |it| {
                    it.expression(target);
                    it.expression(index);
                });
            }
            _ => self.leaf("ErrorExpression", span),
        }
    }

    pub(super) fn expressions(&mut self, items: &[Expression]) {
        for item in items {
            self.expression(item);
        }
    }

    /// A type where a value is declared or converted; its place has the brackets.
    pub(super) fn type_constraint(&mut self, name: &TypeName) {
        self.leaf(&format!("TypeConstraint:{}", type_text(name)), self.bracketed(name.span));
    }

    fn bracketed(&self, span: Span) -> Span {
        let before = self.source[..span.start as usize].trim_end();
        let after = &self.source[span.end as usize..];
        let gap = after.find(']').unwrap_or(0) as u32;
        if before.ends_with('[') { Span::new(before.len() as u32 - 1, span.end + gap + 1) } else { span }
    }

    pub(super) fn attribute(&mut self, it: &Attribute) {
        self.node(&format!("Attribute:{}", type_text(&it.type_name)), it.span, |writer| {
            writer.expressions(&it.positional);
            for argument in &it.named {
                writer.node("NamedAttributeArgument", argument.span, |writer| match &argument.value {
                    Some(value) => writer.expression(value),
                    None => writer.leaf("ConstantExpression:Boolean:True", argument.span),
                });
            }
        });
    }

    /// The text of an expandable string: quotes removed, escapes applied, expansions as written.
    fn expandable_text(&self, parts: &[StringPart]) -> String {
        let text = |part: &StringPart| match part {
            StringPart::Text(text) => text.clone(),
            StringPart::Expression(expression) => self.source[expression.span.range()].to_owned(),
        };
        parts.iter().map(text).collect()
    }
}

fn member_head(name: &str, is_static: bool, null_conditional: bool) -> String {
    format!(
        "{name}:{}{}",
        if is_static { "static" } else { "instance" },
        if null_conditional { "?" } else { "" }
    )
}

fn quote_name(quote: Quote) -> &'static str {
    match quote {
        Quote::Bare | Quote::Verbatim => "BareWord",
        Quote::Single => "SingleQuoted",
        Quote::Double => "DoubleQuoted",
        Quote::SingleHere => "SingleQuotedHereString",
        Quote::DoubleHere => "DoubleQuotedHereString",
    }
}

fn constant(number: &Number) -> String {
    match number {
        Number::SByte(n) => format!("SByte:{n}"),
        Number::Byte(n) => format!("Byte:{n}"),
        Number::Int16(n) => format!("Int16:{n}"),
        Number::UInt16(n) => format!("UInt16:{n}"),
        Number::Int32(n) => format!("Int32:{n}"),
        Number::UInt32(n) => format!("UInt32:{n}"),
        Number::Int64(n) => format!("Int64:{n}"),
        Number::UInt64(n) => format!("UInt64:{n}"),
        Number::Double(n) if n.abs() >= 1e15 => {
            let text = format!("{n:.14E}");
            let (digits, exponent) = text.split_once('E').unwrap_or((&text, "0"));
            let digits = digits.trim_end_matches('0').trim_end_matches('.');
            format!("Double:{digits}E+{exponent:0>2}")
        }
        Number::Double(n) => format!("Double:{n}"),
        Number::Decimal(n) => format!("Decimal:{n}"),
        Number::BigInteger(n) => format!("BigInteger:{n}"),
    }
}

fn path_text(path: &VariablePath) -> String {
    let scope = path.scope.map(|scope| match scope {
        VariableScope::Global => "global",
        VariableScope::Script => "script",
        VariableScope::Local => "local",
        VariableScope::Private => "private",
        VariableScope::Workflow => "workflow",
    });
    match scope.or(path.drive.as_deref()) {
        Some(qualifier) => format!("{qualifier}:{}", path.name),
        None => path.name.clone(),
    }
}

pub(super) fn type_text(name: &TypeName) -> String {
    name.to_string()
}

fn unary_name(op: UnaryOperator) -> &'static str {
    match op {
        UnaryOperator::Not => "Not",
        UnaryOperator::Exclaim => "Exclaim",
        UnaryOperator::BitNot => "Bnot",
        UnaryOperator::Plus => "Plus",
        UnaryOperator::Minus => "Minus",
        UnaryOperator::Comma => "Comma",
        UnaryOperator::Join => "Join",
        UnaryOperator::Split => "Isplit",
        UnaryOperator::CaseSplit => "Csplit",
        UnaryOperator::PreIncrement => "PlusPlus",
        UnaryOperator::PreDecrement => "MinusMinus",
        UnaryOperator::PostIncrement => "PostfixPlusPlus",
        UnaryOperator::PostDecrement => "PostfixMinusMinus",
    }
}

fn binary_name(op: BinaryOperator) -> String {
    match op {
        BinaryOperator::Subtract => "Minus".to_owned(),
        BinaryOperator::Add => "Plus".to_owned(),
        BinaryOperator::Remainder => "Rem".to_owned(),
        BinaryOperator::Range => "DotDot".to_owned(),
        BinaryOperator::Coalesce => "QuestionQuestion".to_owned(),
        BinaryOperator::Compare { op, ignore_case } => {
            let name = match op {
                Comparison::NotLike => "notlike".to_owned(),
                other => format!("{other:?}").to_lowercase(),
            };
            format!("{}{name}", if ignore_case { 'I' } else { 'C' })
        }
        other => format!("{other:?}"),
    }
}

//! Strings and words.

use super::kit::{self, Input, expect, peek, span_from};
use super::{Rule, Rules, script, value};
use crate::build::{text, variable};
use chumsky::prelude::*;
use psp_ast::{Expression, ExpressionKind, StringPart};
use psp_lexer::{Kind, Token};

/// `string_literal = SingleQuoted | DoubleQuoted | SingleHere | DoubleHere`
pub(super) fn string_literal() -> Rule<Expression> {
    any()
        .map_with(|token: Token, extra: &mut kit::Extras<'_, '_>| {
            let written = extra.state().unhalved(token);
            let value = match token.kind {
                Kind::SingleQuoted => text::single_quoted(&written),
                Kind::DoubleQuoted => text::double_quoted(&written),
                Kind::SingleHere => text::here_body(&written).to_owned(),
                _ => text::escaped_text(text::here_body(&written)),
            };
            let kind = ExpressionKind::String { value, quote: script::quote(token.kind) };
            kit::expression(token.span(), kind)
        })
        .boxed()
}

/// `expandable_string = StringStart { Text | Variable | sub_expression } StringEnd`
pub(super) fn expandable_string(rules: &Rules) -> Rule<Expression> {
    expandable(rules, Kind::StringStart, Kind::StringEnd)
}

/// `expandable_here_string = HereStart { HereText | Variable | sub_expression } HereEnd`
pub(super) fn expandable_here_string(rules: &Rules) -> Rule<Expression> {
    expandable(rules, Kind::HereStart, Kind::HereEnd)
}

/// `expandable_word = WordStart { WordText | Text | SingleQuoted | Variable | sub_expression } WordEnd`
pub(super) fn expandable_word(rules: &Rules) -> Rule<Expression> {
    expandable(rules, Kind::WordStart, Kind::WordEnd)
}

fn expandable(rules: &Rules, open: Kind, close: Kind) -> Rule<Expression> {
    let sub_expression = value::sub_expression(rules);
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        expect(input, open)?;
        let mut parts: Vec<StringPart> = Vec::new();
        loop {
            let kind = peek(input);
            if kind == Kind::DollarParen {
                parts.push(StringPart::Expression(input.parse(&sub_expression)?));
                continue;
            }
            let Some(token) = input.next() else { return Err(kit::unexpected(input)) };
            if kind == close {
                break;
            }
            part(input, token, &mut parts)?;
        }
        let quote = script::quote(open);
        Ok(kit::expression(span_from(input, first), ExpressionKind::ExpandableString { parts, quote }))
    })
    .boxed()
}

fn part(input: &mut Input<'_>, token: Token, parts: &mut Vec<StringPart>) -> kit::Outcome<()> {
    let last = peek(input) == Kind::HereEnd;
    let written = input.state().unhalved(token);
    let value = match token.kind {
        Kind::Text => text::double_text(&written),
        Kind::WordText => text::escaped_text(&written),
        Kind::HereText if last => text::escaped_text(text::without_line_end(&written)),
        Kind::HereText => text::escaped_text(&written),
        Kind::SingleQuoted => text::single_quoted(&written),
        Kind::Variable => {
            let variable = variable::lone(&written, token.span());
            parts.push(StringPart::Expression(variable));
            return Ok(());
        }
        _ => return Err(kit::unexpected(input)),
    };
    match parts.last_mut() {
        _ if value.is_empty() => {}
        Some(StringPart::Text(before)) => before.push_str(&value),
        _ => parts.push(StringPart::Text(value)),
    }
    Ok(())
}

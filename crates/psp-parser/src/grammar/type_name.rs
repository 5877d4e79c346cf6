//! Type names, type literals and attributes.

use super::kit::{self, Input, expect, peek, span_from, take};
use super::{Knot, Rule, Rules};
use chumsky::prelude::*;
use psp_ast::{Attribute, Expression, NamedAttributeArgument, ParameterAttribute, TypeName, TypeNameKind};
use psp_lexer::Kind;

/// `type_name = TypeName { "[" ( { "," } | type_argument { "," type_argument } ) "]" }`
pub(super) fn type_name(rules: &Rules) -> Rule<TypeName> {
    let inner = rules.type_name.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let name = expect(input, Kind::TypeName)?;
        let text = input.state().text(name).to_owned();
        let mut result = TypeName { span: name.span(), kind: TypeNameKind::Plain(text) };
        while take(input, Kind::TypeBracket).is_some() {
            let kind = match peek(input) {
                Kind::RBracket | Kind::Comma => array(input, result),
                _ => generic(input, &inner, result)?,
            };
            expect(input, Kind::RBracket)?;
            result = TypeName { span: span_from(input, first), kind };
        }
        Ok(result)
    })
    .boxed()
}

/// `array = { "," }`
fn array(input: &mut Input<'_>, element: TypeName) -> TypeNameKind {
    let mut rank = 1;
    while take(input, Kind::Comma).is_some() {
        rank += 1;
    }
    TypeNameKind::Array { element: Box::new(element), rank }
}

/// `generic = ( type_name | "[" type_name assembly "]" ) { "," … }`
fn generic(input: &mut Input<'_>, type_name: &Knot<TypeName>, base: TypeName) -> kit::Outcome<TypeNameKind> {
    let name = base.to_string();
    let mut arguments = Vec::new();
    loop {
        if take(input, Kind::TypeBracket).is_some() {
            arguments.push(input.parse(type_name)?);
            assembly(input)?;
            expect(input, Kind::RBracket)?;
        } else {
            arguments.push(input.parse(type_name)?);
        }
        if take(input, Kind::Comma).is_none() {
            return Ok(TypeNameKind::Generic { name, arguments });
        }
    }
}

/// `assembly = { "," TypeName [ "=" TypeName ] }`
fn assembly(input: &mut Input<'_>) -> kit::Outcome<()> {
    while take(input, Kind::Comma).is_some() {
        expect(input, Kind::TypeName)?;
        if take(input, Kind::Assign).is_some() {
            expect(input, Kind::TypeName)?;
        }
    }
    Ok(())
}

/// `attribute = "[" type_name ( assembly | "(" [ attribute_argument { "," attribute_argument } ] ")" ) "]"`
pub(super) fn attribute(rules: &Rules) -> Rule<ParameterAttribute> {
    let type_name = rules.type_name.clone();
    let argument = rules.argument_expression.clone();
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        expect(input, Kind::TypeOpen)?;
        let type_name = input.parse(&type_name)?;
        assembly(input)?;
        if take(input, Kind::AttributeParen).is_none() {
            expect(input, Kind::RBracket)?;
            return Ok(ParameterAttribute::Type(type_name));
        }
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        while peek(input) != Kind::RParen {
            attribute_argument(input, &argument, &mut positional, &mut named)?;
            if take(input, Kind::Comma).is_none() {
                break;
            }
        }
        expect(input, Kind::RParen)?;
        expect(input, Kind::RBracket)?;
        let span = span_from(input, first);
        Ok(ParameterAttribute::Attribute(Attribute { span, type_name, positional, named }))
    })
    .boxed()
}

/// `attribute_argument = Identifier [ "=" argument_expression ] | argument_expression`
fn attribute_argument(
    input: &mut Input<'_>,
    argument: &Knot<Expression>,
    positional: &mut Vec<Expression>,
    named: &mut Vec<NamedAttributeArgument>,
) -> kit::Outcome<()> {
    let first = kit::index(input);
    let Some(name) = take(input, Kind::Identifier) else {
        positional.push(input.parse(argument)?);
        return Ok(());
    };
    let value = if take(input, Kind::Assign).is_some() { Some(input.parse(argument)?) } else { None };
    let span = span_from(input, first);
    let name = input.state().text(name).to_owned();
    named.push(NamedAttributeArgument { span, name, value });
    Ok(())
}

/// `attributes = { attribute }`, with arguments each.
pub(super) fn attributes(rules: &Rules) -> Rule<Vec<Attribute>> {
    let attribute = rules.attribute.clone();
    custom(move |input: &mut Input<'_>| {
        let mut attributes = Vec::new();
        while peek(input) == Kind::TypeOpen {
            match input.parse(&attribute)? {
                ParameterAttribute::Attribute(attribute) => attributes.push(attribute),
                ParameterAttribute::Type(_) => return Err(kit::unexpected(input)),
            }
        }
        Ok(attributes)
    })
    .boxed()
}

//! Classes and enums.

use super::kit::{self, Input, expect, peek, span_from, statement as node, take};
use super::{Knot, Rule, Rules, function, script, value};
use chumsky::prelude::*;
use psp_ast::{
    Attribute, Expression, Member, MethodMember, Parameter, ParameterAttribute, PropertyMember, ScriptBlock,
    Statement, StatementKind, TypeDefinition, TypeKind, TypeName,
};
use psp_lexer::{Kind, Token};

/// The rules that members are made of.
struct Parts {
    attribute: Knot<ParameterAttribute>,
    attributes: Knot<Vec<Attribute>>,
    type_name: Knot<TypeName>,
    parameters: Rule<Vec<Parameter>>,
    arguments: Rule<Vec<Expression>>,
    expression: Knot<Expression>,
    body: Knot<ScriptBlock>,
}

/// `type_definition = attributes ( "class" | "enum" ) Identifier [ ":" type_name { "," type_name } ] "{" { member } "}"`
pub(super) fn type_definition(rules: &Rules) -> Rule<Statement> {
    let parts = Parts {
        attribute: rules.attribute.clone(),
        attributes: rules.attributes.clone(),
        type_name: rules.type_name.clone(),
        parameters: function::parameter_list(rules),
        arguments: value::arguments(rules),
        expression: rules.expression.clone(),
        body: rules.script_block.clone(),
    };
    custom(move |input: &mut Input<'_>| {
        let first = kit::index(input);
        let attributes = script::attribute_list(input, &parts.attributes)?;
        let kind = match input.next().map(|token: Token| token.kind) {
            Some(Kind::Class) => TypeKind::Class,
            Some(Kind::Enum) => TypeKind::Enum,
            _ => return Err(kit::unexpected(input)),
        };
        let name = expect(input, Kind::Identifier)?;
        let mut bases = Vec::new();
        if take(input, Kind::Colon).is_some() {
            bases.push(input.parse(&parts.type_name)?);
            while take(input, Kind::Comma).is_some() {
                bases.push(input.parse(&parts.type_name)?);
            }
        }
        expect(input, Kind::LCurly)?;
        let mut members = Vec::new();
        loop {
            while take(input, Kind::Newline).is_some() || take(input, Kind::Semicolon).is_some() {}
            if take(input, Kind::RCurly).is_some() {
                break;
            }
            members.push(if kind == TypeKind::Enum {
                enum_member(input, &parts)?
            } else {
                class_member(input, &parts)?
            });
        }
        let span = span_from(input, first);
        let name_span = name.span();
        let name = input.state().text(name).to_owned();
        let definition = TypeDefinition { span, name, name_span, kind, attributes, bases, members };
        Ok(node(span, StatementKind::Type(Box::new(definition))))
    })
    .boxed()
}

/// `enum_member = Identifier [ "=" expression ] separator`
fn enum_member(input: &mut Input<'_>, parts: &Parts) -> kit::Outcome<Member> {
    let first = kit::index(input);
    let attributes = input.parse(&parts.attributes)?;
    let name = expect(input, Kind::Identifier)?;
    let initial =
        if take(input, Kind::Assign).is_some() { Some(input.parse(&parts.expression)?) } else { None };
    let span = span_from(input, first);
    ends_member(input)?;
    Ok(Member::Property(PropertyMember {
        span,
        name: input.state().text(name).to_owned(),
        attributes,
        type_name: None,
        is_static: true,
        is_hidden: false,
        initial,
    }))
}

fn ends_member(input: &mut Input<'_>) -> kit::Outcome<()> {
    match peek(input) {
        Kind::Newline | Kind::Semicolon | Kind::RCurly => Ok(()),
        _ => Err(kit::unexpected(input)),
    }
}

/// What stands before a member's name.
#[derive(Default)]
struct Head {
    attributes: Vec<Attribute>,
    type_name: Option<TypeName>,
    is_static: bool,
    is_hidden: bool,
}

/// `class_member = { attribute | "static" | "hidden" } ( property | method )`
fn class_member(input: &mut Input<'_>, parts: &Parts) -> kit::Outcome<Member> {
    let first = kit::index(input);
    let mut head = Head::default();
    loop {
        match peek(input) {
            Kind::TypeOpen => match input.parse(&parts.attribute)? {
                ParameterAttribute::Attribute(attribute) => head.attributes.push(attribute),
                ParameterAttribute::Type(type_name) if head.type_name.is_none() => {
                    head.type_name = Some(type_name);
                }
                ParameterAttribute::Type(_) => return Err(kit::unexpected(input)),
            },
            Kind::Static if !head.is_static => {
                input.skip();
                head.is_static = true;
            }
            Kind::Hidden if !head.is_hidden => {
                input.skip();
                head.is_hidden = true;
            }
            Kind::Newline => input.skip(),
            Kind::Variable => return property(input, parts, first, head),
            Kind::Identifier => return method(input, parts, first, head),
            _ => return Err(kit::unexpected(input)),
        }
    }
}

/// `property = Variable [ "=" expression ] separator`
fn property(input: &mut Input<'_>, parts: &Parts, first: usize, head: Head) -> kit::Outcome<Member> {
    let name = expect(input, Kind::Variable)?;
    let initial =
        if take(input, Kind::Assign).is_some() { Some(input.parse(&parts.expression)?) } else { None };
    if take(input, Kind::Semicolon).is_none() {
        ends_member(input)?;
    }
    let span = span_from(input, first);
    Ok(Member::Property(PropertyMember {
        span,
        name: crate::build::variable::path(input.state().text(name)).0.name,
        attributes: head.attributes,
        type_name: head.type_name,
        is_static: head.is_static,
        is_hidden: head.is_hidden,
        initial,
    }))
}

/// `method = Identifier parameter_list [ ":" "base" "(" arguments ] script_block`
fn method(input: &mut Input<'_>, parts: &Parts, first: usize, head: Head) -> kit::Outcome<Member> {
    let name = expect(input, Kind::Identifier)?;
    let parameters = input.parse(&parts.parameters)?;
    while take(input, Kind::Newline).is_some() {}
    let base_call = if take(input, Kind::Colon).is_some() {
        expect(input, Kind::Base)?;
        expect(input, Kind::LParen)?;
        let arguments = input.parse(&parts.arguments)?;
        while take(input, Kind::Newline).is_some() {}
        Some(arguments)
    } else {
        None
    };
    let body = input.parse(&parts.body)?;
    let name_span = name.span();
    Ok(Member::Method(MethodMember {
        span: span_from(input, first),
        name: input.state().text(name).to_owned(),
        name_span,
        attributes: head.attributes,
        return_type: head.type_name,
        is_static: head.is_static,
        is_hidden: head.is_hidden,
        parameters,
        base_call,
        body,
    }))
}

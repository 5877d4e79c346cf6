//! Functions, types and attributes.

use super::{Builder, Field, Fields, NodeId, maybe, plain};
use crate::{
    class::{
        AttributeAst, BaseCtorInvokeMemberExpressionAst, ConstantExpressionAst, ExpressionAst,
        FunctionDefinitionAst, FunctionMemberAst, MemberAst, NamedAttributeArgumentAst, PropertyMemberAst,
        TypeConstraintAst, TypeDefinitionAst,
    },
    enums,
};
use psp_ast::{
    Attribute, FunctionDefinition, FunctionKind, Member, MethodMember, NamedAttributeArgument,
    PropertyMember, TypeDefinition, TypeKind, TypeName,
};
use psp_source::Span;

const PUBLIC: i64 = 1;
const STATIC: i64 = 16;
const LITERAL: i64 = 32;
const HIDDEN: i64 = 64;

impl Builder {
    pub(super) fn function(&mut self, it: &FunctionDefinition) -> NodeId {
        self.node::<FunctionDefinitionAst>(it.span, |builder| {
            let mut fields: Fields = Vec::new();
            if let Some(parameters) = &it.parameters {
                fields.push(("Parameters", builder.parameters(parameters)));
            }
            fields.extend([
                ("Body", Field::One(builder.script_block(&it.body))),
                ("Name", plain(it.name.as_str())),
                ("IsFilter", plain(it.kind == FunctionKind::Filter)),
                ("IsWorkflow", plain(it.kind == FunctionKind::Workflow)),
            ]);
            fields
        })
    }

    pub(super) fn type_definition(&mut self, it: &TypeDefinition) -> NodeId {
        let kind = match it.kind {
            TypeKind::Class => 1,
            TypeKind::Interface => 2,
            TypeKind::Enum => 4,
        };
        self.node::<TypeDefinitionAst>(it.span, |builder| {
            vec![
                ("Attributes", builder.many::<AttributeAst, _>(&it.attributes, Self::attribute)),
                (
                    "BaseTypes",
                    builder.many::<TypeConstraintAst, _>(&it.bases, |builder, name| {
                        builder.constraint_at(name, name.span)
                    }),
                ),
                (
                    "Members",
                    builder.many::<MemberAst, _>(&it.members, |builder, member| match member {
                        Member::Property(property) => builder.property(property, it.kind == TypeKind::Enum),
                        Member::Method(method) => builder.method(method, &it.name),
                    }),
                ),
                ("Name", plain(it.name.as_str())),
                ("TypeAttributes", Field::Plain(enums::value(&enums::TYPE_ATTRIBUTES, kind))),
                ("IsClass", plain(it.kind == TypeKind::Class)),
                ("IsEnum", plain(it.kind == TypeKind::Enum)),
                ("IsInterface", plain(it.kind == TypeKind::Interface)),
            ]
        })
    }

    fn property(&mut self, it: &PropertyMember, is_literal: bool) -> NodeId {
        let flags = PUBLIC
            | if it.is_static || is_literal { STATIC } else { 0 }
            | if is_literal { LITERAL } else { 0 }
            | if it.is_hidden { HIDDEN } else { 0 };
        self.node::<PropertyMemberAst>(it.span, |builder| {
            let ty = it.type_name.as_ref().map(|it| builder.type_constraint(it));
            let mut fields: Fields = maybe("PropertyType", ty).into_iter().collect();
            fields.push(("Attributes", builder.many::<AttributeAst, _>(&it.attributes, Self::attribute)));
            fields.extend(maybe("InitialValue", it.initial.as_ref().map(|it| builder.expression(it))));
            fields.push(("Name", plain(it.name.as_str())));
            fields
                .push(("PropertyAttributes", Field::Plain(enums::value(&enums::PROPERTY_ATTRIBUTES, flags))));
            fields.extend(visibility(it.is_static || is_literal, it.is_hidden));
            fields
        })
    }

    fn method(&mut self, it: &MethodMember, class: &str) -> NodeId {
        let flags = PUBLIC | if it.is_static { STATIC } else { 0 } | if it.is_hidden { HIDDEN } else { 0 };
        self.node::<FunctionMemberAst>(it.span, |builder| {
            let ty = it.return_type.as_ref().map(|it| builder.type_constraint(it));
            let mut fields: Fields = maybe("ReturnType", ty).into_iter().collect();
            fields.push(("Attributes", builder.many::<AttributeAst, _>(&it.attributes, Self::attribute)));
            fields.push(("Parameters", builder.parameters(&it.parameters)));
            fields.push(("Body", Field::One(builder.script_block(&it.body))));
            if let Some(arguments) = &it.base_call {
                builder.base_call(arguments);
            }
            fields.extend([
                ("Name", plain(it.name.as_str())),
                ("IsConstructor", plain(it.name.eq_ignore_ascii_case(class))),
                ("MethodAttributes", Field::Plain(enums::value(&enums::METHOD_ATTRIBUTES, flags))),
            ]);
            fields.extend(visibility(it.is_static, it.is_hidden));
            fields
        })
    }

    /// `: base(…)`
    fn base_call(&mut self, arguments: &[psp_ast::Expression]) {
        let span = match (arguments.first(), arguments.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => return,
        };
        self.node::<BaseCtorInvokeMemberExpressionAst>(span, |builder| {
            vec![("Arguments", builder.many::<ExpressionAst, _>(arguments, Self::expression))]
        });
    }

    /// A type where a value is declared or converted; its place has the brackets.
    pub(super) fn type_constraint(&mut self, name: &TypeName) -> NodeId {
        let span = self.bracketed(name.span);
        self.constraint_at(name, span)
    }

    fn constraint_at(&mut self, name: &TypeName, span: Span) -> NodeId {
        self.node::<TypeConstraintAst>(span, |_| vec![("TypeName", Field::TypeName(name.clone()))])
    }

    fn bracketed(&self, span: Span) -> Span {
        let before = self.slice(Span::new(0, span.start)).trim_end();
        let after = self.text.get(span.end as usize..).unwrap_or_default();
        let gap = after.find(']').unwrap_or(0) as u32;
        if before.ends_with('[') { Span::new(before.len() as u32 - 1, span.end + gap + 1) } else { span }
    }

    pub(super) fn attribute(&mut self, it: &Attribute) -> NodeId {
        self.node::<AttributeAst>(it.span, |builder| {
            let named = |builder: &mut Self, it: &NamedAttributeArgument| builder.named_argument(it);
            vec![
                ("PositionalArguments", builder.many::<ExpressionAst, _>(&it.positional, Self::expression)),
                ("NamedArguments", builder.many::<NamedAttributeArgumentAst, _>(&it.named, named)),
                ("TypeName", Field::TypeName(it.type_name.clone())),
            ]
        })
    }

    fn named_argument(&mut self, it: &NamedAttributeArgument) -> NodeId {
        self.node::<NamedAttributeArgumentAst>(it.span, |builder| {
            let argument = match &it.value {
                Some(value) => builder.expression(value),
                None => builder.node::<ConstantExpressionAst>(it.span, |_| vec![("Value", plain(true))]),
            };
            vec![
                ("Argument", Field::One(argument)),
                ("ArgumentName", plain(it.name.as_str())),
                ("ExpressionOmitted", plain(it.value.is_none())),
            ]
        })
    }
}

fn visibility(is_static: bool, is_hidden: bool) -> [(&'static str, Field); 4] {
    [
        ("IsStatic", plain(is_static)),
        ("IsHidden", plain(is_hidden)),
        ("IsPublic", plain(true)),
        ("IsPrivate", plain(false)),
    ]
}

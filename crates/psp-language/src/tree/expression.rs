//! Expressions.

use super::{Builder, Field, Fields, NodeId, binary_kind, plain, unary_kind};
use crate::{
    class::*,
    enums::{self, TokenKind},
    literal, path,
};
use psp_ast::{Expression, ExpressionKind, HashEntry, Quote, StringPart, UnaryOperator};
use psp_source::Span;
use psp_types::declare::Emulated;

impl Builder {
    pub(super) fn expression(&mut self, it: &Expression) -> NodeId {
        let span = it.span;
        match &it.kind {
            ExpressionKind::Number(number) => self.node::<ConstantExpressionAst>(span, |_| {
                vec![("Value", Field::Plain(literal::value(number)))]
            }),
            ExpressionKind::String { value, quote } => self.node::<StringConstantExpressionAst>(span, |_| {
                vec![("StringConstantType", string_type(*quote)), ("Value", plain(value.as_str()))]
            }),
            ExpressionKind::ExpandableString { parts, quote } => self.expandable(parts, *quote, span),
            ExpressionKind::Variable { path, splatted } => {
                self.node::<VariableExpressionAst>(span, |builder| {
                    let written = path::written(builder.slice(span));
                    vec![("VariablePath", Field::Path(path.clone(), written)), ("Splatted", plain(*splatted))]
                })
            }
            ExpressionKind::Using(inner) => self.node::<UsingExpressionAst>(span, |builder| {
                vec![("SubExpression", Field::One(builder.expression(inner)))]
            }),
            ExpressionKind::Type(name) => {
                self.node::<TypeExpressionAst>(span, |_| vec![("TypeName", Field::TypeName(name.clone()))])
            }
            ExpressionKind::Array(items) => self.node::<ArrayLiteralAst>(span, |builder| {
                vec![("Elements", builder.many::<ExpressionAst, _>(items, Self::expression))]
            }),
            ExpressionKind::Unary { op: UnaryOperator::Comma, operand } => {
                self.node::<ArrayLiteralAst>(span, |builder| {
                    vec![("Elements", builder.many::<ExpressionAst, _>([&**operand], Self::expression))]
                })
            }
            ExpressionKind::ArrayExpression(block) => self.node::<ArrayExpressionAst>(span, |builder| {
                vec![("SubExpression", Field::One(builder.enclosed(block)))]
            }),
            ExpressionKind::SubExpression(block) => self.node::<SubExpressionAst>(span, |builder| {
                vec![("SubExpression", Field::One(builder.enclosed(block)))]
            }),
            ExpressionKind::Paren(inner) => self.node::<ParenExpressionAst>(span, |builder| {
                vec![("Pipeline", Field::One(builder.statement(inner)))]
            }),
            ExpressionKind::Hashtable(entries) => self.hashtable(entries, span),
            ExpressionKind::ScriptBlock(block) => self.node::<ScriptBlockExpressionAst>(span, |builder| {
                vec![("ScriptBlock", Field::One(builder.script_block(block)))]
            }),
            _ => self.operation(it),
        }
    }

    fn operation(&mut self, it: &Expression) -> NodeId {
        let span = it.span;
        match &it.kind {
            ExpressionKind::Convert { type_name, operand } => {
                self.node::<ConvertExpressionAst>(span, |builder| {
                    let ty = builder.type_constraint(type_name);
                    vec![
                        ("Type", Field::One(ty)),
                        ("Attribute", Field::One(ty)),
                        ("Child", Field::One(builder.expression(operand))),
                    ]
                })
            }
            ExpressionKind::Attributed { attribute, operand } => {
                self.node::<AttributedExpressionAst>(span, |builder| {
                    vec![
                        ("Attribute", Field::One(builder.attribute(attribute))),
                        ("Child", Field::One(builder.expression(operand))),
                    ]
                })
            }
            ExpressionKind::Unary { op, operand } => self.node::<UnaryExpressionAst>(span, |builder| {
                vec![
                    ("Child", Field::One(builder.expression(operand))),
                    ("TokenKind", Field::Plain(unary_kind(*op).value())),
                ]
            }),
            ExpressionKind::Binary { op, op_span, left, right } => {
                self.binary(binary_kind(*op), *op_span, (left, right), span)
            }
            ExpressionKind::Ternary { condition, then, otherwise } => {
                self.node::<TernaryExpressionAst>(span, |builder| {
                    vec![
                        ("Condition", Field::One(builder.expression(condition))),
                        ("IfTrue", Field::One(builder.expression(then))),
                        ("IfFalse", Field::One(builder.expression(otherwise))),
                    ]
                })
            }
            ExpressionKind::Index { target, index, null_conditional } => {
                self.node::<IndexExpressionAst>(span, |builder| {
                    vec![
                        ("Target", Field::One(builder.expression(target))),
                        ("Index", Field::One(builder.expression(index))),
                        ("NullConditional", plain(*null_conditional)),
                    ]
                })
            }
            _ => self.access(it),
        }
    }

    fn access(&mut self, it: &Expression) -> NodeId {
        match &it.kind {
            ExpressionKind::Member { object, member, is_static, null_conditional } => self
                .node::<MemberExpressionAst>(it.span, |builder| {
                    builder.member(object, member, *is_static, *null_conditional)
                }),
            ExpressionKind::InvokeMember {
                object,
                member,
                type_arguments,
                arguments,
                is_static,
                null_conditional,
            } => self.node::<InvokeMemberExpressionAst>(it.span, |builder| {
                let mut fields = builder.member(object, member, *is_static, *null_conditional);
                // Null when there are none; so PowerShell has it.
                if !arguments.is_empty() {
                    let arguments = builder.many::<ExpressionAst, _>(arguments, Self::expression);
                    fields.push(("Arguments", arguments));
                }
                if !type_arguments.is_empty() {
                    fields.push(("GenericTypeArguments", Field::TypeNames(type_arguments.clone())));
                }
                fields
            }),
            _ => self.node::<ErrorExpressionAst>(it.span, |_| Vec::new()),
        }
    }

    fn binary(
        &mut self,
        kind: TokenKind,
        place: Span,
        (left, right): (&Expression, &Expression),
        span: Span,
    ) -> NodeId {
        self.node::<BinaryExpressionAst>(span, |builder| {
            vec![
                ("Left", Field::One(builder.expression(left))),
                ("Right", Field::One(builder.expression(right))),
                ("Operator", Field::Plain(kind.value())),
                ("ErrorPosition", Field::Place(place)),
            ]
        })
    }

    fn member(
        &mut self,
        object: &Expression,
        member: &Expression,
        is_static: bool,
        null_conditional: bool,
    ) -> Fields {
        vec![
            ("Expression", Field::One(self.expression(object))),
            ("Member", Field::One(self.expression(member))),
            ("Static", plain(is_static)),
            ("NullConditional", plain(null_conditional)),
        ]
    }

    fn hashtable(&mut self, entries: &[HashEntry], span: Span) -> NodeId {
        self.node::<HashtableAst>(span, |builder| {
            let pairs = entries.iter().map(|it| (builder.expression(&it.key), builder.statement(&it.value)));
            let classes = (ExpressionAst::ty(), StatementAst::ty());
            vec![("KeyValuePairs", Field::Pairs(classes, pairs.collect()))]
        })
    }

    /// The value is the text with escapes applied and expansions as written.
    fn expandable(&mut self, parts: &[StringPart], quote: Quote, span: Span) -> NodeId {
        self.node::<ExpandableStringExpressionAst>(span, |builder| {
            let value: String = parts
                .iter()
                .map(|part| match part {
                    StringPart::Text(text) => text.as_str(),
                    StringPart::Expression(expression) => builder.slice(expression.span),
                })
                .collect();
            let nested = parts.iter().filter_map(|part| match part {
                StringPart::Text(_) => None,
                StringPart::Expression(expression) => Some(expression),
            });
            vec![
                ("NestedExpressions", builder.many::<ExpressionAst, _>(nested, Self::expression)),
                ("StringConstantType", string_type(quote)),
                ("Value", plain(value)),
            ]
        })
    }
}

/// How a string was quoted.
pub(super) fn string_type(quote: Quote) -> Field {
    let number = match quote {
        Quote::Single => 0,
        Quote::SingleHere => 1,
        Quote::Double => 2,
        Quote::DoubleHere => 3,
        Quote::Bare | Quote::Verbatim => 4,
    };
    Field::Plain(enums::value(&enums::STRING_CONSTANT_TYPE, number))
}

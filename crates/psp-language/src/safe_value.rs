//! `SafeGetValue()` and `StaticType`: what is known of an expression without running it.

use crate::{
    class::*,
    enums::TokenKind,
    member::{constant_variable, pure_expression},
    node::AstNode,
    tree::{Field, NodeId},
};
use psp_types::declare::{Emulated, Enumeration};
use psp_value::{Context, Fault, Object, Result, Table, Type, Value, View, operators, well_known};

/// The value of a literal.
pub(crate) fn evaluate(context: &mut dyn Context, it: &AstNode) -> Result<Value> {
    const RED_ZONE: usize = 64 * 1024;
    stacker::maybe_grow(RED_ZONE, 1024 * 1024, || literal(context, it)?.ok_or_else(|| refused().into()))
}

fn refused() -> Fault {
    let message = "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. \
                   Dynamic expressions are not supported.";
    Fault::new("System.InvalidOperationException", message)
}

fn literal(context: &mut dyn Context, it: &AstNode) -> Result<Option<Value>> {
    let node = it.node();
    if node.is::<ConstantExpressionAst>() {
        return Ok(node.plain("Value").cloned());
    }
    if node.is::<VariableExpressionAst>() {
        return Ok(constant_variable(it));
    }
    if node.is::<ArrayLiteralAst>() {
        let items: Result<_> = it.children("Elements").map(|it| evaluate(context, &it)).collect();
        return Ok(Some(Value::array(items?)));
    }
    if node.is::<HashtableAst>() {
        return hashtable(context, it).map(Some);
    }
    if node.is::<ArrayExpressionAst>() {
        return array(context, it).map(Some);
    }
    if node.is::<ExpandableStringExpressionAst>() && node.children("NestedExpressions").is_empty() {
        return Ok(node.plain("Value").cloned());
    }
    if node.is::<UnaryExpressionAst>() {
        return signed(context, it);
    }
    let inner = if node.is::<PipelineAst>() {
        pure_expression(it)
    } else if node.is::<CommandExpressionAst>() {
        it.child("Expression")
    } else if node.is::<ParenExpressionAst>() {
        it.child("Pipeline")
    } else {
        None
    };
    inner.map(|it| evaluate(context, &it)).transpose()
}

fn hashtable(context: &mut dyn Context, it: &AstNode) -> Result<Value> {
    let mut table = Table::default();
    for (key, value) in pairs(it) {
        let key = evaluate(context, &it.at(key))?;
        let value = evaluate(context, &it.at(value))?;
        table.insert(key, value);
    }
    Ok(Object::hashtable(table).into())
}

fn pairs(it: &AstNode) -> Vec<(NodeId, NodeId)> {
    match it.node().field("KeyValuePairs") {
        Some(Field::Pairs(_, pairs)) => pairs.clone(),
        _ => Vec::new(),
    }
}

fn array(context: &mut dyn Context, it: &AstNode) -> Result<Value> {
    let statements: Vec<_> =
        it.child("SubExpression").iter().flat_map(|it| it.children("Statements")).collect();
    let mut items = Vec::new();
    for statement in &statements {
        let value = evaluate(context, statement)?;
        match value.as_elements() {
            Some(elements) => items.extend(elements),
            None => items.push(value),
        }
    }
    Ok(Value::array(items))
}

/// `-1`, `+1`
fn signed(context: &mut dyn Context, it: &AstNode) -> Result<Option<Value>> {
    let Some(child) = it.child("Child") else { return Ok(None) };
    let kind = operator(it, "TokenKind");
    if kind != Some(TokenKind::Minus) && kind != Some(TokenKind::Plus) {
        return Ok(None);
    }
    let value = evaluate(context, &child)?;
    let zero = Value::int(0);
    let result = match kind {
        Some(TokenKind::Minus) => operators::subtract(context, &zero, &value),
        _ => operators::add(context, &zero, &value),
    };
    result.map(Some)
}

fn operator(it: &AstNode, property: &str) -> Option<TokenKind> {
    match it.node().plain(property)?.view() {
        View::Enum(_, number) => TokenKind::from_number(number),
        _ => None,
    }
}

/// The type that an expression is known to have; `object` when it is not.
pub(crate) fn static_type(context: &mut dyn Context, it: &AstNode) -> Type {
    known_type(context, it).unwrap_or(well_known::OBJECT.ty())
}

fn known_type(context: &mut dyn Context, it: &AstNode) -> Option<Type> {
    let node = it.node();
    let class = node.class;
    if class.is_a(ConstantExpressionAst::ty()) {
        return node.plain("Value")?.ty();
    }
    let fixed = [
        (ExpandableStringExpressionAst::ty(), well_known::STRING.ty()),
        (ArrayExpressionAst::ty(), well_known::OBJECT.ty().array_of()),
        (ArrayLiteralAst::ty(), well_known::OBJECT.ty().array_of()),
        (HashtableAst::ty(), well_known::HASHTABLE.ty()),
        (ScriptBlockExpressionAst::ty(), well_known::SCRIPT_BLOCK.ty()),
        (TypeExpressionAst::ty(), well_known::TYPE.ty()),
    ];
    if let Some((_, ty)) = fixed.iter().find(|(known, _)| *known == class) {
        return Some(*ty);
    }
    if class == VariableExpressionAst::ty() {
        return constant_variable(it)?.ty();
    }
    if class == ConvertExpressionAst::ty() {
        return named_type(context, &it.child("Type")?);
    }
    if class == ParameterAst::ty() {
        return it.children("Attributes").find_map(|it| named_type(context, &it));
    }
    let operator = operator(it, "Operator").or_else(|| operator(it, "TokenKind"))?;
    let truth = matches!(
        operator,
        TokenKind::And
            | TokenKind::Or
            | TokenKind::Xor
            | TokenKind::Is
            | TokenKind::IsNot
            | TokenKind::Not
            | TokenKind::Exclaim
    );
    truth.then(|| well_known::BOOL.ty())
}

/// The type that a constraint names.
fn named_type(context: &mut dyn Context, it: &AstNode) -> Option<Type> {
    if !it.node().is::<TypeConstraintAst>() {
        return None;
    }
    match it.node().field("TypeName") {
        Some(Field::TypeName(name)) => context.find_type(&name.to_string()),
        _ => None,
    }
}

//! Parameter lists, attributes, classes and enums.

use crate::{
    block::{Returns, Role, Source, Unit, make, of_statement, type_ref},
    constant, scan,
};
use psp_ast::{
    Expression, ExpressionKind, Member, MethodMember, NamedBlock, Parameter, ParameterAttribute, Pipeline,
    PipelineElement, PropertyMember, ScriptBlock, Statement, StatementBlock, StatementKind, TypeDefinition,
    TypeKind,
};
use psp_ir::{
    Attribute, ClassInfo, ConstExpr, Constant, MethodInfo, Param, ParamAttribute, Parameters, PropertyInfo,
    TypeRef,
};
use std::sync::Arc;

/// The parameters and attributes of a block.
pub(crate) fn parameters(source: &Source) -> Parameters {
    let unit = &source.unit;
    let attributes = source.tree.attributes.iter().map(|it| attribute(unit, it)).collect();
    let params = source.params().iter().map(|it| param(unit, it)).collect();
    Parameters { attributes, params }
}

fn param(unit: &Unit, it: &Parameter) -> Param {
    let attributes = it.attributes.iter().map(|it| match it {
        ParameterAttribute::Type(ty) => ParamAttribute::Type(type_ref(ty)),
        ParameterAttribute::Attribute(it) => ParamAttribute::Attribute(attribute(unit, it)),
    });
    Param {
        name: scan::symbol(&it.name),
        spelling: it.name.as_str().into(),
        attributes: attributes.collect(),
        has_default: it.default.is_some(),
        default_text: it.default.as_ref().map_or("", |it| unit.file.slice(it.span)).into(),
        span: it.span,
    }
}

/// An attribute with its arguments.
pub(crate) fn attribute(unit: &Unit, it: &psp_ast::Attribute) -> Attribute {
    let named = it.named.iter().map(|argument| {
        let value = argument.value.as_ref();
        let value = value.map_or(ConstExpr::Value(Constant::Bool(true)), |it| const_expr(unit, it));
        (argument.name.as_str().into(), value)
    });
    Attribute {
        ty: type_ref(&it.type_name),
        positional: it.positional.iter().map(|it| const_expr(unit, it)).collect(),
        named: named.collect(),
        span: it.span,
    }
}

/// An expression as a constant where it is one, else as code.
pub(crate) fn const_expr(unit: &Unit, expression: &Expression) -> ConstExpr {
    if let Some(constant) = constant::of(expression) {
        return ConstExpr::Value(constant);
    }
    match &expression.kind {
        ExpressionKind::Array(items) => {
            ConstExpr::Array(items.iter().map(|it| const_expr(unit, it)).collect())
        }
        ExpressionKind::Type(name) => ConstExpr::Type(type_ref(name)),
        ExpressionKind::ScriptBlock(block) => {
            ConstExpr::Value(Constant::Block(crate::block::literal(unit, block)))
        }
        _ => ConstExpr::Code(of_statement(unit, expression_statement(expression.clone()))),
    }
}

fn expression_statement(expression: Expression) -> Statement {
    let span = expression.span;
    let element = PipelineElement::Expression { expression, redirections: Vec::new() };
    Statement {
        span,
        kind: StatementKind::Pipeline(Pipeline { span, elements: vec![element], background: false }),
    }
}

/// A class or enum.
pub(crate) fn class(unit: &Unit, it: &TypeDefinition) -> ClassInfo {
    let mut info = ClassInfo {
        name: it.name.as_str().into(),
        is_enum: it.kind == TypeKind::Enum,
        attributes: it.attributes.iter().map(|it| attribute(unit, it)).collect(),
        bases: it.bases.iter().map(type_ref).collect(),
        properties: Vec::new(),
        methods: Vec::new(),
        span: it.span,
    };
    for member in &it.members {
        match member {
            Member::Property(it) => info.properties.push(property(unit, it)),
            Member::Method(member) => info.methods.push(method(unit, &it.name, member)),
        }
    }
    info
}

fn property(unit: &Unit, it: &PropertyMember) -> PropertyInfo {
    PropertyInfo {
        name: it.name.as_str().into(),
        ty: it.type_name.as_ref().map(type_ref),
        attributes: it.attributes.iter().map(|it| attribute(unit, it)).collect(),
        is_static: it.is_static,
        is_hidden: it.is_hidden,
        initial: it.initial.as_ref().map(|it| initial_value(unit, it)),
        span: it.span,
    }
}

fn method(unit: &Unit, class: &str, it: &MethodMember) -> MethodInfo {
    let returns = it.return_type.as_ref().map(type_ref);
    let block = method_block(unit, it, it.body.clone(), kind_of_return(returns.as_ref()));
    MethodInfo {
        name: it.name.as_str().into(),
        is_constructor: it.name.eq_ignore_ascii_case(class),
        is_static: it.is_static,
        is_hidden: it.is_hidden,
        returns,
        block,
        base_call: it.base_call.as_ref().map(|arguments| base_call(unit, it, arguments)),
        span: it.span,
    }
}

fn method_block(unit: &Unit, it: &MethodMember, body: ScriptBlock, returns: Returns) -> Arc<psp_ir::Block> {
    let (inner, outer) = (body.inner, it.span);
    let head = Some(it.parameters.clone().into());
    make(Source { unit: unit.clone(), tree: Arc::new(body), head, role: Role::Method(returns) }, inner, outer)
}

/// A block with the constructor's parameters that gives the arguments of `: base(…)` as an array.
fn base_call(unit: &Unit, it: &MethodMember, arguments: &[Expression]) -> Arc<psp_ir::Block> {
    let span = it.span;
    let array = Expression { span, kind: ExpressionKind::Array(arguments.to_vec()) };
    let whole = if arguments.is_empty() {
        Expression { span, kind: ExpressionKind::ArrayExpression(StatementBlock::default()) }
    } else {
        array
    };
    let end = NamedBlock { span, implicit: true, statements: vec![returned(whole)] };
    method_block(
        unit,
        it,
        ScriptBlock { span, inner: span, end: Some(end), ..ScriptBlock::default() },
        Returns::Anything,
    )
}

/// The initial value of a property: code is the body of a method.
fn initial_value(unit: &Unit, expression: &Expression) -> ConstExpr {
    match const_expr(unit, expression) {
        ConstExpr::Code(_) => {}
        constant => return constant,
    }
    let span = expression.span;
    let end = NamedBlock { span, implicit: true, statements: vec![returned(expression.clone())] };
    let tree = ScriptBlock { span, inner: span, end: Some(end), ..ScriptBlock::default() };
    let source = Source {
        unit: unit.clone(),
        tree: Arc::new(tree),
        head: None,
        role: Role::Method(Returns::Anything),
    };
    ConstExpr::Code(make(source, span, span))
}

fn returned(expression: Expression) -> Statement {
    let span = expression.span;
    Statement { span, kind: StatementKind::Return(Some(Box::new(expression_statement(expression)))) }
}

fn kind_of_return(declared: Option<&TypeRef>) -> Returns {
    let is = |it: &TypeRef, names: [&str; 2]| names.iter().any(|name| it.name.eq_ignore_ascii_case(name));
    match declared {
        None => Returns::Nothing,
        Some(it) if is(it, ["void", "System.Void"]) => Returns::Nothing,
        Some(it) if is(it, ["object", "System.Object"]) => Returns::Anything,
        Some(it) => Returns::Converted(it.clone()),
    }
}

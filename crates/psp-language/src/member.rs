//! Methods that single classes of nodes have.

use crate::{
    class::{
        CommandExpressionAst, ExpressionAst, PipelineAst, StringConstantExpressionAst, VariableExpressionAst,
    },
    declare::{BOOL, TEXT, method, one},
    node::AstNode,
    tree::Field,
};
use psp_types::declare::{Emulated, at, receiver};
use psp_value::{
    Context, Object, Result, Value, convert,
    types::{self, MemberDef, MemberKind, ParamSpec, TypeSpec},
    well_known,
};

/// `PipelineBaseAst.GetPureExpression()`
pub(crate) const GET_PURE_EXPRESSION: MemberDef =
    method("GetPureExpression", &[], one::<ExpressionAst>(), |_, this, _| {
        Ok(pure_expression(receiver::<AstNode>(this)?).map_or(Value::NULL, AstNode::value))
    });

/// `AssignmentStatementAst.GetAssignmentTargets()`
pub(crate) const GET_ASSIGNMENT_TARGETS: MemberDef =
    method("GetAssignmentTargets", &[], TypeSpec::Is(|| well_known::IENUMERABLE.ty()), |_, this, _| {
        Ok(assignment_targets(receiver::<AstNode>(this)?))
    });

/// `CommandAst.GetCommandName()`
pub(crate) const GET_COMMAND_NAME: MemberDef =
    method("GetCommandName", &[], TEXT, |_, this, _| Ok(command_name(receiver::<AstNode>(this)?)));

/// `FunctionDefinitionAst.GetHelpContent()` and that of script blocks
pub(crate) const GET_HELP_CONTENT: MemberDef =
    method("GetHelpContent", &[], one::<crate::help::CommentHelpInfo>(), |_, this, _| {
        Ok(crate::help::of(receiver::<AstNode>(this)?))
    });

/// `ScriptBlockAst.GetScriptBlock()`
pub(crate) const GET_SCRIPT_BLOCK: MemberDef =
    method("GetScriptBlock", &[], TypeSpec::Is(|| well_known::SCRIPT_BLOCK.ty()), script_block);

/// `VariableExpressionAst.IsConstantVariable()`
pub(crate) const IS_CONSTANT_VARIABLE: MemberDef = method("IsConstantVariable", &[], BOOL, |_, this, _| {
    Ok(constant_variable(receiver::<AstNode>(this)?).is_some().into())
});

/// `[UsingExpressionAst]::ExtractUsingVariable(…)`
pub(crate) const EXTRACT_USING_VARIABLE: MemberDef = MemberDef {
    name: "ExtractUsingVariable",
    help: "",
    is_static: true,
    kind: MemberKind::Method {
        params: &[ParamSpec {
            name: "usingExpressionAst",
            ty: one::<AstNode>(),
            optional: false,
            params: false,
            by_ref: false,
        }],
        returns: one::<VariableExpressionAst>(),
        call: |_, _, arguments| Ok(using_variable(receiver::<AstNode>(at(arguments, 0))?)),
    },
};

/// The expression that a pipeline consists of.
pub(crate) fn pure_expression(it: &AstNode) -> Option<AstNode> {
    if !it.node().is::<PipelineAst>() || it.node().plain("Background").is_some_and(convert::is_true) {
        return None;
    }
    let mut elements = it.children("PipelineElements");
    let (element, more) = (elements.next()?, elements.next());
    let lone = more.is_none()
        && element.node().is::<CommandExpressionAst>()
        && element.node().children("Redirections").is_empty();
    if lone { element.child("Expression") } else { None }
}

/// The variables and members that are written; those of an array one by one.
fn assignment_targets(it: &AstNode) -> Value {
    let mut targets = Vec::new();
    if let Some(left) = it.child("Left") {
        let inner = std::iter::successors(Some(left.clone()), |it| it.child("Child")).last();
        match inner {
            Some(array) if !array.node().children("Elements").is_empty() => {
                targets.extend(array.children("Elements").map(AstNode::value));
            }
            _ => targets.push(left.value()),
        }
    }
    Object::list(types::instantiate(well_known::LIST.ty(), &[ExpressionAst::ty()]), targets).into()
}

/// The name when it is written as a plain word or string.
fn command_name(it: &AstNode) -> Value {
    match it.children("CommandElements").next() {
        Some(name) if name.node().is::<StringConstantExpressionAst>() => {
            name.node().plain("Value").cloned().unwrap_or_default()
        }
        _ => Value::NULL,
    }
}

/// A block with the text between the braces.
fn script_block(context: &mut dyn Context, this: &Value, _: &[Value]) -> Result<Value> {
    let it = receiver::<AstNode>(this)?;
    let text = it.source();
    let bare = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let inner = if it.node().parent.is_some() { bare.unwrap_or(text) } else { text };
    let create = "Create".into();
    psp_value::member::invoke_static(context, well_known::SCRIPT_BLOCK.ty(), &create, vec![inner.into()], &[])
}

/// The value of `$true`, `$false` and `$null`.
pub(crate) fn constant_variable(it: &AstNode) -> Option<Value> {
    let Some(Field::Path(path, _)) = it.node().field("VariablePath") else { return None };
    match path.name.to_ascii_lowercase().as_str() {
        _ if !path.is_unqualified() => None,
        "true" => Some(true.into()),
        "false" => Some(false.into()),
        "null" => Some(Value::NULL),
        _ => None,
    }
}

/// The variable behind members and indexes.
fn using_variable(it: &AstNode) -> Value {
    let inner =
        |it: &AstNode| ["SubExpression", "Expression", "Target"].iter().find_map(|name| it.child(name));
    let last = std::iter::successors(Some(it.clone()), inner).last();
    last.filter(|it| it.node().is::<VariableExpressionAst>()).map_or(Value::NULL, AstNode::value)
}

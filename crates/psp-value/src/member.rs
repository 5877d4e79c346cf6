//! Members of values: properties, methods, constructors, and what PowerShell adds to all of them.

use crate::{Context, Fault, Result, Str, Type, Value, operators::CompoundOp};

/// A member as `Get-Member`, `Select-Object` and formatting see it.
#[derive(Clone)]
pub struct MemberView {
    /// As it is spelled.
    pub name: Str,
    /// `NoteProperty`, `Property`, `Method`, ….
    pub kind: MemberTypes,
    /// The type of a property's value, the result of a method; as it is written in a definition.
    pub type_name: String,
    /// `Get-Member`'s `Definition`.
    pub definition: String,
    /// Not shown unless asked for.
    pub hidden: bool,
    /// Belongs to the type, not to one object.
    pub is_static: bool,
}

/// `System.Management.Automation.PSMemberTypes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
#[expect(missing_docs, reason = "named as in PowerShell")]
pub enum MemberTypes {
    AliasProperty = 1,
    CodeProperty = 2,
    Property = 4,
    NoteProperty = 8,
    ScriptProperty = 16,
    PropertySet = 32,
    Method = 64,
    CodeMethod = 128,
    ScriptMethod = 256,
    ParameterizedProperty = 512,
    MemberSet = 1024,
    Event = 2048,
    Dynamic = 4096,
}

/// `$target.name`; a missing member is `$null`, or an error in strict mode.
pub fn get_member(context: &mut dyn Context, target: &Value, name: &Str) -> Result<Value> {
    Ok(try_get_member(context, target, name)?.unwrap_or_default())
}

/// The member's value, `None` when there is no such member; collections are not looked into.
pub fn try_get_member(context: &mut dyn Context, target: &Value, name: &Str) -> Result<Option<Value>> {
    let _ = (context, target, name);
    Err(Fault::not_supported("try_get_member").into())
}

/// `$target.name = value`
pub fn set_member(context: &mut dyn Context, target: &Value, name: &Str, value: Value) -> Result<()> {
    let _ = (context, target, name, value);
    Err(Fault::not_supported("set_member").into())
}

/// `[ty]::name`
pub fn get_static(context: &mut dyn Context, ty: Type, name: &Str) -> Result<Value> {
    let _ = (context, ty, name);
    Err(Fault::not_supported("get_static").into())
}

/// `[ty]::name = value`
pub fn set_static(context: &mut dyn Context, ty: Type, name: &Str, value: Value) -> Result<()> {
    let _ = (context, ty, name, value);
    Err(Fault::not_supported("set_static").into())
}

/// `$target.name(args)`; `type_args` are those written as `name[int](…)`.
pub fn invoke(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    args: Vec<Value>,
    type_args: &[Type],
) -> Result<Value> {
    let _ = (context, target, name, args, type_args);
    Err(Fault::not_supported("invoke").into())
}

/// `[ty]::name(args)`
pub fn invoke_static(
    context: &mut dyn Context,
    ty: Type,
    name: &Str,
    args: Vec<Value>,
    type_args: &[Type],
) -> Result<Value> {
    let _ = (context, ty, name, args, type_args);
    Err(Fault::not_supported("invoke_static").into())
}

/// `[ty]::new(args)`
pub fn construct(context: &mut dyn Context, ty: Type, args: Vec<Value>) -> Result<Value> {
    let _ = (context, ty, args);
    Err(Fault::not_supported("construct").into())
}

/// All members of a value, for display: properties and methods in PowerShell's order.
pub fn members_of(context: &mut dyn Context, value: &Value) -> Result<Vec<MemberView>> {
    let _ = (context, value);
    Ok(Vec::new())
}

/// Names of the properties of a value in order, without hidden ones: what `Select-Object *` and formatting go through.
pub fn property_names(context: &mut dyn Context, value: &Value) -> Result<Vec<Str>> {
    let _ = (context, value);
    Ok(Vec::new())
}

/// `PSTypeNames`: most specific first.
pub fn type_names(value: &Value) -> Vec<Str> {
    value.ty().map(|ty| ty.chain().map(|it| it.full_name().into()).collect()).unwrap_or_default()
}

/// `$target.name op= right`; gives the new value.
pub fn compound_member(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    op: CompoundOp,
    right: &Value,
) -> Result<Value> {
    let _ = (context, target, name, op, right);
    Err(Fault::not_supported("compound_member").into())
}

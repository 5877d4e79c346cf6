//! Members of values: properties, methods, constructors, and what PowerShell adds to all of them.

mod builtin;
mod call;
mod compound;
mod construct;
mod declared;
mod definition;
mod error;
mod get;
mod intrinsic;
mod method;
pub(crate) mod overload;
mod property_info;
mod ps_object;
mod rank;
mod script;
mod set;
mod view;

pub(crate) use construct::constructors;
pub use construct::default_of;
pub(crate) use declared::DEFS;
pub use definition::{method_text, type_text};
pub use method::{PS_METHOD, PsMethod};
pub use property_info::{MemberObject, add_member, all_infos as member_info_types, remove_member};
pub use ps_object::{PsObject, add_type_name, boxed, copy, spelled, spelling, unspelled};
pub use script::{ScriptParam, choose_script};

use view::member_list;

use crate::{
    Context, ExtraMemberKind, Result, Str, Type, Value, object::Data, operators::CompoundOp, types::MemberDef,
};

/// A member as `Get-Member`, `Select-Object` and formatting see it.
#[derive(Clone)]
pub struct MemberView {
    /// As it is spelled.
    pub name: Str,
    /// `NoteProperty`, `Property`, `Method`, ….
    pub kind: MemberTypes,
    /// The type of a property's value or a method's result.
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

impl MemberTypes {
    /// The kind of an added member.
    pub fn of(kind: &ExtraMemberKind) -> Self {
        match kind {
            ExtraMemberKind::Note(_) => Self::NoteProperty,
            ExtraMemberKind::Alias(_) => Self::AliasProperty,
            ExtraMemberKind::ScriptProperty { .. } => Self::ScriptProperty,
            ExtraMemberKind::ScriptMethod(_) => Self::ScriptMethod,
            ExtraMemberKind::PropertySet(_) => Self::PropertySet,
            ExtraMemberKind::MemberSet(_) => Self::MemberSet,
        }
    }

    /// It has a value.
    pub fn is_property(self) -> bool {
        matches!(
            self,
            Self::AliasProperty
                | Self::CodeProperty
                | Self::Property
                | Self::NoteProperty
                | Self::ScriptProperty
        )
    }

    /// As PowerShell spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AliasProperty => "AliasProperty",
            Self::CodeProperty => "CodeProperty",
            Self::Property => "Property",
            Self::NoteProperty => "NoteProperty",
            Self::ScriptProperty => "ScriptProperty",
            Self::PropertySet => "PropertySet",
            Self::Method => "Method",
            Self::CodeMethod => "CodeMethod",
            Self::ScriptMethod => "ScriptMethod",
            Self::ParameterizedProperty => "ParameterizedProperty",
            Self::MemberSet => "MemberSet",
            Self::Event => "Event",
            Self::Dynamic => "Dynamic",
        }
    }
}

/// `$target.name`; a missing member is `$null`, or an error in strict mode. Collections without the member give the
/// members of their elements.
#[inline]
pub fn get_member(context: &mut dyn Context, target: &Value, name: &Str) -> Result<Value> {
    // The common case: a field of a custom object or class instance, an entry of a table, with nothing added.
    if let Some(object) = target.as_object() {
        match &object.data {
            Data::Fields(fields) if object.read_extra(|_| ()).is_none() => {
                if let Some(found) = fields.with(|it| it.get(name).cloned()) {
                    return Ok(found);
                }
            }
            _ => {}
        }
    }
    get::get_member(context, target, name)
}

/// The member's value, `None` when there is no such member; collections are not looked into.
pub fn try_get_member(context: &mut dyn Context, target: &Value, name: &Str) -> Result<Option<Value>> {
    get::lookup(context, target, name, 32)
}

/// `$target.name = value`
pub fn set_member(context: &mut dyn Context, target: &Value, name: &Str, value: Value) -> Result<()> {
    set::set_member(context, target, name, value)
}

/// `[ty]::name`
pub fn get_static(context: &mut dyn Context, ty: Type, name: &Str) -> Result<Value> {
    get::get_static(context, ty, name)
}

/// `[ty]::name = value`
pub fn set_static(context: &mut dyn Context, ty: Type, name: &Str, value: Value) -> Result<()> {
    set::set_static(context, ty, name, value)
}

/// `$target.name(args)`; `type_args` are those written as `name[int](…)`.
pub fn invoke(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    args: Vec<Value>,
    type_args: &[Type],
) -> Result<Value> {
    call::invoke(context, target, name, args, type_args)
}

/// `[ty]::name(args)`
pub fn invoke_static(
    context: &mut dyn Context,
    ty: Type,
    name: &Str,
    args: Vec<Value>,
    type_args: &[Type],
) -> Result<Value> {
    call::invoke_static(context, ty, name, args, type_args)
}

/// `[ty]::new(args)`
pub fn construct(context: &mut dyn Context, ty: Type, args: Vec<Value>) -> Result<Value> {
    construct::construct(context, ty, args)
}

/// Calls a method that is known to be declared.
pub(crate) fn invoke_declared(
    context: &mut dyn Context,
    target: &Value,
    owner: Type,
    name: &str,
    members: &[&'static MemberDef],
    arguments: &[Value],
) -> Result<Value> {
    call::declared(context, target, owner, name, members, arguments, &[])
}

/// All members of a value, for display: fields and added members first, then those of the type.
pub fn members_of(context: &mut dyn Context, value: &Value) -> Result<Vec<MemberView>> {
    view::members_of(context, value)
}

/// Names of the properties of a value in order, without hidden ones: what `Select-Object *` and formatting go through.
pub fn property_names(context: &mut dyn Context, value: &Value) -> Result<Vec<Str>> {
    view::property_names(context, value)
}

/// The names of the properties as a view shows them: what .NET has comes before what was added.
pub fn shown_property_names(context: &mut dyn Context, value: &Value) -> Result<Vec<Str>> {
    view::shown_property_names(context, value)
}

/// `PSTypeNames`: most specific first.
pub fn type_names(value: &Value) -> Vec<Str> {
    let Some(ty) = value.ty() else { return Vec::new() };
    let extra = value
        .as_object()
        .and_then(|it| it.read_extra(|it| (it.type_names.clone(), it.replaced_type_names.clone())));
    let (mut names, replaced) = extra.unwrap_or_default();
    if let Some(list) = replaced.and_then(|it| it.as_elements()) {
        return list.iter().filter_map(|it| it.as_string().cloned()).collect();
    }
    if let Some(Data::Native(native)) = value.as_object().map(|it| &it.data)
        && let Some(suffix) = native.type_suffix()
    {
        names.push(format!("{}{suffix}", crate::convert::net_full_name(ty)).into());
    }
    names.extend(ty.chain().map(|it| Str::from(crate::convert::net_full_name(it))));
    names
}

/// `$target.name op= right`; gives the new value.
pub fn compound_member(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    op: CompoundOp,
    right: &Value,
) -> Result<Value> {
    compound::compound_member(context, target, name, op, right)
}

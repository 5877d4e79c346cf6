//! The member objects that scripts make themselves: `[psnoteproperty]::new('x', 1)` and its siblings.

use super::property_info::{ALIAS_PROPERTY, MemberObject, NOTE_PROPERTY, SCRIPT_METHOD, SCRIPT_PROPERTY};
use crate::{
    ExtraMember, ExtraMemberKind, Result, Type, Value,
    types::{Call, MemberDef, MemberKind, ParamSpec, TypeDef, TypeSpec, well_known},
};

fn string_type() -> Type {
    well_known::STRING.ty()
}

fn object_type() -> Type {
    well_known::OBJECT.ty()
}

fn block_type() -> Type {
    well_known::SCRIPT_BLOCK.ty()
}

const fn param(name: &'static str, ty: fn() -> Type) -> ParamSpec {
    ParamSpec { name, ty: TypeSpec::Is(ty), optional: false, params: false, by_ref: false }
}

const fn constructor(params: &'static [ParamSpec], call: Call) -> MemberDef {
    MemberDef { name: "new", help: "", is_static: true, kind: MemberKind::Constructor { params, call } }
}

static NAME_VALUE: &[ParamSpec] = &[param("name", string_type), param("value", object_type)];
static NAME_NAME: &[ParamSpec] = &[param("name", string_type), param("referencedMemberName", string_type)];
static NAME_BLOCK: &[ParamSpec] = &[param("name", string_type), param("getterScript", block_type)];
static NAME_BLOCKS: &[ParamSpec] =
    &[param("name", string_type), param("getterScript", block_type), param("setterScript", block_type)];

fn make(arguments: &[Value], kind: ExtraMemberKind) -> Result<Value> {
    let name = arguments[0].as_string().cloned().unwrap_or_default();
    Ok(MemberObject::free(ExtraMember { name, kind, hidden: false }))
}

fn block(value: &Value) -> Option<Value> {
    (!value.is_null()).then(|| value.clone())
}

/// The declarations, for the registry of types.
pub(crate) static DEFS: &[&TypeDef] = &[
    &TypeDef {
        name: "System.Management.Automation.PSNoteProperty",
        ty: || NOTE_PROPERTY.ty(),
        members: &[constructor(NAME_VALUE, |_, _, it| make(it, ExtraMemberKind::Note(it[1].clone())))],
    },
    &TypeDef {
        name: "System.Management.Automation.PSAliasProperty",
        ty: || ALIAS_PROPERTY.ty(),
        members: &[constructor(NAME_NAME, |_, _, it| {
            make(it, ExtraMemberKind::Alias(it[1].as_string().cloned().unwrap_or_default()))
        })],
    },
    &TypeDef {
        name: "System.Management.Automation.PSScriptProperty",
        ty: || SCRIPT_PROPERTY.ty(),
        members: &[
            constructor(NAME_BLOCK, |_, _, it| {
                make(it, ExtraMemberKind::ScriptProperty { get: block(&it[1]), set: None })
            }),
            constructor(NAME_BLOCKS, |_, _, it| {
                make(it, ExtraMemberKind::ScriptProperty { get: block(&it[1]), set: block(&it[2]) })
            }),
        ],
    },
    &TypeDef {
        name: "System.Management.Automation.PSScriptMethod",
        ty: || SCRIPT_METHOD.ty(),
        members: &[constructor(NAME_BLOCK, |_, _, it| {
            make(it, ExtraMemberKind::ScriptMethod(it[1].clone()))
        })],
    },
];

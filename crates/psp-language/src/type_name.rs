//! `ITypeName`: the name of a type as it stands in a text.

use crate::{
    declare::{BOOL, INT, TEXT, TYPE, collection, many, method, one, property},
    extent::{IScriptExtent, ScriptExtent},
};
use psp_ast::TypeNameKind;
use psp_source::SourceFile;
use psp_types::declare::{Emulated, Returned, receiver};
use psp_value::{
    Context, Native, Object, Result, Type, TypeCode, TypeKind, Value,
    types::{MemberDef, TypeDef, TypeInfo},
    well_known,
};
use std::sync::Arc;

/// `ITypeName`
pub(crate) enum ITypeName {}
/// `TypeName`
enum Plain {}
/// `GenericTypeName`
enum Generic {}
/// `ArrayTypeName`
enum Array {}

/// A type's name.
pub(crate) struct TypeName {
    file: Arc<SourceFile>,
    name: psp_ast::TypeName,
}

impl Native for TypeName {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.name.to_string()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(self.name.to_string().eq_ignore_ascii_case(&other.name.to_string()))
    }
}

static FACE: TypeInfo = TypeInfo::new(
    "System.Management.Automation.Language.ITypeName",
    TypeKind::Interface,
    TypeCode::Object,
    None,
    &[],
);
static PLAIN: TypeInfo = class("System.Management.Automation.Language.TypeName");
static GENERIC: TypeInfo = class("System.Management.Automation.Language.GenericTypeName");
static ARRAY: TypeInfo = class("System.Management.Automation.Language.ArrayTypeName");

const fn class(name: &'static str) -> TypeInfo {
    const FACES: &[Type] = &[FACE.ty()];
    TypeInfo::new(name, TypeKind::Class, TypeCode::Object, Some(well_known::OBJECT.ty()), FACES)
}

impl Emulated for ITypeName {
    const INFO: Option<&'static TypeInfo> = Some(&FACE);
}
impl Emulated for Plain {
    const INFO: Option<&'static TypeInfo> = Some(&PLAIN);
}
impl Emulated for Generic {
    const INFO: Option<&'static TypeInfo> = Some(&GENERIC);
}
impl Emulated for Array {
    const INFO: Option<&'static TypeInfo> = Some(&ARRAY);
}
impl Emulated for TypeName {
    const INFO: Option<&'static TypeInfo> = Some(&FACE);
}

/// The types of this file. The members stand at the interface, where all of them find them.
pub(crate) static TYPES: &[&TypeDef] = &[
    &TypeDef { name: "System.Management.Automation.Language.ITypeName", ty: ITypeName::ty, members: COMMON },
    &TypeDef { name: "System.Management.Automation.Language.TypeName", ty: Plain::ty, members: &[] },
    &TypeDef {
        name: "System.Management.Automation.Language.GenericTypeName",
        ty: Generic::ty,
        members: &[
            property("TypeName", one::<ITypeName>(), |_, this| receiver::<TypeName>(this)?.definition()),
            property("GenericArguments", many::<ITypeName>(), |_, this| {
                Ok(receiver::<TypeName>(this)?.arguments())
            }),
        ],
    },
    &TypeDef {
        name: "System.Management.Automation.Language.ArrayTypeName",
        ty: Array::ty,
        members: &[
            property("ElementType", one::<ITypeName>(), |_, this| Ok(receiver::<TypeName>(this)?.element())),
            property("Rank", INT, |_, this| Ok(receiver::<TypeName>(this)?.rank().into())),
        ],
    },
];

const COMMON: &[MemberDef] = &[
    property("AssemblyName", TEXT, |_, _| Ok(Value::NULL)),
    property("Extent", one::<IScriptExtent>(), |_, this| {
        let it = receiver::<TypeName>(this)?;
        ScriptExtent { file: it.file.clone(), span: it.name.span }.into_value(this)
    }),
    property("FullName", TEXT, |_, this| Ok(receiver::<TypeName>(this)?.name.to_string().into())),
    property("Name", TEXT, |_, this| Ok(receiver::<TypeName>(this)?.name.to_string().into())),
    property("IsArray", BOOL, |_, this| {
        Ok(matches!(receiver::<TypeName>(this)?.name.kind, TypeNameKind::Array { .. }).into())
    }),
    property("IsGeneric", BOOL, |_, this| {
        Ok(matches!(receiver::<TypeName>(this)?.name.kind, TypeNameKind::Generic { .. }).into())
    }),
    method("GetReflectionType", &[], TYPE, |context, this, _| {
        let name = receiver::<TypeName>(this)?.name.to_string();
        Ok(context.find_type(&name).into())
    }),
    method("GetReflectionAttributeType", &[], TYPE, |context, this, _| {
        let name = receiver::<TypeName>(this)?.name.to_string();
        let found = context.find_type(&format!("{name}Attribute")).or_else(|| context.find_type(&name));
        Ok(found.into())
    }),
    method("ToString", &[], TEXT, |_, this, _| Ok(receiver::<TypeName>(this)?.name.to_string().into())),
];

impl TypeName {
    /// `List` of `List[int]`
    fn definition(&self) -> Result<Value> {
        let TypeNameKind::Generic { name, .. } = &self.name.kind else { return Ok(Value::NULL) };
        let start = self.name.span.start;
        let span = psp_source::Span::new(start, start + name.len() as u32);
        let plain = psp_ast::TypeName { span, kind: TypeNameKind::Plain(name.clone()) };
        Ok(value(&self.file, &plain))
    }

    fn arguments(&self) -> Value {
        let TypeNameKind::Generic { arguments, .. } = &self.name.kind else { return Value::NULL };
        collection(ITypeName::ty(), arguments.iter().map(|it| value(&self.file, it)).collect())
    }

    fn element(&self) -> Value {
        let TypeNameKind::Array { element, .. } = &self.name.kind else { return Value::NULL };
        value(&self.file, element)
    }

    fn rank(&self) -> i32 {
        match self.name.kind {
            TypeNameKind::Array { rank, .. } => rank as i32,
            _ => 0,
        }
    }
}

/// A name as a script sees it.
pub(crate) fn value(file: &Arc<SourceFile>, name: &psp_ast::TypeName) -> Value {
    let ty = match name.kind {
        TypeNameKind::Plain(_) => Plain::ty(),
        TypeNameKind::Generic { .. } => Generic::ty(),
        TypeNameKind::Array { .. } => Array::ty(),
    };
    Object::native(ty, TypeName { file: file.clone(), name: name.clone() }).into()
}

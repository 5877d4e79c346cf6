//! Shorthands for declaring types whose members are looked up by name.

use psp_types::declare::Emulated;
use psp_value::{
    Object, Type, Value,
    types::{self, Call, Getter, MemberDef, MemberKind, ParamSpec, TypeSpec},
    well_known,
};

/// A read-only property.
pub(crate) const fn property(name: &'static str, ty: TypeSpec, get: Getter) -> MemberDef {
    let kind = MemberKind::Property { ty, get, set: None, added_as: None };
    MemberDef { name, help: "", is_static: false, kind }
}

/// A method.
pub(crate) const fn method(
    name: &'static str,
    params: &'static [ParamSpec],
    returns: TypeSpec,
    call: Call,
) -> MemberDef {
    MemberDef { name, help: "", is_static: false, kind: MemberKind::Method { params, returns, call } }
}

/// A type of this crate.
pub(crate) const fn one<T: Emulated>() -> TypeSpec {
    TypeSpec::Is(T::ty)
}

/// A collection of them.
pub(crate) const fn many<T: Emulated>() -> TypeSpec {
    TypeSpec::Is(|| collection_type(T::ty()))
}

/// `bool`
pub(crate) const BOOL: TypeSpec = TypeSpec::Is(|| well_known::BOOL.ty());
/// `int`
pub(crate) const INT: TypeSpec = TypeSpec::Is(|| well_known::INT32.ty());
/// `string`
pub(crate) const TEXT: TypeSpec = TypeSpec::Is(|| well_known::STRING.ty());
/// `type`
pub(crate) const TYPE: TypeSpec = TypeSpec::Is(|| well_known::TYPE.ty());
/// `object`
pub(crate) const OBJECT: TypeSpec = TypeSpec::Is(|| well_known::OBJECT.ty());

/// `ReadOnlyCollection[T]`
pub(crate) fn collection_type(element: Type) -> Type {
    types::instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[element])
}

/// A read-only collection.
pub(crate) fn collection(element: Type, items: Vec<Value>) -> Value {
    Object::list(collection_type(element), items).into()
}

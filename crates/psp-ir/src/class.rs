//! Class and enum definitions of a script.

use crate::{Attribute, Block, ConstExpr, TypeRef};
use psp_source::Span;
use std::sync::Arc;

/// A `class` or `enum` statement.
#[derive(Clone, Debug)]
pub struct ClassInfo {
    /// Its name.
    pub name: Box<str>,
    /// `enum`
    pub is_enum: bool,
    /// `[Flags()]` and others.
    pub attributes: Vec<Attribute>,
    /// Base class and interfaces; the underlying type of an enum.
    pub bases: Vec<TypeRef>,
    /// Properties; of an enum, its values.
    pub properties: Vec<PropertyInfo>,
    /// Methods and constructors.
    pub methods: Vec<MethodInfo>,
    /// The statement.
    pub span: Span,
}

/// A property, or the value of an enum.
#[derive(Clone, Debug)]
pub struct PropertyInfo {
    /// Its name.
    pub name: Box<str>,
    /// Declared type.
    pub ty: Option<TypeRef>,
    /// Validation.
    pub attributes: Vec<Attribute>,
    /// `static`
    pub is_static: bool,
    /// `hidden`
    pub is_hidden: bool,
    /// `= …`; code is the body of a method without parameters.
    pub initial: Option<ConstExpr>,
    /// Its place.
    pub span: Span,
}

/// A method or constructor.
#[derive(Clone, Debug)]
pub struct MethodInfo {
    /// The name; the class's for a constructor.
    pub name: Box<str>,
    /// The name is the class's.
    pub is_constructor: bool,
    /// `static`
    pub is_static: bool,
    /// `hidden`
    pub is_hidden: bool,
    /// Declared type of the result; none for constructors and where nothing was written.
    pub returns: Option<TypeRef>,
    /// Parameters and body, which converts what it returns.
    pub block: Arc<Block>,
    /// `: base(…)`: a block that gives the arguments as an array, with the method's parameters.
    pub base_call: Option<Arc<Block>>,
    /// Its place.
    pub span: Span,
}

//! Parameter lists and attributes, as a script wrote them.

use crate::{Block, Constant, Symbol};
use psp_source::Span;
use std::sync::Arc;

/// Everything before the body of a function or script block.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Attributes before `param`: `[CmdletBinding()]`, `[OutputType()]`, `[Alias()]`.
    pub attributes: Vec<Attribute>,
    /// The parameters in order.
    pub params: Vec<Param>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: Symbol,
    /// As it was written.
    pub spelling: Box<str>,
    /// Types and attributes in order.
    pub attributes: Vec<ParamAttribute>,
    /// A default value was written: the body's prologue evaluates it when the parameter is not bound.
    pub has_default: bool,
    /// The default value's text, for help and messages.
    pub default_text: Box<str>,
    /// The parameter's place.
    pub span: Span,
}

/// What stands before a parameter or variable.
#[derive(Clone, Debug)]
pub enum ParamAttribute {
    /// `[int]`
    Type(TypeRef),
    /// `[Parameter(Mandatory)]`
    Attribute(Attribute),
}

/// An attribute with its arguments.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its type.
    pub ty: TypeRef,
    /// In order.
    pub positional: Vec<ConstExpr>,
    /// `Key = value`; a name alone is true.
    pub named: Vec<(Box<str>, ConstExpr)>,
    /// With brackets.
    pub span: Span,
}

/// An attribute's argument: a constant, or code.
#[derive(Clone, Debug)]
pub enum ConstExpr {
    /// A literal.
    Value(Constant),
    /// `a, b` and `@(a, b)`.
    Array(Vec<Self>),
    /// `[type]`
    Type(TypeRef),
    /// Anything else: run for its value.
    Code(Arc<Block>),
}

/// A type as it was written; looked up when the code runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// Normal form: `System.Collections.Generic.List[int]`, `int[]`.
    pub name: Box<str>,
    /// Where it stands, without brackets.
    pub span: Span,
}

/// A `function` or `filter` statement.
#[derive(Clone, Debug)]
pub struct FunctionInfo {
    /// Without scope qualifier.
    pub name: Box<str>,
    /// `global:`, `script:`, `local:`, `private:`, lower-case; empty without one.
    pub qualifier: Box<str>,
    /// `filter`
    pub is_filter: bool,
    /// Parameters and body.
    pub block: Arc<Block>,
}

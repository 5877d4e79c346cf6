//! Functions, types, attributes and type names.

use crate::{Expression, Parameter, ScriptBlock};
use psp_source::Span;

/// `function name (…) {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionDefinition {
    /// All of it.
    pub span: Span,
    /// With its scope qualifier, such as `global:f`.
    pub name: String,
    /// The name's own place.
    pub name_span: Span,
    /// Which keyword.
    pub kind: FunctionKind,
    /// `(…)` behind the name.
    pub parameters: Option<Vec<Parameter>>,
    /// With braces.
    pub body: ScriptBlock,
}

/// The keyword of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// `function`
    Function,
    /// `filter`
    Filter,
    /// `workflow`, which PowerShell parses and refuses.
    Workflow,
    /// `configuration`, which psp parses and refuses.
    Configuration,
}

/// `class` or `enum`.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDefinition {
    /// All of it.
    pub span: Span,
    /// The type's name.
    pub name: String,
    /// The name's own place.
    pub name_span: Span,
    /// Class, enum or interface.
    pub kind: TypeKind,
    /// Attributes before the keyword.
    pub attributes: Vec<Attribute>,
    /// Base class and interfaces, or the underlying type of an enum.
    pub bases: Vec<TypeName>,
    /// In order.
    pub members: Vec<Member>,
}

/// What a type definition makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKind {
    /// `class`
    Class,
    /// `enum`
    Enum,
    /// `interface`, reserved.
    Interface,
}

/// A member of a class or enum.
#[expect(clippy::large_enum_variant, reason = "a class has few members, and they are read in place")]
#[derive(Debug, Clone, PartialEq)]
pub enum Member {
    /// A property, or the value of an enum.
    Property(PropertyMember),
    /// A method or constructor.
    Method(MethodMember),
}

/// `[int] $Name = 1`, or `Name = 1` in an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyMember {
    /// All of it.
    pub span: Span,
    /// The property's name.
    pub name: String,
    /// Attributes, validation among them.
    pub attributes: Vec<Attribute>,
    /// Declared type.
    pub type_name: Option<TypeName>,
    /// `static`
    pub is_static: bool,
    /// `hidden`
    pub is_hidden: bool,
    /// `= …`
    pub initial: Option<Expression>,
}

/// `[int] Name([int]$x) {…}`
#[derive(Debug, Clone, PartialEq)]
pub struct MethodMember {
    /// All of it.
    pub span: Span,
    /// The method's name; the class's for a constructor.
    pub name: String,
    /// The name's own place.
    pub name_span: Span,
    /// Attributes before it.
    pub attributes: Vec<Attribute>,
    /// None for a constructor and where nothing was written.
    pub return_type: Option<TypeName>,
    /// `static`
    pub is_static: bool,
    /// `hidden`
    pub is_hidden: bool,
    /// The method's parameters.
    pub parameters: Vec<Parameter>,
    /// `: base(…)`
    pub base_call: Option<Vec<Expression>>,
    /// The body.
    pub body: ScriptBlock,
}

/// `[Name(arguments, Key = value)]`
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// With brackets.
    pub span: Span,
    /// Its type.
    pub type_name: TypeName,
    /// In order.
    pub positional: Vec<Expression>,
    /// A name alone means true.
    pub named: Vec<NamedAttributeArgument>,
}

/// `Key = value` of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedAttributeArgument {
    /// All of it.
    pub span: Span,
    /// The key.
    pub name: String,
    /// None for `[Parameter(Mandatory)]`.
    pub value: Option<Expression>,
}

/// A type's name between brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// Without the outer brackets.
    pub span: Span,
    /// What it names.
    pub kind: TypeNameKind,
}

/// The forms of type names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeNameKind {
    /// `System.Int32`, `int`; an assembly behind a comma is dropped.
    Plain(String),
    /// `List[int]`
    Generic {
        /// `List`
        name: String,
        /// `int`
        arguments: Vec<TypeName>,
    },
    /// `int[]`, `int[,]`
    Array {
        /// `int`
        element: Box<TypeName>,
        /// 1 for `[]`, 2 for `[,]`.
        rank: u32,
    },
}

impl std::fmt::Display for TypeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            TypeNameKind::Plain(name) => f.write_str(name),
            TypeNameKind::Generic { name, arguments } => {
                write!(f, "{name}[")?;
                for (index, argument) in arguments.iter().enumerate() {
                    if index > 0 {
                        f.write_str(",")?;
                    }
                    write!(f, "{argument}")?;
                }
                f.write_str("]")
            }
            TypeNameKind::Array { element, rank } => {
                write!(f, "{element}[{}]", ",".repeat(*rank as usize - 1))
            }
        }
    }
}

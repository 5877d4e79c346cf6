//! Declarations of .NET types in Rust: what `#[ps_type]` writes and member look-up reads.

use super::Type;
use crate::{Context, Result, Value};

/// A type's members, declared in one file of `psp-types`.
pub struct TypeDef {
    /// Full .NET name.
    pub name: &'static str,
    /// The type itself.
    pub ty: fn() -> Type,
    /// All members; overloads have the same name.
    pub members: &'static [MemberDef],
}

/// Runs a method or constructor: context, receiver (null for static ones), arguments, already converted.
pub type Call = fn(&mut dyn Context, &Value, &[Value]) -> Result<Value>;
/// Reads a property.
pub type Getter = fn(&mut dyn Context, &Value) -> Result<Value>;
/// Writes a property; the value is already converted.
pub type Setter = fn(&mut dyn Context, &Value, &Value) -> Result<()>;

/// One member.
pub struct MemberDef {
    /// As .NET spells it; `new` for a constructor.
    pub name: &'static str,
    /// Help text, from the doc comment.
    pub help: &'static str,
    /// No receiver.
    pub is_static: bool,
    /// What it is.
    pub kind: MemberKind,
}

/// The kinds of members.
pub enum MemberKind {
    /// A method, one overload of it.
    Method {
        /// Parameters in order.
        params: &'static [ParamSpec],
        /// Of the result.
        returns: TypeSpec,
        /// The function.
        call: Call,
    },
    /// A constructor.
    Constructor {
        /// Parameters in order.
        params: &'static [ParamSpec],
        /// The function; the receiver is the type, as a value.
        call: Call,
    },
    /// A property or field.
    Property {
        /// Declared type.
        ty: TypeSpec,
        /// Reads it.
        get: Getter,
        /// Writes it, unless it is read-only.
        set: Option<Setter>,
        /// A property that PowerShell adds to the .NET type: `ScriptProperty`, `AliasProperty`, `CodeProperty`, `NoteProperty`.
        added_as: Option<&'static str>,
    },
}

/// A parameter of a method.
pub struct ParamSpec {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: TypeSpec,
    /// May be left out; the function then gets [`Value::UNSET`].
    pub optional: bool,
    /// `params T[]`: takes the remaining arguments as an array.
    pub params: bool,
    /// `ref` or `out`: the argument is a `[ref]`.
    pub by_ref: bool,
}

/// A type as it stands in a declaration.
#[derive(Clone, Copy)]
pub enum TypeSpec {
    /// No value.
    Void,
    /// A type.
    Is(fn() -> Type),
    /// The receiver's type argument with this index.
    Argument(usize),
    /// An array of the receiver's type argument.
    ArrayOf(usize),
    /// The method's own type argument with this index: `[array]::Empty[int]()`.
    MethodArgument(usize),
    /// The receiver's own type: a value of an enum, a fluent builder.
    Receiver,
    /// An enumerable of the receiver's type argument.
    SequenceOf(usize),
}

impl TypeSpec {
    /// The type, given the receiver's.
    pub fn resolve(self, receiver: Type) -> Type {
        let argument = |index: usize| {
            receiver
                .chain()
                .find_map(|it| it.arguments.get(index).copied())
                .unwrap_or(super::well_known::OBJECT.ty())
        };
        match self {
            Self::Void => super::well_known::VOID.ty(),
            Self::Is(ty) => ty(),
            Self::Argument(index) => argument(index),
            Self::ArrayOf(index) => argument(index).array_of(),
            Self::MethodArgument(_) => super::well_known::OBJECT.ty(),
            Self::Receiver => receiver,
            Self::SequenceOf(_) => super::well_known::IENUMERABLE.ty(),
        }
    }
}

impl MemberDef {
    /// A member of a derived type makes this one of a base type invisible.
    pub fn hides(&self, base: &Self) -> bool {
        if self.is_static != base.is_static {
            return false;
        }
        match (&self.kind, &base.kind) {
            (MemberKind::Property { .. }, MemberKind::Property { .. }) => true,
            (MemberKind::Method { params: a, .. }, MemberKind::Method { params: b, .. }) => same_params(a, b),
            (MemberKind::Constructor { .. }, MemberKind::Constructor { .. }) => false,
            _ => true,
        }
    }

    /// The parameters of a method or constructor.
    pub fn params(&self) -> Option<&'static [ParamSpec]> {
        match self.kind {
            MemberKind::Method { params, .. } | MemberKind::Constructor { params, .. } => Some(params),
            MemberKind::Property { .. } => None,
        }
    }
}

fn same_params(a: &[ParamSpec], b: &[ParamSpec]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (a.ty, b.ty) {
            (TypeSpec::Is(a), TypeSpec::Is(b)) => a() == b(),
            _ => false,
        })
}

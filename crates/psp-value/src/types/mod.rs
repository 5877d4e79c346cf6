//! Types as scripts see them: an identity that is process-wide, a name, a base chain, members.

mod member;
mod registry;
pub mod well_known;

pub use member::{Call, Getter, MemberDef, MemberKind, ParamSpec, Setter, TypeDef, TypeSpec};
pub use registry::{Generic, declared, define, find, find_generic, instantiate, register, register_generics};

use crate::{enums::EnumInfo, repr::Lock};
use std::{
    any::Any,
    collections::HashMap,
    fmt::Write,
    sync::{Arc, OnceLock},
};

/// A type's identity: two are the same type when they are the same address.
#[derive(Clone, Copy)]
pub struct Type(pub &'static TypeInfo);

/// What is known of a type. Types are never freed: there are few, and identities must not be reused.
pub struct TypeInfo {
    /// With namespace, without type arguments: `System.Collections.Generic.List`.
    pub name: &'static str,
    /// What sort of type.
    pub kind: TypeKind,
    /// The fast answer to "which scalar is this".
    pub code: TypeCode,
    /// None for `System.Object` and interfaces.
    pub base: Option<Type>,
    /// All interfaces, inherited ones left out.
    pub interfaces: &'static [Type],
    /// Type arguments; of an array, the element type.
    pub arguments: &'static [Type],
    /// Members declared in Rust.
    pub members: OnceLock<&'static TypeDef>,
    /// Values of an enum.
    pub enumeration: OnceLock<EnumInfo>,
    /// A class written in a script: the runtime's description of it.
    pub script: OnceLock<Arc<dyn Any + Send + Sync>>,
    /// Members by lower-case name, base types included; filled by the first look-up.
    lookup: OnceLock<MemberTable>,
    /// Arrays of this type, by rank.
    arrays: Lock<Vec<(u32, Type)>>,
}

type MemberTable = HashMap<Box<str>, Vec<&'static MemberDef>, foldhash::fast::RandomState>;

/// What sort of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKind {
    /// A class.
    Class,
    /// A class that cannot be instantiated.
    Abstract,
    /// `[Math]`: static members only.
    Static,
    /// A value type.
    Struct,
    /// An enum.
    Enum,
    /// An interface.
    Interface,
    /// An array of a rank.
    Array(u32),
    /// `List[T]` without arguments.
    GenericDefinition,
    /// A type parameter or `[ref]`-like marker.
    Marker,
}

/// The scalars, in the order in which .NET's own `TypeCode` counts where it has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "named as the types")]
pub enum TypeCode {
    Object,
    Bool,
    Char,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    DateTime,
    String,
    TimeSpan,
    BigInteger,
    Enum,
    Array,
}

impl TypeCode {
    /// One of the integer types that .NET counts as primitive.
    pub fn is_integer(self) -> bool {
        matches!(
            self,
            Self::SByte
                | Self::Byte
                | Self::Int16
                | Self::UInt16
                | Self::Int32
                | Self::UInt32
                | Self::Int64
                | Self::UInt64
        )
    }

    /// A number in PowerShell's arithmetic.
    pub fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Self::Single | Self::Double | Self::Decimal | Self::BigInteger)
    }
}

impl TypeInfo {
    /// A type without members yet.
    pub const fn new(
        name: &'static str,
        kind: TypeKind,
        code: TypeCode,
        base: Option<Type>,
        interfaces: &'static [Type],
    ) -> Self {
        Self {
            name,
            kind,
            code,
            base,
            interfaces,
            arguments: &[],
            members: OnceLock::new(),
            enumeration: OnceLock::new(),
            script: OnceLock::new(),
            lookup: OnceLock::new(),
            arrays: Lock::new(Vec::new()),
        }
    }

    /// With type arguments.
    pub const fn with_arguments(mut self, arguments: &'static [Type]) -> Self {
        self.arguments = arguments;
        self
    }
}

impl PartialEq for Type {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Type {}

impl std::hash::Hash for Type {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        std::ptr::hash(self.0, state);
    }
}

impl std::ops::Deref for Type {
    type Target = TypeInfo;

    #[inline(always)]
    fn deref(&self) -> &TypeInfo {
        self.0
    }
}

impl Type {
    /// `FullName`: generic arguments as .NET writes them, without assembly names.
    pub fn full_name(self) -> String {
        match self.kind {
            TypeKind::Array(rank) => {
                format!("{}[{}]", self.element().full_name(), ",".repeat(rank as usize - 1))
            }
            _ if self.arguments.is_empty() => self.name.to_owned(),
            _ => {
                let arguments: Vec<_> = self.arguments.iter().map(|it| it.full_name()).collect();
                format!("{}`{}[[{}]]", self.name, arguments.len(), arguments.join("],["))
            }
        }
    }

    /// `Name`: the last part, with the count of type arguments.
    pub fn short_name(self) -> String {
        if let TypeKind::Array(rank) = self.kind {
            format!("{}[{}]", self.element().short_name(), ",".repeat(rank as usize - 1))
        } else {
            // A nested type's name may end in the arguments of the type around it.
            let plain = self.name.split("[[").next().unwrap_or(self.name);
            let last = plain.rsplit(['.', '+']).next().unwrap_or(plain);
            if self.arguments.is_empty() {
                last.to_owned()
            } else {
                format!("{last}`{}", self.arguments.len())
            }
        }
    }

    /// How PowerShell writes the type: an accelerator where there is one (`int`, `List[string]`).
    pub fn ps_name(self) -> String {
        if let Some(accelerator) = well_known::preferred_accelerator(self) {
            return accelerator.to_owned();
        }
        match self.kind {
            TypeKind::Array(rank) => {
                format!("{}[{}]", self.element().ps_name(), ",".repeat(rank as usize - 1))
            }
            _ if self.arguments.is_empty() => self.name.to_owned(),
            _ => {
                let mut text = format!("{}[", self.name);
                for (index, argument) in self.arguments.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    let _ = write!(text, "{comma}{}", argument.ps_name());
                }
                text + "]"
            }
        }
    }

    /// The namespace.
    pub fn namespace(self) -> &'static str {
        let name = self.0.name;
        name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
    }

    /// The element type of an array, the first argument of a generic type; `object` otherwise.
    #[inline]
    pub fn element(self) -> Self {
        self.arguments.first().copied().unwrap_or(well_known::OBJECT.ty())
    }

    /// An array type of rank 1.
    pub fn is_array(self) -> bool {
        matches!(self.kind, TypeKind::Array(_))
    }

    /// An enum type.
    pub fn is_enum(self) -> bool {
        self.kind == TypeKind::Enum
    }

    /// Values are copied, `null` is not one.
    pub fn is_value_type(self) -> bool {
        matches!(self.kind, TypeKind::Struct | TypeKind::Enum)
    }

    /// The array type with this element.
    pub fn array_of(self) -> Self {
        self.array_of_rank(1)
    }

    /// The array type with this element and rank.
    pub fn array_of_rank(self, rank: u32) -> Self {
        self.arrays.with(|arrays| {
            if let Some(&(_, ty)) = arrays.iter().find(|(known, _)| *known == rank) {
                return ty;
            }
            let info = TypeInfo::new(
                "System.Array",
                TypeKind::Array(rank),
                TypeCode::Array,
                Some(well_known::ARRAY.ty()),
                well_known::ARRAY_INTERFACES,
            )
            .with_arguments(Box::leak(Box::new([self])));
            let ty = Self(Box::leak(Box::new(info)));
            arrays.push((rank, ty));
            ty
        })
    }

    /// The type, its base, its base's base, ….
    pub fn chain(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |it| it.base)
    }

    /// `IsAssignableTo`: the same type, a base type or an interface of it.
    pub fn is_a(self, other: Self) -> bool {
        if self == other || other == well_known::OBJECT.ty() {
            return true;
        }
        if other.kind == TypeKind::Interface {
            return self.chain().any(|it| it.interfaces.iter().any(|face| face.is_a(other)))
                || other.is_generic_interface_of(self);
        }
        if let (TypeKind::Array(a), TypeKind::Array(b)) = (self.kind, other.kind) {
            // Arrays of reference types are covariant.
            return a == b && !self.element().is_value_type() && self.element().is_a(other.element());
        }
        self.chain().skip(1).any(|it| it == other)
    }

    /// `IEnumerable[T]` and its siblings for an array or list of `T`.
    fn is_generic_interface_of(self, ty: Self) -> bool {
        let Some(&argument) = self.arguments.first() else { return false };
        let sequence = ty.is_array() && ty.kind == TypeKind::Array(1)
            || ty.chain().any(|it| {
                it.interfaces.iter().any(|face| face.name == self.name && face.arguments.is_empty())
            });
        let of = |element: Self| element == argument || !element.is_value_type() && element.is_a(argument);
        let names = [
            "System.Collections.Generic.IEnumerable",
            "System.Collections.Generic.ICollection",
            "System.Collections.Generic.IList",
            "System.Collections.Generic.IReadOnlyList",
            "System.Collections.Generic.IReadOnlyCollection",
        ];
        sequence && names.contains(&self.name) && of(ty.element())
            || ty.chain().any(|it| {
                it.interfaces.iter().any(|face| face.name == self.name && face.arguments == self.arguments)
            })
    }

    /// The members with this name, those of derived types first; case does not matter.
    pub fn members_named(self, name: &str) -> &'static [&'static MemberDef] {
        let table = self.0.lookup.get_or_init(|| self.collect_members());
        let mut buffer = [0u8; 64];
        if let Some(lower) = lower_ascii(name, &mut buffer) {
            return table.get(lower).map_or(&[], Vec::as_slice);
        }
        table.get(name.to_lowercase().as_str()).map_or(&[], Vec::as_slice)
    }

    /// All members, those of derived types first.
    pub fn all_members(self) -> Vec<&'static MemberDef> {
        let mut seen = Vec::new();
        for def in self.definitions() {
            seen.extend(def.members.iter());
        }
        seen
    }

    /// The Rust declarations of the type, its bases and interfaces.
    pub fn definitions(self) -> Vec<&'static TypeDef> {
        let mut defs = Vec::new();
        for ty in self.chain() {
            defs.extend(ty.members.get().copied());
            for face in ty.interfaces {
                for def in face.definitions() {
                    if !defs.iter().any(|it: &&TypeDef| std::ptr::eq(*it, def)) {
                        defs.push(def);
                    }
                }
            }
        }
        defs
    }

    fn collect_members(self) -> MemberTable {
        let mut table = MemberTable::default();
        for def in self.definitions() {
            for member in def.members {
                let known: &mut Vec<&'static MemberDef> =
                    table.entry(member.name.to_lowercase().into()).or_default();
                // A derived property hides its base's; methods are overloads of each other.
                let hidden = known.iter().any(|it| it.hides(member));
                if !hidden {
                    known.push(member);
                }
            }
        }
        table
    }
}

/// The lower-case form of a short ASCII name, without allocating.
fn lower_ascii<'a>(name: &str, buffer: &'a mut [u8; 64]) -> Option<&'a str> {
    let bytes = buffer.get_mut(..name.len())?;
    bytes.copy_from_slice(name.as_bytes());
    bytes.make_ascii_lowercase();
    std::str::from_utf8(bytes).ok().filter(|it| it.is_ascii())
}

impl TypeInfo {
    /// The identity of a type that is a `static`.
    pub const fn ty(&'static self) -> Type {
        Type(self)
    }
}

impl std::fmt::Debug for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.full_name())
    }
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.full_name())
    }
}

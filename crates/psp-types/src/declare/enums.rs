//! Enums: those that Rust code matches on, and those that are only data.

use psp_value::{
    Fault, Interrupt, Type, TypeCode, TypeKind, Value, View, enums, types::TypeInfo, well_known,
};

/// A .NET enum as data.
pub struct EnumDef {
    /// The type.
    pub info: &'static TypeInfo,
    /// `[Flags]`
    pub flags: bool,
    /// Names and numbers in the order of .NET's declaration.
    pub values: &'static [(&'static str, i64)],
}

/// A Rust enum with `#[ps_enum]`.
pub trait Enumeration: Copy {
    /// Names and numbers.
    const DEF: &'static EnumDef;

    /// The variant with a number.
    fn from_number(number: i64) -> Option<Self>;

    /// The variant's number.
    fn number(self) -> i64;

    /// The type.
    fn ty() -> Type {
        Self::DEF.ty()
    }

    /// The error of a number that no variant has.
    fn undefined(number: i64) -> Interrupt {
        let message = format!("Enum value '{number}' is not defined in type '{}'.", Self::ty().full_name());
        Fault::argument(message, "value").into()
    }
}

/// The identity of an enum type that psp-value does not know.
pub const fn enum_info(name: &'static str) -> TypeInfo {
    TypeInfo::new(name, TypeKind::Enum, TypeCode::Enum, Some(well_known::ENUM.ty()), &[])
}

impl EnumDef {
    /// The type, which knows its values from the first time on.
    pub fn ty(&'static self) -> Type {
        let ty = self.info.ty();
        if ty.enumeration.get().is_none() {
            let values = self.values.iter().map(|&(name, number)| (name.into(), number)).collect();
            enums::declare(ty, values, self.flags, well_known::INT32.ty());
        }
        ty
    }
}

/// A .NET enum as data, its names and numbers as one text: `One=1 Two=2`.
pub struct TextEnum {
    /// The type.
    pub info: &'static TypeInfo,
    /// `[Flags]`
    pub flags: bool,
    /// Names and numbers in the order of .NET's declaration.
    pub values: &'static str,
}

impl TextEnum {
    /// The type, which knows its values from the first time on.
    pub fn ty(&'static self) -> Type {
        let ty = self.info.ty();
        if ty.enumeration.get().is_none() {
            let pair = |it: &str| {
                it.split_once('=').map(|(name, number)| (name.into(), number.parse().unwrap_or(0)))
            };
            enums::declare(
                ty,
                self.values.split(' ').filter_map(pair).collect(),
                self.flags,
                well_known::INT32.ty(),
            );
        }
        ty
    }
}

/// The number of an enum value.
pub fn enum_number(value: &Value) -> i64 {
    match value.unboxed().view() {
        View::Enum(_, number) => number,
        View::Int32(number) => i64::from(number),
        _ => 0,
    }
}

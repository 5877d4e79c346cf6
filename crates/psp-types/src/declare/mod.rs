//! What `#[ps_type]` and `#[ps_enum]` write down is made of this: how Rust types stand for script types as parameters
//! ([`Argument`]) and results ([`Returned`]), and the marker types for what Rust has no type for.
//!
//! | in Rust | in a script |
//! |---|---|
//! | `bool`, `i32`, `i64`, `u8`, …, `f64`, [`Char`], `Decimal`, `BigInt`, `DateTime`, `TimeSpan`, `Type` | the scalar |
//! | `&str`, `&Str`, `String` | `string`; `$null` is empty. [`NullStr`] tells them apart |
//! | `&Value`, `Value` | `object` |
//! | `Option<T>` | a parameter that may be left out, a result that may be `$null` |
//! | `&[T]`, `Vec<T>`, [`Bytes`] | `T[]`, `byte[]` |
//! | [`Of<N>`], [`ArrayOf<N>`], [`SequenceOf<N>`] | the receiver's type argument `N`, an array, a sequence of it |
//! | [`Out<T>`] | `[ref]` |
//! | [`This`] as a result | the receiver itself |
//! | `&X` of a type with `#[ps_type]`, an enum with `#[ps_enum]` | that type |

mod argument;
mod data_enum;
mod enums;
mod markers;
mod returned;

pub use argument::{Argument, at, elements, enum_argument, enum_value, param, receiver};
pub(crate) use data_enum::{data_enums, enum_identity};
pub use enums::{EnumDef, Enumeration, TextEnum, enum_info, enum_number};
pub use markers::{ArrayOf, Bytes, Char, NullStr, Of, Out, Sequence, SequenceOf, This, entries};
pub use returned::{Returned, done};

use psp_value::{Type, types::TypeInfo, well_known};

/// A type with `#[ps_type]`.
pub trait Emulated {
    /// The type's identity, when it is a static.
    const INFO: Option<&'static TypeInfo> = None;

    /// The type; of a generic one, its definition.
    fn ty() -> Type {
        Self::INFO.map_or(well_known::OBJECT.ty(), TypeInfo::ty)
    }
}

/// The type of an exception.
pub fn exception_type(name: &str) -> Type {
    well_known::exception(name).unwrap_or(well_known::EXCEPTION.ty())
}

//! `System`.

pub(crate) mod array;
pub(crate) mod collections;
mod date_time;
pub mod enums;
pub mod globalization;
pub(crate) mod guid;
mod integers;
pub mod io;
pub mod management;
mod math;
pub mod net;
mod object;
mod reals;
pub mod security;
mod string;
pub(crate) mod string_comparer;
pub mod text;
pub mod threading;
mod time_span;
mod tuple;

use psp_value::types::{TypeDef, register, register_generics};

static TYPES: &[&TypeDef] = &[
    array::Array::DEF,
    integers::PsSByte::DEF,
    integers::PsByte::DEF,
    integers::PsInt16::DEF,
    integers::PsUInt16::DEF,
    integers::PsInt32::DEF,
    integers::PsUInt32::DEF,
    integers::PsInt64::DEF,
    integers::PsUInt64::DEF,
    object::PsObject::DEF,
    object::NullString::DEF,
    object::AutomationNull::DEF,
    reals::PsSingle::DEF,
    reals::PsDouble::DEF,
    tuple::Tuple::DEF,
    tuple::ValueTuple::DEF,
    date_time::PsDateTime::DEF,
    guid::Guid::DEF,
    math::Math::DEF,
    string::PsString::DEF,
    string_comparer::StringComparer::DEF,
    time_span::PsTimeSpan::DEF,
];

/// Makes the types of this namespace and those in it known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
    register_generics(tuple::GENERICS);
    collections::register_all();
    globalization::register_all();
    io::register_all();
    register(management::automation::enums::DEFS);
    register(net::enums::DEFS);
    register(security::enums::DEFS);
    register(text::TYPES);
    register(threading::enums::DEFS);
}

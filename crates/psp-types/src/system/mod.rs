//! `System`.

pub(crate) mod array;
mod bit_converter;
pub(crate) mod boolean;
mod char;
pub(crate) mod collections;
mod convert;
mod date_only;
mod date_time;
mod date_time_offset;
pub(crate) mod db_null;
mod decimal;
mod delegates;
pub mod diagnostics;
mod enumeration;
pub mod enums;
mod environment;
pub(crate) mod exception;
pub mod globalization;
pub(crate) mod guid;
mod integers;
pub mod io;
mod linq;
pub mod management;
mod math;
pub mod net;
mod nullable;
mod numerics;
mod object;
mod random;
mod reals;
mod runtime;
pub mod security;
mod string;
pub(crate) mod string_comparer;
pub mod text;
pub mod threading;
mod time_span;
mod time_zone_info;
pub mod tuple;
mod type_info;
pub mod uri;
mod uri_builder;
pub mod version;
mod web;
pub mod xml;

use psp_value::types::{TypeDef, register, register_generics};

static TYPES: &[&TypeDef] = &[
    array::Array::DEF,
    bit_converter::BitConverter::DEF,
    boolean::Boolean::DEF,
    char::PsChar::DEF,
    convert::Convert::DEF,
    db_null::DbNull::DEF,
    decimal::PsDecimal::DEF,
    integers::PsSByte::DEF,
    integers::PsByte::DEF,
    integers::PsInt16::DEF,
    integers::PsUInt16::DEF,
    integers::PsInt32::DEF,
    integers::PsUInt32::DEF,
    integers::PsInt64::DEF,
    integers::PsUInt64::DEF,
    nullable::Nullable::DEF,
    object::PsObject::DEF,
    runtime::Activator::DEF,
    runtime::AppContext::DEF,
    runtime::AppDomain::DEF,
    runtime::Buffer::DEF,
    runtime::Gc::DEF,
    runtime::Lazy::DEF,
    uri::Uri::DEF,
    uri_builder::UriBuilder::DEF,
    object::NullString::DEF,
    object::AutomationNull::DEF,
    reals::PsSingle::DEF,
    reals::PsDouble::DEF,
    tuple::Tuple::DEF,
    tuple::ValueTuple::DEF,
    date_time::PsDateTime::DEF,
    date_only::DateOnly::DEF,
    date_only::TimeOnly::DEF,
    date_time_offset::DateTimeOffset::DEF,
    time_zone_info::TimeZoneInfo::DEF,
    enumeration::Enum::DEF,
    environment::Environment::DEF,
    environment::OperatingSystem::DEF,
    environment::OsPlatform::DEF,
    environment::RuntimeInformation::DEF,
    exception::PsException::DEF,
    exception::AggregateException::DEF,
    exception::ArgumentException::DEF,
    exception::ArgumentNullException::DEF,
    exception::ArgumentOutOfRangeException::DEF,
    exception::FileNotFoundException::DEF,
    exception::ObjectDisposedException::DEF,
    exception::RuntimeException::DEF,
    guid::Guid::DEF,
    random::Random::DEF,
    type_info::PsType::DEF,
    version::Version::DEF,
    math::Math::DEF,
    string::PsString::DEF,
    string_comparer::StringComparer::DEF,
    time_span::PsTimeSpan::DEF,
];

/// Enums that Rust code takes as enums.
static ENUMS: &[&TypeDef] = &[&TypeDef {
    name: "System.StringComparison",
    ty: <crate::support::text::StringComparison as crate::declare::Enumeration>::ty,
    members: &[],
}];

/// Makes the types of this namespace and those in it known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
    register(ENUMS);
    register(exception::NAMED);
    register(delegates::TYPES);
    register_generics(delegates::GENERICS);
    register_generics(tuple::GENERICS);
    register_generics(runtime::GENERICS);
    management::automation::register_all();
    collections::register_all();
    globalization::register_all();
    io::register_all();
    register(net::enums::DEFS);
    register(net::TYPES);
    register(net::http::TYPES);
    register(numerics::TYPES);
    security::register_all();
    register(linq::TYPES);
    register(web::TYPES);
    text::register_all();
    threading::register_all();
    register(diagnostics::TYPES);
    xml::register_all();
}

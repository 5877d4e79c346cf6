//! How well a type converts to another: PowerShell's ranks, which decide between overloads.

use crate::{
    Type, TypeCode, TypeKind, Value, View,
    convert::widens,
    object::Data,
    types::{MemberKind, well_known},
};

/// A rank: higher is better, 0 is no conversion at all. The numbers are PowerShell's own, of which only the order counts.
pub(super) type Rank = u16;

pub(super) const NONE: Rank = 0;
pub(super) const UNRELATED_ARRAYS: Rank = 0x0f;
const TO_STRING: Rank = 0x1f;
const CUSTOM: Rank = 0x2f;
const ICONVERTIBLE: Rank = 0x3f;
const CAST: Rank = 0x4f;
const CONSTRUCTOR: Rank = 0x6f;
const PARSE: Rank = 0x7f;
const PS_OBJECT: Rank = 0x8f;
const LANGUAGE: Rank = 0x9f;
pub(super) const NULL_TO_VALUE: Rank = 0xaf;
const NULL_TO_REF: Rank = 0xbf;
const NUMERIC_EXPLICIT: Rank = 0xcf;
const NUMERIC_EXPLICIT_1: Rank = 0xdf;
const NUMERIC_STRING: Rank = 0xef;
pub(super) const NUMERIC_IMPLICIT: Rank = 0xff;
const ASSIGNABLE: Rank = 0x10f;
const STRING_TO_CHARS: Rank = 0x11a;
pub(super) const IDENTITY: Rank = 0x11f;

/// What a scalar loses when it is put into an array of one.
const TO_ARRAY: Rank = 8;

/// The rank of converting an argument.
pub(super) fn of_value(value: &Value, to: Type) -> Rank {
    let value = value.base();
    let Some(from) = value.ty() else { return of_null(to) };
    if value.as_block().is_some() && to.chain().any(|it| it == well_known::DELEGATE.ty()) {
        return LANGUAGE;
    }
    // A custom object is wrapped whatever it goes into.
    if let (View::Object(object), true) = (value.view(), to.is_array())
        && matches!(object.data, Data::Table(_))
        && to.element() != well_known::OBJECT.ty()
        && to.element() != from
    {
        return NONE;
    }
    of_type(from, to)
}

fn of_null(to: Type) -> Rank {
    if to.name == well_known::NULLABLE.name {
        return NULL_TO_VALUE;
    }
    if to.code == TypeCode::String {
        return NULL_TO_VALUE;
    }
    if !to.is_value_type() {
        return NULL_TO_REF;
    }
    let has_zero = to.code.is_number() || matches!(to.code, TypeCode::Bool | TypeCode::Char);
    if has_zero || to == well_known::SWITCH_PARAMETER.ty() { NULL_TO_VALUE } else { NONE }
}

/// The rank of converting one type to another.
pub(super) fn of_type(from: Type, to: Type) -> Rank {
    if from == to {
        return IDENTITY;
    }
    if to.name == well_known::NULLABLE.name {
        return of_type(from, to.element()).min(LANGUAGE.max(NUMERIC_IMPLICIT));
    }
    if to == well_known::OBJECT.ty() || from.is_a(to) {
        return ASSIGNABLE;
    }
    if to == well_known::PS_OBJECT.ty() {
        return PS_OBJECT;
    }
    if to.is_array() {
        return to_array(from, to);
    }
    match to.code {
        TypeCode::Bool => LANGUAGE,
        TypeCode::String => TO_STRING,
        TypeCode::Char => to_char(from),
        TypeCode::Enum => to_enum(from),
        TypeCode::DateTime | TypeCode::TimeSpan => to_time(from),
        TypeCode::Object | TypeCode::Array => to_object(from, to),
        code => to_number(from, code),
    }
}

fn is_sequence(ty: Type) -> bool {
    ty.code != TypeCode::String
        && ty.is_a(well_known::IENUMERABLE.ty())
        && !ty.is_a(well_known::IDICTIONARY.ty())
}

fn to_array(from: Type, to: Type) -> Rank {
    let element = to.element();
    if from.is_array() {
        return UNRELATED_ARRAYS;
    }
    if from.code == TypeCode::String && element == well_known::CHAR.ty() {
        return STRING_TO_CHARS;
    }
    if is_sequence(from) {
        return LANGUAGE;
    }
    of_type(from, element).saturating_sub(TO_ARRAY)
}

fn to_char(from: Type) -> Rank {
    match from.code {
        TypeCode::String => PARSE,
        TypeCode::Byte => NUMERIC_EXPLICIT,
        code if code.is_integer() => NUMERIC_EXPLICIT,
        TypeCode::Enum => ICONVERTIBLE,
        TypeCode::Bool | TypeCode::Single | TypeCode::Double | TypeCode::Decimal | TypeCode::DateTime => {
            ICONVERTIBLE
        }
        _ => NONE,
    }
}

fn to_enum(from: Type) -> Rank {
    match from.code {
        TypeCode::String => LANGUAGE,
        code if code.is_integer() => LANGUAGE,
        TypeCode::Enum | TypeCode::Single | TypeCode::Double | TypeCode::Decimal => ICONVERTIBLE,
        TypeCode::Bool | TypeCode::Char | TypeCode::DateTime => ICONVERTIBLE,
        _ if is_sequence(from) => LANGUAGE,
        _ => NONE,
    }
}

fn to_time(from: Type) -> Rank {
    match from.code {
        TypeCode::String => PARSE,
        TypeCode::UInt64 => ICONVERTIBLE,
        TypeCode::Char | TypeCode::Enum => CONSTRUCTOR,
        code if code.is_integer() => CONSTRUCTOR,
        TypeCode::Single | TypeCode::Double | TypeCode::Decimal => ICONVERTIBLE,
        TypeCode::Bool | TypeCode::DateTime => ICONVERTIBLE,
        _ if from.is_a(well_known::IDICTIONARY.ty()) => CONSTRUCTOR - 1,
        _ => NONE,
    }
}

fn to_number(from: Type, to: TypeCode) -> Rank {
    let a = from.code;
    if a == TypeCode::Enum || a == TypeCode::Char {
        let a = if a == TypeCode::Enum { crate::enums::info(from).underlying.code } else { a };
        return if a == to || widens(a, to) || to == TypeCode::Decimal {
            NUMERIC_IMPLICIT
        } else {
            NUMERIC_EXPLICIT
        };
    }
    match (a, to) {
        (TypeCode::String, TypeCode::BigInteger) => NUMERIC_STRING,
        (TypeCode::String, _) => NUMERIC_STRING,
        (TypeCode::Bool, _) => LANGUAGE,
        (TypeCode::DateTime, _) => ICONVERTIBLE,
        (TypeCode::BigInteger, _) => CAST,
        (_, TypeCode::BigInteger) if a.is_number() => CAST,
        (TypeCode::Decimal, TypeCode::Double) => NUMERIC_EXPLICIT_1,
        (TypeCode::Double | TypeCode::Single | TypeCode::Decimal, _) if !widens(a, to) => NUMERIC_EXPLICIT,
        _ if widens(a, to) || a.is_integer() && to == TypeCode::Decimal => NUMERIC_IMPLICIT,
        _ if a.is_number() => NUMERIC_EXPLICIT,
        _ => NONE,
    }
}

/// To any other type: what its declarations allow.
fn to_object(from: Type, to: Type) -> Rank {
    if to.kind == TypeKind::Interface {
        return NONE;
    }
    let text = from.code == TypeCode::String;
    if text && (to == well_known::TYPE.ty() || to == well_known::REGEX.ty()) {
        return LANGUAGE;
    }
    if text && to == well_known::URI.ty() {
        return CUSTOM;
    }
    if to == well_known::SWITCH_PARAMETER.ty() {
        return if from.code == TypeCode::Bool { LANGUAGE } else { NONE };
    }
    if text && !to.members_named("Parse").is_empty() {
        return PARSE;
    }
    let takes = |ty: Type| {
        from == ty || ty != well_known::OBJECT.ty() && (from.is_a(ty) || widens(from.code, ty.code))
    };
    let constructs = super::constructors(to).iter().any(|it| match it.kind {
        MemberKind::Constructor { params: [only], .. } => takes(only.ty.resolve(to)),
        _ => false,
    });
    if constructs {
        return CONSTRUCTOR;
    }
    let list = !to.arguments.is_empty() || to.is_a(well_known::ILIST.ty());
    if list && is_sequence(from) {
        return CONSTRUCTOR;
    }
    if to.script.get().is_some() {
        return if text || from.code.is_number() || from.is_a(well_known::IDICTIONARY.ty()) {
            CONSTRUCTOR
        } else {
            NONE
        };
    }
    match from.code {
        code if code.is_number() => {
            if of_type(well_known::STRING.ty(), to) > NONE {
                ICONVERTIBLE
            } else {
                NONE
            }
        }
        TypeCode::Bool | TypeCode::Char | TypeCode::DateTime | TypeCode::Enum => ICONVERTIBLE,
        _ if from.is_a(well_known::IDICTIONARY.ty()) && !to.is_value_type() => CONSTRUCTOR - 1,
        _ => NONE,
    }
}

//! The stages of a cast, in PowerShell's order: null, assignable, what the language defines, what types define.

use super::{
    collection, custom,
    enumeration::{self, to_enum},
    error::{from_null, invalid_cast, no_conversion, with_cause},
    hook,
    number::{Num, cast, number_of},
    scan, stages,
};
use crate::{
    Context, Fault, Lock, Object, Ref, Result, Type, TypeCode, Value, Variable, View,
    object::Data,
    types::{TypeKind, well_known},
};
use psp_clr::datetime::{DateTime, Kind, MAX_TICKS, TimeSpan};

/// The cast, when the value is not of the type already.
pub(super) fn convert_slowly(context: &mut dyn Context, value: &Value, to: Type) -> Result<Value> {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
        if to == well_known::OBJECT.ty() || to == well_known::PS_OBJECT.ty() {
            if value.is_null() {
                return Ok(Value::NULL);
            }
            let wrap = to == well_known::PS_OBJECT.ty();
            return Ok(if wrap { crate::member::boxed(value) } else { value.clone() });
        }
        if to == well_known::VOID.ty() {
            return Ok(Value::NULL);
        }
        if to == well_known::PS_REFERENCE.ty() {
            return Ok(reference(value));
        }
        if to.code == TypeCode::String
            && let Some(spelling) = crate::member::spelling(value)
        {
            return Ok(spelling.into());
        }
        let value = value.base();
        let Some(from) = value.ty() else { return null_to(value, to) };
        if from.is_a(to) {
            return Ok(value.clone());
        }
        if to.name == well_known::NULLABLE.name {
            return match super::convert(context, value, to.element()) {
                Err(error) if stages::is_final(&error) => Err(no_conversion(context, value, to)),
                other => other,
            };
        }
        match language(context, value, from, to)? {
            Some(converted) => Ok(converted),
            None => stages::convert(context, value, from, to),
        }
    })
}

/// `[ref]` to a value of its own.
fn reference(value: &Value) -> Value {
    if let Some(object) = value.as_object()
        && matches!(object.data, Data::Reference(_))
    {
        return value.clone();
    }
    let inner = if value.is_null() { Value::NULL } else { value.clone() };
    let variable = Ref::new(Variable::new("", inner));
    Object::new(well_known::PS_REFERENCE.ty(), Data::Reference(variable)).into()
}

fn null_to(value: &Value, to: Type) -> Result<Value> {
    if to.name == well_known::NULLABLE.name {
        return Ok(Value::NULL);
    }
    let number = Num::Int(0);
    Ok(match to.code {
        TypeCode::Bool => Value::FALSE,
        TypeCode::String if value.is_nothing() => Value::NULL,
        TypeCode::String => Value::from(""),
        TypeCode::Enum => return Err(enumeration::from_null(to)),
        TypeCode::DateTime | TypeCode::TimeSpan => return Err(from_null(to)),
        TypeCode::Object | TypeCode::Array => {
            if to == well_known::SWITCH_PARAMETER.ty() {
                return Ok(Value::switch(false));
            }
            if to.kind == TypeKind::Struct {
                return Err(from_null(to));
            }
            Value::NULL
        }
        code => cast(&number, code).unwrap_or_default(),
    })
}

/// What the language defines.
fn language(context: &mut dyn Context, value: &Value, from: Type, to: Type) -> Result<Option<Value>> {
    match to.code {
        TypeCode::Bool => return Ok(Some(Value::bool(super::is_true(value)))),
        TypeCode::String => return super::to_text(context, value).map(|it| Some(it.into())),
        TypeCode::Enum => return to_enum(context, value, to),
        TypeCode::Array => return collection::to_array(context, value, from, to),
        TypeCode::DateTime => return to_date(context, value, to),
        TypeCode::TimeSpan => return to_span(context, value, to),
        TypeCode::Char => return to_char(context, value, to),
        TypeCode::Object => {}
        _ => return to_number(context, value, to),
    }
    if to == well_known::SWITCH_PARAMETER.ty() {
        return Ok(value.as_bool().map(Value::switch));
    }
    if to == well_known::TYPE.ty() {
        return to_type(context, value, to);
    }
    if to == well_known::PS_CUSTOM_OBJECT.ty() {
        return Ok(Some(custom::to_custom_object(context, value)?));
    }
    if let Some(found) = collection::to_collection(context, value, to)? {
        return Ok(Some(found));
    }
    if to == well_known::HASHTABLE.ty() && value.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty()) {
        return custom::from_properties(context, value, to);
    }
    if value.as_block().is_some() && to.chain().any(|it| it == well_known::DELEGATE.ty()) {
        return Ok(Some(Object::new(to, Data::Boxed(value.clone())).into()));
    }
    hook::ask(context, value, to)
}

fn to_type(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    let text = match value.view() {
        View::Str(text) => text.clone(),
        _ if number_of(value).is_some()
            && !matches!(value.view(), View::Char(_) | View::Enum(..) | View::Object(_)) =>
        {
            super::to_text(context, value)?
        }
        _ => return Ok(None),
    };
    if let Some(ty) = context.find_type(&text.text()) {
        return Ok(Some(ty.into()));
    }
    let message = format!("Cannot convert the \"{text}\" value of type \"System.String\" to type \"{to}\".");
    Err(super::error::cast_error("InvalidCastFromStringToType", message, None))
}

fn to_number(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    match value.view() {
        View::Str(text) => {
            return scan::parse(&text.text(), to.code)
                .map(Some)
                .map_err(|it| with_cause(context, it.id, value, to, it.fault));
        }
        View::Bool(it) => return Ok(cast(&Num::Int(i64::from(it)), to.code).ok()),
        View::DateTime(_) => return Err(invalid_cast(context, value, to)),
        _ => {}
    }
    let Some(number) = number_of(value) else { return Ok(None) };
    cast(&number, to.code).map(Some).map_err(|misfit| {
        let id = match to.code {
            _ if misfit.from_big => "InvalidCastTargetInvocationExceptionop_Explicit",
            TypeCode::BigInteger => "InvalidCastConstructorException",
            _ => "InvalidCastIConvertible",
        };
        with_cause(context, id, value, to, misfit.fault)
    })
}

fn to_char(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    match value.view() {
        View::Str(text) => {
            if text.utf16_len() == 1 {
                return Ok(text.unit_at(0).map(Value::char));
            }
            let fault = Fault::new("System.FormatException", "String must be exactly one character long.");
            Err(with_cause(context, "InvalidCastParseTargetInvocation", value, to, fault))
        }
        View::Bool(_) | View::Single(_) | View::Double(_) | View::DateTime(_) => {
            Err(invalid_cast(context, value, to))
        }
        _ => match number_of(value) {
            Some(Num::Decimal(_)) => Err(invalid_cast(context, value, to)),
            Some(Num::Big(_)) => {
                let fault = Fault::new("System.InvalidCastException", "Object must implement IConvertible.");
                Err(with_cause(context, "InvalidCastIConvertible", value, to, fault))
            }
            _ => to_number(context, value, to),
        },
    }
}

/// Whole numbers are ticks; other numbers become text first.
fn ticks_of(value: &Value) -> Option<i64> {
    match number_of(value)? {
        Num::Int(ticks) => Some(ticks),
        _ => None,
    }
}

fn parsed_text(context: &mut dyn Context, value: &Value) -> Result<Option<Value>> {
    match value.view() {
        View::Str(_) => Ok(Some(value.clone())),
        _ => match number_of(value) {
            Some(Num::Int(_) | Num::Big(_)) | None => Ok(None),
            Some(_) => super::to_text(context, value).map(|it| Some(it.into())),
        },
    }
}

fn to_date(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    if value.as_bool().is_some() {
        return Err(invalid_cast(context, value, to));
    }
    if let Some(ticks) = ticks_of(value) {
        if (0..=MAX_TICKS).contains(&ticks) {
            return Ok(Some(DateTime { ticks, kind: Kind::Unspecified }.into()));
        }
        let why = "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.";
        let fault = Fault::out_of_range(why, "ticks");
        return Err(with_cause(context, "InvalidCastConstructorException", value, to, fault));
    }
    let Some(text) = parsed_text(context, value)? else { return Ok(None) };
    let found = crate::clr::parse_date(context, &text.as_string().cloned().unwrap_or_default().text());
    found.map(|it| Some(it.into())).map_err(|fault| {
        with_cause(context, "InvalidCastParseTargetInvocationWithFormatProvider", &text, to, fault)
    })
}

fn to_span(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    if matches!(value.view(), View::Bool(_) | View::DateTime(_)) {
        return Err(invalid_cast(context, value, to));
    }
    if let Some(ticks) = ticks_of(value) {
        return Ok(Some(TimeSpan(ticks).into()));
    }
    let Some(text) = parsed_text(context, value)? else { return Ok(None) };
    let found = crate::clr::parse_timespan(&text.as_string().cloned().unwrap_or_default().text());
    found.map(|it| Some(it.into())).map_err(|fault| {
        with_cause(context, "InvalidCastParseTargetInvocationWithFormatProvider", &text, to, fault)
    })
}

/// The end of all stages: an error for values whose type can say why, else the general one.
pub(super) fn refuse(context: &mut dyn Context, value: &Value, to: Type) -> crate::Interrupt {
    match value.view() {
        View::Bool(_) | View::Char(_) | View::DateTime(_) | View::Enum(..) if !to.is_array() => {
            invalid_cast(context, value, to)
        }
        _ => no_conversion(context, value, to),
    }
}

impl Value {
    /// The value without what scripts added to it; a switch and a delegate are not what they are made of.
    #[inline]
    pub fn base(&self) -> &Self {
        match self.as_object() {
            Some(object) => match &object.data {
                Data::Boxed(inner) if inner.ty() == Some(object.ty()) => inner,
                _ => self,
            },
            None => self,
        }
    }

    /// A `[switch]`.
    pub fn switch(on: bool) -> Self {
        Object::new(well_known::SWITCH_PARAMETER.ty(), Data::Boxed(Self::bool(on))).into()
    }

    /// An array with this element type; of bytes, the compact form. The elements are of the type already.
    pub fn array_of(element: Type, items: Vec<Self>) -> Self {
        if element == well_known::BYTE.ty() {
            let byte = |it: &Self| match it.view() {
                View::Byte(byte) => byte,
                _ => 0,
            };
            return Object::new(element.array_of(), Data::Bytes(Lock::new(items.iter().map(byte).collect())))
                .into();
        }
        Object::array_of(element, items).into()
    }
}

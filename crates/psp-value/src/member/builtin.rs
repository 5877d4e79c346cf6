//! What values have even when nothing declares it: counts of collections, keys of tables, messages of exceptions,
//! and `GetType`, `ToString`, `Equals`, `GetHashCode`, `CompareTo` of everything.

use super::error::{argument_conversion, no_overload};
use crate::{
    Context, Fault, Object, Result, Str, Type, TypeCode, Value, View,
    compare::{compare_to, same_object},
    convert::{convert, net_string, to_string_culture, to_string_format, to_text},
    object::{Data, KeyComparer, hash_key},
    types::well_known,
};
use std::cmp::Ordering;

/// `Count` and `Length` of anything that has none of its own; strict mode knows neither.
pub(super) fn count_or_length(context: &mut dyn Context, target: &Value, name: &Str) -> Option<Value> {
    let text = name.as_bytes();
    if !text.eq_ignore_ascii_case(b"Count") && !text.eq_ignore_ascii_case(b"Length") {
        return None;
    }
    if context.strict_mode() >= 2 {
        return None;
    }
    Some(Value::int(i32::from(!target.is_null())))
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

/// A property of the types that are data of this crate.
pub(super) fn property(target: &Value, name: &str) -> Option<Value> {
    let View::Object(object) = target.view() else {
        return match target.view() {
            View::Enum(ty, number) if is(name, "value__") => {
                let number = Value::long(number);
                let code = crate::enums::info(ty).underlying.code;
                crate::convert::number_of(&number).and_then(|it| crate::convert::cast(&it, code).ok())
            }
            _ => None,
        };
    };
    let count = |it: usize| Some(Value::int(it as i32));
    match &object.data {
        Data::Array(_) | Data::Bytes(_) | Data::Grid(_) => array_property(object, name),
        Data::List(list) => match name {
            _ if is(name, "Count") => count(list.with(|it| it.items.len())),
            _ if is(name, "Capacity") => count(list.with(|it| it.items.capacity())),
            _ => None,
        },
        Data::Table(table) => match name {
            _ if is(name, "Count") => count(table.with(|it| it.len())),
            _ if is(name, "Keys") => Some(Value::array(table.with(|it| it.keys().cloned().collect()))),
            _ if is(name, "Values") => Some(Value::array(table.with(|it| it.values().cloned().collect()))),
            _ if is(name, "IsReadOnly") => Some(Value::bool(table.with(|it| it.is_read_only()))),
            _ if is(name, "IsFixedSize") || is(name, "IsSynchronized") => Some(Value::FALSE),
            _ => None,
        },
        Data::Exception(it) => exception_property(it, name),
        Data::Reference(variable) if is(name, "Value") => Some(variable.get()),
        _ => None,
    }
}

fn array_property(object: &Object, name: &str) -> Option<Value> {
    let (length, rank) = match &object.data {
        Data::Array(items) => (items.with(|it| it.len()), 1),
        Data::Bytes(bytes) => (bytes.with(|it| it.len()), 1),
        Data::Grid(grid) => grid.with(|it| (it.items.len(), it.dims.len())),
        _ => return None,
    };
    Some(match name {
        _ if is(name, "Length") || is(name, "Count") => Value::int(length as i32),
        _ if is(name, "LongLength") => Value::long(length as i64),
        _ if is(name, "Rank") => Value::int(rank as i32),
        _ if is(name, "IsFixedSize") => Value::TRUE,
        _ if is(name, "IsReadOnly") || is(name, "IsSynchronized") => Value::FALSE,
        _ => return None,
    })
}

fn exception_property(exception: &crate::Lock<crate::Exception>, name: &str) -> Option<Value> {
    exception.with(|it| match name {
        _ if is(name, "Message") => Some(it.message.clone().into()),
        _ if is(name, "InnerException") => Some(it.inner.clone().unwrap_or_default()),
        _ if is(name, "HResult") => Some(Value::int(it.hresult)),
        _ if is(name, "StackTrace") => Some(it.stack_trace.clone().into()),
        _ if is(name, "ErrorRecord") => it.record.clone(),
        _ if is(name, "Data") => {
            let make = || Object::hashtable(crate::Table::new(KeyComparer::Exact)).into();
            Some(it.data.get_or_insert_with(make).clone())
        }
        _ => it.properties.iter().find(|(known, _)| is(&known.text(), name)).map(|(_, value)| value.clone()),
    })
}

/// Writes a property of the types that are data of this crate; false when there is none to write.
pub(super) fn set_property(target: &Value, name: &str, value: &Value) -> bool {
    match target.as_object().map(|it| &it.data) {
        Some(Data::Reference(variable)) if is(name, "Value") => {
            variable.put(value.clone());
            true
        }
        _ => false,
    }
}

const METHODS: &[&str] = &["GetType", "ToString", "Equals", "GetHashCode", "CompareTo"];

/// A method that everything has, as it is spelled.
pub(super) fn has_method(ty: Type, name: &str) -> Option<&'static str> {
    let known = METHODS.iter().copied().find(|it| is(it, name))?;
    (known != "CompareTo" || comparable(ty)).then_some(known)
}

fn comparable(ty: Type) -> bool {
    ty.is_a(well_known::ICOMPARABLE.ty())
}

/// Calls one of the methods that everything has; `None` when the name is another.
pub(super) fn call(
    context: &mut dyn Context,
    target: &Value,
    name: &str,
    arguments: &[Value],
) -> Option<Result<Value>> {
    let ty = target.ty()?;
    let known = has_method(ty, name)?;
    let wrong = || Err(no_overload(known, arguments.len()));
    Some(match (known, arguments) {
        ("GetType", []) if was_other(target) => Ok(well_known::PS_OBJECT.ty().into()),
        ("GetType", []) => Ok(ty.into()),
        ("ToString", []) => text_of(context, target),
        ("ToString", [only]) => formatted(context, target, only, None),
        ("ToString", [first, second]) => formatted(context, target, first, Some(second)),
        ("Equals", [other]) => equals(context, target, other).map(Value::bool),
        ("Equals", [other, _]) if ty.code == TypeCode::String => {
            equals(context, target, other).map(Value::bool)
        }
        ("GetHashCode", []) => Ok(Value::int(hash(target))),
        ("CompareTo", [other]) => order(context, target, other),
        _ => wrong(),
    })
}

fn text_of(context: &mut dyn Context, target: &Value) -> Result<Value> {
    if target.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty()) && !has_own_text(target) {
        return Ok("".into());
    }
    to_string_culture(context, target).map(Value::from)
}

fn has_own_text(target: &Value) -> bool {
    target.as_object().is_some_and(|it| it.read_extra(|it| it.find("ToString").is_some()).unwrap_or_default())
}

fn formatted(
    context: &mut dyn Context,
    target: &Value,
    format: &Value,
    _provider: Option<&Value>,
) -> Result<Value> {
    if format.is_null() || format.as_string().is_none() && format.as_object().is_some() {
        return text_of(context, target);
    }
    let format = to_text(context, format)?;
    match target.view() {
        View::Str(_) | View::Bool(_) => return text_of(context, target),
        _ => {}
    }
    to_string_format(context, target, &format.text()).map(Value::from)
}

/// `Equals`: no conversion of the other value, texts byte by byte.
pub(super) fn equals(context: &mut dyn Context, a: &Value, b: &Value) -> Result<bool> {
    if a.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty()) {
        return Ok(false);
    }
    if let (View::Str(a), View::Str(b)) = (a.view(), b.view()) {
        return Ok(a == b);
    }
    let b = b.base();
    // `(5).Equals('5')` converts as a call's argument would: `Equals(int)` is the best overload for a number.
    if a.ty() != b.ty()
        && let (Some(ty), Some(from)) = (a.ty(), b.ty())
        && crate::convert::widens(from.code, ty.code)
    {
        let converted = convert(context, b, ty)?;
        return same_object(context, a, &converted);
    }
    same_object(context, a.base(), b)
}

/// A hash that agrees with `Equals`; of small numbers, the number.
pub(super) fn hash(value: &Value) -> i32 {
    match value.base().view() {
        View::Int32(it) => it,
        View::Bool(it) => i32::from(it),
        View::Byte(it) => i32::from(it),
        View::SByte(it) => i32::from(it),
        View::Int16(it) => i32::from(it),
        View::UInt16(it) => i32::from(it),
        View::UInt32(it) => it as i32,
        View::Int64(it) => (it as i32) ^ ((it >> 32) as i32),
        View::UInt64(it) => (it as i32) ^ ((it >> 32) as i32),
        View::Char(it) => i32::from(it) | (i32::from(it) << 16),
        View::Enum(_, it) => it as i32,
        _ => {
            let hash = hash_key(value.base(), KeyComparer::Exact);
            (hash ^ (hash >> 32)) as i32
        }
    }
}

fn order(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    if b.is_null() {
        return Ok(Value::int(1));
    }
    let Some(ty) = a.ty() else { return Ok(Value::NULL) };
    let b = match b.ty() {
        Some(other) if other == ty || ty.code == TypeCode::Object => b.base().clone(),
        _ => match convert(context, b, ty) {
            Ok(converted) => converted,
            Err(error) => return Err(argument_conversion(context, "CompareTo", "value", b, ty, &error)),
        },
    };
    if let Some(order) = compare_to(context, a.base(), &b)? {
        Ok(Value::int(match order {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }))
    } else {
        let message = format!("Object must be of type {}.", net_string(ty));
        Err(Fault::new("System.ArgumentException", message).into())
    }
}

/// An object that was of a .NET type before it was written and read: all that is left is a `PSObject` with its text.
fn was_other(target: &Value) -> bool {
    let is_left = |it: &crate::Ref<crate::Object>| {
        it.ty() == well_known::PS_CUSTOM_OBJECT.ty()
            && it
                .read_extra(|it| it.spelling.is_some() && it.replaced_type_names.is_some())
                .unwrap_or_default()
    };
    target.as_object().is_some_and(is_left)
}

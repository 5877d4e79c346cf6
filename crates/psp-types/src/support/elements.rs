//! Searching and sorting of elements, for arrays and all kinds of lists.

use super::{Delegate, Items, errors, sort, values};
use psp_value::{Context, Data, Fault, Result, Type, TypeCode, Value, enums, well_known};
use std::cmp::Ordering;

/// The index of the first equal element.
pub fn position(context: &mut dyn Context, items: &[Value], item: &Value) -> Result<Option<usize>> {
    for (at, value) in items.iter().enumerate() {
        if values::equals(context, value, item)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The index of the last equal element.
pub fn last_position(context: &mut dyn Context, items: &[Value], item: &Value) -> Result<Option<usize>> {
    for (at, value) in items.iter().enumerate().rev() {
        if values::equals(context, value, item)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The index of the first element from a place on that passes a test.
pub fn find_from(
    context: &mut dyn Context,
    items: &[Value],
    start: usize,
    test: &Delegate,
) -> Result<Option<usize>> {
    for (at, item) in items.iter().enumerate().skip(start) {
        if test.test(context, std::slice::from_ref(item))? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// The index of the last element that passes a test.
pub fn find_last(context: &mut dyn Context, items: &[Value], test: &Delegate) -> Result<Option<usize>> {
    for (at, item) in items.iter().enumerate().rev() {
        if test.test(context, std::slice::from_ref(item))? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// An index as .NET gives it: -1 for none.
pub fn index_or_none(at: Option<usize>) -> i32 {
    at.map_or(-1, |it| it as i32)
}

/// The index of an element among sorted ones; the complement of where it would go when there is none.
pub fn binary_search(
    context: &mut dyn Context,
    items: &[Value],
    item: &Value,
    comparer: Option<&Value>,
) -> Result<i32> {
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let middle = low.midpoint(high);
        let Some(value) = items.get(middle) else { break };
        match values::compare_by(context, comparer, value, item).map_err(compare_failed)? {
            Ordering::Equal => return Ok(middle as i32),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    Ok(!(low as i32))
}

/// Sorts a list; the comparer is an object with `Compare`, a script block, or null.
pub fn sort_by(context: &mut dyn Context, list: &Items, comparer: Option<&Value>) -> Result<()> {
    let mut all = list.snapshot();
    sort::sort(&mut all, &mut |a, b| values::compare_by(context, comparer, a, b)).map_err(compare_failed)?;
    let _old = list.change(|it| std::mem::replace(it, all));
    Ok(())
}

/// What .NET makes of an error inside a comparer.
pub fn compare_failed(error: psp_value::Interrupt) -> psp_value::Interrupt {
    let Some(record) = error.record() else { return error };
    let Some((true, inner)) = psp_value::ErrorRecord::with(record, |it| (it.is_raw, it.exception.clone()))
    else {
        return error;
    };
    Fault::new("System.InvalidOperationException", "Failed to compare two elements in the array.")
        .inner(inner)
        .into()
}

/// Where an element may be inserted.
pub fn insert_place(list: &Items, index: i32) -> Result<usize> {
    if index < 0 || index as usize > list.len() {
        return Err(errors::insert_index("index"));
    }
    Ok(index as usize)
}

/// Copies elements into an array from a place on.
pub fn copy_into(items: &[Value], array: &Value, at: i32) -> Result<()> {
    if array.is_null() {
        return Err(Fault::argument_null("destinationArray").into());
    }
    if at < 0 {
        return Err(errors::negative("arrayIndex", at));
    }
    let at = at as usize;
    let copied = match array.as_object().map(|it| &it.data) {
        Some(Data::Array(target)) => target
            .with(|it| it.get_mut(at..at + items.len()).map(|place| place.clone_from_slice(items)).is_some()),
        Some(Data::Bytes(target)) => target.with(|it| {
            let bytes: Vec<u8> = items.iter().map(crate::support::values::byte).collect();
            it.get_mut(at..at + items.len()).map(|place| place.copy_from_slice(&bytes)).is_some()
        }),
        _ => false,
    };
    if copied { Ok(()) } else { Err(errors::destination_too_short()) }
}

/// The default value of a type: zero, false, an enum's zero, `$null`.
pub fn default_of(ty: Type) -> Value {
    match ty.code {
        TypeCode::Bool => Value::FALSE,
        TypeCode::Char => Value::char(0),
        TypeCode::SByte => 0i8.into(),
        TypeCode::Byte => 0u8.into(),
        TypeCode::Int16 => 0i16.into(),
        TypeCode::UInt16 => 0u16.into(),
        TypeCode::Int32 => Value::int(0),
        TypeCode::UInt32 => 0u32.into(),
        TypeCode::Int64 => Value::long(0),
        TypeCode::UInt64 => 0u64.into(),
        TypeCode::Single => 0f32.into(),
        TypeCode::Double => Value::double(0.0),
        TypeCode::Decimal => psp_value::Object::decimal(rust_decimal::Decimal::ZERO).into(),
        TypeCode::BigInteger => psp_value::Object::big_integer(num_bigint::BigInt::ZERO).into(),
        TypeCode::DateTime => psp_clr::datetime::DateTime::default().into(),
        TypeCode::TimeSpan => psp_clr::datetime::TimeSpan::default().into(),
        TypeCode::Enum => {
            let _ = enums::info(ty);
            Value::enumeration(ty, 0)
        }
        _ if ty == well_known::GUID.ty() => crate::system::guid::empty(),
        _ => Value::NULL,
    }
}

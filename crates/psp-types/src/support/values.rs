//! Equality, order, hashes and text of any two values, as .NET's defaults have them.

use crate::system::string_comparer::StringComparer;
use psp_value::{
    Context, Data, Result, Str, Table, Value, View, compare as operators, convert, member,
    object::KeyComparer,
};
use std::cmp::Ordering;

/// `Equals`, also of script classes.
pub fn equals(context: &mut dyn Context, a: &Value, b: &Value) -> Result<bool> {
    if let (View::Str(a), View::Str(b)) = (a.view(), b.view()) {
        return Ok(a == b);
    }
    if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
        return Ok(a == b);
    }
    operators::same_object(context, a.unboxed(), b.unboxed())
}

/// `Equals`, without running script code.
pub fn same(a: &Value, b: &Value) -> bool {
    if a.is_null() || b.is_null() {
        return a.is_null() && b.is_null();
    }
    let mut table = Table::new(KeyComparer::Exact);
    table.insert(a.clone(), Value::NULL);
    table.contains(b)
}

/// `IEqualityComparer.Equals` of a comparer, or the default.
pub fn equals_by(context: &mut dyn Context, comparer: Option<&Value>, a: &Value, b: &Value) -> Result<bool> {
    match comparer.filter(|it| !it.is_null()) {
        None => equals(context, a, b),
        Some(it) => match (it.downcast::<StringComparer>(), a.as_string(), b.as_string()) {
            (Some(it), Some(a), Some(b)) => Ok(it.equal(context, a, b)),
            (Some(_), ..) => equals(context, a, b),
            _ => {
                let arguments = vec![a.clone(), b.clone()];
                Ok(convert::is_true(&member::invoke(context, it, &"Equals".into(), arguments, &[])?))
            }
        },
    }
}

/// `IComparer.Compare` of a comparer (an object with `Compare`, or a script block), or the default.
pub fn compare_by(
    context: &mut dyn Context,
    comparer: Option<&Value>,
    a: &Value,
    b: &Value,
) -> Result<Ordering> {
    match comparer.filter(|it| !it.is_null()) {
        None => compare(context, a, b),
        Some(it) if it.unboxed().as_block().is_some() => {
            let result = super::delegate::call(context, it, &[a.clone(), b.clone()])?;
            Ok(convert::to_i32(context, &result).map_err(super::delegate::bare)?.cmp(&0))
        }
        Some(it) => match (it.downcast::<StringComparer>(), a.as_string(), b.as_string()) {
            (Some(it), Some(a), Some(b)) => Ok(it.order(context, a, b)),
            (Some(_), ..) => compare(context, a, b),
            _ => {
                let arguments = vec![a.clone(), b.clone()];
                let result = member::invoke(context, it, &"Compare".into(), arguments, &[])?;
                Ok(convert::to_i32(context, &result)?.cmp(&0))
            }
        },
    }
}

/// `Comparer.Default.Compare`
pub fn compare(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Ordering> {
    match (a.is_null(), b.is_null()) {
        (true, true) => return Ok(Ordering::Equal),
        (true, false) => return Ok(Ordering::Less),
        (false, true) => return Ok(Ordering::Greater),
        _ => {}
    }
    if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
        return Ok(a.cmp(&b));
    }
    let (left, right) = (a.unboxed(), b.unboxed());
    match operators::compare_to(context, left, right)? {
        Some(order) => Ok(order),
        None => Err(incomparable(left, right)),
    }
}

fn incomparable(a: &Value, b: &Value) -> psp_value::Interrupt {
    let numeric = a.ty().is_some_and(|it| it.code.is_number());
    let message = match (a.ty(), b.ty()) {
        (Some(ty), _) if numeric || ty.code == psp_value::TypeCode::String => {
            format!("Object must be of type {}.", ty.short_name())
        }
        _ => "At least one object must implement IComparable.".to_owned(),
    };
    psp_value::Fault::new("System.ArgumentException", message).into()
}

/// .NET's three results of a comparison.
pub fn sign(order: Ordering) -> i32 {
    order as i32
}

/// `ToString()`; empty for `$null`.
pub fn text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    match value.view() {
        View::Null | View::Nothing => Ok(Str::default()),
        View::Str(text) => Ok(text.clone()),
        _ => convert::to_string_culture(context, value),
    }
}

/// `GetHashCode()`: any number that agrees with [`same`].
pub fn hash(value: &Value) -> i32 {
    let mut hash: u64 = match value.unboxed().view() {
        View::Null | View::Nothing => 0,
        View::Bool(it) => u64::from(it),
        View::Byte(it) => u64::from(it),
        View::SByte(it) => it as u64,
        View::Int16(it) => it as u64,
        View::UInt16(it) => u64::from(it),
        View::Int32(it) => it as u64,
        View::UInt32(it) => u64::from(it),
        View::Char(it) => u64::from(it) | u64::from(it) << 16,
        View::Int64(it) => (it ^ (it >> 32)) as u64 & 0xffff_ffff,
        View::UInt64(it) => (it ^ (it >> 32)) & 0xffff_ffff,
        View::Single(it) => u64::from(it.to_bits()),
        View::Double(it) => mix(it.to_bits()),
        View::DateTime(it) => mix(it.ticks as u64),
        View::TimeSpan(it) => mix(it.0 as u64),
        View::Enum(_, it) => it as u64,
        View::Str(text) => text.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }),
        View::Object(object) => match &object.data {
            Data::Native(it) => it.hash().unwrap_or(psp_value::Ref::address(object) as u64 >> 4),
            Data::Decimal(it) => it.normalize().mantissa() as u64,
            Data::BigInteger(it) => it.iter_u64_digits().fold(0, |hash, digit| mix(hash ^ digit)),
            Data::Type(ty) => std::ptr::from_ref(ty.0) as u64 >> 4,
            _ => psp_value::Ref::address(object) as u64 >> 4,
        },
    };
    if matches!(value.view(), View::Str(_) | View::Object(_)) {
        hash ^= hash >> 32;
    }
    hash as u32 as i32
}

fn mix(bits: u64) -> u64 {
    (bits ^ (bits >> 32)) & 0xffff_ffff
}

/// A `[byte]`, unconverted; 0 for anything else.
pub fn byte(value: &Value) -> u8 {
    match value.view() {
        View::Byte(it) => it,
        _ => 0,
    }
}

//! Equality and order as PowerShell's operators and `Sort-Object` see them.

use crate::{
    Context, ErrorCategory, Fault, Interrupt, Ref, Result, ScriptMember, Str, Tag, Value, View, clr,
    convert::{Num, cast_exception, convert, number_of, scan, shown, to_decimal, to_double, to_text},
    object::{Data, KeyComparer, same_key},
};
use std::cmp::Ordering;

/// `-eq` of two single values; the right side is converted to the left side's type.
#[inline]
pub fn equals(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<bool> {
    match (a.view(), b.view()) {
        (View::Int32(a), View::Int32(b)) => Ok(a == b),
        (View::Str(a), View::Str(b)) => Ok(equal_text(context, a, b, ignore_case)),
        (View::Double(a), View::Double(b)) => Ok(a == b),
        (View::Int32(a), View::Double(b)) => Ok(f64::from(a) == b),
        (View::Double(a), View::Int32(b)) => Ok(a == f64::from(b)),
        (View::Bool(a), View::Bool(b)) => Ok(a == b),
        _ => stacker::maybe_grow(64 * 1024, 1024 * 1024, || equals_slowly(context, a, b, ignore_case)),
    }
}

/// Two texts are the same for `-eq` (or `-ceq`): byte by byte, else linguistically.
#[inline]
pub fn equal_text(context: &dyn Context, a: &Str, b: &Str, ignore_case: bool) -> bool {
    if a == b {
        return true;
    }
    if a.is_ascii() && b.is_ascii() && plain(a.as_bytes()) && plain(b.as_bytes()) {
        return ignore_case && a.as_bytes().eq_ignore_ascii_case(b.as_bytes());
    }
    clr::equal_text(&a.text(), &b.text(), ignore_case, context.culture())
}

/// No control characters, which a linguistic comparison skips.
fn plain(bytes: &[u8]) -> bool {
    bytes.iter().all(|it| *it >= b' ' && *it != 0x7f)
}

fn equals_slowly(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<bool> {
    let (a, b) = (a.base(), b.base());
    if a.is_null() || b.is_null() {
        return Ok(a.is_null() && b.is_null());
    }
    if let View::Str(text) = a.view() {
        let text = text.clone();
        let other = to_text(context, b)?;
        return Ok(equal_text(context, &text, &other, ignore_case));
    }
    if let Some(left) = arithmetic(a) {
        let right = match b.view() {
            View::Str(text) => match scan(&text.text()) {
                Some(number) => number_of(&number),
                None => convert(context, b, a.ty().unwrap_or(crate::well_known::INT32.ty()))
                    .ok()
                    .and_then(|it| number_of(&it)),
            },
            _ => arithmetic(b),
        };
        if let Some(right) = right {
            return Ok(order_numbers(&left, &right) == Some(Ordering::Equal));
        }
    }
    refuse_enum(a, b)?;
    if same_object(context, a, b)? {
        return Ok(true);
    }
    if let (View::Char(x), true) = (a.view(), ignore_case) {
        let other = match b.view() {
            View::Char(y) => Some(y),
            View::Str(text) if text.utf16_len() == 1 => text.unit_at(0),
            _ => None,
        };
        if let Some(y) = other {
            return Ok(fold_unit(x) == fold_unit(y));
        }
    }
    let Some(ty) = a.ty() else { return Ok(false) };
    if b.ty() == Some(ty) {
        return Ok(false);
    }
    match convert(context, b, ty) {
        Ok(converted) => same_object(context, a, &converted),
        Err(error) if error.is_error() => Ok(false),
        Err(other) => Err(other),
    }
}

fn fold_unit(unit: u16) -> u32 {
    char::from_u32(u32::from(unit)).map_or(u32::from(unit), |it| psp_clr::compare::fold_char(it) as u32)
}

/// The number in a value that PowerShell's arithmetic knows: no chars, enums, bools, big integers.
fn arithmetic(value: &Value) -> Option<Num> {
    if matches!(value.tag(), Tag::Char | Tag::Enum) {
        return None;
    }
    number_of(value).filter(|it| !matches!(it, Num::Big(_)))
}

/// .NET's `Equals`.
pub fn same_object(context: &mut dyn Context, a: &Value, b: &Value) -> Result<bool> {
    if same_key(a, b, KeyComparer::Exact) {
        return Ok(true);
    }
    let (Some(x), Some(y)) = (a.as_object(), b.as_object()) else {
        return own_equals(context, a, b).map(|it| it.unwrap_or(false));
    };
    if let (Data::Fields(x), Data::Fields(y), true) =
        (&x.data, &y.data, x.ty() == y.ty() && x.ty().is_value_type())
    {
        let (x, y) = (x.with(|it| it.values().to_vec()), y.with(|it| it.values().to_vec()));
        for (x, y) in x.iter().zip(&y) {
            if !same_object(context, x, y)? {
                return Ok(false);
            }
        }
        return Ok(x.len() == y.len());
    }
    own_equals(context, a, b).map(|it| it.unwrap_or(false))
}

/// A script class's `Equals`.
fn own_equals(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Option<bool>> {
    call_own(context, a, "Equals", b).map(|it| it.map(|it| crate::convert::is_true(&it)))
}

fn call_own(context: &mut dyn Context, this: &Value, name: &str, other: &Value) -> Result<Option<Value>> {
    let Some(object) = this.as_object() else { return Ok(None) };
    if !object.ty().chain().any(|it| it.script.get().is_some()) {
        return Ok(None);
    }
    match context.script_member(object.ty(), Some(this), name) {
        Some(ScriptMember::Method(method)) => {
            context.call_script_method(this, &method, vec![other.clone()]).map(Some)
        }
        _ => Ok(None),
    }
}

/// `-lt` and its siblings on two single values. `None`: not a number is involved, every comparison is false.
#[inline]
pub fn try_order(
    context: &mut dyn Context,
    a: &Value,
    b: &Value,
    ignore_case: bool,
) -> Result<Option<Ordering>> {
    match (a.view(), b.view()) {
        (View::Int32(a), View::Int32(b)) => Ok(Some(a.cmp(&b))),
        (View::Double(a), View::Double(b)) => Ok(a.partial_cmp(&b)),
        (View::Int32(a), View::Double(b)) => Ok(f64::from(a).partial_cmp(&b)),
        (View::Double(a), View::Int32(b)) => Ok(a.partial_cmp(&f64::from(b))),
        (View::Str(a), View::Str(b)) => {
            Ok(Some(clr::compare_text(&a.text(), &b.text(), ignore_case, context.culture())))
        }
        _ => stacker::maybe_grow(64 * 1024, 1024 * 1024, || order_slowly(context, a, b, ignore_case)),
    }
}

/// `-lt` and its siblings on two single values; not a number is less than any other.
pub fn order(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<Ordering> {
    let found = try_order(context, a, b, ignore_case)?;
    Ok(found.unwrap_or_else(|| match (is_nan(a), is_nan(b)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        _ => Ordering::Greater,
    }))
}

fn is_nan(value: &Value) -> bool {
    number_of(value)
        .is_some_and(|it| matches!(it, Num::Double(_) | Num::Single(_)) && to_double(&it).is_nan())
}

/// Two numbers; `None` when one is not a number.
pub(crate) fn order_numbers(a: &Num, b: &Num) -> Option<Ordering> {
    match (a, b) {
        (Num::Int(a), Num::Int(b)) => Some(a.cmp(b)),
        (Num::UInt(a), Num::UInt(b)) => Some(a.cmp(b)),
        (Num::Int(a), Num::UInt(b)) => Some(i128::from(*a).cmp(&i128::from(*b))),
        (Num::UInt(a), Num::Int(b)) => Some(i128::from(*a).cmp(&i128::from(*b))),
        (Num::Big(a), Num::Big(b)) => Some(a.cmp(b)),
        (Num::Decimal(_), _) | (_, Num::Decimal(_)) => match (to_decimal(a), to_decimal(b)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => to_double(a).partial_cmp(&to_double(b)),
        },
        _ => to_double(a).partial_cmp(&to_double(b)),
    }
}

fn order_slowly(
    context: &mut dyn Context,
    a: &Value,
    b: &Value,
    ignore_case: bool,
) -> Result<Option<Ordering>> {
    let (a, b) = (a.base(), b.base());
    match (a.is_null(), b.is_null()) {
        (true, true) => return Ok(Some(Ordering::Equal)),
        (true, false) => {
            if let View::Enum(ty, _) = b.view() {
                return Err(undefined_operator(&ty.full_name(), &ty.full_name()));
            }
            return Ok(to_null(b).map(Ordering::reverse));
        }
        (false, true) => return Ok(to_null(a)),
        _ => {}
    }
    if let View::Str(text) = a.view() {
        let text = text.clone();
        let other = to_text(context, b)?;
        return Ok(Some(clr::compare_text(&text.text(), &other.text(), ignore_case, context.culture())));
    }
    let Some(ty) = a.ty() else { return Ok(None) };
    let left = if a.tag() == Tag::Enum { number_of(a) } else { arithmetic(a) };
    if let Some(left) = left {
        if let View::Str(text) = b.view() {
            let number = match scan(&text.text()).filter(|_| a.tag() != Tag::Enum) {
                Some(number) => number,
                None => convert(context, b, ty)?,
            };
            return Ok(number_of(&number).and_then(|right| order_numbers(&left, &right)));
        }
        refuse_enum(a, b)?;
        let right = match b.view() {
            View::Enum(..) => number_of(b),
            View::Bool(it) => Some(Num::Int(i64::from(it))),
            View::Char(it) => Some(Num::Int(i64::from(it))),
            _ => arithmetic(b),
        };
        if let Some(right) = right {
            return Ok(order_numbers(&left, &right));
        }
    }
    let converted = if b.ty() == Some(ty) || !is_ordered(context, a) {
        b.clone()
    } else {
        match convert(context, b, ty) {
            Ok(converted) => converted,
            Err(error) if error.is_error() => return Err(failure(context, a, b, &error)),
            Err(other) => return Err(other),
        }
    };
    if let Some(found) = compare_to(context, a, &converted)? {
        return Ok(Some(found));
    }
    if same_object(context, a, b)? {
        return Ok(Some(Ordering::Equal));
    }
    Err(not_comparable(context, a, b))
}

/// A value against `$null`: negative numbers are less, everything else is greater.
fn to_null(value: &Value) -> Option<Ordering> {
    match arithmetic(value).map(|it| to_double(&it)) {
        Some(number) if number.is_nan() => None,
        Some(number) if number < 0.0 => Some(Ordering::Less),
        _ => Some(Ordering::Greater),
    }
}

#[cold]
fn undefined_operator(left: &str, right: &str) -> Interrupt {
    let message = format!(
        "The binary operator GreaterThanOrEqual is not defined for the types '{left}' and '{right}'."
    );
    Fault::new("System.InvalidOperationException", message)
        .id("System.InvalidOperationException")
        .category(ErrorCategory::OperationStopped)
        .into()
}

/// An enum value beside a type that pwsh cannot compare it with.
fn refuse_enum(a: &Value, b: &Value) -> Result<()> {
    let View::Enum(ty, _) = a.view() else { return Ok(()) };
    match b.view() {
        View::UInt32(_) | View::UInt64(_) => Err(undefined_operator(&ty.full_name(), "System.Int32")),
        View::Object(object) if matches!(object.data, Data::Decimal(_)) => {
            let message =
                format!("No coercion operator is defined between types '{ty}' and 'System.Decimal'.");
            Err(Fault::new("System.InvalidOperationException", message)
                .id("System.InvalidOperationException")
                .category(ErrorCategory::OperationStopped)
                .into())
        }
        _ => Ok(()),
    }
}

/// The type is `IComparable`: else no conversion is tried.
fn is_ordered(context: &mut dyn Context, value: &Value) -> bool {
    let View::Object(object) = value.view() else { return true };
    match &object.data {
        Data::Decimal(_) | Data::BigInteger(_) => true,
        Data::Native(native) => native.compare(value).is_some() || native.is_ordered(),
        Data::Fields(_) => {
            object.ty().chain().any(|it| it.script.get().is_some())
                && matches!(
                    context.script_member(object.ty(), Some(value), "CompareTo"),
                    Some(ScriptMember::Method(_))
                )
        }
        _ => false,
    }
}

/// .NET's `CompareTo`; `None` when the type has none.
pub fn compare_to(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Option<Ordering>> {
    Ok(match (a.view(), b.view()) {
        (View::Bool(a), View::Bool(b)) => Some(a.cmp(&b)),
        (View::Char(a), View::Char(b)) => Some(a.cmp(&b)),
        (View::DateTime(a), View::DateTime(b)) => Some(a.ticks.cmp(&b.ticks)),
        (View::TimeSpan(a), View::TimeSpan(b)) => Some(a.0.cmp(&b.0)),
        (View::Enum(_, a), View::Enum(_, b)) => Some(a.cmp(&b)),
        (View::Str(a), View::Str(b)) => {
            Some(clr::compare_text(&a.text(), &b.text(), false, context.culture()))
        }
        (View::Object(object), _) => match &object.data {
            Data::Native(native) => native.compare(b),
            Data::Decimal(_) | Data::BigInteger(_) => total_order(a, b),
            _ => match call_own(context, a, "CompareTo", b)? {
                Some(number) => Some(crate::convert::to_i32(context, &number)?.cmp(&0)),
                None => None,
            },
        },
        _ => total_order(a, b),
    })
}

/// Numbers as `CompareTo` orders them: not a number is less than any other.
fn total_order(a: &Value, b: &Value) -> Option<Ordering> {
    let (x, y) = (number_of(a)?, number_of(b)?);
    Some(order_numbers(&x, &y).unwrap_or_else(|| is_nan(b).cmp(&is_nan(a))))
}

fn text_of(context: &mut dyn Context, value: &Value) -> String {
    if value.as_type().is_some() {
        return shown(context, value);
    }
    to_text(context, value).map(|it| it.text().into_owned()).unwrap_or_default()
}

#[cold]
fn failure(context: &mut dyn Context, a: &Value, b: &Value, error: &Interrupt) -> Interrupt {
    let cause = cast_exception(error).unwrap_or_default();
    let why = crate::exception_message(&cause);
    let left = text_of(context, a);
    let right = to_text(context, b).unwrap_or_default();
    Fault::runtime(
        "ComparisonFailure",
        format!("Could not compare \"{left}\" to \"{right}\". Error: \"{why}\""),
    )
    .category(ErrorCategory::InvalidOperation)
    .into()
}

#[cold]
fn not_comparable(context: &mut dyn Context, a: &Value, b: &Value) -> Interrupt {
    let left = text_of(context, a);
    if a.ty() == Some(crate::well_known::PS_CUSTOM_OBJECT.ty()) {
        let right = text_of(context, b);
        let message = format!(
            "Cannot compare \"{left}\" to \"{right}\" because the objects are not the same type or the object \"{left}\" \
             does not implement \"IComparable\"."
        );
        return Fault::runtime("PSObjectCompareTo", message).category(ErrorCategory::InvalidOperation).into();
    }
    Fault::runtime("NotIcomparable", format!("Cannot compare \"{left}\" because it is not IComparable."))
        .category(ErrorCategory::InvalidOperation)
        .into()
}

/// The order `Sort-Object`, `Group-Object` and `Measure-Object` use: `$null` first, and values that cannot be compared
/// by their texts.
pub fn sort_order(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<Ordering> {
    match (a.is_null(), b.is_null()) {
        (true, true) => return Ok(Ordering::Equal),
        (true, false) => return Ok(Ordering::Less),
        (false, true) => return Ok(Ordering::Greater),
        _ => {}
    }
    match order(context, a, b, ignore_case) {
        Err(error) if error.is_error() => {
            let (left, right) = (to_text(context, a)?, to_text(context, b)?);
            Ok(clr::compare_text(&left.text(), &right.text(), ignore_case, context.culture()))
        }
        other => other,
    }
}

/// `[object]::ReferenceEquals`: the same object, or scalars that a script cannot tell apart.
pub fn reference_equals(a: &Value, b: &Value) -> bool {
    match (a.view(), b.view()) {
        (View::Object(a), View::Object(b)) => Ref::ptr_eq(a, b),
        (View::Null | View::Nothing, View::Null | View::Nothing) => true,
        (View::Str(a), View::Str(b)) => a.address() == b.address(),
        _ => false,
    }
}

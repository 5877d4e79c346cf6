//! PowerShell's operators on values. Pairs of scalars are done here, without touching the context.

mod arithmetic;
mod bits;
mod comparison;
mod error;
mod format;
mod implicit;
mod index;
mod join;
mod matching;
mod range;
mod sequence;
mod set_index;
mod split;
mod type_test;

pub use matching::{RegexHooks, register_regex_hooks};

pub(crate) use index::table_key;
pub(crate) use set_index::{identical, is_plain, put};

use crate::{Context, Result, Str, Type, Value, View, convert::is_true};
use arithmetic::Op;
use bits::BitOp;

/// The comparison operators; each negation has a variant of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as the operators")]
pub enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Like,
    NotLike,
    Match,
    NotMatch,
    Contains,
    NotContains,
    In,
    NotIn,
}

macro_rules! arithmetic {
    ($($(#[$doc:meta])* $name:ident = $op:ident, $checked:ident, $sign:tt;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
            match (a.view(), b.view()) {
                (View::Int32(x), View::Int32(y)) => {
                    Ok(x.$checked(y).map_or_else(|| Value::double(f64::from(x) $sign f64::from(y)), Value::int))
                }
                (View::Double(x), View::Double(y)) => Ok(Value::double(x $sign y)),
                (View::Int32(x), View::Double(y)) => Ok(Value::double(f64::from(x) $sign y)),
                (View::Double(x), View::Int32(y)) => Ok(Value::double(x $sign f64::from(y))),
                (View::Int64(x), View::Int64(y)) => match x.$checked(y) {
                    Some(it) => Ok(Value::long(it)),
                    None => arithmetic::slowly(context, Op::$op, a, b),
                },
                _ => arithmetic::slowly(context, Op::$op, a, b),
            }
        }
    )*};
}

arithmetic! {
    /// `a - b`
    subtract = Subtract, checked_sub, -;
    /// `a * b`
    multiply = Multiply, checked_mul, *;
}

/// `a + b`
#[inline]
pub fn add(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    match (a.view(), b.view()) {
        (View::Int32(x), View::Int32(y)) => {
            Ok(x.checked_add(y).map_or_else(|| Value::double(f64::from(x) + f64::from(y)), Value::int))
        }
        (View::Double(x), View::Double(y)) => Ok(Value::double(x + y)),
        (View::Int32(x), View::Double(y)) => Ok(Value::double(f64::from(x) + y)),
        (View::Double(x), View::Int32(y)) => Ok(Value::double(x + f64::from(y))),
        (View::Int64(x), View::Int64(y)) => {
            Ok(x.checked_add(y).map_or_else(|| Value::double(x as f64 + y as f64), Value::long))
        }
        (View::Str(x), View::Str(y)) => Ok(Str::joined(x, y).into()),
        _ => arithmetic::slowly(context, Op::Add, a, b),
    }
}

/// `a / b`
#[inline]
pub fn divide(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    match (a.view(), b.view()) {
        (View::Double(x), View::Double(y)) => Ok(Value::double(x / y)),
        (View::Int32(x), View::Int32(y)) if y > 0 => {
            Ok(if x % y == 0 { Value::int(x / y) } else { Value::double(f64::from(x) / f64::from(y)) })
        }
        _ => arithmetic::slowly(context, Op::Divide, a, b),
    }
}

/// `a % b`
#[inline]
pub fn remainder(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    match (a.view(), b.view()) {
        (View::Int32(x), View::Int32(y)) if y > 0 => Ok(Value::int(x % y)),
        (View::Double(x), View::Double(y)) => Ok(Value::double(x % y)),
        _ => arithmetic::slowly(context, Op::Remainder, a, b),
    }
}

macro_rules! bit_operators {
    ($($(#[$doc:meta])* $name:ident = $op:ident, $sign:tt;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
            match (a.view(), b.view()) {
                (View::Int32(x), View::Int32(y)) => Ok(Value::int(x $sign y)),
                (View::Int64(x), View::Int64(y)) => Ok(Value::long(x $sign y)),
                _ => bits::combine(context, BitOp::$op, a, b),
            }
        }
    )*};
}

bit_operators! {
    /// `a -band b`
    band = And, &;
    /// `a -bor b`
    bor = Or, |;
    /// `a -bxor b`
    bxor = Xor, ^;
}

/// `a -shl b`
#[inline]
pub fn shl(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    match (a.as_int(), b.as_int()) {
        (Some(x), Some(y)) => Ok(Value::int(x.wrapping_shl(y as u32 & 31))),
        _ => bits::shift(context, a, b, true),
    }
}

/// `a -shr b`
#[inline]
pub fn shr(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    match (a.as_int(), b.as_int()) {
        (Some(x), Some(y)) => Ok(Value::int(x >> (y as u32 & 31))),
        _ => bits::shift(context, a, b, false),
    }
}

/// `-a`
pub fn negate(context: &mut dyn Context, a: &Value) -> Result<Value> {
    arithmetic::signed(context, Op::Subtract, a)
}

/// `+a`
pub fn plus(context: &mut dyn Context, a: &Value) -> Result<Value> {
    arithmetic::signed(context, Op::Add, a)
}

/// `-bnot a`
pub fn bit_not(context: &mut dyn Context, a: &Value) -> Result<Value> {
    bits::not(context, a)
}

/// `a++`
#[inline]
pub fn increment(context: &mut dyn Context, a: &Value) -> Result<Value> {
    arithmetic::step(context, a, 1)
}

/// `a--`
#[inline]
pub fn decrement(context: &mut dyn Context, a: &Value) -> Result<Value> {
    arithmetic::step(context, a, -1)
}

/// `a -xor b`
pub fn xor(a: &Value, b: &Value) -> bool {
    is_true(a) != is_true(b)
}

/// A comparison operator; a collection on the left is filtered.
#[inline]
pub fn compare(
    context: &mut dyn Context,
    op: Comparison,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<Value> {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        match op {
            Comparison::Eq => return Ok(Value::bool(x == y)),
            Comparison::Ne => return Ok(Value::bool(x != y)),
            Comparison::Lt => return Ok(Value::bool(x < y)),
            Comparison::Le => return Ok(Value::bool(x <= y)),
            Comparison::Gt => return Ok(Value::bool(x > y)),
            Comparison::Ge => return Ok(Value::bool(x >= y)),
            _ => {}
        }
    }
    comparison::compare(context, op, ignore_case, a, b)
}

/// `-eq`, `-lt`, … on two single values; collections are not filtered: `switch`, `-in`.
pub fn compare_single(
    context: &mut dyn Context,
    op: Comparison,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<bool> {
    comparison::single(context, op, ignore_case, a, b)
}

/// A `switch` without `-regex` or `-wildcard`: the value matches the clause. They are compared as texts; a clause of
/// `$null` matches only `$null`.
pub fn switch_matches(
    context: &mut dyn Context,
    ignore_case: bool,
    value: &Value,
    clause: &Value,
) -> Result<bool> {
    if let (Some(value), Some(clause)) = (value.as_int(), clause.as_int()) {
        return Ok(value == clause);
    }
    if clause.is_null() {
        return Ok(value.is_null());
    }
    let (value, clause) =
        (crate::convert::to_text(context, value)?, crate::convert::to_text(context, clause)?);
    Ok(crate::compare::equal_text(context, &value, &clause, ignore_case))
}

/// `-match` (or `-notmatch`) with the new `$Matches`, when there is one.
pub fn matches(
    context: &mut dyn Context,
    negated: bool,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<(Value, Option<Value>)> {
    matching::matches(context, negated, ignore_case, a, b)
}

/// `a -replace b`
pub fn replace(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    matching::replace(context, ignore_case, a, b)
}

/// `a -split b`
pub fn split(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    split::split(context, ignore_case, a, b)
}

/// `-split a`
pub fn split_unary(context: &mut dyn Context, a: &Value) -> Result<Value> {
    split::split_unary(context, a)
}

/// `a -join b`
pub fn join(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    join::join(context, a, b)
}

/// `-join a`
pub fn join_unary(context: &mut dyn Context, a: &Value) -> Result<Value> {
    join::join_unary(context, a)
}

/// `a -f b`
pub fn format(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    format::format(context, a, b)
}

pub(crate) use error::raw as raw_error;

/// `String.Format`: as [`format`](fn@format), with .NET's own exceptions.
pub fn format_net(context: &mut dyn Context, a: &Value, arguments: &[Value]) -> Result<Value> {
    format::format_net(context, a, arguments)
}

/// `a .. b`
pub fn range(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    range::range(context, a, b)
}

/// `a -is b`
pub fn is(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    type_test::is(context, a, b).map(Value::bool)
}

/// `a -isnot b`
pub fn is_not(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    type_test::is(context, a, b).map(|it| Value::bool(!it))
}

/// `a -as b`
pub fn as_type(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    type_test::as_type(context, a, b)
}

/// `a -is [ty]`
pub fn is_instance(value: &Value, ty: Type) -> bool {
    type_test::is_instance(value, ty)
}

/// `target[index]`; an array on the right gives several elements, or addresses an array of several dimensions.
#[inline]
pub fn index(context: &mut dyn Context, target: &Value, index: &Value) -> Result<Value> {
    index::index(context, target, index)
}

/// `target[indexes…]`, as [`index()`] with an array of indexes.
pub fn index_many(context: &mut dyn Context, target: &Value, indexes: &[Value]) -> Result<Value> {
    match indexes {
        [only] => index::index(context, target, only),
        _ => index::index(context, target, &Value::array(indexes.to_vec())),
    }
}

/// `target[index] = value`
#[inline]
pub fn set_index(context: &mut dyn Context, target: &Value, index: &Value, value: Value) -> Result<()> {
    set_index::set_index(context, target, index, value)
}

/// `target[from..to]`
pub fn slice(context: &mut dyn Context, target: &Value, from: &Value, to: &Value) -> Result<Value> {
    let indexes = range::range(context, from, to)?;
    index::index(context, target, &indexes)
}

/// What a compound assignment does between reading and writing; two numbers or strings run no script.
pub type CompoundOp = fn(&mut dyn Context, &Value, &Value) -> Result<Value>;

/// `target[index] op= right`; gives the new value.
pub fn compound_index(
    context: &mut dyn Context,
    target: &Value,
    index: &Value,
    op: CompoundOp,
    right: &Value,
) -> Result<Value> {
    set_index::compound_index(context, target, index, op, right)
}

//! PowerShell's operators on values.

use crate::{Context, Fault, Result, Type, Value};

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

macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
            let _ = (context, a, b);
            Err(Fault::not_supported(stringify!($name)).into())
        }
    )*};
}

binary! {
    /// `a + b`
    add;
    /// `a - b`
    subtract;
    /// `a * b`
    multiply;
    /// `a / b`
    divide;
    /// `a % b`
    remainder;
    /// `a -band b`
    band;
    /// `a -bor b`
    bor;
    /// `a -bxor b`
    bxor;
    /// `a -shl b`
    shl;
    /// `a -shr b`
    shr;
    /// `a .. b`
    range;
    /// `a -join b`
    join;
    /// `a -f b`
    format;
    /// `a -is b`
    is;
    /// `a -isnot b`
    is_not;
    /// `a -as b`
    as_type;
    /// `a[b]`; an array on the right gives several elements.
    index;
}

macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name(context: &mut dyn Context, a: &Value) -> Result<Value> {
            let _ = (context, a);
            Err(Fault::not_supported(stringify!($name)).into())
        }
    )*};
}

unary! {
    /// `-a`
    negate;
    /// `+a`
    plus;
    /// `-bnot a`
    bit_not;
    /// `-join a`
    join_unary;
    /// `-split a`
    split_unary;
    /// `a++`
    increment;
    /// `a--`
    decrement;
}

/// `a -xor b`
pub fn xor(a: &Value, b: &Value) -> bool {
    crate::convert::is_true(a) != crate::convert::is_true(b)
}

/// A comparison operator; an array on the left is filtered.
pub fn compare(context: &mut dyn Context, op: Comparison, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let _ = (context, op, ignore_case, a, b);
    Err(Fault::not_supported("compare").into())
}

/// `-match` (or `-notmatch`) with the new `$Matches`, when there is one.
pub fn matches(
    context: &mut dyn Context,
    negated: bool,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<(Value, Option<Value>)> {
    Ok((compare(context, if negated { Comparison::NotMatch } else { Comparison::Match }, ignore_case, a, b)?, None))
}

/// `a -replace b`
pub fn replace(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let _ = (context, ignore_case, a, b);
    Err(Fault::not_supported("replace").into())
}

/// `a -split b`
pub fn split(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let _ = (context, ignore_case, a, b);
    Err(Fault::not_supported("split").into())
}

/// `a -is [ty]`
pub fn is_instance(value: &Value, ty: Type) -> bool {
    value.ty().is_some_and(|it| it.is_a(ty))
}

/// `target[indexes…]`: several indexes address an array of several dimensions (`$a[1, 2]` written with a comma is one
/// array index and goes to [`index`]).
pub fn index_many(context: &mut dyn Context, target: &Value, indexes: &[Value]) -> Result<Value> {
    let _ = (context, target, indexes);
    Err(Fault::not_supported("index_many").into())
}

/// `target[index] = value`
pub fn set_index(context: &mut dyn Context, target: &Value, index: &Value, value: Value) -> Result<()> {
    let _ = (context, target, index, value);
    Err(Fault::not_supported("set_index").into())
}

/// `target[from..to]` without making the range.
pub fn slice(context: &mut dyn Context, target: &Value, from: &Value, to: &Value) -> Result<Value> {
    let range = range(context, from, to)?;
    index(context, target, &range)
}

/// What a compound assignment does between reading and writing; must not run script code for two numbers or strings.
pub type CompoundOp = fn(&mut dyn Context, &Value, &Value) -> Result<Value>;

/// `target[index] op= right`; gives the new value.
pub fn compound_index(
    context: &mut dyn Context,
    target: &Value,
    index: &Value,
    op: CompoundOp,
    right: &Value,
) -> Result<Value> {
    let _ = (context, target, index, op, right);
    Err(Fault::not_supported("compound_index").into())
}

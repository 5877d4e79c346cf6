//! `-eq`, `-lt`, `-contains`, `-like` and their siblings, with the filtering of collections on the left.

use super::{Comparison, matching};
use crate::{
    Context, Result, Value,
    compare::{equals, try_order},
    enumerate,
};
use std::cmp::Ordering;

/// A comparison operator.
pub(super) fn compare(
    context: &mut dyn Context,
    op: Comparison,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<Value> {
    match op {
        Comparison::Contains => return contains(context, ignore_case, a, b).map(Value::bool),
        Comparison::NotContains => return contains(context, ignore_case, a, b).map(|it| Value::bool(!it)),
        Comparison::In => return contains(context, ignore_case, b, a).map(Value::bool),
        Comparison::NotIn => return contains(context, ignore_case, b, a).map(|it| Value::bool(!it)),
        Comparison::Match | Comparison::NotMatch => {
            let negated = op == Comparison::NotMatch;
            return matching::matches(context, negated, ignore_case, a, b).map(|it| it.0);
        }
        _ => {}
    }
    if matches!(op, Comparison::Like | Comparison::NotLike) {
        return matching::like(context, op == Comparison::NotLike, ignore_case, a, b);
    }
    if let Some(mut elements) = enumerate(a) {
        let mut kept = Vec::new();
        while let Some(element) = elements.next(context)? {
            if single(context, op, ignore_case, &element, b)? {
                kept.push(element);
            }
        }
        return Ok(Value::array(kept));
    }
    single(context, op, ignore_case, a, b).map(Value::bool)
}

/// Two single values.
pub(super) fn single(
    context: &mut dyn Context,
    op: Comparison,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<bool> {
    match op {
        Comparison::Eq => return equals(context, a, b, ignore_case),
        Comparison::Ne => return equals(context, a, b, ignore_case).map(|it| !it),
        _ => {}
    }
    let Some(order) = try_order(context, a, b, ignore_case)? else { return Ok(false) };
    Ok(match op {
        Comparison::Lt => order == Ordering::Less,
        Comparison::Le => order != Ordering::Greater,
        Comparison::Gt => order == Ordering::Greater,
        _ => order != Ordering::Less,
    })
}

/// Some element of `a` equals `b`.
fn contains(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<bool> {
    let Some(mut elements) = enumerate(a) else { return equals(context, a, b, ignore_case) };
    while let Some(element) = elements.next(context)? {
        if equals(context, &element, b, ignore_case)? {
            return Ok(true);
        }
    }
    Ok(false)
}

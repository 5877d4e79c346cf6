//! Equality and order as PowerShell's operators and `Sort-Object` see them.

use crate::{Context, Fault, Result, Value};
use std::cmp::Ordering;

/// `-eq` of two single values; the right side is converted to the left side's type.
pub fn equals(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<bool> {
    let _ = (context, a, b, ignore_case);
    Err(Fault::not_supported("equals").into())
}

/// `-lt` and its siblings on two single values.
pub fn order(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<Ordering> {
    let _ = (context, a, b, ignore_case);
    Err(Fault::not_supported("order").into())
}

/// The order `Sort-Object`, `Group-Object` and `Measure-Object` use: never fails on types, `$null` first.
pub fn sort_order(context: &mut dyn Context, a: &Value, b: &Value, ignore_case: bool) -> Result<Ordering> {
    order(context, a, b, ignore_case)
}

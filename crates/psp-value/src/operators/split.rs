//! `-split`.

use crate::{Context, Fault, Result, Value, convert::{elements, to_text}, types::well_known};

/// `a -split b`
pub(super) fn split(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let _ = (context, ignore_case, a, b);
    Err(Fault::not_supported("-split").into())
}

/// `-split a`: at white space, without empty parts.
pub(super) fn split_unary(context: &mut dyn Context, a: &Value) -> Result<Value> {
    let items = elements(context, a)?.unwrap_or_else(|| vec![a.clone()]);
    let mut parts = Vec::new();
    for item in &items {
        let text = to_text(context, item)?;
        let before = parts.len();
        parts.extend(text.text().split_whitespace().map(Value::from));
        if parts.len() == before {
            parts.push(Value::from(""));
        }
    }
    Ok(Value::array_of(well_known::STRING.ty(), parts))
}

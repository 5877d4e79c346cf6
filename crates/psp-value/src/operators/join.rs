//! `-join`, with a separator and without.

use crate::{
    Context, Result, Str, StrBuilder, Value,
    convert::{join_element, to_text},
    enumerate,
    types::well_known,
};

/// `a -join b`
pub(super) fn join(context: &mut dyn Context, a: &Value, separator: &Value) -> Result<Value> {
    let separator = to_text(context, separator)?;
    joined(context, a, &separator)
}

/// `-join a`
pub(super) fn join_unary(context: &mut dyn Context, a: &Value) -> Result<Value> {
    joined(context, a, &Str::new(""))
}

fn joined(context: &mut dyn Context, a: &Value, separator: &Str) -> Result<Value> {
    // An enumerator is no collection: its text is. Asking it for its elements would use it up.
    let is_enumerator = a
        .ty()
        .is_some_and(|it| it.is_a(well_known::IENUMERATOR.ty()) && !it.is_a(well_known::IENUMERABLE.ty()));
    let elements = if is_enumerator { None } else { enumerate(a) };
    let Some(mut elements) = elements else {
        return to_text(context, a).map(Value::from);
    };
    let mut text = StrBuilder::new();
    let mut first = true;
    while let Some(element) = elements.next(context)? {
        if !first {
            text.push(separator);
        }
        first = false;
        match element.as_string() {
            Some(part) => text.push(part),
            None => text.push(&join_element(context, &element)?),
        }
    }
    Ok(text.finish().into())
}

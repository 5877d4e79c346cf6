//! `-like`, `-match`, `-replace`.

use super::error::invalid;
use crate::{Context, Fault, Result, Str, Value, View, convert::to_text, enumerate};
use psp_clr::wildcard::Wildcard;

/// What the emulated `[regex]` tells the operators.
pub struct RegexHooks {}

/// Registers the hooks; the first call counts.
pub fn register_regex_hooks(hooks: RegexHooks) {
    let _ = hooks;
}

/// `-like` and `-notlike`.
pub(super) fn like(context: &mut dyn Context, negated: bool, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let pattern = to_text(context, b)?;
    let wildcard = Wildcard::new(&pattern.text(), ignore_case).map_err(|error| invalid_wildcard(&error.to_string()))?;
    if let Some(mut elements) = enumerate(a) {
        let mut kept = Vec::new();
        while let Some(element) = elements.next(context)? {
            let text = text_of(context, &element)?;
            if wildcard.is_match(&text.text()) != negated {
                kept.push(Value::from(text));
            }
        }
        return Ok(Value::array(kept));
    }
    let text = text_of(context, a)?;
    Ok(Value::bool(wildcard.is_match(&text.text()) != negated))
}

#[inline]
fn text_of(context: &mut dyn Context, value: &Value) -> Result<Str> {
    match value.view() {
        View::Str(text) => Ok(text.clone()),
        _ => to_text(context, value),
    }
}

#[cold]
fn invalid_wildcard(message: &str) -> crate::Interrupt {
    invalid("WildcardPatternException", message)
}

/// `-match` and `-notmatch`.
pub(super) fn matches(
    context: &mut dyn Context,
    negated: bool,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<(Value, Option<Value>)> {
    let _ = (context, negated, ignore_case, a, b);
    Err(Fault::not_supported("-match").into())
}

/// `-replace`
pub(super) fn replace(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let _ = (context, ignore_case, a, b);
    Err(Fault::not_supported("-replace").into())
}

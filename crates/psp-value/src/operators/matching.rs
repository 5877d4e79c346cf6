//! `-like`, `-match`, `-replace`.

use super::error::{invalid, raw};
use crate::{
    BlockCall, Context, ErrorCategory, Fault, Interrupt, Object, Ref, Result, Str, Table, Value, View,
    convert::{elements, to_text},
    enumerate,
};
use psp_clr::{
    regex::{Captures, Regex, RegexError, RegexOptions, cached},
    wildcard::Wildcard,
};
use std::sync::{Arc, OnceLock};

/// What the emulated `[regex]` and `[match]` tell the operators.
pub struct RegexHooks {
    /// The compiled pattern of a `[regex]` object; `None` for other values.
    pub regex_of: fn(&Value) -> Option<Arc<Regex>>,
    /// A `[match]` object: what `$_` is in the block of `-replace`.
    pub match_value: fn(&Arc<Regex>, &Str, &Captures) -> Value,
}

static HOOKS: OnceLock<RegexHooks> = OnceLock::new();

/// Registers the hooks; the first call counts.
pub fn register_regex_hooks(hooks: RegexHooks) {
    let _ = HOOKS.set(hooks);
}

/// `-like` and `-notlike`.
pub(super) fn like(
    context: &mut dyn Context,
    negated: bool,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<Value> {
    let pattern = to_text(context, b)?;
    let wildcard =
        Wildcard::new(&pattern.text(), ignore_case).map_err(|error| bad_wildcard(error.to_string()))?;
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

/// An exception of PowerShell's own that nothing completes.
#[cold]
fn bad_wildcard(message: String) -> Interrupt {
    let ty = "System.Management.Automation.WildcardPatternException";
    Fault::new(ty, message).id("RuntimeException").category(ErrorCategory::NotSpecified).into()
}

#[inline]
fn text_of(context: &mut dyn Context, value: &Value) -> Result<Str> {
    match value.view() {
        View::Str(text) => Ok(text.clone()),
        _ => to_text(context, value),
    }
}

/// A pattern with options, or a `[regex]` with its own.
fn pattern(
    context: &mut dyn Context,
    value: &Value,
    options: RegexOptions,
) -> Result<std::result::Result<Arc<Regex>, RegexError>> {
    if let (View::Object(_), Some(hooks)) = (value.view(), HOOKS.get())
        && let Some(regex) = (hooks.regex_of)(value.base())
    {
        return Ok(Ok(regex));
    }
    let text = text_of(context, value)?;
    Ok(cached(&text.text(), options))
}

fn options(ignore_case: bool) -> RegexOptions {
    if ignore_case { RegexOptions::IGNORE_CASE } else { RegexOptions::NONE }
}

/// The exception about a pattern.
fn parse_fault(error: &RegexError) -> Fault {
    Fault::new("System.Text.RegularExpressions.RegexParseException", error.to_string())
}

#[cold]
pub(super) fn bad_pattern(error: &RegexError) -> Interrupt {
    raw("System.Text.RegularExpressions.RegexParseException", error.to_string())
}

/// `-match` and `-notmatch`.
pub(super) fn matches(
    context: &mut dyn Context,
    negated: bool,
    ignore_case: bool,
    a: &Value,
    b: &Value,
) -> Result<(Value, Option<Value>)> {
    let regex = pattern(context, b, options(ignore_case))?.map_err(|error| bad_pattern(&error))?;
    if let Some(mut elements) = enumerate(a) {
        let mut kept = Vec::new();
        while let Some(element) = elements.next(context)? {
            let text = text_of(context, &element)?;
            if regex.is_match(&text.text()) != negated {
                kept.push(element);
            }
        }
        return Ok((Value::array(kept), None));
    }
    let text = text_of(context, a)?;
    let plain = text.text();
    let Some(captures) = regex.captures(&plain) else { return Ok((Value::bool(negated), None)) };
    let mut table = Table::default();
    for (slot, group) in regex.groups().iter().enumerate().rev() {
        let Some(part) = captures.text(slot, &plain) else { continue };
        let number = group.number.to_string() == group.name;
        let key = if number { Value::int(group.number as i32) } else { group.name.as_str().into() };
        let whole = slot == 0 && part.len() == plain.len();
        table.insert(key, if whole { text.clone().into() } else { part.into() });
    }
    Ok((Value::bool(!negated), Some(Object::hashtable(table).into())))
}

/// What `-replace` puts in place of a match.
enum Replacement {
    Text(Str),
    Block(Ref<Object>),
}

/// `-replace`
pub(super) fn replace(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    let arguments = elements(context, b)?.unwrap_or_else(|| vec![b.clone()]);
    if arguments.len() > 2 {
        let name = if ignore_case { "-replace" } else { "-creplace" };
        let message =
            format!("The {name} operator allows only two elements to follow it, not {}.", arguments.len());
        return Err(invalid("BadReplaceArgument", message));
    }
    let first = arguments.first().cloned().unwrap_or_default();
    let regex = match pattern(context, &first, options(ignore_case))? {
        Ok(regex) => regex,
        Err(error) => return Err(invalid_pattern(context, &first, &error)),
    };
    let replacement = match arguments.get(1) {
        None => Replacement::Text(Str::default()),
        Some(value) => match value.as_object() {
            Some(object) if value.as_block().is_some() => Replacement::Block(object.clone()),
            _ => Replacement::Text(text_of(context, value)?),
        },
    };
    let Some(mut texts) = enumerate(a) else {
        let text = text_of(context, a)?;
        return one(context, &regex, &text, &replacement).map(Value::from);
    };
    let mut found = Vec::new();
    while let Some(text) = texts.next(context)? {
        let text = text_of(context, &text)?;
        found.push(one(context, &regex, &text, &replacement)?.into());
    }
    Ok(Value::array(found))
}

#[cold]
fn invalid_pattern(context: &mut dyn Context, pattern: &Value, error: &RegexError) -> Interrupt {
    let text = to_text(context, pattern).unwrap_or_default();
    Fault::runtime("InvalidRegularExpression", format!("The regular expression pattern {text} is not valid."))
        .category(ErrorCategory::InvalidOperation)
        .target(text)
        .inner(parse_fault(error).into_exception())
        .into()
}

fn one(context: &mut dyn Context, regex: &Arc<Regex>, text: &Str, replacement: &Replacement) -> Result<Str> {
    let plain = text.text();
    let replaced = match replacement {
        Replacement::Text(with) => regex.replace(&plain, &with.text(), None),
        Replacement::Block(block) => {
            let start = if regex.is_right_to_left() { plain.len() } else { 0 };
            regex.replace_with(&plain, None, start, |captures, out| -> Result<()> {
                let under = match HOOKS.get() {
                    Some(hooks) => (hooks.match_value)(regex, text, captures),
                    None => captures.text(0, &plain).unwrap_or_default().into(),
                };
                let call = BlockCall { under: Some(under), in_callers_scope: true, ..BlockCall::default() };
                let output = context.call_block(block, call)?;
                out.push_str(&to_text(context, &output)?.text());
                Ok(())
            })?
        }
    };
    Ok(match replaced {
        std::borrow::Cow::Borrowed(_) => text.clone(),
        std::borrow::Cow::Owned(new) => new.into(),
    })
}

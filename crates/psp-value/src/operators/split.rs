//! `-split`, with a separator and without.

use super::{error::invalid, matching::bad_pattern};
use crate::{
    BlockCall, Context, Object, Ref, Result, Str, Value,
    convert::{elements, is_true, to_i32, to_text},
    types::well_known,
};
use psp_clr::regex::{RegexOptions, cached, escape};

/// `a -split separator[, max[, options]]` or `a -split { … }[, max]`.
pub(super) fn split(context: &mut dyn Context, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
    if let (Some(text), Some(separator)) = (a.as_string(), b.as_string())
        && let Some(parts) = at_plain(text, separator, ignore_case)
    {
        return Ok(Value::array_of(well_known::STRING.ty(), parts));
    }
    let arguments = elements(context, b)?.unwrap_or_else(|| vec![b.clone()]);
    if arguments.is_empty() {
        let name = b.ty().map(crate::convert::net_string).unwrap_or_default();
        let message = format!("The argument to operator '-split' is not valid: {name}.");
        return Err(invalid("BadOperatorArgument", message));
    }
    let limit = match arguments.get(1) {
        Some(limit) => to_i32(context, limit)?,
        None => 0,
    };
    let texts = texts(context, a)?;
    let first = arguments.first().cloned().unwrap_or_default();
    let mut parts = Vec::new();
    if let (Some(_), Some(block)) = (first.as_block(), first.as_object()) {
        if arguments.len() > 2 {
            return Err(invalid(
                "InvalidSplitOptionWithPredicate",
                "Split options are not valid when the separator is a script block.",
            ));
        }
        for text in &texts {
            by_predicate(context, block, text, limit, &mut parts)?;
        }
        return Ok(Value::array_of(well_known::STRING.ty(), parts));
    }
    let pattern = to_text(context, &first)?;
    let chosen = match arguments.get(2) {
        Some(options) => read_options(context, options)?,
        None => Options::default(),
    };
    let mut options = chosen.regex.0;
    if ignore_case || chosen.ignore_case {
        options |= RegexOptions::IGNORE_CASE.0;
    }
    if limit < 0 {
        options |= RegexOptions::RIGHT_TO_LEFT.0;
    }
    let pattern = if chosen.simple { escape(&pattern.text()) } else { pattern.text().into_owned() };
    let regex = cached(&pattern, RegexOptions(options)).map_err(|error| bad_pattern(&error))?;
    let count = (limit != 0).then_some(limit.unsigned_abs() as usize);
    for text in &texts {
        let plain = text.text();
        if count == Some(1) {
            parts.push(text.into());
            continue;
        }
        let start = if limit < 0 { plain.len() } else { 0 };
        parts.extend(regex.split(&plain, count, start).into_iter().map(Value::from));
    }
    Ok(Value::array_of(well_known::STRING.ty(), parts))
}

/// Splits at a separator that means itself as a pattern; none when it means more.
fn at_plain(text: &Str, separator: &Str, ignore_case: bool) -> Option<Vec<Value>> {
    let plain = |it: u8| match it {
        b'a'..=b'z' | b'A'..=b'Z' => !ignore_case,
        b'0'..=b'9' | b' ' | b',' | b';' | b':' | b'=' | b'-' | b'_' | b'/' | b'@' | b'\t' | b'\n' => true,
        _ => false,
    };
    let separator = separator.as_str().filter(|it| !it.is_empty() && it.bytes().all(plain))?;
    Some(text.as_str()?.split(separator).map(Value::from).collect())
}

fn texts(context: &mut dyn Context, value: &Value) -> Result<Vec<Str>> {
    let items = elements(context, value)?.unwrap_or_else(|| vec![value.clone()]);
    items.iter().map(|it| to_text(context, it)).collect()
}

#[derive(Default)]
struct Options {
    simple: bool,
    ignore_case: bool,
    regex: RegexOptions,
}

/// `SplitOptions`, as names or as a number.
fn read_options(context: &mut dyn Context, value: &Value) -> Result<Options> {
    const NAMES: [(&str, i32); 8] = [
        ("SimpleMatch", 1),
        ("RegexMatch", 2),
        ("CultureInvariant", 4),
        ("IgnorePatternWhitespace", 8),
        ("Multiline", 16),
        ("Singleline", 32),
        ("IgnoreCase", 64),
        ("ExplicitCapture", 128),
    ];
    let bits = if let Some(crate::convert::Num::Int(bits)) = crate::convert::number_of(value) {
        bits as i32
    } else {
        let text = to_text(context, value)?;
        let mut bits = 0;
        for part in text.text().split([',', ' ']).filter(|it| !it.is_empty()) {
            let lower = part.to_lowercase();
            if let Some((_, bit)) = NAMES.iter().find(|(name, _)| name.to_lowercase().starts_with(&lower)) {
                bits |= bit;
            } else {
                let names = NAMES.map(|it| it.0).join(", ");
                let message = format!(
                    "Cannot convert value \"{text}\" to type \"System.Management.Automation.SplitOptions\". \
                     Error: \"Unable to match the identifier name {part} to a valid enumerator name. Specify \
                     one of the following enumerator names and try again:\n{names}\""
                );
                return Err(invalid("SubstringDisambiguationEnumParseThrewAnException", message));
            }
        }
        bits
    };
    let simple = bits & 1 != 0;
    if simple && bits & !(1 | 64) != 0 {
        return Err(invalid(
            "InvalidSplitOptionCombination",
            "The combination of options with the -split operator is not valid.",
        ));
    }
    let map = [(4, RegexOptions::CULTURE_INVARIANT), (8, RegexOptions::IGNORE_PATTERN_WHITESPACE)];
    let more = [
        (16, RegexOptions::MULTILINE),
        (32, RegexOptions::SINGLELINE),
        (128, RegexOptions::EXPLICIT_CAPTURE),
    ];
    let regex =
        map.into_iter().chain(more).filter(|(bit, _)| bits & bit != 0).fold(0, |all, (_, it)| all | it.0);
    Ok(Options { simple, ignore_case: bits & 64 != 0, regex: RegexOptions(regex) })
}

/// Splits at the characters for which the block is true.
fn by_predicate(
    context: &mut dyn Context,
    block: &Ref<Object>,
    text: &Str,
    limit: i32,
    parts: &mut Vec<Value>,
) -> Result<()> {
    let length = text.utf16_len();
    let most = if limit == 0 { usize::MAX } else { limit.unsigned_abs() as usize };
    let (mut cuts, backwards) = (Vec::new(), limit < 0);
    for step in 0..length {
        if cuts.len() + 1 >= most {
            break;
        }
        let at = if backwards { length - 1 - step } else { step };
        let arguments = [Value::from(text), Value::int(at as i32)];
        let call = BlockCall {
            arguments: &arguments,
            under: Some(text.slice_utf16(at, 1).into()),
            in_callers_scope: true,
            ..BlockCall::default()
        };
        if is_true(&context.call_block(block, call)?) {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    let mut from = 0;
    for at in cuts {
        parts.push(text.slice_utf16(from, at - from).into());
        from = at + 1;
    }
    parts.push(text.slice_utf16(from, length - from).into());
    Ok(())
}

/// `-split a`: at white space, without empty parts.
pub(super) fn split_unary(context: &mut dyn Context, a: &Value) -> Result<Value> {
    let mut parts = Vec::new();
    for text in texts(context, a)? {
        let before = parts.len();
        parts.extend(text.text().split_whitespace().map(Value::from));
        if parts.len() == before {
            parts.push(Value::from(""));
        }
    }
    Ok(Value::array_of(well_known::STRING.ty(), parts))
}

//! `Substring`, `Remove`, `Insert`, padding and joining, with .NET's checks of their arguments.

use crate::support::{errors, text::units, values};
use psp_value::{Context, Fault, Result, Str, StrBuilder, Value};

/// `Substring`
pub(super) fn substring(text: &Str, start: i32, length: Option<i32>) -> Result<Str> {
    let size = text.utf16_len() as i32;
    if start < 0 {
        return Err(errors::negative("startIndex", start));
    }
    if start > size {
        let message = "startIndex cannot be larger than length of string.";
        return Err(Fault::out_of_range(message, "startIndex").into());
    }
    let length = length.unwrap_or(size - start);
    if length < 0 {
        return Err(errors::negative("length", length));
    }
    if start > size - length {
        let message = "Index and length must refer to a location within the string.";
        return Err(Fault::out_of_range(message, "length").into());
    }
    Ok(text.slice_utf16(start as usize, length as usize))
}

/// `Remove(startIndex)`
pub(super) fn remove_from(text: &Str, start: i32) -> Result<Str> {
    if start < 0 {
        return Err(Fault::out_of_range("StartIndex cannot be less than zero.", "startIndex").into());
    }
    if start as usize > text.utf16_len() {
        let message = "startIndex cannot be larger than length of string.";
        return Err(Fault::out_of_range(message, "startIndex").into());
    }
    Ok(text.slice_utf16(0, start as usize))
}

/// `Remove(startIndex, count)`
pub(super) fn remove(text: &Str, start: i32, count: i32) -> Result<Str> {
    let size = text.utf16_len() as i32;
    if start < 0 {
        return Err(errors::negative("startIndex", start));
    }
    if count < 0 {
        return Err(errors::negative("count", count));
    }
    if count > size - start {
        return Err(errors::too_large("count", count, size - start));
    }
    let end = (start + count) as usize;
    let mut kept = StrBuilder::new();
    kept.push(&text.slice_utf16(0, start as usize));
    text.slice_utf16(end, size as usize - end).utf16().for_each(|it| kept.push_unit(it));
    Ok(kept.finish())
}

/// `Insert`
pub(super) fn insert(text: &Str, start: i32, value: &Str) -> Result<Str> {
    let size = text.utf16_len();
    if start as u32 as usize > size {
        return Err(errors::too_large("startIndex", start as u32, size));
    }
    let start = start as usize;
    let all = text.utf16().take(start).chain(value.utf16()).chain(text.utf16().skip(start));
    Ok(Str::from_utf16(all))
}

/// `PadLeft` and `PadRight`.
pub(super) fn pad(text: &Str, width: i32, unit: u16, left: bool) -> Result<Str> {
    if width < 0 {
        return Err(errors::negative("totalWidth", width));
    }
    let missing = (width as usize).saturating_sub(text.utf16_len());
    if missing == 0 {
        return Ok(text.clone());
    }
    let padding = std::iter::repeat_n(unit, missing);
    Ok(if left {
        Str::from_utf16(padding.chain(text.utf16()))
    } else {
        Str::from_utf16(text.utf16().chain(padding))
    })
}

/// `Join` of anything.
pub(super) fn join(context: &mut dyn Context, separator: &Str, parts: &[Value]) -> Result<Str> {
    let mut joined = StrBuilder::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            joined.push(separator);
        }
        joined.push(&values::text(context, part)?);
    }
    Ok(joined.finish())
}

/// `Join` of strings.
pub(super) fn join_texts(separator: &Str, parts: &[Str]) -> Str {
    let mut joined = StrBuilder::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            joined.push(separator);
        }
        joined.push(part);
    }
    joined.finish()
}

/// `ReplaceLineEndings`
pub(super) fn line_endings(text: &Str, with: &Str) -> Str {
    let (all, with) = (units(text, false), units(with, false));
    let (mut result, mut at) = (Vec::with_capacity(all.len()), 0);
    while let Some(&unit) = all.get(at) {
        at += 1;
        match unit {
            0x0d => {
                at += usize::from(all.get(at) == Some(&0x0a));
                result.extend_from_slice(&with);
            }
            0x0a | 0x0c | 0x85 | 0x2028 | 0x2029 => result.extend_from_slice(&with),
            _ => result.push(unit),
        }
    }
    Str::from_utf16(result)
}

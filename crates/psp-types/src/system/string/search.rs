//! `IndexOf`, `LastIndexOf` and their relatives, with .NET's checks of their arguments.

use crate::support::{
    errors,
    text::{StringComparison, find, find_last, units},
};
use psp_value::{Fault, Result, Str};

/// The range that `startIndex` and `count` name, forwards.
pub(super) fn forward(text: &Str, start: Option<i32>, count: Option<i32>) -> Result<(usize, usize)> {
    let length = text.utf16_len() as i32;
    let start = start.unwrap_or(0);
    if start < 0 || start > length {
        return Err(errors::insert_index("startIndex"));
    }
    let count = count.unwrap_or(length - start);
    if count < 0 || start > length - count {
        return Err(errors::count("count"));
    }
    Ok((start as usize, count as usize))
}

/// The range that `startIndex` and `count` name, backwards: its first unit and length. `None` for an empty text.
pub(super) fn backward(text: &Str, start: Option<i32>, count: Option<i32>) -> Result<Option<(usize, usize)>> {
    let length = text.utf16_len() as i32;
    let mut start = start.unwrap_or(length - 1);
    if length == 0 && (start == -1 || start == 0) {
        return Ok(None);
    }
    if start < 0 || start > length {
        return Err(errors::index("startIndex"));
    }
    let mut count = count.unwrap_or(start + 1);
    if start == length {
        start -= 1;
        if count > 0 {
            count -= 1;
        }
    }
    if count < 0 || start - count + 1 < 0 {
        return Err(errors::count("count"));
    }
    Ok(Some(((start - count + 1) as usize, count as usize)))
}

/// `IndexOf(string, …)`
pub(super) fn index_of(
    text: &Str,
    value: &Str,
    start: Option<i32>,
    count: Option<i32>,
    how: StringComparison,
) -> Result<i32> {
    let (start, count) = forward(text, start, count)?;
    Ok(at(find(text, value, start, count, how.ignores_case())))
}

/// `LastIndexOf(string, …)`
pub(super) fn last_index_of(
    text: &Str,
    value: &Str,
    start: Option<i32>,
    count: Option<i32>,
    how: StringComparison,
) -> Result<i32> {
    if start.is_none() && value.is_empty() {
        return Ok(text.utf16_len() as i32);
    }
    match backward(text, start, count)? {
        None => Ok(if value.is_empty() { 0 } else { -1 }),
        Some((first, count)) => Ok(at(find_last(text, value, first, count, how.ignores_case()))),
    }
}

/// `IndexOfAny`
pub(super) fn index_of_any(text: &Str, any: &[u16], start: Option<i32>, count: Option<i32>) -> Result<i32> {
    let (start, count) = forward(text, start, count)?;
    let all = units(text, false);
    let part = all.get(start..start + count).unwrap_or_default();
    Ok(at(part.iter().position(|it| any.contains(it)).map(|it| it + start)))
}

/// `LastIndexOfAny`
pub(super) fn last_index_of_any(
    text: &Str,
    any: &[u16],
    start: Option<i32>,
    count: Option<i32>,
) -> Result<i32> {
    let Some((first, count)) = backward(text, start, count)? else { return Ok(-1) };
    let all = units(text, false);
    let part = all.get(first..first + count).unwrap_or_default();
    Ok(at(part.iter().rposition(|it| any.contains(it)).map(|it| it + first)))
}

fn at(place: Option<usize>) -> i32 {
    place.map_or(-1, |it| it as i32)
}

/// `StartsWith` and `EndsWith`.
pub(super) fn starts_with(text: &Str, value: &Str, how: StringComparison) -> bool {
    let ignore_case = how.ignores_case();
    if !ignore_case {
        return text.as_bytes().starts_with(value.as_bytes());
    }
    units(text, true).starts_with(&units(value, true))
}

/// `EndsWith`
pub(super) fn ends_with(text: &Str, value: &Str, how: StringComparison) -> bool {
    let ignore_case = how.ignores_case();
    if !ignore_case {
        return text.as_bytes().ends_with(value.as_bytes());
    }
    units(text, true).ends_with(&units(value, true))
}

/// `Replace`
pub(super) fn replace(text: &Str, old: &Str, new: &Str, ignore_case: bool) -> Result<Str> {
    if old.is_empty() {
        return Err(Fault::argument("The value cannot be an empty string.", "oldValue").into());
    }
    if !ignore_case && let (Some(all), Some(old), Some(new)) = (text.as_str(), old.as_str(), new.as_str()) {
        return Ok(if all.contains(old) { all.replace(old, new).into() } else { text.clone() });
    }
    let (all, hay, needle) = (units(text, false), units(text, ignore_case), units(old, ignore_case));
    let with = units(new, false);
    let (mut result, mut at) = (Vec::with_capacity(all.len()), 0);
    while let (Some(rest), Some(original)) = (hay.get(at..), all.get(at)) {
        if rest.starts_with(&needle) {
            result.extend_from_slice(&with);
            at += needle.len();
        } else {
            result.push(*original);
            at += 1;
        }
    }
    Ok(Str::from_utf16(result))
}

//! Linguistic `IndexOf`, `StartsWith` and `EndsWith`: a match may be of another length than what is looked for.

use super::{CompareOptions, ascii, compare_with};
use crate::culture::Culture;

/// Where a match lies, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Its beginning.
    pub start: usize,
    /// Its end.
    pub end: usize,
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|it| matches!(it, b' '..=b'~'))
}

/// Whether plain characters can be compared one by one.
fn is_simple(text: &str, needle: &str, culture: &Culture, options: CompareOptions) -> bool {
    !options.ignore_symbols && !ascii::is_tailored(culture.two_letter) && is_plain(text) && is_plain(needle)
}

fn same(a: &[u8], b: &[u8], options: CompareOptions) -> bool {
    if options.ignore_case { a.eq_ignore_ascii_case(b) } else { a == b }
}

/// Whether a character belongs to the one before it.
fn continues(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|it| {
        matches!(u32::from(it), 0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x610..=0x61A | 0x64B..=0x65F
            | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x200D | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
    })
}

/// Places where a match may begin or end.
fn boundaries(text: &str) -> Vec<usize> {
    let inner = text.char_indices().map(|it| it.0).filter(|it| *it == 0 || !continues(text, *it));
    inner.chain(std::iter::once(text.len())).collect()
}

/// The shortest match that begins there; much longer ones than the needle are not tried.
fn match_at(
    text: &str,
    needle: &str,
    bounds: &[usize],
    first: usize,
    culture: &'static Culture,
    options: CompareOptions,
) -> Option<Found> {
    let start = bounds[first];
    let longest = needle.chars().count() * 3 + 4;
    bounds[first..].iter().take(longest).find_map(|end| {
        let equal = compare_with(&text[start..*end], needle, culture, options).is_eq();
        equal.then_some(Found { start, end: *end })
    })
}

/// `IndexOf`: the first match.
pub fn find(text: &str, needle: &str, culture: &'static Culture, options: CompareOptions) -> Option<Found> {
    if is_simple(text, needle, culture, options) {
        let start = if needle.is_empty() {
            0
        } else if options.ignore_case {
            text.as_bytes().windows(needle.len()).position(|it| same(it, needle.as_bytes(), options))?
        } else {
            text.find(needle)?
        };
        return Some(Found { start, end: start + needle.len() });
    }
    let bounds = boundaries(text);
    (0..bounds.len()).find_map(|first| match_at(text, needle, &bounds, first, culture, options))
}

/// `LastIndexOf`: the last match.
pub fn rfind(text: &str, needle: &str, culture: &'static Culture, options: CompareOptions) -> Option<Found> {
    if is_simple(text, needle, culture, options) && !needle.is_empty() {
        let start = if options.ignore_case {
            text.as_bytes().windows(needle.len()).rposition(|it| same(it, needle.as_bytes(), options))?
        } else {
            text.rfind(needle)?
        };
        return Some(Found { start, end: start + needle.len() });
    }
    let bounds = boundaries(text);
    (0..bounds.len()).rev().find_map(|first| match_at(text, needle, &bounds, first, culture, options))
}

/// `StartsWith`: how long the match is.
pub fn starts_with(
    text: &str,
    needle: &str,
    culture: &'static Culture,
    options: CompareOptions,
) -> Option<usize> {
    if is_simple(text, needle, culture, options) {
        let start = text.as_bytes().get(..needle.len())?;
        return same(start, needle.as_bytes(), options).then_some(needle.len());
    }
    match_at(text, needle, &boundaries(text), 0, culture, options).map(|it| it.end)
}

/// `EndsWith`: where the match begins.
pub fn ends_with(
    text: &str,
    needle: &str,
    culture: &'static Culture,
    options: CompareOptions,
) -> Option<usize> {
    if is_simple(text, needle, culture, options) {
        let start = text.len().checked_sub(needle.len())?;
        return same(&text.as_bytes()[start..], needle.as_bytes(), options).then_some(start);
    }
    let longest = needle.chars().count() * 3 + 4;
    boundaries(text)
        .into_iter()
        .rev()
        .take(longest)
        .find(|start| compare_with(&text[*start..], needle, culture, options).is_eq())
}

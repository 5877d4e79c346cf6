//! `Split` and `Trim`.

use crate::support::text::{is_white, units};
use psp_value::{Fault, Result, Str};

/// What separates.
pub(super) enum Separators {
    /// Any of these units.
    Units(Vec<u16>),
    /// Any of these strings, the first that fits.
    Texts(Vec<Vec<u16>>),
    /// White space.
    White,
    /// Nothing does.
    None,
}

impl Separators {
    /// Units; white space when there are none.
    pub(super) fn units(units: Vec<u16>) -> Self {
        if units.is_empty() { Self::White } else { Self::Units(units) }
    }

    /// One string; nothing when it is empty.
    pub(super) fn text(text: &Str) -> Self {
        if text.is_empty() { Self::None } else { Self::Texts(vec![text.utf16().collect()]) }
    }

    /// Strings; white space when there are none.
    pub(super) fn texts(texts: &[Str]) -> Self {
        if texts.is_empty() {
            return Self::White;
        }
        Self::Texts(texts.iter().filter(|it| !it.is_empty()).map(|it| it.utf16().collect()).collect())
    }

    /// Places and lengths of the separators.
    fn places(&self, text: &[u16]) -> Vec<(usize, usize)> {
        let (mut places, mut at) = (Vec::new(), 0);
        while let Some(rest @ [unit, ..]) = text.get(at..) {
            let length = match self {
                Self::Units(units) => usize::from(units.contains(unit)),
                Self::White => usize::from(is_white(*unit)),
                Self::Texts(texts) => texts.iter().find(|it| rest.starts_with(it)).map_or(0, Vec::len),
                Self::None => 0,
            };
            if length > 0 {
                places.push((at, length));
            }
            at += length.max(1);
        }
        places
    }
}

/// `StringSplitOptions`
#[derive(Clone, Copy)]
pub(super) struct Options {
    /// `RemoveEmptyEntries`
    pub(super) remove_empty: bool,
    /// `TrimEntries`
    pub(super) trim: bool,
}

impl Options {
    pub(super) fn from_bits(bits: i64) -> Self {
        Self { remove_empty: bits & 1 != 0, trim: bits & 2 != 0 }
    }

    fn entry(self, units: &[u16]) -> &[u16] {
        if self.trim { trim(units, true, true, is_white) } else { units }
    }

    fn keeps(self, entry: &[u16]) -> bool {
        !(self.remove_empty && entry.is_empty())
    }
}

/// Splits a text; `count` is the largest number of parts.
pub(super) fn split(text: &Str, by: &Separators, count: Option<i32>, options: Options) -> Result<Vec<Str>> {
    let count = count.unwrap_or(i32::MAX);
    if count < 0 {
        return Err(Fault::out_of_range("Count cannot be less than zero.", "count").into());
    }
    if count == 0 {
        return Ok(Vec::new());
    }
    let all = units(text, false);
    let places = if count == 1 { Vec::new() } else { by.places(&all) };
    let (mut parts, mut from, mut next) = (Vec::new(), 0, 0);
    while let Some(&(at, length)) = places.get(next) {
        let entry = options.entry(all.get(from..at).unwrap_or_default());
        if options.keeps(entry) {
            parts.push(Str::from_utf16(entry.iter().copied()));
        }
        from = at + length;
        next += 1;
        if parts.len() as i32 == count - 1 {
            // The rest becomes the last part; it must not begin with parts that are left out.
            while options.remove_empty
                && let Some(&(at, length)) = places.get(next)
                && options.entry(all.get(from..at).unwrap_or_default()).is_empty()
            {
                from = at + length;
                next += 1;
            }
            break;
        }
    }
    let entry = options.entry(all.get(from..).unwrap_or_default());
    if options.keeps(entry) {
        parts.push(Str::from_utf16(entry.iter().copied()));
    }
    Ok(parts)
}

/// Units without those at the ends that are taken off.
pub(super) fn trim(mut units: &[u16], start: bool, end: bool, off: impl Fn(u16) -> bool) -> &[u16] {
    while start
        && let [first, rest @ ..] = units
        && off(*first)
    {
        units = rest;
    }
    while end
        && let [rest @ .., last] = units
        && off(*last)
    {
        units = rest;
    }
    units
}

/// `Trim`, `TrimStart` and `TrimEnd`; no units mean white space.
pub(super) fn trimmed(text: &Str, start: bool, end: bool, off: &[u16]) -> Str {
    let all = units(text, false);
    let kept = if off.is_empty() {
        trim(&all, start, end, is_white)
    } else {
        trim(&all, start, end, |it| off.contains(&it))
    };
    if kept.len() == all.len() { text.clone() } else { Str::from_utf16(kept.iter().copied()) }
}

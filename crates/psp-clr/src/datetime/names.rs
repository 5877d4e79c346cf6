//! Finds names of months and days, and `AM`/`PM`, at the beginning of a text.

use crate::compare::fold_char;
use crate::culture::{DateInfo, INVARIANT};

/// The rest behind a prefix, ignoring case; a no-break space also matches a plain one.
pub(super) fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    if prefix.is_empty() {
        return None;
    }
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let it = rest.next()?;
        let spaces = it.is_whitespace() && matches!(expected, '\u{a0}' | '\u{202f}');
        if fold_char(it) != fold_char(expected) && !spaces {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The index of the longest name that the text begins with, and the rest.
pub(super) fn longest<'a>(text: &'a str, names: &[&str]) -> Option<(usize, &'a str)> {
    names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| strip_prefix(text, name).map(|rest| (index, rest)))
        .min_by_key(|(_, rest)| rest.len())
}

fn longest_of<'a>(text: &'a str, tables: &[&[&str]]) -> Option<(usize, &'a str)> {
    tables.iter().filter_map(|names| longest(text, names)).min_by_key(|(_, rest)| rest.len())
}

/// A month in any form, in the culture's language or in English.
pub(super) fn month<'a>(text: &'a str, date: &DateInfo) -> Option<(i32, &'a str)> {
    let english = &INVARIANT.date;
    let tables: [&[&str]; 6] = [
        &date.months,
        &date.genitive_months,
        &date.short_months,
        &date.short_genitive_months,
        &english.months,
        &english.short_months,
    ];
    longest_of(text, &tables).map(|(index, rest)| (index as i32 + 1, rest))
}

/// A day of the week in any form.
pub(super) fn day<'a>(text: &'a str, date: &DateInfo) -> Option<(u8, &'a str)> {
    let english = &INVARIANT.date;
    let tables: [&[&str]; 4] = [&date.days, &date.short_days, &english.days, &english.short_days];
    longest_of(text, &tables).map(|(index, rest)| (index as u8, rest))
}

/// Whether it is afternoon.
pub(super) fn am_pm<'a>(text: &'a str, date: &DateInfo) -> Option<(bool, &'a str)> {
    let names = [date.am, date.pm, "AM", "PM"];
    longest(text, &names).map(|(index, rest)| (index % 2 == 1, rest))
}

//! Ordinal comparison: by UTF-16 units, perhaps with simple case folding.

use std::cmp::Ordering;

/// .NET's ordinal case folding: simple upper-casing of one character.
pub fn fold_char(it: char) -> char {
    if it.is_ascii() {
        return it.to_ascii_uppercase();
    }
    // The two letters whose capitals are ASCII keep to themselves, as ICU's table of ordinal casing is made.
    if matches!(it, 'ı' | 'ſ') { it } else { crate::text::char_to_upper(it, None) }
}

/// `StringComparison.OrdinalIgnoreCase` equality.
pub fn equals_ordinal_ignore_case(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    a.chars().map(fold_char).eq(b.chars().map(fold_char))
}

/// Where a character stands by its UTF-16 units: those beyond the basic plane come before U+E000.
fn utf16_rank(it: char) -> u32 {
    let code = u32::from(it);
    match code {
        0xE000..=0xFFFF => code + 0x20_0000,
        _ => code,
    }
}

/// `String.CompareOrdinal`.
pub fn compare_ordinal(a: &str, b: &str) -> Ordering {
    a.chars().map(utf16_rank).cmp(b.chars().map(utf16_rank))
}

/// `StringComparison.OrdinalIgnoreCase` order.
pub fn compare_ordinal_ignore_case(a: &str, b: &str) -> Ordering {
    a.chars().map(|it| utf16_rank(fold_char(it))).cmp(b.chars().map(|it| utf16_rank(fold_char(it))))
}

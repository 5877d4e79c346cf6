//! Upper, lower and title case: one character becomes one character, so `ß` stays.

use super::category::{Category, category};
use crate::culture::Culture;

/// The simple upper case of a character; the invariant culture leaves the dotless i alone.
pub fn char_to_upper(it: char, culture: Option<&Culture>) -> char {
    if it.is_ascii() {
        return match it {
            'i' if culture.is_some_and(|culture| culture.turkic) => 'İ',
            _ => it.to_ascii_uppercase(),
        };
    }
    match it {
        'ı' if culture.is_none() => it,
        // Greek letters with a iota below, whose full upper case is two letters.
        '\u{1F80}'..='\u{1F87}' | '\u{1F90}'..='\u{1F97}' | '\u{1FA0}'..='\u{1FA7}' => offset(it, 8),
        '\u{1FB3}' | '\u{1FC3}' | '\u{1FF3}' => offset(it, 9),
        _ => single(it.to_uppercase(), it),
    }
}

/// The simple lower case of a character; the invariant culture leaves the dotted I alone.
pub fn char_to_lower(it: char, culture: Option<&Culture>) -> char {
    match it {
        'I' if culture.is_some_and(|culture| culture.turkic) => 'ı',
        'İ' if culture.is_none() => it,
        'İ' => 'i',
        _ if it.is_ascii() => it.to_ascii_lowercase(),
        _ => single(it.to_lowercase(), it),
    }
}

fn offset(it: char, by: u32) -> char {
    char::from_u32(u32::from(it) + by).unwrap_or(it)
}

fn single(mut mapped: impl Iterator<Item = char>, it: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => one,
        _ => it,
    }
}

/// The invariant culture has rules of its own.
fn named(culture: &Culture) -> Option<&Culture> {
    (!culture.name.is_empty()).then_some(culture)
}

/// `ToUpper(culture)`.
pub fn to_upper(text: &str, culture: &Culture) -> String {
    if text.is_ascii() && !culture.turkic {
        return text.to_ascii_uppercase();
    }
    text.chars().map(|it| char_to_upper(it, named(culture))).collect()
}

/// `ToLower(culture)`.
pub fn to_lower(text: &str, culture: &Culture) -> String {
    if text.is_ascii() && !culture.turkic {
        return text.to_ascii_lowercase();
    }
    text.chars().map(|it| char_to_lower(it, named(culture))).collect()
}

/// `ToUpperInvariant`.
pub fn to_upper_invariant(text: &str) -> String {
    to_upper(text, &crate::culture::INVARIANT)
}

/// `ToLowerInvariant`.
pub fn to_lower_invariant(text: &str) -> String {
    to_lower(text, &crate::culture::INVARIANT)
}

fn is_letter(it: char) -> bool {
    matches!(
        category(u32::from(it)),
        Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter
    )
}

fn separates_words(it: char) -> bool {
    matches!(category(u32::from(it)) as u8, 11..=15 | 18..=28)
}

/// `TextInfo.ToTitleCase`: words in capitals stay as they are.
pub fn to_title(text: &str, culture: &Culture) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let first = chars[at];
        at += 1;
        if !is_letter(first) {
            out.push(first);
            continue;
        }
        out.push(title_letter(first, culture));
        let mut start = at;
        let mut has_lower = category(u32::from(first)) == Category::LowercaseLetter;
        while let Some(&it) = chars.get(at) {
            if it == '\'' {
                at += 1;
                push_word(&mut out, &chars[start..at], has_lower, culture);
                start = at;
                has_lower = true;
            } else if separates_words(it) {
                break;
            } else {
                has_lower |= category(u32::from(it)) == Category::LowercaseLetter;
                at += 1;
            }
        }
        push_word(&mut out, &chars[start..at], has_lower, culture);
    }
    out
}

fn push_word(out: &mut String, word: &[char], lower: bool, culture: &Culture) {
    out.extend(word.iter().map(|it| if lower { char_to_lower(*it, named(culture)) } else { *it }));
}

fn title_letter(it: char, culture: &Culture) -> char {
    match it {
        'Ǆ' | 'ǆ' => 'ǅ',
        'Ǉ' | 'ǉ' => 'ǈ',
        'Ǌ' | 'ǌ' => 'ǋ',
        'Ǳ' | 'ǳ' => 'ǲ',
        'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' => it,
        _ => char_to_upper(it, named(culture)),
    }
}

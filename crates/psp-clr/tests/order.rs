//! The order of strings, against what PowerShell recorded.

use std::cmp::Ordering;

use psp_clr::compare::{
    CompareOptions, compare, compare_ordinal, compare_ordinal_ignore_case, compare_with, ends_with, equals,
    find, sort_key, starts_with,
};
use psp_clr::culture::{EN_US, INVARIANT};

fn sign(order: Ordering) -> &'static str {
    match order {
        Ordering::Less => "-1",
        Ordering::Equal => "0",
        Ordering::Greater => "1",
    }
}

#[test]
fn every_pair_of_words_compares_as_recorded() {
    let mut lines = include_str!("data/string-order.txt").lines();
    let words: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let mut wrong = Vec::new();
    for (a, line) in words.iter().zip(lines) {
        for (b, code) in words.iter().zip(line.split(' ')) {
            let equal = if equals(a, b, &INVARIANT, true) { "e" } else { "." };
            let actual =
                format!("{equal}{}{}", sign(compare(a, b, EN_US, false)), sign(compare(a, b, EN_US, true)));
            if actual != code {
                wrong.push(format!("{a:?} {b:?}: expected {code}, was {actual}"));
            }
            let keys = sort_key(a, EN_US, false).cmp(&sort_key(b, EN_US, false));
            assert_eq!(keys, compare(a, b, EN_US, false), "sort keys of {a:?} and {b:?}");
        }
    }
    assert!(wrong.is_empty(), "{} pairs differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn invisible_characters_do_not_count() {
    assert!(equals("a\0b", "ab", &INVARIANT, false));
    assert!(equals("a\u{ad}b", "ab", &INVARIANT, false));
    assert!(equals("e\u{301}", "é", &INVARIANT, false));
    assert!(!equals("straße", "strasse", &INVARIANT, true));
}

#[test]
fn accents_can_be_ignored() {
    let options = CompareOptions { ignore_non_space: true, ..CompareOptions::NONE };
    assert!(compare_with("résumé", "resume", EN_US, options).is_eq());
    assert!(compare_with("É", "e", EN_US, options).is_ne());
}

#[test]
fn ordinal_order_is_that_of_utf16() {
    assert!(compare_ordinal("\u{1F600}", "\u{FF5A}").is_lt());
    assert!(compare_ordinal("a", "B").is_gt());
    assert!(compare_ordinal_ignore_case("a", "B").is_lt());
    assert!(compare_ordinal_ignore_case("é", "É").is_eq());
}

#[test]
fn searching_is_linguistic() {
    let ignore = CompareOptions::ignore_case(true);
    assert_eq!(find("Résumé", "SUM", EN_US, ignore).map(|it| it.start), Some(3));
    assert!(find("straße", "SS", EN_US, ignore).is_none());
    assert!(find("co-op", "coop", EN_US, CompareOptions::NONE).is_none());
    assert_eq!(starts_with("Äpfel", "ä", EN_US, ignore), Some(2));
    assert_eq!(ends_with("cafe\u{301}", "é", EN_US, CompareOptions::NONE), Some(3));
    assert_eq!(find("abc", "", EN_US, CompareOptions::NONE).map(|it| it.start), Some(0));
}

/// Hashes of texts rely on it: a text with other characters never equals one of ASCII.
#[test]
fn no_other_character_folds_to_ascii() {
    let folded =
        (0x80..=0x10_ffff).filter_map(char::from_u32).find(|it| psp_clr::compare::fold_char(*it).is_ascii());
    assert_eq!(folded, None);
}

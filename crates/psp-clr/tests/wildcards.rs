//! Wildcards, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::wildcard::{Wildcard, contains_wildcards, escape, to_regex, unescape};

fn titled(it: bool) -> &'static str {
    if it { "True" } else { "False" }
}

#[test]
fn matching_agrees_with_the_table() {
    check(include_str!("data/wildcards.tsv"), |cells| {
        let text = cells[0].replace("\\n", "\n");
        let (Ok(any), Ok(exact)) = (Wildcard::new(cells[1], true), Wildcard::new(cells[1], false)) else {
            return "!!".to_owned();
        };
        let any = titled(any.is_match(&text));
        format!("{any} {} {any}", titled(exact.is_match(&text)))
    });
}

#[test]
fn escaping_agrees_with_the_table() {
    check(include_str!("data/wildcard-escapes.tsv"), |cells| {
        let pattern = cells[0];
        format!("{} {} {}", escape(pattern), unescape(pattern), titled(contains_wildcards(pattern)))
    });
}

#[test]
fn patterns_become_regular_expressions() {
    assert_eq!(to_regex("a*.t?t").unwrap(), "^a.*\\.t.t$");
    assert_eq!(to_regex("*x*").unwrap(), "x");
    assert_eq!(to_regex("[a-c]`*").unwrap(), "^[a-c]\\*$");
}

#[test]
fn many_stars_stay_quick() {
    let pattern = Wildcard::new(&"*a".repeat(40), true).unwrap();
    assert!(!pattern.is_match(&format!("{}b", "a".repeat(5000))));
}

proptest::proptest! {
    #[test]
    fn escaped_text_matches_itself(text in "\\PC{0,12}") {
        let pattern = Wildcard::new(&escape(&text), false).unwrap();
        proptest::prop_assert!(pattern.is_match(&text));
        proptest::prop_assert_eq!(unescape(&escape(&text)), text);
    }

    #[test]
    fn no_pattern_panics(pattern in "[\\[\\]*?`a-c-]{0,10}", text in "[a-c😀]{0,10}") {
        if let Ok(it) = Wildcard::new(&pattern, true) {
            it.is_match(&text);
        }
    }
}

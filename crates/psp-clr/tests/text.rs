//! Text functions, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::culture::{Culture, EN_US, INVARIANT};
use psp_clr::number::{Midpoint, ieee_remainder, round_double};
use psp_clr::text::{
    Category, Form, category, escape_data, from_base64, html_decode, html_encode, is_letter, is_normalized,
    is_number, javascript_encode, normalize, numeric_value, to_base64, to_lower, to_lower_invariant,
    to_title, to_upper, to_upper_invariant, unescape_data, url_decode, url_encode_lower, url_path_encode,
};
use psp_clr::version::Version;

#[test]
fn case_changes_one_character_at_a_time() {
    let turkish = Culture::find_or_invariant("tr-TR");
    assert_eq!(to_upper("Straße", EN_US), "STRAßE");
    assert_eq!(to_lower_invariant("ΣΟΦΟΣ"), "σοφοσ");
    assert_eq!(to_upper_invariant("ı"), "ı");
    assert_eq!(to_upper("ı", EN_US), "I");
    assert_eq!(to_lower("İ", EN_US), "i");
    assert_eq!(to_upper("title", turkish), "TİTLE");
    assert_eq!(to_lower("TITLE", turkish), "tıtle");
}

#[test]
fn titles_keep_words_in_capitals() {
    for (text, expected) in [
        ("hello world", "Hello World"),
        ("HELLO world of NATO", "HELLO World Of NATO"),
        ("o'neil's well-known e-mail", "O'neil's Well-Known E-Mail"),
        ("snake_case 2nd item.name", "Snake_Case 2Nd Item.Name"),
        ("élan vital", "Élan Vital"),
        ("hello wORLD ABC", "Hello World ABC"),
    ] {
        assert_eq!(to_title(text, &INVARIANT), expected);
    }
}

#[test]
fn characters_have_kinds() {
    let code = u32::from;
    assert_eq!(category(code('+')), Category::MathSymbol);
    assert_eq!(category(0xD83D), Category::Surrogate);
    assert!(is_letter(code('é')) && !is_letter(code('½')) && is_number(code('½')));
    assert_eq!(numeric_value(code('½')), 0.5);
    assert_eq!(numeric_value(code('٣')), 3.0);
    assert_eq!(numeric_value(code('a')), -1.0);
}

#[test]
fn normal_forms() {
    assert_eq!(normalize("é", Form::D), "e\u{301}");
    assert_eq!(normalize("ﬁ①½", Form::Kc), "fi11⁄2");
    assert!(!is_normalized("e\u{301}", Form::C));
}

#[test]
fn the_web() {
    assert_eq!(url_encode_lower("a b&c=é/"), "a+b%26c%3d%c3%a9%2f");
    assert_eq!(url_decode("a+b%26c%3d%c3%a9"), "a b&c=é");
    assert_eq!(url_path_encode("a b/c?d e"), "a%20b/c?d e");
    assert_eq!(escape_data("a b/ü?"), "a%20b%2F%C3%BC%3F");
    assert_eq!(unescape_data("a%20b%FF+"), "a b%FF+");
    assert_eq!(
        html_encode("<p class=\"x\">'&'</p>"),
        "&lt;p class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/p&gt;"
    );
    assert_eq!(html_decode("&lt;p&gt;&copy; &eacute; &#65;&#x42; &euro; & &nope;"), "<p>© é AB € & &nope;");
    assert_eq!(javascript_encode("it's \"q\"\n<"), "it\\u0027s \\\"q\\\"\\n\\u003c");
}

#[test]
fn base64_ignores_white_space_only() {
    assert_eq!(to_base64(&[0, 255]), "AP8=");
    assert_eq!(from_base64(" AQ\nID "), Some(vec![1, 2, 3]));
    for bad in ["abc", "a!cd", "YQ="] {
        assert_eq!(from_base64(bad), None);
    }
}

#[test]
fn versions_agree_with_the_table() {
    check(include_str!("data/version-casts.tsv"), |cells| match Version::parse(cells[0]) {
        Ok(it) => it.to_string(),
        Err(error) => format!("!! {}", error.to_string().replace('\n', " ")),
    });
}

#[test]
fn rounding() {
    assert_eq!(round_double(2.345, 2, Midpoint::ToEven), 2.35);
    assert_eq!(round_double(-2.5, 0, Midpoint::AwayFromZero), -3.0);
    assert_eq!(round_double(1234.5678, 2, Midpoint::ToEven), 1234.57);
    assert_eq!(ieee_remainder(7.0, 4.0), -1.0);
    assert_eq!(ieee_remainder(5.0, 2.0), 1.0);
    assert_eq!(ieee_remainder(3.0, 2.0), -1.0);
}

proptest::proptest! {
    #[test]
    fn data_goes_both_ways(text in "\\PC{0,12}") {
        proptest::prop_assert_eq!(unescape_data(&escape_data(&text)), text.clone());
        proptest::prop_assert_eq!(html_decode(&html_encode(&text)), text.clone());
        to_title(&text, EN_US);
    }
}

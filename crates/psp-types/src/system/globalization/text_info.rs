//! `System.Globalization.TextInfo`.

use psp_clr::{culture::Culture, text};
use psp_derive::ps_type;
use psp_value::{Context, Native, Result};

/// How letters change their case.
pub(crate) struct TextInfo(pub(crate) &'static Culture);

impl Native for TextInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(format!("TextInfo - {}", self.0.name)))
    }
}

#[ps_type("System.Globalization.TextInfo")]
impl TextInfo {
    /// The culture's name.
    #[ps(get)]
    fn culture_name(&self) -> &'static str {
        self.0.name
    }

    /// What stands between the elements of a list.
    #[ps(get)]
    fn list_separator(&self) -> &'static str {
        self.0.list_separator
    }

    /// The culture's number.
    #[ps("LCID", get)]
    fn lcid(&self) -> i32 {
        self.0.lcid as i32
    }

    /// The language is written from right to left.
    #[ps(get)]
    fn is_right_to_left(&self) -> bool {
        matches!(self.0.two_letter, "ar" | "he" | "fa" | "ur")
    }

    /// The text in lower case.
    #[ps]
    fn to_lower(&self, str: &str) -> String {
        text::to_lower(str, self.0)
    }

    /// The text in upper case.
    #[ps]
    fn to_upper(&self, str: &str) -> String {
        text::to_upper(str, self.0)
    }

    /// Every word with a capital; words in capitals stay as they are.
    #[ps]
    fn to_title_case(&self, str: &str) -> String {
        let mut titled = String::with_capacity(str.len());
        let mut rest = str;
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphabetic() { word_length(rest) } else { first.len_utf8() };
            let (word, tail) = rest.split_at(length);
            if first.is_alphabetic() && !is_acronym(word) {
                titled.push_str(&text::to_upper(&word[..first.len_utf8()], self.0));
                titled.push_str(&text::to_lower(&word[first.len_utf8()..], self.0));
            } else {
                titled.push_str(word);
            }
            rest = tail;
        }
        titled
    }
}

/// Letters, digits, marks and apostrophes belong to a word.
fn word_length(text: &str) -> usize {
    let inside =
        |it: char| it.is_alphanumeric() || it == '\'' || it == '’' || !it.is_ascii() && !it.is_whitespace();
    text.find(|it| !inside(it)).unwrap_or(text.len())
}

fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|it| it.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let mut more = false;
    let all = letters.all(|it| {
        more = true;
        it.is_uppercase()
    });
    first && all && more
}

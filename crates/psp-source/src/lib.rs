//! Names places in text: a [`Span`] is a pair of byte offsets, a [`SourceFile`] a text with its name and lines.

mod file;
mod span;

pub use file::{Position, SourceFile};
pub use span::Span;

/// A text holds a word, whatever the case of its letters; only those of ASCII have one here.
pub fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|it| it.eq_ignore_ascii_case(word.as_bytes()))
}

//! Names places in text: a [`Span`] is a pair of byte offsets, a [`SourceFile`] a text with its name and lines.

mod file;
mod span;

pub use file::{Position, SourceFile};
pub use span::Span;

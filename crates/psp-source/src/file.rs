//! A source text, its name and its lines.

use crate::Span;
use std::sync::{Arc, OnceLock};

/// A text that was parsed: a script file, a `-Command` text, the argument of `Invoke-Expression`.
#[derive(Debug)]
pub struct SourceFile {
    /// Absolute path of the file, `None` for text that came from elsewhere.
    path: Option<Arc<str>>,
    text: Arc<str>,
    line_starts: OnceLock<Vec<u32>>,
}

/// A place as PowerShell counts: both from 1, columns in UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in UTF-16 units, from 1.
    pub column: u32,
}

impl SourceFile {
    /// A text with the path of the file it was read from.
    pub fn new(path: Option<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { path, text: text.into(), line_starts: OnceLock::new() }
    }

    /// Absolute path of the file, `None` for text that came from elsewhere.
    pub fn path(&self) -> Option<&Arc<str>> {
        self.path.as_ref()
    }

    /// The whole text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The text that `span` covers; empty when it is out of bounds.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let index = starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let before = self.slice(Span::new(starts[index], offset.min(self.text.len() as u32)));
        Position { line: index as u32 + 1, column: before.encode_utf16().count() as u32 + 1 }
    }

    /// The text of a line (from 1) without its end; empty when there is no such line.
    pub fn line(&self, line: u32) -> &str {
        let starts = self.line_starts();
        let Some(&start) = (line as usize).checked_sub(1).and_then(|index| starts.get(index)) else {
            return "";
        };
        let end = starts.get(line as usize).copied().unwrap_or(self.text.len() as u32);
        self.slice(Span::new(start, end)).trim_end_matches(['\r', '\n'])
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = bytes
                .iter()
                .enumerate()
                .filter(|&(at, &byte)| byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_of_every_kind_and_utf16_units() {
        let file = SourceFile::new(None, "a\r\nb\u{1F600}c\nd");
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(8), Position { line: 2, column: 4 });
        assert_eq!(file.line(2), "b\u{1F600}c");
        assert_eq!(file.line(3), "d");
        assert_eq!(file.line(4), "");
    }
}

//! Where an error is: the line of the script, cut to what fits, with the place underlined.

use psp_value::ScriptPosition;

/// Longer lines are cut.
const MAX_LINE: usize = 69;
/// How much stands before and behind the place when the line is cut.
const CONTEXT_BEFORE: usize = 12;
const CONTEXT_BEHIND: usize = 8;

/// A line with the place of an error in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line, cut.
    pub(super) line: String,
    /// Characters before the place.
    pub(super) start: usize,
    /// Characters to underline.
    pub(super) length: usize,
}

/// The line of a place.
pub(super) fn excerpt(position: &ScriptPosition) -> Excerpt {
    let (start, end) =
        (position.file.position(position.span.start), position.file.position(position.span.end));
    let line = position.file.line(start.line).trim_end();
    let before = chars_before(line, start.column);
    let length = if start.line == end.line {
        chars_before(line, end.column).saturating_sub(before)
    } else {
        line.chars().count().saturating_sub(before)
    };
    let (line, before, length) = expand_tabs(line, before, length);
    cut(line, before, length)
}

/// Characters before a column, which counts UTF-16 units from 1. Columns behind the end count on.
fn chars_before(line: &str, column: u32) -> usize {
    let mut units = column.saturating_sub(1) as usize;
    let mut chars = 0;
    for it in line.chars() {
        if units == 0 {
            return chars;
        }
        units = units.saturating_sub(it.len_utf16());
        chars += 1;
    }
    chars + units
}

fn expand_tabs(line: &str, before: usize, length: usize) -> (Vec<char>, usize, usize) {
    let mut chars = Vec::new();
    let (mut start, mut end) = (before, before + length);
    for (index, it) in line.chars().enumerate() {
        if it == '\t' {
            chars.extend([' '; 4]);
            start += if index < before { 3 } else { 0 };
            end += if index < before + length { 3 } else { 0 };
        } else {
            chars.push(it);
        }
    }
    (chars, start, end - start)
}

fn cut(line: Vec<char>, before: usize, length: usize) -> Excerpt {
    if line.len() <= MAX_LINE {
        return Excerpt { line: line.into_iter().collect(), start: before, length: length.max(1) };
    }
    let mut length = length;
    let mut prefix = before.min(CONTEXT_BEFORE);
    let behind = line.len().saturating_sub(length + before);
    let mut suffix = behind.min(CONTEXT_BEHIND);
    let mut dots_behind = true;
    if prefix + length + suffix >= MAX_LINE {
        if prefix + length >= MAX_LINE {
            length = MAX_LINE - prefix;
        }
    } else {
        prefix += (before - prefix).min(MAX_LINE - (prefix + length + suffix));
        let taken = prefix + length + suffix;
        if taken < MAX_LINE && behind > 0 {
            suffix += behind.min(MAX_LINE - taken);
        }
        dots_behind = suffix < behind;
    }
    let dots_before = prefix < before;
    let first = before.saturating_sub(prefix).min(line.len());
    let shown: String = line.iter().skip(first).take(MAX_LINE).collect();
    let start = before.min(prefix);
    let length = length.min(MAX_LINE.saturating_sub(start)).max(1);
    Excerpt {
        line: format!(
            "{}{shown}{}",
            if dots_before { "… " } else { "" },
            if dots_behind { " …" } else { "" }
        ),
        start: start + if dots_before { 2 } else { 0 },
        length,
    }
}

/// `InvocationInfo.PositionMessage`: `At FILE:LINE char:COLUMN`, the line, the underline.
pub fn position_message(position: &ScriptPosition) -> String {
    let at = position.file.position(position.span.start);
    let file = position.file.path().map_or("line", |it| &**it);
    let excerpt = excerpt(position);
    let head = format!("At {file}:{} char:{}", at.line, at.column);
    if excerpt.line.is_empty() {
        return format!("{head}\n");
    }
    let (blanks, underline) = (" ".repeat(excerpt.start), "~".repeat(excerpt.length));
    format!("{head}\n+ {}\n+ {blanks}{underline}", excerpt.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use psp_source::{SourceFile, Span};
    use std::sync::Arc;

    fn excerpt_of(line: &str, part: &str) -> Excerpt {
        let start = line.find(part).unwrap_or(0) as u32;
        let file = Arc::new(SourceFile::new(None, line));
        excerpt(&ScriptPosition { file, span: Span::new(start, start + part.len() as u32) })
    }

    #[test]
    fn short_lines_stay() {
        let expected = Excerpt { line: "  1 / 0".to_owned(), start: 2, length: 5 };
        assert_eq!(excerpt_of("  1 / 0", "1 / 0"), expected);
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = "$veryLongVariableName = 'some text that makes this line rather long indeed'; \
                    $null.ThisIsAMethodThatDoesNotExist($veryLongVariableName, 'another argument', 'and one more')";
        let part =
            "$null.ThisIsAMethodThatDoesNotExist($veryLongVariableName, 'another argument', 'and one more')";
        let found = excerpt_of(line, part);
        assert_eq!(found.line, "… ng indeed'; $null.ThisIsAMethodThatDoesNotExist($veryLongVariableName …");
        assert_eq!((found.start, found.length), (14, 57));
        let line = "1, 'x', 3 | ForEach-Object { $_ } | Where-Object { if ($_ -eq 'bad') { throw \"filter failed on $_\" }; $true }";
        let found = excerpt_of(line, "throw \"filter failed on $_\"");
        assert!(found.line.starts_with("… ") && found.line.ends_with(" …"), "{found:?}");
    }
}

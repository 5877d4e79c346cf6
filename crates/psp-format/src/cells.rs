//! How many columns of a screen a text takes, by PowerShell's own table: one or two a UTF-16 unit, escape sequences none.

use std::ops::Range;

/// What stands where text was cut off.
pub const ELLIPSIS: &str = "…";

/// The columns that a text takes on a screen.
pub fn width(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\u{1b}') {
        return text.len();
    }
    pieces(text).map(|(_, cells)| cells).sum()
}

/// The start of a text that takes at most `cells` columns.
pub fn head(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (range, wide) in pieces(text) {
        taken += wide;
        if taken > cells {
            return &text[..range.start];
        }
    }
    text
}

/// The end of a text that takes at most `cells` columns.
pub fn tail(text: &str, cells: usize) -> &str {
    let mut left = width(text);
    let mut start = 0;
    for (range, wide) in pieces(text) {
        if left <= cells {
            break;
        }
        left -= wide;
        start = range.end;
    }
    &text[start..]
}

/// The columns that one character takes.
pub fn char_width(it: char) -> usize {
    let wide = match it as u32 {
        0x1100..=0x115f | 0x2329 | 0x232a | 0x2e80..=0x303e | 0x3040..=0xa4cf => true,
        0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe10..=0xfe19 | 0xfe30..=0xfe6f => true,
        0xff00..=0xff60 | 0xffe0..=0xffe6 => true,
        // Two UTF-16 units, each of which counts as one column.
        code => code > 0xffff,
    };
    1 + usize::from(wide)
}

/// Characters and escape sequences with the columns they take.
fn pieces(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let start = at;
        let (length, cells) = match escape_length(rest) {
            Some(length) => (length, 0),
            None => (first.len_utf8(), char_width(first)),
        };
        at += length;
        Some((start..at, cells))
    })
}

/// The length of the escape sequence (colours, styles) at the start of a text.
fn escape_length(text: &str) -> Option<usize> {
    let body = text.strip_prefix("\u{1b}[")?;
    let end = body.find(|it: char| !(it.is_ascii_digit() || it == ';'))?;
    body[end..].starts_with(|it: char| it.is_ascii_alphabetic()).then_some(end + 3)
}

/// The text without escape sequences.
pub fn plain(text: &str) -> String {
    if !text.contains('\u{1b}') {
        return text.to_owned();
    }
    pieces(text).filter(|(_, cells)| *cells > 0).map(|(range, _)| &text[range]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("\u{1b}[31mred\u{1b}[0m"), 3);
        assert_eq!(width("\u{1F600}"), 2);
    }

    #[test]
    fn cuts() {
        assert_eq!(head("日本語", 3), "日");
        assert_eq!(tail("abcdef", 2), "ef");
        assert_eq!(tail("日本語", 3), "語");
        assert_eq!(head("\u{1b}[31mred", 2), "\u{1b}[31mre");
        assert_eq!(plain("\u{1b}[31mred\u{1b}[0m"), "red");
    }
}

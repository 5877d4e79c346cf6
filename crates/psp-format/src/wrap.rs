//! Breaking text into lines: at line ends, at words, and in the middle of words that are too long.

use crate::cells::{ELLIPSIS, char_width, width};
use psp_clr::culture::Culture;

/// Lines of a text; a carriage return counts for nothing.
pub(crate) fn split_lines(text: &str) -> Vec<String> {
    text.replace('\r', "").split('\n').map(str::to_owned).collect()
}

/// The first line, with an ellipsis when there are more.
pub(crate) fn first_line(text: &str) -> String {
    match text.find(['\n', '\r']) {
        Some(at) => format!("{}{ELLIPSIS}", &text[..at]),
        None => text.to_owned(),
    }
}

/// Where lines that are too long break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wrapping {
    /// Between words.
    #[default]
    Words,
    /// Anywhere: in languages that PowerShell does not know to have words.
    Anywhere,
}

impl Wrapping {
    /// What a culture's language wants.
    pub(crate) fn of(culture: &Culture) -> Self {
        const WITH_WORDS: [&str; 6] = ["en", "fr", "de", "it", "pt", "es"];
        if WITH_WORDS.contains(&culture.two_letter) { Self::Words } else { Self::Anywhere }
    }

    /// The lines of a text, at most `columns` wide.
    pub(crate) fn lines(self, text: &str, columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for line in split_lines(text) {
            if width(&line) <= columns {
                lines.push(line);
                continue;
            }
            let mut wrapper =
                Wrapper { lines: &mut lines, current: String::new(), width: columns, left: columns };
            match self {
                Self::Words => wrapper.words(&line),
                Self::Anywhere => wrapper.characters(&line),
            }
            let rest = wrapper.current;
            lines.push(rest);
        }
        lines
    }
}

struct Wrapper<'a> {
    lines: &'a mut Vec<String>,
    current: String,
    width: usize,
    left: usize,
}

impl Wrapper<'_> {
    fn words(&mut self, line: &str) {
        if self.width == 0 {
            return;
        }
        for (word, delimiter) in words(line) {
            let mut word = word.to_owned();
            match delimiter {
                Some('\u{ad}') if width(&word) + 1 == self.left => word.push('-'),
                Some('\u{ad}') | None => {}
                Some(blank) => word.push(blank),
            }
            let cells = width(&word);
            if cells > self.width {
                self.characters(&word);
                continue;
            }
            if cells > self.left {
                self.next_line();
            }
            self.current.push_str(&word);
            self.left = self.left.saturating_sub(cells);
        }
    }

    fn characters(&mut self, text: &str) {
        if self.width == 0 {
            return;
        }
        for it in text.chars() {
            let (it, cells) = if char_width(it) > self.width { ('?', 1) } else { (it, char_width(it)) };
            if cells > self.left {
                self.next_line();
            }
            self.current.push(it);
            self.left = self.left.saturating_sub(cells);
        }
    }

    fn next_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.current));
        self.left = self.width;
    }
}

/// Words with the blank or soft hyphen behind each; hard hyphens and hard blanks end a word without being kept.
fn words(line: &str) -> Vec<(&str, Option<char>)> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, it) in line.char_indices() {
        let delimiter = match it {
            ' ' | '\t' | '\u{ad}' => Some(it),
            '\u{2011}' | '\u{a0}' => None,
            _ => continue,
        };
        words.push((&line[start..at], delimiter));
        start = at + it.len_utf8();
    }
    words.push((&line[start..], None));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_words_and_keeps_blanks() {
        let words = |text, columns| Wrapping::Words.lines(text, columns);
        assert_eq!(words("one two three", 8), ["one two ", "three"]);
        assert_eq!(words("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(words("a\nb", 8), ["a", "b"]);
        assert_eq!(words("", 8), [""]);
        assert_eq!(Wrapping::Anywhere.lines("one two three", 8), ["one two ", "three"]);
        assert_eq!(Wrapping::Anywhere.lines("a bcd efgh", 4), ["a bc", "d ef", "gh"]);
        assert_eq!(Wrapping::Words.lines("日本", 1), ["?", "?"]);
    }

    #[test]
    fn cuts_at_the_first_line_end() {
        assert_eq!(first_line("a\nb"), "a…");
        assert_eq!(first_line("ab"), "ab");
    }
}

//! Breaking text into lines: at line ends, at words, and in the middle of words that are too long.

use crate::cells::{ELLIPSIS, char_width, width};

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

/// Wraps a text at words: the first line of each of its lines is `first` columns wide, those that follow `following`.
pub(crate) fn wrap(text: &str, first: usize, following: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in split_lines(text) {
        if width(&line) <= first {
            lines.push(line);
        } else {
            Wrapper { lines: &mut lines, current: String::new(), width: first, left: first, following }
                .run(&line);
        }
    }
    lines
}

struct Wrapper<'a> {
    lines: &'a mut Vec<String>,
    current: String,
    width: usize,
    left: usize,
    following: usize,
}

impl Wrapper<'_> {
    fn run(mut self, line: &str) {
        for (word, delimiter) in words(line) {
            let mut word = word.to_owned();
            match delimiter {
                Some('\u{ad}') if width(&word) + 1 == self.left => word.push('-'),
                Some('\u{ad}') | None => {}
                Some(blank) => word.push(blank),
            }
            if self.width == 0 {
                self.width = self.following;
                if self.width == 0 {
                    break;
                }
                self.left = self.width;
            }
            self.add(&word);
        }
        self.lines.push(self.current);
    }

    fn add(&mut self, word: &str) {
        let cells = width(word);
        if cells > self.width {
            for it in word.chars() {
                let (it, cells) = if char_width(it) > self.width { ('?', 1) } else { (it, char_width(it)) };
                if cells > self.left {
                    self.next_line();
                }
                self.current.push(it);
                self.left = self.left.saturating_sub(cells);
            }
        } else {
            if cells > self.left {
                self.next_line();
            }
            self.current.push_str(word);
            self.left = self.left.saturating_sub(cells);
        }
    }

    fn next_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.current));
        self.width = self.following;
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
        assert_eq!(wrap("one two three", 8, 8), ["one two ", "three"]);
        assert_eq!(wrap("abcdefgh", 3, 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\nb", 8, 8), ["a", "b"]);
        assert_eq!(wrap("", 8, 8), [""]);
    }

    #[test]
    fn cuts_at_the_first_line_end() {
        assert_eq!(first_line("a\nb"), "a…");
        assert_eq!(first_line("ab"), "ab");
    }
}

//! Words of a command line: plain ones in one token, expandable ones piece by piece.

use crate::Kind;
use crate::chars::{ends_word, is_double_quote, is_single_quote};
use crate::frame::{Frame, FrameKind, State};
use crate::machine::Lexer;

impl Lexer<'_> {
    /// Reads a word; `next` is the state behind it.
    pub(crate) fn word(&mut self, next: State) {
        let start = self.pos;
        self.set(next);
        if self.peek() == ']' {
            return self.emit(Kind::Word, start + 1);
        }
        let (end, expandable) = self.word_end(start);
        if !expandable {
            self.emit(Kind::Word, end.max(start + self.peek().len_utf8()));
            return;
        }
        self.emit(Kind::WordStart, start);
        let mut frame = Frame::new(FrameKind::Word, State::Operand);
        frame.close = end as u32;
        self.push(frame);
    }

    /// Where the word at `at` ends, and whether something in it is to be expanded.
    pub(crate) fn word_end(&mut self, mut at: usize) -> (usize, bool) {
        let mut expandable = false;
        while at < self.limit {
            let c = self.char(at);
            match c {
                '`' => at = self.escape_end(at),
                '$' if self.byte(at + 1) == b'(' => {
                    expandable = true;
                    at = self.region_end(at);
                }
                '$' => match self.variable_end(at) {
                    Some(end) => {
                        expandable = true;
                        at = end;
                    }
                    None => at += 1,
                },
                _ if is_single_quote(c) => {
                    let (end, terminated) = self.single_end(at);
                    if !terminated {
                        self.unterminated("'", at, end);
                    }
                    at = end;
                }
                _ if is_double_quote(c) => {
                    let scanned = self.double_end(at);
                    expandable |= scanned.expandable;
                    if !scanned.terminated {
                        self.unterminated("\"", at, scanned.end);
                    }
                    at = scanned.end;
                }
                _ if ends_word(c) => break,
                _ => at += c.len_utf8(),
            }
        }
        (at.min(self.limit), expandable)
    }

    /// One piece of an expandable word.
    pub(crate) fn word_step(&mut self) -> bool {
        let frame = *self.frame();
        let close = frame.close as usize;
        if self.pos >= close {
            self.emit(Kind::WordEnd, self.pos);
            self.pop();
            return true;
        }
        let c = self.peek();
        if is_double_quote(c) {
            let width = self.quote_width(self.pos);
            if frame.quoted && self.quote_width(self.pos + width) > 0 {
                return self.text_run(Kind::Text, close);
            }
            self.frame().quoted = !frame.quoted;
            self.pos += width;
            return true;
        }
        if is_single_quote(c) && !frame.quoted {
            let (end, _) = self.single_end(self.pos);
            self.emit(Kind::SingleQuoted, end);
            return true;
        }
        if self.expansion() {
            return true;
        }
        let kind = if frame.quoted { Kind::Text } else { Kind::WordText };
        self.text_run(kind, close)
    }
}

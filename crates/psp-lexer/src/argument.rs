//! Argument mode: words, parameters, numbers and the values that stand between them.

use crate::Kind;
use crate::chars::{ends_word, is_dash, is_name_start};
use crate::frame::State;
use crate::machine::Lexer;
use crate::{number, symbol};

impl Lexer<'_> {
    /// Reads a command's name or an argument; `next` is the state behind it.
    pub(crate) fn argument(&mut self, next: State) {
        let c = self.peek();
        if c == '&' && self.byte(self.pos + 1) != b'&' {
            return self.background();
        }
        if self.separator_or_close(c) {
            return;
        }
        if c == ',' {
            self.emit(Kind::Comma, self.pos + 1);
            if next == State::Command {
                self.set(State::CommandComma);
            }
            return;
        }
        if let Some((kind, end)) = symbol::redirection(self.text, self.pos) {
            self.emit(kind, end);
            if !matches!(self.frame().state, State::Command | State::Target) {
                self.set(next);
            }
            return;
        }
        if is_dash(c) && self.dash_argument(c, next) {
            return;
        }
        if c == '$' && self.joins_word() {
            return self.word(next);
        }
        if self.value(c, next) {
            return;
        }
        if let Some(end) = number::scan(self.text, self.pos, false)
            && end <= self.limit
            && ends_word(self.char(end))
        {
            self.emit(Kind::Number, end);
            self.set(next);
            return;
        }
        self.word(next);
    }

    /// Text follows a variable directly, so that both make one word.
    fn joins_word(&self) -> bool {
        let Some(end) = self.variable_end(self.pos) else { return self.byte(self.pos + 1) != b'(' };
        match self.char(end) {
            '.' | '[' => false,
            ':' => self.byte(end + 1) != b':',
            '?' => !matches!(self.char(end + 1), '.' | '['),
            c => !ends_word(c),
        }
    }

    fn dash_argument(&mut self, c: char, next: State) -> bool {
        let after = self.pos + c.len_utf8();
        let second = self.char(after);
        if self.slice(self.pos, self.pos + 3) == "--%" && ends_word(self.char(self.pos + 3)) {
            self.verbatim();
            return true;
        }
        if is_dash(second) && ends_word(self.char(after + second.len_utf8())) {
            self.emit(Kind::DashDash, after + second.len_utf8());
            self.set(next);
            return true;
        }
        if !(is_name_start(second) || second == '?') {
            return false;
        }
        let end = self.parameter_end(after);
        if matches!(self.char(end), '\'' | '"' | '\u{2018}'..='\u{201e}') {
            return false;
        }
        self.parameter();
        self.set(next);
        true
    }

    fn parameter_end(&self, at: usize) -> usize {
        self.run(at, |c| {
            !ends_word(c) && !matches!(c, '.' | '[' | ':' | '\'' | '"' | '\u{2018}'..='\u{201e}')
        })
    }

    /// `-Name` or `-Name:`.
    pub(crate) fn parameter(&mut self) {
        let end = self.parameter_end(self.pos + self.peek().len_utf8());
        if self.byte(end) == b':' {
            self.emit(Kind::ParameterColon, end + 1);
        } else {
            self.emit(Kind::Parameter, end);
        }
    }

    /// `--%` and the rest of the line.
    fn verbatim(&mut self) {
        self.emit(Kind::VerbatimMark, self.pos + 3);
        self.pos = self.run(self.pos, |c| matches!(c, ' ' | '\t'));
        let mut quoted = false;
        let mut end = self.pos;
        while end < self.limit {
            match self.byte(end) {
                b'\n' | b'\r' => break,
                b'"' => quoted = !quoted,
                b'|' if !quoted => break,
                b'&' if !quoted && self.byte(end + 1) == b'&' => break,
                _ => {}
            }
            end += 1;
        }
        if end > self.pos {
            self.emit(Kind::VerbatimText, end);
        }
        self.set(State::Command);
    }
}

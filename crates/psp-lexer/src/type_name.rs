//! Type names and attributes between brackets.

use crate::Kind;
use crate::chars::{is_name_part, is_name_start};
use crate::frame::{Frame, FrameKind, State};
use crate::machine::Lexer;

impl Lexer<'_> {
    /// `[` of a type or attribute; `next` is the state behind its `]`.
    pub(crate) fn open_type(&mut self, next: State) {
        self.emit(Kind::TypeOpen, self.pos + 1);
        self.set(next);
        if next == State::AfterType {
            self.link();
        }
        self.push(Frame::new(FrameKind::Type, State::TypeName).value());
    }

    pub(crate) fn type_name_end(&self, at: usize) -> usize {
        self.run(at, |c| is_name_part(c) || matches!(c, '.' | '+' | '`' | '#' | '\\'))
    }

    /// One token of a type name.
    pub(crate) fn type_part(&mut self) {
        match self.peek() {
            '[' => {
                self.emit(Kind::TypeBracket, self.pos + 1);
                self.push(Frame::new(FrameKind::Type, State::TypeName));
            }
            ']' => self.close_bracket(),
            ',' => self.emit(Kind::Comma, self.pos + 1),
            '(' => {
                self.emit(Kind::AttributeParen, self.pos + 1);
                self.push(Frame::new(FrameKind::Arguments, State::Operand));
            }
            '=' => self.emit(Kind::Assign, self.pos + 1),
            _ => {
                let end = self.type_name_end(self.pos);
                if is_name_start(self.peek()) {
                    self.emit(Kind::TypeName, end);
                } else {
                    self.pop();
                    self.set(State::Operator);
                    self.operator();
                }
            }
        }
    }

    /// The `[` at `at` opens type arguments that end right before a `(`.
    pub(crate) fn is_generic_call(&self, at: usize) -> bool {
        let mut depth = 0_usize;
        let mut end = at;
        loop {
            match self.char(end) {
                '[' => depth += 1,
                ']' => {
                    depth -= 1;
                    if depth == 0 {
                        return self.byte(end + 1) == b'(';
                    }
                }
                c if is_name_part(c) || matches!(c, ' ' | '.' | ',' | '+' | '`' | '\n' | '\r' | '\t') => {}
                _ => return false,
            }
            end += self.char(end).len_utf8();
        }
    }
}

//! What stands directly behind a value: members, indexes, calls.

use crate::Kind;
use crate::chars::{
    is_blank, is_dash, is_double_quote, is_name_part, is_name_start, is_newline, is_single_quote,
};
use crate::frame::{Frame, FrameKind, State};
use crate::machine::Lexer;

impl Lexer<'_> {
    /// Reads a postfix token; the position is right behind a value.
    pub(crate) fn postfix(&mut self, state: State) -> bool {
        let takes_members =
            matches!(state, State::Operator | State::AfterType | State::ForEachIn) || state.is_command();
        if !takes_members {
            return false;
        }
        let resume = if state == State::AfterType { State::Operator } else { state };
        let (c, next) = (self.peek(), self.char(self.pos + 1));
        match (c, next) {
            ('.', '.') => return false,
            ('.', _) if state.is_command() && (next == '\0' || is_blank(next) || is_newline(next)) => {
                return false;
            }
            ('.', _) => self.member_operator(Kind::Dot, 1, resume),
            (':', ':') => self.member_operator(Kind::ColonColon, 2, resume),
            ('?', _) if state == State::AfterType => return false,
            ('?', '.') => self.member_operator(Kind::QuestionDot, 2, resume),
            ('?', '[') => self.open_index(Kind::QuestionIndexOpen, resume),
            ('[', _) if self.pos == self.member_end && self.is_generic_call(self.pos) => {
                self.emit(Kind::GenericOpen, self.pos + 1);
                let mut frame = Frame::new(FrameKind::Type, State::TypeName).value();
                frame.member = true;
                self.push(frame);
            }
            ('[', _) if state != State::AfterType => self.open_index(Kind::IndexOpen, resume),
            ('(', _) if self.pos == self.member_end => {
                self.emit(Kind::CallParen, self.pos + 1);
                self.push(Frame::new(FrameKind::Arguments, State::Operand).value());
            }
            ('{', _) if self.pos == self.member_end => {
                self.emit(Kind::CallCurly, self.pos + 1);
                self.push(Frame::new(FrameKind::Block, State::Statement).value().head());
            }
            _ => return false,
        }
        true
    }

    fn member_operator(&mut self, kind: Kind, length: usize, resume: State) {
        self.emit(kind, self.pos + length);
        self.link();
        let frame = self.frame();
        frame.resume = resume;
        frame.attributes = false;
        frame.state = State::Member;
    }

    fn open_index(&mut self, kind: Kind, resume: State) {
        self.emit(kind, self.pos + if kind == Kind::IndexOpen { 1 } else { 2 });
        self.set(resume);
        self.link();
        self.push(Frame::new(FrameKind::Index, State::Operand).value());
    }

    /// The name behind a member operator.
    pub(crate) fn member(&mut self) {
        let resume = self.frame().resume;
        let c = self.peek();
        if is_name_start(c) {
            let end = self.run(self.pos, is_name_part);
            self.emit_value(Kind::Identifier, end, resume);
            self.member_end = self.pos;
        } else if c.is_ascii_digit() {
            let end = self.run(self.pos, |c| c.is_ascii_digit());
            self.emit_value(Kind::Number, end, resume);
            self.member_end = self.pos;
        } else if matches!(c, '$' | '(' | '@') || is_single_quote(c) || is_double_quote(c) {
            self.operand(resume);
            // The value may be a bracket that closes later: calls look at the place where it ends.
            self.member_end = self.value_end;
            if self.pos != self.value_end {
                self.mark_member_frame();
            }
        } else if self.reads_as_word(c) {
            self.stray_word();
        } else if matches!(c, '!' | '+') || is_dash(c) {
            self.operand(resume);
        } else {
            self.set(State::Operator);
            self.operator();
        }
    }

    /// The frame just pushed is a member's name: when it closes, a call may follow.
    fn mark_member_frame(&mut self) {
        self.frame().member = true;
    }
}

//! Closing brackets and the end of the text.

use crate::Kind;
use crate::frame::{Frame, FrameKind, State};
use crate::machine::Lexer;

impl Lexer<'_> {
    /// A `)` or `}`: closes the top frame when it fits, otherwise is a token and no more.
    pub(crate) fn close(&mut self, c: char) {
        let kind = if c == ')' { Kind::RParen } else { Kind::RCurly };
        self.emit(kind, self.pos + 1);
        let top = *self.frame();
        let fits = match top.kind {
            FrameKind::Paren | FrameKind::For | FrameKind::Arguments => c == ')',
            FrameKind::Block | FrameKind::Hash | FrameKind::Switch | FrameKind::Class | FrameKind::Enum => {
                c == '}'
            }
            _ => false,
        };
        if !fits {
            self.set(State::Operator);
            return;
        }
        self.leave(top);
    }

    /// A `]`.
    pub(crate) fn close_bracket(&mut self) {
        self.emit(Kind::RBracket, self.pos + 1);
        let top = *self.frame();
        if matches!(top.kind, FrameKind::Index | FrameKind::Type) {
            self.leave(top);
        } else {
            self.set(State::Operator);
        }
    }

    fn leave(&mut self, top: Frame) {
        let region_end = self.limit;
        self.pop();
        if top.outer.is_some() {
            // The rest of what the string's raw parentheses enclosed is not looked at.
            self.pos = region_end;
            self.level = self.level.saturating_sub(1);
        }
        if top.value {
            self.value_end = self.pos;
        }
        let frame = self.frame();
        if frame.kind == FrameKind::Switch && frame.state == State::Statement {
            frame.state = State::Clause;
        }
        if top.member {
            self.member_end = self.pos;
        }
    }

    /// At the end of what is being read: leaves a `$(…)` of a string, or ends the text.
    pub(crate) fn end_of_text(&mut self) -> bool {
        let Some(region) = self.frames.iter().rposition(|frame| frame.outer.is_some()) else { return false };
        self.emit(Kind::RegionEnd, self.pos);
        while self.frames.len() > region {
            if self.pop().is_none() {
                return false;
            }
        }
        self.level = self.level.saturating_sub(1);
        true
    }
}

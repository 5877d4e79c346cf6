//! What stands between a keyword and its block, hashtable keys, switch clauses, class members.

use crate::Kind;
use crate::chars::{ends_word, is_dash, is_double_quote, is_name_part, is_name_start, is_single_quote};
use crate::frame::{Frame, FrameKind, State};
use crate::machine::Lexer;

impl Lexer<'_> {
    pub(crate) fn head_part(&mut self, state: State) {
        let c = self.peek();
        match state {
            State::FunctionName => self.function_name(),
            State::FunctionHead => self.function_head(c),
            State::ParamHead => self.param_head(c),
            State::ClassHead => self.class_head(c),
            State::DataHead => match c {
                '{' => self.statement_block(false),
                ')' | '}' | ';' => self.lost(),
                _ => self.argument(State::DataHead),
            },
            State::SwitchHead => self.switch_head(c),
            State::DoTail if c == '(' => {
                self.set(State::Statement);
                self.open_paren(Frame::new(FrameKind::Paren, State::Pipe));
            }
            State::ForEachVariable => match c {
                '$' | '@' if self.variable_end(self.pos).is_some() => self.operand(State::ForEachIn),
                _ if is_dash(c) && is_name_start(self.char(self.pos + c.len_utf8())) => self.parameter(),
                _ => self.lost(),
            },
            State::ForEachIn => {
                let end = self.run(self.pos, is_name_part);
                if self.slice(self.pos, end).eq_ignore_ascii_case("in") {
                    self.emit(Kind::In, end);
                    self.set(State::Pipe);
                } else {
                    self.set(State::Operator);
                }
            }
            State::Head => self.head(c),
            _ => self.lost(),
        }
    }

    /// Nothing that belongs here: goes on as with a new statement.
    fn lost(&mut self) {
        self.separator();
        self.statement(true);
    }

    fn head(&mut self, c: char) {
        match c {
            '(' => {
                let keyword = self.last_kind();
                let frame = match keyword {
                    Some(Kind::For) => Frame::new(FrameKind::For, State::Pipe),
                    Some(Kind::Foreach | Kind::Parameter | Kind::Word | Kind::Number) => {
                        Frame::new(FrameKind::Paren, State::ForEachVariable)
                    }
                    _ => Frame::new(FrameKind::Paren, State::Pipe),
                };
                self.open_paren(frame);
            }
            '{' => self.statement_block(false),
            '[' => self.open_type(State::Head),
            ',' => self.emit(Kind::Comma, self.pos + 1),
            _ if is_dash(c) && is_name_start(self.char(self.pos + c.len_utf8())) => self.parameter(),
            _ if self.last_kind() == Some(Kind::Parameter) => self.argument(State::Head),
            _ => self.lost(),
        }
    }

    fn switch_head(&mut self, c: char) {
        match c {
            '(' => self.open_paren(Frame::new(FrameKind::Paren, State::Pipe)),
            '{' => {
                self.emit(Kind::LCurly, self.pos + 1);
                self.set(State::Statement);
                self.push(Frame::new(FrameKind::Switch, State::Clause));
            }
            ')' | '}' | ';' | '|' | '&' => self.lost(),
            _ => self.argument(State::SwitchHead),
        }
    }

    /// `(` and the frame around what it holds.
    pub(crate) fn open_paren(&mut self, frame: Frame) {
        self.emit(Kind::LParen, self.pos + 1);
        self.push(frame);
    }

    fn function_name(&mut self) {
        let c = self.peek();
        let quoted = is_single_quote(c) || is_double_quote(c) || matches!(c, '$' | '@');
        let end = if quoted { self.pos } else { self.word_end(self.pos).0 };
        if end == self.pos {
            return self.lost();
        }
        self.emit(Kind::Word, end);
        self.set(State::FunctionHead);
    }

    fn function_head(&mut self, c: char) {
        match c {
            '(' => self.open_paren(Frame::new(FrameKind::Arguments, State::Operand)),
            '{' => self.statement_block(true),
            _ => self.lost(),
        }
    }

    fn param_head(&mut self, c: char) {
        if c != '(' {
            return self.lost();
        }
        self.set(State::Statement);
        self.open_paren(Frame::new(FrameKind::Arguments, State::Operand));
    }

    fn class_head(&mut self, c: char) {
        match c {
            '{' => {
                let is_enum = self.out.tokens.iter().rev().find_map(|token| match token.kind {
                    Kind::Enum => Some(true),
                    Kind::Class | Kind::Interface => Some(false),
                    _ => None,
                });
                self.emit(Kind::LCurly, self.pos + 1);
                self.set(State::Statement);
                let kind = if is_enum == Some(true) { FrameKind::Enum } else { FrameKind::Class };
                self.push(Frame::new(kind, State::Signature));
            }
            ':' => self.emit(Kind::Colon, self.pos + 1),
            ',' => self.emit(Kind::Comma, self.pos + 1),
            '[' if self.last_kind() == Some(Kind::TypeName) => {
                self.emit(Kind::TypeBracket, self.pos + 1);
                self.push(Frame::new(FrameKind::Type, State::TypeName));
            }
            _ => {
                let bases = matches!(self.last_kind(), Some(Kind::Colon | Kind::Comma));
                let end = if bases { self.type_name_end(self.pos) } else { self.run(self.pos, is_name_part) };
                if end == self.pos {
                    return self.lost();
                }
                self.emit(if bases { Kind::TypeName } else { Kind::Identifier }, end);
            }
        }
    }

    /// A key of a hashtable: a name, or any expression.
    pub(crate) fn key(&mut self) {
        let c = self.peek();
        if self.separator_or_close(c) {
            return;
        }
        if is_name_start(c) {
            let end = self.run(self.pos, is_name_part);
            self.emit(Kind::Identifier, end);
            self.set(State::Operator);
        } else if self.reads_as_word(c) {
            self.stray_word();
        } else {
            self.operand(State::Operator);
        }
    }

    /// The condition of a `switch` clause.
    pub(crate) fn clause(&mut self) {
        let c = self.peek();
        if self.separator_or_close(c) {
            return;
        }
        let end = self.run(self.pos, is_name_part);
        if self.slice(self.pos, end).eq_ignore_ascii_case("default") && ends_word(self.char(end)) {
            self.emit(Kind::Default, end);
            self.set(State::ClauseBody);
            return;
        }
        self.argument(State::ClauseBody);
    }

    /// The block of a `switch` clause.
    pub(crate) fn clause_body(&mut self) {
        if self.peek() == '{' {
            self.statement_block(false);
        } else {
            self.set(State::Clause);
            self.clause();
        }
    }

    /// A member of a class or enum, piece by piece.
    pub(crate) fn signature(&mut self) {
        let c = self.peek();
        match c {
            ')' | '}' => self.close(c),
            ';' => {
                self.emit(Kind::Semicolon, self.pos + 1);
                self.separator();
            }
            '[' => self.open_type(State::Signature),
            '(' => self.open_paren(Frame::new(FrameKind::Arguments, State::Operand)),
            '{' => {
                self.emit(Kind::LCurly, self.pos + 1);
                self.push(Frame::new(FrameKind::Block, State::Statement).head());
            }
            ':' => self.emit(Kind::Colon, self.pos + 1),
            '=' => {
                self.emit(Kind::Assign, self.pos + 1);
                self.set(State::Operand);
            }
            '$' if self.variable_end(self.pos).is_some() => self.operand(State::Signature),
            _ if is_name_start(c) => self.member_word(),
            _ => self.operator(),
        }
    }

    fn member_word(&mut self) {
        let end = self.run(self.pos, is_name_part);
        let word = self.slice(self.pos, end);
        let next = self.beyond_lines(end);
        let name_follows = matches!(self.char(next), '[' | '$') || is_name_start(self.char(next));
        let kind = if word.eq_ignore_ascii_case("static") && name_follows {
            Kind::Static
        } else if word.eq_ignore_ascii_case("hidden") && name_follows {
            Kind::Hidden
        } else if word.eq_ignore_ascii_case("base") && self.last_kind() == Some(Kind::Colon) {
            Kind::Base
        } else {
            Kind::Identifier
        };
        self.emit(kind, end);
    }
}

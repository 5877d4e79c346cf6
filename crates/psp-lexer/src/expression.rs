//! Expression mode: operands and operators.

use crate::Kind;
use crate::chars::{ends_word, is_dash, is_double_quote, is_name_part, is_name_start, is_single_quote};
use crate::frame::{Frame, FrameKind, State};
use crate::keyword::dash_operator;
use crate::machine::Lexer;
use crate::symbol;

impl Lexer<'_> {
    /// Reads an operand or a prefix operator; `next` is the state behind an operand.
    pub(crate) fn operand(&mut self, next: State) {
        let c = self.peek();
        if self.value(c, next) {
            return;
        }
        match c {
            '[' => self.open_type(State::AfterType),
            ',' | '!' => self.prefix(if c == ',' { Kind::Comma } else { Kind::Not }, 1),
            '+' if self.byte(self.pos + 1) == b'+' => self.prefix(Kind::PlusPlus, 2),
            '.' | '+' | '0'..='9' if self.number(next) => {}
            '+' => self.prefix(Kind::Plus, 1),
            _ if is_dash(c) => self.dash_operand(c, next),
            _ if is_name_start(c) => self.name(next),
            _ => {
                self.set(State::Operator);
                self.operator();
            }
        }
    }

    fn prefix(&mut self, kind: Kind, length: usize) {
        self.emit(kind, self.pos + length);
        self.link();
        self.set(State::Operand);
    }

    fn number(&mut self, next: State) -> bool {
        let Some(end) = self.expression_number(true) else { return false };
        self.emit_value(Kind::Number, end, next);
        true
    }

    fn dash_operand(&mut self, c: char, next: State) {
        let second = self.char(self.pos + c.len_utf8());
        if is_dash(second) {
            self.prefix(Kind::MinusMinus, c.len_utf8() + second.len_utf8());
        } else if (second.is_ascii_digit() || second == '.') && self.number(next) {
        } else if is_name_start(second) {
            let end = self.dash_word_end(self.pos);
            match dash_operator(self.slice(self.pos, end)) {
                Some(kind @ (Kind::Not | Kind::Join | Kind::Split)) => self.prefix(kind, end - self.pos),
                _ => self.dash_word(),
            }
        } else {
            self.prefix(Kind::Minus, c.len_utf8());
        }
    }

    /// A name where a value is expected: the key of an attribute's argument, or an error for the parser.
    fn name(&mut self, next: State) {
        let end = self.run(self.pos, is_name_part);
        self.emit(Kind::Identifier, end);
        self.set(next);
    }

    /// Values that look the same in every mode; words and numbers are not among them.
    pub(crate) fn value(&mut self, c: char, next: State) -> bool {
        match c {
            '$' if self.byte(self.pos + 1) == b'(' => self.open(Kind::DollarParen, 2, FrameKind::Paren, next),
            '$' => match self.variable_end(self.pos) {
                Some(end) => self.variable(end, next),
                None => return false,
            },
            '(' => {
                self.open(Kind::LParen, 1, FrameKind::Paren, next);
                self.set(State::Pipe);
            }
            '{' => self.open(Kind::LCurly, 1, FrameKind::Block, next),
            '@' => return self.at_value(next),
            _ if is_single_quote(c) => self.single_quoted(next),
            _ if is_double_quote(c) => self.double_quoted(next),
            _ => return false,
        }
        true
    }

    fn at_value(&mut self, next: State) -> bool {
        let c = self.char(self.pos + 1);
        if c == '(' {
            self.open(Kind::AtParen, 2, FrameKind::Paren, next);
        } else if c == '{' {
            self.open(Kind::AtCurly, 2, FrameKind::Hash, next);
            self.set(State::Key);
        } else if is_single_quote(c) {
            self.single_here(next);
        } else if is_double_quote(c) {
            self.double_here(next);
        } else if let Some(end) = self.variable_end(self.pos) {
            self.emit_value(Kind::Splat, end, next);
        } else {
            self.problem(
                "UnrecognizedToken",
                "Unrecognized token in source text.",
                self.pos,
                self.pos + 1,
                false,
            );
            self.emit_value(Kind::Unknown, self.pos + 1, next);
        }
        true
    }

    /// An opening bracket of a value that holds statements.
    fn open(&mut self, kind: Kind, length: usize, frame: FrameKind, next: State) {
        self.emit(kind, self.pos + length);
        self.set(next);
        let opened = Frame::new(frame, State::Statement).value();
        self.push(if frame == FrameKind::Block { opened.head() } else { opened });
    }

    /// Behind `[type]`: an operand to convert, or an operator.
    pub(crate) fn after_type(&mut self) {
        let c = self.peek();
        let second = self.char(self.pos + c.len_utf8());
        let operand = match c {
            '$' | '@' | '\'' | '"' | '(' | '{' | '[' | '!' | '0'..='9' => true,
            '.' => second.is_ascii_digit(),
            '+' => second != '=',
            _ if is_dash(c) => {
                let operator = dash_operator(self.slice(self.pos, self.dash_word_end(self.pos)));
                second != '='
                    && (!is_name_start(second)
                        || matches!(operator, Some(Kind::Not | Kind::Join | Kind::Split)))
            }
            _ => is_single_quote(c) || is_double_quote(c),
        };
        if operand {
            self.frame().attributes &= c == '[';
            self.operand(State::Operator);
        } else if !self.keyword_after_attributes(c) {
            self.frame().attributes = false;
            self.operator();
        }
    }

    /// `param`, `class` or another keyword behind attributes.
    fn keyword_after_attributes(&mut self, c: char) -> bool {
        if !is_name_start(c) || !self.frame().attributes || !self.attributes_lead_to_keyword() {
            return false;
        }
        self.set(State::Statement);
        self.statement(true);
        true
    }

    /// Reads an operator, or whatever else stands behind a value.
    pub(crate) fn operator(&mut self) {
        let c = self.peek();
        if c == '&' && self.byte(self.pos + 1) != b'&' {
            return self.background();
        }
        if self.separator_or_close(c) {
            return;
        }
        if is_dash(c) {
            return self.dash(c);
        }
        match symbol::scan(self.text, self.pos) {
            Some((kind, end)) if end <= self.limit => self.symbol(kind, end),
            _ => self.stray(c),
        }
    }

    fn symbol(&mut self, kind: Kind, end: usize) {
        match kind {
            Kind::RBracket => self.close_bracket(),
            Kind::Dot | Kind::ColonColon => self.stray_word(),
            Kind::LParen | Kind::LCurly | Kind::AtParen | Kind::AtCurly | Kind::DollarParen => {
                let c = self.peek();
                self.value(c, State::Operator);
            }
            Kind::TypeOpen => self.open_type(State::AfterType),
            Kind::PlusPlus => self.emit_value(kind, end, State::Operator),
            Kind::Redirect => {
                self.emit(kind, end);
                self.set(State::Target);
            }
            Kind::Merge | Kind::RedirectIn => self.emit(kind, end),
            Kind::Assign => {
                self.emit(kind, end);
                let arguments =
                    matches!(self.frame().kind, FrameKind::Arguments | FrameKind::Class | FrameKind::Enum);
                self.link();
                self.set(if arguments { State::Operand } else { State::Value });
            }
            _ => {
                self.emit(kind, end);
                self.infix(kind);
            }
        }
    }

    fn infix(&mut self, kind: Kind) {
        let frame = self.frame();
        frame.state = State::Operand;
        match kind {
            Kind::Question => frame.ternary += 1,
            Kind::Colon => frame.ternary = frame.ternary.saturating_sub(1),
            Kind::Comma => return,
            _ => {}
        }
        self.link();
    }

    fn dash(&mut self, c: char) {
        let after = self.pos + c.len_utf8();
        let second = self.char(after);
        if is_dash(second) {
            self.emit_value(Kind::MinusMinus, after + second.len_utf8(), State::Operator);
        } else if second == '=' {
            self.symbol(Kind::Assign, after + 1);
        } else if is_name_start(second) {
            let end = self.dash_word_end(self.pos);
            match dash_operator(self.slice(self.pos, end)) {
                Some(kind) => {
                    self.emit(kind, end);
                    self.infix(kind);
                }
                None => self.dash_word(),
            }
        } else {
            self.emit(Kind::Minus, after);
            self.infix(Kind::Minus);
        }
    }

    /// A dash and a name that are no operator.
    fn dash_word(&mut self) {
        self.parameter();
        self.set(State::Operator);
    }

    /// What cannot follow a value; the parser will say so.
    fn stray(&mut self, c: char) {
        if self.value(c, State::Operator) || self.number(State::Operator) {
            return;
        }
        if is_name_start(c) {
            return self.name(State::Operator);
        }
        self.stray_word();
    }

    /// An operator whose character, where a name is expected, belongs to a word.
    pub(crate) fn reads_as_word(&self, c: char) -> bool {
        matches!(c, '!' | '+') && !ends_word(self.char(self.pos + 1))
    }

    pub(crate) fn stray_word(&mut self) {
        let (end, _) = self.word_end(self.pos);
        self.emit(Kind::Word, end.max(self.pos + self.peek().len_utf8()));
        self.set(State::Operator);
    }
}

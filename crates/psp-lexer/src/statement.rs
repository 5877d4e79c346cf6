//! Where a statement or pipeline element begins: keyword, expression or command.

use crate::Kind;
use crate::chars::{
    ends_number, ends_word, is_dash, is_double_quote, is_name_part, is_name_start, is_single_quote,
};
use crate::frame::{After, Frame, FrameKind, State};
use crate::keyword::{block_keyword, dash_operator, keyword};
use crate::machine::Lexer;
use crate::{number, symbol};

impl Lexer<'_> {
    /// Reads the first token of a statement, with keywords, or of a pipeline element.
    pub(crate) fn statement(&mut self, keywords: bool) {
        let c = self.peek();
        if self.separator_or_close(c) {
            return;
        }
        if keywords && is_name_start(c) && self.keyword() {
            return;
        }
        let at_head = self.frame().head;
        self.frame().attributes = keywords && c == '[';
        if keywords && !(c == '[' && at_head) {
            self.frame().head = false;
        }
        match c {
            ':' if keywords && is_name_start(self.char(self.pos + 1)) && self.label() => {}
            '&' => {
                self.emit(Kind::Ampersand, self.pos + 1);
                self.set(State::CommandName);
            }
            '.' if self.is_dot_source() => {
                self.emit(Kind::DotSource, self.pos + 1);
                self.set(State::CommandName);
            }
            _ if self.begins_expression(c) => self.operand(State::Operator),
            _ => self.argument(State::Command),
        }
    }

    /// Separators, pipes and closing brackets, which mean the same at every place where something may begin.
    pub(crate) fn separator_or_close(&mut self, c: char) -> bool {
        let double = self.byte(self.pos + 1) == c as u32 as u8;
        match c {
            ')' | '}' => self.close(c),
            ';' => {
                self.emit(Kind::Semicolon, self.pos + 1);
                self.separator();
            }
            '|' if double => self.chain_operator(Kind::OrOr),
            '&' if double => self.chain_operator(Kind::AndAnd),
            '|' => {
                self.emit(Kind::Pipe, self.pos + 1);
                self.unlink();
                self.set(State::Pipe);
            }
            _ => return false,
        }
        true
    }

    fn chain_operator(&mut self, kind: Kind) {
        self.emit(kind, self.pos + 2);
        self.unlink();
        self.set(State::Pipe);
    }

    /// A `&` behind a pipeline.
    pub(crate) fn background(&mut self) {
        self.emit(Kind::Ampersand, self.pos + 1);
        self.separator();
    }

    fn label(&mut self) -> bool {
        let end = self.run(self.pos + 1, is_name_part);
        let next = self.beyond_lines(end);
        let word = self.slice(next, self.run(next, is_name_part));
        let looping =
            matches!(keyword(word), Some(Kind::While | Kind::Do | Kind::For | Kind::Foreach | Kind::Switch));
        if !ends_word(self.char(end)) || !looping {
            return false;
        }
        self.emit(Kind::Label, end);
        self.set(State::Statement);
        true
    }

    /// A dot that is not part of a word or number.
    fn is_dot_source(&self) -> bool {
        let next = self.char(self.pos + 1);
        ends_word(next) || matches!(next, '$' | '@') || is_double_quote(next) || is_single_quote(next)
    }

    fn begins_expression(&self, c: char) -> bool {
        let next = self.char(self.pos + c.len_utf8());
        match c {
            '(' | '{' | '[' | '!' | '+' | ',' => true,
            '$' => self.variable_end(self.pos).is_some() || next == '(',
            '@' => self.is_at_value(),
            '0'..='9' | '.' => self.expression_number(false).is_some(),
            _ if is_single_quote(c) || is_double_quote(c) => true,
            _ if is_dash(c) => {
                if is_dash(next) {
                    return self.slice(self.pos, self.pos + 3) != "--%";
                }
                if is_name_start(next) {
                    let operator = dash_operator(self.slice(self.pos, self.dash_word_end(self.pos)));
                    return matches!(operator, Some(Kind::Not | Kind::Join | Kind::Split));
                }
                if next == '.' {
                    return self.expression_number(true).is_some();
                }
                next != '?'
            }
            _ => false,
        }
    }

    /// `@(`, `@{`, a here-string or a splatted variable.
    pub(crate) fn is_at_value(&self) -> bool {
        let next = self.char(self.pos + 1);
        matches!(next, '(' | '{')
            || is_single_quote(next)
            || is_double_quote(next)
            || self.variable_end(self.pos).is_some()
    }

    /// The end of a number literal that expression mode takes as one here.
    pub(crate) fn expression_number(&self, signed: bool) -> Option<usize> {
        if symbol::redirection(self.text, self.pos).is_some() && self.begins_element() {
            return None;
        }
        let end = number::scan(self.text, self.pos, signed)?;
        let next = self.char(end);
        let ternary = self.frames.last().is_some_and(|frame| frame.ternary > 0) && matches!(next, '?' | ':');
        (end <= self.limit && (ends_number(next) || ternary)).then_some(end)
    }

    /// A command or expression begins here, so that `2>` is a redirection and no number.
    fn begins_element(&self) -> bool {
        matches!(
            self.last_kind(),
            None | Some(
                Kind::Newline | Kind::Semicolon | Kind::Pipe | Kind::LCurly | Kind::LParen | Kind::RCurly
            )
        )
    }

    /// Where a dash and the name behind it end.
    pub(crate) fn dash_word_end(&self, at: usize) -> usize {
        let dash = self.char(at).len_utf8();
        self.run(at + dash, is_name_part)
    }

    /// Reads a keyword when there is one.
    fn keyword(&mut self) -> bool {
        let end = self.run(self.pos, is_name_part);
        if !ends_word(self.char(end)) {
            return false;
        }
        let frame = *self.frame();
        if let Some(kind) = self.continuation(frame.after, self.pos) {
            self.continue_statement(kind, end);
            return true;
        }
        let word = self.slice(self.pos, end);
        if frame.head && frame.state == State::Statement && self.block_keyword(word, end) {
            return true;
        }
        let Some(kind) = keyword(word) else { return false };
        if !self.is_keyword_here(kind, end) {
            return false;
        }
        self.frame().after = After::Nothing;
        if kind != Kind::Using {
            self.frame().head = false;
        }
        self.emit(kind, end);
        self.begin_statement(kind);
        true
    }

    /// Words that are keywords only before certain things.
    fn is_keyword_here(&mut self, kind: Kind, end: usize) -> bool {
        let next = self.beyond_lines(end);
        match kind {
            Kind::Block => self.byte(next) == b'{',
            Kind::Configuration => {
                let name = self.run(next, |c| !ends_word(c));
                name > next && next > end && {
                    let body = self.beyond_lines(name);
                    self.byte(body) == b'{'
                }
            }
            _ => true,
        }
    }

    /// The keyword at `at` that goes on with the statement before.
    pub(crate) fn continuation(&self, after: After, at: usize) -> Option<Kind> {
        if after == After::Nothing {
            return None;
        }
        let end = self.run(at, is_name_part);
        if !ends_word(self.char(end)) {
            return None;
        }
        let word = self.slice(at, end);
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        match after {
            After::If if is("elseif") => Some(Kind::ElseIf),
            After::If if is("else") => Some(Kind::Else),
            After::Do if is("while") => Some(Kind::While),
            After::Do if is("until") => Some(Kind::Until),
            After::Try if is("catch") => Some(Kind::Catch),
            After::Try if is("finally") => Some(Kind::Finally),
            _ => None,
        }
    }

    fn continue_statement(&mut self, kind: Kind, end: usize) {
        self.emit(kind, end);
        let frame = self.frame();
        frame.after = After::Nothing;
        (frame.state, frame.pending) = match kind {
            Kind::ElseIf => (State::Head, After::If),
            Kind::Catch => (State::Head, After::Try),
            Kind::While | Kind::Until => (State::DoTail, After::Nothing),
            _ => (State::Head, After::Nothing),
        };
    }

    /// `param` and the named blocks at the head of a body.
    fn block_keyword(&mut self, word: &str, end: usize) -> bool {
        let Some(kind) = block_keyword(word) else { return false };
        if kind == Kind::Param {
            let next = self.beyond_lines(end);
            if self.byte(next) != b'(' || self.frame().has_param {
                return false;
            }
            self.frame().has_param = true;
        }
        self.emit(kind, end);
        self.frame().pending = After::Nothing;
        self.set(if kind == Kind::Param { State::ParamHead } else { State::Head });
        true
    }

    /// What follows a keyword.
    fn begin_statement(&mut self, kind: Kind) {
        let (state, pending) = match kind {
            Kind::If => (State::Head, After::If),
            Kind::Do => (State::Head, After::Do),
            Kind::Try => (State::Head, After::Try),
            Kind::Foreach => (State::Head, After::Nothing),
            Kind::Switch => (State::SwitchHead, After::Nothing),
            Kind::Function | Kind::Filter | Kind::Workflow | Kind::Configuration => {
                (State::FunctionName, After::Nothing)
            }
            Kind::Return | Kind::Throw | Kind::Exit => (State::PipeOptional, After::Nothing),
            Kind::Break | Kind::Continue | Kind::Using | Kind::Reserved => (State::Command, After::Nothing),
            Kind::Class | Kind::Enum | Kind::Interface => (State::ClassHead, After::Nothing),
            Kind::Data => (State::DataHead, After::Nothing),
            _ => (State::Head, After::Nothing),
        };
        let frame = self.frame();
        frame.state = state;
        frame.pending = pending;
    }

    /// Pushes the block of a statement; what follows it is the next statement.
    pub(crate) fn statement_block(&mut self, script_block: bool) {
        self.emit(Kind::LCurly, self.pos + 1);
        let frame = self.frame();
        frame.state = State::Statement;
        frame.after = frame.pending;
        frame.pending = After::Nothing;
        let block = Frame::new(FrameKind::Block, State::Statement);
        self.push(if script_block { block.head() } else { block });
    }

    /// Attributes, types and line ends lead to `param`, `class` or another keyword.
    pub(crate) fn attributes_lead_to_keyword(&mut self) -> bool {
        if self.pos < self.attributes_end.0 {
            return self.attributes_end.1;
        }
        let mut at = self.beyond_lines(self.pos);
        let mut closed = true;
        let mut has_type = self.is_behind_type();
        while closed && self.byte(at) == b'[' {
            match self.bracket_end(at) {
                Some(end) => {
                    has_type |= !self.slice(at, end).contains('(');
                    at = self.beyond_lines(end);
                }
                None => closed = false,
            }
        }
        let end = self.run(at, is_name_part);
        let word = self.slice(at, end);
        let leads = closed
            && ends_word(self.char(end))
            && match keyword(word) {
                // A type before a statement that takes no attributes is a value: `$t = [int]` above an `if`.
                Some(kind) => !has_type || matches!(kind, Kind::Class | Kind::Enum | Kind::Interface),
                None => word.eq_ignore_ascii_case("param"),
            };
        self.attributes_end = (if closed { at } else { self.limit }, leads);
        leads
    }

    /// The bracket that was just read holds a type; an attribute has parentheses.
    fn is_behind_type(&self) -> bool {
        matches!(self.out.tokens.as_slice(), [.., before, last]
            if last.kind == Kind::RBracket && before.kind != Kind::RParen)
    }

    /// Where the bracket that opens at `at` closes, strings skipped.
    fn bracket_end(&self, mut at: usize) -> Option<usize> {
        let mut depth = 0_usize;
        loop {
            match self.byte(at) {
                b'[' | b'(' | b'{' => depth += 1,
                b']' | b')' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                quote @ (b'\'' | b'"') => at += self.text.get(at + 1..self.limit)?.find(quote as char)? + 1,
                0 => return None,
                _ => {}
            }
            at += 1;
        }
    }
}

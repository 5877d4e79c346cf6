//! Strings and here-strings: complete in one token, or piece by piece when there is something to expand.

use crate::Kind;
use crate::chars::{is_blank, is_double_quote, is_newline, is_single_quote};
use crate::frame::{Frame, FrameKind, State};
use crate::machine::{Halved, Lexer};
use psp_source::Span;

/// What a look ahead over a string found.
pub(crate) struct Scanned {
    /// Behind the closing quote.
    pub(crate) end: usize,
    /// Where the closing quote begins.
    pub(crate) close: usize,
    pub(crate) expandable: bool,
    pub(crate) terminated: bool,
}

impl Lexer<'_> {
    pub(crate) fn single_quoted(&mut self, next: State) {
        let (end, terminated) = self.single_end(self.pos);
        if !terminated {
            self.unterminated("'", self.pos, end);
        }
        self.emit_value(Kind::SingleQuoted, end, next);
    }

    /// Behind the closing quote of the `'…'` at `at`, and whether there is one.
    pub(crate) fn single_end(&self, mut at: usize) -> (usize, bool) {
        at += self.char(at).len_utf8();
        while at < self.limit {
            let c = self.char(at);
            at += c.len_utf8();
            if is_single_quote(c) {
                let next = self.char(at);
                if !is_single_quote(next) {
                    return (at, true);
                }
                at += next.len_utf8();
            }
        }
        (self.limit, false)
    }

    pub(crate) fn unterminated(&mut self, terminator: &str, start: usize, end: usize) {
        let message = format!("The string is missing the terminator: {terminator}.");
        self.problem("TerminatorExpectedAtEndOfString", message, start, end, true);
    }

    /// Bytes of the double quote at `at`, of which two count as one inside a `$(…)` of a string; 0 when there is none.
    pub(crate) fn quote_width(&self, at: usize) -> usize {
        self.quote_width_in(at, self.level)
    }

    fn quote_width_in(&self, at: usize, level: u8) -> usize {
        let c = self.char(at);
        if level == 0 {
            return if is_double_quote(c) { c.len_utf8() } else { 0 };
        }
        if c == '`' && self.quote_width_in(at + 1, level - 1) > 0 {
            return 1 + self.quote_width_in(at + 1, level - 1);
        }
        match self.quote_width_in(at, level - 1) {
            0 => 0,
            width => width + self.quote_width_in(at + width, level - 1),
        }
    }

    pub(crate) fn double_quoted(&mut self, next: State) {
        let scanned = self.double_end(self.pos);
        if !scanned.terminated {
            self.unterminated("\"", self.pos, scanned.end);
        }
        if !scanned.expandable {
            return self.emit_value(Kind::DoubleQuoted, scanned.end, next);
        }
        self.set(next);
        self.emit(Kind::StringStart, self.pos + self.quote_width(self.pos));
        self.value_end = scanned.end;
        let mut frame = Frame::new(FrameKind::String, State::Operand);
        frame.close = scanned.close as u32;
        self.push(frame);
    }

    /// Looks over the `"…"` at `at` without reading what is to be expanded.
    pub(crate) fn double_end(&mut self, mut at: usize) -> Scanned {
        at += self.quote_width(at);
        let mut expandable = false;
        while at < self.limit {
            let width = self.quote_width(at);
            if width > 0 {
                let second = self.quote_width(at + width);
                if second == 0 {
                    return Scanned { end: at + width, close: at, expandable, terminated: true };
                }
                at += width + second;
                continue;
            }
            match self.byte(at) {
                b'`' => at = self.escape_end(at),
                b'$' if self.byte(at + 1) == b'(' => {
                    expandable = true;
                    at = self.region_end(at);
                }
                b'$' => {
                    let variable = self.variable_end(at);
                    expandable |= variable.is_some();
                    at = variable.unwrap_or(at + 1);
                }
                byte if byte < 0x80 => at += 1,
                _ => at += self.char(at).len_utf8(),
            }
        }
        Scanned { end: self.limit, close: self.limit, expandable, terminated: false }
    }

    /// Behind the `)` of the `$(` at `at`; notes when there is none.
    pub(crate) fn region_end(&mut self, at: usize) -> usize {
        let (end, closed) = self.region(at);
        if !closed {
            let message = "$(subexpression) is missing the closing ')'.";
            self.problem("IncompleteDollarSubexpressionReference", message, at, end, true);
        }
        end
    }

    /// The same, and whether there is one: parentheses are counted, whatever they stand in.
    fn region(&self, at: usize) -> (usize, bool) {
        let mut depth = 0_usize;
        let bytes = &self.text.as_bytes()[..self.limit];
        for (offset, byte) in bytes.iter().enumerate().skip(at + 1) {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return (offset + 1, true),
                b')' => depth -= 1,
                _ => {}
            }
        }
        (self.limit, false)
    }

    /// A variable or `$(…)` inside a string or word.
    pub(crate) fn expansion(&mut self) -> bool {
        if self.byte(self.pos) != b'$' {
            return false;
        }
        if self.byte(self.pos + 1) == b'(' {
            self.open_region();
            return true;
        }
        let Some(end) = self.variable_end(self.pos) else { return false };
        self.check_variable(end, true);
        self.emit(Kind::Variable, end);
        true
    }

    fn open_region(&mut self) {
        let (end, _) = self.region(self.pos);
        let top = *self.frame();
        let halves = top.kind == FrameKind::String || top.quoted;
        self.level = if halves { self.level.saturating_add(1) } else { 0 };
        if self.level > 0 {
            let span = Span::new(self.pos as u32, end as u32);
            self.out.halved.push(Halved { span, level: self.level });
        }
        let outer = self.limit as u32;
        self.emit(Kind::DollarParen, self.pos + 2);
        let mut frame = Frame::new(FrameKind::Paren, State::Statement);
        frame.outer = Some(outer);
        self.regions += 1;
        self.push(frame);
        self.limit = end;
    }

    /// Text up to the next expansion, quote or end.
    pub(crate) fn text_run(&mut self, kind: Kind, close: usize) -> bool {
        let mut at = self.pos;
        while at < close {
            match self.char(at) {
                '`' => at += 1 + self.char(at + 1).len_utf8(),
                '$' if self.byte(at + 1) == b'(' || self.variable_end(at).is_some() => break,
                c if kind != Kind::HereText && is_double_quote(c) => {
                    let width = self.quote_width(at);
                    let second = self.quote_width(at + width);
                    if kind == Kind::WordText || self.frames.last().is_some_and(|it| it.quoted) && second == 0
                    {
                        break;
                    }
                    at += width + second;
                }
                c if kind == Kind::WordText && is_single_quote(c) => break,
                c => at += c.len_utf8(),
            }
        }
        self.emit(kind, at.clamp(self.pos + 1, close.max(self.pos + 1)));
        true
    }

    pub(crate) fn string_step(&mut self) -> bool {
        let close = self.frame().close as usize;
        if self.pos < close {
            return self.expansion() || self.text_run(Kind::Text, close);
        }
        self.end_string(Kind::StringEnd, self.pos + self.quote_width(self.pos))
    }

    fn end_string(&mut self, kind: Kind, end: usize) -> bool {
        let member = self.frame().member;
        self.emit(kind, end);
        self.pop();
        self.value_end = self.pos;
        if member {
            self.member_end = self.pos;
        }
        true
    }

    /// Where the text behind a here-string's header at `at` begins.
    fn here_header(&mut self, next: State) -> Option<usize> {
        let quote = self.pos + 1 + self.char(self.pos + 1).len_utf8();
        let line = self.run(quote, is_blank);
        if line < self.limit && is_newline(self.char(line)) {
            return Some(if self.slice(line, line + 2) == "\r\n" { line + 2 } else { line + 1 });
        }
        if line >= self.limit {
            let terminator = if is_single_quote(self.char(self.pos + 1)) { "'@" } else { "\"@" };
            self.unterminated(terminator, self.pos, self.limit);
        } else {
            let message =
                "No characters are allowed after a here-string header but before the end of the line.";
            self.problem(
                "UnexpectedCharactersAfterHereStringHeader",
                message,
                line,
                line + self.char(line).len_utf8(),
                false,
            );
        }
        self.emit_value(Kind::SingleHere, self.limit, next);
        None
    }

    /// A footer of the wanted quote at `at`, the beginning of a line; gives its end.
    fn here_footer(&self, at: usize, quote: impl Fn(char) -> bool) -> Option<usize> {
        let c = self.char(at);
        let end = at + c.len_utf8();
        (quote(c) && self.byte(end) == b'@').then_some(end + 1)
    }

    pub(crate) fn single_here(&mut self, next: State) {
        let Some(mut at) = self.here_header(next) else { return };
        let header_end = at;
        loop {
            if let Some(end) = self.here_footer(at, is_single_quote) {
                return self.emit_value(Kind::SingleHere, end, next);
            }
            let line = self.run(at, |c| !is_newline(c));
            if line >= self.limit {
                self.missing_footer("'@", header_end, is_single_quote);
                return self.emit_value(Kind::SingleHere, self.limit, next);
            }
            at = if self.slice(line, line + 2) == "\r\n" { line + 2 } else { line + 1 };
        }
    }

    fn missing_footer(&mut self, terminator: &str, body: usize, quote: impl Fn(char) -> bool) {
        let text = self.slice(body, self.limit);
        let indented = text.split_inclusive('\n').find(|line| {
            let line = line.trim_start();
            let mut chars = line.chars();
            chars.next().is_some_and(&quote) && chars.next() == Some('@')
        });
        if let Some(line) = indented {
            let start = line.as_ptr() as usize - self.text.as_ptr() as usize;
            let footer = start + line.len() - line.trim_start().len();
            let message = "White space is not allowed before the string terminator.";
            self.problem("WhitespaceBeforeHereStringFooter", message, footer, footer + 2, false);
        } else {
            self.unterminated(terminator, self.pos, self.limit);
        }
    }

    pub(crate) fn double_here(&mut self, next: State) {
        let Some(body) = self.here_header(next) else { return };
        let mut expandable = false;
        let mut at = body;
        let mut line_start = true;
        let close = loop {
            if line_start && self.here_footer(at, is_double_quote).is_some() {
                break at;
            }
            if at >= self.limit {
                self.missing_footer("\"@", body, is_double_quote);
                break self.limit;
            }
            line_start = false;
            match self.char(at) {
                '\n' => {
                    line_start = true;
                    at += 1;
                }
                '\r' => {
                    line_start = self.byte(at + 1) != b'\n';
                    at += 1;
                }
                '`' if !is_newline(self.char(at + 1)) => at = self.escape_end(at),
                '$' if self.byte(at + 1) == b'(' => {
                    expandable = true;
                    at = self.region_end(at);
                }
                '$' => {
                    let variable = self.variable_end(at);
                    expandable |= variable.is_some();
                    at = variable.unwrap_or(at + 1);
                }
                c => at += c.len_utf8(),
            }
        };
        let end = self.here_footer(close, is_double_quote).unwrap_or(self.limit);
        if !expandable {
            return self.emit_value(Kind::DoubleHere, end, next);
        }
        self.set(next);
        self.emit(Kind::HereStart, body);
        let mut frame = Frame::new(FrameKind::Here, State::Operand);
        frame.close = close as u32;
        self.push(frame);
        self.value_end = end;
    }

    pub(crate) fn here_step(&mut self) -> bool {
        let close = self.frame().close as usize;
        if self.pos < close {
            return self.expansion() || self.text_run(Kind::HereText, close);
        }
        let end = self.here_footer(close, is_double_quote).unwrap_or(self.limit);
        self.end_string(Kind::HereEnd, end)
    }
}

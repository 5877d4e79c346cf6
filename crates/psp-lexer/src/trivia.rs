//! White space, comments, line continuations, and which line ends are tokens.

use crate::Kind;
use crate::chars::{is_blank, is_newline};
use crate::frame::{After, FrameKind, State};
use crate::machine::Lexer;
use psp_source::Span;

impl Lexer<'_> {
    /// Skips what stands before a token; true when a newline token was made of it.
    pub(crate) fn trivia(&mut self) -> bool {
        loop {
            match self.peek() {
                '\n' | '\r' if self.pos < self.limit => {
                    if self.newline() {
                        return true;
                    }
                }
                _ => match self.gap(self.pos, true) {
                    Some(end) => self.pos = end,
                    None => return false,
                },
            }
        }
    }

    /// The end of one piece of white space, comment or continuation at `at`, line ends excluded.
    fn gap(&mut self, at: usize, report: bool) -> Option<usize> {
        match self.char(at) {
            '#' => {
                let end = self.run(at, |c| !is_newline(c));
                if report && is_requires(self.slice(at, end)) {
                    self.out.requires.push(Span::new(at as u32, end as u32));
                }
                Some(end)
            }
            '<' if self.byte(at + 1) == b'#' => {
                if let Some(length) = self.text.get(at + 2..self.limit).and_then(|rest| rest.find("#>")) {
                    return Some(at + length + 4);
                }
                if report {
                    let message = "The terminator '#>' is missing from the multiline comment.";
                    self.problem("MissingTerminatorMultiLineComment", message, at, self.limit, true);
                }
                Some(self.limit)
            }
            '`' => match self.char(at + 1) {
                '\r' if self.byte(at + 2) == b'\n' => Some(at + 3),
                '\n' | '\r' => Some(at + 2),
                c if is_blank(c) => Some(self.run(at + 1, is_blank)),
                _ => None,
            },
            c if is_blank(c) => Some(self.run(at, is_blank)),
            _ => None,
        }
    }

    /// Skips all white space, comments and line ends from `at` on.
    pub(crate) fn beyond_lines(&mut self, mut at: usize) -> usize {
        loop {
            at = match self.gap(at, false) {
                Some(end) => end,
                None if at < self.limit && is_newline(self.char(at)) => at + 1,
                None => return at,
            };
        }
    }

    /// Takes a line end; true when it became a token.
    fn newline(&mut self) -> bool {
        let end = self.run(self.pos, is_newline);
        if self.drops_newline() {
            self.pos = end;
            return false;
        }
        self.emit(Kind::Newline, end);
        self.separator();
        true
    }

    fn drops_newline(&mut self) -> bool {
        let frame = *self.frame();
        match frame.state {
            State::Statement if matches!(frame.kind, FrameKind::Hash) => self.goes_on(frame.after),
            State::PipeOptional | State::CommandName => false,
            State::Command | State::Operator => self.line_joins(frame.kind),
            State::AfterType => {
                let attribute = self.out.tokens.iter().rev().nth(1).is_some_and(|it| it.kind == Kind::RParen);
                attribute
                    || self.line_joins(frame.kind)
                    || (frame.attributes && self.attributes_lead_to_keyword())
            }
            State::Signature => matches!(
                self.last_kind(),
                Some(
                    Kind::RBracket | Kind::RParen | Kind::LCurly | Kind::Newline | Kind::Colon | Kind::Comma
                )
            ),
            _ => true,
        }
    }

    /// A line end inside brackets of arguments, or before a line that begins with a pipe.
    fn line_joins(&mut self, kind: FrameKind) -> bool {
        if matches!(kind, FrameKind::Arguments | FrameKind::Index | FrameKind::Type) {
            return true;
        }
        let next = self.beyond_lines(self.pos);
        match self.byte(next) {
            b'|' => self.byte(next + 1) != b'|',
            b';' => kind == FrameKind::For,
            _ => false,
        }
    }

    /// The next word is a keyword that goes on with the statement before.
    fn goes_on(&mut self, after: After) -> bool {
        let at = self.beyond_lines(self.pos);
        self.continuation(after, at).is_some()
    }

    /// What a `;` or line end makes of the current frame.
    pub(crate) fn separator(&mut self) {
        self.unlink();
        let frame = self.frame();
        frame.after = After::Nothing;
        frame.state = match frame.kind {
            FrameKind::Hash => State::Key,
            FrameKind::Switch => State::Clause,
            FrameKind::Class | FrameKind::Enum => State::Signature,
            FrameKind::For => State::Pipe,
            FrameKind::Arguments | FrameKind::Index => State::Operand,
            FrameKind::Type => State::TypeName,
            _ => State::Statement,
        };
    }
}

fn is_requires(comment: &str) -> bool {
    let Some(rest) = comment.get(1..10) else { return comment.eq_ignore_ascii_case("#requires") };
    comment.get(1..9).is_some_and(|word| word.eq_ignore_ascii_case("requires"))
        && rest.chars().last().is_some_and(is_blank)
}

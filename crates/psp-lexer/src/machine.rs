//! The mode machine: a stack of frames, each with one state that picks the scanner of the next token.

use crate::chars::char_at;
use crate::frame::{Frame, FrameKind, State};
use crate::{Kind, Token};
use psp_diagnostics::Diagnostic;
use psp_source::Span;

/// What the lexer made of a text.
#[derive(Debug, Clone, Default)]
pub struct Lexed {
    /// The tokens, [`Kind::EndOfInput`] last.
    pub tokens: Vec<Token>,
    /// What was wrong, in order.
    pub problems: Vec<Problem>,
    /// The `#requires` comments.
    pub requires: Vec<Span>,
    /// Stretches in which quotes count half.
    pub halved: Vec<Halved>,
    /// How deep the tree can get at most: open brackets and the operators between them.
    pub depth: u32,
}

/// A problem and the token that carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Index of the first token that cannot be looked at without meeting the problem.
    pub token: usize,
    /// The problem.
    pub diagnostic: Diagnostic,
}

/// A `$(…)` of a double-quoted string: inside it `""` and `` `" `` stand for one quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halved {
    /// From `$(` to behind `)`.
    pub span: Span,
    /// How many strings it is nested in.
    pub level: u8,
}

/// Nesting and chains longer than this are refused.
const DEPTH_LIMIT: u32 = 2_000;

/// Where the word of a command line that begins at `at` ends, and what is wrong with it. `region` is the `$(…)` of a
/// string that it lies in.
pub fn word_at(text: &str, at: usize, region: Option<Halved>) -> (usize, Option<Diagnostic>) {
    let mut lexer = Lexer::new(text);
    if let Some(region) = region {
        lexer.limit = region.span.end as usize;
        lexer.level = region.level;
    }
    let (end, _) = lexer.word_end(at);
    (end, lexer.out.problems.into_iter().next().map(|problem| problem.diagnostic))
}

/// Strings in `$(…)` in strings: each is looked over once more a level, so fewer of them are taken.
const REGION_LIMIT: u32 = 200;

/// Makes tokens of a text. Never fails: what is wrong is told beside the tokens.
pub fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer::new(text);
    while lexer.step() {}
    lexer.finish()
}

pub(crate) struct Lexer<'t> {
    pub(crate) text: &'t str,
    pub(crate) pos: usize,
    /// End of the text, or of the `$(…)` that is being read.
    pub(crate) limit: usize,
    pub(crate) frames: Vec<Frame>,
    pub(crate) out: Lexed,
    /// End of the last token that may be followed directly by `.x`, `[x]`.
    pub(crate) value_end: usize,
    /// End of the last member name, which may be followed directly by `(`.
    pub(crate) member_end: usize,
    /// How many strings the text being read is nested in.
    pub(crate) level: u8,
    /// How far attributes were looked over, and whether a keyword follows them.
    pub(crate) attributes_end: (usize, bool),
    /// How many `$(…)` of strings and words are open.
    pub(crate) regions: u32,
    /// All frames' chains and the frames themselves.
    depth: u32,
    too_deep: bool,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str) -> Self {
        // Spans are 32 bits wide; what lies behind is not read.
        let limit = text.floor_char_boundary(u32::MAX as usize);
        let out = Lexed { tokens: Vec::with_capacity(limit / 5 + 1), ..Lexed::default() };
        let frames = vec![Frame::new(FrameKind::Top, State::Statement).head()];
        let none = usize::MAX;
        Self {
            text,
            pos: 0,
            limit,
            frames,
            out,
            value_end: none,
            member_end: none,
            level: 0,
            attributes_end: (0, false),
            regions: 0,
            depth: 0,
            too_deep: false,
        }
    }

    fn finish(mut self) -> Lexed {
        let end = self.limit as u32;
        self.out.tokens.push(Token { kind: Kind::EndOfInput, start: end, end });
        self.out
    }

    /// Reads one token or gap; false at the end.
    fn step(&mut self) -> bool {
        let (kind, state) = (self.frame().kind, self.frame().state);
        match kind {
            FrameKind::String => {
                self.string_step();
            }
            FrameKind::Here => {
                self.here_step();
            }
            FrameKind::Word => {
                self.word_step();
            }
            _ => {
                if self.pos == self.value_end && self.postfix(state) {
                    return true;
                }
                if self.trivia() {
                    return true;
                }
                if self.pos >= self.limit {
                    return self.end_of_text();
                }
                self.dispatch(state);
            }
        }
        !self.too_deep
    }

    fn dispatch(&mut self, state: State) {
        match state {
            State::Statement | State::Value => self.statement(true),
            State::Pipe | State::PipeOptional => self.statement(false),
            State::CommandName | State::Command | State::CommandComma => self.argument(State::Command),
            State::Target => self.argument(State::Operator),
            State::Operand => self.operand(State::Operator),
            State::Operator => self.operator(),
            State::AfterType => self.after_type(),
            State::Member => self.member(),
            State::Key => self.key(),
            State::Clause => self.clause(),
            State::ClauseBody => self.clause_body(),
            State::TypeName => self.type_part(),
            State::Signature => self.signature(),
            _ => self.head_part(state),
        }
    }

    pub(crate) fn frame(&mut self) -> &mut Frame {
        // The bottom frame is never popped; the push only keeps this total.
        if self.frames.is_empty() {
            self.frames.push(Frame::new(FrameKind::Top, State::Statement));
        }
        let top = self.frames.len() - 1;
        &mut self.frames[top]
    }

    pub(crate) fn set(&mut self, state: State) {
        self.frame().state = state;
    }

    pub(crate) fn push(&mut self, frame: Frame) {
        self.frames.push(frame);
        self.deeper();
    }

    /// Takes the top frame off; the bottom one stays.
    pub(crate) fn pop(&mut self) -> Option<Frame> {
        if self.frames.len() < 2 {
            return None;
        }
        let frame = self.frames.pop()?;
        self.depth = self.depth.saturating_sub(frame.chain + 1);
        if let Some(outer) = frame.outer {
            self.limit = outer as usize;
            self.regions = self.regions.saturating_sub(1);
        }
        Some(frame)
    }

    /// Counts a prefix or operator that makes the tree deeper.
    pub(crate) fn link(&mut self) {
        self.frame().chain += 1;
        self.deeper();
    }

    /// A separator: the chain starts anew.
    pub(crate) fn unlink(&mut self) {
        let chain = std::mem::take(&mut self.frame().chain);
        self.depth = self.depth.saturating_sub(chain);
        self.frame().ternary = 0;
    }

    fn deeper(&mut self) {
        self.depth += 1;
        self.out.depth = self.out.depth.max(self.depth);
        if (self.depth > DEPTH_LIMIT || self.regions > REGION_LIMIT) && !self.too_deep {
            self.too_deep = true;
            let message = "Processing was stopped because the script is too complex.";
            self.problem("ScriptTooComplicated", message, self.pos, self.pos, false);
        }
    }

    /// Adds a token from the current position to `end` and goes there.
    pub(crate) fn emit(&mut self, kind: Kind, end: usize) {
        let end = end.min(self.limit).max(self.pos);
        self.out.tokens.push(Token { kind, start: self.pos as u32, end: end as u32 });
        self.pos = end;
    }

    /// The same for a value.
    pub(crate) fn emit_value(&mut self, kind: Kind, end: usize, next: State) {
        self.emit(kind, end);
        self.value_end = self.pos;
        self.set(next);
    }

    pub(crate) fn last_kind(&self) -> Option<Kind> {
        self.out.tokens.last().map(|token| token.kind)
    }

    /// Notes a problem that the next token carries.
    pub(crate) fn problem(
        &mut self,
        id: &'static str,
        message: impl Into<String>,
        start: usize,
        end: usize,
        incomplete: bool,
    ) {
        let span = Span::new(start as u32, end as u32);
        let diagnostic = Diagnostic::new(id, message, span).incomplete(incomplete);
        self.out.problems.push(Problem { token: self.out.tokens.len(), diagnostic });
    }

    pub(crate) fn peek(&self) -> char {
        self.char(self.pos)
    }

    /// The character at a byte offset; NUL at the end of what is being read.
    pub(crate) fn char(&self, at: usize) -> char {
        if at >= self.limit { '\0' } else { char_at(self.text, at) }
    }

    pub(crate) fn byte(&self, at: usize) -> u8 {
        if at >= self.limit { 0 } else { self.text.as_bytes().get(at).copied().unwrap_or(0) }
    }

    /// The text between two offsets.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where a run of characters of a class ends.
    pub(crate) fn run(&self, mut at: usize, class: impl Fn(char) -> bool) -> usize {
        loop {
            let c = self.char(at);
            if at >= self.limit || !class(c) {
                return at;
            }
            at += c.len_utf8();
        }
    }
}

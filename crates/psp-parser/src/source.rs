//! The text and tokens that a parse works on.

use psp_ast::{NamedBlock, ScriptBlock, Statement, StatementBlock};
use psp_lexer::{Halved, Lexed, Token};
use psp_source::Span;

/// What the grammar's actions look things up in.
#[derive(Debug)]
pub(crate) struct Source {
    text: String,
    tokens: Vec<Token>,
    halved: Vec<Halved>,
    requires: Vec<Span>,
    kept: Vec<Statement>,
}

impl Source {
    pub(crate) fn new(text: &str, lexed: &Lexed) -> Self {
        Self {
            text: text.to_owned(),
            tokens: lexed.tokens.clone(),
            halved: lexed.halved.clone(),
            requires: lexed.requires.clone(),
            kept: Vec::new(),
        }
    }

    /// Keeps the statements before one that could not be read.
    pub(crate) fn keep(&mut self, statements: Vec<Statement>) {
        self.kept = statements;
    }

    /// What was kept, as a script.
    pub(crate) fn into_kept(self) -> ScriptBlock {
        let (span, statements) = (self.all(), self.kept);
        let inside =
            statements.first().zip(statements.last()).map_or(Span::at(0), |(a, b)| a.span.to(b.span));
        let end = Some(NamedBlock::implicit(StatementBlock { span: inside, statements }));
        ScriptBlock { span, inner: span, end, ..ScriptBlock::default() }
    }

    /// The text of a place.
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text of a token.
    pub(crate) fn text(&self, token: Token) -> &str {
        self.slice(token.span())
    }

    /// All of it.
    pub(crate) fn all(&self) -> Span {
        Span::new(0, self.text.len() as u32)
    }

    /// The `#requires` comments.
    pub(crate) fn requires(&self) -> &[Span] {
        &self.requires
    }

    /// From the first byte of token `first` to the last of the one before `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        Span::new(start, last.max(start))
    }

    /// The text of a token with the quotes of surrounding strings taken off.
    pub(crate) fn unhalved(&self, token: Token) -> std::borrow::Cow<'_, str> {
        let text = self.text(token);
        let level =
            self.halved.iter().rev().find(|it| it.span.start <= token.start && token.end <= it.span.end);
        match level {
            None => text.into(),
            Some(halved) => (0..halved.level).fold(text.to_owned(), |text, _| halve(&text)).into(),
        }
    }
}

/// Two quotes, or a backtick and a quote, become one.
fn halve(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let quotes = chars.peek().copied().is_some_and(psp_lexer::is_double_quote);
        match c {
            '`' if quotes => out.extend(chars.next()),
            _ if psp_lexer::is_double_quote(c) && quotes => {
                chars.next();
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

//! Finds the syntax errors of a text that the grammar refused: a descent over the same tokens that follows the order in
//! which PowerShell looks at things, with its ids, messages and places, and goes on where PowerShell does. Builds no tree.

mod command;
mod definition;
mod expression;
mod function;
mod pipeline;
mod postfix;
mod requires;
mod script;
mod statement;
mod type_name;

use psp_diagnostics::Diagnostic;
use psp_lexer::{Kind, Lexed, Token, is_blank};
use psp_source::Span;

pub(crate) use requires::check as check_requires;

/// An error was found and noted; the rule ends, and one further out goes on.
#[derive(Debug, Clone, Copy)]
struct Stop;

type Step<T> = Result<T, Stop>;

/// Nobody reads more errors of one text, and looking for them must not take long.
const ERROR_LIMIT: usize = 500;

/// The errors of a text in PowerShell's order; none when this descent takes all of it.
pub(crate) fn errors(text: &str, lexed: &Lexed) -> Vec<Diagnostic> {
    let mut diagnose = Diagnose {
        text,
        lexed,
        pos: 0,
        next_problem: 0,
        last_end: 0,
        no_comma: false,
        errors: Vec::new(),
        late: Vec::new(),
    };
    // What stops the descent has been noted.
    let _ = diagnose.script();
    if diagnose.errors.is_empty() {
        diagnose.errors.extend(lexed.problems.first().map(|problem| problem.diagnostic.clone()));
    }
    if !diagnose.errors.is_empty() {
        diagnose.errors.append(&mut diagnose.late);
    }
    diagnose.errors
}

struct Diagnose<'t> {
    text: &'t str,
    lexed: &'t Lexed,
    pos: usize,
    /// The first of the lexer's problems that was not met yet.
    next_problem: usize,
    /// Where the last token that is no line end ends.
    last_end: u32,
    /// The comma operator is off: in arguments and default values.
    no_comma: bool,
    errors: Vec<Diagnostic>,
    /// What is wrong with the meaning: told after the errors of syntax.
    late: Vec<Diagnostic>,
}

impl<'t> Diagnose<'t> {
    /// Looks at the next token, meeting what the lexer found wrong with it.
    fn peek(&mut self) -> Step<Token> {
        while let Some(problem) = self.lexed.problems.get(self.next_problem)
            && problem.token <= self.pos
        {
            self.next_problem += 1;
            self.note(problem.diagnostic.clone());
        }
        if self.errors.len() >= ERROR_LIMIT {
            return Err(Stop);
        }
        Ok(self.here())
    }

    /// The next token, whatever the lexer thinks of it. PowerShell places the end of a text one behind it.
    fn here(&self) -> Token {
        match self.lexed.tokens.get(self.pos) {
            Some(token) if !matches!(token.kind, Kind::EndOfInput | Kind::RegionEnd) => *token,
            Some(token) => Token { start: token.start + 1, end: token.end + 1, ..*token },
            None => Token { kind: Kind::EndOfInput, start: 0, end: 0 },
        }
    }

    /// The kind of the token before the next one.
    fn last_kind(&self) -> Option<Kind> {
        self.lexed.tokens.get(self.pos.checked_sub(1)?).map(|token| token.kind)
    }

    fn kind(&mut self) -> Step<Kind> {
        Ok(self.peek()?.kind)
    }

    /// Takes the next token.
    fn bump(&mut self) -> Step<Token> {
        let token = self.peek()?;
        if token.kind != Kind::EndOfInput {
            self.pos += 1;
        }
        if token.kind != Kind::Newline {
            self.last_end = token.end;
        }
        Ok(token)
    }

    fn take(&mut self, kind: Kind) -> Step<Option<Token>> {
        if self.kind()? == kind { self.bump().map(Some) } else { Ok(None) }
    }

    fn newlines(&mut self) -> Step<()> {
        while self.take(Kind::Newline)?.is_some() {}
        Ok(())
    }

    fn separators(&mut self) -> Step<()> {
        while matches!(self.kind()?, Kind::Newline | Kind::Semicolon) {
            self.bump()?;
        }
        Ok(())
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn token_text(&self, token: Token) -> &'t str {
        self.slice(token.span())
    }

    /// The empty place right behind what was taken last.
    fn after(&self) -> Span {
        Span::at(self.last_end)
    }

    /// Keeps an error, unless it was noted before.
    fn note(&mut self, error: Diagnostic) {
        if !self.errors.iter().any(|known| known.id == error.id && known.span == error.span) {
            self.errors.push(error);
        }
    }

    /// Ends with an error that more text cannot mend.
    fn fail<T>(&mut self, id: &'static str, message: impl Into<String>, span: Span) -> Step<T> {
        self.note(Diagnostic::new(id, message, span));
        Err(Stop)
    }

    /// Ends with an error that more text can mend when nothing but white space follows.
    fn lack<T>(&mut self, id: &'static str, message: impl Into<String>, span: Span) -> Step<T> {
        self.lack_at(id, message, span, span)
    }

    /// The same, noticed at another place.
    fn lack_at<T>(
        &mut self,
        id: &'static str,
        message: impl Into<String>,
        span: Span,
        noticed: Span,
    ) -> Step<T> {
        let incomplete = self.is_rest_blank(noticed.end);
        self.note(Diagnostic::new(id, message, span).incomplete(incomplete));
        Err(Stop)
    }

    /// The next token cannot stand here; the next statement begins with it.
    fn unexpected<T>(&mut self, token: Token) -> Step<T> {
        let mut span = token.span();
        if let Some(end) = self.string_end() {
            span.end = end;
        } else if is_word_elsewhere(token.kind) {
            let holds = |it: &&psp_lexer::Halved| it.span.start <= token.start && token.end <= it.span.end;
            let region = self.lexed.halved.iter().rev().find(holds).copied();
            let (end, problem) = psp_lexer::word_at(self.text, token.start as usize, region);
            if let Some(problem) = problem {
                self.note(problem);
                self.skip_to(end as u32);
                return Err(Stop);
            }
            span.end = span.end.max(end as u32);
        }
        let text = self.slice(span);
        self.fail("UnexpectedToken", format!("Unexpected token '{text}' in expression or statement."), span)
    }

    /// Goes on with the first token behind a place.
    fn skip_to(&mut self, end: u32) {
        let taken =
            |(at, token): (usize, &Token)| token.kind != Kind::EndOfInput && (at == 0 || token.start < end);
        let rest = self.lexed.tokens.get(self.pos..).unwrap_or_default();
        self.pos += rest.iter().enumerate().take_while(|&it| taken(it)).count();
    }

    /// Where the string that begins here piece by piece ends.
    fn string_end(&self) -> Option<u32> {
        let mut depth = 0_usize;
        for token in self.lexed.tokens.iter().skip(self.pos) {
            match token.kind {
                Kind::StringStart | Kind::HereStart | Kind::WordStart => depth += 1,
                Kind::StringEnd | Kind::HereEnd | Kind::WordEnd => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return matches!(token.kind, Kind::StringEnd | Kind::HereEnd | Kind::WordEnd)
                    .then_some(token.end);
            }
        }
        None
    }

    /// Only white space, line ends and comments follow.
    fn is_rest_blank(&self, from: u32) -> bool {
        let mut rest = self.text.get(from as usize..).unwrap_or_default();
        loop {
            rest = rest.trim_start_matches(|c| is_blank(c) || matches!(c, '\n' | '\r'));
            if let Some(block) = rest.strip_prefix("<#") {
                rest = block.find("#>").map_or("", |end| &block[end + 2..]);
            } else if rest.starts_with('#') {
                rest = rest.find(['\n', '\r']).map_or("", |end| &rest[end..]);
            } else {
                return rest.is_empty();
            }
        }
    }

    /// Runs a nested part on a stack that is large enough.
    fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        stacker::maybe_grow(128 * 1024, 2 * 1024 * 1024, || part(self))
    }

    /// Runs a part with the comma operator switched on or off.
    fn with_comma<T>(&mut self, on: bool, part: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        let before = std::mem::replace(&mut self.no_comma, !on);
        let result = part(self);
        self.no_comma = before;
        result
    }
}

/// Tokens of expression mode that are words, or parts of one, when read as an argument.
fn is_word_elsewhere(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Identifier
            | Kind::Number
            | Kind::TypeOpen
            | Kind::Colon
            | Kind::Question
            | Kind::Word
            | Kind::Not
            | Kind::PlusPlus
            | Kind::MinusMinus
    )
}

/// Tokens at which a list of statements ends.
fn ends_list(kind: Kind) -> bool {
    matches!(kind, Kind::RCurly | Kind::RParen | Kind::EndOfInput | Kind::RegionEnd)
}

/// Tokens at which a pipeline ends.
fn ends_pipeline(kind: Kind) -> bool {
    ends_list(kind) || matches!(kind, Kind::Newline | Kind::Semicolon)
}

//! Pipelines and chains of them.

use super::script::keyword_end;
use super::{Diagnose, Step, ends_pipeline};
use crate::build::operator::level;
use psp_diagnostics::Diagnostic;
use psp_lexer::{Kind, Token};
use psp_source::Span;

impl Diagnose<'_> {
    /// Pipelines joined by `&&` and `||`; false when none begins here.
    pub(super) fn pipeline_chain(&mut self) -> Step<bool> {
        let mut operator: Option<Token> = None;
        loop {
            let found = self.pipeline()?;
            if !found {
                let Some(operator) = operator else { return Ok(false) };
                let message = "A pipeline chain operator must be followed by a pipeline.";
                return self.lack("EmptyPipelineChainElement", message, keyword_end(operator));
            }
            match self.kind()? {
                Kind::AndAnd | Kind::OrOr if self.last_kind() == Some(Kind::Ampersand) => {
                    let span = Span::new(self.last_end, self.here().start);
                    let message = "Background operators can only be used at the end of a pipeline chain.";
                    return self.fail("BackgroundOperatorInPipelineChain", message, span);
                }
                Kind::AndAnd | Kind::OrOr => {
                    operator = Some(self.bump()?);
                    self.newlines()?;
                }
                _ => return Ok(true),
            }
        }
    }

    fn pipeline(&mut self) -> Step<bool> {
        let mut pipe: Option<Token> = None;
        loop {
            let start = self.here().start;
            let before = self.pos;
            let is_stray = !self.errors.is_empty() && super::command::is_stray_word(self.kind()?);
            let begins_command = is_stray || super::command::begins_command(self.kind()?);
            let expression = if begins_command { None } else { self.expression()? };
            let mut found = true;
            if is_stray {
                self.stray_command()?;
            } else if let Some(expression) = expression {
                if pipe.is_some() {
                    let message = "Expressions are only allowed as the first element of a pipeline.";
                    return self.fail(
                        "ExpressionsMustBeFirstInPipeline",
                        message,
                        Span::new(start, expression.end),
                    );
                }
                if self.kind()? == Kind::Assign {
                    self.check_target(before, Span::new(start, expression.end));
                    return self.assignment();
                }
                self.redirections()?;
            } else {
                found = self.command()?;
            }
            if !found && (pipe.is_some() || self.kind()? == Kind::Pipe) {
                let place = pipe.map_or_else(|| self.here().span(), keyword_end);
                let message = "An empty pipe element is not allowed.";
                self.lack("EmptyPipeElement", message, place).or(Ok(()))?;
            }
            let next = self.peek()?;
            match next.kind {
                Kind::Pipe => {
                    pipe = Some(self.bump()?);
                    self.newlines()?;
                    if self.kind()? == Kind::EndOfInput {
                        let place = Span::at(next.end);
                        return self.lack("EmptyPipeElement", "An empty pipe element is not allowed.", place);
                    }
                }
                Kind::Ampersand => {
                    let end = self.last_end;
                    self.bump()?;
                    self.last_end = end;
                    return Ok(true);
                }
                Kind::AndAnd | Kind::OrOr => return Ok(self.pos > before || pipe.is_some()),
                kind if ends_pipeline(kind) => return Ok(self.pos > before || pipe.is_some()),
                Kind::RedirectIn => return self.redirect_in(next),
                _ => return self.unexpected(next).or(Ok(true)),
            }
        }
    }

    pub(super) fn redirect_in<T>(&mut self, token: Token) -> Step<T> {
        self.bump()?;
        let message = "The '<' operator is reserved for future use.";
        self.fail("RedirectionNotSupported", message, token.span())
    }

    /// Notes an expression that cannot be assigned to; PowerShell says so behind all errors of syntax.
    fn check_target(&mut self, first: usize, span: Span) {
        let tokens = self.lexed.tokens.get(first..self.pos).unwrap_or_default();
        let mut depth = 0_u32;
        let mut last = None;
        for token in tokens {
            match token.kind {
                kind if opens(kind) => depth += 1,
                Kind::RParen | Kind::RCurly | Kind::RBracket => {
                    depth = depth.saturating_sub(1);
                    last = Some(token.kind);
                }
                kind if depth == 0 && level(kind).is_some() => {
                    last = None;
                    break;
                }
                kind if depth == 0 => last = Some(kind),
                _ => {}
            }
        }
        if !matches!(last, Some(Kind::Variable | Kind::Identifier | Kind::RBracket)) {
            let message = "The assignment expression is not valid. The input to an assignment operator must be an \
                object that is able to accept assignments, such as a variable or a property.";
            self.late.push(Diagnostic::new("InvalidLeftHandSide", message, span));
        }
    }

    fn assignment(&mut self) -> Step<bool> {
        let operator = self.bump()?;
        self.newlines()?;
        let before = self.pos;
        let found = !ends_pipeline(self.kind()?) && self.statement()?;
        if !found || self.pos == before {
            let text = self.token_text(operator);
            let message = format!("You must provide a value expression following the '{text}' operator.");
            return self.lack("ExpectedValueExpression", message, keyword_end(operator));
        }
        Ok(true)
    }
}

fn opens(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::LParen
            | Kind::CallParen
            | Kind::AttributeParen
            | Kind::AtParen
            | Kind::DollarParen
            | Kind::LCurly
            | Kind::CallCurly
            | Kind::AtCurly
            | Kind::TypeOpen
            | Kind::TypeBracket
            | Kind::GenericOpen
            | Kind::IndexOpen
            | Kind::QuestionIndexOpen
    )
}

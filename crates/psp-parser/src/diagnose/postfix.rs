//! Members, indexes and calls.

use super::script::keyword_end;
use super::{Diagnose, Step};
use psp_lexer::Kind;
use psp_source::Span;

pub(super) fn begins_postfix(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Dot | Kind::ColonColon | Kind::QuestionDot | Kind::IndexOpen | Kind::QuestionIndexOpen
    )
}

impl Diagnose<'_> {
    pub(super) fn postfixes(&mut self) -> Step<()> {
        while begins_postfix(self.kind()?) {
            match self.kind()? {
                Kind::IndexOpen | Kind::QuestionIndexOpen => self.index().or(Ok(()))?,
                _ => self.member().or(Ok(()))?,
            }
        }
        Ok(())
    }

    fn index(&mut self) -> Step<()> {
        let open = self.bump()?;
        self.newlines()?;
        if self.with_comma(true, Self::expression)?.is_none() {
            let message = "Array index expression is missing or not valid.";
            self.lack("MissingArrayIndexExpression", message, keyword_end(open)).or(Ok(()))?;
        }
        let end = self.after();
        self.newlines()?;
        if self.kind()? == Kind::RBracket {
            self.bump()?;
            return Ok(());
        }
        self.lack("MissingEndSquareBracket", "Missing ']' after array index expression.", end)
    }

    fn member(&mut self) -> Step<()> {
        let operator = self.bump()?;
        self.newlines()?;
        let name = self.peek()?;
        match name.kind {
            Kind::Identifier => {
                self.bump()?;
            }
            Kind::Not
            | Kind::Plus
            | Kind::Minus
            | Kind::Join
            | Kind::Split
            | Kind::PlusPlus
            | Kind::Comma
            | Kind::TypeOpen
            | Kind::MinusMinus => {
                self.expression()?;
                return Ok(());
            }
            Kind::LCurly => {
                let message = "Missing property name after reference operator.";
                return self.lack("MissingPropertyName", message, keyword_end(operator));
            }
            _ => {
                if !self.primary(false)? {
                    let message = "Missing property name after reference operator.";
                    return self.lack("MissingPropertyName", message, keyword_end(operator));
                }
            }
        }
        if self.kind()? == Kind::GenericOpen {
            self.type_arguments()?;
        }
        match self.kind()? {
            Kind::CallParen => self.arguments(),
            Kind::CallCurly => self.script_block(),
            _ => Ok(()),
        }
    }

    /// `(` arguments `)` of a call; the parenthesis is known to be there.
    pub(super) fn arguments(&mut self) -> Step<()> {
        let open = self.bump()?;
        let mut end = Span::at(open.end);
        let mut comma = None;
        self.with_comma(false, |it| {
            loop {
                it.newlines()?;
                if it.expression()?.is_none() {
                    if let Some(comma) = comma {
                        return it.missing_after_token(comma);
                    }
                    return Ok(());
                }
                end = it.after();
                it.newlines()?;
                comma = it.take(Kind::Comma)?;
                if comma.is_none() {
                    return Ok(());
                }
            }
        })
        .or(Ok(()))?;
        self.newlines()?;
        if self.kind()? == Kind::RParen {
            self.bump()?;
            return Ok(());
        }
        self.lack("MissingEndParenthesisInMethodCall", "Missing ')' in method call.", end)
    }
}

//! Expressions and their operators.

use super::script::keyword_end;
use super::{Diagnose, Step};
use crate::build::operator::level;
use psp_lexer::{Kind, Token};
use psp_source::Span;

impl Diagnose<'_> {
    /// An expression; none when none begins here.
    pub(super) fn expression(&mut self) -> Step<Option<Span>> {
        let result = self.nested(Self::expression_inner);
        result.or(Ok(Some(self.after())))
    }

    fn expression_inner(&mut self) -> Step<Option<Span>> {
        let start = self.here().start;
        if !self.binary_expression()? {
            return Ok(None);
        }
        let Some(question) = self.take(Kind::Question)? else {
            return Ok(Some(Span::new(start, self.last_end)));
        };
        self.branch(question)?;
        self.newlines()?;
        let next = self.peek()?;
        if next.kind != Kind::Colon {
            let message = "Missing ':' in the ternary expression.";
            return self.lack("MissingColonInTernaryExpression", message, self.after());
        }
        let colon = self.bump()?;
        self.branch(colon)?;
        Ok(Some(Span::new(start, self.last_end)))
    }

    fn branch(&mut self, operator: Token) -> Step<()> {
        self.newlines()?;
        if self.expression()?.is_some() {
            return Ok(());
        }
        let text = self.token_text(operator);
        let message = format!("You must provide a value expression following the '{text}' operator.");
        self.lack("ExpectedValueExpression", message, keyword_end(operator))
    }

    pub(super) fn missing_after_token<T>(&mut self, token: Token) -> Step<T> {
        let message = format!("Missing expression after '{}'.", self.token_text(token));
        self.lack("MissingExpressionAfterToken", message, keyword_end(token))
    }

    fn binary_expression(&mut self) -> Step<bool> {
        if !self.array_literal()? {
            return Ok(false);
        }
        loop {
            let operator = self.peek()?;
            if level(operator.kind).is_none() {
                return Ok(true);
            }
            self.bump()?;
            self.newlines()?;
            if !self.array_literal()? {
                let text = self.token_text(operator);
                let message = format!("You must provide a value expression following the '{text}' operator.");
                self.lack("ExpectedValueExpression", message, keyword_end(operator)).or(Ok(()))?;
            }
        }
    }

    fn array_literal(&mut self) -> Step<bool> {
        if !self.unary_expression()? {
            return Ok(false);
        }
        while !self.no_comma
            && let Some(comma) = self.take(Kind::Comma)?
        {
            self.newlines()?;
            if !self.unary_expression()? {
                return self.missing_after_token(comma);
            }
        }
        Ok(true)
    }

    fn unary_expression(&mut self) -> Step<bool> {
        self.nested(Self::unary_expression_inner).or(Ok(true))
    }

    fn unary_expression_inner(&mut self) -> Step<bool> {
        let next = self.peek()?;
        let found = match next.kind {
            Kind::Comma if self.no_comma => return Ok(false),
            Kind::Not
            | Kind::Plus
            | Kind::Minus
            | Kind::Comma
            | Kind::Join
            | Kind::Split
            | Kind::PlusPlus
            | Kind::MinusMinus => {
                self.bump()?;
                self.newlines()?;
                if self.unary_expression()? {
                    return Ok(true);
                }
                let text = self.token_text(next);
                let message = format!("Missing expression after unary operator '{text}'.");
                return self.lack("MissingExpressionAfterOperator", message, keyword_end(next));
            }
            Kind::TypeOpen => self.cast_expression()?,
            _ => self.primary(true)?,
        };
        if found && matches!(self.kind()?, Kind::PlusPlus | Kind::MinusMinus) {
            self.bump()?;
        }
        Ok(found)
    }

    fn cast_expression(&mut self) -> Step<bool> {
        let attribute = self.attribute()?;
        if attribute.type_only.is_none() {
            self.newlines()?;
            if self.unary_expression()? {
                return Ok(true);
            }
            let message = format!("Unexpected attribute '{}'.", attribute.name);
            return self.lack("UnexpectedAttribute", message, attribute.span);
        }
        if super::postfix::begins_postfix(self.kind()?) {
            self.postfixes()?;
            return Ok(true);
        }
        if self.kind()? != Kind::Comma {
            self.unary_expression()?;
        }
        Ok(true)
    }

    /// A value and, when wanted, what stands directly behind it; false when none begins here.
    pub(super) fn primary(&mut self, members: bool) -> Step<bool> {
        self.primary_inner(members).or(Ok(true))
    }

    fn primary_inner(&mut self, members: bool) -> Step<bool> {
        let next = self.peek()?;
        match next.kind {
            Kind::Variable
            | Kind::Splat
            | Kind::SingleQuoted
            | Kind::DoubleQuoted
            | Kind::SingleHere
            | Kind::DoubleHere => {
                self.bump()?;
            }
            Kind::Number => self.number()?,
            Kind::StringStart => self.expandable(Kind::StringEnd)?,
            Kind::HereStart => self.expandable(Kind::HereEnd)?,
            Kind::LParen => self.paren_expression()?,
            Kind::DollarParen | Kind::AtParen => self.sub_expression()?,
            Kind::AtCurly => self.hash_literal()?,
            Kind::LCurly => self.script_block()?,
            _ => return Ok(false),
        }
        if members {
            self.postfixes()?;
        }
        Ok(true)
    }

    pub(super) fn number(&mut self) -> Step<()> {
        let number = self.bump()?;
        let text = self.token_text(number);
        if crate::build::number::value(text).is_some() {
            return Ok(());
        }
        let message = format!("The numeric constant {text} is not valid.");
        self.fail("BadNumericConstant", message, number.span())
    }

    fn paren_expression(&mut self) -> Step<()> {
        self.nested(|it| it.with_comma(true, Self::paren_expression_inner))
    }

    fn paren_expression_inner(&mut self) -> Step<()> {
        let open = self.bump()?;
        self.newlines()?;
        if !self.pipeline_chain().or(Ok(true))? {
            let text = self.token_text(open);
            let message = format!("An expression was expected after '{text}'.");
            self.lack("ExpectedExpression", message, keyword_end(open)).or(Ok(()))?;
        }
        let end = self.after();
        self.newlines()?;
        if self.kind()? == Kind::RParen {
            self.bump()?;
            return Ok(());
        }
        self.lack("MissingEndParenthesisInExpression", "Missing closing ')' in expression.", end)
    }

    fn sub_expression(&mut self) -> Step<()> {
        self.nested(|it| {
            it.with_comma(true, |it| {
                it.bump()?;
                it.statement_list()?;
                let close = it.peek()?;
                if close.kind == Kind::RParen {
                    it.bump()?;
                    return Ok(());
                }
                let message = "Missing closing ')' in subexpression.";
                it.lack("MissingEndParenthesisInSubexpression", message, close.span())
            })
        })
    }

    /// A string or word with something to expand, up to its end token.
    pub(super) fn expandable(&mut self, close: Kind) -> Step<()> {
        self.bump()?;
        loop {
            let kind = self.kind()?;
            if kind == Kind::DollarParen {
                self.sub_expression().or(Ok(()))?;
                continue;
            }
            self.bump()?;
            if kind == close || kind == Kind::EndOfInput {
                return Ok(());
            }
        }
    }

    fn hash_literal(&mut self) -> Step<()> {
        self.nested(|it| it.with_comma(true, Self::hash_literal_inner))
    }

    fn hash_literal_inner(&mut self) -> Step<()> {
        let open = self.bump()?;
        self.separators()?;
        loop {
            let has_key = if self.kind()? == Kind::Identifier {
                self.bump()?;
                true
            } else {
                self.unary_expression()?
            };
            if !has_key {
                break;
            }
            if self.kind()? == Kind::Assign {
                let equals = self.bump()?;
                self.newlines()?;
                if super::ends_pipeline(self.kind()?) || !self.statement()? {
                    let message = "Missing statement after '=' in hash literal.";
                    self.lack("MissingStatementInHashLiteral", message, keyword_end(equals)).or(Ok(()))?;
                }
            } else {
                let message = "Missing '=' operator after key in hash literal.";
                self.lack("MissingEqualsInHashLiteral", message, self.after()).or(Ok(()))?;
                while !super::ends_pipeline(self.kind()?) {
                    self.bump()?;
                }
            }
            if !matches!(self.kind()?, Kind::Newline | Kind::Semicolon) {
                break;
            }
            self.separators()?;
        }
        let close = self.peek()?;
        if close.kind == Kind::RCurly {
            self.bump()?;
            return Ok(());
        }
        let message = "Missing closing '}' in statement block or type definition.";
        self.lack_at("MissingEndCurlyBrace", message, keyword_end(open), close.span())
    }
}

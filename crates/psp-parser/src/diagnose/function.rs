//! Functions and parameters.

use super::script::keyword_end;
use super::{Diagnose, Step};
use psp_lexer::Kind;
use psp_source::Span;

impl Diagnose<'_> {
    pub(super) fn function_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        let name = self.peek()?;
        if name.kind != Kind::Word {
            let text = self.token_text(keyword);
            let message = format!("Missing name after {text} keyword.");
            return self.lack("MissingNameAfterKeyword", message, keyword_end(keyword));
        }
        self.bump()?;
        self.newlines()?;
        if self.kind()? == Kind::LParen {
            self.parameter_list()?;
            self.newlines()?;
        }
        if self.kind()? != Kind::LCurly {
            let message = "Missing function body in function declaration.";
            return self.lack("MissingFunctionBody", message, self.after());
        }
        self.script_block()
    }

    /// `(` parameters `)`; the parenthesis is known to be there.
    pub(super) fn parameter_list(&mut self) -> Step<()> {
        let open = self.bump()?;
        let mut end = Span::at(open.end);
        let mut comma = None;
        self.with_comma(false, |it| {
            loop {
                it.newlines()?;
                if !it.parameter_definition()? {
                    return match comma {
                        Some(comma) => it.missing_after_token(comma),
                        None => Ok(()),
                    };
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
        let message = "Missing ')' in function parameter list.";
        self.lack("MissingEndParenthesisInFunctionParameterList", message, end)
    }

    fn parameter_definition(&mut self) -> Step<bool> {
        let mut has_attributes = false;
        while self.kind()? == Kind::TypeOpen {
            self.attribute()?;
            has_attributes = true;
            self.newlines()?;
        }
        if self.kind()? != Kind::Variable && self.kind()? != Kind::Splat {
            if !has_attributes {
                return Ok(false);
            }
            let message = "Parameter declarations are a comma-separated list of variable names with optional \
                initializer expressions.";
            return self.lack("InvalidFunctionParameter", message, self.after());
        }
        self.no_splat()?;
        self.bump()?;
        self.newlines()?;
        let next = self.peek()?;
        if next.kind == Kind::Assign && next.end - next.start == 1 {
            let equals = self.bump()?;
            self.newlines()?;
            if self.expression()?.is_none() {
                return self.missing_after_token(equals);
            }
        }
        Ok(true)
    }
}

//! Type names, type literals and attributes.

use super::script::keyword_end;
use super::{Diagnose, Step};
use psp_lexer::Kind;
use psp_source::Span;

/// What stood between `[` and `]`.
pub(super) struct Attribute {
    /// With brackets.
    pub(super) span: Span,
    /// The type's name.
    pub(super) name: String,
    /// The name when there were no parentheses.
    pub(super) type_only: Option<String>,
}

impl Diagnose<'_> {
    /// `[` type or attribute `]`; the bracket is known to be there.
    pub(super) fn attribute(&mut self) -> Step<Attribute> {
        self.nested(Self::attribute_inner)
    }

    fn attribute_inner(&mut self) -> Step<Attribute> {
        let open = self.bump()?;
        self.newlines()?;
        let name_start = self.here().start;
        if !self.type_name(true)? {
            let message = "Missing type name after '['.";
            self.lack("MissingTypename", message, keyword_end(open)).or(Ok(()))?;
            while self.kind()? != Kind::RBracket && !super::ends_pipeline(self.kind()?) {
                self.bump()?;
            }
            self.take(Kind::RBracket)?;
            let span = Span::new(open.start, self.last_end);
            return Ok(Attribute { span, name: String::new(), type_only: Some(String::new()) });
        }
        let name = self.slice(Span::new(name_start, self.last_end)).to_owned();
        let next = self.kind()?;
        if next == Kind::AttributeParen {
            self.attribute_arguments()?;
            self.newlines()?;
            if self.kind()? != Kind::RBracket {
                return self.unclosed_attribute();
            }
            self.bump()?;
            return Ok(Attribute { span: Span::new(open.start, self.last_end), name, type_only: None });
        }
        if next == Kind::RBracket {
            self.bump()?;
        } else {
            self.unclosed_type().or(Ok(()))?;
        }
        Ok(Attribute {
            span: Span::new(open.start, self.last_end),
            name: name.clone(),
            type_only: Some(name),
        })
    }

    /// The place is the character before the next token.
    fn unclosed_type<T>(&mut self) -> Step<T> {
        let message = "Missing ] at end of attribute or type literal.";
        let before = self.peek()?.start.saturating_sub(1);
        self.fail("EndSquareBracketExpectedAtEndOfAttribute", message, Span::at(before))
    }

    fn unclosed_attribute<T>(&mut self) -> Step<T> {
        let message = "Missing ] at end of attribute or type literal.";
        self.lack("EndSquareBracketExpectedAtEndOfAttribute", message, self.after())
    }

    fn attribute_arguments(&mut self) -> Step<()> {
        self.bump()?;
        let mut comma = None;
        self.with_comma(false, |it| {
            loop {
                it.newlines()?;
                if !it.attribute_argument()? {
                    return match comma {
                        Some(comma) => it.missing_after_token(comma),
                        None => Ok(()),
                    };
                }
                it.newlines()?;
                comma = it.take(Kind::Comma)?;
                if comma.is_none() {
                    return Ok(());
                }
            }
        })?;
        let end = self.after();
        self.newlines()?;
        if self.kind()? == Kind::RParen {
            self.bump()?;
            return Ok(());
        }
        self.lack("MissingEndParenthesisInExpression", "Missing closing ')' in expression.", end)
    }

    fn attribute_argument(&mut self) -> Step<bool> {
        if self.take(Kind::Identifier)?.is_none() {
            return Ok(self.expression()?.is_some());
        }
        let Some(equals) = self.take(Kind::Assign)? else { return Ok(true) };
        self.newlines()?;
        if self.expression()?.is_some() {
            return Ok(true);
        }
        let message = "Missing statement after '=' in named argument.";
        self.lack("MissingExpressionInNamedArgument", message, keyword_end(equals))
    }

    /// A type's name with its arguments; false when none begins here.
    pub(super) fn type_name(&mut self, assembly: bool) -> Step<bool> {
        if !is_type_name(self.here().kind, self.token_text(self.here())) {
            return Ok(false);
        }
        self.bump()?;
        while self.kind()? == Kind::TypeBracket {
            let open = self.bump()?;
            self.newlines()?;
            match self.kind()? {
                Kind::RBracket => {}
                Kind::Comma => while self.take(Kind::Comma)?.is_some() {},
                _ => self.generic_arguments(open.end)?,
            }
            if self.kind()? != Kind::RBracket {
                let message = "Missing ] at end of type token.";
                return self.lack("EndSquareBracketExpectedAtEndOfType", message, self.after());
            }
            self.bump()?;
        }
        if assembly {
            self.assembly()?;
        }
        Ok(true)
    }

    fn generic_arguments(&mut self, open: u32) -> Step<()> {
        let mut place = Span::at(open);
        let mut first = true;
        loop {
            self.newlines()?;
            let nested = self.take(Kind::TypeBracket)?;
            if let Some(bracket) = nested {
                place = keyword_end(bracket);
            }
            if !self.type_name(nested.is_some())? {
                let next = self.peek()?;
                if nested.is_none() && first && next.kind != Kind::EndOfInput {
                    return self.unexpected(next);
                }
                return self.lack("MissingTypename", "Missing type name after '['.", place);
            }
            first = false;
            if nested.is_some() {
                if self.kind()? != Kind::RBracket {
                    let message = "Missing ] at end of type token.";
                    return self.lack("EndSquareBracketExpectedAtEndOfType", message, self.after());
                }
                self.bump()?;
            }
            let Some(comma) = self.take(Kind::Comma)? else { return Ok(()) };
            place = keyword_end(comma);
        }
    }

    fn assembly(&mut self) -> Step<()> {
        while self.take(Kind::Comma)?.is_some() {
            if self.take(Kind::TypeName)?.is_none() {
                let message = "The type name is missing the assembly name specification.";
                return self.lack("MissingAssemblyNameSpecification", message, self.after());
            }
            if self.take(Kind::Assign)?.is_some() {
                self.take(Kind::TypeName)?;
            }
        }
        Ok(())
    }

    /// `[` types `]` of a generic call; the bracket is known to be there.
    pub(super) fn type_arguments(&mut self) -> Step<()> {
        let open = self.bump()?;
        self.generic_arguments(open.end)?;
        self.take(Kind::RBracket)?;
        Ok(())
    }
}

fn is_type_name(kind: Kind, text: &str) -> bool {
    kind == Kind::TypeName && text.starts_with(psp_lexer::is_name_start)
}

//! Classes and enums.

use super::script::keyword_end;
use super::{Diagnose, Step};
use psp_lexer::{Kind, Token};

impl Diagnose<'_> {
    pub(super) fn type_definition(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        let text = self.token_text(keyword).to_ascii_lowercase();
        if keyword.kind == Kind::Interface {
            let message = "The 'interface' keyword is reserved for future use.";
            return self.fail("ReservedKeywordNotAllowed", message, keyword.span());
        }
        if self.kind()? != Kind::Identifier {
            let message = format!("Missing name after {text} keyword.");
            return self.lack("MissingNameAfterKeyword", message, keyword_end(keyword));
        }
        self.bump()?;
        self.newlines()?;
        if self.kind()? == Kind::Colon {
            let mut separator = self.bump()?;
            loop {
                self.newlines()?;
                if !self.type_name(false)? {
                    return self.lack("TypeNameExpected", "Type name expected.", keyword_end(separator));
                }
                match self.take(Kind::Comma)? {
                    Some(comma) => separator = comma,
                    None => break,
                }
            }
            self.newlines()?;
        }
        if self.kind()? != Kind::LCurly {
            let message = format!("Missing '{text}' body in '{text}' declaration.");
            return self.lack("MissingTypeBody", message, self.after());
        }
        let open = self.bump()?;
        self.members(open, keyword.kind == Kind::Enum)
    }

    fn members(&mut self, open: Token, is_enum: bool) -> Step<()> {
        loop {
            self.separators()?;
            if self.kind()? == Kind::RCurly {
                self.bump()?;
                return Ok(());
            }
            let before = self.pos;
            let found = if is_enum { self.enum_member() } else { self.member_definition() };
            if !found.or(Ok(self.pos > before))? {
                let close = self.peek()?;
                let message = "Missing closing '}' in statement block or type definition.";
                return self.lack_at("MissingEndCurlyBrace", message, keyword_end(open), close.span());
            }
        }
    }

    fn enum_member(&mut self) -> Step<bool> {
        while self.kind()? == Kind::TypeOpen {
            self.attribute()?;
            self.newlines()?;
        }
        if self.take(Kind::Identifier)?.is_none() {
            return Ok(false);
        }
        self.initial_value()?;
        self.end_of_property()?;
        Ok(true)
    }

    fn member_definition(&mut self) -> Step<bool> {
        let mut has_head = false;
        let mut has_type = false;
        let mut qualifiers = Vec::new();
        loop {
            let next = self.peek()?;
            match next.kind {
                Kind::TypeOpen => {
                    let attribute = self.attribute()?;
                    if attribute.type_only.is_some() {
                        if has_type {
                            let message = "Only one type may be specified on class members.";
                            return self.fail("TooManyTypes", message, attribute.span);
                        }
                        has_type = true;
                    }
                    self.newlines()?;
                }
                Kind::Static | Kind::Hidden => {
                    if qualifiers.contains(&next.kind) {
                        let message =
                            format!("Duplicate '{}' qualifier", self.token_text(next).to_lowercase());
                        return self.fail("DuplicateQualifier", message, next.span());
                    }
                    qualifiers.push(next.kind);
                    self.bump()?;
                }
                Kind::Variable => {
                    self.bump()?;
                    self.initial_value()?;
                    self.end_of_property()?;
                    return Ok(true);
                }
                Kind::Identifier => {
                    self.method()?;
                    return Ok(true);
                }
                _ if has_head => {
                    let message = "Missing a property name or method definition.";
                    return self.lack("IncompleteMemberDefinition", message, self.after());
                }
                _ => return Ok(false),
            }
            has_head = true;
        }
    }

    fn initial_value(&mut self) -> Step<()> {
        let Some(equals) = self.take(Kind::Assign)? else { return Ok(()) };
        self.newlines()?;
        if self.with_comma(true, Self::expression)?.is_some() {
            return Ok(());
        }
        let text = self.token_text(equals);
        let message = format!("You must provide a value expression following the '{text}' operator.");
        self.lack("ExpectedValueExpression", message, keyword_end(equals))
    }

    fn end_of_property(&mut self) -> Step<()> {
        if matches!(self.kind()?, Kind::Newline | Kind::Semicolon | Kind::RCurly) {
            return Ok(());
        }
        let message = "Missing ';' or end-of-line in property definition.";
        self.lack("MissingPropertyTerminator", message, self.after())
    }

    fn method(&mut self) -> Step<()> {
        self.bump()?;
        if self.kind()? != Kind::LParen {
            let message = "Missing '(' in class method parameter list.";
            return self.lack("MissingMethodParameterList", message, self.after());
        }
        self.parameter_list()?;
        self.newlines()?;
        if self.take(Kind::Colon)?.is_some() {
            self.newlines()?;
            if self.take(Kind::Base)?.is_none() {
                let message = "Missing 'base' after ':' in a base class constructor call.";
                return self.lack("MissingBaseCtorCall", message, self.after());
            }
            self.newlines()?;
            if self.kind()? != Kind::LParen {
                let message = "Missing ')' in method call.";
                return self.lack("MissingEndParenthesisInMethodCall", message, self.after());
            }
            self.arguments()?;
            self.newlines()?;
        }
        if self.kind()? == Kind::LCurly {
            return self.script_block();
        }
        let message = "Missing function body in function declaration.";
        self.lack("MissingFunctionBody", message, self.after())
    }
}

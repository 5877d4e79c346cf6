//! Scripts, script blocks, named blocks, `param` and `using`.

use super::{Diagnose, Step, ends_list};
use psp_lexer::{Kind, Token};

const MISSING_BRACE: &str = "Missing closing '}' in statement block or type definition.";

impl Diagnose<'_> {
    pub(super) fn script(&mut self) -> Step<()> {
        self.separators()?;
        while self.kind()? == Kind::Using {
            self.using_statement().or(Ok(()))?;
            self.separators()?;
        }
        self.script_body(None)
    }

    fn using_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        let directive = self.peek()?;
        let text = self.token_text(directive).to_ascii_lowercase();
        let known = matches!(text.as_str(), "namespace" | "module" | "assembly" | "type" | "command");
        if directive.kind != Kind::Word || !known {
            return self.lack(
                "MissingUsingStatementDirective",
                "Missing using directive",
                keyword_end(keyword),
            );
        }
        self.bump()?;
        if !super::command::begins_argument(self.kind()?) {
            let message = "Missing using name";
            return self.lack("MissingUsingItemName", message, self.after());
        }
        self.command_argument_list()?;
        let next = self.peek()?;
        if self.token_text(next) == "=" {
            self.bump()?;
            self.command_argument_list()?;
        }
        let next = self.peek()?;
        if super::ends_pipeline(next.kind) {
            return Ok(());
        }
        let message = "The syntax of a using statement is incorrect.";
        self.fail("MissingUsingItemName", message, next.span())
    }

    /// The inside of a script (`open` is none) or of braces, with the closing one.
    pub(super) fn script_body(&mut self, open: Option<Token>) -> Step<()> {
        self.nested(|it| it.with_comma(true, |it| it.script_body_inner(open)))
    }

    fn script_body_inner(&mut self, open: Option<Token>) -> Step<()> {
        self.separators()?;
        self.param_block().or(Ok(()))?;
        self.separators()?;
        if is_block_name(self.kind()?) {
            return self.named_blocks(open);
        }
        loop {
            self.statement_list()?;
            let close = self.peek()?;
            match open {
                None if close.kind == Kind::EndOfInput => return Ok(()),
                None => {
                    self.unexpected(close).or(Ok(()))?;
                    self.skip_to(close.end);
                }
                Some(open) => return self.close_brace(open).or(Ok(())),
            }
        }
    }

    pub(super) fn close_brace(&mut self, open: Token) -> Step<()> {
        let close = self.peek()?;
        if close.kind == Kind::RCurly {
            self.bump()?;
            return Ok(());
        }
        self.lack_at("MissingEndCurlyBrace", MISSING_BRACE, open.span(), close.span())
    }

    fn param_block(&mut self) -> Step<()> {
        if self.kind_after_attributes() != Kind::Param {
            return Ok(());
        }
        while self.kind()? == Kind::TypeOpen {
            let attribute = self.attribute()?;
            if let Some(type_name) = attribute.type_only {
                let message = format!("Unexpected type [{type_name}] was found in the parameter statement.");
                return self.fail("TypeNotAllowedBeforeParam", message, attribute.span);
            }
            self.newlines()?;
        }
        self.bump()?;
        self.newlines()?;
        self.parameter_list()
    }

    /// The kind of the token behind the attributes that come next.
    pub(super) fn kind_after_attributes(&self) -> Kind {
        let mut depth = 0_u32;
        for (index, token) in self.lexed.tokens.iter().enumerate().skip(self.pos) {
            match token.kind {
                Kind::TypeOpen | Kind::TypeBracket | Kind::IndexOpen | Kind::GenericOpen => depth += 1,
                Kind::RBracket => {
                    depth = depth.saturating_sub(1);
                    let next = self.lexed.tokens.get(index + 1).map_or(Kind::EndOfInput, |token| token.kind);
                    if depth == 0 && next != Kind::TypeOpen {
                        return next;
                    }
                }
                kind if depth == 0 => return kind,
                _ => {}
            }
        }
        Kind::EndOfInput
    }

    fn named_blocks(&mut self, open: Option<Token>) -> Step<()> {
        let mut seen = Vec::new();
        while is_block_name(self.kind()?) {
            let name = self.bump()?;
            let text = self.token_text(name).to_ascii_lowercase();
            self.newlines()?;
            if self.kind()? != Kind::LCurly {
                let message = format!("Missing statement block after '{text}'.");
                return self.lack("MissingNamedStatementBlock", message, keyword_end(name));
            }
            self.statement_block()?;
            if seen.contains(&name.kind) {
                let message = format!("Script command clause '{text}' has already been defined.");
                return self.fail("DuplicateScriptCommandClause", message, name.span());
            }
            seen.push(name.kind);
            self.separators()?;
        }
        let next = self.peek()?;
        match open {
            Some(open) if ends_list(next.kind) => self.close_brace(open),
            None if next.kind == Kind::EndOfInput => Ok(()),
            _ => {
                let text = self.token_text(next);
                let message = format!(
                    "unexpected token '{text}', expected 'begin', 'process', 'end', 'clean', or 'dynamicparam'."
                );
                self.fail("MissingNamedBlocks", message, next.span())
            }
        }
    }

    pub(super) fn statement_list(&mut self) -> Step<()> {
        self.separators()?;
        while !ends_list(self.kind()?) {
            let before = self.pos;
            self.statement()?;
            if self.pos == before {
                let next = self.peek()?;
                self.unexpected(next).or(Ok(()))?;
                self.skip_to(next.end);
            }
            self.separators()?;
        }
        Ok(())
    }

    /// `{ … }` around statements; the brace is known to be there.
    pub(super) fn statement_block(&mut self) -> Step<()> {
        self.nested(|it| {
            it.with_comma(true, |it| {
                let open = it.bump()?;
                it.statement_list()?;
                it.close_brace(open).or(Ok(()))
            })
        })
    }

    /// `{ … }` of a script block; the brace is known to be there.
    pub(super) fn script_block(&mut self) -> Step<()> {
        let open = self.bump()?;
        self.script_body(Some(open))
    }
}

fn is_block_name(kind: Kind) -> bool {
    matches!(kind, Kind::DynamicParam | Kind::Begin | Kind::Process | Kind::End | Kind::Clean)
}

pub(super) fn keyword_end(token: Token) -> psp_source::Span {
    psp_source::Span::at(token.end)
}

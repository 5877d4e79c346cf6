//! Statements with keywords.

use super::script::keyword_end;
use super::{Diagnose, Step, ends_pipeline};
use psp_lexer::{Kind, Token, is_dash};
use psp_source::Span;

const SWITCH_VALUE: &str =
    "A switch statement must have one of the following:  '-file file_name' or '( expression )'.";
const FOREACH_FORM: &str = "\nThe correct form is: foreach ($a in $b) {...}";

impl Diagnose<'_> {
    /// A statement; takes nothing when none begins here.
    pub(super) fn statement(&mut self) -> Step<bool> {
        self.nested(Self::statement_inner).or(Ok(true))
    }

    fn statement_inner(&mut self) -> Step<bool> {
        match self.kind()? {
            Kind::If => self.if_statement()?,
            Kind::Label => {
                self.bump()?;
                return self.statement();
            }
            Kind::While => self.while_statement()?,
            Kind::Do => self.do_statement()?,
            Kind::For => self.for_statement()?,
            Kind::Foreach => self.foreach_statement()?,
            Kind::Switch => self.switch_statement()?,
            Kind::Try => self.try_statement()?,
            Kind::Trap => self.trap_statement()?,
            Kind::Function | Kind::Filter | Kind::Workflow | Kind::Configuration => {
                self.function_statement()?;
            }
            Kind::Class | Kind::Enum | Kind::Interface => self.type_definition()?,
            Kind::Data => self.data_statement()?,
            Kind::Block => {
                self.bump()?;
                self.statement_block()?;
            }
            Kind::Return | Kind::Throw | Kind::Exit => {
                self.bump()?;
                if !ends_pipeline(self.kind()?) {
                    self.pipeline_chain()?;
                }
            }
            Kind::Break | Kind::Continue => {
                self.bump()?;
                if super::command::begins_argument(self.kind()?) {
                    self.command_argument()?;
                }
            }
            Kind::Using => self.misplaced_using()?,
            Kind::Reserved => {
                let token = self.bump()?;
                let text = self.token_text(token);
                let message =
                    format!("The '{text}' keyword is not supported in this version of the language.");
                return self.fail("ReservedKeywordNotAllowed", message, token.span());
            }
            Kind::TypeOpen => return self.attributed_statement(),
            _ => return self.pipeline_chain(),
        }
        Ok(true)
    }

    fn misplaced_using(&mut self) -> Step<()> {
        let token = self.bump()?;
        let message = "A 'using' statement must appear before any other statements in a script.";
        let directive = self.peek()?;
        let text = self.token_text(directive).to_ascii_lowercase();
        if matches!(text.as_str(), "namespace" | "module" | "assembly" | "type" | "command") {
            return self.fail("UsingMustBeAtStartOfScript", message, token.span());
        }
        self.lack("MissingUsingStatementDirective", "Missing using directive", keyword_end(token))
    }

    /// Attributes before a class, a statement that takes none, or an expression.
    fn attributed_statement(&mut self) -> Step<bool> {
        match self.kind_after_attributes() {
            Kind::Class | Kind::Enum | Kind::Interface => {
                while self.kind()? == Kind::TypeOpen {
                    let attribute = self.attribute()?;
                    if let Some(name) = attribute.type_only {
                        let message = format!("Unexpected type [{name}] was found before statement.");
                        return self.fail("TypeNotAllowedBeforeStatement", message, attribute.span);
                    }
                    self.newlines()?;
                }
                self.type_definition()?;
                Ok(true)
            }
            kind if takes_no_attributes(kind) => {
                let attribute = self.attribute()?;
                let message = format!("Unexpected attribute '{}'.", attribute.name);
                self.fail("UnexpectedAttribute", message, attribute.span)
            }
            _ => self.pipeline_chain(),
        }
    }

    fn if_statement(&mut self) -> Step<()> {
        let mut keyword = self.bump()?;
        loop {
            let text = self.token_text(keyword);
            self.newlines()?;
            if self.kind()? != Kind::LParen {
                let message = format!("Missing '(' after '{text}' in if statement.");
                return self.lack("MissingOpenParenthesisInIfStatement", message, keyword_end(keyword));
            }
            self.bump()?;
            self.newlines()?;
            if !self.condition()? {
                let message = format!("Missing condition in if statement after '{text} ('.");
                return self.lack("IfStatementMissingCondition", message, self.after());
            }
            self.close_condition(text)?;
            let close = Span::new(self.last_end - 1, self.last_end);
            self.newlines()?;
            if self.kind()? != Kind::LCurly {
                let message = format!("Missing statement block after {text} ( condition ).");
                return self.lack("MissingStatementBlock", message, close);
            }
            self.statement_block()?;
            match self.kind()? {
                Kind::ElseIf => keyword = self.bump()?,
                Kind::Else => {
                    let keyword = self.bump()?;
                    return self.block_after(
                        keyword,
                        "MissingStatementBlockAfterElse",
                        "Missing statement block after 'else' keyword.",
                    );
                }
                _ => return Ok(()),
            }
        }
    }

    /// A pipeline chain between parentheses; false when there is none.
    fn condition(&mut self) -> Step<bool> {
        let kind = self.kind()?;
        if ends_pipeline(kind) {
            return Ok(false);
        }
        self.with_comma(true, Self::pipeline_chain)
    }

    fn close_condition(&mut self, keyword: &str) -> Step<()> {
        let end = self.after();
        self.newlines()?;
        let close = self.peek()?;
        if close.kind == Kind::RParen {
            self.bump()?;
            return Ok(());
        }
        let message = format!("Missing closing ')' after expression in '{keyword}' statement.");
        let is_loop = matches!(keyword, "while" | "until" | "for");
        let place = if is_loop { end } else { close.span() };
        self.lack("MissingEndParenthesisAfterStatement", message, place)
    }

    /// `@x` where only `$x` can stand.
    pub(super) fn no_splat(&mut self) -> Step<()> {
        let next = self.peek()?;
        if next.kind != Kind::Splat {
            return Ok(());
        }
        let name = self.token_text(next).trim_start_matches('@');
        self.fail("SplattingNotPermitted", crate::check::splatting_not_permitted(name), next.span())
    }

    fn block_after(&mut self, keyword: Token, id: &'static str, message: &str) -> Step<()> {
        self.newlines()?;
        if self.kind()? == Kind::LCurly {
            return self.statement_block();
        }
        self.lack(id, message, keyword_end(keyword))
    }

    fn open_after_keyword(&mut self, keyword: Token) -> Step<Token> {
        self.newlines()?;
        if self.kind()? == Kind::LParen {
            return self.bump();
        }
        let text = self.token_text(keyword).to_ascii_lowercase();
        let message = format!("Missing opening '(' after keyword '{text}'.");
        self.lack("MissingOpenParenthesisAfterKeyword", message, keyword_end(keyword))
    }

    fn while_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        let text = self.token_text(keyword).to_ascii_lowercase();
        self.open_after_keyword(keyword)?;
        self.newlines()?;
        if !self.condition()? {
            let message = format!("Missing expression after '{text}' in loop.");
            return self.lack("MissingExpressionAfterKeyword", message, self.after());
        }
        self.close_condition(&text)?;
        self.newlines()?;
        if self.kind()? != Kind::LCurly {
            let message = format!("Missing statement body in {text} loop.");
            return self.lack("MissingLoopStatement", message, self.after());
        }
        self.statement_block()
    }

    fn do_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        self.block_after(keyword, "MissingLoopStatement", "Missing statement body in do loop.")?;
        if !matches!(self.kind()?, Kind::While | Kind::Until) {
            let message = "Missing while or until keyword in do loop.";
            return self.lack("MissingWhileOrUntilInDoWhile", message, self.after());
        }
        let tail = self.bump()?;
        let text = self.token_text(tail).to_ascii_lowercase();
        self.open_after_keyword(tail)?;
        self.newlines()?;
        if !self.condition()? {
            let message = format!("Missing expression after '{text}' in loop.");
            return self.lack("MissingExpressionAfterKeyword", message, self.after());
        }
        self.close_condition(&text)
    }

    fn for_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        self.open_after_keyword(keyword)?;
        for last in [false, false, true] {
            self.newlines()?;
            if !matches!(self.kind()?, Kind::Semicolon | Kind::RParen) {
                self.condition()?;
            }
            if !last && self.take(Kind::Newline)?.is_none() {
                self.take(Kind::Semicolon)?;
            }
        }
        self.close_condition("for")?;
        self.newlines()?;
        if self.kind()? == Kind::LCurly {
            return self.statement_block();
        }
        self.lack("MissingLoopStatement", "Missing statement body in for loop.", self.after())
    }

    fn foreach_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        while self.kind()? == Kind::Parameter {
            self.bump()?;
            self.take(Kind::Number)?;
        }
        let open = self.open_after_keyword(keyword)?;
        while self.kind()? == Kind::Parameter {
            self.bump()?;
        }
        self.newlines()?;
        if !matches!(self.kind()?, Kind::Variable | Kind::Splat) {
            let message = format!("Missing variable name after foreach.{FOREACH_FORM}");
            return self.lack("MissingVariableNameAfterForeach", message, keyword_end(open));
        }
        self.no_splat()?;
        self.primary(true)?;
        self.newlines()?;
        if self.kind()? != Kind::In {
            let message = format!("Missing 'in' after variable in foreach loop.{FOREACH_FORM}");
            return self.lack("MissingInInForeach", message, self.after());
        }
        let keyword = self.bump()?;
        self.newlines()?;
        if !self.condition()? {
            let message = format!("Missing expression in foreach loop.{FOREACH_FORM}");
            return self.lack("MissingForeachExpression", message, keyword_end(keyword));
        }
        self.newlines()?;
        if self.kind()? != Kind::RParen {
            let message = format!("Missing closing ')' after expression part of foreach loop.{FOREACH_FORM}");
            return self.lack("MissingEndParenthesisAfterForeach", message, self.after());
        }
        self.bump()?;
        self.newlines()?;
        if self.kind()? == Kind::LCurly {
            return self.statement_block();
        }
        let message = format!("Missing statement body in foreach loop.{FOREACH_FORM}");
        self.lack("MissingForeachStatement", message, self.after())
    }

    fn switch_statement(&mut self) -> Step<()> {
        self.bump()?;
        let mut is_file = false;
        let mut value = false;
        loop {
            let next = self.peek()?;
            match next.kind {
                Kind::Parameter => self.switch_flag(&mut is_file, &mut value)?,
                Kind::LParen if !value => {
                    self.switch_condition()?;
                    value = true;
                }
                Kind::LParen => return self.fail("PipelineValueRequired", SWITCH_VALUE, next.span()),
                _ => break,
            }
        }
        if !value {
            return self.lack("PipelineValueRequired", SWITCH_VALUE, self.after());
        }
        self.newlines()?;
        if self.kind()? != Kind::LCurly {
            return self.lack(
                "MissingCurlyBraceInSwitchStatement",
                "Missing '{' in switch statement.",
                self.after(),
            );
        }
        let open = self.bump()?;
        self.switch_clauses(open)
    }

    fn switch_flag(&mut self, is_file: &mut bool, value: &mut bool) -> Step<()> {
        let flag = self.bump()?;
        let text = self.token_text(flag);
        let name = text.trim_start_matches(is_dash).to_ascii_lowercase();
        let is = |flag: &str| !name.is_empty() && flag.starts_with(&name);
        if is("regex") || is("wildcard") || is("exact") || is("casesensitive") || is("parallel") {
            return Ok(());
        }
        if !is("file") {
            let message = format!("The parameter {text} is not valid for the switch statement.");
            return self.fail("InvalidSwitchFlag", message, flag.span());
        }
        *is_file = true;
        self.newlines()?;
        if !super::command::begins_argument(self.kind()?) {
            let message = "Cannot process the 'switch' statement because of a missing file name argument to the -file option.";
            return self.lack("MissingFilenameOption", message, keyword_end(flag));
        }
        self.command_argument()?;
        *value = true;
        Ok(())
    }

    fn switch_condition(&mut self) -> Step<()> {
        let open = self.bump()?;
        self.newlines()?;
        if !self.condition()? {
            return self.lack("PipelineValueRequired", SWITCH_VALUE, keyword_end(open));
        }
        self.newlines()?;
        if self.kind()? != Kind::RParen {
            let message = "Missing ')' after expression in switch statement.";
            return self.lack("MissingEndParenthesisInSwitchStatement", message, self.after());
        }
        self.bump()?;
        Ok(())
    }

    fn switch_clauses(&mut self, open: Token) -> Step<()> {
        let (mut has_default, mut any) = (false, false);
        loop {
            self.separators()?;
            let next = self.peek()?;
            if next.kind == Kind::Default {
                if has_default {
                    let message = "A switch statement can have only one default clause.";
                    return self.fail("MultipleSwitchDefaultClauses", message, next.span());
                }
                has_default = true;
                self.bump()?;
            } else if super::command::begins_argument(next.kind) {
                self.command_argument()?;
            } else if next.kind == Kind::RCurly && any {
                self.bump()?;
                return Ok(());
            } else if any && matches!(next.kind, Kind::EndOfInput | Kind::RParen) {
                return self.close_brace(open);
            } else {
                let message = "Missing condition in switch statement clause.";
                return self.lack("MissingSwitchConditionExpression", message, self.after());
            }
            any = true;
            self.newlines()?;
            if self.kind()? != Kind::LCurly {
                let message = "Missing statement block in switch statement clause.";
                return self.lack("MissingSwitchStatementClause", message, self.after());
            }
            self.statement_block()?;
        }
    }

    fn try_statement(&mut self) -> Step<()> {
        let keyword = self.bump()?;
        let message = "The Try statement is missing its statement block.";
        self.block_after(keyword, "MissingTryStatementBlock", message)?;
        let mut handled = false;
        while self.kind()? == Kind::Catch {
            let keyword = self.bump()?;
            self.catch_types()?;
            self.block_after_types(keyword)?;
            handled = true;
        }
        if self.kind()? == Kind::Finally {
            let keyword = self.bump()?;
            let message = "The Finally block is missing its statement block.";
            return self.block_after(keyword, "MissingFinallyStatementBlock", message);
        }
        if handled {
            return Ok(());
        }
        let message = "The Try statement is missing its Catch or Finally block.";
        self.lack("MissingCatchOrFinally", message, self.after())
    }

    fn catch_types(&mut self) -> Step<()> {
        while self.kind()? == Kind::TypeOpen {
            self.attribute()?;
            self.newlines()?;
            let Some(comma) = self.take(Kind::Comma)? else { return Ok(()) };
            self.newlines()?;
            if self.kind()? != Kind::TypeOpen {
                return self.lack("MissingTypeLiteralToken", "Missing type literal.", keyword_end(comma));
            }
        }
        Ok(())
    }

    fn block_after_types(&mut self, keyword: Token) -> Step<()> {
        self.newlines()?;
        if self.kind()? == Kind::LCurly {
            return self.statement_block();
        }
        let _ = keyword;
        let message = "The Catch block is missing its statement block.";
        self.lack("MissingCatchHandlerBlock", message, self.after())
    }

    fn trap_statement(&mut self) -> Step<()> {
        self.bump()?;
        if self.kind()? == Kind::TypeOpen {
            self.attribute()?;
        }
        self.newlines()?;
        if self.kind()? == Kind::LCurly {
            return self.statement_block();
        }
        self.lack(
            "MissingTrapStatement",
            "The 'trap' statement was incomplete. A trap statement requires a body.",
            self.after(),
        )
    }

    fn data_statement(&mut self) -> Step<()> {
        self.bump()?;
        self.take(Kind::Word)?;
        self.newlines()?;
        if matches!(self.kind()?, Kind::Parameter | Kind::ParameterColon) {
            let flag = self.bump()?;
            let name =
                self.token_text(flag).trim_start_matches(is_dash).trim_end_matches(':').to_ascii_lowercase();
            if !"supportedcommand".starts_with(&name) {
                let text = self.token_text(flag);
                let message = format!(
                    "The \"{text}\" parameter of the Data section is not valid. The valid Data section parameter is SupportedCommand."
                );
                return self.fail("InvalidParameterForDataSectionStatement", message, flag.span());
            }
            let mut last = flag;
            loop {
                if !super::command::begins_argument(self.kind()?) {
                    let message = "The SupportedCommand parameter of the Data section is missing a value. Supply a cmdlet or \
                        function name to the parameter.";
                    let id = "MissingValueForSupportedCommandInDataSectionStatement";
                    return self.lack(id, message, keyword_end(last));
                }
                self.command_argument()?;
                match self.take(Kind::Comma)? {
                    Some(comma) => last = comma,
                    None => break,
                }
            }
        }
        let place = self.after();
        self.newlines()?;
        if self.kind()? == Kind::LCurly {
            return self.statement_block();
        }
        let message = "The Data section is missing its statement block.";
        self.lack("MissingStatementBlockForDataSection", message, place)
    }
}

/// Keywords of statements before which no attribute may stand.
fn takes_no_attributes(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::If
            | Kind::While
            | Kind::Do
            | Kind::For
            | Kind::Foreach
            | Kind::Switch
            | Kind::Try
            | Kind::Trap
            | Kind::Function
            | Kind::Filter
            | Kind::Workflow
            | Kind::Return
            | Kind::Throw
            | Kind::Exit
            | Kind::Break
            | Kind::Continue
            | Kind::Data
            | Kind::Using
    )
}

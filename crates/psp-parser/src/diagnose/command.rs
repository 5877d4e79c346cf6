//! Commands, arguments and redirections.

use super::script::keyword_end;
use super::{Diagnose, Step, ends_pipeline};
use psp_lexer::Kind;

/// Tokens that begin a command and no expression.
pub(super) fn begins_command(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Word
            | Kind::WordStart
            | Kind::Ampersand
            | Kind::DotSource
            | Kind::Parameter
            | Kind::ParameterColon
            | Kind::DashDash
            | Kind::VerbatimMark
            | Kind::Redirect
            | Kind::Merge
            | Kind::RedirectIn
    )
}

/// Tokens that begin an argument.
pub(super) fn begins_argument(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Word
            | Kind::WordStart
            | Kind::Number
            | Kind::Variable
            | Kind::Splat
            | Kind::SingleQuoted
            | Kind::DoubleQuoted
            | Kind::SingleHere
            | Kind::DoubleHere
            | Kind::StringStart
            | Kind::HereStart
            | Kind::LParen
            | Kind::AtParen
            | Kind::AtCurly
            | Kind::DollarParen
            | Kind::LCurly
            | Kind::DashDash
            | Kind::VerbatimMark
            | Kind::VerbatimText
            | Kind::Identifier
            | Kind::Parameter
            | Kind::Unknown
    )
}

/// Tokens that the lexer saw behind a value, but that stand first after an error: there they are words.
pub(super) fn is_stray_word(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Assign
            | Kind::Identifier
            | Kind::Multiply
            | Kind::Divide
            | Kind::Remainder
            | Kind::Question
            | Kind::Coalesce
            | Kind::Colon
            | Kind::ColonColon
            | Kind::Range
            | Kind::Comparison
            | Kind::Parameter
            | Kind::ParameterColon
            | Kind::Logical
            | Kind::Bitwise
            | Kind::Format
            | Kind::In
            | Kind::RBracket
            | Kind::Unknown
    )
}

impl Diagnose<'_> {
    /// A command whose name was taken for something else.
    pub(super) fn stray_command(&mut self) -> Step<()> {
        let name = self.bump()?;
        if matches!(name.kind, Kind::Parameter | Kind::ParameterColon | Kind::Comparison) {
            // What could be a parameter has been looked at as one, and takes no arguments.
            return Ok(());
        }
        loop {
            match self.kind()? {
                kind if ends_pipeline(kind) => return Ok(()),
                Kind::Pipe | Kind::AndAnd | Kind::OrOr | Kind::Ampersand => return Ok(()),
                Kind::Redirect | Kind::Merge => self.redirection().or(Ok(()))?,
                kind if begins_argument(kind) => self.command_argument().or(Ok(()))?,
                _ => {
                    self.bump()?;
                }
            }
        }
    }

    /// A command; false when none begins here.
    pub(super) fn command(&mut self) -> Step<bool> {
        let first = self.peek()?;
        let invoked = matches!(first.kind, Kind::Ampersand | Kind::DotSource);
        if invoked {
            self.bump()?;
        }
        let name = self.peek()?;
        let named = begins_argument(name.kind)
            || (begins_command(name.kind) && !matches!(name.kind, Kind::Ampersand | Kind::DotSource));
        if !named {
            if !invoked {
                return Ok(false);
            }
            let text = self.token_text(first);
            let message = format!("Missing expression after '{text}' in pipeline element.");
            return self.fail("MissingExpression", message, first.span());
        }
        self.command_name()?;
        let mut only_arguments = false;
        loop {
            let next = self.peek()?;
            match next.kind {
                Kind::Redirect | Kind::Merge => self.redirection().or(Ok(()))?,
                Kind::RedirectIn => self.redirect_in(next).or(Ok(()))?,
                Kind::Comma => {
                    self.bump()?;
                    let message = "Missing argument in parameter list.";
                    self.fail("MissingArgument", message, next.span()).or(Ok(()))?;
                }
                Kind::ParameterColon if !only_arguments => self.parameter().or(Ok(()))?,
                Kind::Parameter | Kind::ParameterColon if !only_arguments => {
                    self.bump()?;
                }
                kind if begins_argument(kind) || kind == Kind::ParameterColon => {
                    only_arguments |= kind == Kind::DashDash;
                    self.command_argument_list().or(Ok(()))?;
                }
                _ => return Ok(true),
            }
        }
    }

    fn command_name(&mut self) -> Step<()> {
        if begins_argument(self.kind()?) {
            self.command_argument()
        } else {
            self.bump()?;
            Ok(())
        }
    }

    fn parameter(&mut self) -> Step<()> {
        let parameter = self.bump()?;
        let next = self.kind()?;
        if begins_argument(next) {
            return self.command_argument_list();
        }
        let text = self.token_text(parameter);
        let message = format!("Parameter {text} requires an argument.");
        self.lack("ParameterRequiresArgument", message, keyword_end(parameter))
    }

    /// Arguments joined by commas.
    pub(super) fn command_argument_list(&mut self) -> Step<()> {
        loop {
            self.command_argument()?;
            let Some(comma) = self.take(Kind::Comma)? else { return Ok(()) };
            self.newlines()?;
            let next = self.kind()?;
            if ends_pipeline(next) || !(begins_argument(next) || next == Kind::ParameterColon) {
                let message = "Missing expression after ',' in pipeline element.";
                return self.lack("MissingExpression", message, keyword_end(comma));
            }
        }
    }

    /// One argument; it is known to begin here.
    pub(super) fn command_argument(&mut self) -> Step<()> {
        match self.kind()? {
            Kind::Word
            | Kind::Identifier
            | Kind::Parameter
            | Kind::ParameterColon
            | Kind::DashDash
            | Kind::VerbatimMark
            | Kind::VerbatimText
            | Kind::Number
            | Kind::Unknown => {
                self.bump()?;
            }
            Kind::WordStart => self.expandable(Kind::WordEnd)?,
            _ => {
                self.with_comma(true, |it| it.primary(true))?;
            }
        }
        Ok(())
    }

    pub(super) fn redirections(&mut self) -> Step<()> {
        while matches!(self.kind()?, Kind::Redirect | Kind::Merge) {
            self.redirection()?;
        }
        Ok(())
    }

    fn redirection(&mut self) -> Step<()> {
        let operator = self.bump()?;
        if operator.kind == Kind::Merge {
            return Ok(());
        }
        if begins_argument(self.kind()?) {
            return self.command_argument();
        }
        let message = "Missing file specification after redirection operator.";
        self.lack("MissingFileSpecification", message, keyword_end(operator))
    }
}

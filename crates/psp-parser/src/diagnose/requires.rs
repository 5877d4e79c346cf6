//! `#requires` comments whose form is wrong.

use psp_diagnostics::Diagnostic;

/// The first malformed `#requires` comment.
pub(crate) fn check(_text: &str, _lexed: &psp_lexer::Lexed) -> Option<Diagnostic> {
    None
}

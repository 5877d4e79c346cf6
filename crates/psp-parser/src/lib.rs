//! Tokens to tree, never failing: a chumsky grammar builds the tree of correct text, a hand-written descent over the same
//! tokens finds PowerShell's errors in broken text, and checks over the tree find what is wrong with its meaning.

mod build;
mod grammar;
mod source;

use psp_ast::ScriptBlock;
use psp_diagnostics::Diagnostic;

/// What became of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Parse {
    /// The tree; what could not be read is missing or stands as an error node.
    pub script: ScriptBlock,
    /// What is wrong, as PowerShell orders it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a script.
pub fn parse(source: &str) -> Parse {
    let lexed = psp_lexer::lex(source);
    let mut diagnostics: Vec<Diagnostic> = lexed.problems.iter().map(|it| it.diagnostic.clone()).collect();
    let script = match grammar::run(source, &lexed) {
        Ok(script) => script,
        Err(at) => {
            let span = lexed.tokens.get(at).map_or_else(Default::default, psp_lexer::Token::span);
            let text = source.get(span.range()).unwrap_or_default();
            let message = format!("Unexpected token '{text}' in expression or statement.");
            diagnostics.push(Diagnostic::new("UnexpectedToken", message, span));
            ScriptBlock::default()
        }
    };
    Parse { script, diagnostics }
}

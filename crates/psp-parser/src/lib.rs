//! Tokens to tree, never failing: a chumsky grammar builds the tree of correct text, a hand-written descent over the same
//! tokens finds PowerShell's errors in broken text, and checks over the tree find what is wrong with its meaning.

#[cfg(test)]
mod agreement;
mod build;
mod check;
mod diagnose;
mod grammar;
mod hint;
mod source;

pub use check::check_types;

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
    let tree = grammar::run(source, &lexed);
    let broken = !lexed.problems.is_empty() || tree.is_err();
    let mut diagnostics = Vec::new();
    if broken {
        diagnostics.extend(diagnose::errors(source, &lexed));
    }
    if diagnostics.is_empty() {
        diagnostics.extend(diagnose::check_requires(source, &lexed));
    }
    let script = match tree {
        Ok(script) => {
            if diagnostics.is_empty() {
                diagnostics = with_stack_for(lexed.depth, || check::check(&script));
            }
            script
        }
        Err(refused) => {
            if diagnostics.is_empty() {
                diagnostics.push(unexplained(source, &lexed, refused.token));
            }
            refused.script
        }
    };
    let diagnostics = diagnostics.into_iter().map(|it| hint::add(it, source)).collect();
    Parse { script, diagnostics }
}

/// Runs something that recurses over a tree; deep ones get a stack of their own.
fn with_stack_for<T>(depth: u32, walk: impl FnOnce() -> T) -> T {
    const BYTES_A_LEVEL: usize = 16 * 1024;
    if depth < 50 { walk() } else { stacker::grow(depth as usize * BYTES_A_LEVEL, walk) }
}

/// What to say when the grammar refuses a token and nothing else found fault with it.
fn unexplained(source: &str, lexed: &psp_lexer::Lexed, at: usize) -> Diagnostic {
    let span = lexed.tokens.get(at).map_or_else(Default::default, psp_lexer::Token::span);
    let text = source.get(span.range()).unwrap_or_default();
    let message = format!("Unexpected token '{text}' in expression or statement.");
    Diagnostic::new("UnexpectedToken", message, span)
}

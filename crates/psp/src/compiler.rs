//! The compiler behind `trait Compiler`: parse, then resolve.

use psp_ir::Block;
use psp_runtime::{Compiler, ParseError};
use psp_source::SourceFile;
use std::sync::Arc;

/// Makes code of text.
pub(crate) struct ScriptCompiler;

impl Compiler for ScriptCompiler {
    fn compile(&self, file: Arc<SourceFile>) -> Result<Arc<Block>, Vec<ParseError>> {
        let parsed = psp_parser::parse(file.text());
        if parsed.diagnostics.is_empty() {
            return Ok(psp_resolve::resolve(file, Arc::new(parsed.script)));
        }
        let problems = parsed.diagnostics.into_iter().map(|it| ParseError {
            id: it.id.into_owned(),
            message: it.message,
            span: it.span,
            incomplete: it.incomplete,
        });
        Err(problems.collect())
    }

    fn decode(&self, bytes: &[u8]) -> String {
        psp_lexer::decode(bytes)
    }
}

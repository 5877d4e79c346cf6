//! The compiler behind `trait Compiler`: parse, then resolve.

use psp_ast::{ScriptBlock, UsingKind};
use psp_diagnostics::Diagnostic;
use psp_ir::Block;
use psp_runtime::{Compiler, ParseError};
use psp_source::SourceFile;
use std::sync::Arc;

/// Makes code of text.
pub(crate) struct ScriptCompiler;

impl Compiler for ScriptCompiler {
    fn compile(
        &self,
        file: Arc<SourceFile>,
        exists: &dyn Fn(&str, &[Box<str>]) -> bool,
    ) -> Result<Arc<Block>, Vec<ParseError>> {
        let parsed = psp_parser::parse(file.text());
        let mut problems = unknown_types(&parsed.script, exists);
        if parsed.diagnostics.is_empty() && problems.is_empty() {
            return Ok(psp_resolve::resolve(file, Arc::new(parsed.script)));
        }
        problems.extend(parsed.diagnostics);
        let problems = problems.into_iter().map(|it| ParseError {
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

/// Types that classes name and nobody knows. A name that stands for a .NET type which psp does not have is no problem
/// of the text: it fails where it is used.
fn unknown_types(script: &ScriptBlock, exists: &dyn Fn(&str, &[Box<str>]) -> bool) -> Vec<Diagnostic> {
    let mut namespaces: Vec<Box<str>> = Vec::new();
    for using in &script.usings {
        match &using.kind {
            UsingKind::Namespace(name) => namespaces.push(name.as_str().into()),
            // What a module defines is known when it is loaded.
            _ => return Vec::new(),
        }
    }
    let foreign = |name: &str| {
        let lower = name.to_ascii_lowercase();
        lower.starts_with("system.") || lower.starts_with("microsoft.")
    };
    if namespaces.iter().any(|it| foreign(it)) {
        return Vec::new();
    }
    psp_parser::check_types(script, &|it| {
        let name = it.to_string();
        foreign(&name) || exists(&name, &namespaces)
    })
}

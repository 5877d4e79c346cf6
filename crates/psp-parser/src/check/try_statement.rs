//! The order of `catch` clauses.

use super::Checker;
use super::assignment::around;
use psp_ast::CatchClause;
use psp_source::Span;

impl Checker {
    pub(super) fn catches(&mut self, catches: &[CatchClause]) {
        let mut seen: Vec<String> = Vec::new();
        for (index, clause) in catches.iter().enumerate() {
            if clause.types.is_empty() && index + 1 < catches.len() {
                let keyword = Span::new(clause.span.start, clause.span.start + "catch".len() as u32);
                self.report("EmptyCatchNotLast", "Catch block must be the last catch block.", keyword);
            }
            for name in &clause.types {
                let text = name.to_string();
                let folded = text.to_lowercase();
                let folded = folded.strip_prefix("system.").unwrap_or(&folded).to_owned();
                if seen.contains(&folded) {
                    let message = format!("Exception type {text} is already handled by a previous handler.");
                    self.report("ExceptionTypeAlreadyCaught", message, around(name.span));
                }
                seen.push(folded);
            }
        }
    }
}

//! Keys of hashtable literals.

use super::Checker;
use crate::build::number;
use psp_ast::{Expression, ExpressionKind, HashEntry};
use std::collections::HashSet;

impl Checker {
    pub(super) fn hash_keys(&mut self, entries: &[HashEntry]) {
        let mut seen = HashSet::new();
        for entry in entries {
            let Some(text) = constant_text(&entry.key) else { continue };
            if !seen.insert(text.to_uppercase()) {
                let message = format!("Duplicate keys '{text}' are not allowed in hash literals.");
                self.report("DuplicateKeyInHashLiteral", message, entry.key.span);
            }
        }
    }
}

/// The text of a constant key.
fn constant_text(key: &Expression) -> Option<String> {
    match &key.kind {
        ExpressionKind::String { value, .. } => Some(value.clone()),
        ExpressionKind::Number(number) => Some(number::text(number)),
        _ => None,
    }
}

//! The tree as indented text, one node a line with its place: for snapshots and for people.

mod definition;
mod expression;
mod statement;

use crate::ScriptBlock;
use psp_source::Span;
use std::fmt::{Display, Write as _};

/// The tree of a script as text.
pub fn dump(script: &ScriptBlock) -> String {
    let mut dumper = Dumper { out: String::new(), depth: 0 };
    dumper.script_block(script);
    dumper.out
}

struct Dumper {
    out: String,
    depth: usize,
}

impl Dumper {
    /// A line for a node with a place, and its children one step further in.
    fn node(&mut self, head: impl Display, span: Span, children: impl FnOnce(&mut Self)) {
        self.line(format_args!("{head} {span:?}"));
        self.depth += 1;
        children(self);
        self.depth -= 1;
    }

    /// The same for what has no place of its own.
    fn group(&mut self, head: impl Display, children: impl FnOnce(&mut Self)) {
        self.line(head);
        self.depth += 1;
        children(self);
        self.depth -= 1;
    }

    /// Each item of a list or option.
    fn each<'i, T: 'i>(&mut self, items: impl IntoIterator<Item = &'i T>, item: impl Fn(&mut Self, &T)) {
        for it in items {
            item(self, it);
        }
    }

    fn leaf(&mut self, head: impl Display, span: Span) {
        self.node(head, span, |_| {});
    }

    fn line(&mut self, text: impl Display) {
        // Nesting beyond this is only counted, or the text would grow with its square.
        let indent = self.depth.min(100);
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{:1$}{text}", "", 2 * indent);
    }
}

/// ` label` when there is one.
fn labeled(name: &str, label: Option<&String>) -> String {
    match label {
        Some(label) => format!("{name} :{label}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::dump;
    use crate::{NamedBlock, ScriptBlock, StatementBlock};
    use psp_source::Span;

    #[test]
    fn an_empty_script() {
        let script = ScriptBlock {
            end: Some(NamedBlock::implicit(StatementBlock::default())),
            ..ScriptBlock::default()
        };
        assert_eq!(dump(&script), "ScriptBlock 0-0\n  end (implicit) 0-0\n");
        assert_eq!(Span::at(1), Span::new(1, 1));
    }
}

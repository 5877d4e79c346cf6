//! The tree as a finite automaton's input, for patterns that need no backtracking.

use regex_automata::meta;
use regex_syntax::hir::{Capture, Class, Hir, Look, Repetition};

use super::ast::{Anchor, Node};

/// Beyond this many bytes an automaton is not worth building.
const SIZE_LIMIT: usize = 8 << 20;

/// The automaton, or nothing if it would be too large. It takes the last line's end for the text's end.
pub(super) fn automaton(node: &Node) -> Option<meta::Regex> {
    let config = meta::Config::new().nfa_size_limit(Some(SIZE_LIMIT)).onepass(true);
    meta::Builder::new().configure(config).build_from_hir(&hir(node)).ok()
}

fn hir(node: &Node) -> Hir {
    match node {
        Node::Char(it) => {
            let mut buffer = [0; 4];
            Hir::literal(it.encode_utf8(&mut buffer).as_bytes().to_vec())
        }
        Node::Set(it) => Hir::class(Class::Unicode(it.clone())),
        Node::Anchor(it) => match it {
            Anchor::LineStart => Hir::look(Look::StartLF),
            Anchor::LineEnd => Hir::look(Look::EndLF),
            Anchor::TextStart => Hir::look(Look::Start),
            Anchor::TextEnd | Anchor::LastLineEnd => Hir::look(Look::End),
            Anchor::WordBoundary => Hir::look(Look::WordUnicode),
            Anchor::NotWordBoundary => Hir::look(Look::WordUnicodeNegate),
            Anchor::SearchStart => Hir::fail(),
        },
        Node::Capture { slot, inner } => {
            let index = u32::try_from(*slot).unwrap_or(u32::MAX);
            Hir::capture(Capture { index, name: None, sub: Box::new(hir(inner)) })
        }
        Node::Concat(all) => Hir::concat(all.iter().map(hir).collect()),
        Node::Alternate(all) => Hir::alternation(all.iter().map(hir).collect()),
        Node::Repeat { inner, min, max, greedy } => {
            Hir::repetition(Repetition { min: *min, max: *max, greedy: *greedy, sub: Box::new(hir(inner)) })
        }
        Node::Empty => Hir::empty(),
        // Not regular: never asked for.
        Node::Balance { .. }
        | Node::Look { .. }
        | Node::Atomic(_)
        | Node::Backref { .. }
        | Node::IfCaptured { .. }
        | Node::IfLook { .. } => Hir::fail(),
    }
}

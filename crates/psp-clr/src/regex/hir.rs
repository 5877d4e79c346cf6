//! The tree as a finite automaton's input, for patterns that need no backtracking.

use regex_automata::meta;
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition};

use super::ast::{Anchor, Node};

/// Beyond this many bytes an automaton is not worth building.
const SIZE_LIMIT: usize = 8 << 20;

/// The automaton, or nothing if it would be too large. It takes the last line's end for the text's end.
///
/// One for ASCII texts only is much smaller, since `\w` and `\d` hold little then.
pub(super) fn automaton(node: &Node, ascii: bool) -> Option<meta::Regex> {
    let config = meta::Config::new().nfa_size_limit(Some(SIZE_LIMIT));
    meta::Builder::new().configure(config).build_from_hir(&hir(node, ascii)).ok()
}

fn class(class: &ClassUnicode, ascii: bool) -> Hir {
    let mut class = class.clone();
    if ascii {
        class.intersect(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7f')]));
    }
    Hir::class(Class::Unicode(class))
}

fn hir(node: &Node, ascii: bool) -> Hir {
    let word = |unicode, plain| Hir::look(if ascii { plain } else { unicode });
    match node {
        Node::Char(it) => {
            let mut buffer = [0; 4];
            Hir::literal(it.encode_utf8(&mut buffer).as_bytes().to_vec())
        }
        Node::Set(it) => class(it, ascii),
        Node::Anchor(it) => match it {
            Anchor::LineStart => Hir::look(Look::StartLF),
            Anchor::LineEnd => Hir::look(Look::EndLF),
            Anchor::TextStart => Hir::look(Look::Start),
            Anchor::TextEnd | Anchor::LastLineEnd => Hir::look(Look::End),
            Anchor::WordBoundary => word(Look::WordUnicode, Look::WordAscii),
            Anchor::NotWordBoundary => word(Look::WordUnicodeNegate, Look::WordAsciiNegate),
            Anchor::SearchStart => Hir::fail(),
        },
        Node::Capture { slot, inner } => {
            let index = u32::try_from(*slot).unwrap_or(u32::MAX);
            Hir::capture(Capture { index, name: None, sub: Box::new(hir(inner, ascii)) })
        }
        Node::Concat(all) => Hir::concat(all.iter().map(|it| hir(it, ascii)).collect()),
        Node::Alternate(all) => Hir::alternation(all.iter().map(|it| hir(it, ascii)).collect()),
        Node::Repeat { inner, min, max, greedy } => Hir::repetition(Repetition {
            min: *min,
            max: *max,
            greedy: *greedy,
            sub: Box::new(hir(inner, ascii)),
        }),
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

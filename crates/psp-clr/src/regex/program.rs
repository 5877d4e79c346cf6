//! The tree as a program for the backtracking machine, for what no automaton can do.

use regex_syntax::hir::ClassUnicode;

use super::ast::{Anchor, Node};
use super::class;

/// A set of characters that answers quickly for ASCII.
#[derive(Debug, Clone)]
pub(super) struct CharSet {
    ascii: u128,
    class: ClassUnicode,
}

impl CharSet {
    fn new(class: ClassUnicode) -> Self {
        let ascii = (0..128_u8)
            .filter(|it| class::contains(&class, char::from(*it)))
            .fold(0, |bits, it| bits | 1_u128 << it);
        Self { ascii, class }
    }

    pub(super) fn contains(&self, it: char) -> bool {
        let code = u32::from(it);
        if code < 128 { self.ascii >> code & 1 == 1 } else { class::contains(&self.class, it) }
    }
}

/// An instruction. `back` ones go from right to left, as look-behind does.
#[derive(Debug, Clone)]
pub(super) enum Inst {
    /// One character of itself.
    Char { it: char, back: bool },
    /// One character of a set.
    Set { set: usize, back: bool },
    /// As many characters of a set as possible, or as few.
    Run { set: usize, min: u32, max: u32, greedy: bool, back: bool },
    /// A place.
    Anchor(Anchor),
    /// Tries one way, then the other.
    Split { first: usize, second: usize },
    /// Goes on elsewhere.
    Jump(usize),
    /// Remembers the position.
    Mark(usize),
    /// Captures from a mark to here.
    Capture { slot: usize, mark: usize },
    /// Takes a capture back, and perhaps makes another of it.
    Balance { pop: usize, push: Option<usize>, mark: usize },
    /// A loop begins: no rounds yet.
    LoopStart(usize),
    /// Decides whether to go round once more.
    Loop { id: usize, min: u32, max: u32, greedy: bool, exit: usize },
    /// A round begins.
    LoopEnter(usize),
    /// What follows, up to `Accept`, must match here, or must not; goes on at `end`.
    Look { negative: bool, end: usize },
    /// What follows, up to `Accept`, matches in the first way only; goes on at `end`.
    Atomic { end: usize },
    /// The text of a group again.
    Backref { slot: usize, ignore_case: bool, back: bool },
    /// Goes elsewhere unless a group has captured.
    IfCaptured { slot: usize, otherwise: usize },
    /// Goes elsewhere unless the look-around that follows holds.
    IfLook { negative: bool, end: usize, otherwise: usize },
    /// The end of the program or of a part of it.
    Accept,
    /// No match.
    Fail,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) code: Vec<Inst>,
    pub(super) sets: Vec<CharSet>,
    pub(super) slots: usize,
    pub(super) marks: usize,
    pub(super) loops: usize,
    /// The bytes that a match can begin with, if the first one tells anything.
    pub(super) first: Option<Box<[bool; 256]>>,
    /// A match can only begin where the text does.
    pub(super) anchored: bool,
    /// The whole pattern goes from right to left.
    pub(super) back: bool,
}

impl Program {
    /// Compiles a tree.
    pub(super) fn new(node: &Node, slots: usize, back: bool) -> Self {
        let mut program = Self {
            code: Vec::new(),
            sets: Vec::new(),
            slots,
            marks: 0,
            loops: 0,
            first: None,
            anchored: !back && starts_with_text(node),
            back,
        };
        program.emit(node, back);
        program.code.push(Inst::Accept);
        let mut first = Box::new([false; 256]);
        if !back && first_bytes(node, &mut first) {
            program.first = Some(first);
        }
        program
    }

    fn push(&mut self, inst: Inst) -> usize {
        self.code.push(inst);
        self.code.len() - 1
    }

    fn here(&self) -> usize {
        self.code.len()
    }

    fn set(&mut self, class: &ClassUnicode) -> usize {
        self.sets.push(CharSet::new(class.clone()));
        self.sets.len() - 1
    }

    fn mark(&mut self) -> usize {
        self.marks += 1;
        self.push(Inst::Mark(self.marks - 1));
        self.marks - 1
    }

    fn emit(&mut self, node: &Node, back: bool) {
        match node {
            Node::Empty => {}
            Node::Char(it) => {
                self.push(Inst::Char { it: *it, back });
            }
            Node::Set(it) => {
                let set = self.set(it);
                self.push(Inst::Set { set, back });
            }
            Node::Anchor(it) => {
                self.push(Inst::Anchor(*it));
            }
            Node::Capture { slot, inner } => {
                let mark = self.mark();
                self.emit(inner, back);
                self.push(Inst::Capture { slot: *slot, mark });
            }
            Node::Balance { pop, push, inner } => {
                let mark = self.mark();
                self.emit(inner, back);
                self.push(Inst::Balance { pop: *pop, push: *push, mark });
            }
            Node::Concat(all) if back => all.iter().rev().for_each(|it| self.emit(it, back)),
            Node::Concat(all) => all.iter().for_each(|it| self.emit(it, back)),
            Node::Alternate(all) => self.alternate(all, back),
            Node::Repeat { inner, min, max, greedy } => self.repeat(inner, *min, *max, *greedy, back),
            Node::Look { behind, negative, inner } => {
                let at = self.push(Inst::Look { negative: *negative, end: 0 });
                let end = self.part(inner, *behind);
                self.code[at] = Inst::Look { negative: *negative, end };
            }
            Node::Atomic(inner) => {
                let at = self.push(Inst::Fail);
                let end = self.part(inner, back);
                self.code[at] = Inst::Atomic { end };
            }
            Node::Backref { slot, ignore_case } => {
                self.push(Inst::Backref { slot: *slot, ignore_case: *ignore_case, back });
            }
            Node::IfCaptured { slot, yes, no } => {
                let at = self.push(Inst::Fail);
                let otherwise = self.yes_or_no(yes, no, back);
                self.code[at] = Inst::IfCaptured { slot: *slot, otherwise };
            }
            Node::IfLook { condition, yes, no } => {
                let (behind, negative, inner) = match &**condition {
                    Node::Look { behind, negative, inner } => (*behind, *negative, &**inner),
                    other => (false, false, other),
                };
                let at = self.push(Inst::Fail);
                let end = self.part(inner, behind);
                let otherwise = self.yes_or_no(yes, no, back);
                self.code[at] = Inst::IfLook { negative, end, otherwise };
            }
        }
    }

    /// A part with an end of its own; returns where the program goes on.
    fn part(&mut self, inner: &Node, back: bool) -> usize {
        self.emit(inner, back);
        self.push(Inst::Accept);
        self.here()
    }

    /// Returns where the second of two ways begins.
    fn yes_or_no(&mut self, yes: &Node, no: &Node, back: bool) -> usize {
        self.emit(yes, back);
        let jump = self.push(Inst::Fail);
        let otherwise = self.here();
        self.emit(no, back);
        self.code[jump] = Inst::Jump(self.here());
        otherwise
    }

    fn alternate(&mut self, all: &[Node], back: bool) {
        let mut jumps = Vec::new();
        for (index, branch) in all.iter().enumerate() {
            if index + 1 == all.len() {
                self.emit(branch, back);
                break;
            }
            let split = self.push(Inst::Fail);
            self.emit(branch, back);
            jumps.push(self.push(Inst::Fail));
            self.code[split] = Inst::Split { first: split + 1, second: self.here() };
        }
        for jump in jumps {
            self.code[jump] = Inst::Jump(self.here());
        }
    }

    fn repeat(&mut self, inner: &Node, min: u32, max: Option<u32>, greedy: bool, back: bool) {
        let most = max.unwrap_or(u32::MAX);
        let class = match inner {
            Node::Char(it) => Some(class::single(*it)),
            Node::Set(it) => Some(it.clone()),
            _ => None,
        };
        if let Some(class) = class {
            let set = self.set(&class);
            self.push(Inst::Run { set, min, max: most, greedy, back });
            return;
        }
        if (min, most) == (0, 1) {
            let split = self.push(Inst::Fail);
            self.emit(inner, back);
            let (inside, after) = (split + 1, self.here());
            let (first, second) = if greedy { (inside, after) } else { (after, inside) };
            self.code[split] = Inst::Split { first, second };
            return;
        }
        let id = self.loops;
        self.loops += 1;
        self.push(Inst::LoopStart(id));
        let head = self.push(Inst::Fail);
        self.push(Inst::LoopEnter(id));
        self.emit(inner, back);
        self.push(Inst::Jump(head));
        self.code[head] = Inst::Loop { id, min, max: most, greedy, exit: self.here() };
    }
}

/// Whether a match must begin at the text's beginning.
fn starts_with_text(node: &Node) -> bool {
    match node {
        Node::Anchor(it) => *it == Anchor::TextStart,
        Node::Capture { inner, .. } | Node::Atomic(inner) => starts_with_text(inner),
        Node::Concat(all) => all.first().is_some_and(starts_with_text),
        Node::Alternate(all) => all.iter().all(starts_with_text),
        _ => false,
    }
}

/// Adds the bytes that a node can begin with; false if it can be empty or begin with anything.
fn first_bytes(node: &Node, bytes: &mut [bool; 256]) -> bool {
    match node {
        Node::Char(it) => {
            let mut buffer = [0; 4];
            bytes[usize::from(it.encode_utf8(&mut buffer).as_bytes()[0])] = true;
            true
        }
        Node::Set(it) => {
            for range in it.ranges() {
                let (low, high) = (u32::from(range.start()), u32::from(range.end()));
                (low.min(128)..=high.min(127)).for_each(|it| bytes[it as usize] = true);
                if high >= 128 {
                    bytes[0x80..].fill(true);
                }
            }
            true
        }
        Node::Capture { inner, .. } | Node::Atomic(inner) | Node::Balance { inner, .. } => {
            first_bytes(inner, bytes)
        }
        Node::Concat(all) => {
            for it in all {
                if !matches!(it, Node::Anchor(_) | Node::Look { .. } | Node::Empty) {
                    if first_bytes(it, bytes) {
                        return true;
                    }
                    if !it.can_be_empty()
                        || matches!(it, Node::Backref { .. } | Node::IfCaptured { .. } | Node::IfLook { .. })
                    {
                        return false;
                    }
                }
            }
            false
        }
        Node::Alternate(all) => {
            let mut complete = true;
            for it in all {
                complete &= first_bytes(it, bytes);
            }
            complete
        }
        Node::Repeat { inner, min, .. } => first_bytes(inner, bytes) && *min > 0,
        _ => false,
    }
}

//! The backtracking machine: runs a program at one place after the other.

use super::ast::Anchor;
use super::class;
use super::program::{Inst, Program};
use crate::compare::fold_char;

/// From where to where, in bytes.
pub(super) type Span = (usize, usize);

/// What to do when a way turns out wrong.
#[derive(Debug, Clone, Copy)]
enum Frame {
    /// Try another way.
    Branch { pc: usize, at: usize },
    /// Give back one character of a run that ends at `at`, down to `end`.
    Shorter { pc: usize, end: usize, at: usize, back: bool },
    /// Take one more character into a run.
    Longer { pc: usize, at: usize, left: u32 },
    /// Restore a mark.
    Mark { mark: usize, value: usize },
    /// Restore a loop's rounds and where the last began.
    Loop { id: usize, rounds: u32, began: usize },
    /// Forget the last capture of a group.
    Forget { slot: usize },
    /// Put a capture back.
    Recapture { slot: usize, span: Span },
}

impl Frame {
    fn is_choice(self) -> bool {
        matches!(self, Self::Branch { .. } | Self::Shorter { .. } | Self::Longer { .. })
    }
}

/// No round has begun.
const NOWHERE: usize = usize::MAX;

/// One search.
pub(super) struct Machine<'a> {
    program: &'a Program,
    text: &'a str,
    /// Where the search began, for `\G`.
    origin: usize,
    marks: Vec<usize>,
    loops: Vec<(u32, usize)>,
    /// Every capture of every group, the last one being the group's value.
    captures: Vec<Vec<Span>>,
    stack: Vec<Frame>,
}

impl<'a> Machine<'a> {
    /// A machine for a text.
    pub(super) fn new(program: &'a Program, text: &'a str, origin: usize) -> Self {
        Self {
            program,
            text,
            origin,
            marks: vec![0; program.marks],
            loops: vec![(0, NOWHERE); program.loops],
            captures: vec![Vec::new(); program.slots],
            stack: Vec::new(),
        }
    }

    /// The first match from the origin on, in the program's direction.
    pub(super) fn search(mut self) -> Option<Vec<Vec<Span>>> {
        if self.program.back {
            let mut at = self.origin;
            loop {
                if self.match_at(at) {
                    return Some(self.captures);
                }
                at -= self.before(at)?.len_utf8();
            }
        }
        let bytes = self.text.as_bytes();
        let mut at = self.origin;
        if self.program.anchored {
            return (at == 0 && self.match_at(0)).then_some(self.captures);
        }
        loop {
            if let Some(first) = &self.program.first {
                at += bytes[at..].iter().position(|it| first[usize::from(*it)])?;
            }
            if self.text.is_char_boundary(at) && self.match_at(at) {
                return Some(self.captures);
            }
            if at >= bytes.len() {
                return None;
            }
            at += 1;
        }
    }

    /// Tries at one place only.
    pub(super) fn match_at(&mut self, at: usize) -> bool {
        // A failed attempt has undone all it did.
        let Some(end) = self.run(0, at) else { return false };
        self.captures[0].push((at.min(end), at.max(end)));
        true
    }

    /// The captures after a match.
    pub(super) fn into_captures(self) -> Vec<Vec<Span>> {
        self.captures
    }

    fn after(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(it) if it.is_ascii() => Some(char::from(*it)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at.checked_sub(1)?) {
            Some(it) if it.is_ascii() => Some(char::from(*it)),
            _ => self.text[..at].chars().next_back(),
        }
    }

    /// Where one character of those wanted ends.
    fn step(&self, at: usize, back: bool, wanted: impl Fn(char) -> bool) -> Option<usize> {
        if back {
            self.before(at).filter(|it| wanted(*it)).map(|it| at - it.len_utf8())
        } else {
            self.after(at).filter(|it| wanted(*it)).map(|it| at + it.len_utf8())
        }
    }

    /// Runs up to `Accept` and says where that was; choices stay on the stack.
    fn run(&mut self, mut pc: usize, mut at: usize) -> Option<usize> {
        let base = self.stack.len();
        let program = self.program;
        loop {
            let next = match &program.code[pc] {
                Inst::Char { it, back } => self.step(at, *back, |found| found == *it).map(|at| (pc + 1, at)),
                Inst::Set { set, back } => {
                    let set = &program.sets[*set];
                    self.step(at, *back, |it| set.contains(it)).map(|at| (pc + 1, at))
                }
                Inst::Run { .. } => self.run_of_set(pc, at).map(|at| (pc + 1, at)),
                Inst::Anchor(it) => self.holds(*it, at).then_some((pc + 1, at)),
                Inst::Split { first, second } => {
                    self.stack.push(Frame::Branch { pc: *second, at });
                    Some((*first, at))
                }
                Inst::Jump(target) => Some((*target, at)),
                Inst::Accept => return Some(at),
                Inst::Fail => None,
                other => self.rare(other, pc, at),
            };
            (pc, at) = match next {
                Some(it) => it,
                None => self.backtrack(base)?,
            };
        }
    }

    fn rare(&mut self, inst: &Inst, pc: usize, at: usize) -> Option<(usize, usize)> {
        match inst {
            Inst::Mark(mark) => {
                self.stack.push(Frame::Mark { mark: *mark, value: self.marks[*mark] });
                self.marks[*mark] = at;
                Some((pc + 1, at))
            }
            Inst::Capture { slot, mark } => {
                let from = self.marks[*mark];
                self.capture(*slot, (from.min(at), from.max(at)));
                Some((pc + 1, at))
            }
            Inst::Balance { pop, push, mark } => {
                self.balance(*pop, *push, self.marks[*mark], at).then_some((pc + 1, at))
            }
            Inst::LoopStart(id) => {
                self.set_loop(*id, 0, NOWHERE);
                Some((pc + 1, at))
            }
            Inst::LoopEnter(id) => {
                self.set_loop(*id, self.loops[*id].0.saturating_add(1), at);
                Some((pc + 1, at))
            }
            Inst::Loop { id, min, max, greedy, exit } => {
                let (rounds, began) = self.loops[*id];
                if rounds < *min && began != at {
                    return Some((pc + 1, at));
                }
                if rounds >= *max || began == at {
                    return Some((*exit, at));
                }
                let (first, second) = if *greedy { (pc + 1, *exit) } else { (*exit, pc + 1) };
                self.stack.push(Frame::Branch { pc: second, at });
                Some((first, at))
            }
            Inst::Look { negative, end } => self.look(pc + 1, at, *negative).then_some((*end, at)),
            Inst::IfLook { negative, end, otherwise } => {
                Some((if self.look(pc + 1, at, *negative) { *end } else { *otherwise }, at))
            }
            Inst::Atomic { end } => {
                let base = self.stack.len();
                let at = self.run(pc + 1, at)?;
                self.commit(base);
                Some((*end, at))
            }
            Inst::Backref { slot, ignore_case, back } => {
                self.backref(*slot, *ignore_case, *back, at).map(|at| (pc + 1, at))
            }
            Inst::IfCaptured { slot, otherwise } => {
                Some((if self.captures[*slot].is_empty() { *otherwise } else { pc + 1 }, at))
            }
            _ => None,
        }
    }

    fn set_loop(&mut self, id: usize, rounds: u32, began: usize) {
        let (old_rounds, old_began) = self.loops[id];
        self.stack.push(Frame::Loop { id, rounds: old_rounds, began: old_began });
        self.loops[id] = (rounds, began);
    }

    fn capture(&mut self, slot: usize, span: Span) {
        self.captures[slot].push(span);
        self.stack.push(Frame::Forget { slot });
    }

    /// Takes the last capture of a group back; another group gets what lies between.
    fn balance(&mut self, pop: usize, push: Option<usize>, from: usize, at: usize) -> bool {
        let Some(popped) = self.captures[pop].pop() else { return false };
        self.stack.push(Frame::Recapture { slot: pop, span: popped });
        if let Some(push) = push {
            let (start, end) = (from.min(at), from.max(at));
            let span = if start >= popped.1 {
                (popped.1, start)
            } else if end <= popped.0 {
                (popped.0.min(end), popped.0.max(end))
            } else {
                (start.max(popped.0), end.min(popped.1))
            };
            self.capture(push, span);
        }
        true
    }

    /// A run of one set: takes what it can or must, and leaves a frame for the rest.
    fn run_of_set(&mut self, pc: usize, at: usize) -> Option<usize> {
        let Inst::Run { set, min, max, greedy, back } = self.program.code[pc] else { return None };
        let set = &self.program.sets[set];
        let wanted = |it| set.contains(it);
        let mut end = at;
        for _ in 0..min {
            end = self.step(end, back, wanted)?;
        }
        let least = end;
        let mut left = max - min;
        if !greedy {
            if left > 0 {
                self.stack.push(Frame::Longer { pc, at: end, left });
            }
            return Some(end);
        }
        while left > 0 {
            let Some(next) = self.step(end, back, wanted) else { break };
            end = next;
            left -= 1;
        }
        if end != least {
            self.stack.push(Frame::Shorter { pc: pc + 1, end: least, at: end, back });
        }
        Some(end)
    }

    /// Undoes things up to the last choice and takes its other way; nothing if there is none above `base`.
    fn backtrack(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.stack.len() > base {
            let frame = self.stack.pop()?;
            match frame {
                Frame::Branch { pc, at } => return Some((pc, at)),
                Frame::Shorter { pc, end, at, back } => {
                    let at = self.step(at, !back, |_| true)?;
                    if at != end {
                        self.stack.push(Frame::Shorter { pc, end, at, back });
                    }
                    return Some((pc, at));
                }
                Frame::Longer { pc, at, left } => {
                    let Inst::Run { set, back, .. } = self.program.code[pc] else { continue };
                    let set = &self.program.sets[set];
                    let Some(at) = self.step(at, back, |it| set.contains(it)) else { continue };
                    if left > 1 {
                        self.stack.push(Frame::Longer { pc, at, left: left - 1 });
                    }
                    return Some((pc + 1, at));
                }
                other => self.undo(other),
            }
        }
        None
    }

    fn undo(&mut self, frame: Frame) {
        match frame {
            Frame::Mark { mark, value } => self.marks[mark] = value,
            Frame::Loop { id, rounds, began } => self.loops[id] = (rounds, began),
            Frame::Forget { slot } => {
                self.captures[slot].pop();
            }
            Frame::Recapture { slot, span } => self.captures[slot].push(span),
            Frame::Branch { .. } | Frame::Shorter { .. } | Frame::Longer { .. } => {}
        }
    }

    /// Forgets the choices above `base`, but not what must be undone.
    fn commit(&mut self, base: usize) {
        let mut kept = base;
        for index in base..self.stack.len() {
            let frame = self.stack[index];
            if !frame.is_choice() {
                self.stack[kept] = frame;
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    fn look(&mut self, pc: usize, at: usize, negative: bool) -> bool {
        let base = self.stack.len();
        let found = self.run(pc, at).is_some();
        if found && !negative {
            self.commit(base);
        }
        if found && negative {
            while self.stack.len() > base {
                if let Some(frame) = self.stack.pop() {
                    self.undo(frame);
                }
            }
        }
        found != negative
    }

    fn backref(&self, slot: usize, ignore_case: bool, back: bool, at: usize) -> Option<usize> {
        let (start, end) = *self.captures[slot].last()?;
        let wanted = &self.text[start..end];
        let mut at = at;
        let mut same = |it: char| {
            let equal = |found: char| found == it || ignore_case && fold_char(found) == fold_char(it);
            let next = self.step(at, back, equal);
            at = next.unwrap_or(at);
            next.is_some()
        };
        let all = if back { wanted.chars().rev().all(&mut same) } else { wanted.chars().all(&mut same) };
        all.then_some(at)
    }

    fn holds(&self, anchor: Anchor, at: usize) -> bool {
        let boundary =
            || self.before(at).is_some_and(class::is_word) != self.after(at).is_some_and(class::is_word);
        match anchor {
            Anchor::TextStart => at == 0,
            Anchor::TextEnd => at == self.text.len(),
            Anchor::LastLineEnd => matches!(&self.text[at..], "" | "\n"),
            Anchor::LineStart => self.before(at).is_none_or(|it| it == '\n'),
            Anchor::LineEnd => self.after(at).is_none_or(|it| it == '\n'),
            Anchor::WordBoundary => boundary(),
            Anchor::NotWordBoundary => !boundary(),
            Anchor::SearchStart => at == self.origin,
        }
    }
}

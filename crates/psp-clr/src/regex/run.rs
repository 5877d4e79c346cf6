//! The commonest patterns, `\s+`, `\d` and the like: a run of one set of characters, found byte by byte.

use super::ast::Node;
use super::class;

/// At least so many and at most so many characters of a set, in ASCII texts.
#[derive(Debug)]
pub(super) struct Run {
    set: [bool; 256],
    min: usize,
    max: usize,
}

impl Run {
    /// The run that a pattern is, if it is one.
    pub(super) fn new(node: &Node) -> Option<Self> {
        let (inner, min, max) = match node {
            Node::Repeat { inner, min, max, greedy: true } if *min > 0 => {
                (&**inner, *min as usize, max.map_or(usize::MAX, |it| it as usize))
            }
            other => (other, 1, 1),
        };
        let Node::Set(class) = inner else { return None };
        let mut set = [false; 256];
        for byte in 0..128_u8 {
            set[usize::from(byte)] = class::contains(class, char::from(byte));
        }
        Some(Self { set, min, max })
    }

    fn has(&self, byte: u8) -> bool {
        self.set[usize::from(byte)]
    }

    /// The first run from there on.
    pub(super) fn find(&self, text: &[u8], mut start: usize) -> Option<(usize, usize)> {
        loop {
            start += text.get(start..)?.iter().position(|it| self.has(*it))?;
            let length = text[start..].iter().take(self.max).take_while(|it| self.has(**it)).count();
            if length >= self.min {
                return Some((start, start + length));
            }
            start += length;
        }
    }
}

//! Replacement texts: `$1`, `${name}`, `$&`, `$$`, `` $` ``, `$'`, `$+` and `$_`.

use super::Captures;
use super::groups::Groups;

/// A piece of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Group(usize),
    Before,
    After,
    Last,
    Whole,
}

/// A parsed replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacement {
    pieces: Vec<Piece>,
}

impl Replacement {
    /// Parses a replacement; what names no group stays as it is.
    pub(super) fn parse(text: &str, groups: &Groups) -> Self {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            literal.push_str(&rest[..at]);
            rest = &rest[at..];
            match piece(&rest[1..], groups) {
                Some((Piece::Literal(it), length)) => {
                    literal.push_str(&it);
                    rest = &rest[1 + length..];
                }
                Some((it, length)) => {
                    if !literal.is_empty() {
                        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    }
                    pieces.push(it);
                    rest = &rest[1 + length..];
                }
                None => {
                    literal.push('$');
                    rest = &rest[1..];
                }
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Self { pieces }
    }

    /// Appends what stands for a match.
    pub(super) fn push(&self, out: &mut String, text: &str, captures: &Captures) {
        for piece in &self.pieces {
            out.push_str(match piece {
                Piece::Literal(it) => it,
                Piece::Group(slot) => captures.text(*slot, text).unwrap_or_default(),
                Piece::Before => &text[..captures.start()],
                Piece::After => &text[captures.end()..],
                Piece::Last => captures.text(captures.len() - 1, text).unwrap_or_default(),
                Piece::Whole => text,
            });
        }
    }
}

/// What follows a dollar, and how long it is.
fn piece(rest: &str, groups: &Groups) -> Option<(Piece, usize)> {
    let first = rest.chars().next()?;
    Some(match first {
        '$' => (Piece::Literal("$".to_owned()), 1),
        '&' => (Piece::Group(0), 1),
        '`' => (Piece::Before, 1),
        '\'' => (Piece::After, 1),
        '+' => (Piece::Last, 1),
        '_' => (Piece::Whole, 1),
        '{' => {
            let end = rest.find('}')?;
            (Piece::Group(groups.slot_of_name(&rest[1..end])?), end + 1)
        }
        '0'..='9' => {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            (Piece::Group(groups.slot_of_number(rest[..length].parse().ok()?)?), length)
        }
        _ => return None,
    })
}

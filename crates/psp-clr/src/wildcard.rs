//! PowerShell's wildcards: `*`, `?`, sets such as `[a-z]` (without negation) and the backtick.

use crate::compare::fold_char;

/// A pattern with a set that has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WildcardError {
    /// The pattern.
    pub pattern: String,
}

impl std::fmt::Display for WildcardError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "The specified wildcard character pattern is not valid: {}", self.pattern)
    }
}

impl std::error::Error for WildcardError {}

/// One element of a pattern; characters are UTF-16 units, which is what `?` counts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(u16),
    One,
    Many,
    Set(Vec<(u16, u16)>),
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wildcard {
    parts: Vec<Part>,
    ignore_case: bool,
    shape: Shape,
}

/// Patterns of ASCII letters and `*` only, for texts of that kind.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// No `*`.
    Exactly(Vec<u8>),
    /// What stands before the first `*`, between them, and behind the last one.
    Pieces { first: Vec<u8>, middle: Vec<Vec<u8>>, last: Vec<u8> },
    /// Everything else.
    General,
}

fn fold_unit(it: u16, ignore_case: bool) -> u16 {
    if !ignore_case {
        return it;
    }
    if it < 128 {
        return u16::from((it as u8).to_ascii_uppercase());
    }
    char::from_u32(u32::from(it)).map_or(it, |it| u16::try_from(u32::from(fold_char(it))).unwrap_or(0xFFFD))
}

impl Wildcard {
    /// Compiles a pattern.
    pub fn new(pattern: &str, ignore_case: bool) -> Result<Self, WildcardError> {
        let parts =
            parse(pattern, ignore_case).ok_or_else(|| WildcardError { pattern: pattern.to_owned() })?;
        let shape = Shape::of(&parts);
        Ok(Self { parts, ignore_case, shape })
    }

    /// Whether the whole text matches.
    pub fn is_match(&self, text: &str) -> bool {
        if text.is_ascii() {
            if let Some(found) = self.shape.matches(text.as_bytes(), self.ignore_case) {
                return found;
            }
            let bytes = text.as_bytes();
            return self.search(bytes.len(), |at| u16::from(bytes[at]));
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        self.search(units.len(), |at| units[at])
    }

    /// Goes back to the last `*` only, so that time is at most the product of the lengths.
    fn search(&self, length: usize, unit: impl Fn(usize) -> u16) -> bool {
        let (mut at, mut part) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        while at < length {
            let matched = match self.parts.get(part) {
                Some(Part::Many) => {
                    part += 1;
                    retry = Some((part, at));
                    continue;
                }
                Some(it) => self.one(it, unit(at)),
                None => false,
            };
            if matched {
                (at, part) = (at + 1, part + 1);
            } else if let Some((after_star, from)) = retry {
                (at, part) = (from + 1, after_star);
                retry = Some((after_star, at));
            } else {
                return false;
            }
        }
        self.parts[part..].iter().all(|it| *it == Part::Many)
    }

    fn one(&self, part: &Part, unit: u16) -> bool {
        let folded = fold_unit(unit, self.ignore_case);
        match part {
            Part::Literal(it) => *it == folded,
            Part::One => true,
            Part::Many => false,
            Part::Set(ranges) => {
                let within = |unit: u16| ranges.iter().any(|(low, high)| (*low..=*high).contains(&unit));
                within(unit) || self.ignore_case && (within(folded) || within(lower(folded)))
            }
        }
    }

    /// Whether the pattern has no wildcards, so that it is a plain comparison.
    pub fn is_literal(&self) -> bool {
        self.parts.iter().all(|it| matches!(it, Part::Literal(_)))
    }
}

fn lower(it: u16) -> u16 {
    let Some(it) = char::from_u32(u32::from(it)) else { return it };
    let mut lower = it.to_lowercase();
    let first = lower.next().filter(|_| lower.next().is_none()).unwrap_or(it);
    u16::try_from(u32::from(first)).unwrap_or(0xFFFD)
}

impl Shape {
    fn of(parts: &[Part]) -> Self {
        let mut pieces = vec![Vec::new()];
        for part in parts {
            match (part, pieces.last_mut()) {
                (Part::Many, _) => pieces.push(Vec::new()),
                (Part::Literal(it), Some(piece)) if *it < 128 => piece.push(*it as u8),
                _ => return Self::General,
            }
        }
        let last = pieces.pop().unwrap_or_default();
        if pieces.is_empty() {
            return Self::Exactly(last);
        }
        let first = pieces.remove(0);
        Self::Pieces { first, middle: pieces, last }
    }

    /// The answer for an ASCII text, if the shape gives it.
    fn matches(&self, text: &[u8], ignore_case: bool) -> Option<bool> {
        match self {
            Self::Exactly(it) => Some(same(text, it, ignore_case)),
            Self::Pieces { first, middle, last } => {
                Some(match_pieces(text, first, middle, last, ignore_case).is_some())
            }
            Self::General => None,
        }
    }
}

fn same(a: &[u8], b: &[u8], ignore_case: bool) -> bool {
    if ignore_case { a.eq_ignore_ascii_case(b) } else { a == b }
}

/// Takes each piece where it first comes.
fn match_pieces(text: &[u8], first: &[u8], middle: &[Vec<u8>], last: &[u8], ignore_case: bool) -> Option<()> {
    let (start, rest) = text.split_at_checked(first.len())?;
    let (mut rest, end) = rest.split_at_checked(rest.len().checked_sub(last.len())?)?;
    if !same(start, first, ignore_case) || !same(end, last, ignore_case) {
        return None;
    }
    for piece in middle.iter().filter(|it| !it.is_empty()) {
        rest = &rest[find_piece(rest, piece, ignore_case)? + piece.len()..];
    }
    Some(())
}

/// Where a piece, which is in upper case if case does not count, first comes.
fn find_piece(text: &[u8], piece: &[u8], ignore_case: bool) -> Option<usize> {
    let first = *piece.first()?;
    let other = if ignore_case { first.to_ascii_lowercase() } else { first };
    let last_start = text.len().checked_sub(piece.len())?;
    (0..=last_start).find(|at| {
        let it = text[*at];
        (it == first || it == other) && same(&text[*at..*at + piece.len()], piece, ignore_case)
    })
}

fn parse(pattern: &str, ignore_case: bool) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut units = pattern.encode_utf16();
    let literal = |it| Part::Literal(fold_unit(it, ignore_case));
    while let Some(unit) = units.next() {
        match char::from_u32(u32::from(unit)) {
            Some('`') => match units.next() {
                Some(escaped) => parts.push(literal(escaped)),
                None if pattern == "`" => {}
                None => parts.push(literal(unit)),
            },
            Some('*') => {
                if parts.last() != Some(&Part::Many) {
                    parts.push(Part::Many);
                }
            }
            Some('?') => parts.push(Part::One),
            Some('[') => parts.push(parse_set(&mut units)?),
            _ => parts.push(literal(unit)),
        }
    }
    Some(parts)
}

/// The characters of a set up to its `]`, which may itself come first.
fn parse_set(units: &mut impl Iterator<Item = u16>) -> Option<Part> {
    // Each with whether it is a dash that makes a range.
    let mut contents: Vec<(u16, bool)> = Vec::new();
    loop {
        let unit = units.next()?;
        match char::from_u32(u32::from(unit)) {
            Some(']') if !contents.is_empty() => break,
            Some('`') => contents.push((units.next()?, false)),
            it => contents.push((unit, it == Some('-'))),
        }
    }
    let mut ranges = Vec::new();
    let mut rest = contents.as_slice();
    loop {
        match rest {
            [(low, _), (_, true), (high, _), more @ ..] => {
                ranges.push((*low, *high));
                rest = more;
            }
            [(it, _), more @ ..] => {
                ranges.push((*it, *it));
                rest = more;
            }
            [] => return Some(Part::Set(ranges)),
        }
    }
}

fn is_wildcard(it: char) -> bool {
    matches!(it, '*' | '?' | '[' | ']')
}

/// `[WildcardPattern]::Escape`: backticks before wildcards and backticks.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for it in text.chars() {
        if is_wildcard(it) || it == '`' {
            out.push('`');
        }
        out.push(it);
    }
    out
}

/// `[WildcardPattern]::Unescape`: removes backticks before wildcards and backticks.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        if it != '`' {
            out.push(it);
            continue;
        }
        match rest.next() {
            Some(next) if is_wildcard(next) || next == '`' => out.push(next),
            Some(next) => out.extend(['`', next]),
            None => out.push('`'),
        }
    }
    out
}

/// `[WildcardPattern]::ContainsWildcardCharacters`: whether a wildcard stands there without a backtick.
pub fn contains_wildcards(text: &str) -> bool {
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        if it == '`' {
            rest.next();
        } else if is_wildcard(it) {
            return true;
        }
    }
    false
}

/// The regular expression that matches the same, as PowerShell's own conversion writes it.
pub fn to_regex(pattern: &str) -> Result<String, WildcardError> {
    let parts = parse(pattern, false).ok_or_else(|| WildcardError { pattern: pattern.to_owned() })?;
    let mut units: Vec<u16> = Vec::new();
    let mut push = |text: &str| units.extend(text.encode_utf16());
    push("^");
    for part in &parts {
        match part {
            Part::Many => push(".*"),
            Part::One => push("."),
            Part::Literal(it) => push(&escape_unit(*it)),
            Part::Set(ranges) => {
                push("[");
                for (low, high) in ranges {
                    push(&escape_in_set(*low));
                    if low != high {
                        push("-");
                        push(&escape_in_set(*high));
                    }
                }
                push("]");
            }
        }
    }
    push("$");
    let regex = String::from_utf16_lossy(&units);
    let regex = regex.strip_prefix("^.*").unwrap_or(&regex);
    let regex = regex.strip_suffix(".*$").unwrap_or(regex);
    Ok(regex.to_owned())
}

fn escape_unit(unit: u16) -> String {
    let text = String::from_utf16_lossy(&[unit]);
    let special = text.chars().next().is_some_and(|it| "()[.?*{}^$+|\\".contains(it));
    if special { format!("\\{text}") } else { text }
}

fn escape_in_set(unit: u16) -> String {
    match unit {
        0x5B => "[".to_owned(),
        0x5D => "\\]".to_owned(),
        0x2D => "\\x2d".to_owned(),
        other => escape_unit(other),
    }
}

//! A pattern as a tree, with options resolved and groups by their slots.

use regex_syntax::hir::ClassUnicode;

/// `RegexOptions`: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RegexOptions(pub u32);

impl RegexOptions {
    /// `None`
    pub const NONE: Self = Self(0);
    /// `IgnoreCase`
    pub const IGNORE_CASE: Self = Self(1);
    /// `Multiline`
    pub const MULTILINE: Self = Self(2);
    /// `ExplicitCapture`
    pub const EXPLICIT_CAPTURE: Self = Self(4);
    /// `Compiled`, which changes nothing here.
    pub const COMPILED: Self = Self(8);
    /// `Singleline`
    pub const SINGLELINE: Self = Self(16);
    /// `IgnorePatternWhitespace`
    pub const IGNORE_PATTERN_WHITESPACE: Self = Self(32);
    /// `RightToLeft`
    pub const RIGHT_TO_LEFT: Self = Self(64);
    /// `ECMAScript`
    pub const ECMASCRIPT: Self = Self(256);
    /// `CultureInvariant`
    pub const CULTURE_INVARIANT: Self = Self(512);
    /// `NonBacktracking`
    pub const NON_BACKTRACKING: Self = Self(1024);

    /// Whether all those flags are set.
    pub const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// With flags added or removed.
    pub(super) fn with(self, flags: Self, on: bool) -> Self {
        if on { Self(self.0 | flags.0) } else { Self(self.0 & !flags.0) }
    }
}

/// A place rather than a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// `^` with `(?m)`
    LineStart,
    /// `$` with `(?m)`
    LineEnd,
    /// `^`, `\A`
    TextStart,
    /// `\z`
    TextEnd,
    /// `$`, `\Z`: the end, or before a last line break
    LastLineEnd,
    /// `\b`
    WordBoundary,
    /// `\B`
    NotWordBoundary,
    /// `\G`
    SearchStart,
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Matches the empty text.
    Empty,
    /// One character of itself.
    Char(char),
    /// One character out of a set.
    Set(ClassUnicode),
    /// A place.
    Anchor(Anchor),
    /// A group that captures into a slot.
    Capture { slot: usize, inner: Box<Node> },
    /// `(?<push-pop>…)`
    Balance { pop: usize, push: Option<usize>, inner: Box<Node> },
    /// One after the other.
    Concat(Vec<Node>),
    /// One of several, the first that works.
    Alternate(Vec<Node>),
    /// Repetition.
    Repeat { inner: Box<Node>, min: u32, max: Option<u32>, greedy: bool },
    /// Look-around.
    Look { behind: bool, negative: bool, inner: Box<Node> },
    /// `(?>…)`
    Atomic(Box<Node>),
    /// `\1`
    Backref { slot: usize, ignore_case: bool },
    /// `(?(1)yes|no)`
    IfCaptured { slot: usize, yes: Box<Node>, no: Box<Node> },
    /// `(?(?=…)yes|no)`
    IfLook { condition: Box<Node>, yes: Box<Node>, no: Box<Node> },
}

impl Node {
    /// Puts nodes one after the other.
    pub(super) fn concat(mut nodes: Vec<Self>) -> Self {
        match nodes.len() {
            0 => Self::Empty,
            1 => nodes.pop().unwrap_or(Self::Empty),
            _ => Self::Concat(nodes),
        }
    }

    /// Whether a finite automaton can do it, given a text that does not end in a line break.
    pub(super) fn is_regular(&self) -> bool {
        match self {
            Self::Empty | Self::Char(_) | Self::Set(_) => true,
            Self::Anchor(it) => !matches!(it, Anchor::SearchStart),
            Self::Capture { inner, .. } => inner.is_regular(),
            Self::Repeat { inner, max, min, .. } => {
                // Captures and empty matches in loops are where the two kinds of engine differ.
                inner.is_regular()
                    && max.unwrap_or(*min) <= 1000
                    && !(inner.can_be_empty() && inner.has_capture())
            }
            Self::Concat(all) | Self::Alternate(all) => all.iter().all(Self::is_regular),
            Self::Balance { .. }
            | Self::Look { .. }
            | Self::Atomic(_)
            | Self::Backref { .. }
            | Self::IfCaptured { .. }
            | Self::IfLook { .. } => false,
        }
    }

    /// Whether a last line break changes what matches.
    pub(super) fn has_last_line_end(&self) -> bool {
        self.any(&|it| matches!(it, Self::Anchor(Anchor::LastLineEnd)))
    }

    fn has_capture(&self) -> bool {
        self.any(&|it| matches!(it, Self::Capture { .. }))
    }

    fn any(&self, test: &impl Fn(&Self) -> bool) -> bool {
        test(self)
            || match self {
                Self::Capture { inner, .. } | Self::Balance { inner, .. } | Self::Repeat { inner, .. } => {
                    inner.any(test)
                }
                Self::Look { inner, .. } | Self::Atomic(inner) => inner.any(test),
                Self::Concat(all) | Self::Alternate(all) => all.iter().any(|it| it.any(test)),
                Self::IfCaptured { yes, no, .. } => yes.any(test) || no.any(test),
                Self::IfLook { condition, yes, no } => condition.any(test) || yes.any(test) || no.any(test),
                _ => false,
            }
    }

    /// Whether the empty text may match.
    pub(super) fn can_be_empty(&self) -> bool {
        match self {
            Self::Char(_) | Self::Set(_) => false,
            Self::Empty | Self::Anchor(_) | Self::Look { .. } | Self::Backref { .. } => true,
            Self::Capture { inner, .. } | Self::Balance { inner, .. } | Self::Atomic(inner) => {
                inner.can_be_empty()
            }
            Self::Concat(all) => all.iter().all(Self::can_be_empty),
            Self::Alternate(all) => all.iter().any(Self::can_be_empty),
            Self::Repeat { inner, min, .. } => *min == 0 || inner.can_be_empty(),
            Self::IfCaptured { yes, no, .. } | Self::IfLook { yes, no, .. } => {
                yes.can_be_empty() || no.can_be_empty()
            }
        }
    }
}

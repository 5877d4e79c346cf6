//! .NET's regular expressions: a parser of their language, an automaton for the patterns that need no more, and a
//! backtracking machine for the rest.

mod ast;
mod blocks;
mod cache;
mod class;
mod error;
mod escape;
mod groups;
mod hir;
mod machine;
mod parse;
mod program;
mod replace;
mod run;
mod text;

pub use ast::RegexOptions;
pub use cache::cached;
pub use error::{RegexError, RegexErrorKind};
pub use groups::GroupInfo;
pub use text::{escape, unescape};

use std::borrow::Cow;
use std::sync::OnceLock;

use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::{Input, meta};

use ast::Node;
use groups::Groups;
use machine::{Machine, Span};
use program::Program;
use replace::Replacement;
use run::Run;

/// A compiled pattern.
#[derive(Debug)]
pub struct Regex {
    pattern: String,
    options: RegexOptions,
    groups: Groups,
    node: Node,
    /// Whether an automaton can do it.
    regular: bool,
    /// For ASCII texts, and for all.
    automata: [OnceLock<Option<meta::Regex>>; 2],
    /// A run of one set of characters, which needs no engine in ASCII texts.
    run: Option<Run>,
    /// The automata are wrong for texts that end in a line break.
    last_line: bool,
    program: OnceLock<Program>,
}

/// Where a match and its groups lie, in bytes. Slots are in the order of [`Regex::groups`]; slot 0 is the match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captures {
    ends: Vec<Option<NonMaxUsize>>,
}

impl Captures {
    fn from_spans(all: &[Vec<Span>]) -> Self {
        let ends = all.iter().flat_map(|spans| match spans.last() {
            Some((start, end)) => [NonMaxUsize::new(*start), NonMaxUsize::new(*end)],
            None => [None, None],
        });
        Self { ends: ends.collect() }
    }

    /// How many groups there are, the match being one.
    #[expect(clippy::len_without_is_empty, reason = "there is always the match itself")]
    pub fn len(&self) -> usize {
        self.ends.len() / 2
    }

    /// A group's span, if it took part.
    pub fn get(&self, slot: usize) -> Option<(usize, usize)> {
        let (ends, _) = self.ends.as_chunks::<2>();
        let [start, end] = *ends.get(slot)?;
        Some((start?.get(), end?.get()))
    }

    /// A group's text, if it took part.
    pub fn text<'t>(&self, slot: usize, text: &'t str) -> Option<&'t str> {
        self.get(slot).and_then(|(start, end)| text.get(start..end))
    }

    /// Where the match begins.
    pub fn start(&self) -> usize {
        self.get(0).map_or(0, |it| it.0)
    }

    /// Where the match ends.
    pub fn end(&self) -> usize {
        self.get(0).map_or(0, |it| it.1)
    }
}

impl Regex {
    /// Compiles a pattern.
    pub fn new(pattern: &str, options: RegexOptions) -> Result<Self, RegexError> {
        let (node, groups) = parse::parse(pattern, options)?;
        let regular = node.is_regular() && !options.has(RegexOptions::RIGHT_TO_LEFT);
        Ok(Self {
            pattern: pattern.to_owned(),
            options,
            regular,
            run: if options.has(RegexOptions::RIGHT_TO_LEFT) { None } else { Run::new(&node) },
            automata: [OnceLock::new(), OnceLock::new()],
            last_line: node.has_last_line_end(),
            groups,
            node,
            program: OnceLock::new(),
        })
    }

    /// The pattern as it was given.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The options as they were given.
    pub fn options(&self) -> RegexOptions {
        self.options
    }

    /// The groups by slot, in the order of their numbers.
    pub fn groups(&self) -> &[GroupInfo] {
        self.groups.infos()
    }

    /// The slot of a group's name or number.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.groups.slot_of_name(name)
    }

    /// Whether the pattern goes from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.options.has(RegexOptions::RIGHT_TO_LEFT)
    }

    /// The run, if it does for this text.
    fn run_for(&self, ascii: bool) -> Option<&Run> {
        self.run.as_ref().filter(|_| ascii)
    }

    /// The automaton, if it does for this text.
    fn automaton_for(&self, text: &str, ascii: bool) -> Option<&meta::Regex> {
        if !self.regular || self.last_line && text.ends_with('\n') {
            return None;
        }
        self.automata[usize::from(!ascii)].get_or_init(|| hir::automaton(&self.node, ascii)).as_ref()
    }

    fn machine<'a>(&'a self, text: &'a str, origin: usize) -> Machine<'a> {
        let slots = self.groups.infos().len();
        let program = self.program.get_or_init(|| Program::new(&self.node, slots, self.is_right_to_left()));
        Machine::new(program, text, origin)
    }

    /// Where a search of the whole text begins.
    fn beginning(&self, text: &str) -> usize {
        if self.is_right_to_left() { text.len() } else { 0 }
    }

    /// Whether the text holds a match.
    pub fn is_match(&self, text: &str) -> bool {
        self.is_match_at(text, self.beginning(text))
    }

    /// Whether the text holds a match from there on.
    pub fn is_match_at(&self, text: &str, start: usize) -> bool {
        if let Some(run) = self.run_for(is_short_ascii(text)) {
            return run.find(text.as_bytes(), start).is_some();
        }
        match self.automaton_for(text, is_short_ascii(text)) {
            Some(it) => start <= text.len() && it.is_match(Input::new(text).range(start..)),
            None => self.captures_at(text, start).is_some(),
        }
    }

    /// The next match from there on.
    pub fn find_at(&self, text: &str, start: usize) -> Option<(usize, usize)> {
        if let Some(run) = self.run_for(is_short_ascii(text)) {
            return run.find(text.as_bytes(), start);
        }
        match self.automaton_for(text, is_short_ascii(text)) {
            Some(it) if start <= text.len() => {
                it.search(&Input::new(text).range(start..)).map(|it| (it.start(), it.end()))
            }
            Some(_) => None,
            None => self.captures_at(text, start).and_then(|it| it.get(0)),
        }
    }

    /// The first match with its groups.
    pub fn captures(&self, text: &str) -> Option<Captures> {
        self.captures_at(text, self.beginning(text))
    }

    /// The next match from there on, with its groups.
    pub fn captures_at(&self, text: &str, start: usize) -> Option<Captures> {
        self.captures_with(text, start, is_short_ascii(text))
    }

    fn captures_with(&self, text: &str, start: usize, ascii: bool) -> Option<Captures> {
        if !text.is_char_boundary(start) {
            return None;
        }
        match self.automaton_for(text, ascii) {
            Some(it) => {
                let mut ends = vec![None; self.groups.infos().len() * 2];
                it.search_slots(&Input::new(text).range(start..), &mut ends)?;
                Some(Captures { ends })
            }
            None => self.machine(text, start).search().map(|it| Captures::from_spans(&it)),
        }
    }

    /// All captures of all groups of a match, by slot: `Group.Captures`.
    pub fn capture_history(&self, text: &str, found: &Captures) -> Vec<Vec<(usize, usize)>> {
        let at = if self.is_right_to_left() { found.end() } else { found.start() };
        let mut machine = self.machine(text, at);
        if machine.match_at(at) {
            return machine.into_captures();
        }
        (0..found.len()).map(|slot| found.get(slot).into_iter().collect()).collect()
    }

    /// Where the search for the next match begins; nothing at the end. An empty match moves on by one character.
    fn after(&self, text: &str, (start, end): Span) -> Option<usize> {
        if self.is_right_to_left() {
            if start != end {
                return Some(start);
            }
            return text[..start].chars().next_back().map(|it| start - it.len_utf8());
        }
        if start != end {
            return Some(end);
        }
        text[end..].chars().next().map(|it| end + it.len_utf8())
    }

    /// All matches from there on, in the order in which they are found.
    pub fn captures_iter<'a>(&'a self, text: &'a str, start: usize) -> impl Iterator<Item = Captures> + 'a {
        let ascii = text.is_ascii();
        let mut next = Some(start);
        std::iter::from_fn(move || {
            let found = self.captures_with(text, next?, ascii)?;
            next = found.get(0).and_then(|it| self.after(text, it));
            Some(found)
        })
    }

    /// The spans of all matches from there on.
    pub fn find_iter<'a>(&'a self, text: &'a str, start: usize) -> impl Iterator<Item = (usize, usize)> + 'a {
        let ascii = text.is_ascii();
        let run = self.run_for(ascii);
        let automaton = if run.is_some() { None } else { self.automaton_for(text, ascii) };
        let mut next = Some(start);
        std::iter::from_fn(move || {
            let from = next?;
            let found = match (run, automaton) {
                (Some(it), _) => it.find(text.as_bytes(), from),
                (_, Some(_)) if from > text.len() => None,
                (_, Some(it)) => it.search(&Input::new(text).range(from..)).map(|it| (it.start(), it.end())),
                (None, None) => self.find_at(text, from),
            }?;
            next = self.after(text, found);
            Some(found)
        })
    }

    /// Replaces matches, at most `count` of them, by a replacement text.
    pub fn replace<'t>(&self, text: &'t str, replacement: &str, count: Option<usize>) -> Cow<'t, str> {
        self.replace_from(text, replacement, count, self.beginning(text))
    }

    /// Replaces matches from there on.
    pub fn replace_from<'t>(
        &self,
        text: &'t str,
        replacement: &str,
        count: Option<usize>,
        start: usize,
    ) -> Cow<'t, str> {
        if !self.is_right_to_left() && !replacement.contains('$') {
            return self.replace_plain(text, replacement, count, start);
        }
        let replacement = Replacement::parse(replacement, &self.groups);
        let push = |captures: &Captures, out: &mut String| {
            replacement.push(out, text, captures);
            Ok::<(), std::convert::Infallible>(())
        };
        match self.replace_with(text, count, start, push) {
            Ok(it) => it,
            Err(never) => match never {},
        }
    }

    fn replace_plain<'t>(
        &self,
        text: &'t str,
        literal: &str,
        count: Option<usize>,
        start: usize,
    ) -> Cow<'t, str> {
        let mut out = String::new();
        let mut done = None;
        for (from, to) in self.find_iter(text, start).take(count.unwrap_or(usize::MAX)) {
            if done.is_none() {
                out.reserve(text.len());
            }
            out.push_str(&text[done.unwrap_or(0)..from]);
            out.push_str(literal);
            done = Some(to);
        }
        let Some(done) = done else { return Cow::Borrowed(text) };
        out.push_str(&text[done..]);
        Cow::Owned(out)
    }

    /// Replaces matches by what a callback appends for each, in the order in which they are found.
    pub fn replace_with<'t, E>(
        &self,
        text: &'t str,
        count: Option<usize>,
        start: usize,
        mut push: impl FnMut(&Captures, &mut String) -> Result<(), E>,
    ) -> Result<Cow<'t, str>, E> {
        let mut pieces: Vec<(Span, String)> = Vec::new();
        for captures in self.captures_iter(text, start).take(count.unwrap_or(usize::MAX)) {
            let mut piece = String::new();
            push(&captures, &mut piece)?;
            pieces.push(((captures.start(), captures.end()), piece));
        }
        if pieces.is_empty() {
            return Ok(Cow::Borrowed(text));
        }
        if self.is_right_to_left() {
            pieces.reverse();
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for ((from, to), piece) in pieces {
            out.push_str(&text[done..from]);
            out.push_str(&piece);
            done = to;
        }
        out.push_str(&text[done..]);
        Ok(Cow::Owned(out))
    }

    /// Splits at matches into at most `count` pieces; what groups captured comes between the pieces.
    pub fn split<'t>(&self, text: &'t str, count: Option<usize>, start: usize) -> Vec<&'t str> {
        let mut pieces = Vec::new();
        let most = count.map_or(usize::MAX, |it| it.saturating_sub(1));
        if self.groups.infos().len() == 1 && !self.is_right_to_left() {
            let mut done = 0;
            for (from, to) in self.find_iter(text, start).take(most) {
                pieces.push(&text[done..from]);
                done = to;
            }
            pieces.push(&text[done..]);
            return pieces;
        }
        let mut found: Vec<Captures> = self.captures_iter(text, start).take(most).collect();
        if self.is_right_to_left() {
            found.reverse();
        }
        let mut done = 0;
        for captures in found {
            pieces.push(&text[done..captures.start()]);
            pieces.extend((1..captures.len()).filter_map(|slot| captures.text(slot, text)));
            done = captures.end();
        }
        pieces.push(&text[done..]);
        pieces
    }
}

/// Whether a text is ASCII, for single searches: a long text is not looked through each time.
fn is_short_ascii(text: &str) -> bool {
    text.len() <= 4096 && text.is_ascii()
}

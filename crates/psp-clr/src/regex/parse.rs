//! .NET's pattern language: alternation, concatenation, quantifiers and groups.

use super::ast::{Anchor, Node, RegexOptions};
use super::class;
use super::error::{RegexError, RegexErrorKind as Kind};
use super::groups::{GroupKey, Groups};

/// Deeper nesting is refused, since the parser recurses.
pub(super) const MAX_DEPTH: usize = 200;

/// Parses a pattern twice: the first pass finds the groups that the second refers to.
pub(super) fn parse(pattern: &str, options: RegexOptions) -> Result<(Node, Groups), RegexError> {
    let chars: Vec<char> = pattern.chars().collect();
    let locate = |(at, kind): (usize, Kind)| RegexError {
        pattern: pattern.to_owned(),
        offset: chars.iter().take(at).map(|it| it.len_utf16()).sum(),
        kind,
    };
    let mut first = Parser::new(&chars, options, None);
    first.whole().map_err(locate)?;
    let groups = Groups::assign(&first.keys);
    let node = Parser::new(&chars, options, Some(&groups)).whole().map_err(locate)?;
    Ok((node, groups))
}

/// A fault and the index of the character where it is.
pub(super) type Result<T, E = (usize, Kind)> = std::result::Result<T, E>;

pub(super) struct Parser<'a> {
    pub(super) chars: &'a [char],
    pub(super) at: usize,
    pub(super) options: RegexOptions,
    /// Nothing in the first pass.
    pub(super) groups: Option<&'a Groups>,
    keys: Vec<GroupKey>,
    unnamed: usize,
    pub(super) depth: usize,
}

impl<'a> Parser<'a> {
    fn new(chars: &'a [char], options: RegexOptions, groups: Option<&'a Groups>) -> Self {
        Self { chars, at: 0, options, groups, keys: Vec::new(), unnamed: 0, depth: 0 }
    }

    fn whole(&mut self) -> Result<Node> {
        let node = Node::alternate(self.branches()?);
        if self.peek() == Some(')') {
            self.at += 1;
            return self.fail(Kind::InsufficientOpeningParentheses);
        }
        Ok(node)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<char> {
        self.chars.get(self.at + offset).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let it = self.peek();
        self.at += usize::from(it.is_some());
        it
    }

    pub(super) fn take(&mut self, it: char) -> bool {
        let found = self.peek() == Some(it);
        self.at += usize::from(found);
        found
    }

    pub(super) fn fail<T>(&self, kind: Kind) -> Result<T> {
        Err((self.at, kind))
    }

    pub(super) fn is(&self, option: RegexOptions) -> bool {
        self.options.has(option)
    }

    /// Alternatives up to a closing parenthesis; options set within do not leave the group.
    fn branches(&mut self) -> Result<Vec<Node>> {
        let options = self.options;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fail(Kind::TooComplex);
        }
        let mut all = vec![self.sequence()?];
        while self.take('|') {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        self.options = options;
        Ok(all)
    }

    fn sequence(&mut self) -> Result<Node> {
        let mut nodes = Vec::new();
        loop {
            self.skip_blank()?;
            let Some(it) = self.peek().filter(|it| !matches!(it, '|' | ')')) else { break };
            if matches!(it, '*' | '+' | '?') || it == '{' && self.quantifier_ahead() {
                self.at += 1;
                return self.fail(Kind::QuantifierAfterNothing(it));
            }
            let Some(atom) = self.atom()? else { continue };
            nodes.push(self.quantified(atom)?);
        }
        Ok(Node::concat(nodes))
    }

    /// White space and comments, where they do not count.
    fn skip_blank(&mut self) -> Result<()> {
        let extended = self.is(RegexOptions::IGNORE_PATTERN_WHITESPACE);
        loop {
            match self.peek() {
                Some(it) if extended && matches!(it, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') => {
                    self.at += 1;
                }
                Some('#') if extended => {
                    while self.peek().is_some_and(|it| it != '\n') {
                        self.at += 1;
                    }
                }
                Some('(') if self.peek_at(1) == Some('?') && self.peek_at(2) == Some('#') => {
                    while self.peek().is_some_and(|it| it != ')') {
                        self.at += 1;
                    }
                    if !self.take(')') {
                        return self.fail(Kind::UnterminatedComment);
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// Whether `{` begins a quantifier and is not a brace of its own.
    fn quantifier_ahead(&self) -> bool {
        let digits = |from: usize| self.chars[from..].iter().take_while(|it| it.is_ascii_digit()).count();
        let first = digits(self.at + 1);
        let mut end = self.at + 1 + first;
        if first == 0 {
            return false;
        }
        if self.chars.get(end) == Some(&',') {
            end += 1;
            end += digits(end);
        }
        self.chars.get(end) == Some(&'}')
    }

    fn quantified(&mut self, atom: Node) -> Result<Node> {
        self.skip_blank()?;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') if self.quantifier_ahead() => self.braces()?,
            _ => return Ok(atom),
        };
        self.at += 1;
        self.skip_blank()?;
        let greedy = !self.take('?');
        self.skip_blank()?;
        if max.is_some_and(|max| max < min) {
            return self.fail(Kind::ReversedQuantifierRange);
        }
        if let Some(it) = self.peek()
            && (matches!(it, '*' | '+' | '?') || it == '{' && self.quantifier_ahead())
        {
            self.at += 1;
            return self.fail(Kind::NestedQuantifiersNotParenthesized(it.to_string()));
        }
        Ok(Node::Repeat { inner: Box::new(atom), min, max, greedy })
    }

    /// `{2}`, `{2,}`, `{2,3}`; stops at the closing brace.
    fn braces(&mut self) -> Result<(u32, Option<u32>)> {
        self.at += 1;
        let min = self.decimal()?;
        let max = if self.take(',') {
            if self.peek() == Some('}') { None } else { Some(self.decimal()?) }
        } else {
            Some(min)
        };
        Ok((min, max))
    }

    /// Digits as a number of 31 bits.
    fn decimal(&mut self) -> Result<u32> {
        let mut value: u32 = 0;
        while let Some(digit) = self.peek().and_then(|it| it.to_digit(10)) {
            self.at += 1;
            match value
                .checked_mul(10)
                .and_then(|it| it.checked_add(digit))
                .filter(|it| i32::try_from(*it).is_ok())
            {
                Some(it) => value = it,
                None => return self.fail(Kind::QuantifierOrCaptureGroupOutOfRange),
            }
        }
        Ok(value)
    }

    /// An atom; nothing if it only sets options.
    fn atom(&mut self) -> Result<Option<Node>> {
        let multiline = self.is(RegexOptions::MULTILINE);
        Ok(Some(match self.next() {
            Some('(') => return self.group(),
            Some('[') => Node::Set(self.class()?),
            Some('\\') => self.escape()?,
            Some('.') => Node::Set(class::dot(self.is(RegexOptions::SINGLELINE))),
            Some('^') => Node::Anchor(if multiline { Anchor::LineStart } else { Anchor::TextStart }),
            Some('$') => Node::Anchor(if multiline { Anchor::LineEnd } else { Anchor::LastLineEnd }),
            Some(it) => self.literal(it),
            None => Node::Empty,
        }))
    }

    pub(super) fn literal(&self, it: char) -> Node {
        if !self.is(RegexOptions::IGNORE_CASE) {
            return Node::Char(it);
        }
        let mut set = class::single(it);
        class::fold(&mut set);
        if set.ranges().len() == 1 && set.ranges()[0].len() == 1 { Node::Char(it) } else { Node::Set(set) }
    }

    /// What is in parentheses, the opening one being read.
    fn group(&mut self) -> Result<Option<Node>> {
        if !self.take('?') {
            return self.unnamed_group().map(Some);
        }
        match self.next() {
            Some(':') => self.inner().map(Some),
            Some('=') => self.look(false, false).map(Some),
            Some('!') => self.look(false, true).map(Some),
            Some('>') => Ok(Some(Node::Atomic(Box::new(self.inner()?)))),
            Some('<') if self.take('=') => self.look(true, false).map(Some),
            Some('<') if self.take('!') => self.look(true, true).map(Some),
            Some('<') => self.named_group('>').map(Some),
            Some('\'') => self.named_group('\'').map(Some),
            Some('(') => self.conditional().map(Some),
            Some(_) => {
                self.at -= 1;
                self.inline_options()
            }
            None => self.fail(Kind::InvalidGroupingConstruct),
        }
    }

    /// Alternatives and the closing parenthesis.
    fn inner(&mut self) -> Result<Node> {
        let node = Node::alternate(self.branches()?);
        self.close()?;
        Ok(node)
    }

    fn close(&mut self) -> Result<()> {
        if self.take(')') { Ok(()) } else { self.fail(Kind::InsufficientClosingParentheses) }
    }

    fn look(&mut self, behind: bool, negative: bool) -> Result<Node> {
        Ok(Node::Look { behind, negative, inner: Box::new(self.inner()?) })
    }

    fn unnamed_group(&mut self) -> Result<Node> {
        if self.is(RegexOptions::EXPLICIT_CAPTURE) {
            return self.inner();
        }
        self.keys.push(GroupKey::Unnamed);
        self.unnamed += 1;
        let number = self.unnamed;
        let slot = self.groups.and_then(|it| it.slot_of_number(number)).unwrap_or(0);
        Ok(Node::Capture { slot, inner: Box::new(self.inner()?) })
    }

    /// A run of word characters.
    pub(super) fn word(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(class::is_word) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn key(&mut self, name: &str) -> Result<GroupKey> {
        if !name.starts_with(|it: char| it.is_ascii_digit()) {
            return Ok(GroupKey::Name(name.to_owned()));
        }
        match name.parse::<i32>() {
            Ok(0) => self.fail(Kind::CaptureGroupOfZero),
            Ok(number) => Ok(GroupKey::Number(number.unsigned_abs() as usize)),
            Err(_) if name.bytes().all(|it| it.is_ascii_digit()) => {
                self.fail(Kind::QuantifierOrCaptureGroupOutOfRange)
            }
            Err(_) => self.fail(Kind::CaptureGroupNameInvalid),
        }
    }

    fn slot(&self, name: &str) -> Option<usize> {
        self.groups.map_or(Some(0), |it| it.slot_of_name(name))
    }

    /// `<name>…`, `<push-pop>…` or `<-pop>…`, the opening mark being read.
    fn named_group(&mut self, mark: char) -> Result<Node> {
        let name = self.word();
        let mut push = None;
        if !name.is_empty() {
            let key = self.key(&name)?;
            self.keys.push(key);
            push = self.slot(&name);
        }
        if self.take('-') {
            let popped = self.word();
            if popped.is_empty() || !self.take(mark) {
                return self.fail(Kind::CaptureGroupNameInvalid);
            }
            let Some(pop) = self.slot(&popped) else {
                return match popped.parse() {
                    Ok(number) => self.fail(Kind::UndefinedNumberedReference(number)),
                    Err(_) => self.fail(Kind::UndefinedNamedReference(popped)),
                };
            };
            return Ok(Node::Balance { pop, push, inner: Box::new(self.inner()?) });
        }
        if name.is_empty() || !self.take(mark) {
            return self.fail(if self.peek().is_none() {
                Kind::InvalidGroupingConstruct
            } else {
                Kind::CaptureGroupNameInvalid
            });
        }
        Ok(Node::Capture { slot: push.unwrap_or(0), inner: Box::new(self.inner()?) })
    }

    /// `(?(condition)yes|no)`, up to the condition being read.
    fn conditional(&mut self) -> Result<Node> {
        let start = self.at;
        let name = self.word();
        if self.take(')') && !name.is_empty() {
            if let Ok(number) = name.parse::<usize>() {
                return match self.slot(&name) {
                    Some(slot) => self.if_captured(slot),
                    None => self.fail(Kind::AlternationHasUndefinedReference(number)),
                };
            }
            // In the first pass all names are taken for groups, which finds the same groups.
            if let Some(slot) = self.slot(&name) {
                return self.if_captured(slot);
            }
        } else if let Some(number) = name.parse::<usize>().ok().filter(|_| self.groups.is_some()) {
            return self.fail(Kind::AlternationHasMalformedReference(number));
        }
        self.at = start;
        let condition = if self.take('?') {
            match (self.next(), self.peek()) {
                (Some('#'), _) => return self.fail(Kind::AlternationHasComment),
                (Some('='), _) => self.look(false, false)?,
                (Some('!'), _) => self.look(false, true)?,
                (Some('<'), Some(it @ ('=' | '!'))) => {
                    self.at += 1;
                    self.look(true, it == '!')?
                }
                _ => return self.fail(Kind::InvalidGroupingConstruct),
            }
        } else {
            Node::Look { behind: false, negative: false, inner: Box::new(self.inner()?) }
        };
        let (yes, no) = self.yes_and_no()?;
        Ok(Node::IfLook { condition: Box::new(condition), yes, no })
    }

    fn if_captured(&mut self, slot: usize) -> Result<Node> {
        let (yes, no) = self.yes_and_no()?;
        Ok(Node::IfCaptured { slot, yes, no })
    }

    fn yes_and_no(&mut self) -> Result<(Box<Node>, Box<Node>)> {
        let mut branches = self.branches()?.into_iter();
        self.close()?;
        let (yes, no) = (branches.next().unwrap_or(Node::Empty), branches.next().unwrap_or(Node::Empty));
        if branches.next().is_some() {
            return self.fail(Kind::AlternationHasTooManyConditions);
        }
        Ok((Box::new(yes), Box::new(no)))
    }

    /// `(?i)` or `(?i:…)`, up to the letters being read.
    fn inline_options(&mut self) -> Result<Option<Node>> {
        let before = self.options;
        let mut on = true;
        let mut options = self.options;
        while let Some(it) = self.next() {
            let flag = match it.to_ascii_lowercase() {
                'i' => RegexOptions::IGNORE_CASE,
                'm' => RegexOptions::MULTILINE,
                'n' => RegexOptions::EXPLICIT_CAPTURE,
                's' => RegexOptions::SINGLELINE,
                'x' => RegexOptions::IGNORE_PATTERN_WHITESPACE,
                '-' | '+' => {
                    on = it == '+';
                    continue;
                }
                ')' => {
                    self.options = options;
                    return Ok(None);
                }
                ':' => {
                    self.options = options;
                    let node = self.inner()?;
                    self.options = before;
                    return Ok(Some(node));
                }
                _ => break,
            };
            options = options.with(flag, on);
        }
        self.fail(Kind::InvalidGroupingConstruct)
    }
}

impl Node {
    /// Puts alternatives together.
    pub(super) fn alternate(mut branches: Vec<Self>) -> Self {
        if branches.len() == 1 { branches.pop().unwrap_or(Self::Empty) } else { Self::Alternate(branches) }
    }
}

//! Backslashes and character classes of the pattern language.

use regex_syntax::hir::ClassUnicode;

use super::ast::{Anchor, Node, RegexOptions};
use super::class;
use super::error::RegexErrorKind as Kind;
use super::parse::{Parser, Result};

impl Parser<'_> {
    /// What follows a backslash outside of a class.
    pub(super) fn escape(&mut self) -> Result<Node> {
        let Some(it) = self.peek() else { return self.fail(Kind::UnescapedEndingBackslash) };
        let anchor = match it {
            'b' => Anchor::WordBoundary,
            'B' => Anchor::NotWordBoundary,
            'A' => Anchor::TextStart,
            'G' => Anchor::SearchStart,
            'Z' => Anchor::LastLineEnd,
            'z' => Anchor::TextEnd,
            'w' | 'W' | 's' | 'S' | 'd' | 'D' => {
                self.at += 1;
                return Ok(Node::Set(class::shorthand(it, self.is(RegexOptions::ECMASCRIPT))));
            }
            'p' | 'P' => {
                self.at += 1;
                let mut set = self.property(it == 'P')?;
                if self.is(RegexOptions::IGNORE_CASE) && it == 'p' {
                    class::fold(&mut set);
                }
                return Ok(Node::Set(set));
            }
            _ => return self.reference_or_character(it),
        };
        self.at += 1;
        Ok(Node::Anchor(anchor))
    }

    fn reference_or_character(&mut self, it: char) -> Result<Node> {
        if it == 'k' {
            self.at += 1;
            return self.named_reference();
        }
        if matches!(it, '1'..='9') {
            let start = self.at;
            let digits: String = self.chars[start..].iter().take_while(|it| it.is_ascii_digit()).collect();
            let number = digits.parse::<usize>().unwrap_or(usize::MAX);
            let slot = self.groups.map_or(Some(0), |it| it.slot_of_number(number));
            match slot {
                Some(slot) => {
                    self.at += digits.len();
                    return Ok(self.backref(slot));
                }
                None if number <= 9 => {
                    self.at += 1;
                    return self.fail(Kind::UndefinedNumberedReference(number));
                }
                None => {}
            }
        }
        let it = self.character_escape()?;
        Ok(self.literal(it))
    }

    fn backref(&self, slot: usize) -> Node {
        Node::Backref { slot, ignore_case: self.is(RegexOptions::IGNORE_CASE) }
    }

    fn named_reference(&mut self) -> Result<Node> {
        let close = match self.next() {
            Some('<') => '>',
            Some('\'') => '\'',
            Some('{') => '}',
            _ => return self.fail(Kind::MalformedNamedReference),
        };
        let name = self.word();
        if name.is_empty() || !self.take(close) {
            return self.fail(Kind::MalformedNamedReference);
        }
        match self.groups.map_or(Some(0), |it| it.slot_of_name(&name)) {
            Some(slot) => Ok(self.backref(slot)),
            None => match name.parse() {
                Ok(number) => self.fail(Kind::UndefinedNumberedReference(number)),
                Err(_) => self.fail(Kind::UndefinedNamedReference(name)),
            },
        }
    }

    /// `{name}` behind `\p`.
    fn property(&mut self, negative: bool) -> Result<ClassUnicode> {
        if self.chars.len() < self.at + 3 {
            return self.fail(Kind::InvalidUnicodePropertyEscape);
        }
        if !self.take('{') {
            return self.fail(Kind::MalformedUnicodePropertyEscape);
        }
        let start = self.at;
        while self.peek().is_some_and(|it| class::is_word(it) || it == '-') {
            self.at += 1;
        }
        let name: String = self.chars[start..self.at].iter().collect();
        if !self.take('}') {
            return self.fail(Kind::InvalidUnicodePropertyEscape);
        }
        match class::property(&name) {
            Some(mut set) => {
                if negative {
                    set.negate();
                }
                Ok(set)
            }
            None => self.fail(Kind::UnrecognizedUnicodeProperty(name)),
        }
    }

    /// One escaped character, the backslash being read.
    fn character_escape(&mut self) -> Result<char> {
        let Some(it) = self.next() else { return self.fail(Kind::UnescapedEndingBackslash) };
        Ok(match it {
            '0'..='7' => {
                self.at -= 1;
                self.octal()
            }
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            'a' => '\x07',
            'b' => '\x08',
            'e' => '\x1b',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            'c' => self.control()?,
            _ if !self.is(RegexOptions::ECMASCRIPT) && class::is_word(it) => {
                return self.fail(Kind::UnrecognizedEscape(it));
            }
            _ => it,
        })
    }

    fn octal(&mut self) -> char {
        let mut value = 0;
        for _ in 0..3 {
            let Some(digit) = self.peek().and_then(|it| it.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        char::from((value & 0xFF) as u8)
    }

    fn hexadecimal(&mut self, count: usize) -> Result<char> {
        let mut value = 0;
        for _ in 0..count {
            let Some(digit) = self.next().and_then(|it| it.to_digit(16)) else {
                return self.fail(Kind::InsufficientOrInvalidHexDigits);
            };
            value = value * 16 + digit;
        }
        if (0xD800..0xDC00).contains(&value) {
            return Ok(self.low_surrogate(value));
        }
        Ok(char::from_u32(value).unwrap_or('\u{FFFD}'))
    }

    /// `\uD83D\uDE00` is one character.
    fn low_surrogate(&mut self, high: u32) -> char {
        let rest: String = self.chars[self.at..].iter().take(6).collect();
        let low = rest.strip_prefix("\\u").and_then(|it| u32::from_str_radix(it, 16).ok());
        match low.filter(|it| (0xDC00..0xE000).contains(it)) {
            Some(low) => {
                self.at += 6;
                char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)).unwrap_or('\u{FFFD}')
            }
            None => '\u{FFFD}',
        }
    }

    fn control(&mut self) -> Result<char> {
        let Some(it) = self.next() else { return self.fail(Kind::MissingControlCharacter) };
        match it.to_ascii_uppercase() {
            it @ '@'..='_' => Ok(char::from(it as u8 - b'@')),
            _ => self.fail(Kind::UnrecognizedControlCharacter),
        }
    }

    /// A class, its opening bracket being read.
    pub(super) fn class(&mut self) -> Result<ClassUnicode> {
        let negative = self.take('^');
        let mut set = ClassUnicode::empty();
        let mut except = None;
        let mut range_start: Option<char> = None;
        let mut first = true;
        loop {
            let Some(it) = self.next() else { return self.fail(Kind::UnterminatedBracket) };
            let mut escaped = false;
            let mut it = it;
            if it == ']' && !first {
                break;
            }
            if it == '\\' {
                match self.class_escape(&mut set, range_start)? {
                    None => {
                        first = false;
                        continue;
                    }
                    Some(literal) => (it, escaped) = (literal, true),
                }
            }
            let subtracts = !escaped && !first;
            if let Some(low) = range_start.take() {
                if it == '[' && subtracts {
                    set.union(&class::single(low));
                    except = Some(self.subtraction()?);
                } else if low > it {
                    return self.fail(Kind::ReversedCharacterRange);
                } else {
                    set.union(&class::range(low, it));
                }
            } else if self.peek() == Some('-') && self.peek_at(1).is_some_and(|it| it != ']') {
                range_start = Some(it);
                self.at += 1;
            } else if it == '-' && subtracts && self.take('[') {
                except = Some(self.subtraction()?);
            } else {
                set.union(&class::single(it));
            }
            first = false;
        }
        if self.is(RegexOptions::IGNORE_CASE) {
            class::fold(&mut set);
        }
        if negative {
            set.negate();
        }
        if let Some(except) = except {
            set.difference(&except);
        }
        Ok(set)
    }

    /// A class within a class, which must come last.
    fn subtraction(&mut self) -> Result<ClassUnicode> {
        let set = self.nested_class()?;
        match self.peek() {
            Some(']') => Ok(set),
            None => self.fail(Kind::UnterminatedBracket),
            Some(_) => self.fail(Kind::ExclusionGroupNotLast),
        }
    }

    fn nested_class(&mut self) -> Result<ClassUnicode> {
        self.depth += 1;
        if self.depth > super::parse::MAX_DEPTH {
            return self.fail(Kind::TooComplex);
        }
        let set = self.class()?;
        self.depth -= 1;
        Ok(set)
    }

    /// Adds a class such as `\d`, or gives the character that an escape stands for.
    fn class_escape(&mut self, set: &mut ClassUnicode, range_start: Option<char>) -> Result<Option<char>> {
        let Some(it) = self.peek() else { return self.fail(Kind::UnescapedEndingBackslash) };
        let added = match it {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {
                self.at += 1;
                class::shorthand(it, self.is(RegexOptions::ECMASCRIPT))
            }
            'p' | 'P' => {
                self.at += 1;
                self.property(it == 'P')?
            }
            _ => return self.character_escape().map(Some),
        };
        if range_start.is_some() {
            return self.fail(Kind::ShorthandClassInCharacterRange(it));
        }
        set.union(&added);
        Ok(None)
    }
}

//! Wildcard patterns as commands use them: `*`, `?` and `[…]`, without regard to case.

use psp_clr::compare::fold_char;

/// A pattern, ready to be matched.
#[derive(Clone, Debug)]
pub(crate) struct Wildcard {
    pattern: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Any,
    One,
    Set(Vec<(char, char)>),
    Char(char),
}

/// The text holds wildcards.
pub(crate) fn has_wildcards(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

impl Wildcard {
    /// A pattern out of its text.
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut pattern = Vec::with_capacity(chars.len());
        let mut at = 0;
        while at < chars.len() {
            match chars[at] {
                '*' => pattern.push(Part::Any),
                '?' => pattern.push(Part::One),
                '`' if at + 1 < chars.len() => {
                    at += 1;
                    pattern.push(Part::Char(fold_char(chars[at])));
                }
                '[' => match set_end(&chars, at) {
                    Some(end) => {
                        pattern.push(Part::Set(set(&chars[at + 1..end])));
                        at = end;
                    }
                    None => pattern.push(Part::Char('[')),
                },
                other => pattern.push(Part::Char(fold_char(other))),
            }
            at += 1;
        }
        Self { pattern }
    }

    /// Patterns out of their texts.
    pub(crate) fn all(texts: &[String]) -> Vec<Self> {
        texts.iter().map(|it| Self::new(it)).collect()
    }

    /// The whole text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().map(fold_char).collect();
        // The usual two-pointer match: on a mismatch, the last `*` takes one more character.
        let (mut at, mut part, mut star) = (0, 0, None);
        while at < text.len() {
            match self.pattern.get(part) {
                Some(Part::Any) => {
                    star = Some((part, at));
                    part += 1;
                }
                Some(it) if it.takes(text[at]) => {
                    at += 1;
                    part += 1;
                }
                _ => {
                    let Some((star_part, star_at)) = star else { return false };
                    star = Some((star_part, star_at + 1));
                    (part, at) = (star_part + 1, star_at + 1);
                }
            }
        }
        self.pattern[part..].iter().all(|it| matches!(it, Part::Any))
    }
}

impl Part {
    fn takes(&self, it: char) -> bool {
        match self {
            Self::Any => false,
            Self::One => true,
            Self::Char(own) => *own == it,
            Self::Set(ranges) => ranges.iter().any(|(from, to)| (*from..=*to).contains(&it)),
        }
    }
}

fn set_end(chars: &[char], start: usize) -> Option<usize> {
    chars.iter().skip(start + 1).position(|&it| it == ']').map(|it| it + start + 1)
}

fn set(chars: &[char]) -> Vec<(char, char)> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let from = fold_char(chars[at]);
        if chars.get(at + 1) == Some(&'-') && at + 2 < chars.len() {
            ranges.push((from, fold_char(chars[at + 2])));
            at += 3;
        } else {
            ranges.push((from, from));
            at += 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: bool) {
        assert_eq!(Wildcard::new(pattern).matches(text), expected, "{pattern} on {text}");
    }

    #[test]
    fn patterns() {
        check("n*", "Name", true);
        check("*id", "ProcessId", true);
        check("a*b*c", "aXXbYYbc", true);
        check("a*b*c", "aXXbYYb", false);
        check("[a-c]?", "Bx", true);
        check("[!a]", "!", true);
        check("`*", "*", true);
        check("`*", "x", false);
        check("*", "", true);
    }
}

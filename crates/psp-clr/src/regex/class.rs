//! Character classes: what `\w`, `\p{…}` and `[…]` hold, and case equivalence.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::blocks;

/// The class that a pattern of regex-syntax stands for.
fn parse(pattern: &str) -> Option<ClassUnicode> {
    let hir = regex_syntax::parse(pattern).ok()?;
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(it)) => Some(it),
        HirKind::Class(Class::Bytes(it)) => it.to_unicode_class(),
        HirKind::Literal(it) => {
            let text = std::str::from_utf8(&it.0).ok()?;
            let mut chars = text.chars();
            Some(single(chars.next().filter(|_| chars.next().is_none())?))
        }
        _ => None,
    }
}

fn lazily(cell: &'static OnceLock<ClassUnicode>, pattern: &str) -> ClassUnicode {
    cell.get_or_init(|| parse(pattern).unwrap_or_else(ClassUnicode::empty)).clone()
}

/// One character.
pub(super) fn single(it: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(it, it)])
}

/// From one character to another.
pub(super) fn range(low: char, high: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(low, high)])
}

/// `\d`, `\w`, `\s` and their complements, by the letter.
pub(super) fn shorthand(letter: char, ecma: bool) -> ClassUnicode {
    static DIGIT: OnceLock<ClassUnicode> = OnceLock::new();
    static WORD: OnceLock<ClassUnicode> = OnceLock::new();
    static SPACE: OnceLock<ClassUnicode> = OnceLock::new();
    static ECMA_DIGIT: OnceLock<ClassUnicode> = OnceLock::new();
    static ECMA_WORD: OnceLock<ClassUnicode> = OnceLock::new();
    static ECMA_SPACE: OnceLock<ClassUnicode> = OnceLock::new();
    let mut class = match (letter.to_ascii_lowercase(), ecma) {
        ('d', false) => lazily(&DIGIT, r"\p{Nd}"),
        ('w', false) => lazily(&WORD, r"[\p{L}\p{Mn}\p{Nd}\p{Pc}]"),
        ('d', true) => lazily(&ECMA_DIGIT, "[0-9]"),
        ('w', true) => lazily(&ECMA_WORD, "[0-9A-Z_a-z\u{130}]"),
        (_, true) => lazily(&ECMA_SPACE, r"[\f\n\r\t\v ]"),
        (_, false) => lazily(&SPACE, r"[\f\n\r\t\v\x{85}\p{Z}]"),
    };
    if letter.is_ascii_uppercase() {
        class.negate();
    }
    class
}

/// What a dot matches.
pub(super) fn dot(singleline: bool) -> ClassUnicode {
    let mut class = if singleline { ClassUnicode::empty() } else { single('\n') };
    class.negate();
    class
}

/// `\p{name}`: a general category or a block; nothing if there is none of that name.
pub(super) fn property(name: &str) -> Option<ClassUnicode> {
    const CATEGORIES: [&str; 37] = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd",
        "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf",
        "Cs", "Co", "Cn",
    ];
    if name == "Cs" {
        return Some(ClassUnicode::empty());
    }
    if CATEGORIES.contains(&name) {
        return parse(&format!(r"\p{{{name}}}"));
    }
    let (low, high) = blocks::find(name)?;
    let class = |low: u32, high: u32| Some(range(char::from_u32(low)?, char::from_u32(high)?));
    class(low, high)
}

/// Adds the characters that differ in case only, as .NET's table of equivalences has them.
pub(super) fn fold(class: &mut ClassUnicode) {
    let has = |class: &ClassUnicode, it: char| {
        class.ranges().iter().any(|range| range.start() <= it && it <= range.end())
    };
    let long_s = has(class, 'ſ');
    if class.try_case_fold_simple().is_err() {
        return;
    }
    if !long_s && has(class, 'ſ') && !is_full(class) {
        class.difference(&single('ſ'));
    }
}

/// Complements keep what they are.
fn is_full(class: &ClassUnicode) -> bool {
    class.ranges().first().is_some_and(|it| it.start() == '\0')
        && class.ranges().last().is_some_and(|it| it.end() == char::MAX)
}

/// Whether a character is in a class.
pub(super) fn contains(class: &ClassUnicode, it: char) -> bool {
    class
        .ranges()
        .binary_search_by(|range| {
            if range.end() < it {
                std::cmp::Ordering::Less
            } else if range.start() > it {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

/// What counts as a word character for `\b`.
pub(super) fn is_word(it: char) -> bool {
    if it.is_ascii() {
        return it.is_ascii_alphanumeric() || it == '_';
    }
    static WORD: OnceLock<ClassUnicode> = OnceLock::new();
    matches!(it, '\u{200C}' | '\u{200D}') || contains(WORD.get_or_init(|| shorthand('w', false)), it)
}

//! String comparison: ordinal with .NET's simple case folding, and linguistic as ICU does it.

mod ascii;
mod ordinal;
mod search;

pub use ordinal::{compare_ordinal, compare_ordinal_ignore_case, equals_ordinal_ignore_case, fold_char};
pub use search::{Found, ends_with, find, rfind, starts_with};

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use icu_collator::options::{AlternateHandling, CaseLevel, CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::culture::Culture;

/// `CompareOptions`, as far as linguistic comparison knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct CompareOptions {
    /// `IgnoreCase`.
    pub ignore_case: bool,
    /// `IgnoreNonSpace`: accents do not count.
    pub ignore_non_space: bool,
    /// `IgnoreSymbols`: punctuation and white space do not count.
    pub ignore_symbols: bool,
}

impl CompareOptions {
    /// Nothing is ignored.
    pub const NONE: Self = Self { ignore_case: false, ignore_non_space: false, ignore_symbols: false };

    /// Only case, or nothing.
    pub const fn ignore_case(ignore_case: bool) -> Self {
        Self { ignore_case, ..Self::NONE }
    }
}

type Collator = CollatorBorrowed<'static>;

thread_local! {
    /// A thread sees few cultures, so a list is quicker than a map.
    static COLLATORS: RefCell<Vec<(&'static str, CompareOptions, Rc<Collator>)>> = const { RefCell::new(Vec::new()) };
}

/// Compares as the culture sorts, perhaps without regard to case.
///
/// ```
/// use psp_clr::{compare::compare, culture::INVARIANT};
/// assert!(compare("co-op", "coop", &INVARIANT, false).is_lt());
/// assert!(compare("a", "A", &INVARIANT, false).is_lt());
/// assert!(compare("e\u{301}", "é", &INVARIANT, false).is_eq());
/// ```
pub fn compare(a: &str, b: &str, culture: &'static Culture, ignore_case: bool) -> Ordering {
    compare_with(a, b, culture, CompareOptions::ignore_case(ignore_case))
}

/// Whether two strings are linguistically equal.
pub fn equals(a: &str, b: &str, culture: &'static Culture, ignore_case: bool) -> bool {
    compare(a, b, culture, ignore_case).is_eq()
}

/// Compares as the culture sorts, with options.
pub fn compare_with(a: &str, b: &str, culture: &'static Culture, options: CompareOptions) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    if !options.ignore_symbols
        && !ascii::is_tailored(culture.two_letter)
        && let Some(order) = ascii::compare(a.as_bytes(), b.as_bytes(), options.ignore_case)
    {
        return order;
    }
    with_collator(culture, options, |it| it.compare(a, b)).unwrap_or_else(|| compare_ordinal(a, b))
}

/// Bytes that compare as the strings do: worth it where each string is compared many times.
pub fn sort_key(text: &str, culture: &'static Culture, ignore_case: bool) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2 + 8);
    let written = with_collator(culture, CompareOptions::ignore_case(ignore_case), |it| {
        it.write_sort_key_to(text, &mut key).is_ok()
    });
    if written != Some(true) {
        key = text.as_bytes().to_vec();
    }
    key
}

fn with_collator<T>(
    culture: &'static Culture,
    options: CompareOptions,
    work: impl FnOnce(&Collator) -> T,
) -> Option<T> {
    let found = COLLATORS.with_borrow(|all| {
        all.iter().find(|it| it.0 == culture.name && it.1 == options).map(|it| Rc::clone(&it.2))
    });
    let collator = if let Some(it) = found {
        it
    } else {
        let it = Rc::new(new_collator(culture, options)?);
        COLLATORS.with_borrow_mut(|all| all.push((culture.name, options, Rc::clone(&it))));
        it
    };
    Some(work(&collator))
}

fn new_collator(culture: &Culture, options: CompareOptions) -> Option<Collator> {
    let name = if culture.name.is_empty() { "und" } else { culture.name };
    let preferences = CollatorPreferences::from(name.parse::<Locale>().ok()?);
    let mut wanted = CollatorOptions::default();
    wanted.strength = Some(match (options.ignore_non_space, options.ignore_case) {
        (true, _) => Strength::Primary,
        (false, true) => Strength::Secondary,
        (false, false) => Strength::Tertiary,
    });
    if options.ignore_non_space && !options.ignore_case {
        wanted.case_level = Some(CaseLevel::On);
    }
    wanted.alternate_handling = Some(if options.ignore_symbols {
        AlternateHandling::Shifted
    } else {
        AlternateHandling::NonIgnorable
    });
    CollatorBorrowed::try_new(preferences, wanted).ok()
}

//! Cultures: how numbers, dates and names are written, as static tables with the values that .NET takes from ICU.

mod asian;
mod baltic;
mod base;
mod date_info;
mod english;
mod germanic;
mod levant;
mod number_info;
mod romance;
mod slavic;
#[cfg(test)]
mod tests;

pub use base::INVARIANT;
pub use date_info::{DateInfo, WeekRule};
pub use number_info::NumberInfo;

use crate::compare::equals_ordinal_ignore_case;

/// A culture's conventions. All cultures are `'static`.
#[derive(Debug)]
pub struct Culture {
    /// `en-US`; empty for the invariant culture.
    pub name: &'static str,
    /// `EnglishName`, which is also what `DisplayName` says when the user interface is English.
    pub english_name: &'static str,
    /// `NativeName`.
    pub native_name: &'static str,
    /// `TwoLetterISOLanguageName`.
    pub two_letter: &'static str,
    /// `ThreeLetterISOLanguageName`.
    pub three_letter: &'static str,
    /// `LCID`.
    pub lcid: u32,
    /// The name of `Parent`.
    pub parent: &'static str,
    /// `TextInfo.ListSeparator`.
    pub list_separator: &'static str,
    /// Whether `i` and `I` follow the Turkish rules.
    pub turkic: bool,
    /// `NumberFormat`.
    pub number: NumberInfo,
    /// `DateTimeFormat`.
    pub date: DateInfo,
}

/// American English.
pub static EN_US: &Culture = &english::EN_US;

/// The culture of that name, ignoring case; `None` if there is no table for it.
pub fn find(name: &str) -> Option<&'static Culture> {
    all().find(|it| equals_ordinal_ignore_case(it.name, name))
}

/// The culture with that LCID.
pub fn find_lcid(lcid: u32) -> Option<&'static Culture> {
    all().find(|it| it.lcid == lcid)
}

/// Every culture that has a table, the invariant one first.
pub fn all() -> impl Iterator<Item = &'static Culture> {
    const FIRST: &[&Culture] = &[&INVARIANT];
    [FIRST, english::ALL, germanic::ALL, romance::ALL, slavic::ALL, baltic::ALL, levant::ALL, asian::ALL]
        .into_iter()
        .flatten()
        .copied()
}

impl Culture {
    /// The culture that the name stands for, or the invariant one.
    pub fn find_or_invariant(name: &str) -> &'static Self {
        find(name).unwrap_or(&INVARIANT)
    }

    /// Whether this culture names no country: `en`, but also the invariant culture.
    pub fn is_neutral(&self) -> bool {
        !self.name.is_empty() && !self.name.contains('-')
    }
}

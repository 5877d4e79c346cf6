//! `System.Globalization.CompareInfo`, and what `CompareOptions` mean.

use super::enums::CompareOptions;
use crate::support::{text, values};
use psp_clr::{
    culture::Culture,
    text::{Category, Form, category, is_punctuation, is_symbol, is_white_space, normalize},
};
use psp_derive::ps_type;
use psp_value::{Native, Str};

/// How a culture compares strings.
pub(crate) struct CompareInfo(pub(crate) &'static Culture);

impl Native for CompareInfo {}

impl CompareOptions {
    /// .NET's three results for two strings.
    pub(crate) fn order(self, culture: &'static Culture, a: &Str, b: &Str) -> i32 {
        let order = match self.0 {
            0x4000_0000 => a.utf16().cmp(b.utf16()),
            0x1000_0000 => text::folded(a).cmp(text::folded(b)),
            _ => text::linguistic(culture, &self.counting(a), &self.counting(b), self.0 & 1 != 0),
        };
        values::sign(order)
    }

    /// The text without what these options ignore.
    fn counting(self, text: &Str) -> Str {
        let (marks, symbols) = (self.0 & 2 != 0, self.0 & 4 != 0);
        let (true, Some(all)) = (marks || symbols, text.as_str()) else { return text.clone() };
        let counts = |it: &char| {
            let code = u32::from(*it);
            let is_symbol = is_punctuation(code) || is_symbol(code) || is_white_space(code);
            !(marks && category(code) == Category::NonSpacingMark || symbols && is_symbol)
        };
        let apart = if marks { normalize(all, Form::D) } else { all.to_owned() };
        apart.chars().filter(counts).collect::<String>().into()
    }
}

#[ps_type("System.Globalization.CompareInfo")]
impl CompareInfo {
    /// The culture's name.
    #[ps(get)]
    fn name(&self) -> &'static str {
        self.0.name
    }

    /// The order of two strings.
    #[ps]
    fn compare(&self, string1: &Str, string2: &Str, options: Option<CompareOptions>) -> i32 {
        options.unwrap_or(CompareOptions(0)).order(self.0, string1, string2)
    }

    /// The first place of a value, -1 when there is none.
    #[ps]
    fn index_of(&self, source: &Str, value: &Str, options: Option<CompareOptions>) -> i32 {
        let ignore_case = options.is_some_and(|it| it.0 & 0x1000_0001 != 0);
        text::find(source, value, 0, source.utf16_len(), ignore_case).map_or(-1, |it| it as i32)
    }

    /// The text starts with a value.
    #[ps]
    fn is_prefix(&self, source: &Str, prefix: &Str, options: Option<CompareOptions>) -> bool {
        let ignore_case = options.is_some_and(|it| it.0 & 0x1000_0001 != 0);
        text::units(source, ignore_case).starts_with(&text::units(prefix, ignore_case))
    }

    /// The text ends with a value.
    #[ps]
    fn is_suffix(&self, source: &Str, suffix: &Str, options: Option<CompareOptions>) -> bool {
        let ignore_case = options.is_some_and(|it| it.0 & 0x1000_0001 != 0);
        text::units(source, ignore_case).ends_with(&text::units(suffix, ignore_case))
    }
}

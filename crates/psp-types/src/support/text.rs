//! Comparing and searching text as .NET does: indexes are UTF-16 units.

use crate::system::enums::NormalizationForm;
use psp_clr::{
    compare,
    culture::{Culture, INVARIANT},
    text::Form,
};
use psp_derive::ps_enum;
use psp_value::{Context, Fault, Interrupt, Result, Str};
use std::cmp::Ordering;

/// How strings are compared.
#[ps_enum("System.StringComparison", of = STRING_COMPARISON)]
#[expect(missing_docs, reason = "named as in .NET")]
pub enum StringComparison {
    CurrentCulture = 0,
    CurrentCultureIgnoreCase = 1,
    InvariantCulture = 2,
    InvariantCultureIgnoreCase = 3,
    Ordinal = 4,
    OrdinalIgnoreCase = 5,
}

impl StringComparison {
    /// The comparison for a culture by `ignoreCase`.
    pub fn current(ignore_case: bool) -> Self {
        if ignore_case { Self::CurrentCultureIgnoreCase } else { Self::CurrentCulture }
    }

    /// Case does not matter.
    pub fn ignores_case(self) -> bool {
        matches!(
            self,
            Self::CurrentCultureIgnoreCase | Self::InvariantCultureIgnoreCase | Self::OrdinalIgnoreCase
        )
    }

    /// Compares units, not letters.
    pub fn is_ordinal(self) -> bool {
        matches!(self, Self::Ordinal | Self::OrdinalIgnoreCase)
    }

    /// The culture whose order counts.
    pub fn culture(self, context: &dyn Context) -> &'static Culture {
        match self {
            Self::CurrentCulture | Self::CurrentCultureIgnoreCase => context.culture(),
            _ => &INVARIANT,
        }
    }

    /// The order of two strings.
    pub fn order(self, context: &dyn Context, a: &Str, b: &Str) -> Ordering {
        match self {
            Self::Ordinal => a.utf16().cmp(b.utf16()),
            Self::OrdinalIgnoreCase => folded(a).cmp(folded(b)),
            _ => linguistic(self.culture(context), a, b, self.ignores_case()),
        }
    }

    /// Two strings are the same.
    pub fn equal(self, context: &dyn Context, a: &Str, b: &Str) -> bool {
        match self {
            Self::Ordinal => a == b,
            Self::OrdinalIgnoreCase => folded(a).eq(folded(b)),
            _ => a == b || self.order(context, a, b).is_eq(),
        }
    }
}

/// The order of two strings in a culture.
pub fn linguistic(culture: &'static Culture, a: &Str, b: &Str, ignore_case: bool) -> Ordering {
    compare::compare(&a.text(), &b.text(), culture, ignore_case)
}

/// Units, folded as .NET folds them where case does not matter.
pub fn folded(text: &Str) -> impl Iterator<Item = u16> + '_ {
    text.utf16().map(fold)
}

/// One unit without regard to case.
pub fn fold(unit: u16) -> u16 {
    match char::from_u32(u32::from(unit)) {
        Some(it) if unit < 128 => it.to_ascii_uppercase() as u16,
        Some(it) => u16::try_from(compare::fold_char(it) as u32).unwrap_or(unit),
        None => unit,
    }
}

/// The units of a text, folded or not.
pub fn units(text: &Str, ignore_case: bool) -> Vec<u16> {
    if ignore_case { folded(text).collect() } else { text.utf16().collect() }
}

/// The first place of a value in a part of a text.
pub fn find(text: &Str, value: &Str, start: usize, count: usize, ignore_case: bool) -> Option<usize> {
    if !ignore_case && let (Some(hay), Some(needle)) = (ascii(text), value.as_str()) {
        return hay.get(start..start + count)?.find(needle).map(|at| at + start);
    }
    let (hay, needle) = (units(text, ignore_case), units(value, ignore_case));
    let part = hay.get(start..start + count)?;
    if needle.is_empty() {
        return Some(start);
    }
    part.windows(needle.len()).position(|it| it == needle.as_slice()).map(|at| at + start)
}

/// The last place of a value in a part of a text.
pub fn find_last(text: &Str, value: &Str, start: usize, count: usize, ignore_case: bool) -> Option<usize> {
    let (hay, needle) = (units(text, ignore_case), units(value, ignore_case));
    let part = hay.get(start..start + count)?;
    if needle.is_empty() {
        return Some(start + count);
    }
    part.windows(needle.len()).rposition(|it| it == needle.as_slice()).map(|at| at + start)
}

fn ascii(text: &Str) -> Option<&str> {
    if text.is_ascii() { text.as_str() } else { None }
}

/// `char.IsWhiteSpace`
pub fn is_white(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(char::is_whitespace)
}

/// A text in a normal form of Unicode; a lone surrogate has none.
pub fn normalize(text: &Str, form: Option<NormalizationForm>) -> Result<Str> {
    let it = text.as_str().ok_or_else(invalid_code_point)?;
    Ok(psp_clr::text::normalize(it, form_of(form)?).into())
}

/// A text is in a normal form of Unicode.
pub fn is_normalized(text: &Str, form: Option<NormalizationForm>) -> Result<bool> {
    let it = text.as_str().ok_or_else(invalid_code_point)?;
    Ok(psp_clr::text::is_normalized(it, form_of(form)?))
}

fn form_of(form: Option<NormalizationForm>) -> Result<Form> {
    Ok(match form.map_or(1, |it| it.0) {
        1 => Form::C,
        2 => Form::D,
        5 => Form::Kc,
        6 => Form::Kd,
        _ => {
            return Err(Fault::argument("Invalid normalization form.", "normalizationForm").into());
        }
    })
}

fn invalid_code_point() -> Interrupt {
    Fault::argument("Invalid Unicode code point found at index 0.", "strInput").into()
}

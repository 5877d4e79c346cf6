//! `System.Globalization`.

mod calendar;
pub(crate) mod compare_info;
pub(crate) mod culture_info;
pub(crate) mod date_time_format_info;
pub mod enums;
pub(crate) mod number_format_info;
pub(crate) mod text_info;

use psp_clr::culture::Culture;
use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[
    calendar::Calendar::DEF,
    calendar::CharUnicodeInfo::DEF,
    calendar::IsoWeek::DEF,
    compare_info::CompareInfo::DEF,
    culture_info::CultureInfo::DEF,
    date_time_format_info::DateTimeFormatInfo::DEF,
    number_format_info::NumberFormatInfo::DEF,
    text_info::TextInfo::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
}

/// A culture with something changed. Cultures live for ever: scripts change few.
pub(crate) fn changed(culture: &'static Culture, change: impl FnOnce(&mut Culture)) -> &'static Culture {
    let mut copy = Culture { number: culture.number, date: culture.date, ..*culture };
    change(&mut copy);
    Box::leak(Box::new(copy))
}

/// A text that lives as long as cultures do.
pub(crate) fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

//! `System.Text.RegularExpressions`.

mod collections;
pub mod matching;
pub mod regex;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[
    collections::CaptureCollection::DEF,
    collections::GroupCollection::DEF,
    collections::MatchCollection::DEF,
    matching::Capture::DEF,
    matching::Group::DEF,
    matching::Match::DEF,
    regex::Regex::DEF,
];

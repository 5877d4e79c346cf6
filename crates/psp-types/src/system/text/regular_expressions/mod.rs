//! `System.Text.RegularExpressions`.

mod collections;
pub mod matching;
pub mod regex;

use psp_value::{Object, operators, types::TypeDef};
use std::sync::Arc;

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

/// Tells the operators what a `[regex]` holds, and how a `[match]` is made.
pub(crate) fn register_hooks() {
    operators::register_regex_hooks(operators::RegexHooks {
        regex_of: |value| value.downcast::<regex::Regex>().map(|it| it.0.clone()),
        match_value: |regex, text, captures| {
            let readable = Arc::from(&*text.text());
            let found = matching::Match::of(regex, text, &readable, Some(captures.clone()));
            Object::native(<matching::Match as crate::declare::Emulated>::ty(), found).into()
        },
    });
}

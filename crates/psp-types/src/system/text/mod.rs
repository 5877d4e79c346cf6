//! `System.Text`.

pub mod encoding;
pub mod regular_expressions;
mod string_builder;

use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[
    encoding::AsciiEncoding::DEF,
    encoding::Encoding::DEF,
    encoding::UnicodeEncoding::DEF,
    encoding::Utf32Encoding::DEF,
    encoding::Utf8Encoding::DEF,
    string_builder::StringBuilder::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(regular_expressions::TYPES);
}

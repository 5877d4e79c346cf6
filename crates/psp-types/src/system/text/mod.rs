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
    regular_expressions::register_hooks();
}

/// The type of string builders.
pub(crate) fn builder_type() -> psp_value::Type {
    <string_builder::StringBuilder as crate::declare::Emulated>::ty()
}

/// A string builder that holds a text.
pub(crate) fn builder(text: &psp_value::Str) -> impl psp_value::Native {
    string_builder::StringBuilder::holding(text)
}

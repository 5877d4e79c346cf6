//! `System`
pub mod text;

/// Makes these types known.
pub(crate) fn register() {
    psp_value::types::register(text::TYPES);
}

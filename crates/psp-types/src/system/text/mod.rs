//! `System.Text`.

mod string_builder;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[string_builder::StringBuilder::DEF];

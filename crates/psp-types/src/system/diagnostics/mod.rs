//! `System.Diagnostics`.

mod stopwatch;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[stopwatch::Stopwatch::DEF];

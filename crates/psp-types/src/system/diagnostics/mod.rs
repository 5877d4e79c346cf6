//! `System.Diagnostics`.

pub mod process;
mod stopwatch;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[process::Process::DEF, stopwatch::Stopwatch::DEF];

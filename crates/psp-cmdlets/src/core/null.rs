//! `Out-Null`: takes everything and writes nothing.

use psp_derive::Cmdlet;
use psp_runtime::Cmdlet;
use psp_value::Value;

/// Discards its input.
///
/// ```powershell
/// New-Item ./made -ItemType Directory | Out-Null
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-Null")]
pub(super) struct OutNull {
    /// The object to discard.
    #[param(pipeline)]
    input_object: Value,
}

impl Cmdlet for OutNull {}

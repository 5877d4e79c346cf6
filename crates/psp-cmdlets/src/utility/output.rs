//! `Write-Output`: objects to the pipeline.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Writes objects to the pipeline, collections element by element.
///
/// ```powershell
/// Write-Output 1, 2, 3
/// Write-Output (1, 2) -NoEnumerate
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Output")]
pub(super) struct WriteOutput {
    /// The object to write.
    #[param(position = 0, mandatory, pipeline, rest, allow_null, allow_empty_collection)]
    input_object: Value,
    /// Writes a collection as one object.
    #[param]
    no_enumerate: Switch,
}

impl Cmdlet for WriteOutput {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_nothing() {
            return Ok(());
        }
        if self.no_enumerate.0 { shell.write(object) } else { shell.write_enumerated(object) }
    }
}

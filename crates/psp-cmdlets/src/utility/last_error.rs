//! `Get-Error`: errors with everything that is known of them.

use crate::block::has_input;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Data, ErrorRecord, Result, Str, Value, member};

/// Gives errors for a detailed display: the newest one, or those from the pipeline.
///
/// ```powershell
/// try { [int]"x" } catch { $_ | Get-Error }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-Error",
    default_set = "Newest",
    output = "System.Management.Automation.ErrorRecord#PSExtendedError",
    output = "System.Exception#PSExtendedError"
)]
pub(super) struct GetError {
    /// The error to show.
    #[param(set = "Error", position = 0, pipeline, validate_not_null_or_empty)]
    input_object: Value,
    /// How many of the newest errors.
    #[param(set = "Newest", alias = "Last", validate_range(1, 2_147_483_647))]
    newest: Option<i32>,
}

impl Cmdlet for GetError {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if has_input(shell) {
            let object = std::mem::take(&mut self.input_object);
            return shell.write(detailed(&object));
        }
        let count = self.newest.map_or(1, |it| usize::try_from(it).unwrap_or(1));
        let newest: Vec<Value> = match &shell.errors.data {
            Data::List(list) => list.with(|it| it.items.iter().take(count).cloned().collect()),
            _ => Vec::new(),
        };
        newest.iter().try_for_each(|it| shell.write(detailed(it)))
    }
}

/// A copy of the error under the type name that the detailed view is for.
fn detailed(error: &Value) -> Value {
    let copy = match ErrorRecord::with(error, |it| it.clone()) {
        Some(record) => record.into_value(),
        None => error.clone(),
    };
    let is_record = ErrorRecord::with(&copy, |_| ()).is_some();
    let ty = if is_record { "ErrorRecord" } else { "Exception" };
    let space = if is_record { "System.Management.Automation." } else { "System." };
    member::add_type_name(&copy, &Str::new(&format!("{space}{ty}#PSExtendedError")));
    copy
}

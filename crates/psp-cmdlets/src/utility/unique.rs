//! `Get-Unique`: leaves out what equals the object before.

use crate::{block::has_input, sort::order_values};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Str, Value, compare, member};
use std::cmp::Ordering;

/// Passes objects on that differ from the one before; sort first to leave out all duplicates.
///
/// ```powershell
/// 1, 1, 2, 2, 3 | Get-Unique
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Unique", default_set = "AsString")]
pub(super) struct GetUnique {
    /// The object to pass on.
    #[param(pipeline)]
    input_object: Value,
    /// Compares objects by their text.
    #[param(set = "AsString")]
    as_string: Switch,
    /// Compares the types of objects only.
    #[param(set = "UniqueByType")]
    on_type: Switch,
    /// Does not tell upper from lower case.
    #[param]
    case_insensitive: Switch,

    last: Option<Value>,
    last_text: Str,
}

impl Cmdlet for GetUnique {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        let Some(last) = self.last.clone() else {
            if !has_input(shell) {
                return Ok(());
            }
            if self.as_string.0 {
                self.last_text = shell.text(&object)?;
            }
            self.last = Some(object.clone());
            return shell.write(object);
        };
        let is_new = if self.on_type.0 {
            member::type_names(&object).first() != member::type_names(&last).first()
        } else if self.as_string.0 {
            let text = shell.text(&object)?;
            let same = compare::equal_text(shell.session, &text, &self.last_text, self.case_insensitive.0);
            self.last_text = text;
            !same
        } else {
            order_values(shell.session, &object, &last, self.case_insensitive.0)? != Ordering::Equal
        };
        if !is_new {
            return Ok(());
        }
        self.last = Some(object.clone());
        shell.write(object)
    }
}

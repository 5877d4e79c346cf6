//! `New-Guid`

use crate::fault::caught;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Str, Value, convert, member, well_known};

/// Makes an identifier that nobody else has.
///
/// ```powershell
/// (New-Guid).ToString()
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Guid", default_set = "Default", output = "System.Guid")]
pub(super) struct NewGuid {
    /// The identifier of zeros.
    #[param(set = "Empty")]
    empty: Switch,
    /// The text of an identifier.
    #[param(set = "InputObject", position = 0, pipeline)]
    input_object: Option<String>,
}

impl Cmdlet for NewGuid {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let ty = well_known::GUID.ty();
        if let Some(text) = self.input_object.take() {
            if let Ok(guid) = caught(convert::convert(shell.session, &text.as_str().into(), ty))? {
                return shell.write(guid);
            }
            let message = format!("Unrecognized Guid format: {text}");
            let fault = Fault::new("System.FormatException", message).id("StringNotRecognizedAsGuid");
            return shell.write_error(fault.category(ErrorCategory::InvalidArgument).into_record());
        }
        let made: Value = if self.empty.0 {
            member::get_static(shell.session, ty, &Str::new("Empty"))?
        } else {
            member::invoke_static(shell.session, ty, &Str::new("NewGuid"), Vec::new(), &[])?
        };
        shell.write(made)
    }
}

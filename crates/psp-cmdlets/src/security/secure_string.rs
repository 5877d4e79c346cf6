//! `ConvertTo-SecureString`, `ConvertFrom-SecureString`: outside of Windows the standard form is the text in
//! hexadecimal, not encrypted.

use crate::fault;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_types::system::security::SecureString;
use psp_value::{ErrorCategory, Fault, Result, Str, Value};
use std::fmt::Write;

/// Makes a secure string of a text, or of what `ConvertFrom-SecureString` gave.
///
/// ```powershell
/// (ConvertTo-SecureString 'secret' -AsPlainText -Force).Length    # => 6
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertTo-SecureString", default_set = "Secure", output = "System.Security.SecureString")]
pub(super) struct ConvertToSecureString {
    /// The text.
    #[param(position = 0, mandatory, pipeline)]
    string: Str,
    /// A key to decrypt with.
    #[param(set = "Secure", position = 1)]
    secure_key: Value,
    /// The text is readable.
    #[param(set = "PlainText", position = 1)]
    as_plain_text: Switch,
    /// Says that readable text is meant.
    #[param(set = "PlainText", position = 2)]
    force: Switch,
    /// A key to decrypt with.
    #[param(set = "Open", ty = "System.Byte[]")]
    key: Value,
}

impl Cmdlet for ConvertToSecureString {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["SecureKey", "Key"])?;
        if self.as_plain_text.0 {
            return shell.write(SecureString::hiding(&self.string));
        }
        match units(&self.string.text()) {
            Some(units) => shell.write(SecureString::hiding(&Str::from_utf16(units))),
            None => {
                let message = "Input string was not in a correct format.";
                let fault = Fault::new("System.FormatException", message);
                let fault = fault.id("ImportSecureString_InvalidArgument");
                shell.write_error(fault.category(ErrorCategory::InvalidArgument).into_record())
            }
        }
    }
}

/// UTF-16 units in little-endian hexadecimal.
fn units(text: &str) -> Option<Vec<u16>> {
    if !text.len().is_multiple_of(4) || !text.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let unit = |at: usize| u16::from_str_radix(text.get(at..at + 4)?, 16).ok().map(u16::swap_bytes);
    (0..text.len()).step_by(4).map(unit).collect()
}

/// Makes a text of a secure string.
///
/// ```powershell
/// ConvertTo-SecureString 'secret' -AsPlainText | ConvertFrom-SecureString -AsPlainText    # => secret
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertFrom-SecureString", default_set = "Secure", output = "System.String")]
pub(super) struct ConvertFromSecureString {
    /// The secure string.
    #[param(position = 0, mandatory, pipeline, ty = "System.Security.SecureString")]
    secure_string: Value,
    /// A key to encrypt with.
    #[param(set = "Secure", position = 1)]
    secure_key: Value,
    /// The readable text.
    #[param(set = "AsPlainText")]
    as_plain_text: Switch,
    /// A key to encrypt with.
    #[param(set = "Open", ty = "System.Byte[]")]
    key: Value,
}

impl Cmdlet for ConvertFromSecureString {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["SecureKey", "Key"])?;
        let Some(secure) = self.secure_string.downcast::<SecureString>() else { return Ok(()) };
        let text = secure.shown();
        if self.as_plain_text.0 {
            return shell.write(text);
        }
        let mut hexadecimal = String::new();
        for unit in text.utf16() {
            let _ = write!(hexadecimal, "{:04x}", unit.swap_bytes());
        }
        shell.write(hexadecimal)
    }
}

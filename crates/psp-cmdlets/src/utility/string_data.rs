//! `ConvertFrom-StringData`: lines of names and values.

use crate::fault;
use psp_clr::regex::unescape;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Object, Result, Table, Value, View};

/// Makes a hash table of lines with a name and a value.
///
/// ```powershell
/// ConvertFrom-StringData "host = example.org`nport = 80"
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertFrom-StringData", output = "System.Collections.Hashtable")]
pub(super) struct ConvertFromStringData {
    /// The lines; blank lines and those that start with `#` are skipped.
    #[param(position = 0, mandatory, pipeline, allow_empty_string)]
    string_data: String,
    /// The character between name and value; `=` unless given.
    #[param(position = 1, ty = "System.Char")]
    delimiter: Value,
}

impl Cmdlet for ConvertFromStringData {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let delimiter = match self.delimiter.unboxed().view() {
            View::Char(unit) => char::from_u32(u32::from(unit)).unwrap_or('='),
            _ => '=',
        };
        let mut table = Table::default();
        let data = std::mem::take(&mut self.string_data);
        for line in data.split('\n') {
            let plain = line.trim();
            if plain.is_empty() || plain.starts_with('#') {
                continue;
            }
            let Some((name, value)) = plain.split_once(delimiter).filter(|it| !it.0.is_empty()) else {
                let message = format!("Data line '{line}' is not in 'name=value' format. ");
                return Err(fault::invalid_operation("InvalidOperation", message).into());
            };
            let key = Value::from(name.trim());
            if table.contains(&key) {
                let message = format!("Data item '{}' in line '{line}' is already defined. ", name.trim());
                return Err(fault::invalid_operation("InvalidOperation", message).into());
            }
            table.insert(key, unescape(value.trim()).into());
        }
        shell.write(Object::hashtable(table))
    }
}

//! `ConvertFrom-StringData`: lines of names and values.

use crate::fault;
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
            table.insert(key, unescaped(value.trim()).into());
        }
        shell.write(Object::hashtable(table))
    }
}

/// Text without the escapes of regular expressions.
fn unescaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        result.push_str(before);
        let Some(letter) = after.chars().next() else {
            rest = "";
            break;
        };
        let plain = &after[letter.len_utf8()..];
        let hex = |digits: usize| {
            let code = plain.get(..digits).and_then(|it| u32::from_str_radix(it, 16).ok());
            code.and_then(char::from_u32).map(|it| (it, digits))
        };
        let (made, taken) = match letter {
            't' => ('\t', 0),
            'n' => ('\n', 0),
            'r' => ('\r', 0),
            'f' => ('\u{c}', 0),
            'v' => ('\u{b}', 0),
            'a' => ('\u{7}', 0),
            'b' => ('\u{8}', 0),
            'e' => ('\u{1b}', 0),
            'x' => hex(2).unwrap_or(('x', 0)),
            'u' => hex(4).unwrap_or(('u', 0)),
            other => (other, 0),
        };
        result.push(made);
        rest = &plain[taken..];
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes() {
        assert_eq!(unescaped(r"C\:\\temp"), r"C:\temp");
        assert_eq!(unescaped(r"x\ty\u0041\x42"), "x\tyAB");
        assert_eq!(unescaped("end\\"), "end");
    }
}

//! `ConvertTo-Json`

use super::write::{Escape, Style, Writer};
use crate::block::has_input;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value, View};

/// Turns objects into JSON text; several objects become an array.
///
/// ```powershell
/// @{ name = 'demo'; tags = 'a', 'b' } | ConvertTo-Json -Compress
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertTo-Json", output = "System.String")]
pub(crate) struct ConvertToJson {
    /// The object.
    #[param(position = 0, mandatory, pipeline, allow_null)]
    input_object: Value,
    /// How deep objects inside each other are written; deeper ones become text. 2 unless given.
    #[param(validate_range(0, 100))]
    depth: Option<i32>,
    /// No blanks and line ends.
    #[param]
    compress: Switch,
    /// Names of enum values instead of numbers.
    #[param]
    enums_as_strings: Switch,
    /// An array even of one object.
    #[param]
    as_array: Switch,
    /// What is escaped: `Default`, `EscapeNonAscii`, `EscapeHtml`.
    #[param(ty = "Newtonsoft.Json.StringEscapeHandling")]
    escape_handling: Value,

    objects: Vec<Value>,
}

impl Cmdlet for ConvertToJson {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if !object.is_nothing() && (!object.is_null() || has_input(shell)) {
            self.objects.push(object);
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut objects = std::mem::take(&mut self.objects);
        let single = objects.len() == 1 && !self.as_array.0;
        let Some(last) = objects.pop() else { return Ok(()) };
        let value = if single {
            last
        } else {
            objects.push(last);
            Value::array(objects)
        };
        let depth = u32::try_from(self.depth.unwrap_or(2)).unwrap_or(0);
        let style = Style {
            depth,
            compress: self.compress.0,
            enums_as_strings: self.enums_as_strings.0,
            escape: escape_of(&self.escape_handling),
        };
        let mut writer = Writer::new(shell.session, style);
        writer.value(&value, 0)?;
        let truncated = writer.truncated;
        let text = writer.finish();
        if truncated {
            let message = format!(
                "Resulting JSON is truncated as serialization has exceeded the set depth of {depth}."
            );
            shell.write_warning(message.as_str())?;
        }
        shell.write(text)
    }
}

fn escape_of(value: &Value) -> Escape {
    match value.unboxed().view() {
        View::Enum(_, 1) => Escape::NonAscii,
        View::Enum(_, 2) => Escape::Html,
        View::Str(name) if name.text().eq_ignore_ascii_case("EscapeNonAscii") => Escape::NonAscii,
        View::Str(name) if name.text().eq_ignore_ascii_case("EscapeHtml") => Escape::Html,
        _ => Escape::Default,
    }
}

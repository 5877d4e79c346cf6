//! `Join-String`: folds the pipeline into one string.

use crate::property::{self, Column, Keys, Outcome};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, NAMES, Shell, Switch};
use psp_value::{Result, Value, convert, operators};

/// Joins the texts of objects.
///
/// ```powershell
/// 1..3 | Join-String -Separator '+'
/// 'a', 'b' | Join-String -Separator ', ' -SingleQuote
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Join-String",
    class = "Microsoft.PowerShell.Commands.Utility.JoinStringCommand",
    default_set = "default",
    output = "System.String"
)]
pub(super) struct JoinString {
    /// The property or script block whose value is joined instead of the object.
    #[param(position = 0)]
    property: Value,
    /// Text between two objects; `$OFS` when omitted.
    #[param(position = 1, allow_empty_string)]
    separator: Option<String>,
    /// Text before the first object.
    #[param(alias = "op")]
    output_prefix: Option<String>,
    /// Text after the last object.
    #[param(alias = "os")]
    output_suffix: Option<String>,
    /// Puts each text between `'`.
    #[param(set = "SingleQuote")]
    single_quote: Switch,
    /// Puts each text between `"`.
    #[param(set = "DoubleQuote")]
    double_quote: Switch,
    /// Format of each object, as for `-f`.
    #[param(set = "Format")]
    format_string: Option<String>,
    /// Separates by the list separator of the culture.
    #[param]
    use_culture: Switch,
    /// The objects to join; `$null` is skipped.
    #[param(pipeline)]
    input_object: Vec<Value>,

    column: Option<Column>,
    text: String,
    any: bool,
}

impl Cmdlet for JoinString {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.property.is_null() {
            self.column =
                property::parse(shell.session, std::slice::from_ref(&self.property), Keys::Plain)?.pop();
        }
        if self.separator.is_none() {
            self.separator = Some(if self.use_culture.0 {
                shell.culture.list_separator.to_owned()
            } else {
                let scope = shell.scope();
                match shell.read_variable(NAMES.ofs, scope) {
                    Some(value) => shell.text(&value)?.text().into_owned(),
                    None => String::new(),
                }
            });
        }
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        for object in std::mem::take(&mut self.input_object) {
            if object.is_null() {
                continue;
            }
            let value = match &self.column {
                None => object,
                Some(column) => match column.expression.value(shell.session, &object)? {
                    Outcome::Value(value) => value,
                    Outcome::Missing | Outcome::Failed(_) => continue,
                },
            };
            self.add(shell, &value)?;
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let prefix = self.output_prefix.as_deref().unwrap_or_default();
        let suffix = self.output_suffix.as_deref().unwrap_or_default();
        shell.write(format!("{prefix}{}{suffix}", self.text))
    }
}

impl JoinString {
    fn add(&mut self, shell: &mut Shell<'_>, value: &Value) -> Result<()> {
        let text = match &self.format_string {
            Some(format) => {
                let formatted = operators::format(shell.session, &format.as_str().into(), value)?;
                convert::to_text(shell.session, &formatted)?
            }
            None => shell.text(value)?,
        };
        if std::mem::replace(&mut self.any, true) {
            self.text.push_str(self.separator.as_deref().unwrap_or_default());
        }
        let quote = match (self.single_quote.0, self.double_quote.0) {
            (true, _) => "'",
            (_, true) => "\"",
            _ => "",
        };
        self.text.push_str(quote);
        self.text.push_str(&text.text());
        self.text.push_str(quote);
        Ok(())
    }
}

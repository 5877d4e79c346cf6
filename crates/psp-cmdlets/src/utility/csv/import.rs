//! `ConvertFrom-Csv` and `Import-Csv`

use super::{read::Reader, write::delimiter_of};
use crate::{encoding::TextEncoding, path};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};
use std::path::PathBuf;

/// Turns lines of separated values into objects.
///
/// ```powershell
/// 'name,size', 'box,3' | ConvertFrom-Csv
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertFrom-Csv", default_set = "Delimiter")]
pub(crate) struct ConvertFromCsv {
    /// What separates values; a comma unless given.
    #[param(
        set = "Delimiter",
        position = 1,
        ty = "System.Char",
        validate_not_null,
        validate_not_null_or_empty
    )]
    delimiter: Value,
    /// Values are separated by the list separator of the culture.
    #[param(set = "UseCulture", mandatory, validate_not_null, validate_not_null_or_empty)]
    use_culture: Switch,
    /// The lines.
    #[param(position = 0, mandatory, pipeline, by_name, validate_not_null, validate_not_null_or_empty)]
    input_object: Vec<Value>,
    /// Names of the columns; the first line unless given.
    #[param(validate_not_null, validate_not_null_or_empty)]
    header: Vec<String>,

    reader: Option<Reader>,
}

/// Reads files with lines of separated values as objects.
///
/// ```powershell
/// Set-Content ./sizes.csv 'name,size', 'box,3'; (Import-Csv ./sizes.csv).size
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Import-Csv", default_set = "DelimiterPath")]
pub(crate) struct ImportCsv {
    /// What separates values; a comma unless given.
    #[param(set = "DelimiterLiteralPath", position = 1, ty = "System.Char", validate_not_null)]
    #[param(set = "DelimiterPath", position = 1)]
    delimiter: Value,
    /// The files; wildcards are allowed.
    #[param(set = "CulturePath", position = 0, mandatory, pipeline, by_name, validate_not_null_or_empty)]
    #[param(set = "DelimiterPath", position = 0, mandatory, pipeline, by_name)]
    path: Vec<String>,
    /// The files; the paths are taken as they are.
    #[param(set = "CultureLiteralPath", mandatory, by_name, alias = "PSPath,LP", validate_not_null_or_empty)]
    #[param(set = "DelimiterLiteralPath", mandatory, by_name)]
    literal_path: Vec<String>,
    /// Values are separated by the list separator of the culture.
    #[param(set = "CultureLiteralPath", mandatory, validate_not_null)]
    #[param(set = "CulturePath", mandatory)]
    use_culture: Switch,
    /// Names of the columns; the first line unless given.
    #[param(validate_not_null_or_empty)]
    header: Vec<String>,
    /// How bytes become text; what the file says, or UTF-8.
    #[param(validate_not_null_or_empty)]
    encoding: Option<TextEncoding>,
}

const UNNAMED: &str = "One or more headers were not specified. Default names starting with \"H\" have been used in place of any missing headers.";

impl Cmdlet for ConvertFromCsv {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut text = String::new();
        for line in std::mem::take(&mut self.input_object) {
            text.push_str(&shell.text(&line)?.text());
            text.push('\n');
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        if self.reader.is_none() {
            let delimiter = delimiter_of(shell.session, &self.delimiter, self.use_culture.0);
            self.reader = Some(Reader::new(delimiter, std::mem::take(&mut self.header)));
        }
        let Some(reader) = &mut self.reader else { return Ok(()) };
        reader.read(&text, |row| shell.write(row))?;
        if std::mem::take(&mut reader.named_columns) { shell.write_warning(UNNAMED) } else { Ok(()) }
    }
}

impl Cmdlet for ImportCsv {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut files: Vec<PathBuf> = Vec::new();
        for name in &self.path {
            files.extend(path::expand(shell.session, name));
        }
        files.extend(self.literal_path.iter().map(|it| path::absolute(shell.session, it)));
        let delimiter = delimiter_of(shell.session, &self.delimiter, self.use_culture.0);
        let system = shell.engine().system.clone();
        for file in files {
            let bytes = system.read(&file).map_err(|it| path::open_failure(shell.session, &file, &it))?;
            let text = self.encoding.unwrap_or_default().decode(&bytes);
            let mut reader = Reader::new(delimiter, self.header.clone());
            reader.read(&text, |row: Value| shell.write(row))?;
            if reader.named_columns {
                shell.write_warning(UNNAMED)?;
            }
        }
        Ok(())
    }
}

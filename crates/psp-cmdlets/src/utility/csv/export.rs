//! `ConvertTo-Csv` and `Export-Csv`

use super::write::{Writer, delimiter_of, quotes_of, type_line};
use crate::{
    encoding::TextEncoding,
    fault,
    path::{self, open_failure},
    property::same_name,
    utility::out_file::exists,
};
use psp_derive::Cmdlet;
use psp_host::{File, OpenOptions};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Str, Value};
use std::{io::Write as _, path::Path};

/// Turns objects into lines of separated values.
///
/// ```powershell
/// [pscustomobject]@{ A = 1; B = 'x' } | ConvertTo-Csv
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertTo-Csv", default_set = "Delimiter", output = "System.String")]
pub(crate) struct ConvertToCsv {
    /// The object.
    #[param(position = 0, mandatory, pipeline, by_name)]
    input_object: Value,
    /// What separates values; a comma unless given.
    #[param(set = "Delimiter", position = 1, ty = "System.Char", validate_not_null)]
    delimiter: Value,
    /// Separates by the list separator of the culture.
    #[param(set = "UseCulture")]
    use_culture: Switch,
    /// Begins with a line that names the type.
    #[param(alias = "ITI")]
    include_type_information: Switch,
    /// Does not begin with that line, as is the rule.
    #[param(alias = "NTI")]
    no_type_information: Switch,
    /// The columns that are put between quotes.
    #[param(alias = "QF")]
    quote_fields: Vec<String>,
    /// `Always` unless given, `AsNeeded` or `Never`.
    #[param(alias = "UQ", ty = "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind")]
    use_quotes: Value,
    /// Leaves the line of names out.
    #[param]
    no_header: Switch,

    writer: Option<Writer>,
}

/// Writes objects into a file as lines of separated values.
///
/// ```powershell
/// 1..3 | ForEach-Object { [pscustomobject]@{ N = $_ } } | Export-Csv ./numbers.csv
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Export-Csv", default_set = "Delimiter", should_process)]
pub(crate) struct ExportCsv {
    /// The object.
    #[param(mandatory, pipeline, by_name)]
    input_object: Value,
    /// The file.
    #[param(position = 0, validate_not_null_or_empty)]
    path: Option<String>,
    /// The file; the path is taken as it is.
    #[param(alias = "PSPath,LP", validate_not_null_or_empty)]
    literal_path: Option<String>,
    /// Writes read-only files, and rows of other columns with `-Append`.
    #[param]
    force: Switch,
    /// Fails when the file exists.
    #[param(alias = "NoOverwrite")]
    no_clobber: Switch,
    /// How text becomes bytes; `utf8NoBOM` unless given.
    #[param(validate_not_null_or_empty)]
    encoding: Option<TextEncoding>,
    /// Goes on at the end of the file, with its columns.
    #[param]
    append: Switch,
    /// What separates values; a comma unless given.
    #[param(set = "Delimiter", position = 1, ty = "System.Char", validate_not_null)]
    delimiter: Value,
    /// Separates by the list separator of the culture.
    #[param(set = "UseCulture")]
    use_culture: Switch,
    /// Begins with a line that names the type.
    #[param(alias = "ITI")]
    include_type_information: Switch,
    /// Does not begin with that line, as is the rule.
    #[param(alias = "NTI")]
    no_type_information: Switch,
    /// The columns that are put between quotes.
    #[param(alias = "QF")]
    quote_fields: Vec<String>,
    /// `Always` unless given, `AsNeeded` or `Never`.
    #[param(alias = "UQ", ty = "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind")]
    use_quotes: Value,
    /// Leaves the line of names out.
    #[param]
    no_header: Switch,

    writer: Option<Writer>,
    output: Option<Box<dyn File>>,
    pending: String,
    encoding_used: TextEncoding,
    checked: bool,
}

impl Cmdlet for ConvertToCsv {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_null() {
            return Ok(());
        }
        if self.writer.is_none() {
            let delimiter = delimiter_of(shell.session, &self.delimiter, self.use_culture.0).to_string();
            let (quotes, quoted) = (quotes_of(&self.use_quotes), self.quote_fields.clone());
            let names = Writer::names_of(shell.session, &object)?;
            let writer = Writer { delimiter, quotes, quoted, names };
            if self.include_type_information.0 {
                shell.write(type_line(&object))?;
            }
            let header = writer.header();
            self.writer = Some(writer);
            if !self.no_header.0 && !header.is_empty() {
                shell.write(header)?;
            }
        }
        let Some(writer) = &self.writer else { return Ok(()) };
        let row = writer.row(shell.session, &object)?;
        if row.is_empty() { Ok(()) } else { shell.write(row) }
    }
}

/// How much text is held back before it is written.
const BUFFER: usize = 64 * 1024;

impl Cmdlet for ExportCsv {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(given) = self.path.as_deref().or(self.literal_path.as_deref()) else {
            let message = "You must specify either the -Path or -LiteralPath parameters, but not both.";
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("CannotSpecifyPathAndLiteralPath")
                .category(ErrorCategory::InvalidData)
                .into());
        };
        let file = path::absolute(shell.session, given);
        let shown = file.display().to_string();
        if !shell.should_process(&shown, "Export-Csv")? {
            return Ok(());
        }
        self.encoding_used = self.encoding.unwrap_or_default();
        let delimiter = delimiter_of(shell.session, &self.delimiter, self.use_culture.0).to_string();
        let (quotes, quoted) = (quotes_of(&self.use_quotes), self.quote_fields.clone());
        let mut writer = Writer { delimiter, quotes, quoted, names: Vec::new() };
        let system = shell.engine().system.clone();
        let known = if self.append.0 { system.read(&file).ok().filter(|it| !it.is_empty()) } else { None };
        if let Some(bytes) = &known {
            writer.names = columns(&self.encoding_used.decode(bytes), &writer);
            if self.encoding.is_none() && psp_clr::encoding::Encoding::detect(bytes).is_none() {
                self.encoding_used.mark = false;
            }
        } else if self.no_clobber.0 && system.exists(&file) {
            return Err(exists(&shown).into());
        }
        if self.force.0 && system.metadata(&file).is_ok_and(|it| it.is_readonly()) {
            // What cannot be changed fails when it is opened.
            let _ = system.set_readonly(&file, false);
        }
        let how = if known.is_some() { OpenOptions::APPEND } else { OpenOptions::WRITE };
        let mut output = system.open(&file, how).map_err(|it| open_failure(shell.session, &file, &it))?;
        if known.is_none() {
            output
                .write_all(self.encoding_used.start())
                .map_err(|it| open_failure(shell.session, &file, &it))?;
        } else if !known.is_some_and(|it| it.ends_with(b"\n")) {
            self.pending.push('\n');
        }
        self.writer = Some(writer);
        self.output = Some(output);
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        let Some(mut writer) = self.writer.take().filter(|_| !object.is_null()) else { return Ok(()) };
        if writer.names.is_empty() {
            writer.names = Writer::names_of(shell.session, &object)?;
            if self.include_type_information.0 {
                self.pending += &(type_line(&object) + "\n");
            }
            if !self.no_header.0 {
                self.pending += &(writer.header() + "\n");
            }
            self.checked = true;
        } else if !std::mem::replace(&mut self.checked, true)
            && !self.force.0
            && let Some(missing) = missing_column(shell, &writer, &object)?
        {
            return Err(self.mismatch(&missing));
        }
        self.pending += &(writer.row(shell.session, &object)? + "\n");
        self.writer = Some(writer);
        if self.pending.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn end(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.flush()
    }

    fn clean(&mut self, _shell: &mut Shell<'_>) {
        // The pipeline ended early: what came so far stays.
        let _ = self.flush();
        self.output = None;
    }
}

impl ExportCsv {
    fn flush(&mut self) -> Result<()> {
        let text = std::mem::take(&mut self.pending);
        let Some(output) = &mut self.output else { return Ok(()) };
        output.write_all(&self.encoding_used.encoding.encode(&text)).map_err(|error| {
            Fault::new("System.IO.IOException", error.to_string())
                .id("FileWriteFailure")
                .category(ErrorCategory::WriteError)
                .into()
        })
    }

    fn mismatch(&self, column: &Str) -> psp_value::Interrupt {
        let file = self.path.as_deref().or(self.literal_path.as_deref()).unwrap_or_default();
        let file = Path::new(file).display();
        let message = format!(
            "Cannot append CSV content to the following file: {file}. The appended object does not have a property that corresponds to the following column: {column}. To continue with mismatched properties, add the -Force parameter, and then retry the command."
        );
        fault::invalid_operation("CannotAppendCsvWithMismatchedPropertyNames", message)
            .category(ErrorCategory::InvalidData)
            .target(column)
            .into()
    }
}

/// The columns that a file has.
fn columns(text: &str, writer: &Writer) -> Vec<Str> {
    let text = text.trim_start_matches('\u{feff}');
    let text = match text.strip_prefix("#TYPE ") {
        Some(rest) => rest.split_once('\n').map_or("", |it| it.1),
        None => text,
    };
    let delimiter = writer.delimiter.chars().next().unwrap_or(',');
    super::read::header(text, delimiter).iter().map(|it| Str::new(it)).collect()
}

fn missing_column(shell: &mut Shell<'_>, writer: &Writer, object: &Value) -> Result<Option<Str>> {
    let names = Writer::names_of(shell.session, object)?;
    let has = |wanted: &Str| names.iter().any(|it| same_name(&it.text(), &wanted.text()));
    Ok(writer.names.iter().find(|it| !has(it)).cloned())
}

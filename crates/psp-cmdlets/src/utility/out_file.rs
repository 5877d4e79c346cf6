//! `Out-File` and `Tee-Object`: objects into files and variables.

use crate::block::has_input;
use crate::{
    encoding::TextEncoding,
    path,
    text_file::{TextFile, TextFileOptions},
};
use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};
use std::path::PathBuf;

/// Writes what would be shown into a file.
///
/// ```powershell
/// 'one', 'two' | Out-File ./lines.txt
/// 'three' | Out-File ./lines.txt -Append
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-File", default_set = "ByPath", should_process)]
pub(super) struct OutFile {
    /// The file.
    #[param(set = "ByPath", position = 0, mandatory, alias = "Path")]
    file_path: Option<String>,
    /// The file; the path is taken as it is.
    #[param(set = "ByLiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// How text becomes bytes; `utf8NoBOM` unless given.
    #[param(position = 1, validate_not_null_or_empty)]
    encoding: Option<TextEncoding>,
    /// Goes on at the end of the file.
    #[param]
    append: Switch,
    /// Writes read-only files too.
    #[param]
    force: Switch,
    /// Fails when the file exists.
    #[param(alias = "NoOverwrite")]
    no_clobber: Switch,
    /// Characters in a line.
    #[param(validate_range(2, 2_147_483_647))]
    width: Option<i32>,
    /// No line ends.
    #[param]
    no_newline: Switch,
    /// The object to write.
    #[param(pipeline)]
    input_object: Value,

    file: Option<TextFile>,
}

/// Passes objects on, and keeps them in a file or a variable as well.
///
/// ```powershell
/// 1..3 | Tee-Object -Variable numbers | ForEach-Object { $_ * 10 }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Tee-Object", default_set = "File")]
pub(super) struct TeeObject {
    /// The object to keep and to pass on.
    #[param(pipeline)]
    input_object: Value,
    /// The file.
    #[param(set = "File", position = 0, mandatory, alias = "Path")]
    file_path: Option<String>,
    /// The file; the path is taken as it is.
    #[param(set = "LiteralFile", mandatory, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// Goes on at the end of the file.
    #[param(set = "File")]
    append: Switch,
    /// How text becomes bytes; `utf8NoBOM` unless given.
    #[param(set = "File", validate_not_null_or_empty)]
    #[param(set = "LiteralFile")]
    encoding: Option<TextEncoding>,
    /// The variable.
    #[param(set = "Variable", mandatory)]
    variable: Option<String>,

    file: Option<TextFile>,
    kept: Vec<Value>,
}

impl Cmdlet for OutFile {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(file) = self.file_path.as_deref().or(self.literal_path.as_deref()) else { return Ok(()) };
        let file = path::absolute(shell.session, file);
        let shown = file.display().to_string();
        if !shell.should_process(&shown, "Output to File")? {
            return Ok(());
        }
        let system = shell.engine().system.clone();
        if self.no_clobber.0 && !self.append.0 && system.exists(&file) {
            return Err(exists(&shown).into());
        }
        if self.force.0 && system.metadata(&file).is_ok_and(|it| it.is_readonly()) {
            // What cannot be changed fails when it is opened.
            let _ = system.set_readonly(&file, false);
        }
        let options = TextFileOptions {
            append: self.append.0,
            width: self.width.and_then(|it| usize::try_from(it).ok()),
            no_newline: self.no_newline.0,
            encoding: self.encoding.unwrap_or_default(),
        };
        self.file = Some(TextFile::open(shell.session, &file, options)?);
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        match &mut self.file {
            Some(file) => file.push(shell.session, &std::mem::take(&mut self.input_object)),
            None => Ok(()),
        }
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        match self.file.take() {
            Some(mut file) => file.finish(shell.session),
            None => Ok(()),
        }
    }

    fn clean(&mut self, shell: &mut Shell<'_>) {
        if let Some(mut file) = self.file.take() {
            // The pipeline ended early: what came so far stays.
            let _ = file.finish(shell.session);
        }
    }
}

/// The error of `-NoClobber`.
pub(super) fn exists(shown: &str) -> Fault {
    Fault::new("System.IO.IOException", format!("The file '{shown}' already exists."))
        .id("NoClobber")
        .category(ErrorCategory::ResourceExists)
        .target(shown)
}

impl Cmdlet for TeeObject {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(file) = self.file_path.as_deref().or(self.literal_path.as_deref()) else { return Ok(()) };
        let file: PathBuf = path::absolute(shell.session, file);
        let encoding = self.encoding.unwrap_or_default();
        let options = TextFileOptions { append: self.append.0, encoding, ..TextFileOptions::default() };
        self.file = Some(TextFile::open(shell.session, &file, options)?);
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        match &mut self.file {
            Some(file) => file.push(shell.session, &object)?,
            None if has_input(shell) => self.kept.push(object.clone()),
            None => {}
        }
        shell.write(object)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(mut file) = self.file.take() {
            return file.finish(shell.session);
        }
        let Some(name) = self.variable.take() else { return Ok(()) };
        let scope = shell.scope();
        let value = Value::from_output(std::mem::take(&mut self.kept));
        shell.write_variable(Symbol::new(&name), scope, value)
    }

    fn clean(&mut self, shell: &mut Shell<'_>) {
        if let Some(mut file) = self.file.take() {
            // The pipeline ended early: what came so far stays.
            let _ = file.finish(shell.session);
        }
    }
}

//! The file of a redirection: what `> file` opens, as `Out-File` would.

use crate::text_file::{TextFile, TextFileOptions};
use psp_providers::{Place, ProviderKind, content::Writer, content::Writing, filter::has_wildcards, glob};
use psp_runtime::{Session, session::FileWriter};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Str, Value};
use std::path::Path;

/// Opens the file of `> path` or `>> path`; other drives take what is written as their items' values.
///
/// # Errors
/// `FileOpenFailure` when the file cannot be opened.
pub fn open_redirection(session: &mut Session, path: &str, append: bool) -> Result<Box<dyn FileWriter>> {
    open(session, path, append).map_err(as_out_file)
}

fn open(session: &mut Session, path: &str, append: bool) -> Result<Box<dyn FileWriter>> {
    let place = target(session, path, false)?;
    if place.kind() == ProviderKind::FileSystem {
        let options = TextFileOptions { append, ..TextFileOptions::default() };
        return Ok(Box::new(TextFile::open(session, Path::new(&place.path()), options)?));
    }
    Ok(Box::new(ItemFile { values: Vec::new(), place }))
}

/// The one place that a file's path names; it need not exist unless the path has wildcards.
///
/// # Errors
/// `FileOpenFailure` when wildcards match nothing or several files.
pub(crate) fn target(session: &mut Session, path: &str, literal: bool) -> Result<Place> {
    if literal || !has_wildcards(path) {
        return glob::one(session, path, literal);
    }
    let mut found = glob::expand(session, path, false, false)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => {
            let message = format!(
                "Cannot perform operation because the wildcard path {path} did not resolve to a file."
            );
            Err(failure(message, path).into())
        }
        _ => {
            let message = "Cannot perform operation because the path resolved to more than one file. This command \
                           cannot operate on multiple files.";
            Err(failure(message.to_owned(), path).into())
        }
    }
}

fn failure(message: String, path: &str) -> Fault {
    Fault::new("System.IO.IOException", message)
        .id("FileOpenFailure")
        .category(ErrorCategory::OpenError)
        .target(path)
}

/// A redirection's errors are those of `Out-File`.
fn as_out_file(interrupt: Interrupt) -> Interrupt {
    if let Some(raised) = interrupt.raised() {
        raised.with(|record| {
            record.activity = Str::new("Out-File");
            record.target = Value::NULL;
            let source = Str::new("Microsoft.PowerShell.Commands.OutFileCommand");
            psp_runtime::session::complete_id(record, &source);
        });
    }
    interrupt
}

/// An item of another drive as a file.
struct ItemFile {
    place: Place,
    values: Vec<Value>,
}

impl FileWriter for ItemFile {
    fn write(&mut self, _: &mut Session, value: Value) -> Result<()> {
        self.values.push(value);
        Ok(())
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        let text = String::from_utf8_lossy(bytes);
        self.values.extend(text.lines().map(Value::from));
        Ok(())
    }

    fn close(&mut self, session: &mut Session) -> Result<()> {
        let mut writer = self.place.kind().provider().item_writer(&self.place, &Writing::default())?;
        for value in std::mem::take(&mut self.values) {
            Writer::write(&mut *writer, session, &value)?;
        }
        writer.close(session)
    }
}

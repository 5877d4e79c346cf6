//! A file that takes objects and holds them as they would be shown: `Out-File`, `Tee-Object`, redirections.

use crate::{encoding::TextEncoding, path::open_failure};
use psp_format::{Formatter, UNLIMITED};
use psp_host::{File, OpenOptions};
use psp_runtime::{Session, session::FileWriter};
use psp_value::{Fault, Result, Value};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// How many bytes are held back before they are written.
const BUFFER: usize = 64 * 1024;

/// How a file is opened.
#[derive(Clone, Copy, Default)]
pub struct TextFileOptions {
    /// Goes on at the end of what is there.
    pub append: bool,
    /// Characters in a line; without it only tables have an end on the right.
    pub width: Option<usize>,
    /// No line ends.
    pub no_newline: bool,
    /// The encoding.
    pub(crate) encoding: TextEncoding,
}

/// An open file.
pub struct TextFile {
    path: PathBuf,
    file: Box<dyn File>,
    formatter: Formatter,
    options: TextFileOptions,
    pending: Vec<u8>,
}

impl TextFile {
    /// Opens a file.
    ///
    /// # Errors
    /// `FileOpenFailure` when it cannot be opened.
    pub fn open(session: &Session, path: &Path, options: TextFileOptions) -> Result<Self> {
        let system = session.engine().system.clone();
        let how = if options.append { OpenOptions::APPEND } else { OpenOptions::WRITE };
        let file = system.open(path, how).map_err(|it| open_failure(session, path, &it))?;
        let is_new = !options.append || file.metadata().is_ok_and(|it| it.len == 0);
        let width = options.width.unwrap_or(UNLIMITED);
        let pending = if is_new { options.encoding.start().to_vec() } else { Vec::new() };
        Ok(Self { path: path.to_owned(), file, formatter: Formatter::new(width), options, pending })
    }

    /// Takes an object.
    ///
    /// # Errors
    /// What formatting the object raises; a write that fails.
    pub fn push(&mut self, session: &mut Session, value: &Value) -> Result<()> {
        let Self { formatter, pending, options, .. } = self;
        formatter.push(session, value, &mut |line| add(pending, *options, line))?;
        if self.pending.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    /// Writes what is held back.
    ///
    /// # Errors
    /// A write that fails.
    pub fn finish(&mut self, session: &mut Session) -> Result<()> {
        let Self { formatter, pending, options, .. } = self;
        formatter.finish(session, &mut |line| add(pending, *options, line))?;
        self.flush()
    }

    fn flush(&mut self) -> Result<()> {
        let bytes = std::mem::take(&mut self.pending);
        self.write_all(&bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| {
            Fault::new("System.IO.IOException", format!("{error} : '{}'", self.path.display()))
                .id("FileWriteFailure")
                .category(psp_value::ErrorCategory::WriteError)
                .into()
        })
    }
}

fn add(pending: &mut Vec<u8>, options: TextFileOptions, line: &str) {
    let encoding = options.encoding.encoding;
    pending.extend(encoding.encode(line));
    if !options.no_newline {
        pending.extend(encoding.encode("\n"));
    }
}

impl FileWriter for TextFile {
    fn write(&mut self, session: &mut Session, value: Value) -> Result<()> {
        self.push(session, &value)
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.flush()?;
        self.write_all(bytes)
    }

    fn close(&mut self, session: &mut Session) -> Result<()> {
        self.finish(session)
    }
}

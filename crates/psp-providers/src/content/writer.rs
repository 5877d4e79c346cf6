//! Writers: into files, and into items that hold one value.

use super::{Encoding, Writer, Writing};
use crate::{Place, fault};
use psp_host::{File, OpenOptions, System};
use psp_runtime::Session;
use psp_types::system::io::error as io_error;
use psp_value::{ErrorCategory, Result, Value, View, convert};
use std::{
    io::{self, Read},
    path::Path,
    sync::Arc,
};

/// How many bytes are written at once.
const CHUNK: usize = 64 * 1024;

/// Writes values as lines, or as bytes, into a file.
pub struct FileWriter {
    system: Arc<dyn System>,
    file: Box<dyn File>,
    path: String,
    encoding: Encoding,
    bytes: bool,
    no_newline: bool,
    buffer: Vec<u8>,
    /// The file was made writable and becomes read-only again.
    locks: bool,
}

/// Opens a file as a writer; the failure is the operating system's.
pub fn open(system: &Arc<dyn System>, path: &str, how: &Writing) -> io::Result<FileWriter> {
    let at = Path::new(path);
    let locks = how.force && system.metadata(at).is_ok_and(|it| it.is_readonly());
    if locks {
        system.set_readonly(at, false)?;
    }
    let start = if how.append { start_of(&**system, at) } else { Vec::new() };
    let marked = Encoding::marked(&start).map(|it| it.0);
    let encoding = how.encoding.or(marked).unwrap_or_default();
    let file = system.open(at, if how.append { OpenOptions::APPEND } else { OpenOptions::WRITE })?;
    let mut buffer = Vec::new();
    if start.is_empty() && !how.bytes {
        buffer.extend_from_slice(encoding.mark());
    }
    Ok(FileWriter {
        system: system.clone(),
        file,
        path: path.to_owned(),
        encoding,
        bytes: how.bytes,
        no_newline: how.no_newline,
        buffer,
        locks,
    })
}

/// The first bytes of a file that may be there.
fn start_of(system: &dyn System, path: &Path) -> Vec<u8> {
    let mut start = Vec::new();
    if system.is_file(path)
        && let Ok(file) = system.open(path, OpenOptions::READ)
    {
        // What cannot be read has no mark.
        let _ = file.take(4).read_to_end(&mut start);
    }
    start
}

impl FileWriter {
    /// Writes a text as it is.
    pub fn write_text(&mut self, text: &str) -> Result<()> {
        self.buffer.extend_from_slice(&self.encoding.encode(text));
        self.flush_if_full()
    }

    /// Writes bytes as they are.
    pub fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.buffer.extend_from_slice(bytes);
        self.flush_if_full()
    }

    /// The encoding that it writes.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    fn flush_if_full(&mut self) -> Result<()> {
        if self.buffer.len() < CHUNK { Ok(()) } else { self.flush() }
    }

    /// Writes out what is held back.
    pub fn flush(&mut self) -> Result<()> {
        let written = self.file.write_all(&self.buffer);
        self.buffer.clear();
        written.map_err(|error| {
            let (id, category) = ("GetContentWriterIOError", ErrorCategory::WriteError);
            fault::io(&*self.system, &error, &self.path, id, category).into()
        })
    }

    fn write_one(&mut self, session: &mut Session, value: &Value) -> Result<()> {
        if value.is_null() {
            return Ok(());
        }
        if self.bytes {
            let byte = byte_of(value)?;
            return self.write_bytes(&[byte]);
        }
        let text = convert::to_text(session, value)?;
        self.buffer.extend_from_slice(&self.encoding.encode(&text.text()));
        if !self.no_newline {
            self.buffer.extend_from_slice(&self.encoding.encode("\n"));
        }
        self.flush_if_full()
    }
}

impl Writer for FileWriter {
    fn write(&mut self, session: &mut Session, value: &Value) -> Result<()> {
        match value.as_elements() {
            Some(items) => items.iter().try_for_each(|it| self.write_one(session, it)),
            None => self.write_one(session, value),
        }
    }

    fn close(&mut self, _: &mut Session) -> Result<()> {
        self.flush()?;
        if std::mem::take(&mut self.locks) {
            let done = self.system.set_readonly(Path::new(&self.path), true);
            return done.map_err(|error| io_error::interrupt(&*self.system, &error, &self.path));
        }
        Ok(())
    }
}

fn byte_of(value: &Value) -> Result<u8> {
    if let View::Byte(it) = value.unboxed().view() {
        return Ok(it);
    }
    let message =
        "Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.";
    Err(fault::argument(message).into())
}

/// Gives an item of another drive what was written, when all is written: a value, or an array.
pub struct ItemWriter {
    place: Place,
    values: Vec<Value>,
    set: fn(&mut Session, &str, &Value) -> Result<()>,
}

impl ItemWriter {
    /// A writer that sets an item with a function.
    pub fn new(place: Place, set: fn(&mut Session, &str, &Value) -> Result<()>) -> Self {
        Self { place, values: Vec::new(), set }
    }
}

impl Writer for ItemWriter {
    fn write(&mut self, _: &mut Session, value: &Value) -> Result<()> {
        match value.as_elements() {
            Some(items) => self.values.extend(items),
            None => self.values.push(value.clone()),
        }
        Ok(())
    }

    fn close(&mut self, session: &mut Session) -> Result<()> {
        let mut values = std::mem::take(&mut self.values);
        let value = if values.len() == 1 { values.remove(0) } else { Value::array(values) };
        (self.set)(session, &self.place.inside, &value)
    }
}

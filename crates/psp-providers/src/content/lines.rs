//! [`Lines`]: a file line by line as it is read, in encodings that keep bytes below 128 apart.

use super::{Encoding, Reader};
use crate::fault;
use psp_host::{File, System};
use psp_runtime::Session;
use psp_value::{Context, ErrorCategory, Interrupt, Result, Str, Value};
use std::{io, sync::Arc, time::Duration};

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;
/// How often a file is looked at again when its end is waited for.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// The lines of a file.
pub struct Lines {
    system: Arc<dyn System>,
    file: Box<dyn File>,
    path: String,
    encoding: Encoding,
    buffer: Vec<u8>,
    /// Where the next line starts in the buffer.
    at: usize,
    is_at_end: bool,
    wait: bool,
}

impl Lines {
    /// The lines after `buffer`, which was read already, of a file.
    pub fn new(
        system: Arc<dyn System>,
        file: Box<dyn File>,
        path: String,
        encoding: Encoding,
        buffer: Vec<u8>,
        wait: bool,
    ) -> Self {
        Self { system, file, path, encoding, buffer, at: 0, is_at_end: false, wait }
    }

    /// Reads the start of a file: enough for a byte order mark.
    pub fn start(file: &mut dyn File) -> io::Result<Vec<u8>> {
        let mut buffer = vec![0; CHUNK];
        let mut length = 0;
        while length < 4 {
            let count = file.read(&mut buffer[length..])?;
            if count == 0 {
                break;
            }
            length += count;
        }
        buffer.truncate(length);
        Ok(buffer)
    }

    fn fill(&mut self) -> Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let length = self.buffer.len();
        self.buffer.resize(length + CHUNK, 0);
        let read = self.file.read(&mut self.buffer[length..]);
        let count = match read {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            Err(error) => {
                let id = "GetContentReaderIOError";
                return Err(fault::io(&*self.system, &error, &self.path, id, ErrorCategory::ReadError).into());
            }
        };
        self.buffer.truncate(length + count);
        self.is_at_end = count == 0;
        Ok(())
    }

    /// The next line and how long it is with its end, when the buffer has all of it.
    fn line(&self) -> Option<(usize, usize)> {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|&it| it == b'\n' || it == b'\r');
        match end {
            Some(end) if rest[end] == b'\n' => Some((end, end + 1)),
            Some(end) => match rest.get(end + 1) {
                Some(b'\n') => Some((end, end + 2)),
                Some(_) => Some((end, end + 1)),
                None if self.is_at_end => Some((end, end + 1)),
                None => None,
            },
            None if self.is_at_end && !rest.is_empty() => Some((rest.len(), rest.len())),
            None => None,
        }
    }
}

impl Reader for Lines {
    fn next(&mut self, session: &mut Session) -> Result<Option<Value>> {
        loop {
            if let Some((length, whole)) = self.line() {
                let bytes = &self.buffer[self.at..self.at + length];
                let line = match std::str::from_utf8(bytes) {
                    Ok(text) if self.encoding.is_utf8() => Str::new(text),
                    _ => self.encoding.decode(bytes),
                };
                self.at += whole;
                return Ok(Some(Value::string(line)));
            }
            if session.stop.is_requested() {
                return Err(Interrupt::stopped());
            }
            if self.is_at_end {
                if !self.wait {
                    return Ok(None);
                }
                if self.system.sleep(LOOK_AGAIN, Context::stop(session)) {
                    return Err(Interrupt::stopped());
                }
            }
            self.fill()?;
        }
    }
}

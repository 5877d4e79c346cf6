//! A console in memory.

use crate::{Console, Stop, TerminalSize};
use parking_lot::Mutex;
use std::{collections::VecDeque, io};

/// A console in memory, which keeps what is written.
#[derive(Default)]
pub struct MemoryConsole {
    out: Mutex<Vec<u8>>,
    err: Mutex<Vec<u8>>,
    input: Mutex<VecDeque<u8>>,
}

impl MemoryConsole {
    /// A console with this standard input.
    pub fn new(input: impl Into<Vec<u8>>) -> Self {
        Self { input: Mutex::new(input.into().into()), ..Self::default() }
    }

    /// What was written to standard output since the last call.
    pub fn take_out(&self) -> String {
        text(&mut self.out.lock())
    }

    /// What was written to standard error since the last call.
    pub fn take_err(&self) -> String {
        text(&mut self.err.lock())
    }
}

impl Console for MemoryConsole {
    fn write_out(&self, bytes: &[u8]) -> io::Result<()> {
        self.out.lock().extend_from_slice(bytes);
        Ok(())
    }

    fn write_err(&self, bytes: &[u8]) -> io::Result<()> {
        self.err.lock().extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }

    fn read_line(&self, _stop: &Stop) -> io::Result<Option<Vec<u8>>> {
        let mut input = self.input.lock();
        let end = input.iter().position(|it| *it == b'\n').map_or(input.len(), |it| it + 1);
        Ok(Some(input.drain(..end).collect()).filter(|it: &Vec<u8>| !it.is_empty()))
    }

    fn read_hidden_line(&self, stop: &Stop) -> io::Result<Option<Vec<u8>>> {
        self.read_line(stop)
    }

    fn read_to_end(&self, _stop: &Stop) -> io::Result<Vec<u8>> {
        Ok(self.input.lock().drain(..).collect())
    }

    fn read_some(&self, stop: &Stop) -> io::Result<Vec<u8>> {
        self.read_to_end(stop)
    }

    fn is_in_terminal(&self) -> bool {
        false
    }

    fn is_out_terminal(&self) -> bool {
        false
    }

    fn is_err_terminal(&self) -> bool {
        false
    }

    fn size(&self) -> Option<TerminalSize> {
        None
    }
}

fn text(bytes: &mut Vec<u8>) -> String {
    String::from_utf8_lossy(&std::mem::take(bytes)).into_owned()
}

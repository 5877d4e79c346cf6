//! The standard streams of the process.

use super::wait::wait_readable;
use crate::{Console, Stop, TerminalSize};
use parking_lot::Mutex;
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    stdio,
    termios::{LocalModes, OptionalActions, isatty, tcgetattr, tcgetwinsize, tcsetattr},
};
use std::{
    io,
    os::fd::BorrowedFd,
    sync::OnceLock,
    time::{Duration, Instant},
};

/// Written out when the buffer holds this many bytes, or its first byte is this old at the next write.
const FULL: usize = 32 * 1024;
const OLD: Duration = Duration::from_millis(20);

/// The standard streams of the process. Dropping it flushes, but only [`Console::flush`] says what went wrong.
#[derive(Default)]
pub struct OsConsole {
    out: Mutex<OutBuffer>,
    input: Mutex<InBuffer>,
    terminals: OnceLock<[bool; 3]>,
}

#[derive(Default)]
struct OutBuffer {
    bytes: Vec<u8>,
    since: Option<Instant>,
}

#[derive(Default)]
struct InBuffer {
    bytes: Vec<u8>,
    start: usize,
    ended: bool,
}

impl OsConsole {
    /// The standard streams of the process.
    pub fn new() -> Self {
        Self::default()
    }

    fn terminals(&self) -> [bool; 3] {
        *self
            .terminals
            .get_or_init(|| [isatty(stdio::stdin()), isatty(stdio::stdout()), isatty(stdio::stderr())])
    }
}

impl Drop for OsConsole {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

impl Console for OsConsole {
    fn write_out(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = self.out.lock();
        if self.is_out_terminal() {
            return write_all(stdio::stdout(), bytes);
        }
        if out.bytes.len() + bytes.len() > FULL {
            out.flush()?;
        }
        if bytes.len() >= FULL {
            return write_all(stdio::stdout(), bytes);
        }
        out.bytes.extend_from_slice(bytes);
        match out.since {
            Some(since) if since.elapsed() >= OLD => out.flush(),
            Some(_) => Ok(()),
            None => {
                out.since = Some(Instant::now());
                Ok(())
            }
        }
    }

    fn write_err(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = self.out.lock();
        let flushed = out.flush();
        write_all(stdio::stderr(), bytes)?;
        flushed
    }

    fn flush(&self) -> io::Result<()> {
        self.out.lock().flush()
    }

    fn read_line(&self, stop: &Stop) -> io::Result<Option<Vec<u8>>> {
        let mut input = self.input.lock();
        let mut looked = 0;
        loop {
            let waiting = &input.bytes[input.start..];
            if let Some(end) = waiting[looked..].iter().position(|it| *it == b'\n') {
                return Ok(Some(input.take(looked + end + 1)));
            }
            looked = waiting.len();
            if input.ended {
                return Ok(if looked == 0 { None } else { Some(input.take(looked)) });
            }
            self.fill(&mut input, stop)?;
        }
    }

    fn read_hidden_line(&self, stop: &Stop) -> io::Result<Option<Vec<u8>>> {
        if !self.is_in_terminal() {
            return self.read_line(stop);
        }
        let shown = tcgetattr(stdio::stdin())?;
        let mut hidden = shown.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        tcsetattr(stdio::stdin(), OptionalActions::Now, &hidden)?;
        let line = self.read_line(stop);
        tcsetattr(stdio::stdin(), OptionalActions::Now, &shown)?;
        line
    }

    fn read_to_end(&self, stop: &Stop) -> io::Result<Vec<u8>> {
        let mut input = self.input.lock();
        while !input.ended {
            self.fill(&mut input, stop)?;
        }
        Ok(input.take_all())
    }

    fn read_some(&self, stop: &Stop) -> io::Result<Vec<u8>> {
        let mut input = self.input.lock();
        if input.start == input.bytes.len() && !input.ended {
            self.fill(&mut input, stop)?;
        }
        Ok(input.take_all())
    }

    fn is_in_terminal(&self) -> bool {
        self.terminals()[0]
    }

    fn is_out_terminal(&self) -> bool {
        self.terminals()[1]
    }

    fn is_err_terminal(&self) -> bool {
        self.terminals()[2]
    }

    fn size(&self) -> Option<TerminalSize> {
        let found = match (self.is_out_terminal(), self.is_err_terminal()) {
            (true, _) => tcgetwinsize(stdio::stdout()),
            (_, true) => tcgetwinsize(stdio::stderr()),
            _ => return None,
        };
        found.ok().filter(|it| it.ws_col > 0).map(|it| TerminalSize { columns: it.ws_col, rows: it.ws_row })
    }
}

impl OsConsole {
    /// Waits for more of standard input and puts it into the buffer.
    fn fill(&self, input: &mut InBuffer, stop: &Stop) -> io::Result<()> {
        // Who is asked something must see the question.
        let _ = self.flush();
        wait_readable(stdio::stdin(), stop)?;
        let mut chunk = vec![0; 64 * 1024];
        match rustix::io::read(stdio::stdin(), &mut chunk[..]) {
            Ok(0) => input.ended = true,
            Ok(count) => {
                input.bytes.drain(..input.start);
                input.start = 0;
                input.bytes.extend_from_slice(&chunk[..count]);
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

impl OutBuffer {
    /// Writes out what waits. It counts as written even when that fails, as nobody could do better later.
    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let done = write_all(stdio::stdout(), &self.bytes);
        self.bytes.clear();
        self.since = None;
        done
    }
}

impl InBuffer {
    fn take(&mut self, count: usize) -> Vec<u8> {
        let taken = self.bytes[self.start..self.start + count].to_vec();
        self.start += count;
        taken
    }

    fn take_all(&mut self) -> Vec<u8> {
        let taken = self.bytes.split_off(self.start);
        *self = Self { ended: self.ended, ..Self::default() };
        taken
    }
}

fn write_all(to: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            // Somebody made the stream non-blocking, such as a program that shares it.
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::from_borrowed_fd(to, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

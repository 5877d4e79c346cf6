//! [`Console`]: where a program's text goes to and comes from.

use crate::Stop;
use std::io;

/// A terminal's size in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalSize {
    /// Characters in a line.
    pub columns: u16,
    /// Lines.
    pub rows: u16,
}

/// The standard streams. Standard output is buffered unless it is a terminal; whoever is about to block for long
/// (other than in [`crate::System`]'s own calls, which do it themselves) calls [`Console::flush`] first.
pub trait Console: Send + Sync {
    /// Writes to standard output. [`io::ErrorKind::BrokenPipe`] when nobody reads any more.
    fn write_out(&self, bytes: &[u8]) -> io::Result<()>;

    /// Flushes standard output, then writes to standard error.
    fn write_err(&self, bytes: &[u8]) -> io::Result<()>;

    /// Writes out what the buffer of standard output holds.
    fn flush(&self) -> io::Result<()>;

    /// The next line of standard input with its line end; none at the end.
    /// [`io::ErrorKind::Interrupted`] when `stop` was requested.
    fn read_line(&self, stop: &Stop) -> io::Result<Option<Vec<u8>>>;

    /// The next line, without showing on a terminal what is typed; otherwise like [`Console::read_line`].
    fn read_hidden_line(&self, stop: &Stop) -> io::Result<Option<Vec<u8>>>;

    /// The rest of standard input. [`io::ErrorKind::Interrupted`] when `stop` was requested.
    fn read_to_end(&self, stop: &Stop) -> io::Result<Vec<u8>>;

    /// Some bytes of standard input, as they come; empty at the end.
    /// [`io::ErrorKind::Interrupted`] when `stop` was requested.
    fn read_some(&self, stop: &Stop) -> io::Result<Vec<u8>>;

    /// Standard input is a terminal.
    fn is_in_terminal(&self) -> bool;

    /// Standard output is a terminal.
    fn is_out_terminal(&self) -> bool;

    /// Standard error is a terminal.
    fn is_err_terminal(&self) -> bool;

    /// The size of the terminal that standard output (or else standard error) is; none when neither is one.
    fn size(&self) -> Option<TerminalSize>;

    /// Characters in a line; 80 without a terminal.
    fn width(&self) -> usize {
        self.size().map_or(80, |it| usize::from(it.columns))
    }

    /// Lines of the terminal; 24 without one.
    fn height(&self) -> usize {
        self.size().map_or(24, |it| usize::from(it.rows))
    }
}

//! Contents of items: readers, writers, encodings.

pub mod encoding;
mod lines;
mod whole;
mod writer;

pub use encoding::Encoding;
pub use lines::Lines;
pub use whole::{Values, pieces, whole_text};
pub use writer::{FileWriter, ItemWriter, open as open_writer};

use psp_runtime::Session;
use psp_value::{Result, Value};

/// Gives contents piece by piece.
pub trait Reader: Send {
    /// The next line, byte or piece; none at the end.
    fn next(&mut self, session: &mut Session) -> Result<Option<Value>>;
}

/// Takes contents piece by piece.
pub trait Writer: Send {
    /// Writes a piece.
    fn write(&mut self, session: &mut Session, value: &Value) -> Result<()>;

    /// Writes what is held back and ends.
    fn close(&mut self, session: &mut Session) -> Result<()>;
}

/// How contents are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The encoding; a byte order mark is heeded in any case.
    pub encoding: Option<Encoding>,
    /// Bytes instead of lines.
    pub bytes: bool,
    /// All as one piece.
    pub raw: bool,
    /// What ends a piece, in place of a line's end.
    pub delimiter: Option<String>,
    /// Only so many pieces from the end.
    pub tail: Option<usize>,
    /// Waits for more at the end.
    pub wait: bool,
}

/// How contents are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writing {
    /// The encoding; UTF-8 without a mark, or that of what is there.
    pub encoding: Option<Encoding>,
    /// Bytes instead of lines.
    pub bytes: bool,
    /// Nothing between two pieces and after the last one.
    pub no_newline: bool,
    /// At the end of what is there.
    pub append: bool,
    /// Also what is read-only.
    pub force: bool,
}

//! [`XmlError`]: what is wrong with a document, in .NET's words.

use std::fmt;

/// A message and the place it is about. Lines and positions count from 1; line 0 is no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    /// Without the place.
    pub text: String,
    /// Line.
    pub line: u32,
    /// Position in the line, in UTF-16 units.
    pub position: u32,
}

impl XmlError {
    /// About no place.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), line: 0, position: 0 }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if self.line > 0 {
            write!(f, " Line {}, position {}.", self.line, self.position)?;
        }
        Ok(())
    }
}

impl std::error::Error for XmlError {}

/// A character and its number as messages show them.
pub(crate) fn shown(it: char) -> (String, String) {
    let text = if it == '\0' { ".".to_owned() } else { it.to_string() };
    (text, format!("0x{:02X}", u32::from(it)))
}

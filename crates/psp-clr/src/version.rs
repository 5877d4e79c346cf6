//! `System.Version`: two to four numbers.

use crate::number::{NumberStyles, ParseError, format_message, overflow_message, parse_integer};

/// A version; parts that are not given are -1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// `Major`
    pub major: i32,
    /// `Minor`
    pub minor: i32,
    /// `Build`
    pub build: i32,
    /// `Revision`
    pub revision: i32,
}

/// Why a text is no version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionError {
    /// Not two to four parts: an `ArgumentException`.
    Portions,
    /// A part is no number: a `FormatException`.
    Format(String),
    /// A part is too large: an `OverflowException`.
    Overflow,
    /// A part is negative: an `ArgumentOutOfRangeException`.
    Negative(i32),
}

impl std::fmt::Display for VersionError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Portions => {
                out.write_str("Version string portion was too short or too long. (Parameter 'input')")
            }
            Self::Format(part) => out.write_str(&format_message(part)),
            Self::Overflow => out.write_str(overflow_message(32, true)),
            Self::Negative(it) => write!(
                out,
                "input ('{it}') must be a non-negative value. (Parameter 'input')\nActual value was {it}."
            ),
        }
    }
}

impl std::error::Error for VersionError {}

impl std::fmt::Display for Version {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)?;
        if self.build >= 0 {
            write!(out, ".{}", self.build)?;
            if self.revision >= 0 {
                write!(out, ".{}", self.revision)?;
            }
        }
        Ok(())
    }
}

impl Version {
    /// `Version.Parse`.
    pub fn parse(text: &str) -> Result<Self, VersionError> {
        let parts: Vec<&str> = text.split('.').collect();
        if !(2..=4).contains(&parts.len()) {
            return Err(VersionError::Portions);
        }
        let part = |index: usize| parts.get(index).map_or(Ok(-1), |it| number(it));
        Ok(Self { major: part(0)?, minor: part(1)?, build: part(2)?, revision: part(3)? })
    }

    /// `ToString(fieldCount)`: nothing if there are not that many.
    pub fn to_fields(&self, count: usize) -> Option<String> {
        let fields = [self.major, self.minor, self.build, self.revision];
        let fields = fields.get(..count)?;
        if fields.iter().any(|it| *it < 0) {
            return None;
        }
        Some(fields.iter().map(ToString::to_string).collect::<Vec<_>>().join("."))
    }
}

fn number(part: &str) -> Result<i32, VersionError> {
    match parse_integer(part, NumberStyles::INTEGER, 32, true, &crate::culture::INVARIANT) {
        Ok(it) if it < 0 => Err(VersionError::Negative(it as i32)),
        Ok(it) => Ok(it as i32),
        Err(ParseError::Format) => Err(VersionError::Format(part.to_owned())),
        Err(ParseError::Overflow) => Err(VersionError::Overflow),
    }
}

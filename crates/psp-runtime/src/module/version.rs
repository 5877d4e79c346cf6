//! Versions of modules: two to four numbers.

use crate::session::Session;
use psp_value::{Value, convert, types};
use std::fmt;

/// A version; numbers that were not given are -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([i64; 4]);

impl Default for Version {
    fn default() -> Self {
        Self([0, 0, -1, -1])
    }
}

impl Version {
    /// Reads a text; a number alone stands for `n.0`.
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split('.').collect();
        if parts.is_empty() || parts.len() > 4 {
            return None;
        }
        let mut numbers = [-1; 4];
        for (place, part) in parts.iter().enumerate() {
            let number: u32 = part.parse().ok()?;
            numbers[place] = number.into();
        }
        if parts.len() == 1 {
            numbers[1] = 0;
        }
        Some(Self(numbers))
    }

    /// Reads the greatest version that a text such as `1.*` allows.
    pub fn read_maximum(text: &str) -> Option<Self> {
        match text.trim().strip_suffix('*') {
            Some(start) => {
                let mut numbers = [i64::from(i32::MAX); 4];
                for (place, part) in start.trim_end_matches('.').split('.').enumerate().take(4) {
                    numbers[place] = part.parse::<u32>().ok()?.into();
                }
                Some(Self(numbers))
            }
            None => Self::read(text),
        }
    }

    /// The version as an object: `[version]`.
    pub fn value(self, session: &mut Session) -> Value {
        let text = self.to_string();
        let Some(ty) = types::find("System.Version") else { return text.into() };
        convert::convert(session, &text.as_str().into(), ty).unwrap_or_else(|_| text.into())
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: Vec<String> = self.0.iter().take_while(|it| **it >= 0).map(ToString::to_string).collect();
        f.write_str(&given.join("."))
    }
}

//! [`Ratchet`]: the names of cases that must pass, a file that only grows.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The names of cases that must pass, one a line of a file.
pub struct Ratchet {
    path: PathBuf,
    names: BTreeSet<String>,
}

impl Ratchet {
    /// Reads the file; a missing one is empty. Empty lines and those that start with `#` say nothing.
    pub fn load(path: &Path) -> io::Result<Self> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read?,
        };
        let lines = text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#'));
        Ok(Self { path: path.to_owned(), names: lines.map(str::to_owned).collect() })
    }

    /// The case must pass.
    pub fn holds(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// How many cases must pass.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// No case must pass yet.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Names of cases that are not in `known`: they have been renamed or lost.
    pub fn unknown(&self, known: &BTreeSet<String>) -> Vec<&str> {
        self.names.iter().filter(|it| !known.contains(*it)).map(String::as_str).collect()
    }

    /// Adds cases and writes the file.
    pub fn add(&mut self, names: impl IntoIterator<Item = String>) -> io::Result<()> {
        self.names.extend(names);
        let lines: Vec<String> = self.names.iter().map(|it| format!("{it}\n")).collect();
        fs::write(&self.path, lines.concat())
    }
}

//! [`Environment`]: the variables given to children, and what the process was started with. The process's own
//! variables and its working directory are never changed.

use std::{ffi::OsString, path::PathBuf};

/// The environment variables, a map owned by the host that is filled from the process's own when first asked for.
pub trait Environment: Send + Sync {
    /// The value of a variable; text that is no UTF-8 gets replacement characters.
    fn variable(&self, name: &str) -> Option<String>;

    /// Sets a variable, or removes it with `None`.
    fn set_variable(&self, name: &str, value: Option<&str>);

    /// All names and values, ordered by name.
    fn variables(&self) -> Vec<(String, String)>;

    /// The directory the process was started in.
    fn start_directory(&self) -> PathBuf;

    /// The words of the command line, the program's name first.
    fn arguments(&self) -> Vec<OsString>;

    /// The file of the running program; empty when it is unknown.
    fn executable(&self) -> PathBuf;
}

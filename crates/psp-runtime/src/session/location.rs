//! The current location and paths that start from it. The process's own directory is never changed.

use super::Session;
use crate::engine::Engine;
use psp_value::{Fault, Result, Value};
use std::path::{Component, Path, PathBuf};

/// Where the session is.
pub(super) struct Location {
    /// The file system's directory.
    directory: String,
    /// Name of the current drive when it is not the file system: `Env`, `Function`, `Variable`, `Alias`.
    drive: Option<(String, String)>,
    /// `Push-Location`, by stack name.
    stack: Vec<String>,
}

impl Location {
    pub(super) fn start(engine: &Engine) -> Self {
        let directory = engine.system.start_directory().display().to_string();
        Self { directory, drive: None, stack: Vec::new() }
    }
}

impl Session {
    /// The directory that relative paths of the file system start from.
    pub fn file_location(&self) -> &str {
        &self.location.directory
    }

    /// The current location as `$PWD` shows it.
    pub fn shown_location(&self) -> String {
        match &self.location.drive {
            Some((drive, path)) => format!("{drive}:{}{path}", std::path::MAIN_SEPARATOR),
            None => self.location.directory.clone(),
        }
    }

    /// The current drive's name and the path in it, when it is not the file system.
    pub fn drive_location(&self) -> Option<(&str, &str)> {
        self.location.drive.as_ref().map(|(drive, path)| (drive.as_str(), path.as_str()))
    }

    /// Goes to a directory of the file system: an absolute path that exists.
    pub fn set_file_location(&mut self, directory: String) {
        self.location.directory = directory;
        self.location.drive = None;
    }

    /// Goes to another drive.
    pub fn set_drive_location(&mut self, drive: &str, path: &str) {
        self.location.drive = Some((drive.to_owned(), path.to_owned()));
    }

    /// Goes to a directory of the file system by way of a drive that a script made.
    pub fn set_drive_directory(&mut self, drive: &str, path: &str, directory: String) {
        self.location.directory = directory;
        self.location.drive = Some((drive.to_owned(), path.to_owned()));
    }

    /// Remembers the current location.
    pub fn push_location(&mut self) {
        let here = self.shown_location();
        self.location.stack.push(here);
    }

    /// The location remembered last.
    pub fn pop_location(&mut self) -> Option<String> {
        self.location.stack.pop()
    }

    /// The remembered locations, the last one first.
    pub fn location_stack(&self) -> Vec<String> {
        self.location.stack.iter().rev().cloned().collect()
    }

    /// An absolute path of the file system without `.`, `..` and `~` at its head; `\` counts as `/`.
    pub fn absolute(&self, path: &str) -> PathBuf {
        let path = path.replace('\\', "/");
        let path = match path.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => self.home() + rest,
            _ => path,
        };
        normal(&Path::new(&self.location.directory).join(path))
    }

    /// Reads `$env:NAME`, `$function:name`, `$variable:name`, `$alias:name`.
    pub fn read_drive_variable(&mut self, drive: &str, name: &str) -> Result<Option<Value>> {
        match drive.to_ascii_lowercase().as_str() {
            "env" => Ok(self.engine.system.variable(name).map(Value::from)),
            "variable" => Ok(Some(self.variable_value(psp_ir::Symbol::new(name)))),
            "function" => {
                let scope = self.scope();
                let found = self.find_function(psp_ir::Symbol::new(name), scope);
                Ok(found.map(|it| self.function_block(&it)))
            }
            "alias" => {
                let scope = self.scope();
                Ok(self
                    .find_alias(psp_ir::Symbol::new(name), scope)
                    .map(|it| Value::string(it.definition.clone())))
            }
            _ => Err(no_such_drive(drive)),
        }
    }

    /// Writes `$env:NAME` and its kin.
    pub fn write_drive_variable(&mut self, drive: &str, name: &str, value: Value) -> Result<()> {
        match drive.to_ascii_lowercase().as_str() {
            "env" => {
                let text = psp_value::convert::to_text(self, &value)?;
                let text = text.text();
                let system = self.engine.system.clone();
                system.set_variable(name, if text.is_empty() { None } else { Some(&text) });
                Ok(())
            }
            "variable" => {
                let scope = self.scope();
                self.write_variable(psp_ir::Symbol::new(name), scope, value)
            }
            "function" => self.set_function_value(name, &value),
            "alias" => {
                let definition = psp_value::convert::to_text(self, &value)?;
                self.set_alias(name, definition);
                Ok(())
            }
            _ => Err(no_such_drive(drive)),
        }
    }
}

fn no_such_drive(drive: &str) -> psp_value::Interrupt {
    let message = format!("Cannot find drive. A drive with the name '{drive}' does not exist.");
    Fault::new("System.Management.Automation.DriveNotFoundException", message)
        .id("DriveNotFound")
        .category(psp_value::ErrorCategory::ObjectNotFound)
        .target(drive)
        .into()
}

/// A path without `.` and `..`.
pub fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

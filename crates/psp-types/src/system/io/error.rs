//! Failures of the file system as .NET's exceptions.

use psp_host::System;
use psp_value::{Fault, Interrupt};
use std::{io, path::Path};

/// The exception that .NET raises for a failure at a path.
pub fn fault(system: &dyn System, error: &io::Error, path: &str) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound if parent_exists(system, path) => file_not_found(path),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => directory_not_found(path),
        io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory | io::ErrorKind::ReadOnlyFilesystem => {
            denied(path)
        }
        io::ErrorKind::AlreadyExists => exists(path),
        _ => Fault::new("System.IO.IOException", format!("{} : '{path}'", message(error))),
    }
}

/// As [`fault`], ready to be returned.
pub fn interrupt(system: &dyn System, error: &io::Error, path: &str) -> Interrupt {
    fault(system, error, path).into()
}

/// `FileNotFoundException`
pub fn file_not_found(path: &str) -> Fault {
    Fault::new("System.IO.FileNotFoundException", format!("Could not find file '{path}'."))
        .property("FileName", path)
}

/// `DirectoryNotFoundException`
pub fn directory_not_found(path: &str) -> Fault {
    Fault::new("System.IO.DirectoryNotFoundException", format!("Could not find a part of the path '{path}'."))
}

/// `UnauthorizedAccessException`
pub fn denied(path: &str) -> Fault {
    Fault::new("System.UnauthorizedAccessException", format!("Access to the path '{path}' is denied."))
}

/// The `IOException` of a name that is taken.
pub fn exists(path: &str) -> Fault {
    Fault::new("System.IO.IOException", format!("The file '{path}' already exists."))
}

/// The operating system's words, without the error number that Rust adds.
pub fn message(error: &io::Error) -> String {
    let text = error.to_string();
    match text.rfind(" (os error ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

fn parent_exists(system: &dyn System, path: &str) -> bool {
    Path::new(path).parent().is_none_or(|it| it.as_os_str().is_empty() || system.is_directory(it))
}

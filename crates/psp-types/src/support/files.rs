//! Paths and errors of files as .NET sees them.

use psp_clr::datetime::{DateTime, Kind};
use psp_host::{Metadata, ticks_of, time_of_ticks};
use psp_value::{Context, Fault, Interrupt, Result};
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Mutex,
    time::SystemTime,
};

/// `Environment.CurrentDirectory`, once a script has changed it.
static CURRENT: Mutex<Option<String>> = Mutex::new(None);

/// The directory that relative paths of .NET's methods start from; not PowerShell's location.
pub fn current_directory(context: &dyn Context) -> String {
    let changed = CURRENT.lock().ok().and_then(|it| it.clone());
    changed.unwrap_or_else(|| text(&context.system().start_directory()))
}

/// Changes `Environment.CurrentDirectory`.
pub fn set_current_directory(context: &dyn Context, path: &str) -> Result<()> {
    let full = full_path(context, path);
    if !context.system().is_directory(Path::new(&full)) {
        return Err(directory_not_found(&full));
    }
    if let Ok(mut current) = CURRENT.lock() {
        *current = Some(full);
    }
    Ok(())
}

/// A path as text.
pub fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The absolute form of a path, without `.` and `..`.
pub fn full_path(context: &dyn Context, path: &str) -> String {
    normalized(&if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{}/{path}", current_directory(context))
    })
}

/// An absolute path without `.`, `..` and double separators; a separator at the end stays.
pub fn normalized(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    let end = if path.ends_with('/') && !kept.is_empty() { "/" } else { "" };
    format!("/{}{end}", kept.join("/"))
}

/// The path of an argument, which must not be empty.
pub fn path(context: &dyn Context, given: &str) -> Result<PathBuf> {
    if given.is_empty() {
        return Err(Fault::argument("The value cannot be an empty string.", "path").into());
    }
    if given.contains('\0') {
        return Err(Fault::argument("Null character in path.", "path").into());
    }
    Ok(PathBuf::from(full_path(context, given)))
}

/// .NET's exception for an error of the file system.
pub fn fail(context: &dyn Context, error: &io::Error, path: &Path) -> Interrupt {
    let shown = text(path);
    match error.kind() {
        ErrorKind::NotFound => {
            let parent = path.parent().unwrap_or(Path::new("/"));
            if context.system().is_directory(parent) {
                file_not_found(&shown)
            } else {
                directory_not_found(&shown)
            }
        }
        ErrorKind::NotADirectory => directory_not_found(&shown),
        ErrorKind::PermissionDenied | ErrorKind::IsADirectory => Fault::new(
            "System.UnauthorizedAccessException",
            format!("Access to the path '{shown}' is denied."),
        )
        .into(),
        ErrorKind::AlreadyExists => io_error(format!("The file '{shown}' already exists.")),
        ErrorKind::DirectoryNotEmpty => io_error(format!("Directory not empty : '{shown}'")),
        _ => io_error(format!("{} : '{shown}'", psp_host::error_text(error))),
    }
}

/// `IOException`
pub fn io_error(message: impl Into<String>) -> Interrupt {
    Fault::new("System.IO.IOException", message).into()
}

/// `FileNotFoundException`
pub fn file_not_found(path: &str) -> Interrupt {
    let message = format!("Could not find file '{path}'.");
    Fault::new("System.IO.FileNotFoundException", message).property("FileName", path).into()
}

/// `DirectoryNotFoundException`
pub fn directory_not_found(path: &str) -> Interrupt {
    let message = format!("Could not find a part of the path '{path}'.");
    Fault::new("System.IO.DirectoryNotFoundException", message).into()
}

/// A time as a local moment.
pub fn moment(time: SystemTime) -> DateTime {
    DateTime { ticks: ticks_of(time), kind: Kind::Utc }.to_local()
}

/// A moment as a time; unspecified counts as local.
pub fn time(moment: DateTime) -> SystemTime {
    time_of_ticks(moment.to_utc().ticks)
}

/// The number of the `FileAttributes`.
pub fn attributes(name: &str, metadata: &Metadata, is_link: bool) -> i64 {
    let mut bits = 0;
    if metadata.is_readonly() {
        bits |= 1;
    }
    if name.starts_with('.') && name != "." && name != ".." {
        bits |= 2;
    }
    if metadata.is_directory() {
        bits |= 16;
    }
    if is_link {
        bits |= 1024;
    }
    if bits == 0 { 128 } else { bits }
}

/// Lines of a text; a line end at the end adds none.
pub fn lines(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        all.push(line.to_owned());
        rest = tail.strip_prefix("\r\n").or_else(|| tail.get(1..)).unwrap_or_default();
    }
    all
}

//! Paths of files as commands take them: relative to the location, with or without wildcards.

use crate::wildcard::{Wildcard, has_wildcards};
use psp_runtime::Session;
use psp_value::{ErrorCategory, Fault};
use std::{
    io,
    path::{Component, Path, PathBuf},
};

/// A path without the name of the file system's provider before it.
fn plain(path: &str) -> &str {
    match path.split_once("::") {
        Some((provider, rest)) if provider.to_ascii_lowercase().ends_with("filesystem") => rest,
        _ => path,
    }
}

/// The absolute path of one file, wildcards taken as they are.
pub(crate) fn absolute(session: &Session, path: &str) -> PathBuf {
    session.absolute(plain(path))
}

/// The files that a path with wildcards stands for, in order; a path without wildcards stands for itself.
pub(crate) fn expand(session: &Session, path: &str) -> Vec<PathBuf> {
    let path = plain(path);
    if !has_wildcards(path) {
        return vec![session.absolute(&psp_clr::wildcard::unescape(path))];
    }
    let system = session.engine().system.clone();
    let mut found = vec![PathBuf::from("/")];
    for part in session.absolute(path).components() {
        let Component::Normal(part) = part else { continue };
        let part = part.to_string_lossy();
        if !has_wildcards(&part) {
            let part = psp_clr::wildcard::unescape(&part);
            for it in &mut found {
                it.push(&part);
            }
            continue;
        }
        let pattern = Wildcard::new(&part);
        let mut next = Vec::new();
        for directory in found {
            let mut names: Vec<_> = system.read_dir(&directory).unwrap_or_default();
            names.retain(|it| pattern.matches(&it.name.to_string_lossy()));
            names.sort_by_key(|it| it.name.to_ascii_lowercase());
            next.extend(names.into_iter().map(|it| directory.join(it.name)));
        }
        found = next;
    }
    found.retain(|it| system.exists(it));
    found
}

/// The error of a path that leads nowhere.
pub(crate) fn not_found(path: &Path) -> Fault {
    let path = path.display().to_string();
    Fault::new(
        "System.Management.Automation.ItemNotFoundException",
        format!("Cannot find path '{path}' because it does not exist."),
    )
    .id("PathNotFound")
    .category(ErrorCategory::ObjectNotFound)
    .target(path.as_str())
}

/// The error of a file that cannot be opened, in .NET's words.
pub(crate) fn open_failure(session: &Session, path: &Path, error: &io::Error) -> Fault {
    let has_parent = path.parent().is_some_and(|it| session.engine().system.is_directory(it));
    let shown = path.display();
    let (ty, message) = match error.kind() {
        io::ErrorKind::NotFound if has_parent => {
            ("System.IO.FileNotFoundException", format!("Could not find file '{shown}'."))
        }
        io::ErrorKind::NotFound => {
            ("System.IO.DirectoryNotFoundException", format!("Could not find a part of the path '{shown}'."))
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory => {
            ("System.UnauthorizedAccessException", format!("Access to the path '{shown}' is denied."))
        }
        _ => ("System.IO.IOException", format!("{error} : '{shown}'")),
    };
    Fault::new(ty, message).id("FileOpenFailure").category(ErrorCategory::OpenError)
}

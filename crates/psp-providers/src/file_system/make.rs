//! New files, directories and links.

use super::{object_at, system_of};
use crate::{NewItem, Place, fault, place};
use psp_host::OpenOptions;
use psp_runtime::Shell;
use psp_types::system::io::error as io_error;
use psp_value::{ErrorCategory, Fault, Result, Value};
use std::path::Path;

/// What `-ItemType` names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Directory,
    SymbolicLink,
    HardLink,
}

impl Kind {
    /// A name may be shortened.
    fn named(name: &str) -> Option<Self> {
        let is = |full: &str| {
            !name.is_empty() && full.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        match () {
            () if name.is_empty() || is("file") => Some(Self::File),
            () if is("directory") || is("container") => Some(Self::Directory),
            () if is("symboliclink") => Some(Self::SymbolicLink),
            () if is("junction") => Some(Self::SymbolicLink),
            () if is("hardlink") => Some(Self::HardLink),
            () => None,
        }
    }
}

/// Makes an item; none under `-WhatIf`.
pub(super) fn make(shell: &mut Shell<'_>, place: &Place, how: &NewItem) -> Result<Option<Value>> {
    let Some(kind) = Kind::named(&how.kind) else {
        let message = "The type is not a known type for the file system. Only \"file\",\"directory\" or \"symboliclink\" can be specified.";
        return Err(fault::argument(message).into());
    };
    let action = match kind {
        Kind::File => "Create File",
        Kind::Directory => "Create Directory",
        Kind::SymbolicLink => "Create Symbolic Link",
        Kind::HardLink => "Create Hard Link",
    };
    if !shell.should_process(&format!("Destination: {}", place.path()), action)? {
        return Ok(None);
    }
    match kind {
        Kind::File => file(shell, place, how)?,
        Kind::Directory => directory(shell, place, how.force)?,
        Kind::SymbolicLink | Kind::HardLink => link(shell, place, how, kind)?,
    }
    Ok(Some(object_at(shell.session, place)))
}

fn file(shell: &mut Shell<'_>, place: &Place, how: &NewItem) -> Result<()> {
    let path = place.path();
    let system = system_of(shell.session);
    let at = Path::new(&path);
    let text = shell.text(&how.value)?;
    let fail = |error: &std::io::Error| {
        let (id, category) = match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::IsADirectory => {
                ("NewItemUnauthorizedAccessError", ErrorCategory::PermissionDenied)
            }
            _ => ("NewItemIOError", ErrorCategory::WriteError),
        };
        fault::io(&*system, error, &path, id, category)
    };
    if how.force
        && let Some(parent) = at.parent()
    {
        system.create_dir_all(parent).map_err(|it| fail(&it))?;
    }
    let how_open = if how.force { OpenOptions::WRITE } else { OpenOptions::CREATE_NEW };
    let mut file = system.open(at, how_open).map_err(|it| fail(&it))?;
    file.write_all(text.text().as_bytes()).map_err(|it| fail(&it).into())
}

/// Makes a directory and those above it that are missing.
pub(super) fn directory(shell: &mut Shell<'_>, place: &Place, force: bool) -> Result<()> {
    let path = place.path();
    let system = system_of(shell.session);
    let at = Path::new(&path);
    if system.exists(at) && !(force && system.is_directory(at)) {
        let message = format!("An item with the specified name {path} already exists.");
        return Err(
            fault::words(message, "DirectoryExist", ErrorCategory::ResourceExists, path.as_str()).into()
        );
    }
    system.create_dir_all(at).map_err(|error| {
        fault::io(&*system, &error, &path, "CreateDirectoryIOError", ErrorCategory::WriteError).into()
    })
}

fn link(shell: &mut Shell<'_>, place: &Place, how: &NewItem, kind: Kind) -> Result<()> {
    let path = place.path();
    let system = system_of(shell.session);
    let at = Path::new(&path);
    let written = shell.text(&how.value)?.text().into_owned();
    if written.is_empty() {
        let message = "Cannot process argument because the value of argument \"value\" is not valid. Change the value of the \"value\" argument and run the operation again.";
        return Err(Fault::new("System.Management.Automation.PSArgumentNullException", message)
            .id("ArgumentNull")
            .category(ErrorCategory::InvalidArgument)
            .into());
    }
    if system.exists(at) {
        if !how.force {
            let message = format!("Cannot create link because the path already exists: {path}.");
            return Err(fault::words(
                message,
                "NewItemSymlinkIOError",
                ErrorCategory::ResourceExists,
                path.as_str(),
            )
            .into());
        }
        let removed = system.remove_file(at);
        removed.map_err(|it| fault::io(&*system, &it, &path, "NewItemIOError", ErrorCategory::WriteError))?;
    }
    let done = if kind == Kind::HardLink {
        let target = place::locate(shell.session, &written)?;
        if !system.exists(Path::new(&target.path())) {
            return Err(fault::path_not_found(&target.shown()).id("ItemNotFound").into());
        }
        system.hard_link(Path::new(&target.path()), at)
    } else {
        // A link says what was written, so that it can be relative to itself.
        system.symlink(Path::new(&written.replace('\\', "/")), at)
    };
    done.map_err(|error| {
        let mut fault = io_error::fault(&*system, &error, &path);
        if error.kind() == std::io::ErrorKind::NotFound {
            fault = io_error::directory_not_found(&path);
        }
        fault.id("NewItemSymlinkIOError").category(ErrorCategory::WriteError).target(path.as_str()).into()
    })
}

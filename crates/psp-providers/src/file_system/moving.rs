//! Moving and renaming files and directories.

use super::{children_of, system_of};
use crate::{Place, fault};
use psp_host::System;
use psp_runtime::Shell;
use psp_types::system::io::error as io_error;
use psp_value::{ErrorCategory, Interrupt, Result};
use std::{io, path::Path};

/// Moves an item to a place, or into it when it is a directory.
pub(super) fn move_to(shell: &mut Shell<'_>, from: &Place, to: &Place, force: bool) -> Result<Option<Place>> {
    let system = system_of(shell.session);
    let is_directory = system.is_directory(Path::new(&from.path()));
    let into = system.is_directory(Path::new(&to.path()));
    let to = if into && from.path() != to.path() { to.child(from.name()) } else { to.clone() };
    let (source, target) = (from.path(), to.path());
    let action = if is_directory { "Move Directory" } else { "Move File" };
    if !shell.should_process(&format!("Item: {source} Destination: {target}"), action)? {
        return Ok(None);
    }
    let (id, denied) = if is_directory {
        ("MoveDirectoryItemIOError", "MoveDirectoryItemUnauthorizedAccessError")
    } else {
        ("MoveFileInfoItemIOError", "MoveFileInfoItemUnauthorizedAccessError")
    };
    let fail = |error: &io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied => {
            fault::io(&*system, error, &target, denied, ErrorCategory::PermissionDenied)
        }
        _ => fault::io(&*system, error, &target, id, ErrorCategory::WriteError).target(source.as_str()),
    };
    if source == target {
        return Ok(Some(to));
    }
    if system.exists(Path::new(&target)) {
        if !force || is_directory {
            let fault = io_error::exists(&target).id(id).category(ErrorCategory::WriteError);
            return Err(fault.target(source.as_str()).into());
        }
        system.remove_file(Path::new(&target)).map_err(|it| fail(&it))?;
    }
    if Path::new(&target).parent().is_some_and(|it| !system.is_directory(it)) {
        let fault = io_error::directory_not_found(&target).id(id).category(ErrorCategory::WriteError);
        return Err(fault.target(source.as_str()).into());
    }
    match system.rename(Path::new(&source), Path::new(&target)) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices && is_directory => {
            across(shell, &*system, from, &to)?;
        }
        other => other.map_err(|it| fail(&it))?,
    }
    Ok(Some(to))
}

/// Copies a directory to another disk and removes it here.
fn across(shell: &mut Shell<'_>, system: &dyn System, from: &Place, to: &Place) -> Result<()> {
    copy_tree(shell, system, from, to)?;
    let path = from.path();
    system.remove_dir_all(Path::new(&path)).map_err(|it| io_error::interrupt(system, &it, &path))
}

fn copy_tree(shell: &mut Shell<'_>, system: &dyn System, from: &Place, to: &Place) -> Result<()> {
    if shell.stop.is_requested() {
        return Err(Interrupt::stopped());
    }
    let target = to.path();
    system.create_dir_all(Path::new(&target)).map_err(|it| io_error::interrupt(system, &it, &target))?;
    for child in children_of(shell.session, &from.path(), true)? {
        let (source, to) = (from.child(&child.name), to.child(&child.name));
        let path = source.path();
        let is_link = system.read_link(Path::new(&path));
        let done = match is_link {
            Ok(target) => system.symlink(&target, Path::new(&to.path())),
            Err(_) if child.is_container => {
                copy_tree(shell, system, &source, &to)?;
                Ok(())
            }
            Err(_) => system.copy(Path::new(&path), Path::new(&to.path())).map(|_| ()),
        };
        done.map_err(|it| io_error::interrupt(system, &it, &path))?;
    }
    Ok(())
}

/// Gives an item another name in its directory.
pub(super) fn rename(shell: &mut Shell<'_>, place: &Place, name: &str, force: bool) -> Result<Option<Place>> {
    let name = plain_name(place, name)?;
    let Some(parent) = place.parent() else { return Err(fault::no_operation().into()) };
    let to = parent.child(&name);
    let (source, target) = (place.path(), to.path());
    let system = system_of(shell.session);
    let is_directory = system.is_directory(Path::new(&source));
    let action = if is_directory { "Rename Directory" } else { "Rename File" };
    if !shell.should_process(&format!("Item: {source} Destination: {target}"), action)? {
        return Ok(None);
    }
    let id = "RenameItemIOError";
    // A file system that ignores case has the new name already when only its case changes.
    let is_same =
        system.canonicalize(Path::new(&source)).ok() == system.canonicalize(Path::new(&target)).ok();
    if system.exists(Path::new(&target)) && !is_same {
        if !force || is_directory {
            let fault = io_error::exists(&target).id(id).category(ErrorCategory::WriteError);
            return Err(fault.target(source.as_str()).into());
        }
        let removed = system.remove_file(Path::new(&target));
        removed.map_err(|it| fault::io(&*system, &it, &target, id, ErrorCategory::WriteError))?;
    }
    system
        .rename(Path::new(&source), Path::new(&target))
        .map_err(|it| fault::io(&*system, &it, &source, id, ErrorCategory::WriteError))?;
    Ok(Some(to))
}

/// The new name, which may be written as a path of the same directory.
fn plain_name(place: &Place, name: &str) -> Result<String> {
    let name = name.replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name);
    if !name.contains('/') {
        return Ok(name.to_owned());
    }
    let here = place.parent().map(|it| it.path());
    match name.rsplit_once('/') {
        Some((directory, plain)) if Some(directory) == here.as_deref() => Ok(plain.to_owned()),
        _ => {
            let message = "Cannot rename the specified target, because it represents a path or device name.";
            Err(fault::argument(message).target(name).into())
        }
    }
}

//! Copying files and directories.

use super::{children_of, system_of};
use crate::{Copying, Place, fault};
use psp_runtime::Shell;
use psp_types::system::io::error as io_error;
use psp_value::{ErrorCategory, Interrupt, Result};
use std::path::Path;

/// Copies an item; the places of the copies.
pub(super) fn copy(shell: &mut Shell<'_>, from: &Place, to: &Place, how: &Copying) -> Result<Vec<Place>> {
    let system = system_of(shell.session);
    let mut copies = Vec::new();
    let into = system.is_directory(Path::new(&to.path()));
    if !system.is_directory(Path::new(&from.path())) {
        let to = if into { to.child(from.name()) } else { to.clone() };
        file(shell, from, &to, how, &mut copies)?;
        return Ok(copies);
    }
    let target = if into && how.container { to.child(from.name()) } else { to.clone() };
    if how.recurse && format!("{}/", target.path()).starts_with(&format!("{}/", from.path())) {
        let path = target.path();
        let message = format!("Destination path cannot be a subdirectory of the source: {path}.");
        return Err(fault::words(message, "CopyError", ErrorCategory::WriteError, path.as_str()).into());
    }
    directory(shell, from, &target, how, &mut copies)?;
    Ok(copies)
}

fn directory(
    shell: &mut Shell<'_>,
    from: &Place,
    to: &Place,
    how: &Copying,
    copies: &mut Vec<Place>,
) -> Result<()> {
    if shell.stop.is_requested() {
        return Err(Interrupt::stopped());
    }
    let system = system_of(shell.session);
    let target = to.path();
    if how.container || !system.exists(Path::new(&target)) {
        let shown = format!("Item: {} Destination: {target}", from.path());
        if !shell.should_process(&shown, "Copy Directory")? {
            return Ok(());
        }
        if !system.is_directory(Path::new(&target)) {
            system.create_dir_all(Path::new(&target)).map_err(|error| {
                fault::io(
                    &*system,
                    &error,
                    &target,
                    "CopyDirectoryInfoItemIOError",
                    ErrorCategory::WriteError,
                )
            })?;
        }
        copies.push(to.clone());
    }
    if !how.recurse {
        return Ok(());
    }
    for child in children_of(shell.session, &from.path(), true)? {
        let source = from.child(&child.name);
        if child.is_container {
            let below = if how.container { to.child(&child.name) } else { to.clone() };
            directory(shell, &source, &below, how, copies)?;
        } else if how.filter.passes(&child.name) {
            let done = file(shell, &source, &to.child(&child.name), how, copies);
            if let Err(error) = done {
                shell.write_failure(error)?;
            }
        }
    }
    Ok(())
}

fn file(
    shell: &mut Shell<'_>,
    from: &Place,
    to: &Place,
    how: &Copying,
    copies: &mut Vec<Place>,
) -> Result<()> {
    let (source, target) = (from.path(), to.path());
    let shown = format!("Item: {source} Destination: {target}");
    if !shell.should_process(&shown, "Copy File")? {
        return Ok(());
    }
    let system = system_of(shell.session);
    let same =
        || system.canonicalize(Path::new(&source)).ok() == system.canonicalize(Path::new(&target)).ok();
    if source == target || system.exists(Path::new(&target)) && same() {
        let message = format!("Cannot overwrite the item {source} with itself.");
        return Err(fault::words(message, "CopyError", ErrorCategory::WriteError, source.as_str()).into());
    }
    let unlock = how.force && system.metadata(Path::new(&target)).is_ok_and(|it| it.is_readonly());
    if unlock {
        let done = system.set_readonly(Path::new(&target), false);
        done.map_err(|it| io_error::interrupt(&*system, &it, &target))?;
    }
    system.copy(Path::new(&source), Path::new(&target)).map_err(|error| {
        let path = if error.kind() == std::io::ErrorKind::NotFound { &target } else { &source };
        let path = if system.exists(Path::new(&source)) { &target } else { path };
        let (id, category) = match error.kind() {
            std::io::ErrorKind::PermissionDenied => {
                ("CopyFileInfoItemUnauthorizedAccessError", ErrorCategory::PermissionDenied)
            }
            _ => ("CopyFileInfoItemIOError", ErrorCategory::WriteError),
        };
        fault::io(&*system, &error, path, id, category).target(source.as_str())
    })?;
    copies.push(to.clone());
    Ok(())
}

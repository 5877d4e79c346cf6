//! Removing files and directories.

use super::{children_of, system_of};
use crate::{Place, Removal, fault};
use psp_runtime::Shell;
use psp_types::system::io::entry::{Seen, attributes_of};
use psp_value::{ErrorCategory, Fault, Interrupt, Result};
use std::path::Path;

const READ_ONLY_OR_HIDDEN: i64 = 1 | 2;

/// Removes an item.
pub(super) fn remove(shell: &mut Shell<'_>, place: &Place, how: Removal) -> Result<()> {
    let path = place.path();
    let seen = Seen::at(&*shell.engine().system, Path::new(&path));
    if !seen.is_directory() || seen.is_link() {
        let action = if seen.is_directory() { "Remove Directory" } else { "Remove File" };
        return if shell.should_process(&path, action)? {
            one(shell, place, &seen, how.force)
        } else {
            Ok(())
        };
    }
    if !shell.should_process(&path, "Remove Directory")? {
        return Ok(());
    }
    tree(shell, place, &seen, how)
}

fn tree(shell: &mut Shell<'_>, place: &Place, seen: &Seen, how: Removal) -> Result<()> {
    if shell.stop.is_requested() {
        return Err(Interrupt::stopped());
    }
    let path = place.path();
    if how.recurse {
        let mut failed = false;
        for child in children_of(shell.session, &path, true)? {
            let at = place.child(&child.name);
            let seen = Seen::at(&*shell.engine().system, Path::new(&at.path()));
            let is_tree = seen.is_directory() && !seen.is_link();
            let done = if is_tree { tree(shell, &at, &seen, how) } else { one(shell, &at, &seen, how.force) };
            if let Err(error) = done {
                failed = true;
                shell.write_failure(error)?;
            }
        }
        if failed {
            let message = format!("Directory {path} cannot be removed because it is not empty.");
            return Err(
                fault::words(message, "DirectoryNotEmpty", ErrorCategory::WriteError, path.as_str()).into()
            );
        }
    }
    one(shell, place, seen, how.force)
}

/// Removes a file, a link or an empty directory.
fn one(shell: &mut Shell<'_>, place: &Place, seen: &Seen, force: bool) -> Result<()> {
    let path = place.path();
    let system = system_of(shell.session);
    let bits = attributes_of(&*system, seen, place.name());
    if !force && bits > 0 && bits & READ_ONLY_OR_HIDDEN != 0 {
        let message = "You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.";
        let id = "RemoveFileSystemItemUnAuthorizedAccess";
        let fault = fault::words(message, id, ErrorCategory::PermissionDenied, path.as_str());
        return Err(detailed(fault, &path));
    }
    let at = Path::new(&path);
    let is_directory = seen.is_directory() && !seen.is_link();
    let done = if is_directory { system.remove_dir(at) } else { system.remove_file(at) };
    done.map_err(|error| {
        let (id, category) = match error.kind() {
            std::io::ErrorKind::PermissionDenied => {
                ("RemoveFileSystemItemUnAuthorizedAccess", ErrorCategory::PermissionDenied)
            }
            _ => ("RemoveFileSystemItemIOError", ErrorCategory::WriteError),
        };
        detailed(fault::io(&*system, &error, &path, id, category), &path)
    })
}

/// The error with words about what was tried.
fn detailed(fault: Fault, path: &str) -> Interrupt {
    let details = format!("Cannot remove item {path}: {}", fault.message());
    let mut record = fault.into_record();
    record.details = Some(details.as_str().into());
    record.into()
}

//! Contents of files.

use super::system_of;
use crate::{
    Place,
    content::{Encoding, Lines, Reader, Reading, Values, Writer, Writing, open_writer, pieces},
    fault,
};
use psp_host::{OpenOptions, System};
use psp_runtime::Shell;
use psp_types::system::io::error as io_error;
use psp_value::{ErrorCategory, Fault, Result};
use std::{io, path::Path};

fn invalid_operation(message: String, id: &str) -> Fault {
    Fault::new("System.InvalidOperationException", message).id(id).category(ErrorCategory::InvalidOperation)
}

fn unreadable(system: &dyn System, error: &io::Error, path: &str) -> Fault {
    let (id, category) = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            ("GetContentReaderUnauthorizedAccessError", ErrorCategory::PermissionDenied)
        }
        io::ErrorKind::NotFound => ("GetContentReaderFileNotFoundError", ErrorCategory::ObjectNotFound),
        _ => ("GetContentReaderIOError", ErrorCategory::ReadError),
    };
    fault::io(system, error, path, id, category)
}

/// Reads a file.
pub(super) fn reader(shell: &mut Shell<'_>, place: &Place, how: &Reading) -> Result<Box<dyn Reader>> {
    let path = place.path();
    let system = system_of(shell.session);
    let at = Path::new(&path);
    if system.is_directory(at) {
        let message = format!(
            "Unable to get content because it is a directory: '{path}'. Please use 'Get-ChildItem' instead."
        );
        return Err(invalid_operation(message, "GetContainerContentException").into());
    }
    let plain = !how.bytes && !how.raw && how.delimiter.is_none() && how.tail.is_none();
    if plain {
        let mut file = system.open(at, OpenOptions::READ).map_err(|it| unreadable(&*system, &it, &path))?;
        let mut start = Lines::start(&mut *file).map_err(|it| unreadable(&*system, &it, &path))?;
        let (encoding, mark) = Encoding::marked(&start).unwrap_or((how.encoding.unwrap_or_default(), 0));
        if encoding.is_byte_wise() {
            start.drain(..mark);
            return Ok(Box::new(Lines::new(system, file, path, encoding, start, how.wait)));
        }
    }
    let bytes = system.read(at).map_err(|it| unreadable(&*system, &it, &path))?;
    if !how.wait || how.tail.is_none() || how.bytes {
        return Ok(Box::new(Values::new(pieces(bytes, how))));
    }
    follow_tail(&system, &path, bytes, how)
}

/// The last lines of a file, and those that come.
fn follow_tail(
    system: &std::sync::Arc<dyn System>,
    path: &str,
    bytes: Vec<u8>,
    how: &Reading,
) -> Result<Box<dyn Reader>> {
    let mut file =
        system.open(Path::new(path), OpenOptions::READ).map_err(|it| unreadable(&**system, &it, path))?;
    let end = io::SeekFrom::Start(bytes.len() as u64);
    file.seek(end).map_err(|it| unreadable(&**system, &it, path))?;
    let last = pieces(bytes, how);
    let mut kept = Vec::new();
    for line in last.iter().filter_map(|it| it.as_string()) {
        kept.extend_from_slice(line.text().as_bytes());
        kept.push(b'\n');
    }
    let encoding = how.encoding.unwrap_or_default();
    Ok(Box::new(Lines::new(system.clone(), file, path.to_owned(), encoding, kept, true)))
}

/// Writes a file.
pub(super) fn writer(shell: &mut Shell<'_>, place: &Place, how: &Writing) -> Result<Box<dyn Writer>> {
    let path = place.path();
    let system = system_of(shell.session);
    if system.is_directory(Path::new(&path)) {
        return Err(if how.append {
            let message = format!("Unable to write content because it is a directory: '{path}'.");
            invalid_operation(message, "WriteContainerContentException")
        } else {
            not_cleared(&path)
        }
        .into());
    }
    let opened = open_writer(&system, &path, how);
    let writer = opened.map_err(|it| unwritable(&*system, &it, &path))?;
    Ok(Box::new(writer))
}

fn unwritable(system: &dyn System, error: &io::Error, path: &str) -> Fault {
    let fault = io_error::fault(system, error, path);
    let (id, category) = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            ("GetContentWriterUnauthorizedAccessError", ErrorCategory::PermissionDenied)
        }
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            ("GetContentWriterDirectoryNotFoundError", ErrorCategory::ObjectNotFound)
        }
        _ => ("GetContentWriterIOError", ErrorCategory::WriteError),
    };
    fault.id(id).category(category).target(path)
}

fn not_cleared(path: &str) -> Fault {
    let message = format!(
        "Unable to clear content of '{path}' because it is a directory. Clear-Content is only supported on files."
    );
    invalid_operation(message, "ClearDirectoryContent").target(path)
}

/// Empties a file.
pub(super) fn clear(shell: &mut Shell<'_>, place: &Place, force: bool) -> Result<()> {
    let path = place.path();
    let system = system_of(shell.session);
    if system.is_directory(Path::new(&path)) {
        return Err(not_cleared(&path).into());
    }
    if !shell.should_process(&format!("Item: {path}"), "Clear Content")? {
        return Ok(());
    }
    let how = Writing { force, bytes: true, ..Writing::default() };
    let writer = open_writer(&system, &path, &how);
    let mut writer = writer.map_err(|it| {
        let (id, category) = match it.kind() {
            io::ErrorKind::PermissionDenied => {
                ("ClearContentUnauthorizedAccessError", ErrorCategory::PermissionDenied)
            }
            _ => ("ClearContentIOError", ErrorCategory::WriteError),
        };
        fault::io(&*system, &it, &path, id, category)
    })?;
    writer.close(shell.session)
}

//! `System.IO.File`.

use super::{
    entry::FileEntry,
    enums::{FileAttributes, FileMode, UnixFileMode},
    reader::StreamReader,
    stream::Stream,
    writer::StreamWriter,
};
use crate::{
    declare::{Bytes, Sequence},
    support::{files, values},
    system::{
        io::enums::FileAccess,
        text::encoding::{Encoding, Kind},
    },
};
use psp_clr::datetime::DateTime;
use psp_derive::ps_type;
use psp_host::{FileTimes, Metadata};
use psp_value::{Context, Result, Str, Value};
use std::path::Path;

/// Files by path.
pub(crate) struct PsFile;

fn read(context: &dyn Context, path: &str) -> Result<Vec<u8>> {
    let path = files::path(context, path)?;
    context.system().read(&path).map_err(|it| files::fail(context, &it, &path))
}

/// The text of a file: a preamble counts more than the encoding that was given.
pub(crate) fn read_text(context: &dyn Context, path: &str, encoding: Option<&Value>) -> Result<Str> {
    let bytes = read(context, path)?;
    let (kind, skip) = Kind::detect(&bytes).unwrap_or((Encoding::behind(encoding).0, 0));
    Ok(kind.decode(bytes.get(skip..).unwrap_or_default()))
}

fn bytes_of(text: &Str, encoding: Option<&Value>, preamble: bool) -> Vec<u8> {
    let (kind, bom) = Encoding::behind(encoding);
    let mut bytes = if bom && preamble { kind.preamble().to_vec() } else { Vec::new() };
    bytes.extend(kind.encode(text));
    bytes
}

fn write(context: &dyn Context, path: &str, bytes: &[u8]) -> Result<()> {
    let path = files::path(context, path)?;
    context.system().write(&path, bytes).map_err(|it| files::fail(context, &it, &path))
}

fn append(context: &dyn Context, path: &str, bytes: &[u8]) -> Result<()> {
    let path = files::path(context, path)?;
    context.system().append(&path, bytes).map_err(|it| files::fail(context, &it, &path))
}

fn joined(context: &mut dyn Context, lines: &[Value]) -> Result<Str> {
    let mut text = psp_value::StrBuilder::new();
    for line in lines {
        text.push(&values::text(context, line)?);
        text.push_str("\n");
    }
    Ok(text.finish())
}

fn metadata(context: &dyn Context, path: &str) -> Result<Metadata> {
    let path = files::path(context, path)?;
    context.system().metadata(&path).map_err(|it| files::fail(context, &it, &path))
}

fn set_times(
    context: &dyn Context,
    path: &str,
    accessed: Option<DateTime>,
    modified: Option<DateTime>,
) -> Result<()> {
    let path = files::path(context, path)?;
    let times = FileTimes { accessed: accessed.map(files::time), modified: modified.map(files::time) };
    context.system().set_times(&path, times).map_err(|it| files::fail(context, &it, &path))
}

#[ps_type("System.IO.File", kind = Static)]
impl PsFile {
    /// The whole text.
    #[ps]
    fn read_all_text(context: &mut dyn Context, path: &str, encoding: Option<&Value>) -> Result<Str> {
        read_text(context, path, encoding)
    }

    /// All bytes.
    #[ps]
    fn read_all_bytes(context: &mut dyn Context, path: &str) -> Result<Bytes> {
        read(context, path).map(Bytes)
    }

    /// All lines.
    #[ps]
    fn read_all_lines(
        context: &mut dyn Context,
        path: &str,
        encoding: Option<&Value>,
    ) -> Result<Vec<String>> {
        Ok(files::lines(&read_text(context, path, encoding)?.text()))
    }

    /// The lines, one after the other.
    #[ps]
    fn read_lines(context: &mut dyn Context, path: &str, encoding: Option<&Value>) -> Result<Vec<String>> {
        Self::read_all_lines(context, path, encoding)
    }

    /// Writes a text.
    #[ps]
    fn write_all_text(
        context: &mut dyn Context,
        path: &str,
        contents: &Str,
        encoding: Option<&Value>,
    ) -> Result<()> {
        write(context, path, &bytes_of(contents, encoding, true))
    }

    /// Writes bytes.
    #[ps]
    fn write_all_bytes(context: &mut dyn Context, path: &str, bytes: Bytes) -> Result<()> {
        write(context, path, &bytes.0)
    }

    /// Writes lines.
    #[ps]
    fn write_all_lines(
        context: &mut dyn Context,
        path: &str,
        contents: Sequence,
        encoding: Option<&Value>,
    ) -> Result<()> {
        let text = joined(context, &contents.0)?;
        write(context, path, &bytes_of(&text, encoding, true))
    }

    /// Adds a text at the end.
    #[ps]
    fn append_all_text(
        context: &mut dyn Context,
        path: &str,
        contents: &Str,
        encoding: Option<&Value>,
    ) -> Result<()> {
        append(context, path, &bytes_of(contents, encoding, false))
    }

    /// Adds bytes at the end.
    #[ps]
    fn append_all_bytes(context: &mut dyn Context, path: &str, bytes: Bytes) -> Result<()> {
        append(context, path, &bytes.0)
    }

    /// Adds lines at the end.
    #[ps]
    fn append_all_lines(
        context: &mut dyn Context,
        path: &str,
        contents: Sequence,
        encoding: Option<&Value>,
    ) -> Result<()> {
        let text = joined(context, &contents.0)?;
        append(context, path, &bytes_of(&text, encoding, false))
    }

    /// Copies a file.
    #[ps]
    fn copy(
        context: &mut dyn Context,
        source_file_name: &str,
        dest_file_name: &str,
        overwrite: Option<bool>,
    ) -> Result<()> {
        let (from, to) = (files::path(context, source_file_name)?, files::path(context, dest_file_name)?);
        if context.system().exists(&to) && overwrite != Some(true) {
            return Err(files::io_error(format!("The file '{}' already exists.", to.display())));
        }
        context.system().copy(&from, &to).map(|_| ()).map_err(|it| {
            let missing = !context.system().exists(&from);
            files::fail(context, &it, if missing { &from } else { &to })
        })
    }

    /// Moves a file.
    #[ps("Move")]
    fn move_file(
        context: &mut dyn Context,
        source_file_name: &str,
        dest_file_name: &str,
        overwrite: Option<bool>,
    ) -> Result<()> {
        let (from, to) = (files::path(context, source_file_name)?, files::path(context, dest_file_name)?);
        if !context.system().exists(&from) {
            return Err(files::file_not_found(&files::text(&from)));
        }
        if context.system().exists(&to) && overwrite != Some(true) {
            return Err(files::io_error("Cannot create a file when that file already exists."));
        }
        context.system().rename(&from, &to).map_err(|it| files::fail(context, &it, &to))
    }

    /// Removes a file; nothing happens when there is none.
    #[ps]
    fn delete(context: &mut dyn Context, path: &str) -> Result<()> {
        let path = files::path(context, path)?;
        match context.system().remove_file(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let parent = path.parent().unwrap_or(Path::new("/"));
                if context.system().is_directory(parent) {
                    Ok(())
                } else {
                    Err(files::fail(context, &error, &path))
                }
            }
            result => result.map_err(|it| files::fail(context, &it, &path)),
        }
    }

    /// There is a file.
    #[ps]
    fn exists(context: &mut dyn Context, path: &str) -> bool {
        if path.is_empty() || path.ends_with('/') {
            return false;
        }
        let path = files::full_path(context, path);
        context.system().metadata(Path::new(&path)).is_ok_and(|it| !it.is_directory())
    }

    /// Makes or empties a file and opens it.
    #[ps]
    fn create(context: &mut dyn Context, path: &str, buffer_size: Option<i32>) -> Result<Value> {
        let _ = buffer_size;
        Stream::open(context, path, FileMode(2), FileAccess(3))
    }

    /// Makes or empties a file and opens it for text.
    #[ps]
    fn create_text(context: &mut dyn Context, path: &str) -> Result<StreamWriter> {
        StreamWriter::to_path(context, path, false, None)
    }

    /// Opens a file for text at its end.
    #[ps]
    fn append_text(context: &mut dyn Context, path: &str) -> Result<StreamWriter> {
        StreamWriter::to_path(context, path, true, None)
    }

    /// Opens a file.
    #[ps]
    fn open(
        context: &mut dyn Context,
        path: &str,
        mode: FileMode,
        access: Option<FileAccess>,
        share: Option<super::enums::FileShare>,
    ) -> Result<Value> {
        let _ = share;
        let default = if mode.0 == 6 { FileAccess(2) } else { FileAccess(3) };
        Stream::open(context, path, mode, access.unwrap_or(default))
    }

    /// Opens a file for reading.
    #[ps]
    fn open_read(context: &mut dyn Context, path: &str) -> Result<Value> {
        Stream::open(context, path, FileMode(3), FileAccess(1))
    }

    /// Opens or makes a file for writing.
    #[ps]
    fn open_write(context: &mut dyn Context, path: &str) -> Result<Value> {
        Stream::open(context, path, FileMode(4), FileAccess(2))
    }

    /// Opens a file for reading text.
    #[ps]
    fn open_text(context: &mut dyn Context, path: &str) -> Result<StreamReader> {
        StreamReader::from_path(context, path, None)
    }

    /// Replaces a file by another one and keeps the old one.
    #[ps]
    fn replace(
        context: &mut dyn Context,
        source_file_name: &str,
        destination_file_name: &str,
        destination_backup_file_name: &str,
    ) -> Result<()> {
        if !destination_backup_file_name.is_empty() {
            Self::copy(context, destination_file_name, destination_backup_file_name, Some(true))?;
        }
        Self::move_file(context, source_file_name, destination_file_name, Some(true))
    }

    /// What kind of file it is.
    #[ps]
    fn get_attributes(context: &mut dyn Context, path: &str) -> Result<FileAttributes> {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Ok(FileAttributes(files::attributes(&name, &metadata(context, path)?, false)))
    }

    /// Makes a file read-only or not; more cannot be set.
    #[ps]
    fn set_attributes(context: &mut dyn Context, path: &str, file_attributes: FileAttributes) -> Result<()> {
        let path = files::path(context, path)?;
        let done = context.system().set_readonly(&path, file_attributes.0 & 1 != 0);
        done.map_err(|it| files::fail(context, &it, &path))
    }

    /// The permissions.
    #[ps]
    fn get_unix_file_mode(context: &mut dyn Context, path: &str) -> Result<UnixFileMode> {
        Ok(UnixFileMode(i64::from(metadata(context, path)?.mode & 0o7777)))
    }

    /// Changes the permissions.
    #[ps]
    fn set_unix_file_mode(context: &mut dyn Context, path: &str, mode: UnixFileMode) -> Result<()> {
        let path = files::path(context, path)?;
        context.system().set_mode(&path, mode.0 as u32).map_err(|it| files::fail(context, &it, &path))
    }

    /// A time of the file.
    #[ps]
    fn get_last_write_time(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        Ok(files::moment(metadata(context, path)?.modified))
    }
    #[ps]
    fn get_last_write_time_utc(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        Ok(files::moment(metadata(context, path)?.modified).to_utc())
    }
    #[ps]
    fn get_last_access_time(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        Ok(files::moment(metadata(context, path)?.accessed))
    }
    #[ps]
    fn get_creation_time(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        let it = metadata(context, path)?;
        Ok(files::moment(it.created.unwrap_or(it.modified)))
    }
    #[ps]
    fn get_creation_time_utc(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        Self::get_creation_time(context, path).map(DateTime::to_utc)
    }

    /// Changes a time of the file.
    #[ps]
    fn set_last_write_time(context: &mut dyn Context, path: &str, last_write_time: DateTime) -> Result<()> {
        set_times(context, path, None, Some(last_write_time))
    }
    #[ps]
    fn set_last_write_time_utc(
        context: &mut dyn Context,
        path: &str,
        last_write_time_utc: DateTime,
    ) -> Result<()> {
        let utc = last_write_time_utc.with_kind(psp_clr::datetime::Kind::Utc);
        set_times(context, path, None, Some(utc))
    }
    #[ps]
    fn set_last_access_time(context: &mut dyn Context, path: &str, last_access_time: DateTime) -> Result<()> {
        set_times(context, path, Some(last_access_time), None)
    }
    #[ps]
    fn set_creation_time(context: &mut dyn Context, path: &str, creation_time: DateTime) -> Result<()> {
        set_times(context, path, None, Some(creation_time))
    }

    /// Makes a symbolic link.
    #[ps]
    fn create_symbolic_link(context: &mut dyn Context, path: &str, path_to_target: &str) -> Result<Value> {
        let link = files::path(context, path)?;
        let made = context.system().symlink(Path::new(path_to_target), &link);
        made.map_err(|it| files::fail(context, &it, &link))?;
        Ok(FileEntry::value(files::text(&link), files::text(&link), false, None))
    }
}

//! `System.IO.FileInfo`, and the version information of a file, of which there is none on Linux.

use super::{
    directory_info::DirectoryInfo,
    entry::{FileEntry, parent_of},
    enums::{FileAccess, FileMode},
    error::{exists, file_not_found, interrupt},
    file_system_info::FileSystemInfo,
    reader::StreamReader,
    stream::Stream,
    writer::StreamWriter,
};
use crate::declare::Emulated;
use psp_derive::ps_type;
use psp_host::System;
use psp_value::{Context, Native, Object, Result, Type, Value, well_known};
use std::path::Path;

/// A file, which need not exist.
pub struct FileInfo;

impl Native for FileInfo {}

/// The type above files and directories.
pub(super) const BASE: Type = match <FileSystemInfo as Emulated>::INFO {
    Some(info) => info.ty(),
    None => well_known::OBJECT.ty(),
};

/// An absolute path; a relative one counts from where the process was started, as in .NET.
pub(super) fn absolute(system: &dyn System, path: &str) -> String {
    let joined = system.start_directory().join(path);
    let mut parts: Vec<&str> = Vec::new();
    let text = joined.to_string_lossy();
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The path of a file that is about to change.
fn changed(this: &Value) -> Result<String> {
    let entry = FileEntry::of(this)?;
    entry.refresh();
    Ok(entry.path())
}

#[ps_type("System.IO.FileInfo", base = BASE)]
impl FileInfo {
    /// The file of a path.
    #[ps("new")]
    fn from_path(context: &mut dyn Context, file_name: &str) -> Value {
        let path = absolute(&**context.system(), file_name);
        FileEntry::value(path, file_name.to_owned(), false, None)
    }

    /// How many bytes.
    #[ps(get)]
    fn length(context: &mut dyn Context, this: &Value) -> Result<i64> {
        let entry = FileEntry::of(this)?;
        let seen = entry.seen(&**context.system());
        match seen.target.or(seen.link) {
            Some(it) if !it.is_directory() => Ok(it.len as i64),
            _ => Err(file_not_found(&entry.path()).into()),
        }
    }

    /// Nobody may write it.
    #[ps(get)]
    fn is_read_only(context: &mut dyn Context, this: &Value) -> Result<bool> {
        Ok(FileEntry::of(this)?.attributes(&**context.system()).0 & 1 != 0)
    }
    #[ps(set)]
    fn set_is_read_only(context: &mut dyn Context, this: &Value, value: bool) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        let done = system.set_readonly(Path::new(&entry.path()), value);
        done.map_err(|it| interrupt(&*system, &it, &entry.path()))
    }

    /// The directory it is in.
    #[ps(get)]
    fn directory(this: &Value) -> Result<Option<Value>> {
        Ok(FileEntry::of(this)?.parent().map(|it| DirectoryInfo::at(&it)))
    }
    /// The path of the directory it is in.
    #[ps(get)]
    fn directory_name(this: &Value) -> Result<Option<String>> {
        Ok(FileEntry::of(this)?.parent())
    }

    /// Copies it to a new path.
    #[ps]
    fn copy_to(
        context: &mut dyn Context,
        this: &Value,
        dest_file_name: &str,
        overwrite: Option<bool>,
    ) -> Result<Value> {
        let entry = FileEntry::of(this)?;
        let system = context.system().clone();
        let to = absolute(&*system, dest_file_name);
        if !overwrite.unwrap_or(false) && system.exists(Path::new(&to)) {
            return Err(exists(&to).into());
        }
        system
            .copy(Path::new(&entry.path()), Path::new(&to))
            .map_err(|it| interrupt(&*system, &it, &entry.path()))?;
        Ok(FileEntry::value(to, dest_file_name.to_owned(), false, None))
    }

    /// Gives it another path; the object follows.
    #[ps]
    fn move_to(
        context: &mut dyn Context,
        this: &Value,
        dest_file_name: &str,
        overwrite: Option<bool>,
    ) -> Result<()> {
        let entry = FileEntry::of(this)?;
        let system = context.system().clone();
        let to = absolute(&*system, dest_file_name);
        if !overwrite.unwrap_or(false) && system.exists(Path::new(&to)) {
            return Err(exists(&to).into());
        }
        system
            .rename(Path::new(&entry.path()), Path::new(&to))
            .map_err(|it| interrupt(&*system, &it, &entry.path()))?;
        entry.move_to(to);
        Ok(())
    }

    /// Opens it.
    #[ps]
    fn open(
        context: &mut dyn Context,
        this: &Value,
        mode: FileMode,
        access: Option<FileAccess>,
    ) -> Result<Value> {
        Stream::open(context, &changed(this)?, mode, access.unwrap_or(FileAccess(3)))
    }
    /// Opens it for reading.
    #[ps]
    fn open_read(context: &mut dyn Context, this: &Value) -> Result<Value> {
        Stream::open(context, &FileEntry::of(this)?.path(), FileMode(3), FileAccess(1))
    }
    /// Opens it for writing, making it when it is missing.
    #[ps]
    fn open_write(context: &mut dyn Context, this: &Value) -> Result<Value> {
        Stream::open(context, &changed(this)?, FileMode(4), FileAccess(2))
    }
    /// Reads its text.
    #[ps]
    fn open_text(context: &mut dyn Context, this: &Value) -> Result<StreamReader> {
        StreamReader::from_path(context, &FileEntry::of(this)?.path(), None)
    }
    /// Makes or empties it.
    #[ps]
    fn create(context: &mut dyn Context, this: &Value) -> Result<Value> {
        Stream::open(context, &changed(this)?, FileMode(2), FileAccess(3))
    }
    /// Makes or empties it, and writes text.
    #[ps]
    fn create_text(context: &mut dyn Context, this: &Value) -> Result<StreamWriter> {
        StreamWriter::to_path(context, &changed(this)?, false, None)
    }
    /// Writes text at its end.
    #[ps]
    fn append_text(context: &mut dyn Context, this: &Value) -> Result<StreamWriter> {
        StreamWriter::to_path(context, &changed(this)?, true, None)
    }

    /// Removes it; nothing happens when it is not there.
    #[ps]
    fn delete(context: &mut dyn Context, this: &Value) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        match system.remove_file(Path::new(&entry.path())) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(interrupt(&*system, &error, &entry.path()))
            }
            _ => Ok(()),
        }
    }

    /// What Windows programs say about themselves: nothing here.
    #[ps(get, added = "ScriptProperty")]
    fn version_info(this: &Value) -> Result<Value> {
        let path = FileEntry::of(this)?.path();
        Ok(Object::native(FileVersionInfo::ty(), FileVersionInfo(path)).into())
    }
}

/// `System.Diagnostics.FileVersionInfo`
pub struct FileVersionInfo(String);

impl Native for FileVersionInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        const LINES: [&str; 6] = [
            "InternalName:     ",
            "OriginalFilename: ",
            "FileVersion:      ",
            "FileDescription:  ",
            "Product:          ",
            "ProductVersion:   ",
        ];
        const FLAGS: [&str; 5] = [
            "Debug:            ",
            "Patched:          ",
            "PreRelease:       ",
            "PrivateBuild:     ",
            "SpecialBuild:     ",
        ];
        let flags: Vec<String> = FLAGS.iter().map(|it| format!("{it}False")).collect();
        let text = format!(
            "File:             {}\n{}\n{}\nLanguage:         \n",
            self.0,
            LINES.join("\n"),
            flags.join("\n")
        );
        Ok(Some(text))
    }
}

#[ps_type("System.Diagnostics.FileVersionInfo")]
impl FileVersionInfo {
    /// The file.
    #[ps(get)]
    fn file_name(&self) -> String {
        self.0.clone()
    }
    /// The version of the file.
    #[ps(get)]
    fn file_version(&self) -> Option<String> {
        let _ = parent_of(&self.0);
        None
    }
    /// The version of the product.
    #[ps(get)]
    fn product_version(&self) -> Option<String> {
        let _ = &self.0;
        None
    }
}

//! `System.IO.DirectoryInfo`

use super::{
    entry::FileEntry,
    enums::SearchOption,
    error::interrupt,
    file_info::{BASE, FileInfo, absolute},
    file_system_info::FileSystemInfo,
    search::{Wanted, search},
};
use crate::declare::Emulated;
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Value};
use std::path::Path;

/// A directory, which need not exist.
pub struct DirectoryInfo;

impl Native for DirectoryInfo {}

impl DirectoryInfo {
    /// The directory of an absolute path.
    pub fn at(path: &str) -> Value {
        FileEntry::value(path.to_owned(), path.to_owned(), true, None)
    }

    fn list(
        context: &mut dyn Context,
        this: &Value,
        pattern: Option<String>,
        option: Option<SearchOption>,
        wanted: Wanted,
    ) -> Result<Value> {
        let entry = FileEntry::of(this)?;
        let deep = option.is_some_and(|it| it.0 == 1);
        let found =
            search(&**context.system(), &entry.path(), pattern.as_deref().unwrap_or("*"), deep, wanted)?;
        let element = match wanted {
            Wanted::Files => FileInfo::ty(),
            Wanted::Directories => Self::ty(),
            Wanted::All => FileSystemInfo::ty(),
        };
        Ok(Object::array_of(element, found).into())
    }
}

#[ps_type("System.IO.DirectoryInfo", base = BASE)]
impl DirectoryInfo {
    /// The directory of a path.
    #[ps("new")]
    fn from_path(context: &mut dyn Context, path: &str) -> Value {
        let full = absolute(&**context.system(), path);
        FileEntry::value(full, path.to_owned(), true, None)
    }

    /// The directory above; null above the root.
    #[ps(get)]
    fn parent(this: &Value) -> Result<Option<Value>> {
        Ok(FileEntry::of(this)?.parent().map(|it| Self::at(&it)))
    }

    /// The root of the file system.
    #[ps(get)]
    fn root(this: &Value) -> Result<Value> {
        FileEntry::of(this)?;
        Ok(Self::at("/"))
    }

    /// Makes it and those above it that are missing.
    #[ps]
    fn create(context: &mut dyn Context, this: &Value) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        let path = entry.path();
        system.create_dir_all(Path::new(&path)).map_err(|it| interrupt(&*system, &it, &path))
    }

    /// Makes a directory in it.
    #[ps]
    fn create_subdirectory(context: &mut dyn Context, this: &Value, path: &str) -> Result<Value> {
        let full = Path::new(&FileEntry::of(this)?.path()).join(path).to_string_lossy().into_owned();
        let system = context.system().clone();
        system.create_dir_all(Path::new(&full)).map_err(|it| interrupt(&*system, &it, &full))?;
        Ok(Self::at(&full))
    }

    /// Removes it; with what it holds when `recursive`.
    #[ps]
    fn delete(context: &mut dyn Context, this: &Value, recursive: Option<bool>) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        let path = entry.path();
        let done = match recursive {
            Some(true) => system.remove_dir_all(Path::new(&path)),
            _ => system.remove_dir(Path::new(&path)),
        };
        done.map_err(|it| interrupt(&*system, &it, &path))
    }

    /// Gives it another path; the object follows.
    #[ps]
    fn move_to(context: &mut dyn Context, this: &Value, dest_dir_name: &str) -> Result<()> {
        let entry = FileEntry::of(this)?;
        let system = context.system().clone();
        let to = absolute(&*system, dest_dir_name);
        let from = entry.path();
        system.rename(Path::new(&from), Path::new(&to)).map_err(|it| interrupt(&*system, &it, &from))?;
        entry.move_to(to);
        Ok(())
    }

    /// The files in it.
    #[ps]
    fn get_files(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Value> {
        Self::list(context, this, search_pattern, search_option, Wanted::Files)
    }
    /// The files in it.
    #[ps]
    fn enumerate_files(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Value> {
        Self::list(context, this, search_pattern, search_option, Wanted::Files)
    }

    /// The directories in it.
    #[ps]
    fn get_directories(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Value> {
        Self::list(context, this, search_pattern, search_option, Wanted::Directories)
    }
    /// The directories in it.
    #[ps]
    fn enumerate_directories(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Value> {
        Self::list(context, this, search_pattern, search_option, Wanted::Directories)
    }

    /// Files and directories in it.
    #[ps]
    fn get_file_system_infos(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Value> {
        Self::list(context, this, search_pattern, search_option, Wanted::All)
    }
    /// Files and directories in it.
    #[ps]
    fn enumerate_file_system_infos(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Value> {
        Self::list(context, this, search_pattern, search_option, Wanted::All)
    }
}

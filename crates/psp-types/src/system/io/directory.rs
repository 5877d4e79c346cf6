//! `System.IO.Directory`.

use super::{
    entry::FileEntry,
    enums::SearchOption,
    search::{self, Wanted},
};
use crate::support::files;
use psp_clr::datetime::DateTime;
use psp_derive::ps_type;
use psp_host::FileTimes;
use psp_value::{Context, Fault, Result, Value};
use std::path::{Path, PathBuf};

/// Directories by path.
pub(crate) struct Directory;

fn search(
    context: &dyn Context,
    path: &str,
    pattern: Option<&str>,
    option: Option<SearchOption>,
    wanted: Wanted,
) -> Result<Vec<String>> {
    let root = directory(context, path)?;
    let full = files::text(&root);
    let deep = option.is_some_and(|it| it.0 == 1);
    let found = search::search(&**context.system(), &full, pattern.unwrap_or("*"), deep, wanted)?;
    let prefix = path.trim_end_matches('/');
    // The results start as the argument did.
    let shown = |it: &Value| {
        let path = FileEntry::of(it)?.path();
        let rest = path.strip_prefix(full.trim_end_matches('/')).unwrap_or(&path);
        Ok(format!("{prefix}{rest}"))
    };
    found.iter().map(shown).collect()
}

fn directory(context: &dyn Context, path: &str) -> Result<PathBuf> {
    if path.trim().is_empty() {
        return Err(Fault::argument("The value cannot be an empty string.", "path").into());
    }
    files::path(context, path)
}

fn metadata(context: &dyn Context, path: &str) -> Result<psp_host::Metadata> {
    let path = directory(context, path)?;
    context.system().metadata(&path).map_err(|it| files::fail(context, &it, &path))
}

#[ps_type("System.IO.Directory", kind = Static)]
impl Directory {
    /// Makes a directory and those above it.
    #[ps]
    fn create_directory(context: &mut dyn Context, path: &str) -> Result<Value> {
        let path = directory(context, path)?;
        context.system().create_dir_all(&path).map_err(|it| files::fail(context, &it, &path))?;
        Ok(FileEntry::value(files::text(&path), files::text(&path), true, None))
    }

    /// Makes a directory for files that nobody needs for long.
    #[ps]
    fn create_temp_subdirectory(context: &mut dyn Context, prefix: Option<String>) -> Result<Value> {
        let name = format!("{}{:06}", prefix.unwrap_or_default(), fastrand::u32(..1_000_000));
        let path = context.system().temp_directory().join(name);
        context.system().create_dir(&path).map_err(|it| files::fail(context, &it, &path))?;
        Ok(FileEntry::value(files::text(&path), files::text(&path), true, None))
    }

    /// Removes a directory; with all it contains when wanted.
    #[ps]
    fn delete(context: &mut dyn Context, path: &str, recursive: Option<bool>) -> Result<()> {
        let path = directory(context, path)?;
        if !context.system().exists(&path) {
            return Err(files::directory_not_found(&files::text(&path)));
        }
        let done = if recursive == Some(true) {
            context.system().remove_dir_all(&path)
        } else {
            context.system().remove_dir(&path)
        };
        done.map_err(|it| files::fail(context, &it, &path))
    }

    /// There is a directory.
    #[ps]
    fn exists(context: &mut dyn Context, path: &str) -> bool {
        !path.is_empty() && context.system().is_directory(Path::new(&files::full_path(context, path)))
    }

    /// The paths of files.
    #[ps]
    fn get_files(
        context: &mut dyn Context,
        path: &str,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<String>> {
        search(context, path, search_pattern.as_deref(), search_option, Wanted::Files)
    }
    #[ps]
    fn enumerate_files(
        context: &mut dyn Context,
        path: &str,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<String>> {
        search(context, path, search_pattern.as_deref(), search_option, Wanted::Files)
    }

    /// The paths of directories.
    #[ps]
    fn get_directories(
        context: &mut dyn Context,
        path: &str,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<String>> {
        search(context, path, search_pattern.as_deref(), search_option, Wanted::Directories)
    }
    #[ps]
    fn enumerate_directories(
        context: &mut dyn Context,
        path: &str,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<String>> {
        search(context, path, search_pattern.as_deref(), search_option, Wanted::Directories)
    }

    /// The paths of files and directories.
    #[ps]
    fn get_file_system_entries(
        context: &mut dyn Context,
        path: &str,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<String>> {
        search(context, path, search_pattern.as_deref(), search_option, Wanted::All)
    }
    #[ps]
    fn enumerate_file_system_entries(
        context: &mut dyn Context,
        path: &str,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<String>> {
        search(context, path, search_pattern.as_deref(), search_option, Wanted::All)
    }

    /// The directory that relative paths start from.
    #[ps]
    fn get_current_directory(context: &mut dyn Context) -> String {
        files::current_directory(context)
    }
    #[ps]
    fn set_current_directory(context: &mut dyn Context, path: &str) -> Result<()> {
        files::set_current_directory(context, path)
    }

    /// The root.
    #[ps]
    fn get_directory_root(path: &str) -> &'static str {
        let _ = path;
        "/"
    }

    /// The drives.
    #[ps]
    fn get_logical_drives() -> Vec<&'static str> {
        vec!["/"]
    }

    /// The directory above.
    #[ps]
    fn get_parent(context: &mut dyn Context, path: &str) -> Result<Value> {
        let path = directory(context, path)?;
        Ok(path
            .parent()
            .map(|it| FileEntry::value(files::text(it), files::text(it), true, None))
            .unwrap_or_default())
    }

    /// Moves a directory.
    #[ps("Move")]
    fn move_directory(context: &mut dyn Context, source_dir_name: &str, dest_dir_name: &str) -> Result<()> {
        let (from, to) = (directory(context, source_dir_name)?, directory(context, dest_dir_name)?);
        if !context.system().exists(&from) {
            return Err(files::directory_not_found(&files::text(&from)));
        }
        if context.system().exists(&to) {
            let message = format!(
                "Cannot create '{}' because a file or directory with the same name already exists.",
                to.display()
            );
            return Err(files::io_error(message));
        }
        context.system().rename(&from, &to).map_err(|it| files::fail(context, &it, &to))
    }

    /// A time of the directory.
    #[ps]
    fn get_last_write_time(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        Ok(files::moment(metadata(context, path)?.modified))
    }
    #[ps]
    fn get_creation_time(context: &mut dyn Context, path: &str) -> Result<DateTime> {
        let it = metadata(context, path)?;
        Ok(files::moment(it.created.unwrap_or(it.modified)))
    }
    #[ps]
    fn set_last_write_time(context: &mut dyn Context, path: &str, last_write_time: DateTime) -> Result<()> {
        let path = directory(context, path)?;
        let times = FileTimes { accessed: None, modified: Some(files::time(last_write_time)) };
        context.system().set_times(&path, times).map_err(|it| files::fail(context, &it, &path))
    }
}

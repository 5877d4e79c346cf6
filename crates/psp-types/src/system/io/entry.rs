//! [`FileEntry`]: what stands behind `FileInfo` and `DirectoryInfo`, a path and what was last seen there.

use super::{directory_info::DirectoryInfo, enums::FileAttributes, file_info::FileInfo};
use crate::declare::Emulated;
use psp_clr::datetime::{DateTime, Kind};
use psp_host::{FileKind, FileTimes, Metadata, System, ticks_of, time_of_ticks};
use psp_value::{Context, Fault, Lock, Native, Object, Result, Value};
use std::{path::Path, time::SystemTime};

/// A file or directory, which need not exist.
pub struct FileEntry {
    path: Lock<String>,
    shown: Lock<String>,
    is_directory: bool,
    seen: Lock<Option<Seen>>,
}

/// What was found at a path.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The path itself; a link is not followed. `None`: there is nothing.
    pub link: Option<Metadata>,
    /// Where the path leads.
    pub target: Option<Metadata>,
}

impl Seen {
    /// Looks at a path.
    pub fn at(system: &dyn System, path: &Path) -> Self {
        let Ok(link) = system.symlink_metadata(path) else { return Self::default() };
        let target =
            if link.kind == FileKind::Symlink { system.metadata(path).ok() } else { Some(link.clone()) };
        Self { link: Some(link), target }
    }

    /// The path leads to a directory.
    pub fn is_directory(&self) -> bool {
        self.target.as_ref().is_some_and(Metadata::is_directory)
    }

    /// The path itself is a symbolic link.
    pub fn is_link(&self) -> bool {
        self.link.as_ref().is_some_and(|it| it.kind == FileKind::Symlink)
    }
}

impl Native for FileEntry {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.shown.snapshot()))
    }
}

impl FileEntry {
    /// An object for an absolute path, shown as `shown`.
    pub fn value(path: String, shown: String, is_directory: bool, seen: Option<Seen>) -> Value {
        let ty = if is_directory { DirectoryInfo::ty() } else { FileInfo::ty() };
        Object::native(
            ty,
            Self { path: Lock::new(path), shown: Lock::new(shown), is_directory, seen: Lock::new(seen) },
        )
        .into()
    }

    /// The object of a file or directory at an absolute path, whichever it is now.
    pub fn found(path: &str, seen: Seen) -> Value {
        Self::value(path.to_owned(), path.to_owned(), seen.is_directory(), Some(seen))
    }

    /// The entry inside a value.
    pub fn of(value: &Value) -> Result<&Self> {
        match value.unboxed().downcast::<Self>() {
            Some(it) => Ok(it),
            None => {
                Err(Fault::new("System.InvalidCastException", "The object is no file and no directory.")
                    .into())
            }
        }
    }

    /// `FullName`
    pub fn path(&self) -> String {
        self.path.snapshot()
    }

    /// It has another path now.
    pub fn move_to(&self, path: String) {
        self.shown.with(|it| it.clone_from(&path));
        self.path.with(|it| *it = path);
        self.refresh();
    }

    /// Made as a directory.
    pub fn is_directory(&self) -> bool {
        self.is_directory
    }

    /// `Name`
    pub fn name(&self) -> String {
        self.path.with(|it| name_of(it).to_owned())
    }

    /// `Extension`
    pub fn extension(&self) -> String {
        let name = self.name();
        name.rfind('.').map_or_else(String::new, |at| name[at..].to_owned())
    }

    /// The directory above; none above the root.
    pub fn parent(&self) -> Option<String> {
        self.path.with(|it| parent_of(it).map(str::to_owned))
    }

    /// What was found when first asked for.
    pub fn seen(&self, system: &dyn System) -> Seen {
        if let Some(seen) = self.seen.snapshot() {
            return seen;
        }
        let seen = Seen::at(system, Path::new(&self.path()));
        self.seen.with(|it| *it = Some(seen.clone()));
        seen
    }

    /// Forgets what was found.
    pub fn refresh(&self) {
        self.seen.with(|it| *it = None);
    }

    /// `Attributes`; -1 when there is nothing.
    pub fn attributes(&self, system: &dyn System) -> FileAttributes {
        let seen = self.seen(system);
        FileAttributes(attributes_of(system, &seen, &self.name()))
    }

    /// A time of the file, local; 1601 when there is nothing.
    pub fn time(&self, system: &dyn System, which: impl Fn(&Metadata) -> SystemTime) -> DateTime {
        self.time_utc(system, which).to_local()
    }

    /// As [`time`](Self::time), in UTC.
    pub fn time_utc(&self, system: &dyn System, which: impl Fn(&Metadata) -> SystemTime) -> DateTime {
        const NEVER: i64 = 504_911_232_000_000_000;
        let ticks = self.seen(system).link.as_ref().map_or(NEVER, |it| ticks_of(which(it)));
        DateTime { ticks, kind: Kind::Utc }
    }

    /// Sets times.
    pub fn set_times(&self, system: &dyn System, times: FileTimes) -> Result<()> {
        self.refresh();
        let path = self.path();
        system.set_times(Path::new(&path), times).map_err(|it| super::error::interrupt(system, &it, &path))
    }
}

/// A moment as the host takes it; one without a zone is local.
pub fn moment(time: DateTime) -> SystemTime {
    let utc = if time.kind == Kind::Utc { time } else { time.to_utc() };
    time_of_ticks(utc.ticks)
}

/// The last part of a path.
pub fn name_of(path: &str) -> &str {
    if path == "/" { path } else { path.trim_end_matches('/').rsplit('/').next().unwrap_or(path) }
}

/// What stands before the last part of an absolute path.
pub fn parent_of(path: &str) -> Option<&str> {
    let path = path.trim_end_matches('/');
    match path.rfind('/') {
        Some(0) if path.len() > 1 => Some("/"),
        Some(0) | None => None,
        Some(at) => Some(&path[..at]),
    }
}

/// `FileAttributes` as .NET computes them on Unix.
pub fn attributes_of(system: &dyn System, seen: &Seen, name: &str) -> i64 {
    const READ_ONLY: i64 = 1;
    const HIDDEN: i64 = 2;
    const DIRECTORY: i64 = 16;
    const NORMAL: i64 = 128;
    const REPARSE_POINT: i64 = 1024;
    let Some(link) = &seen.link else { return -1 };
    let mut bits = 0;
    if !is_writable(system, seen.target.as_ref().unwrap_or(link)) {
        bits |= READ_ONLY;
    }
    if name.starts_with('.') {
        bits |= HIDDEN;
    }
    if seen.is_directory() {
        bits |= DIRECTORY;
    }
    if seen.is_link() {
        bits |= REPARSE_POINT;
    }
    if bits == 0 { NORMAL } else { bits }
}

fn is_writable(system: &dyn System, it: &Metadata) -> bool {
    it.mode & 0o022 != 0 || it.mode & 0o200 != 0 && it.user == system.user_id()
}

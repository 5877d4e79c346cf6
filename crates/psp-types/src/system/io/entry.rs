//! [`Seen`]: what is found at a path, with and without following a link, and the attributes that follow from it.

use psp_clr::datetime::{DateTime, Kind};
use psp_host::{FileKind, Metadata, System, time_of_ticks};
use std::{path::Path, time::SystemTime};

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
        let target = if link.kind == FileKind::Symlink { system.metadata(path).ok() } else { Some(link.clone()) };
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

/// A moment as the host takes it; one without a zone is local.
pub fn moment(time: DateTime) -> SystemTime {
    let utc = if time.kind == Kind::Utc { time } else { time.to_utc() };
    time_of_ticks(utc.ticks)
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

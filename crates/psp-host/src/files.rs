//! [`Files`]: the file system. Paths are taken as they are; sessions make them absolute first, and a relative one
//! counts from the directory the process started in.

use std::{
    ffi::OsString,
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// An open file: reads, writes and seeks without a buffer of its own.
pub trait File: Read + Write + Seek + Send {
    /// Cuts the file, or fills it up with zeros, to `bytes`.
    fn set_len(&mut self, bytes: u64) -> io::Result<()>;

    /// What the file is now.
    fn metadata(&self) -> io::Result<Metadata>;

    /// Locks the whole file against other handles, without waiting; false when another handle is in the way.
    /// The lock ends with the handle.
    fn try_lock(&mut self, exclusive: bool) -> io::Result<bool>;

    /// Waits until the written bytes are on the disk.
    fn sync(&mut self) -> io::Result<()>;

    /// A second handle with the same position, for a child's standard streams.
    fn try_clone(&self) -> io::Result<Box<dyn File>>;

    /// The file of the operating system behind the handle, which a child can inherit; none in memory.
    fn os_file(&self) -> Option<&std::fs::File> {
        None
    }
}

/// How to open a file; all off by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions {
    /// Bytes can be read.
    pub read: bool,
    /// Bytes can be written.
    pub write: bool,
    /// Each write goes to the end.
    pub append: bool,
    /// An existing file is emptied.
    pub truncate: bool,
    /// A missing file is made.
    pub create: bool,
    /// The file must be missing, and is made ([`io::ErrorKind::AlreadyExists`] otherwise).
    pub create_new: bool,
}

impl OpenOptions {
    /// Reads an existing file.
    pub const READ: Self =
        Self { read: true, write: false, append: false, truncate: false, create: false, create_new: false };
    /// Writes a new or emptied file.
    pub const WRITE: Self = Self { read: false, write: true, truncate: true, create: true, ..Self::READ };
    /// Writes at the end of a new or existing file.
    pub const APPEND: Self = Self { read: false, append: true, create: true, ..Self::READ };
    /// Writes a file that did not exist.
    pub const CREATE_NEW: Self = Self { read: false, write: true, create_new: true, ..Self::READ };
    /// Reads and writes a new or existing file, keeping what it holds.
    pub const UPDATE: Self = Self { write: true, create: true, ..Self::READ };
}

/// What stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Bytes on a disk.
    File,
    /// A directory.
    Directory,
    /// A symbolic link that was not followed.
    Symlink,
    /// A named pipe.
    Fifo,
    /// A socket.
    Socket,
    /// A device of characters, such as a terminal.
    CharacterDevice,
    /// A device of blocks, such as a disk.
    BlockDevice,
}

/// What the file system knows about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: FileKind,
    /// Its length in bytes.
    pub len: u64,
    /// Unix permissions with the special bits (the low 12 bits of `st_mode`).
    pub mode: u32,
    /// When the contents changed last.
    pub modified: SystemTime,
    /// When the contents were read last.
    pub accessed: SystemTime,
    /// When the file was made, where the file system keeps it.
    pub created: Option<SystemTime>,
    /// When the inode changed last.
    pub changed: SystemTime,
    /// The device that holds it.
    pub device: u64,
    /// Its number on the device.
    pub inode: u64,
    /// How many names it has.
    pub links: u64,
    /// The owner's number; [`crate::Machine::user_name_of`] has the name.
    pub user: u32,
    /// The group's number; [`crate::Machine::group_name_of`] has the name.
    pub group: u32,
}

impl Metadata {
    /// It is a directory.
    pub fn is_directory(&self) -> bool {
        self.kind == FileKind::Directory
    }

    /// Nobody may write it.
    pub fn is_readonly(&self) -> bool {
        self.mode & 0o222 == 0
    }
}

/// One name in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name, without the directory.
    pub name: OsString,
    /// What it is; links are not followed.
    pub kind: FileKind,
}

/// Times to give a file; `None` leaves one as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileTimes {
    /// When the contents were read last.
    pub accessed: Option<SystemTime>,
    /// When the contents changed last.
    pub modified: Option<SystemTime>,
}

/// The room on a disk, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiskSpace {
    /// All of it.
    pub total: u64,
    /// What is free.
    pub free: u64,
    /// What is free for this user.
    pub available: u64,
}

/// The file system. Every failure is the operating system's [`io::Error`].
pub trait Files: Send + Sync {
    /// All bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Makes or empties a file and writes `bytes`.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Makes a file when it is missing and writes `bytes` at its end.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Opens a file.
    fn open(&self, path: &Path, how: OpenOptions) -> io::Result<Box<dyn File>>;

    /// What a path names, following links.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;

    /// What a path names, not following a link in its last part.
    fn symlink_metadata(&self, path: &Path) -> io::Result<Metadata>;

    /// Where a symbolic link points, as it was written.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// The names in a directory, without `.` and `..`, in no order.
    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>>;

    /// Makes one directory.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Makes a directory and those above it that are missing; an existing one is no error.
    fn create_dir_all(&self, path: &Path) -> io::Result<()>;

    /// Removes a file or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty directory.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// Removes a directory with all it holds; links are removed, not followed.
    fn remove_dir_all(&self, path: &Path) -> io::Result<()>;

    /// Gives a file or directory another name, replacing a file of that name; a file may go to another disk.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Copies a file's bytes, permissions and times, replacing `to`; the number of bytes.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64>;

    /// Makes the symbolic link `link`, which says `target`.
    fn symlink(&self, target: &Path, link: &Path) -> io::Result<()>;

    /// Gives the file `target` the second name `link`.
    fn hard_link(&self, target: &Path, link: &Path) -> io::Result<()>;

    /// Sets times, following links.
    fn set_times(&self, path: &Path, times: FileTimes) -> io::Result<()>;

    /// Sets the Unix permissions (12 bits).
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()>;

    /// Takes every write permission away, or gives the owner his.
    fn set_readonly(&self, path: &Path, readonly: bool) -> io::Result<()> {
        let mode = self.metadata(path)?.mode;
        self.set_mode(path, if readonly { mode & !0o222 } else { mode | 0o200 })
    }

    /// The absolute path without links, `.` and `..`; it must exist.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;

    /// The room on the disk that holds `path`.
    fn disk_space(&self, path: &Path) -> io::Result<DiskSpace>;

    /// Something has this name, be it a link that leads nowhere.
    fn exists(&self, path: &Path) -> bool {
        self.symlink_metadata(path).is_ok()
    }

    /// The path leads to something that is no directory.
    fn is_file(&self, path: &Path) -> bool {
        self.metadata(path).is_ok_and(|it| !it.is_directory())
    }

    /// The path leads to a directory.
    fn is_directory(&self, path: &Path) -> bool {
        self.metadata(path).is_ok_and(|it| it.is_directory())
    }

    /// The path leads to a file that this user may execute.
    fn is_executable(&self, path: &Path) -> bool;

    /// Where files for the moment go.
    fn temp_directory(&self) -> PathBuf;
}

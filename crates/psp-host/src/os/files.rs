//! The system's files.

use super::OsSystem;
use crate::{DiskSpace, Entry, File, FileKind, FileTimes, Files, Metadata, OpenOptions};
use rustix::fs::{Access, AtFlags, CWD, Timespec, Timestamps, UTIME_OMIT};
use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

impl Files for OsSystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        options(OpenOptions::APPEND).open(path)?.write_all(bytes)
    }

    fn open(&self, path: &Path, how: OpenOptions) -> io::Result<Box<dyn File>> {
        let file = options(how).open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Box::new(file))
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path).map(|it| described(&it))
    }

    fn symlink_metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path).map(|it| described(&it))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        fs::read_dir(path)?
            .map(|entry| {
                let entry = entry?;
                Ok(Entry { kind: kind(entry.file_type()?), name: entry.file_name() })
            })
            .collect()
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices && self.is_file(from) => {
                self.copy(from, to)?;
                fs::remove_file(from)
            }
            done => done,
        }
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        let bytes = fs::copy(from, to)?;
        let source = fs::metadata(from)?;
        let times = FileTimes { accessed: source.accessed().ok(), modified: source.modified().ok() };
        // A file whose owner is another user takes bytes but no times; that is no failure of the copy.
        let _ = self.set_times(to, times);
        Ok(bytes)
    }

    fn symlink(&self, target: &Path, link: &Path) -> io::Result<()> {
        std::os::unix::fs::symlink(target, link)
    }

    fn hard_link(&self, target: &Path, link: &Path) -> io::Result<()> {
        fs::hard_link(target, link)
    }

    fn set_times(&self, path: &Path, times: FileTimes) -> io::Result<()> {
        let times =
            Timestamps { last_access: timespec(times.accessed), last_modification: timespec(times.modified) };
        Ok(rustix::fs::utimensat(CWD, path, &times, AtFlags::empty())?)
    }

    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o7777))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn disk_space(&self, path: &Path) -> io::Result<DiskSpace> {
        let found = rustix::fs::statvfs(path)?;
        let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
        Ok(DiskSpace {
            total: bytes(found.f_blocks),
            free: bytes(found.f_bfree),
            available: bytes(found.f_bavail),
        })
    }

    fn is_executable(&self, path: &Path) -> bool {
        self.is_file(path) && rustix::fs::access(path, Access::EXEC_OK).is_ok()
    }

    fn temp_directory(&self) -> PathBuf {
        match self.variables.raw("TMPDIR") {
            Some(directory) if !directory.is_empty() => directory.into(),
            _ => "/tmp".into(),
        }
    }
}

impl File for fs::File {
    fn set_len(&mut self, bytes: u64) -> io::Result<()> {
        fs::File::set_len(self, bytes)
    }

    fn metadata(&self) -> io::Result<Metadata> {
        fs::File::metadata(self).map(|it| described(&it))
    }

    fn try_lock(&mut self, exclusive: bool) -> io::Result<bool> {
        let locked = if exclusive { fs::File::try_lock(self) } else { fs::File::try_lock_shared(self) };
        match locked {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn try_clone(&self) -> io::Result<Box<dyn File>> {
        Ok(Box::new(fs::File::try_clone(self)?))
    }

    fn os_file(&self) -> Option<&fs::File> {
        Some(self)
    }
}

fn options(how: OpenOptions) -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.read(how.read).write(how.write).append(how.append);
    options.truncate(how.truncate).create(how.create).create_new(how.create_new);
    options
}

fn described(it: &fs::Metadata) -> Metadata {
    let modified = it.modified().unwrap_or(UNIX_EPOCH);
    Metadata {
        kind: kind(it.file_type()),
        len: it.len(),
        mode: it.mode() & 0o7777,
        modified,
        accessed: it.accessed().unwrap_or(modified),
        created: it.created().ok(),
        changed: time(it.ctime(), it.ctime_nsec()).unwrap_or(modified),
        device: it.dev(),
        inode: it.ino(),
        links: it.nlink(),
        user: it.uid(),
        group: it.gid(),
    }
}

fn kind(it: fs::FileType) -> FileKind {
    match it {
        _ if it.is_dir() => FileKind::Directory,
        _ if it.is_symlink() => FileKind::Symlink,
        _ if it.is_fifo() => FileKind::Fifo,
        _ if it.is_socket() => FileKind::Socket,
        _ if it.is_char_device() => FileKind::CharacterDevice,
        _ if it.is_block_device() => FileKind::BlockDevice,
        _ => FileKind::File,
    }
}

fn time(seconds: i64, nanoseconds: i64) -> Option<SystemTime> {
    let within = std::time::Duration::from_nanos(u64::try_from(nanoseconds).ok()?);
    let distance = std::time::Duration::from_secs(seconds.unsigned_abs());
    let whole = if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
    whole?.checked_add(within)
}

fn timespec(time: Option<SystemTime>) -> Timespec {
    let Some(time) = time else { return Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT } };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => Timespec { tv_sec: after.as_secs() as i64, tv_nsec: after.subsec_nanos().into() },
        Err(before) => {
            let before = before.duration();
            let up = i64::from(before.subsec_nanos() > 0);
            let nanoseconds = i64::from(before.subsec_nanos());
            Timespec {
                tv_sec: -(before.as_secs() as i64) - up,
                tv_nsec: if up > 0 { 1_000_000_000 - nanoseconds } else { 0 },
            }
        }
    }
}

//! The files in memory.

use super::{
    MemorySystem,
    tree::{Contents, Node},
};
use crate::{Clock, DiskSpace, Entry, File, FileTimes, Files, Metadata, OpenOptions};
use parking_lot::Mutex;
use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// An open file in memory.
struct Handle {
    node: Node,
    bytes: Arc<Mutex<Vec<u8>>>,
    position: u64,
    how: OpenOptions,
}

impl MemorySystem {
    fn node(&self, path: &Path, follow: bool) -> io::Result<Node> {
        let tree = self.tree.lock();
        let place = tree.place(path, follow)?;
        tree.at(&place).cloned()
    }

    /// Puts something where nothing is yet; the directory above must be there.
    fn put(&self, path: &Path, contents: Contents) -> io::Result<Node> {
        let now = self.now();
        let mut tree = self.tree.lock();
        let place = tree.place(path, false)?;
        if tree.at(&place).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(tree.put(place, contents, now))
    }

    fn take(&self, path: &Path, directory: bool) -> io::Result<()> {
        let mut tree = self.tree.lock();
        let place = tree.place(path, false)?;
        match (tree.at(&place)?.is_directory(), directory) {
            (true, false) => Err(io::ErrorKind::IsADirectory.into()),
            (false, true) => Err(io::ErrorKind::NotADirectory.into()),
            _ => tree.take(&place).map(drop),
        }
    }
}

impl Files for MemorySystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(path, OpenOptions::READ)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.open(path, OpenOptions::WRITE)?.write_all(bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.open(path, OpenOptions::APPEND)?.write_all(bytes)
    }

    fn open(&self, path: &Path, how: OpenOptions) -> io::Result<Box<dyn File>> {
        let found = self.node(path, true);
        let node = match found {
            Ok(_) if how.create_new => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && (how.create || how.create_new) => {
                let place = self.tree.lock().place(path, true)?;
                self.put(&place, Contents::File(Arc::default()))?
            }
            found => found?,
        };
        let Contents::File(bytes) = node.contents.clone() else {
            return Err(io::ErrorKind::IsADirectory.into());
        };
        if how.truncate {
            bytes.lock().clear();
        }
        if how.write || how.append {
            node.about.lock().modified = self.now();
        }
        Ok(Box::new(Handle { node, bytes, position: 0, how }))
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.node(path, true).map(|it| it.metadata())
    }

    fn symlink_metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.node(path, false).map(|it| it.metadata())
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        match self.node(path, false)?.contents {
            Contents::Link(target) => Ok(target),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let tree = self.tree.lock();
        let place = tree.place(path, true)?;
        if !tree.at(&place)?.is_directory() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let inside = tree.below(&place).filter(|(path, _)| path.parent() == Some(&place));
        let entries = inside.filter_map(|(path, node)| {
            Some(Entry { name: path.file_name()?.to_owned(), kind: node.metadata().kind })
        });
        Ok(entries.collect())
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.put(path, Contents::Directory).map(drop)
    }

    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        if self.is_directory(path) {
            return Ok(());
        }
        if let Some(above) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
            self.create_dir_all(above)?;
        }
        self.create_dir(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.take(path, false)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.take(path, true)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        let place = self.tree.lock().place(path, false)?;
        let places: Vec<PathBuf> = self.tree.lock().below(&place).map(|(path, _)| path.to_owned()).collect();
        for place in places.iter().rev() {
            self.tree.lock().take(place)?;
        }
        self.take(&place, true)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut tree = self.tree.lock();
        let (from, to) = (tree.place(from, false)?, tree.place(to, false)?);
        tree.at(&from)?;
        if to.starts_with(&from) {
            return if to == from { Ok(()) } else { Err(io::ErrorKind::InvalidInput.into()) };
        }
        if tree.at(&to).is_ok() {
            tree.take(&to)?;
        }
        let mut places: Vec<PathBuf> = tree.below(&from).map(|(path, _)| path.to_owned()).collect();
        places.insert(0, from.clone());
        for place in places.iter().rev() {
            let node = tree.take(place)?;
            let below = place.strip_prefix(&from).unwrap_or(place);
            tree.link(if below.as_os_str().is_empty() { to.clone() } else { to.join(below) }, node);
        }
        Ok(())
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        let source = self.metadata(from)?;
        let bytes = self.read(from)?;
        self.write(to, &bytes)?;
        self.set_mode(to, source.mode)?;
        let times = FileTimes { accessed: Some(source.accessed), modified: Some(source.modified) };
        self.set_times(to, times)?;
        Ok(bytes.len() as u64)
    }

    fn symlink(&self, target: &Path, link: &Path) -> io::Result<()> {
        self.put(link, Contents::Link(target.to_owned())).map(drop)
    }

    fn hard_link(&self, target: &Path, link: &Path) -> io::Result<()> {
        let node = self.node(target, false)?;
        let mut tree = self.tree.lock();
        let place = tree.place(link, false)?;
        if node.is_directory() || tree.at(&place).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        tree.link(place, node);
        Ok(())
    }

    fn set_times(&self, path: &Path, times: FileTimes) -> io::Result<()> {
        let node = self.node(path, true)?;
        let mut about = node.about.lock();
        about.accessed = times.accessed.unwrap_or(about.accessed);
        about.modified = times.modified.unwrap_or(about.modified);
        Ok(())
    }

    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.node(path, true)?.about.lock().mode = mode & 0o7777;
        Ok(())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        let tree = self.tree.lock();
        let place = tree.place(path, true)?;
        tree.at(&place)?;
        Ok(place)
    }

    fn disk_space(&self, _path: &Path) -> io::Result<DiskSpace> {
        Ok(DiskSpace { total: 1 << 30, free: 1 << 29, available: 1 << 29 })
    }

    fn is_executable(&self, path: &Path) -> bool {
        self.metadata(path).is_ok_and(|it| !it.is_directory() && it.mode & 0o111 != 0)
    }

    fn temp_directory(&self) -> PathBuf {
        "/tmp".into()
    }
}

impl Read for Handle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.how.read {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let bytes = self.bytes.lock();
        let start = usize::try_from(self.position).unwrap_or(usize::MAX).min(bytes.len());
        let count = buffer.len().min(bytes.len() - start);
        buffer[..count].copy_from_slice(&bytes[start..start + count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Write for Handle {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if !self.how.write && !self.how.append {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut bytes = self.bytes.lock();
        if self.how.append {
            self.position = bytes.len() as u64;
        }
        let start = usize::try_from(self.position).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let end = start.checked_add(buffer.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        bytes[start..end].copy_from_slice(buffer);
        self.position = end as u64;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (base, distance) = match to {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::End(distance) => (self.bytes.lock().len() as u64, distance),
            SeekFrom::Current(distance) => (self.position, distance),
        };
        self.position = base.checked_add_signed(distance).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

impl File for Handle {
    fn set_len(&mut self, bytes: u64) -> io::Result<()> {
        let len = usize::try_from(bytes).map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.bytes.lock().resize(len, 0);
        Ok(())
    }

    fn metadata(&self) -> io::Result<Metadata> {
        Ok(self.node.metadata())
    }

    fn try_lock(&mut self, _exclusive: bool) -> io::Result<bool> {
        Ok(true)
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn try_clone(&self) -> io::Result<Box<dyn File>> {
        let (node, bytes) = (self.node.clone(), self.bytes.clone());
        Ok(Box::new(Handle { node, bytes, position: self.position, how: self.how }))
    }
}

//! [`Tree`]: names and what they stand for.

use crate::{FileKind, Metadata};
use parking_lot::Mutex;
use std::{
    collections::BTreeMap,
    io,
    path::{Component, Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

/// More links than this on one way are a circle.
const LINKS: usize = 40;

/// All files by their absolute path, which holds no link but perhaps at its end.
pub(super) struct Tree {
    nodes: BTreeMap<PathBuf, Node>,
    inodes: u64,
}

/// What a name stands for. Clones are the same file.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) contents: Contents,
    pub(super) about: Arc<Mutex<About>>,
}

/// What is in it.
#[derive(Clone)]
pub(super) enum Contents {
    File(Arc<Mutex<Vec<u8>>>),
    Directory,
    Link(PathBuf),
}

/// What is known about it.
pub(super) struct About {
    pub(super) mode: u32,
    pub(super) modified: SystemTime,
    pub(super) accessed: SystemTime,
    inode: u64,
    created: SystemTime,
}

impl Node {
    pub(super) fn metadata(&self) -> Metadata {
        let about = self.about.lock();
        let (kind, len) = match &self.contents {
            Contents::File(bytes) => (FileKind::File, bytes.lock().len() as u64),
            Contents::Directory => (FileKind::Directory, 4096),
            Contents::Link(target) => (FileKind::Symlink, target.as_os_str().len() as u64),
        };
        Metadata {
            kind,
            len,
            mode: about.mode,
            modified: about.modified,
            accessed: about.accessed,
            created: Some(about.created),
            changed: about.modified,
            device: 1,
            inode: about.inode,
            // Names of a file share its node: the tree holds one handle for each.
            links: Arc::strong_count(&self.about).saturating_sub(1).max(1) as u64,
            user: 1000,
            group: 1000,
        }
    }

    pub(super) fn is_directory(&self) -> bool {
        matches!(self.contents, Contents::Directory)
    }
}

impl Tree {
    /// A tree with these directories.
    pub(super) fn new(now: SystemTime, directories: &[&str]) -> Self {
        let mut tree = Self { nodes: BTreeMap::new(), inodes: 0 };
        for directory in directories {
            let all: Vec<&Path> = Path::new(directory).ancestors().collect();
            for path in all.into_iter().rev() {
                if !tree.nodes.contains_key(path) {
                    tree.put(path.to_owned(), Contents::Directory, now);
                }
            }
        }
        tree
    }

    /// Gives a place a new node.
    pub(super) fn put(&mut self, place: PathBuf, contents: Contents, now: SystemTime) -> Node {
        self.inodes += 1;
        let mode = match contents {
            Contents::File(_) => 0o644,
            Contents::Directory => 0o755,
            Contents::Link(_) => 0o777,
        };
        let about = About { mode, modified: now, accessed: now, inode: self.inodes, created: now };
        let node = Node { contents, about: Arc::new(Mutex::new(about)) };
        self.nodes.insert(place, node.clone());
        node
    }

    /// Gives a node one more place.
    pub(super) fn link(&mut self, place: PathBuf, node: Node) {
        self.nodes.insert(place, node);
    }

    /// What is at a place.
    pub(super) fn at(&self, place: &Path) -> io::Result<&Node> {
        self.nodes.get(place).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Takes a node away, which must have nothing below it.
    pub(super) fn take(&mut self, place: &Path) -> io::Result<Node> {
        if self.below(place).next().is_some() {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        self.nodes.remove(place).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// All places below one, those above before those below.
    pub(super) fn below<'a>(&'a self, place: &'a Path) -> impl Iterator<Item = (&'a Path, &'a Node)> {
        let range = self.nodes.range(place.to_owned()..).skip(1);
        range.map(|(path, node)| (path.as_path(), node)).take_while(move |(path, _)| path.starts_with(place))
    }

    /// The place a path means. Everything but its last part must exist; a link there is followed when `follow`.
    pub(super) fn place(&self, path: &Path, follow: bool) -> io::Result<PathBuf> {
        let mut links = 0;
        let mut place = PathBuf::from("/");
        let absolute = Path::new("/home/user").join(path);
        let mut open: Vec<PathBuf> = parts(&absolute);
        while let Some(part) = open.pop() {
            if !self.at(&place)?.is_directory() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            match part.components().next() {
                Some(Component::RootDir) => place = "/".into(),
                Some(Component::ParentDir) => drop(place.pop()),
                Some(Component::Normal(name)) => place.push(name),
                _ => {}
            }
            let Some(Node { contents: Contents::Link(target), .. }) = self.nodes.get(&place) else {
                continue;
            };
            if open.is_empty() && !follow {
                break;
            }
            links += 1;
            if links > LINKS {
                return Err(io::Error::other("too many levels of symbolic links"));
            }
            open.extend(parts(target));
            place.pop();
        }
        Ok(place)
    }
}

/// The parts of a path, the first one last.
fn parts(path: &Path) -> Vec<PathBuf> {
    path.components().rev().map(|it| PathBuf::from(it.as_os_str())).collect()
}

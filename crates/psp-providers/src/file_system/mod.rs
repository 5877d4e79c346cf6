//! The file system.

mod attributes;
mod content;
mod copy;
pub mod list;
mod make;
mod moving;
mod remove;

pub use attributes::AttributeFilter;

use crate::{
    Child, Copying, NewItem, Place, Provider, ProviderKind, Removal,
    content::{Reader, Reading, Writer, Writing},
    fault, item,
};
use psp_host::{FileKind, System};
use psp_runtime::{Session, Shell};
use psp_types::system::io::entry::{FileEntry, Seen};
use psp_value::{Context, ErrorCategory, Result, Value};
use std::{path::Path, sync::Arc};

/// The provider of files and directories.
pub struct FileSystem;

/// The machine of a session.
pub(super) fn system_of(session: &Session) -> Arc<dyn System> {
    session.engine().system.clone()
}

/// The object of a file or directory, with its notes.
pub fn object(place: &Place, seen: Seen) -> Value {
    let is_directory = seen.is_directory();
    item::noted(FileEntry::found(&place.path(), seen), place, is_directory)
}

/// The object of what is at a place now.
pub fn object_at(session: &Session, place: &Place) -> Value {
    let seen = Seen::at(&*session.engine().system, Path::new(&place.path()));
    object(place, seen)
}

/// The children of a directory, directories first, in the order of the culture.
pub fn children_of(session: &Session, path: &str, hidden: bool) -> Result<Vec<Child>> {
    let system = system_of(session);
    let entries = system.read_dir(Path::new(path)).map_err(|error| unreadable(&*system, &error, path))?;
    let mut children: Vec<Child> = entries
        .into_iter()
        .map(|it| {
            let name = it.name.to_string_lossy().into_owned();
            let is_container = match it.kind {
                FileKind::Directory => true,
                FileKind::Symlink => system.is_directory(&Path::new(path).join(&name)),
                _ => false,
            };
            Child { name, is_container }
        })
        .filter(|it| hidden || !it.name.starts_with('.'))
        .collect();
    let culture = Context::culture(session);
    children.sort_by(|a, b| {
        let names =
            || psp_clr::compare::compare(&a.name, &b.name, culture, true).then_with(|| a.name.cmp(&b.name));
        b.is_container.cmp(&a.is_container).then_with(names)
    });
    Ok(children)
}

fn unreadable(system: &dyn System, error: &std::io::Error, path: &str) -> psp_value::Interrupt {
    let (id, category) = match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            ("DirUnauthorizedAccessError", ErrorCategory::PermissionDenied)
        }
        _ => ("DirIOError", ErrorCategory::ReadError),
    };
    fault::io(system, error, path, id, category).into()
}

impl Provider for FileSystem {
    fn kind(&self) -> ProviderKind {
        ProviderKind::FileSystem
    }

    fn exists(&self, session: &mut Session, path: &str) -> bool {
        session.engine().system.exists(Path::new(path))
    }

    fn is_container(&self, session: &mut Session, path: &str) -> bool {
        session.engine().system.is_directory(Path::new(path))
    }

    fn children(&self, session: &mut Session, path: &str, hidden: bool) -> Result<Vec<Child>> {
        children_of(session, path, hidden)
    }

    fn item(&self, session: &mut Session, place: &Place) -> Result<Value> {
        let path = place.path();
        let seen = Seen::at(&*session.engine().system, Path::new(&path));
        if seen.link.is_none() {
            return Err(fault::path_not_found(&place.shown()).into());
        }
        Ok(object(place, seen))
    }

    fn make(&self, shell: &mut Shell<'_>, place: &Place, how: &NewItem) -> Result<Option<Value>> {
        make::make(shell, place, how)
    }

    fn remove(&self, shell: &mut Shell<'_>, place: &Place, how: Removal) -> Result<()> {
        remove::remove(shell, place, how)
    }

    fn rename(&self, shell: &mut Shell<'_>, place: &Place, name: &str, force: bool) -> Result<Option<Place>> {
        moving::rename(shell, place, name, force)
    }

    fn copy(&self, shell: &mut Shell<'_>, from: &Place, to: &Place, how: &Copying) -> Result<Vec<Place>> {
        copy::copy(shell, from, to, how)
    }

    fn move_to(&self, shell: &mut Shell<'_>, from: &Place, to: &Place, force: bool) -> Result<Option<Place>> {
        moving::move_to(shell, from, to, force)
    }

    fn reader(&self, shell: &mut Shell<'_>, place: &Place, how: &Reading) -> Result<Box<dyn Reader>> {
        content::reader(shell, place, how)
    }

    fn writer(&self, shell: &mut Shell<'_>, place: &Place, how: &Writing) -> Result<Box<dyn Writer>> {
        content::writer(shell, place, how)
    }

    fn clear_content(&self, shell: &mut Shell<'_>, place: &Place, force: bool) -> Result<()> {
        content::clear(shell, place, force)
    }
}

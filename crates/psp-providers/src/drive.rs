//! Drives: those that every session has, and those that `New-PSDrive` made in a scope.

use crate::{ProviderKind, fault};
use psp_runtime::{FrameId, Session};
use psp_value::Result;
use std::sync::Arc;

/// A drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// Its name, without `:`.
    pub name: Arc<str>,
    /// The provider behind it.
    pub kind: ProviderKind,
    /// Where it starts: a directory of the file system, or nothing.
    pub root: Arc<str>,
    /// `Description`
    pub description: Arc<str>,
}

impl Drive {
    /// A provider's own drive.
    pub fn of(kind: ProviderKind) -> Self {
        let (root, description) = match kind {
            ProviderKind::FileSystem => ("/", ""),
            ProviderKind::Environment => {
                ("", "Drive that contains the environment variables for the current process.")
            }
            ProviderKind::Variable => ("", "Drive that contains those variables stored in a session state."),
            ProviderKind::Function => {
                ("", "Drive that contains a view of the functions stored in a session state.")
            }
            ProviderKind::Alias => {
                ("", "Drive that contains a view of the aliases stored in a session state.")
            }
        };
        Self { name: kind.drive_name().into(), kind, root: root.into(), description: description.into() }
    }

    /// The drive `Temp`.
    fn temporary(session: &Session) -> Self {
        let root = session.engine().system.temp_directory().to_string_lossy().into_owned();
        let root = root.trim_end_matches('/');
        Self {
            name: "Temp".into(),
            kind: ProviderKind::FileSystem,
            root: if root.is_empty() { "/" } else { root }.into(),
            description: "Drive that maps to the temporary directory path for the current user".into(),
        }
    }

    /// The drive of the whole file system, whose name no path shows.
    pub fn is_root(&self) -> bool {
        &*self.name == "/"
    }
}

/// The drives of a session, those of inner scopes first.
pub fn all(session: &Session) -> Vec<Drive> {
    let mut found = Vec::new();
    let mut at = session.scope();
    while at != FrameId::NONE {
        let frame = session.frame(at);
        let own = frame.extra.as_deref().map(|it| it.drives.as_slice()).unwrap_or_default();
        found.extend(own.iter().filter_map(|it| it.downcast_ref::<Drive>().cloned()));
        at = frame.parent;
    }
    found.extend(ProviderKind::ALL.map(Drive::of));
    found.push(Drive::temporary(session));
    found
}

/// The drive of a name; case does not matter.
pub fn find(session: &Session, name: &str) -> Option<Drive> {
    all(session).into_iter().find(|it| it.name.eq_ignore_ascii_case(name))
}

/// As [`find`], or the error that there is none.
pub fn get(session: &Session, name: &str) -> Result<Drive> {
    find(session, name).ok_or_else(|| fault::no_drive(name).into())
}

/// Adds a drive to a scope.
pub fn add(session: &mut Session, drive: Drive, scope: FrameId) {
    session.frames[scope.0 as usize].names().drives.push(Arc::new(drive));
}

/// Removes a drive that a script made; false when there is none.
pub fn remove(session: &mut Session, name: &str) -> bool {
    let mut at = session.scope();
    while at != FrameId::NONE {
        let frame = &mut *session.frames[at.0 as usize];
        let parent = frame.parent;
        if let Some(scope) = frame.extra.as_deref_mut() {
            let before = scope.drives.len();
            let is_it = |drive: &Drive| drive.name.eq_ignore_ascii_case(name);
            scope.drives.retain(|it| !it.downcast_ref::<Drive>().is_some_and(is_it));
            if scope.drives.len() < before {
                return true;
            }
        }
        at = parent;
    }
    false
}

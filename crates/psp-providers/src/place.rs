//! [`Place`]: what a path names. Paths may start with a provider, a drive, `~` or a separator, or count from the
//! current location; `\` and `/` are both separators.

use crate::{Drive, ProviderKind, drive, fault};
use psp_runtime::Session;
use psp_value::Result;

/// What a path names: a provider, a drive of it, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The drive.
    pub drive: Drive,
    /// The path in the drive, without a separator at its ends; empty for the drive's root. Of the other providers'
    /// drives, the item's name.
    pub inside: String,
}

/// Where the parts of a path start to count from.
pub struct Start {
    /// The drive.
    pub drive: Drive,
    /// The parts that come before, in the drive.
    pub parts: Vec<String>,
}

impl Place {
    /// A place out of a drive and a path in it.
    pub fn new(drive: Drive, inside: impl Into<String>) -> Self {
        Self { drive, inside: inside.into() }
    }

    /// An absolute path of the file system.
    pub fn file(path: &str) -> Self {
        Self::new(Drive::of(ProviderKind::FileSystem), path.trim_matches('/'))
    }

    /// The provider.
    pub fn kind(&self) -> ProviderKind {
        self.drive.kind
    }

    /// The path as the provider takes it: an absolute path of the file system, or an item's name.
    pub fn path(&self) -> String {
        if self.kind() != ProviderKind::FileSystem {
            return self.inside.clone();
        }
        match (&*self.drive.root, self.inside.is_empty()) {
            (root, true) => root.to_owned(),
            ("/", false) => format!("/{}", self.inside),
            (root, false) => format!("{root}/{}", self.inside),
        }
    }

    /// The path as messages and `$PWD` show it.
    pub fn shown(&self) -> String {
        if self.drive.is_root() { self.path() } else { format!("{}:/{}", self.drive.name, self.inside) }
    }

    /// `PSPath`
    pub fn ps_path(&self) -> String {
        format!("{}::{}", self.kind().qualified_name(), self.path())
    }

    /// The last part.
    pub fn name(&self) -> &str {
        match self.kind() {
            ProviderKind::FileSystem => self.inside.rsplit('/').next().unwrap_or_default(),
            _ => &self.inside,
        }
    }

    /// What an item in this place is called from here.
    pub fn child(&self, name: &str) -> Self {
        let inside = match self.kind() {
            ProviderKind::FileSystem if !self.inside.is_empty() => format!("{}/{name}", self.inside),
            _ => name.to_owned(),
        };
        Self::new(self.drive.clone(), inside)
    }

    /// The place that holds this one; none above a drive's root.
    pub fn parent(&self) -> Option<Self> {
        if self.inside.is_empty() {
            return None;
        }
        let inside = match self.kind() {
            ProviderKind::FileSystem => self.inside.rsplit_once('/').map_or("", |it| it.0),
            _ => "",
        };
        Some(Self::new(self.drive.clone(), inside))
    }
}

/// What a path names, whether it exists or not; no character is a wildcard.
pub fn locate(session: &Session, path: &str) -> Result<Place> {
    let (start, rest) = start(session, path)?;
    Ok(join(start, rest))
}

/// The place of a path that counts from a start.
pub fn join(start: Start, rest: &str) -> Place {
    if start.drive.kind != ProviderKind::FileSystem {
        let rest = rest.trim_start_matches(is_separator);
        let inside = if rest == "." { String::new() } else { rest.to_owned() };
        return Place::new(start.drive, inside);
    }
    let mut parts = start.parts;
    for part in rest.split(is_separator) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other.to_owned()),
        }
    }
    Place::new(start.drive, parts.join("/"))
}

/// Where the current location is.
pub fn here(session: &Session) -> Place {
    if let Some((name, inside)) = session.drive_location()
        && let Some(drive) = drive::find(session, name)
    {
        return Place::new(drive, inside.trim_matches('/'));
    }
    Place::file(session.file_location())
}

/// Splits a path into where it starts and the rest.
pub fn start<'a>(session: &Session, path: &'a str) -> Result<(Start, &'a str)> {
    if let Some((provider, rest)) = provider_qualified(path) {
        let kind = ProviderKind::by_name(provider).ok_or_else(|| fault::no_provider(provider))?;
        let drive = Drive::of(kind);
        if kind == ProviderKind::FileSystem && !rest.starts_with(is_separator) {
            return Ok((current_directory(session), rest));
        }
        return Ok((Start { drive, parts: Vec::new() }, rest));
    }
    if let Some((name, rest)) = drive_qualified(path) {
        let drive = drive::get(session, name)?;
        return Ok((in_drive(session, drive, rest), rest));
    }
    let here = here(session);
    if let Some(rest) = home_relative(path)
        && here.kind() == ProviderKind::FileSystem
    {
        return Ok((directory(&session.home()), rest));
    }
    let is_file_system = here.kind() == ProviderKind::FileSystem;
    if is_file_system && path.starts_with(is_separator) {
        return Ok((Start { drive: Drive::of(ProviderKind::FileSystem), parts: Vec::new() }, path));
    }
    let parts = if is_file_system { parts_of(&here.inside) } else { Vec::new() };
    Ok((Start { drive: here.drive, parts }, path))
}

/// A path in a drive counts from the current location there, unless it starts with a separator.
fn in_drive(session: &Session, drive: Drive, rest: &str) -> Start {
    let here = here(session);
    let counts = !rest.starts_with(is_separator) && here.drive.name == drive.name && !rest.is_empty();
    let parts = if counts { parts_of(&here.inside) } else { Vec::new() };
    Start { drive, parts }
}

fn current_directory(session: &Session) -> Start {
    directory(session.file_location())
}

fn directory(path: &str) -> Start {
    Start { drive: Drive::of(ProviderKind::FileSystem), parts: parts_of(path) }
}

fn parts_of(path: &str) -> Vec<String> {
    path.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// `~` and what follows it.
pub fn home_relative(path: &str) -> Option<&str> {
    path.strip_prefix('~').filter(|it| it.is_empty() || it.starts_with(is_separator))
}

/// A provider's name and the rest, of `FileSystem::/x`.
pub fn provider_qualified(path: &str) -> Option<(&str, &str)> {
    let (provider, rest) = path.split_once("::")?;
    (!provider.is_empty() && !provider.contains(['/', ':', '*', '?', '['])).then_some((provider, rest))
}

/// A drive's name and the rest, of `Env:/x`.
pub fn drive_qualified(path: &str) -> Option<(&str, &str)> {
    let (name, rest) = path.split_once(':')?;
    (!name.is_empty() && !name.contains(['/', '\\', '.', '*', '?', '[', '`', '~'])).then_some((name, rest))
}

/// `/` or `\`
pub fn is_separator(it: char) -> bool {
    it == '/' || it == '\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualifiers() {
        assert_eq!(drive_qualified("Env:PATH"), Some(("Env", "PATH")));
        assert_eq!(drive_qualified("./a:b"), None);
        assert_eq!(provider_qualified("FileSystem::/tmp"), Some(("FileSystem", "/tmp")));
        assert_eq!(provider_qualified("/a::b"), None);
        assert_eq!(home_relative("~/x"), Some("/x"));
        assert_eq!(home_relative("~x"), None);
    }

    #[test]
    fn parts_are_worked_out() {
        let at = |rest: &str| join(directory("/a/b"), rest).path();
        assert_eq!(at("../c/./d\\e"), "/a/c/d/e");
        assert_eq!(at("../../../.."), "/");
        assert_eq!(Place::file("/a/b/").child("c").parent().map(|it| it.path()), Some("/a/b".to_owned()));
    }
}

//! Listing directories: `Get-ChildItem`.

use super::{AttributeFilter, children_of, object, system_of};
use crate::{Child, NameFilter, Place};
use psp_runtime::Shell;
use psp_types::system::io::entry::{Seen, attributes_of};
use psp_value::{Interrupt, Result, Value};
use std::{collections::HashSet, path::Path};

/// What is listed, and how.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// How many levels below; none without `-Recurse`.
    pub depth: u32,
    /// Hidden items too.
    pub force: bool,
    /// `-Include`, `-Exclude`, `-Filter`.
    pub names: NameFilter,
    /// `-Attributes` and its switches.
    pub attributes: AttributeFilter,
    /// Paths from the directory on instead of objects.
    pub name_only: bool,
    /// Enters directories behind links.
    pub follow: bool,
    /// Each directory is entered where it stands, not after the items beside it.
    pub in_place: bool,
}

/// A listing under way.
struct Walk<'a> {
    how: &'a Listing,
    visited: HashSet<(u64, u64)>,
}

/// Writes what a directory holds.
pub fn list(shell: &mut Shell<'_>, place: &Place, how: &Listing) -> Result<()> {
    let mut walk = Walk { how, visited: HashSet::new() };
    if how.follow {
        walk.visit(shell, place);
    }
    walk.directory(shell, place, "", how.depth)
}

/// Writes one item if it fits.
pub fn list_one(shell: &mut Shell<'_>, place: &Place, how: &Listing) -> Result<()> {
    let seen = Seen::at(&*shell.engine().system, Path::new(&place.path()));
    if !how.names.allows(place.name()) || !Walk::fits(shell, how, place.name(), &seen) {
        return Ok(());
    }
    write(shell, place, seen, how.name_only.then(|| place.name().to_owned()))
}

fn write(shell: &mut Shell<'_>, place: &Place, seen: Seen, name: Option<String>) -> Result<()> {
    match name {
        Some(name) => shell.write(Value::from(name)),
        None => shell.write(object(place, seen)),
    }
}

impl Walk<'_> {
    fn fits(shell: &Shell<'_>, how: &Listing, name: &str, seen: &Seen) -> bool {
        how.attributes.is_empty() || how.attributes.takes(attributes_of(&*shell.engine().system, seen, name))
    }

    /// Notes a directory; false when it was visited before.
    fn visit(&mut self, shell: &Shell<'_>, place: &Place) -> bool {
        let found = shell.engine().system.metadata(Path::new(&place.path()));
        found.map_or(true, |it| self.visited.insert((it.device, it.inode)))
    }

    fn directory(&mut self, shell: &mut Shell<'_>, place: &Place, prefix: &str, depth: u32) -> Result<()> {
        if shell.stop.is_requested() {
            return Err(Interrupt::stopped());
        }
        let hidden = self.how.force || self.how.attributes.mentions_hidden();
        let children = match children_of(shell.session, &place.path(), hidden) {
            Ok(children) => children,
            Err(error) => return shell.write_failure(error),
        };
        let mut below = Vec::new();
        for child in children {
            let (at, relative) = (place.child(&child.name), format!("{prefix}{}", child.name));
            let seen = self.child(shell, &at, &child, &relative)?;
            let enters = depth > 0 && child.is_container && (self.how.force || !child.name.starts_with('.'));
            if !enters || seen.is_link() && !self.how.follow {
                continue;
            }
            if self.how.in_place {
                self.enter(shell, &at, &relative, depth)?;
            } else {
                below.push((at, relative, seen.is_link()));
            }
        }
        // Links first: what they lead to is then named as the visited one.
        below.sort_by_key(|it| !(it.2 && self.how.follow));
        for (at, relative, _) in below {
            self.enter(shell, &at, &relative, depth)?;
        }
        Ok(())
    }

    fn enter(&mut self, shell: &mut Shell<'_>, at: &Place, relative: &str, depth: u32) -> Result<()> {
        if self.how.follow && !self.visit(shell, at) {
            return shell.write_warning(format!("Skip already-visited directory {}.", at.path()).as_str());
        }
        self.directory(shell, at, &format!("{relative}/"), depth.saturating_sub(1))
    }

    /// Writes a child if it fits.
    fn child(&self, shell: &mut Shell<'_>, at: &Place, child: &Child, relative: &str) -> Result<Seen> {
        let system = system_of(shell.session);
        let is_wanted = self.how.names.allows(&child.name);
        if !is_wanted && !child.is_container {
            return Ok(Seen::default());
        }
        let seen = Seen::at(&*system, Path::new(&at.path()));
        if is_wanted && seen.link.is_some() && Self::fits(shell, self.how, &child.name, &seen) {
            let name = self.how.name_only.then(|| relative.to_owned());
            write(shell, at, seen.clone(), name)?;
        }
        Ok(seen)
    }
}

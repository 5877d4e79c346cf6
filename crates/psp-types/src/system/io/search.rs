//! What directories hold, by pattern: `GetFiles` and its siblings.

use super::{
    entry::{FileEntry, Seen},
    error::{directory_not_found, interrupt},
};
use psp_host::System;
use psp_value::{Result, Value};
use std::path::Path;

/// Which entries are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Files,
    Directories,
    All,
}

/// The entries under a directory whose names match a pattern of `*` and `?`.
pub(super) fn search(
    system: &dyn System,
    root: &str,
    pattern: &str,
    deep: bool,
    wanted: Wanted,
) -> Result<Vec<Value>> {
    let mut found = Vec::new();
    walk(system, root, pattern, deep, wanted, &mut found)?;
    Ok(found)
}

fn walk(
    system: &dyn System,
    directory: &str,
    pattern: &str,
    deep: bool,
    wanted: Wanted,
    found: &mut Vec<Value>,
) -> Result<()> {
    let entries = system.read_dir(Path::new(directory)).map_err(|it| match it.kind() {
        std::io::ErrorKind::NotFound => directory_not_found(directory).into(),
        _ => interrupt(system, &it, directory),
    })?;
    let mut names: Vec<String> = entries.iter().map(|it| it.name.to_string_lossy().into_owned()).collect();
    names.sort();
    let mut below = Vec::new();
    for name in names {
        let path = if directory == "/" { format!("/{name}") } else { format!("{directory}/{name}") };
        let seen = Seen::at(system, Path::new(&path));
        let is_directory = seen.is_directory();
        if is_directory && !seen.is_link() {
            below.push(path.clone());
        }
        let fits = wanted == Wanted::All || is_directory == (wanted == Wanted::Directories);
        if fits && matches(pattern, &name) {
            found.push(FileEntry::value(path.clone(), path, is_directory, Some(seen)));
        }
    }
    if deep {
        for directory in below {
            walk(system, &directory, pattern, deep, wanted, found)?;
        }
    }
    Ok(())
}

/// .NET's simple patterns; case counts.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    if pattern == ['*', '.', '*'] {
        return true;
    }
    let (mut at, mut part, mut star) = (0, 0, None);
    while at < name.len() {
        match pattern.get(part) {
            Some('*') => {
                star = Some((part, at));
                part += 1;
            }
            Some(&it) if it == '?' || it == name[at] => (at, part) = (at + 1, part + 1),
            _ => {
                let Some((star_part, star_at)) = star else { return false };
                star = Some((star_part, star_at + 1));
                (part, at) = (star_part + 1, star_at + 1);
            }
        }
    }
    pattern[part..].iter().all(|&it| it == '*')
}

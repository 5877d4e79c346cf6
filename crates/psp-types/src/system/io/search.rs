//! Searching directories by pattern.

use super::directory::Wanted;
use crate::support::files;
use psp_clr::wildcard::Wildcard;
use psp_host::FileKind;
use psp_value::{Context, Result};
use std::path::{Path, PathBuf};

/// The paths below a directory whose names match.
pub(crate) fn find(
    context: &dyn Context,
    root: &Path,
    pattern: &str,
    deep: bool,
    wanted: Wanted,
) -> Result<Vec<PathBuf>> {
    // A search pattern knows `*` and `?` only.
    let escaped = pattern.replace('[', "`[").replace(']', "`]");
    let wildcard = Wildcard::new(if pattern == "*.*" { "*" } else { &escaped }, false).ok();
    let (mut found, mut waiting) = (Vec::new(), vec![root.to_owned()]);
    while let Some(directory) = waiting.pop() {
        let entries = context.system().read_dir(&directory).map_err(|it| match it.kind() {
            std::io::ErrorKind::NotFound => files::directory_not_found(&files::text(&directory)),
            _ => files::fail(context, &it, &directory),
        })?;
        let mut below = Vec::new();
        for entry in entries {
            let path = directory.join(&entry.name);
            let is_link = entry.kind == FileKind::Symlink;
            let is_directory = entry.kind == FileKind::Directory || is_link && context.system().is_directory(&path);
            let kind = if is_directory { Wanted::Directories } else { Wanted::Files };
            let matches = wildcard.as_ref().is_none_or(|it| it.is_match(&entry.name.to_string_lossy()));
            if matches && (wanted == Wanted::All || wanted == kind) {
                found.push(path.clone());
            }
            if deep && is_directory && !is_link {
                below.push(path);
            }
        }
        below.reverse();
        waiting.extend(below);
        if context.stop().is_requested() {
            return Err(psp_value::Interrupt::Stopped);
        }
    }
    Ok(found)
}

//! How files look in lists: the letters of their mode, their owner, their length and time as text.

use super::entry::FileEntry;
use psp_host::{FileKind, Metadata, System};

/// `Mode`: five letters in the manner of Windows.
pub(super) fn mode(entry: &FileEntry, system: &dyn System, hard_links: bool) -> String {
    let seen = entry.seen(system);
    let bits = entry.attributes(system).0;
    if bits < 0 {
        return String::new();
    }
    let is_hard_link =
        hard_links && !seen.is_directory() && seen.link.as_ref().is_some_and(|it| it.links > 1);
    let kind = match () {
        () if seen.is_link() || is_hard_link => 'l',
        () if seen.is_directory() => 'd',
        () => '-',
    };
    let letter = |bit: i64, letter: char| if bits & bit != 0 { letter } else { '-' };
    [kind, letter(32, 'a'), letter(1, 'r'), letter(2, 'h'), letter(4, 's')].iter().collect()
}

/// `UnixMode`: ten letters.
pub(super) fn unix_mode(it: &Metadata) -> String {
    let kind = match it.kind {
        FileKind::File => '-',
        FileKind::Directory => 'd',
        FileKind::Symlink => 'l',
        FileKind::Fifo => 'p',
        FileKind::Socket => 's',
        FileKind::CharacterDevice => 'c',
        FileKind::BlockDevice => 'b',
    };
    let mut text = String::from(kind);
    for (shift, special, set, unset) in [(6, 0o4000, 's', 'S'), (3, 0o2000, 's', 'S'), (0, 0o1000, 't', 'T')]
    {
        let bits = it.mode >> shift;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (it.mode & special != 0, bits & 1 != 0) {
            (true, true) => set,
            (true, false) => unset,
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    text
}

/// `LinkType`
pub(super) fn link_type(entry: &FileEntry, system: &dyn System) -> Option<&'static str> {
    let seen = entry.seen(system);
    match &seen.link {
        Some(it) if it.kind == FileKind::Symlink => Some("SymbolicLink"),
        Some(it) if it.links > 1 && !it.is_directory() => Some("HardLink"),
        _ => None,
    }
}

/// Where a link points, as it was written.
pub(super) fn link_target(entry: &FileEntry, system: &dyn System) -> Option<String> {
    if !entry.seen(system).is_link() {
        return None;
    }
    system.read_link(std::path::Path::new(&entry.path())).ok().map(|it| it.to_string_lossy().into_owned())
}

//! How files look in lists: the letters of their mode and permissions.

use psp_host::{FileKind, Metadata};

/// Five letters in the manner of Windows, from `FileAttributes`; nothing for what does not exist.
pub(super) fn mode(bits: i64, is_hard_link: bool) -> String {
    if bits < 0 {
        return String::new();
    }
    let letter = |bit: i64, letter: char| if bits & bit != 0 { letter } else { '-' };
    let first = if bits & 1024 != 0 || is_hard_link { 'l' } else { letter(16, 'd') };
    [first, letter(32, 'a'), letter(1, 'r'), letter(2, 'h'), letter(4, 's')].iter().collect()
}

/// `-rw-r--r--`
pub fn permissions(metadata: &Metadata) -> String {
    let kind = match metadata.kind {
        FileKind::Directory => 'd',
        FileKind::Symlink => 'l',
        FileKind::Fifo => 'p',
        FileKind::Socket => 's',
        FileKind::CharacterDevice => 'c',
        FileKind::BlockDevice => 'b',
        FileKind::File => '-',
    };
    let mode = metadata.mode;
    let special = |execute: u32, bit: u32, both: char, alone: char| match (mode & execute != 0, mode & bit != 0) {
        (true, true) => both,
        (false, true) => alone,
        (true, false) => 'x',
        _ => '-',
    };
    let flag = |bit: u32, letter: char| if mode & bit != 0 { letter } else { '-' };
    [
        kind,
        flag(0o400, 'r'),
        flag(0o200, 'w'),
        special(0o100, 0o4000, 's', 'S'),
        flag(0o040, 'r'),
        flag(0o020, 'w'),
        special(0o010, 0o2000, 's', 'S'),
        flag(0o004, 'r'),
        flag(0o002, 'w'),
        special(0o001, 0o1000, 't', 'T'),
    ]
    .iter()
    .collect()
}

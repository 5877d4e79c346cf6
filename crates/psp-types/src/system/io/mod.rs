//! `System.IO`: files and directories as objects, and the namespace's enums.

pub mod directory_info;
pub mod entry;
pub mod enums;
pub mod error;
pub mod file_info;
pub mod file_system_info;
mod search;
mod shown;

use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[
    directory_info::DirectoryInfo::DEF,
    file_info::FileInfo::DEF,
    file_info::FileVersionInfo::DEF,
    file_system_info::FileSystemInfo::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
}

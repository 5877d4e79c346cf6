//! `System.IO`: files, directories, paths, streams, readers and writers.

mod compression;
mod directory;
pub mod directory_info;
pub mod entry;
pub mod enums;
pub mod error;
mod file;
pub mod file_info;
pub mod file_system_info;
mod path;
pub mod reader;
mod search;
mod shown;
pub mod stream;
pub mod writer;

use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[
    compression::DeflateStream::DEF,
    compression::GZipStream::DEF,
    directory::Directory::DEF,
    directory_info::DirectoryInfo::DEF,
    file::PsFile::DEF,
    file_info::FileInfo::DEF,
    file_info::FileVersionInfo::DEF,
    file_system_info::FileSystemInfo::DEF,
    path::PsPath::DEF,
    reader::StreamReader::DEF,
    reader::StringReader::DEF,
    reader::TextReader::DEF,
    stream::FileStream::DEF,
    stream::MemoryStream::DEF,
    stream::Stream::DEF,
    writer::StreamWriter::DEF,
    writer::StringWriter::DEF,
    writer::TextWriter::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
}

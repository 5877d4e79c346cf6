//! `System.IO.FileInfo` and `System.IO.DirectoryInfo`, with what PowerShell adds to them.

use super::{
    directory::Wanted,
    enums::{FileAccess, FileAttributes, FileMode, SearchOption, UnixFileMode},
    reader::StreamReader,
    stream::Stream,
    writer::StreamWriter,
};
use crate::{
    declare::Emulated,
    support::{errors, files},
};
use psp_clr::{datetime::DateTime, wildcard::Wildcard};
use psp_derive::ps_type;
use psp_host::{FileKind, FileTimes, Metadata};
use psp_value::{Context, Lock, Native, Object, Result, Type, Value, well_known};
use std::path::{Path, PathBuf};

/// A file or directory by its path.
pub struct FileSystemInfo {
    /// The absolute path.
    pub path: String,
    /// The path as it was given: what `ToString()` shows.
    original: String,
    /// What was known when it was first asked for.
    known: Lock<Option<Metadata>>,
}

/// `System.IO.FileInfo`
pub(crate) struct FileInfo;
/// `System.IO.DirectoryInfo`
pub(crate) struct DirectoryInfo;

impl Native for FileSystemInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.original.clone()))
    }
}

impl FileSystemInfo {
    fn new(path: &str, original: &str, known: Option<Metadata>) -> Self {
        let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
        Self { path: path.to_owned(), original: original.to_owned(), known: Lock::new(known) }
    }

    /// A `FileInfo` of an absolute path.
    pub fn file(path: &str) -> Value {
        Object::native(FileInfo::ty(), Self::new(path, path, None)).into()
    }

    /// A `DirectoryInfo` of an absolute path.
    pub fn directory(path: &str) -> Value {
        Object::native(DirectoryInfo::ty(), Self::new(path, path, None)).into()
    }

    /// The one or the other, by what is known of the path.
    pub fn known(path: &str, metadata: Metadata) -> Value {
        let ty = if metadata.is_directory() { DirectoryInfo::ty() } else { FileInfo::ty() };
        Object::native(ty, Self::new(path, path, Some(metadata))).into()
    }

    /// What the file system knows; read once, until `Refresh()`.
    pub fn metadata(&self, context: &dyn Context) -> Option<Metadata> {
        if let Some(known) = self.known.snapshot() {
            return Some(known);
        }
        let found = context.system().metadata(Path::new(&self.path));
        let found = found.or_else(|_| context.system().symlink_metadata(Path::new(&self.path))).ok()?;
        self.known.with(|it| *it = Some(found.clone()));
        Some(found)
    }

    fn required(&self, context: &dyn Context) -> Result<Metadata> {
        self.metadata(context).ok_or_else(|| files::file_not_found(&self.path))
    }

    fn link(&self, context: &dyn Context) -> Option<String> {
        context.system().read_link(Path::new(&self.path)).ok().map(|it| files::text(&it))
    }

    fn last(&self) -> &str {
        if self.path == "/" { "/" } else { self.path.rsplit('/').next().unwrap_or(&self.path) }
    }

    fn above(&self) -> Option<&str> {
        match self.path.rsplit_once('/') {
            _ if self.path == "/" => None,
            Some(("", _)) => Some("/"),
            Some((above, _)) => Some(above),
            None => None,
        }
    }

    fn forget(&self) {
        self.known.with(|it| *it = None);
    }
}

const EMPTY_TIME: i64 = 504_911_232_000_000_000;

fn moment(time: Option<std::time::SystemTime>) -> DateTime {
    let never = DateTime { ticks: EMPTY_TIME, kind: psp_clr::datetime::Kind::Utc };
    time.map_or_else(|| never.to_local(), files::moment)
}

#[ps_type("System.IO.FileSystemInfo", kind = Abstract)]
impl FileSystemInfo {
    /// The last part of the path.
    #[ps(get)]
    fn name(&self) -> String {
        self.last().to_owned()
    }

    /// The absolute path.
    #[ps(get)]
    fn full_name(&self) -> String {
        self.path.clone()
    }

    /// The extension, with its point.
    #[ps(get)]
    fn extension(&self) -> String {
        let name = self.last();
        name.rfind('.').filter(|at| at + 1 < name.len()).map_or_else(String::new, |at| name[at..].to_owned())
    }

    /// What kind of file it is.
    #[ps(get)]
    fn attributes(&self, context: &mut dyn Context) -> FileAttributes {
        match self.metadata(context) {
            Some(it) => FileAttributes(files::attributes(self.last(), &it, self.link(context).is_some())),
            None => FileAttributes(-1),
        }
    }
    #[ps(set)]
    fn set_attributes(&self, context: &mut dyn Context, value: FileAttributes) -> Result<()> {
        self.forget();
        let path = Path::new(&self.path);
        let done = context.system().set_readonly(path, value.0 & 1 != 0);
        done.map_err(|it| files::fail(context, &it, path))
    }

    /// When it was made.
    #[ps(get)]
    fn creation_time(&self, context: &mut dyn Context) -> DateTime {
        moment(self.metadata(context).map(|it| it.created.unwrap_or(it.modified)))
    }
    #[ps(get)]
    fn creation_time_utc(&self, context: &mut dyn Context) -> DateTime {
        self.creation_time(context).to_utc()
    }

    /// When it was read last.
    #[ps(get)]
    fn last_access_time(&self, context: &mut dyn Context) -> DateTime {
        moment(self.metadata(context).map(|it| it.accessed))
    }
    #[ps(set)]
    fn set_last_access_time(&self, context: &mut dyn Context, value: DateTime) -> Result<()> {
        self.set_times(context, FileTimes { accessed: Some(files::time(value)), modified: None })
    }
    #[ps(get)]
    fn last_access_time_utc(&self, context: &mut dyn Context) -> DateTime {
        self.last_access_time(context).to_utc()
    }

    /// When it was written last.
    #[ps(get)]
    fn last_write_time(&self, context: &mut dyn Context) -> DateTime {
        moment(self.metadata(context).map(|it| it.modified))
    }
    #[ps(set)]
    fn set_last_write_time(&self, context: &mut dyn Context, value: DateTime) -> Result<()> {
        self.set_times(context, FileTimes { accessed: None, modified: Some(files::time(value)) })
    }
    #[ps(get)]
    fn last_write_time_utc(&self, context: &mut dyn Context) -> DateTime {
        self.last_write_time(context).to_utc()
    }

    /// Where a link points.
    #[ps(get)]
    fn link_target(&self, context: &mut dyn Context) -> Option<String> {
        self.link(context)
    }
    #[ps(get, added = "AliasProperty")]
    fn target(&self, context: &mut dyn Context) -> Option<String> {
        self.link(context)
    }

    /// The kind of link.
    #[ps(get, added = "CodeProperty")]
    fn link_type(&self, context: &mut dyn Context) -> Option<&'static str> {
        self.link(context).map(|_| "SymbolicLink")
    }

    /// What a link points to in the end.
    #[ps(get, added = "CodeProperty")]
    fn resolved_target(&self, context: &mut dyn Context) -> String {
        let found = context.system().canonicalize(Path::new(&self.path));
        found.map_or_else(|_| self.path.clone(), |it| files::text(&it))
    }

    /// The permissions.
    #[ps(get)]
    fn unix_file_mode(&self, context: &mut dyn Context) -> UnixFileMode {
        UnixFileMode(self.metadata(context).map_or(-1, |it| i64::from(it.mode & 0o7777)))
    }

    /// The permissions as `ls` shows them.
    #[ps(get, added = "ScriptProperty")]
    fn unix_mode(&self, context: &mut dyn Context) -> String {
        let linked = context.system().symlink_metadata(Path::new(&self.path)).ok();
        linked.or_else(|| self.metadata(context)).map_or_else(String::new, |it| permissions(&it))
    }

    /// The owner.
    #[ps(get, added = "ScriptProperty")]
    fn user(&self, context: &mut dyn Context) -> Option<String> {
        let user = self.metadata(context)?.user;
        context.system().user_name_of(user).or_else(|| Some(user.to_string()))
    }

    /// The group.
    #[ps(get, added = "ScriptProperty")]
    fn group(&self, context: &mut dyn Context) -> Option<String> {
        let group = self.metadata(context)?.group;
        context.system().group_name_of(group).or_else(|| Some(group.to_string()))
    }

    /// The length, also of a directory.
    #[ps(get, added = "ScriptProperty")]
    fn size(&self, context: &mut dyn Context) -> i64 {
        self.metadata(context).map_or(0, |it| it.len as i64)
    }

    /// Directory, archive, read-only, hidden, system, link: a letter each.
    #[ps(get, added = "CodeProperty")]
    fn mode(&self, context: &mut dyn Context) -> String {
        mode(self, context)
    }
    #[ps(get, added = "CodeProperty")]
    fn mode_without_hard_link(&self, context: &mut dyn Context) -> String {
        mode(self, context)
    }

    /// Forgets what is known.
    #[ps]
    fn refresh(&self) {
        self.forget();
    }

    /// The path as it was given.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.original.clone()
    }
}

impl FileSystemInfo {
    fn set_times(&self, context: &dyn Context, times: FileTimes) -> Result<()> {
        self.forget();
        let path = Path::new(&self.path);
        context.system().set_times(path, times).map_err(|it| files::fail(context, &it, path))
    }
}

fn mode(it: &FileSystemInfo, context: &mut dyn Context) -> String {
    let bits = it.attributes(context).0;
    let letter = |bit: i64, letter: char| if bits >= 0 && bits & bit != 0 { letter } else { '-' };
    let first = if bits >= 0 && bits & 1024 != 0 { 'l' } else { letter(16, 'd') };
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

const fn info_type() -> Type {
    match FileSystemInfo::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

fn inner(this: &Value) -> Result<&FileSystemInfo> {
    this.downcast::<FileSystemInfo>().ok_or_else(|| errors::invalid_operation("This is no file."))
}

#[ps_type("System.IO.FileInfo", base = info_type())]
impl FileInfo {
    /// Of a path.
    #[ps("new")]
    fn new(context: &mut dyn Context, file_name: &str) -> Result<Value> {
        let path = files::path(context, file_name)?;
        Ok(Object::native(Self::ty(), FileSystemInfo::new(&files::text(&path), file_name, None)).into())
    }

    /// The name without its extension.
    #[ps(get, added = "ScriptProperty")]
    fn base_name(this: &Value) -> Result<String> {
        let name = inner(this)?.last();
        Ok(name.rfind('.').filter(|&at| at > 0).map_or(name, |at| &name[..at]).to_owned())
    }

    /// How many bytes.
    #[ps(get)]
    fn length(context: &mut dyn Context, this: &Value) -> Result<i64> {
        Ok(inner(this)?.required(context)?.len as i64)
    }

    /// There is such a file.
    #[ps(get)]
    fn exists(context: &mut dyn Context, this: &Value) -> Result<bool> {
        Ok(inner(this)?.metadata(context).is_some_and(|it| !it.is_directory()))
    }

    /// The directory it is in.
    #[ps(get)]
    fn directory(this: &Value) -> Result<Value> {
        Ok(inner(this)?.above().map(FileSystemInfo::directory).unwrap_or_default())
    }

    /// The path of the directory it is in.
    #[ps(get)]
    fn directory_name(this: &Value) -> Result<Option<String>> {
        Ok(inner(this)?.above().map(str::to_owned))
    }

    /// It cannot be written.
    #[ps(get)]
    fn is_read_only(context: &mut dyn Context, this: &Value) -> Result<bool> {
        Ok(inner(this)?.metadata(context).is_some_and(|it| it.is_readonly()))
    }
    #[ps(set)]
    fn set_is_read_only(context: &mut dyn Context, this: &Value, value: bool) -> Result<()> {
        inner(this)?.set_attributes(context, FileAttributes(i64::from(value)))
    }

    /// The version of a program: files have none in psp.
    #[ps(get, added = "ScriptProperty")]
    fn version_info(this: &Value) -> Result<Value> {
        let path = inner(this)?.path.clone();
        Ok(Object::custom_from([("FileName", Value::from(path)), ("FileVersion", Value::NULL)]).into())
    }

    /// Opens it.
    #[ps]
    fn open(context: &mut dyn Context, this: &Value, mode: FileMode, access: Option<FileAccess>) -> Result<Value> {
        Stream::open(context, &inner(this)?.path, mode, access.unwrap_or(FileAccess(3)))
    }
    #[ps]
    fn open_read(context: &mut dyn Context, this: &Value) -> Result<Value> {
        Stream::open(context, &inner(this)?.path, FileMode(3), FileAccess(1))
    }
    #[ps]
    fn open_write(context: &mut dyn Context, this: &Value) -> Result<Value> {
        Stream::open(context, &inner(this)?.path, FileMode(4), FileAccess(2))
    }
    #[ps]
    fn open_text(context: &mut dyn Context, this: &Value) -> Result<StreamReader> {
        StreamReader::from_path(context, &inner(this)?.path, None)
    }
    #[ps]
    fn create(context: &mut dyn Context, this: &Value) -> Result<Value> {
        inner(this)?.forget();
        Stream::open(context, &inner(this)?.path, FileMode(2), FileAccess(3))
    }
    #[ps]
    fn create_text(context: &mut dyn Context, this: &Value) -> Result<StreamWriter> {
        inner(this)?.forget();
        StreamWriter::to_path(context, &inner(this)?.path, false, None)
    }
    #[ps]
    fn append_text(context: &mut dyn Context, this: &Value) -> Result<StreamWriter> {
        inner(this)?.forget();
        StreamWriter::to_path(context, &inner(this)?.path, true, None)
    }

    /// Removes it.
    #[ps]
    fn delete(context: &mut dyn Context, this: &Value) -> Result<()> {
        let it = inner(this)?;
        it.forget();
        match context.system().remove_file(Path::new(&it.path)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(files::fail(context, &error, Path::new(&it.path)))
            }
            _ => Ok(()),
        }
    }

    /// Copies it.
    #[ps]
    fn copy_to(
        context: &mut dyn Context,
        this: &Value,
        dest_file_name: &str,
        overwrite: Option<bool>,
    ) -> Result<Value> {
        let to = files::path(context, dest_file_name)?;
        if context.system().exists(&to) && overwrite != Some(true) {
            return Err(files::io_error(format!("The file '{}' already exists.", to.display())));
        }
        let from = Path::new(&inner(this)?.path);
        context.system().copy(from, &to).map_err(|it| files::fail(context, &it, from))?;
        Ok(FileSystemInfo::file(&files::text(&to)))
    }

    /// Moves it.
    #[ps]
    fn move_to(context: &mut dyn Context, this: &Value, dest_file_name: &str) -> Result<()> {
        let to = files::path(context, dest_file_name)?;
        let from = Path::new(&inner(this)?.path);
        context.system().rename(from, &to).map_err(|it| files::fail(context, &it, from))
    }
}

#[ps_type("System.IO.DirectoryInfo", base = info_type())]
impl DirectoryInfo {
    /// Of a path.
    #[ps("new")]
    fn new(context: &mut dyn Context, path: &str) -> Result<Value> {
        let full = files::path(context, path)?;
        Ok(Object::native(Self::ty(), FileSystemInfo::new(&files::text(&full), path, None)).into())
    }

    /// The name.
    #[ps(get, added = "ScriptProperty")]
    fn base_name(this: &Value) -> Result<String> {
        Ok(inner(this)?.last().to_owned())
    }

    /// There is such a directory.
    #[ps(get)]
    fn exists(context: &mut dyn Context, this: &Value) -> Result<bool> {
        Ok(inner(this)?.metadata(context).is_some_and(|it| it.is_directory()))
    }

    /// The directory above.
    #[ps(get)]
    fn parent(this: &Value) -> Result<Value> {
        Ok(inner(this)?.above().map(FileSystemInfo::directory).unwrap_or_default())
    }

    /// The root.
    #[ps(get)]
    fn root(this: &Value) -> Value {
        let _ = this;
        FileSystemInfo::directory("/")
    }

    /// Makes it.
    #[ps]
    fn create(context: &mut dyn Context, this: &Value) -> Result<()> {
        let it = inner(this)?;
        it.forget();
        let path = Path::new(&it.path);
        context.system().create_dir_all(path).map_err(|error| files::fail(context, &error, path))
    }

    /// Makes a directory in it.
    #[ps]
    fn create_subdirectory(context: &mut dyn Context, this: &Value, path: &str) -> Result<Value> {
        let path = Path::new(&inner(this)?.path).join(path);
        context.system().create_dir_all(&path).map_err(|error| files::fail(context, &error, &path))?;
        Ok(FileSystemInfo::directory(&files::text(&path)))
    }

    /// Removes it; with all it contains when wanted.
    #[ps]
    fn delete(context: &mut dyn Context, this: &Value, recursive: Option<bool>) -> Result<()> {
        let it = inner(this)?;
        it.forget();
        let path = Path::new(&it.path);
        let done = if recursive == Some(true) {
            context.system().remove_dir_all(path)
        } else {
            context.system().remove_dir(path)
        };
        done.map_err(|error| files::fail(context, &error, path))
    }

    /// Moves it.
    #[ps]
    fn move_to(context: &mut dyn Context, this: &Value, dest_dir_name: &str) -> Result<()> {
        let to = files::path(context, dest_dir_name)?;
        let from = Path::new(&inner(this)?.path);
        context.system().rename(from, &to).map_err(|it| files::fail(context, &it, from))
    }

    /// Its files.
    #[ps]
    fn get_files(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<Value>> {
        contents(context, this, search_pattern, search_option, Wanted::Files)
    }
    #[ps]
    fn enumerate_files(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<Value>> {
        contents(context, this, search_pattern, search_option, Wanted::Files)
    }

    /// Its directories.
    #[ps]
    fn get_directories(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<Value>> {
        contents(context, this, search_pattern, search_option, Wanted::Directories)
    }

    /// Its files and directories.
    #[ps]
    fn get_file_system_infos(
        context: &mut dyn Context,
        this: &Value,
        search_pattern: Option<String>,
        search_option: Option<SearchOption>,
    ) -> Result<Vec<Value>> {
        contents(context, this, search_pattern, search_option, Wanted::All)
    }
}

fn contents(
    context: &mut dyn Context,
    this: &Value,
    pattern: Option<String>,
    option: Option<SearchOption>,
    wanted: Wanted,
) -> Result<Vec<Value>> {
    let root = PathBuf::from(&inner(this)?.path);
    let deep = option.is_some_and(|it| it.0 == 1);
    let found = find(context, &root, pattern.as_deref().unwrap_or("*"), deep, wanted)?;
    let made = |it: &PathBuf| {
        let path = files::text(it);
        let is_directory = context.system().is_directory(it);
        if is_directory { FileSystemInfo::directory(&path) } else { FileSystemInfo::file(&path) }
    };
    Ok(found.iter().map(made).collect())
}

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

//! `System.IO.FileSystemInfo`: what files and directories have in common, with the properties PowerShell adds.

use super::{
    entry::{FileEntry, moment},
    enums::{FileAttributes, UnixFileMode},
    error::interrupt,
    shown,
};
use psp_clr::datetime::DateTime;
use psp_derive::ps_type;
use psp_host::FileTimes;
use psp_value::{Context, Fault, Native, Result, Str, Value, convert};
use std::path::Path;

/// The common base of files and directories.
pub struct FileSystemInfo;

impl Native for FileSystemInfo {}

#[ps_type("System.IO.FileSystemInfo", kind = Abstract)]
impl FileSystemInfo {
    /// Where it is: an absolute path.
    #[ps(get)]
    fn full_name(this: &Value) -> Result<String> {
        Ok(FileEntry::of(this)?.path())
    }

    /// The last part of the path.
    #[ps(get)]
    fn name(this: &Value) -> Result<String> {
        Ok(FileEntry::of(this)?.name())
    }

    /// The name from its last dot on.
    #[ps(get)]
    fn extension(this: &Value) -> Result<String> {
        Ok(FileEntry::of(this)?.extension())
    }

    /// It was there, and what the object says it is, when it was looked at.
    #[ps(get)]
    fn exists(context: &mut dyn Context, this: &Value) -> Result<bool> {
        let entry = FileEntry::of(this)?;
        let seen = entry.seen(&**context.system());
        Ok(seen.link.is_some() && seen.is_directory() == entry.is_directory())
    }

    /// Read-only, hidden, directory, link.
    #[ps(get)]
    fn attributes(context: &mut dyn Context, this: &Value) -> Result<FileAttributes> {
        Ok(FileEntry::of(this)?.attributes(&**context.system()))
    }
    #[ps(set)]
    fn set_attributes(context: &mut dyn Context, this: &Value, value: FileAttributes) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        let path = entry.path();
        let done = system.set_readonly(Path::new(&path), value.0 & 1 != 0);
        done.map_err(|it| interrupt(&*system, &it, &path))
    }

    /// When it was made.
    #[ps(get)]
    fn creation_time(context: &mut dyn Context, this: &Value) -> Result<DateTime> {
        Ok(FileEntry::of(this)?.time(&**context.system(), |it| it.created.unwrap_or(it.modified)))
    }
    #[ps(set)]
    fn set_creation_time(context: &mut dyn Context, this: &Value, value: DateTime) -> Result<()> {
        Self::set_last_write_time(context, this, value)
    }
    /// When it was made, in UTC.
    #[ps(get)]
    fn creation_time_utc(context: &mut dyn Context, this: &Value) -> Result<DateTime> {
        Ok(FileEntry::of(this)?.time_utc(&**context.system(), |it| it.created.unwrap_or(it.modified)))
    }

    /// When it was read last.
    #[ps(get)]
    fn last_access_time(context: &mut dyn Context, this: &Value) -> Result<DateTime> {
        Ok(FileEntry::of(this)?.time(&**context.system(), |it| it.accessed))
    }
    #[ps(set)]
    fn set_last_access_time(context: &mut dyn Context, this: &Value, value: DateTime) -> Result<()> {
        let times = FileTimes { accessed: Some(moment(value)), modified: None };
        FileEntry::of(this)?.set_times(&**context.system(), times)
    }
    /// When it was read last, in UTC.
    #[ps(get)]
    fn last_access_time_utc(context: &mut dyn Context, this: &Value) -> Result<DateTime> {
        Ok(FileEntry::of(this)?.time_utc(&**context.system(), |it| it.accessed))
    }

    /// When it was written last.
    #[ps(get)]
    fn last_write_time(context: &mut dyn Context, this: &Value) -> Result<DateTime> {
        Ok(FileEntry::of(this)?.time(&**context.system(), |it| it.modified))
    }
    #[ps(set)]
    fn set_last_write_time(context: &mut dyn Context, this: &Value, value: DateTime) -> Result<()> {
        let times = FileTimes { accessed: None, modified: Some(moment(value)) };
        FileEntry::of(this)?.set_times(&**context.system(), times)
    }
    /// When it was written last, in UTC.
    #[ps(get)]
    fn last_write_time_utc(context: &mut dyn Context, this: &Value) -> Result<DateTime> {
        Ok(FileEntry::of(this)?.time_utc(&**context.system(), |it| it.modified))
    }
    #[ps(set)]
    fn set_last_write_time_utc(context: &mut dyn Context, this: &Value, value: DateTime) -> Result<()> {
        let value = DateTime { kind: psp_clr::datetime::Kind::Utc, ..value };
        Self::set_last_write_time(context, this, value)
    }

    /// Where a link points, as it was written.
    #[ps(get)]
    fn link_target(context: &mut dyn Context, this: &Value) -> Result<Option<String>> {
        Ok(shown::link_target(FileEntry::of(this)?, &**context.system()))
    }

    /// The permissions.
    #[ps(get)]
    fn unix_file_mode(context: &mut dyn Context, this: &Value) -> Result<UnixFileMode> {
        let seen = FileEntry::of(this)?.seen(&**context.system());
        Ok(UnixFileMode(seen.target.map_or(-1, |it| i64::from(it.mode))))
    }
    #[ps(set)]
    fn set_unix_file_mode(context: &mut dyn Context, this: &Value, value: UnixFileMode) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        let mode = value.0 as u32 & 0o7777;
        system.set_mode(Path::new(&entry.path()), mode).map_err(|it| interrupt(&*system, &it, &entry.path()))
    }

    /// Looks again when next asked.
    #[ps]
    fn refresh(this: &Value) -> Result<()> {
        FileEntry::of(this)?.refresh();
        Ok(())
    }

    /// What a link leads to; null when it is no link.
    #[ps]
    fn resolve_link_target(
        context: &mut dyn Context,
        this: &Value,
        return_final_target: bool,
    ) -> Result<Value> {
        let entry = FileEntry::of(this)?;
        let system = context.system().clone();
        let Some(target) = shown::link_target(entry, &*system) else { return Ok(Value::NULL) };
        let found = if return_final_target {
            let path = system.canonicalize(Path::new(&entry.path()));
            path.map_err(|it| interrupt(&*system, &it, &entry.path()))?
        } else {
            Path::new(entry.parent().as_deref().unwrap_or("/")).join(target)
        };
        let seen = super::entry::Seen::at(&*system, &found);
        Ok(FileEntry::found(&found.to_string_lossy(), seen))
    }

    /// Makes it a link to a path.
    #[ps]
    fn create_as_symbolic_link(context: &mut dyn Context, this: &Value, path_to_target: &str) -> Result<()> {
        let entry = FileEntry::of(this)?;
        entry.refresh();
        let system = context.system().clone();
        let made = system.symlink(Path::new(path_to_target), Path::new(&entry.path()));
        made.map_err(|it| interrupt(&*system, &it, &entry.path()))
    }

    /// The path as it was given.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: &Value) -> Result<Str> {
        convert::to_text(context, this)
    }

    /// The name without its extension; a directory's whole name.
    #[ps(get, added = "ScriptProperty")]
    fn base_name(this: &Value) -> Result<String> {
        let entry = FileEntry::of(this)?;
        let name = entry.name();
        let end = if entry.is_directory() { 0 } else { entry.extension().len() };
        Ok(name[..name.len() - end].to_owned())
    }

    /// `d`, `l`, `r` and `h` for directory, link, read-only and hidden.
    #[ps(get, added = "CodeProperty")]
    fn mode(context: &mut dyn Context, this: &Value) -> Result<String> {
        Ok(shown::mode(FileEntry::of(this)?, &**context.system(), true))
    }
    /// `Mode`, in which hard links count as files.
    #[ps(get, added = "CodeProperty")]
    fn mode_without_hard_link(context: &mut dyn Context, this: &Value) -> Result<String> {
        Ok(shown::mode(FileEntry::of(this)?, &**context.system(), false))
    }

    /// `SymbolicLink`, `HardLink`, or null.
    #[ps(get, added = "CodeProperty")]
    fn link_type(context: &mut dyn Context, this: &Value) -> Result<Option<&'static str>> {
        Ok(shown::link_type(FileEntry::of(this)?, &**context.system()))
    }
    /// Where a link points.
    #[ps(get, added = "AliasProperty")]
    fn target(context: &mut dyn Context, this: &Value) -> Result<Option<String>> {
        Self::link_target(context, this)
    }
    /// Where a link leads in the end; of anything else, its own path.
    #[ps(get, added = "CodeProperty")]
    fn resolved_target(context: &mut dyn Context, this: &Value) -> Result<Option<String>> {
        let entry = FileEntry::of(this)?;
        let target = shown::link_target(entry, &**context.system());
        let absolute = |it: String| {
            Path::new(entry.parent().as_deref().unwrap_or("/")).join(it).to_string_lossy().into_owned()
        };
        Ok(Some(target.map_or_else(|| entry.path(), absolute)))
    }

    /// Date and time of the last change as lists show them.
    #[ps(get, added = "CodeProperty")]
    fn last_write_time_string(context: &mut dyn Context, this: &Value) -> Result<String> {
        let time = Self::last_write_time(context, this)?;
        let culture = context.culture();
        let part = |format| {
            time.format(format, culture).map_err(|it| Fault::new("System.FormatException", it.message()))
        };
        Ok(format!("{:>10} {:>8}", part("d")?, part("t")?))
    }
    /// The length as lists show it; empty for a directory.
    #[ps(get, added = "CodeProperty")]
    fn length_string(context: &mut dyn Context, this: &Value) -> Result<String> {
        let seen = FileEntry::of(this)?.seen(&**context.system());
        if seen.is_directory() {
            return Ok(String::new());
        }
        Ok(seen.target.or(seen.link).map(|it| it.len.to_string()).unwrap_or_default())
    }
    /// The name as lists show it, with the place a link points to.
    #[ps(get, added = "CodeProperty")]
    fn name_string(context: &mut dyn Context, this: &Value) -> Result<String> {
        let entry = FileEntry::of(this)?;
        Ok(match shown::link_target(entry, &**context.system()) {
            Some(target) => format!("{} -> {target}", entry.name()),
            None => entry.name(),
        })
    }

    /// Kind and permissions, ten letters.
    #[ps(get, added = "ScriptProperty")]
    fn unix_mode(context: &mut dyn Context, this: &Value) -> Result<Option<String>> {
        Ok(FileEntry::of(this)?.seen(&**context.system()).link.map(|it| shown::unix_mode(&it)))
    }
    /// The owner's name.
    #[ps(get, added = "ScriptProperty")]
    fn user(context: &mut dyn Context, this: &Value) -> Result<Option<String>> {
        let system = context.system().clone();
        let owner = FileEntry::of(this)?.seen(&*system).link.map(|it| it.user);
        Ok(owner.map(|it| system.user_name_of(it).unwrap_or_else(|| it.to_string())))
    }
    /// The group's name.
    #[ps(get, added = "ScriptProperty")]
    fn group(context: &mut dyn Context, this: &Value) -> Result<Option<String>> {
        let system = context.system().clone();
        let group = FileEntry::of(this)?.seen(&*system).link.map(|it| it.group);
        Ok(group.map(|it| system.group_name_of(it).unwrap_or_else(|| it.to_string())))
    }
    /// The bytes it takes, a directory's own included.
    #[ps(get, added = "ScriptProperty")]
    fn size(context: &mut dyn Context, this: &Value) -> Result<Option<i64>> {
        Ok(FileEntry::of(this)?.seen(&**context.system()).link.map(|it| it.len as i64))
    }
}

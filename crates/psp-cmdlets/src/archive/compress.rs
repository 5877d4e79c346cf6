//! `Compress-Archive`

use super::{
    broken, not_a_zip,
    zip::{Entry, read, write},
};
use flate2::Compression;
use psp_clr::datetime::{DateTime, Kind};
use psp_derive::Cmdlet;
use psp_host::{Metadata, ticks_of};
use psp_providers::{Place, ProviderKind, fault, file_system::children_of, file_system::object_at, glob};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Interrupt, Result};
use std::path::Path;

/// Packs files and directories into a zip file.
///
/// ```powershell
/// Set-Content /tmp/psp-pack.txt 'text'
/// Compress-Archive /tmp/psp-pack.txt /tmp/psp-pack.zip -Force
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Compress-Archive", default_set = "Path", should_process)]
pub(super) struct CompressArchive {
    /// Paths; wildcards are expanded. A directory is packed with its name and all that it holds.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(mandatory, by_name, set = "LiteralPath", alias = "PSPath")]
    literal_path: Vec<String>,
    /// The zip file; `.zip` is added when it has no extension.
    #[param(position = 1, mandatory)]
    destination_path: String,
    /// How much effort is made: `Optimal`, `Fastest`, `NoCompression`.
    #[param(validate_set("Optimal", "NoCompression", "Fastest"))]
    compression_level: Option<String>,
    /// Replaces and adds entries of an existing archive.
    #[param]
    update: Switch,
    /// Replaces an existing archive.
    #[param]
    force: Switch,
    /// Gives the zip file.
    #[param]
    pass_thru: Switch,

    places: Vec<Place>,
}

impl Cmdlet for CompressArchive {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let literal = self.path.is_empty();
        let paths = if literal { self.literal_path.clone() } else { self.path.clone() };
        for path in paths {
            let found = glob::expand(shell.session, &path, literal, false).unwrap_or_default();
            if found.is_empty() {
                let message =
                    format!("The path '{path}' either does not exist or is not a valid file system path.");
                return Err(Fault::new("System.InvalidOperationException", message)
                    .id("ArchiveCmdletPathNotFound")
                    .category(ErrorCategory::InvalidArgument)
                    .target(path.as_str())
                    .into());
            }
            self.places.extend(found.into_iter().filter(|it| it.kind() == ProviderKind::FileSystem));
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let target = self.target(shell)?;
        let file = target.path();
        let system = shell.engine().system.clone();
        let exists = system.exists(Path::new(&file));
        if exists && !self.update.0 && !self.force.0 {
            let message = format!(
                "The archive file {file} already exists. Use the -Update parameter to update the existing archive file or use the -Force parameter to overwrite the existing archive file."
            );
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("ArchiveFileExists")
                .category(ErrorCategory::InvalidArgument)
                .target(file.as_str())
                .into());
        }
        if !shell.should_process(&file, "Compress-Archive")? {
            return Ok(());
        }
        let mut entries = Vec::new();
        if exists && self.update.0 {
            let bytes = system.read(Path::new(&file)).map_err(|it| failed(shell, &it, &file))?;
            entries = read(&bytes).map_err(|it| broken(&file, &it))?;
        }
        let level = match self.compression_level.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("nocompression") => Compression::none(),
            Some("fastest") => Compression::fast(),
            _ => Compression::default(),
        };
        for place in std::mem::take(&mut self.places) {
            add(shell, &place, place.name(), level, &mut entries)?;
        }
        let bytes = write(&entries).map_err(|it| broken(&file, &it))?;
        system.write(Path::new(&file), &bytes).map_err(|it| failed(shell, &it, &file))?;
        if self.pass_thru.0 { shell.write(object_at(shell.session, &target)) } else { Ok(()) }
    }
}

impl CompressArchive {
    fn target(&self, shell: &Shell<'_>) -> Result<Place> {
        let mut target = glob::one(shell.session, &self.destination_path, true)?;
        match target.name().rfind('.') {
            None => target.inside.push_str(".zip"),
            Some(at) if target.name()[at..].eq_ignore_ascii_case(".zip") => {}
            Some(_) => return Err(not_a_zip(&target.path()).into()),
        }
        Ok(target)
    }
}

fn failed(shell: &Shell<'_>, error: &std::io::Error, path: &str) -> Fault {
    fault::io(&*shell.engine().system, error, path, "ArchiveIOError", ErrorCategory::WriteError)
}

/// Adds a file, or a directory with all that it holds; entries of the same name are replaced.
fn add(
    shell: &mut Shell<'_>,
    place: &Place,
    name: &str,
    level: Compression,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    if shell.stop.is_requested() {
        return Err(Interrupt::stopped());
    }
    let path = place.path();
    let system = shell.engine().system.clone();
    let found = system.metadata(Path::new(&path)).map_err(|it| failed(shell, &it, &path))?;
    if !found.is_directory() {
        let bytes = system.read(Path::new(&path)).map_err(|it| failed(shell, &it, &path))?;
        let mode = 0o100_000 | found.mode;
        let entry = Entry::pack(name.to_owned(), modified(&found), mode, &bytes, level);
        put(entries, entry.map_err(|it| broken(&path, &it))?);
        return Ok(());
    }
    put(entries, Entry::directory(format!("{name}/"), modified(&found), 0o040_000 | found.mode));
    for child in children_of(shell.session, &path, true)? {
        add(shell, &place.child(&child.name), &format!("{name}/{}", child.name), level, entries)?;
    }
    Ok(())
}

fn put(entries: &mut Vec<Entry>, entry: Entry) {
    match entries.iter_mut().find(|it| it.name == entry.name) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
}

fn modified(found: &Metadata) -> Option<DateTime> {
    Some(DateTime { ticks: ticks_of(found.modified), kind: Kind::Utc }.to_local())
}

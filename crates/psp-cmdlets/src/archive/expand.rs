//! `Expand-Archive`

use super::{
    broken, not_a_zip,
    zip::{Entry, read},
};
use psp_derive::Cmdlet;
use psp_host::FileTimes;
use psp_providers::{Place, fault, file_system::object_at, glob, place};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_types::system::io::entry::moment;
use psp_value::{ErrorCategory, Fault, Interrupt, Result};
use std::path::Path;

/// Unpacks a zip file.
///
/// ```powershell
/// Set-Content /tmp/psp-unpack.txt 'text'
/// Compress-Archive /tmp/psp-unpack.txt /tmp/psp-unpack.zip -Force
/// Expand-Archive /tmp/psp-unpack.zip /tmp/psp-unpacked -Force
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Expand-Archive", default_set = "Path", should_process)]
pub(super) struct ExpandArchive {
    /// The zip file; wildcards must match one.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: String,
    /// A path in which no character is a wildcard.
    #[param(mandatory, by_name, set = "LiteralPath", alias = "PSPath")]
    literal_path: String,
    /// The directory that takes the files; one with the archive's name, here, when left out.
    #[param(position = 1)]
    destination_path: Option<String>,
    /// Replaces files that are there.
    #[param]
    force: Switch,
    /// Gives the files.
    #[param]
    pass_thru: Switch,
}

impl Cmdlet for ExpandArchive {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let literal = self.path.is_empty();
        let path = if literal { &self.literal_path } else { &self.path };
        let found = glob::expand(shell.session, path, literal, true).unwrap_or_default();
        let [archive] = found.as_slice() else {
            let message =
                format!("The path '{path}' either does not exist or is not a valid file system path.");
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("ArchiveCmdletPathNotFound")
                .category(ErrorCategory::InvalidArgument)
                .target(path.as_str())
                .into());
        };
        let file = archive.path();
        if !file.to_ascii_lowercase().ends_with(".zip") {
            return Err(not_a_zip(&file).into());
        }
        let target = match &self.destination_path {
            Some(path) => glob::one(shell.session, path, true)?,
            None => place::here(shell.session).child(&archive.name()[..archive.name().len() - 4]),
        };
        if !shell.should_process(&file, "Expand-Archive")? {
            return Ok(());
        }
        let system = shell.engine().system.clone();
        let bytes = system.read(Path::new(&file)).map_err(|it| failed(shell, &it, &file))?;
        let entries = read(&bytes).map_err(|it| broken(&file, &it))?;
        system.create_dir_all(Path::new(&target.path())).map_err(|it| failed(shell, &it, &target.path()))?;
        for entry in entries {
            if shell.stop.is_requested() {
                return Err(Interrupt::stopped());
            }
            if let Err(error) = self.unpack(shell, &file, &entry, &target) {
                shell.write_failure(error)?;
            }
        }
        Ok(())
    }
}

impl ExpandArchive {
    fn unpack(&self, shell: &mut Shell<'_>, archive: &str, entry: &Entry, target: &Place) -> Result<()> {
        let mut at = target.clone();
        for part in entry.name.split('/').filter(|it| !it.is_empty() && *it != ".") {
            if part == ".." {
                return Err(broken(archive, &format!("'{}' leads out of the destination", entry.name)).into());
            }
            at = at.child(part);
        }
        let path = at.path();
        let system = shell.engine().system.clone();
        let to = Path::new(&path);
        if entry.is_directory() {
            return system.create_dir_all(to).map_err(|it| failed(shell, &it, &path).into());
        }
        if let Some(parent) = to.parent() {
            system.create_dir_all(parent).map_err(|it| failed(shell, &it, &path))?;
        }
        if system.exists(to) && !self.force.0 {
            let message = format!(
                "Failed to create file '{path}' while expanding the archive file '{archive}' contents as the file '{path}' already exists. Use the -Force parameter if you want to overwrite the existing directory '{}' contents when expanding the archive file.",
                target.path()
            );
            return Err(Fault::new("System.IO.IOException", message)
                .id("ExpandArchiveFileExists")
                .category(ErrorCategory::InvalidOperation)
                .target(path.as_str())
                .into());
        }
        let bytes = entry.unpack().map_err(|it| broken(archive, &it))?;
        system.write(to, &bytes).map_err(|it| failed(shell, &it, &path))?;
        if entry.mode & 0o777 != 0 {
            // A file system without permissions is no reason to fail.
            let _ = system.set_mode(to, entry.mode & 0o777);
        }
        if let Some(time) = entry.modified {
            let _ = system.set_times(to, FileTimes { accessed: None, modified: Some(moment(time)) });
        }
        if self.pass_thru.0 { shell.write(object_at(shell.session, &at)) } else { Ok(()) }
    }
}

fn failed(shell: &Shell<'_>, error: &std::io::Error, path: &str) -> Fault {
    fault::io(&*shell.engine().system, error, path, "ArchiveIOError", ErrorCategory::WriteError)
}

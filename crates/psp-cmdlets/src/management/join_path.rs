//! `Join-Path`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, ProviderKind, drive, place};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Puts paths together with one separator between them.
///
/// ```powershell
/// Join-Path /tmp psp data.txt     # => /tmp/psp/data.txt
/// 'a', 'b' | Join-Path -ChildPath c
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Join-Path", output = "System.String")]
pub(super) struct JoinPath {
    /// What comes first.
    #[param(position = 0, mandatory, pipeline, by_name, alias = "PSPath")]
    path: Vec<String>,
    /// What follows it.
    #[param(position = 1, mandatory, by_name, allow_null, allow_empty_string, allow_empty_collection)]
    child_path: Vec<String>,
    /// What follows that.
    #[param(position = 2, by_name, rest, allow_null, allow_empty_string, allow_empty_collection)]
    additional_child_path: Vec<String>,
    /// The extension that the result gets in place of its own.
    #[param(allow_empty_string)]
    extension: Option<String>,
    /// Gives the existing paths that the result matches.
    #[param]
    resolve: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for JoinPath {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        for path in std::mem::take(&mut self.path) {
            if let Err(error) = self.one(shell, &path) {
                shell.write_failure(error)?;
            }
        }
        Ok(())
    }
}

impl JoinPath {
    fn one(&self, shell: &mut Shell<'_>, path: &str) -> Result<()> {
        let mut joined = join(shell, path, self.child_path.first().map_or("", String::as_str))?;
        for child in self.child_path.iter().skip(1).chain(&self.additional_child_path) {
            joined = join(shell, &joined, child)?;
        }
        if let Some(extension) = &self.extension {
            joined = with_extension(&joined, extension);
        }
        if !self.resolve.0 {
            return shell.write(Value::from(joined));
        }
        for found in paths::resolve(shell, &[joined], false, &NameFilter::default())? {
            shell.write(Value::from(found.shown()))?;
        }
        Ok(())
    }
}

/// One path behind another.
fn join(shell: &Shell<'_>, path: &str, child: &str) -> Result<String> {
    if let Some((name, _)) =
        place::drive_qualified(path).filter(|_| place::provider_qualified(path).is_none())
    {
        let drive = drive::get(shell.session, name)?;
        if drive.kind != ProviderKind::FileSystem {
            return Ok(if child.starts_with(place::is_separator) {
                child.replace('\\', "/")
            } else {
                format!("{}:/{}", drive.name, child.replace('\\', "/"))
            });
        }
    }
    if path.starts_with("\\\\") {
        let message = "Cannot process argument because the value of argument \"path\" is null. Change the value of argument \"path\" to a non-null value.";
        return Err(Fault::new("System.Management.Automation.PSArgumentNullException", message)
            .id("ArgumentNull")
            .category(ErrorCategory::InvalidArgument)
            .into());
    }
    if child.is_empty() {
        return Ok(if path.ends_with('/') { path.to_owned() } else { format!("{path}/") });
    }
    let (path, child) = (path.replace('\\', "/"), child.replace('\\', "/"));
    let (path, child) = (path.strip_suffix('/').unwrap_or(&path), child.trim_start_matches('/'));
    Ok(format!("{path}/{child}"))
}

fn with_extension(path: &str, extension: &str) -> String {
    let start = path.rfind('/').map_or(0, |it| it + 1);
    let end = path[start..].rfind('.').map_or(path.len(), |it| start + it);
    let dot = if extension.is_empty() || extension.starts_with('.') { "" } else { "." };
    format!("{}{dot}{extension}", &path[..end])
}

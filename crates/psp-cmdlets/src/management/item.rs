//! `Get-Item`, `Set-Item`, `Clear-Item`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, Place, ProviderKind, fault};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Result, Value};

/// Gives the items at one or more paths.
///
/// ```powershell
/// Get-Item /tmp
/// (Get-Item Env:HOME).Value
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Item", default_set = "Path", output = "System.IO.FileInfo", output = "System.IO.DirectoryInfo")]
pub(super) struct GetItem {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// With hidden items.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for GetItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        for path in given {
            let one = std::slice::from_ref(path);
            let places = paths::resolve_with(shell, one, literal, &filter, self.force.0)?;
            let is_pattern = !literal && psp_providers::filter::has_wildcards(path);
            for place in places {
                if place.kind() == ProviderKind::FileSystem && !self.force.0 && place.name().starts_with('.')
                {
                    if !is_pattern {
                        shell.write_error(hidden(&place).into_record())?;
                    }
                    continue;
                }
                write(shell, &place)?;
            }
        }
        Ok(())
    }
}

fn hidden(place: &Place) -> psp_value::Fault {
    let path = place.path();
    let message = format!("Could not find item {path}.");
    fault::words(message, "ItemNotFound", ErrorCategory::ObjectNotFound, path)
}

/// Writes an item; that of another drive's root is all its items.
fn write(shell: &mut Shell<'_>, place: &Place) -> Result<()> {
    match place.kind().provider().item(shell.session, place) {
        Ok(item) => shell.write_enumerated_items(item),
        Err(error) => shell.write_failure(error),
    }
}

trait WriteItems {
    fn write_enumerated_items(&mut self, item: Value) -> Result<()>;
}

impl WriteItems for Shell<'_> {
    fn write_enumerated_items(&mut self, item: Value) -> Result<()> {
        match item.as_elements() {
            Some(items) => items.into_iter().try_for_each(|it| self.write(it)),
            None => self.write(item),
        }
    }
}

/// Gives an item another value: a variable, a function, an environment variable.
///
/// ```powershell
/// Set-Item Env:PSP_GREETING hello
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-Item", default_set = "Path", should_process)]
pub(super) struct SetItem {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// The value.
    #[param(position = 1, pipeline, by_name)]
    value: Value,
    /// Changes read-only items too.
    #[param]
    force: Switch,
    /// Gives the items.
    #[param]
    pass_thru: Switch,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for SetItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        for path in given {
            let is_pattern = !literal && psp_providers::filter::has_wildcards(path);
            let places = if is_pattern {
                paths::resolve(shell, std::slice::from_ref(path), literal, &filter)?
            } else {
                vec![psp_providers::glob::one(shell.session, path, literal)?]
            };
            for place in places {
                let done = place.kind().provider().set(shell, &place, &self.value);
                finish(shell, done, self.pass_thru.0)?;
            }
        }
        Ok(())
    }
}

fn finish(shell: &mut Shell<'_>, done: Result<Option<Value>>, pass: bool) -> Result<()> {
    match done {
        Ok(Some(item)) if pass => shell.write(item),
        Ok(_) => Ok(()),
        Err(error) => shell.write_failure(error),
    }
}

/// Takes the value of an item away, keeping the item where that is possible.
///
/// ```powershell
/// $text = 'something'
/// Clear-Item Variable:text
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Clear-Item", default_set = "Path", should_process)]
pub(super) struct ClearItem {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Changes read-only items too.
    #[param]
    force: Switch,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for ClearItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let places = paths::resolve(shell, given, literal, &filter)?;
        paths::each(shell, places, |shell, place| place.kind().provider().clear(shell, place).map(|_| ()))
    }
}

//! `Remove-Item`

use super::paths;
use crate::fault::{invalid_operation, refuse};
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, Place, ProviderKind, Removal, place};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Removes files, directories, and items of other drives.
///
/// ```powershell
/// New-Item /tmp/psp-gone/inner -ItemType Directory -Force | Out-Null
/// Remove-Item /tmp/psp-gone -Recurse
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-Item", default_set = "Path", should_process)]
pub(super) struct RemoveItem {
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
    /// With what is inside.
    #[param]
    recurse: Switch,
    /// Also hidden and read-only items, and directories that are not empty.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// An alternate data stream, which Linux does not have.
    #[param]
    stream: Vec<String>,
}

impl Cmdlet for RemoveItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "Stream"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let deep = self.recurse.0 && filter.has_include_or_exclude();
        let own = if deep { filter.only_filter() } else { filter.clone() };
        let places = paths::resolve_with(shell, given, literal, &own, self.force.0)?;
        paths::each(shell, places, |shell, place| {
            if deep { self.filtered(shell, place, &filter) } else { self.one(shell, place) }
        })
    }
}

impl RemoveItem {
    fn one(&self, shell: &mut Shell<'_>, place: &Place) -> Result<()> {
        if is_in_use(shell, place) {
            let message = format!("Cannot remove the item at '{}' because it is in use.", place.shown());
            return Err(invalid_operation("InvalidOperation", message).target(place.shown()).into());
        }
        let provider = place.kind().provider();
        let path = place.path();
        let is_link = shell.engine().system.read_link(std::path::Path::new(&path)).is_ok();
        let is_tree = place.kind() == ProviderKind::FileSystem
            && !is_link
            && provider.is_container(shell.session, &path)
            && provider.children(shell.session, &path, true).is_ok_and(|it| !it.is_empty());
        if is_tree && !self.recurse.0 && !self.force.0 && shell.stage.common.what_if != Some(true) {
            let message =
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.";
            return Err(invalid_operation("InvalidOperation", message).into());
        }
        let how = Removal { recurse: self.recurse.0 || is_tree, force: self.force.0 };
        provider.remove(shell, place, how)
    }

    /// With `-Recurse` and a filter, what matches is removed wherever it is below.
    fn filtered(&self, shell: &mut Shell<'_>, place: &Place, filter: &NameFilter) -> Result<()> {
        let provider = place.kind().provider();
        if provider.is_container(shell.session, &place.path()) {
            for child in provider.children(shell.session, &place.path(), self.force.0)? {
                self.filtered(shell, &place.child(&child.name), filter)?;
            }
            let is_empty = provider.children(shell.session, &place.path(), true)?.is_empty();
            return if is_empty && filter.takes(place.name()) { self.one(shell, place) } else { Ok(()) };
        }
        if filter.takes(place.name()) { self.one(shell, place) } else { Ok(()) }
    }
}

/// The current location is in the item.
fn is_in_use(shell: &Shell<'_>, place: &Place) -> bool {
    let here = place::here(shell.session);
    if here.kind() != ProviderKind::FileSystem || place.kind() != ProviderKind::FileSystem {
        return false;
    }
    let (here, path) = (here.path(), place.path());
    here == path || here.starts_with(&format!("{}/", path.trim_end_matches('/')))
}

//! `Copy-Item`, `Move-Item`, `Rename-Item`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{Copying, NameFilter, Place, ProviderKind, fault, glob};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Copies files, directories, and items of other drives.
///
/// ```powershell
/// Set-Content /tmp/psp-a.txt 'text'
/// Copy-Item /tmp/psp-a.txt /tmp/psp-b.txt
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Copy-Item", default_set = "Path", should_process)]
pub(super) struct CopyItem {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Where to: a new path, or a directory that takes the copies. The current location when left out.
    #[param(position = 1, by_name)]
    destination: Option<String>,
    /// Directories stay directories; the files of a copied tree land side by side when it is off.
    #[param]
    container: Option<Switch>,
    /// Replaces read-only files.
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
    /// With what is inside.
    #[param]
    recurse: Switch,
    /// Gives the copies.
    #[param]
    pass_thru: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// A remote session; psp has none.
    #[param(ty = "System.Management.Automation.Runspaces.PSSession")]
    from_session: Value,
    /// A remote session; psp has none.
    #[param(ty = "System.Management.Automation.Runspaces.PSSession")]
    to_session: Value,
}

impl Cmdlet for CopyItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "FromSession", "ToSession"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let how = Copying {
            recurse: self.recurse.0,
            force: self.force.0,
            container: self.container.is_none_or(|it| it.0),
            filter: filter.only_filter(),
        };
        let places = paths::resolve_with(shell, given, literal, &filter, self.force.0)?;
        if places.is_empty() {
            return Ok(());
        }
        let to = paths::target(shell, self.destination.as_deref().unwrap_or("."))?;
        paths::each(shell, places, |shell, place| {
            check(shell, place, &to)?;
            let copies = place.kind().provider().copy(shell, place, &to, &how)?;
            if !self.pass_thru.0 {
                return Ok(());
            }
            copies.iter().try_for_each(|it| {
                let item = it.kind().provider().item(shell.session, it)?;
                shell.write(item)
            })
        })
    }
}

/// Both places are of one provider, and a container does not land on a file.
fn check(shell: &mut Shell<'_>, from: &Place, to: &Place) -> Result<()> {
    if from.kind() != to.kind() {
        let message = "Source and destination path did not resolve to the same provider.";
        return Err(fault::argument(message).into());
    }
    let provider = from.kind().provider();
    let (source, target) = (from.path(), to.path());
    let onto_leaf = provider.is_container(shell.session, &source)
        && from.kind() == ProviderKind::FileSystem
        && provider.exists(shell.session, &target)
        && !provider.is_container(shell.session, &target);
    if onto_leaf {
        let message = "Container cannot be copied onto existing leaf item.";
        return Err(Fault::new("System.ArgumentException", message)
            .id("CopyContainerItemToLeafError")
            .category(ErrorCategory::InvalidArgument)
            .target(source.as_str())
            .into());
    }
    Ok(())
}

/// Moves files and directories.
///
/// ```powershell
/// Set-Content /tmp/psp-old.txt 'text'
/// Move-Item /tmp/psp-old.txt /tmp/psp-new.txt -Force
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Move-Item", default_set = "Path", should_process)]
pub(super) struct MoveItem {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Where to: a new path, or a directory that takes the items. The current location when left out.
    #[param(position = 1, by_name)]
    destination: Option<String>,
    /// Replaces a file that is there.
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
    /// Gives the moved items.
    #[param]
    pass_thru: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for MoveItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let places = paths::resolve_with(shell, given, literal, &filter, self.force.0)?;
        if places.is_empty() {
            return Ok(());
        }
        let to = paths::target(shell, self.destination.as_deref().unwrap_or("."))?;
        paths::each(shell, places, |shell, place| {
            let moved = place.kind().provider().move_to(shell, place, &to, self.force.0)?;
            give(shell, moved, self.pass_thru.0)
        })
    }
}

fn give(shell: &mut Shell<'_>, place: Option<Place>, pass: bool) -> Result<()> {
    match place {
        Some(place) if pass => {
            let item = place.kind().provider().item(shell.session, &place)?;
            shell.write(item)
        }
        _ => Ok(()),
    }
}

/// Gives an item another name.
///
/// ```powershell
/// Set-Content /tmp/psp-name.txt 'text'
/// Rename-Item /tmp/psp-name.txt psp-other.txt -Force
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Rename-Item", default_set = "ByPath", should_process)]
pub(super) struct RenameItem {
    /// The path; wildcards must match one item.
    #[param(position = 0, mandatory, pipeline, by_name, set = "ByPath")]
    path: String,
    /// A path in which no character is a wildcard.
    #[param(set = "ByLiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: String,
    /// The new name.
    #[param(position = 1, mandatory, by_name)]
    new_name: String,
    /// Replaces a file of that name.
    #[param]
    force: Switch,
    /// Gives the renamed item.
    #[param]
    pass_thru: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for RenameItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let literal = self.path.is_empty();
        let path = if literal { &self.literal_path } else { &self.path };
        let found = match glob::expand(shell.session, path, literal, true) {
            Ok(found) => found,
            Err(error) => return shell.write_failure(error),
        };
        let [place] = found.as_slice() else {
            if found.is_empty() {
                return shell.write_error(fault::path_not_found(path).into_record());
            }
            let message = format!(
                "Cannot rename multiple items because the path '{path}' resolved to more than one item."
            );
            return shell.write_error(fault::argument(message).into_record());
        };
        let renamed = place.kind().provider().rename(shell, place, &self.new_name, self.force.0);
        match renamed {
            Ok(renamed) => give(shell, renamed, self.pass_thru.0),
            Err(error) => shell.write_failure(error),
        }
    }
}

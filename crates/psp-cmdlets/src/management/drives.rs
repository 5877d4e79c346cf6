//! `Get-PSDrive`, `New-PSDrive`, `Remove-PSDrive`, `Get-PSProvider`

use crate::{
    fault::refuse,
    wildcard::{Wildcard, has_wildcards},
};
use psp_derive::Cmdlet;
use psp_providers::{
    Drive, ProviderKind, drive, fault,
    item::{drive_value, provider_value},
    place,
};
use psp_runtime::{Cmdlet, FrameId, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Gives the drives.
///
/// ```powershell
/// (Get-PSDrive).Name
/// (Get-PSDrive Env).Provider.Name
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-PSDrive", class = "GetPSDriveCommand", default_set = "Name")]
pub(super) struct GetPSDrive {
    /// Names of drives; wildcards are expanded.
    #[param(position = 0, by_name, set = "Name")]
    name: Vec<String>,
    /// Names of drives in which no character is a wildcard.
    #[param(position = 0, mandatory, by_name, set = "LiteralName")]
    literal_name: Vec<String>,
    /// Only drives of scopes up to this one; psp looks through all of them.
    #[param(by_name)]
    scope: Option<String>,
    /// Only drives of these providers.
    #[param(name = "PSProvider", by_name)]
    psprovider: Vec<String>,
}

impl Cmdlet for GetPSDrive {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let literal = self.name.is_empty();
        let names = if literal { self.literal_name.clone() } else { self.name.clone() };
        let providers = Wildcard::all(&self.psprovider);
        let mut drives = drive::all(shell.session);
        drives.retain(|it| providers.is_empty() || providers.iter().any(|wild| wild.matches(it.kind.name())));
        drives.sort_by_key(|it| it.name.to_lowercase());
        drives.dedup_by(|a, b| a.name.eq_ignore_ascii_case(&b.name));
        if names.is_empty() {
            return drives.iter().try_for_each(|it| shell.write(drive_value(it)));
        }
        for name in names {
            let wild = Wildcard::new(&name);
            let is_pattern = !literal && has_wildcards(&name);
            let fits = |it: &&Drive| {
                if is_pattern { wild.matches(&it.name) } else { it.name.eq_ignore_ascii_case(&name) }
            };
            let found: Vec<_> = drives.iter().filter(fits).collect();
            if found.is_empty() && !is_pattern {
                shell.write_error(fault::no_drive(&name).id("GetLocationNoMatchingDrive").into_record())?;
            }
            found.into_iter().try_for_each(|it| shell.write(drive_value(it)))?;
        }
        Ok(())
    }
}

/// Makes a drive over a directory.
///
/// ```powershell
/// New-PSDrive -Name Logs -PSProvider FileSystem -Root /var/log | Out-Null
/// Test-Path Logs:/
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-PSDrive", class = "NewPSDriveCommand", should_process)]
pub(super) struct NewPSDrive {
    /// Its name.
    #[param(position = 0, mandatory, by_name)]
    name: String,
    /// Its provider; drives of other providers than `FileSystem` cannot be made.
    #[param(name = "PSProvider", position = 1, mandatory, by_name)]
    psprovider: String,
    /// The directory that it starts at.
    #[param(position = 2, mandatory, by_name, allow_empty_string)]
    root: String,
    /// A text about it.
    #[param(by_name)]
    description: Option<String>,
    /// The scope that it lives in: `Global`, `Script`, `Local`, or how many scopes up.
    #[param(by_name)]
    scope: Option<String>,
    /// A drive that Windows remembers; Linux does not have those.
    #[param]
    persist: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for NewPSDrive {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Persist", "Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(kind) = ProviderKind::by_name(&self.psprovider) else {
            return shell.write_error(fault::no_provider(&self.psprovider).into_record());
        };
        if kind != ProviderKind::FileSystem {
            return shell.write_error(fault::no_operation().into_record());
        }
        let scope = scope_of(shell, self.scope.as_deref())?;
        let target = format!("Name: {} Provider: {} Root: {}", self.name, kind.qualified_name(), self.root);
        if !shell.should_process(&target, "New drive")? {
            return Ok(());
        }
        if drive::find(shell.session, &self.name).is_some_and(|_| exists_in(shell, &self.name, scope)) {
            let message = format!("A drive with the name '{}' already exists.", self.name);
            let fault = Fault::new("System.Management.Automation.SessionStateException", message)
                .id("DriveAlreadyExists")
                .category(ErrorCategory::ResourceExists)
                .target(self.name.as_str());
            return shell.write_error(fault.into_record());
        }
        let root = place::locate(shell.session, &self.root)?.path();
        let is_folder = kind.provider().is_container(shell.session, &root);
        let made = Drive {
            name: self.name.as_str().into(),
            kind,
            root: root.into(),
            description: self.description.as_deref().unwrap_or_default().into(),
        };
        if !is_folder {
            let message = format!(
                "The specified drive root \"{}\" either does not exist, or it is not a folder.",
                self.root
            );
            let fault = fault::words(message, "DriveRootError", ErrorCategory::ReadError, drive_value(&made));
            return shell.write_error(fault.into_record());
        }
        let value = drive_value(&made);
        drive::add(shell.session, made, scope);
        shell.write(value)
    }
}

fn exists_in(shell: &Shell<'_>, name: &str, scope: FrameId) -> bool {
    let is_own = |it: &Drive| it.name.eq_ignore_ascii_case(name);
    let frame = shell.frame(scope);
    let drives = frame.extra.as_deref().map(|it| it.drives.as_slice()).unwrap_or_default();
    drives.iter().any(|it| it.downcast_ref::<Drive>().is_some_and(is_own))
        || ProviderKind::ALL.iter().any(|it| it.drive_name().eq_ignore_ascii_case(name))
        || name.eq_ignore_ascii_case("Temp")
}

fn scope_of(shell: &mut Shell<'_>, scope: Option<&str>) -> Result<FrameId> {
    let here = shell.scope();
    let Some(scope) = scope else { return Ok(here) };
    match scope.to_ascii_lowercase().as_str() {
        "global" => return Ok(FrameId::GLOBAL),
        "script" => return Ok(shell.frame(here).script),
        "local" => return Ok(here),
        _ => {}
    }
    let mut at = here;
    for _ in 0..scope.trim().parse::<u32>().unwrap_or(0) {
        let parent = shell.frame(at).parent;
        if parent == FrameId::NONE {
            break;
        }
        at = parent;
    }
    Ok(at)
}

/// Removes drives that `New-PSDrive` made.
///
/// ```powershell
/// New-PSDrive Gone FileSystem /tmp | Out-Null
/// Remove-PSDrive Gone
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-PSDrive", class = "RemovePSDriveCommand", default_set = "Name", should_process)]
pub(super) struct RemovePSDrive {
    /// Names of drives; wildcards are expanded.
    #[param(position = 0, mandatory, by_name, set = "Name")]
    name: Vec<String>,
    /// Names of drives in which no character is a wildcard.
    #[param(position = 0, mandatory, by_name, set = "LiteralName")]
    literal_name: Vec<String>,
    /// Only drives of these providers.
    #[param(name = "PSProvider", by_name)]
    psprovider: Vec<String>,
    /// Only drives of scopes up to this one; psp looks through all of them.
    #[param(by_name)]
    scope: Option<String>,
    /// Removes the drive of the current location too.
    #[param]
    force: Switch,
}

impl Cmdlet for RemovePSDrive {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let literal = self.name.is_empty();
        let names = if literal { self.literal_name.clone() } else { self.name.clone() };
        for name in names {
            let wild = Wildcard::new(&name);
            let is_pattern = !literal && has_wildcards(&name);
            let drives = drive::all(shell.session).into_iter();
            let found: Vec<_> =
                drives
                    .filter(|it| {
                        if is_pattern { wild.matches(&it.name) } else { it.name.eq_ignore_ascii_case(&name) }
                    })
                    .collect();
            if found.is_empty() && !is_pattern {
                shell.write_error(fault::no_drive(&name).into_record())?;
            }
            for it in found {
                self.remove(shell, &it)?;
            }
        }
        Ok(())
    }
}

impl RemovePSDrive {
    fn remove(&self, shell: &mut Shell<'_>, drive: &Drive) -> Result<()> {
        let target =
            format!("Name: {} Provider: {} Root: {}", drive.name, drive.kind.qualified_name(), drive.root);
        if !shell.should_process(&target, "Remove Drive")? {
            return Ok(());
        }
        if !self.force.0 && place::here(shell.session).drive.name == drive.name {
            let message = format!("Cannot remove drive '{}' because it is in use.", drive.name);
            return shell
                .write_error(crate::fault::invalid_operation("InvalidOperation", message).into_record());
        }
        if !drive::remove(shell.session, &drive.name) {
            let message =
                format!("Cannot remove drive '{}' because it is one that every session has.", drive.name);
            return shell
                .write_error(crate::fault::invalid_operation("InvalidOperation", message).into_record());
        }
        Ok(())
    }
}

/// Gives the providers.
///
/// ```powershell
/// (Get-PSProvider).Name
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-PSProvider", class = "GetPSProviderCommand")]
pub(super) struct GetPSProvider {
    /// Names of providers; wildcards are expanded.
    #[param(name = "PSProvider", position = 0, by_name)]
    psprovider: Vec<String>,
}

impl Cmdlet for GetPSProvider {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.psprovider.is_empty() {
            return ProviderKind::ALL.into_iter().try_for_each(|it| shell.write(provider_value(it)));
        }
        for name in &self.psprovider {
            let wild = Wildcard::new(name);
            let found: Vec<_> = ProviderKind::ALL.into_iter().filter(|it| wild.matches(it.name())).collect();
            if found.is_empty() && !has_wildcards(name) {
                shell.write_error(fault::no_provider(name).into_record())?;
            }
            found.into_iter().try_for_each(|it| shell.write(provider_value(it)))?;
        }
        Ok(())
    }
}

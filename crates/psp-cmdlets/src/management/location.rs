//! `Get-Location`, `Set-Location`, `Push-Location`, `Pop-Location`

use super::paths;
use psp_derive::Cmdlet;
use psp_providers::{Drive, Place, ProviderKind, drive, fault, filter::has_wildcards, glob, place};
use psp_runtime::{Cmdlet, Session, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result};
use std::collections::HashMap;

/// Stacks of `-StackName`, and where `Set-Location` was before and after.
#[derive(Default)]
struct Stacks {
    named: HashMap<String, Vec<String>>,
    current: String,
    back: Vec<String>,
    forward: Vec<String>,
}

const DEFAULT_STACK: &str = "default";

/// Gives the current location.
///
/// ```powershell
/// (Get-Location).Path
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Location", default_set = "Location", output = "System.Management.Automation.PathInfo")]
pub(super) struct GetLocation {
    /// The location of these providers.
    #[param(name = "PSProvider", set = "Location", by_name)]
    psprovider: Vec<String>,
    /// The location of these drives.
    #[param(name = "PSDrive", set = "Location", by_name)]
    psdrive: Vec<String>,
    /// Gives the remembered locations, the last one first.
    #[param(set = "Stack")]
    stack: Switch,
    /// The names of stacks of remembered locations.
    #[param(set = "Stack", by_name)]
    stack_name: Vec<String>,
}

impl Cmdlet for GetLocation {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.stack.0 || !self.stack_name.is_empty() {
            let names =
                if self.stack_name.is_empty() { vec![String::new()] } else { self.stack_name.clone() };
            return names.iter().try_for_each(|name| write_stack(shell, name));
        }
        let mut found = false;
        for name in &self.psdrive {
            found = true;
            match drive::get(shell.session, name) {
                Ok(drive) => {
                    let at = location_of(shell.session, drive);
                    shell.write(paths::info(&at))?;
                }
                Err(error) => shell.write_failure(error)?,
            }
        }
        for name in &self.psprovider {
            found = true;
            match ProviderKind::by_name(name) {
                Some(kind) => {
                    let at = location_of(shell.session, Drive::of(kind));
                    shell.write(paths::info(&at))?;
                }
                None => shell.write_error(fault::no_provider(name).into_record())?,
            }
        }
        if found {
            return Ok(());
        }
        let here = paths::info(&place::here(shell.session));
        shell.write(here)
    }
}

/// Where the session is on a drive.
fn location_of(session: &Session, drive: Drive) -> Place {
    let here = place::here(session);
    if here.drive.name == drive.name || here.kind() == drive.kind && drive.is_root() {
        return here;
    }
    if drive.is_root() { Place::file(session.file_location()) } else { Place::new(drive, "") }
}

fn write_stack(shell: &mut Shell<'_>, name: &str) -> Result<()> {
    let stack = stack_of(shell.session, name);
    let name = if name.is_empty() { DEFAULT_STACK } else { name };
    if stack.is_none() && !name.eq_ignore_ascii_case(DEFAULT_STACK) {
        return shell.write_error(no_stack(name).into_record());
    }
    for path in stack.unwrap_or_default().into_iter().rev() {
        let at = place::locate(shell.session, &path)?;
        shell.write(paths::info(&at))?;
    }
    Ok(())
}

fn stack_of(session: &mut Session, name: &str) -> Option<Vec<String>> {
    let stacks = session.extension::<Stacks>();
    let key = if name.is_empty() { stacks.current.clone() } else { name.to_lowercase() };
    let key = if key.is_empty() { DEFAULT_STACK.to_owned() } else { key };
    stacks.named.get(&key).cloned()
}

fn with_stack<R>(session: &mut Session, name: Option<&str>, f: impl FnOnce(&mut Vec<String>) -> R) -> R {
    let stacks = session.extension::<Stacks>();
    let key =
        name.map(str::to_lowercase).filter(|it| !it.is_empty()).unwrap_or_else(|| stacks.current.clone());
    let key = if key.is_empty() { DEFAULT_STACK.to_owned() } else { key };
    f(stacks.named.entry(key).or_default())
}

fn no_stack(name: &str) -> Fault {
    let message = format!("Cannot find location stack '{name}'. It does not exist or it is not a container.");
    Fault::new("System.Management.Automation.PSArgumentException", message)
        .id("Argument")
        .category(ErrorCategory::InvalidArgument)
        .target(name)
}

/// Goes to another location.
///
/// ```powershell
/// Set-Location /tmp
/// Set-Location -      # back
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-Location", default_set = "Path", output = "System.Management.Automation.PathInfo")]
pub(super) struct SetLocation {
    /// The path; `-` goes back, `+` forward again, nothing goes home.
    #[param(position = 0, pipeline, by_name, set = "Path")]
    path: Option<String>,
    /// A path in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// Gives the new location.
    #[param]
    pass_thru: Switch,
    /// The stack that `Push-Location` and `Pop-Location` use from now on.
    #[param(set = "Stack", by_name)]
    stack_name: Option<String>,
}

impl Cmdlet for SetLocation {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(name) = &self.stack_name {
            let name = name.to_lowercase();
            let stacks = shell.session.extension::<Stacks>();
            if !name.is_empty() && name != DEFAULT_STACK && !stacks.named.contains_key(&name) {
                return Err(no_stack(&name).into());
            }
            stacks.current = name;
            return Ok(());
        }
        let literal = self.literal_path.is_some();
        let given = self.literal_path.as_deref().or(self.path.as_deref()).unwrap_or("~").to_owned();
        let before = shell.shown_location();
        let done = match given.as_str() {
            "-" if !literal => travel(shell, true),
            "+" if !literal => travel(shell, false),
            path => go(shell, path, literal).map(|()| {
                let stacks = shell.session.extension::<Stacks>();
                stacks.back.push(before);
                stacks.forward.clear();
            }),
        };
        match done {
            Ok(()) if self.pass_thru.0 => {
                let here = paths::info(&place::here(shell.session));
                shell.write(here)
            }
            Ok(()) => Ok(()),
            Err(error) => shell.write_failure(error),
        }
    }
}

/// Goes back, or forward again.
fn travel(shell: &mut Shell<'_>, back: bool) -> Result<()> {
    let before = shell.shown_location();
    let stacks = shell.session.extension::<Stacks>();
    let next = if back { stacks.back.pop() } else { stacks.forward.pop() };
    let Some(next) = next else {
        let side = if back { "left" } else { "right" };
        let message = format!(
            "There is no location history {side} to navigate {}.",
            if back { "backwards" } else { "forwards" }
        );
        return Err(crate::fault::invalid_operation("InvalidOperation", message).into());
    };
    go(shell, &next, true)?;
    let stacks = shell.session.extension::<Stacks>();
    (if back { &mut stacks.forward } else { &mut stacks.back }).push(before);
    Ok(())
}

/// Makes a path the current location.
fn go(shell: &mut Shell<'_>, path: &str, literal: bool) -> Result<()> {
    if path.is_empty() {
        return Ok(());
    }
    let place = if !literal && has_wildcards(path) {
        one_container(shell, path)?
    } else {
        glob::one(shell.session, path, literal)?
    };
    let inside = place.path();
    let provider = place.kind().provider();
    if !provider.exists(shell.session, &inside) || !provider.is_container(shell.session, &inside) {
        return Err(fault::path_not_found(&place.shown()).into());
    }
    if place.kind() != ProviderKind::FileSystem {
        let name = place.drive.name.to_string();
        shell.set_drive_location(&name, "");
        return Ok(());
    }
    if place.drive.is_root() {
        shell.set_file_location(inside);
    } else {
        let name = place.drive.name.to_string();
        shell.set_drive_directory(&name, &place.inside, inside);
    }
    Ok(())
}

/// The one container that a pattern matches.
fn one_container(shell: &mut Shell<'_>, path: &str) -> Result<Place> {
    let mut found = glob::expand(shell.session, path, false, false)?;
    found.retain(|it| it.kind().provider().is_container(shell.session, &it.path()));
    if found.len() > 1 {
        let message = format!(
            "Cannot set the location because path '{path}' resolved to multiple containers. You can only set the \
             location to a single container at a time."
        );
        return Err(fault::argument(message).into());
    }
    found.pop().ok_or_else(|| fault::path_not_found(path).into())
}

/// Remembers the current location and goes to another one.
///
/// ```powershell
/// Push-Location /tmp
/// Pop-Location
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Push-Location", default_set = "Path", output = "System.Management.Automation.PathInfo")]
pub(super) struct PushLocation {
    /// The path; the location stays when it is left out.
    #[param(position = 0, pipeline, by_name, set = "Path")]
    path: Option<String>,
    /// A path in which no character is a wildcard.
    #[param(set = "LiteralPath", by_name, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// Gives the new location.
    #[param]
    pass_thru: Switch,
    /// The name of the stack.
    #[param(by_name)]
    stack_name: Option<String>,
}

impl Cmdlet for PushLocation {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let before = shell.shown_location();
        let literal = self.literal_path.is_some();
        if let Some(path) = self.literal_path.clone().or_else(|| self.path.clone())
            && let Err(error) = go(shell, &path, literal)
        {
            return shell.write_failure(error);
        }
        with_stack(shell.session, self.stack_name.as_deref(), |it| it.push(before));
        if !self.pass_thru.0 {
            return Ok(());
        }
        let here = paths::info(&place::here(shell.session));
        shell.write(here)
    }
}

/// Goes to the location that was remembered last.
///
/// ```powershell
/// Push-Location /tmp
/// Pop-Location
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Pop-Location", output = "System.Management.Automation.PathInfo")]
pub(super) struct PopLocation {
    /// Gives the new location.
    #[param]
    pass_thru: Switch,
    /// The name of the stack.
    #[param(by_name)]
    stack_name: Option<String>,
}

impl Cmdlet for PopLocation {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(name) = self.stack_name.as_deref().filter(|it| !it.eq_ignore_ascii_case(DEFAULT_STACK))
            && stack_of(shell.session, name).is_none()
        {
            return Err(no_stack(name).into());
        }
        let Some(path) = with_stack(shell.session, self.stack_name.as_deref(), Vec::pop) else {
            return Ok(());
        };
        if let Err(error) = go(shell, &path, true) {
            return shell.write_failure(error);
        }
        if !self.pass_thru.0 {
            return Ok(());
        }
        let here = paths::info(&place::here(shell.session));
        shell.write(here)
    }
}

//! `Get-Alias`, `Set-Alias`, `New-Alias`, `Remove-Alias`: other names for commands.

use super::variable::{option_bits, scope_of};
use crate::wildcard::{Wildcard, has_wildcards};
use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{
    Cmdlet, FrameId, Shell, Switch,
    alias_object::{self, AliasObject},
    function::Alias,
};
use psp_value::{
    ErrorCategory, Fault, Result, Value,
    variable::options::{ALL_SCOPE, CONSTANT, READ_ONLY},
};
use std::sync::Arc;

/// Lists aliases.
///
/// ```powershell
/// Get-Alias -Definition Get-ChildItem
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Alias", default_set = "Default", output = "System.Management.Automation.AliasInfo")]
pub(super) struct GetAlias {
    /// Names; wildcards are allowed.
    #[param(set = "Default", position = 0, pipeline, by_name, validate_not_null_or_empty)]
    name: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Looks in this scope: `Global`, `Script`, `Local`, or how many scopes up.
    #[param]
    scope: Option<String>,
    /// Commands whose aliases are wanted.
    #[param(set = "Definition", validate_not_null_or_empty)]
    definition: Vec<String>,
}

/// Gives a command another name, or changes what a name stands for.
///
/// ```powershell
/// Set-Alias list Get-ChildItem
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-Alias", should_process, output = "System.Management.Automation.AliasInfo")]
pub(super) struct SetAlias {
    /// The name.
    #[param(position = 0, mandatory, by_name)]
    name: String,
    /// The command.
    #[param(position = 1, mandatory, by_name)]
    value: String,
    /// A text about the alias.
    #[param]
    description: Option<String>,
    /// `None`, `ReadOnly`, `Constant`, `Private`, `AllScope`.
    #[param(ty = "System.Management.Automation.ScopedItemOptions")]
    option: Value,
    /// Gives the alias.
    #[param]
    pass_thru: Switch,
    /// The scope: `Global`, `Script`, `Local`, or how many scopes up.
    #[param]
    scope: Option<String>,
    /// Changes read-only aliases too.
    #[param]
    force: Switch,
}

/// Gives a command another name, which must not be taken.
///
/// ```powershell
/// New-Alias list Get-ChildItem
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Alias", should_process, output = "System.Management.Automation.AliasInfo")]
pub(super) struct NewAlias {
    /// The name.
    #[param(position = 0, mandatory, by_name)]
    name: String,
    /// The command.
    #[param(position = 1, mandatory, by_name)]
    value: String,
    /// A text about the alias.
    #[param]
    description: Option<String>,
    /// `None`, `ReadOnly`, `Constant`, `Private`, `AllScope`.
    #[param(ty = "System.Management.Automation.ScopedItemOptions")]
    option: Value,
    /// Gives the alias.
    #[param]
    pass_thru: Switch,
    /// The scope: `Global`, `Script`, `Local`, or how many scopes up.
    #[param]
    scope: Option<String>,
    /// Changes an alias that exists.
    #[param]
    force: Switch,
}

/// Removes aliases.
///
/// ```powershell
/// Set-Alias list Get-ChildItem; Remove-Alias list
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-Alias", default_set = "Default")]
pub(super) struct RemoveAlias {
    /// The names.
    #[param(position = 0, mandatory, pipeline, by_name)]
    name: Vec<String>,
    /// The scope: `Global`, `Script`, `Local`, or how many scopes up.
    #[param]
    scope: Option<String>,
    /// Removes read-only aliases too.
    #[param]
    force: Switch,
}

fn not_found(what: &str, text: &str) -> Fault {
    let message = format!(
        "This command cannot find a matching alias because an alias with the {what} '{text}' does not exist."
    );
    Fault::new("System.Management.Automation.ItemNotFoundException", message)
        .id("ItemNotFoundException")
        .category(ErrorCategory::ObjectNotFound)
        .target(text)
}

impl Cmdlet for GetAlias {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let excluded = Wildcard::all(&self.exclude);
        let all: Vec<Arc<Alias>> = self.visible(shell)?;
        let kept = |it: &Arc<Alias>| !excluded.iter().any(|pattern| pattern.matches(&it.name.text()));
        if !self.definition.is_empty() {
            for wanted in &self.definition {
                let pattern = Wildcard::new(wanted);
                let found: Vec<_> =
                    all.iter().filter(|it| kept(it) && pattern.matches(&it.definition.text())).collect();
                if found.is_empty() && !has_wildcards(wanted) {
                    shell.write_error(not_found("definition", wanted).into_record())?;
                }
                for alias in found {
                    let object = AliasObject::value(alias.clone());
                    shell.write(object)?;
                }
            }
            return Ok(());
        }
        let names = if self.name.is_empty() { vec!["*".to_owned()] } else { self.name.clone() };
        for wanted in names {
            let pattern = Wildcard::new(&wanted);
            let found: Vec<_> =
                all.iter().filter(|it| kept(it) && pattern.matches(&it.name.text())).collect();
            if found.is_empty() && !has_wildcards(&wanted) {
                shell.write_error(not_found("name", &wanted).into_record())?;
            }
            for alias in found {
                let object = AliasObject::value(alias.clone());
                shell.write(object)?;
            }
        }
        Ok(())
    }
}

impl GetAlias {
    fn visible(&self, shell: &mut Shell<'_>) -> Result<Vec<Arc<Alias>>> {
        let Some(scope) = scope_of(shell, self.scope.as_deref())? else {
            return Ok(alias_object::all(shell.session));
        };
        if scope == FrameId::GLOBAL {
            return Ok(alias_object::all(shell.session));
        }
        let frame = shell.frame(scope);
        let mut found: Vec<_> = frame.extra.iter().flat_map(|it| it.aliases.values().cloned()).collect();
        found.sort_by_key(|it: &Arc<Alias>| it.name.text().to_lowercase());
        Ok(found)
    }
}

/// What `Set-Alias` and `New-Alias` have in common.
struct Wanted<'a> {
    name: &'a str,
    value: &'a str,
    description: &'a Option<String>,
    option: &'a Value,
    pass_thru: bool,
    force: bool,
}

impl Wanted<'_> {
    fn put(&self, shell: &mut Shell<'_>, scope: FrameId) -> Result<()> {
        if !shell.should_process(&format!("Name: {} Value: {}", self.name, self.value), "Set Alias")? {
            return Ok(());
        }
        if let Some(known) = shell.find_alias(Symbol::new(self.name), scope) {
            let own = shell
                .frame(scope)
                .extra
                .as_deref()
                .is_some_and(|it| it.aliases.contains_key(&Symbol::new(self.name)));
            let here = own || scope == FrameId::GLOBAL || known.options & ALL_SCOPE != 0;
            let locked = known.options & CONSTANT != 0 || known.options & READ_ONLY != 0 && !self.force;
            if here && locked {
                return shell.write_error(not_writable(self.name).into_record());
            }
        }
        let alias = Arc::new(Alias {
            name: self.name.into(),
            definition: self.value.into(),
            description: self.description.as_deref().unwrap_or_default().into(),
            options: option_bits(self.option).unwrap_or(0),
            module: shell.states[shell.running_state() as usize].name.clone(),
        });
        shell.put_alias(alias.clone(), scope);
        if self.pass_thru { shell.write(AliasObject::value(alias)) } else { Ok(()) }
    }
}

fn not_writable(name: &str) -> Fault {
    let message = format!(
        "Alias is not writeable because alias {name} is read-only or constant and cannot be written to."
    );
    Fault::new("System.Management.Automation.SessionStateUnauthorizedAccessException", message)
        .id("AliasNotWritable")
        .category(ErrorCategory::WriteError)
        .target(name)
}

impl Cmdlet for SetAlias {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?.unwrap_or_else(|| shell.scope());
        let wanted = Wanted {
            name: &self.name,
            value: &self.value,
            description: &self.description,
            option: &self.option,
            pass_thru: self.pass_thru.0,
            force: self.force.0,
        };
        wanted.put(shell, scope)
    }
}

impl Cmdlet for NewAlias {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?.unwrap_or_else(|| shell.scope());
        if !self.force.0 && shell.find_alias(Symbol::new(&self.name), scope).is_some() {
            let message = format!(
                "The alias is not allowed, because an alias with the name '{}' already exists.",
                self.name
            );
            let fault = Fault::new("System.Management.Automation.SessionStateException", message)
                .id("AliasAlreadyExists")
                .category(ErrorCategory::ResourceExists)
                .target(self.name.as_str());
            return shell.write_error(fault.into_record());
        }
        let wanted = Wanted {
            name: &self.name,
            value: &self.value,
            description: &self.description,
            option: &self.option,
            pass_thru: self.pass_thru.0,
            force: self.force.0,
        };
        wanted.put(shell, scope)
    }
}

impl Cmdlet for RemoveAlias {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let scope = scope_of(shell, self.scope.as_deref())?.unwrap_or_else(|| shell.scope());
        for name in std::mem::take(&mut self.name) {
            let symbol = Symbol::new(&name);
            let Some(known) = shell.find_alias(symbol, scope) else {
                shell.write_error(not_found("name", &name).into_record())?;
                continue;
            };
            if known.options & CONSTANT != 0 || known.options & READ_ONLY != 0 && !self.force.0 {
                let message = format!("Alias was not removed because alias {name} is constant or read-only.");
                let fault = Fault::new(
                    "System.Management.Automation.SessionStateUnauthorizedAccessException",
                    message,
                )
                .id("AliasNotRemovable")
                .category(ErrorCategory::WriteError)
                .target(name.as_str());
                shell.write_error(fault.into_record())?;
                continue;
            }
            remove(shell, symbol, scope);
        }
        Ok(())
    }
}

/// Removes an alias from the nearest scope that has it.
fn remove(shell: &mut Shell<'_>, symbol: Symbol, from: FrameId) {
    shell.session.command_epoch += 1;
    let mut at = from;
    while at != FrameId::NONE {
        let frame = shell.frame_mut(at);
        if frame.extra.as_deref_mut().is_some_and(|it| it.aliases.remove(&symbol).is_some()) {
            return;
        }
        at = frame.parent;
    }
    shell.session.modules.removed_aliases.insert(symbol);
}

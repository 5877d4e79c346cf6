//! [`Module`]: a loaded module, or one that could be loaded.

use super::{Manifest, Version};
use crate::function::{Alias, Function};
use psp_ir::Symbol;
use psp_value::{Lock, Ref, Str, Value, Variable};
use std::sync::Arc;

/// `ModuleType`, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in PowerShell")]
pub enum ModuleKind {
    Script = 0,
    Binary = 1,
    Manifest = 2,
}

/// A module.
pub struct Module {
    /// Its name.
    pub name: Str,
    /// The file that it was loaded from; empty for none.
    pub path: Str,
    /// The directory of the file.
    pub base: Str,
    /// What it is.
    pub kind: ModuleKind,
    /// Its session state; 0 when it has none: built in, or not loaded.
    pub state: u32,
    /// Made by `New-Module`.
    pub is_dynamic: bool,
    /// Its version.
    pub version: Version,
    /// What its manifest says.
    pub manifest: Manifest,
    /// The script's text.
    pub definition: Str,
    /// What may change.
    pub parts: Lock<Parts>,
}

/// What may change of a module.
#[derive(Default)]
pub struct Parts {
    /// `Export-ModuleMember` was called.
    pub is_explicit: bool,
    /// Exported functions.
    pub functions: Vec<Arc<Function>>,
    /// Exported aliases.
    pub aliases: Vec<Arc<Alias>>,
    /// Exported variables.
    pub variables: Vec<(Symbol, Ref<Variable>)>,
    /// Names of exported built-in commands.
    pub cmdlets: Vec<Str>,
    /// Names of functions, of a module that is not loaded.
    pub declared: Vec<Str>,
    /// Modules loaded inside of it.
    pub nested: Vec<Arc<Module>>,
    /// Modules that it requires.
    pub required: Vec<Arc<Module>>,
    /// `OnRemove`
    pub on_remove: Value,
    /// `ModuleAccessMode`: read and write, read only, constant.
    pub access: i64,
    /// `PrivateData`
    pub private_data: Value,
    /// `Description`, when a script set it.
    pub description: Option<Value>,
    /// What is put before the nouns of its commands.
    pub prefix: Str,
}

impl Module {
    /// A module without anything in it.
    pub fn new(name: &str, path: &str, state: u32) -> Self {
        let base = path.rsplit_once('/').map_or("", |it| it.0);
        Self {
            name: name.into(),
            path: path.into(),
            base: base.into(),
            kind: ModuleKind::Script,
            state,
            is_dynamic: false,
            version: Version::default(),
            manifest: Manifest::default(),
            definition: Str::default(),
            parts: Lock::default(),
        }
    }

    /// The names of its exported functions and built-in commands as an importer sees them.
    pub fn command_names(&self) -> Vec<String> {
        self.parts.with(|it| {
            let prefix = it.prefix.text().into_owned();
            let names = it.functions.iter().map(|it| it.name.text().into_owned());
            let declared = it.declared.iter().map(|it| it.text().into_owned());
            let cmdlets = it.cmdlets.iter().map(|it| it.text().into_owned());
            names.chain(declared).chain(cmdlets).map(|it| prefixed(&it, &prefix)).collect()
        })
    }

    /// The exported function of a name, with or without the prefix.
    pub fn function(&self, name: &str) -> Option<Arc<Function>> {
        self.parts.with(|it| {
            let prefix = it.prefix.text().into_owned();
            let same = |function: &&Arc<Function>| {
                let own = function.name.text();
                own.eq_ignore_ascii_case(name) || prefixed(&own, &prefix).eq_ignore_ascii_case(name)
            };
            it.functions.iter().find(same).cloned()
        })
    }
}

/// A command's name with a prefix before its noun.
pub(super) fn prefixed(name: &str, prefix: &str) -> String {
    match name.split_once('-') {
        _ if prefix.is_empty() => name.to_owned(),
        Some((verb, noun)) => format!("{verb}-{prefix}{noun}"),
        None => format!("{prefix}{name}"),
    }
}

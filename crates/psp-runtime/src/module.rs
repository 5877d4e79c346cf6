//! Modules: session states of their own, and what a session has loaded.

mod autoload;
mod errors;
mod export;
mod find;
mod import;
mod info;
mod load;
mod manifest;
mod object;
mod remove;
mod requires;
mod version;

pub use export::Patterns;
pub use find::Available;
pub use import::{ImportOptions, Reporter};
pub use info::{Module, ModuleKind, Parts};
pub use load::{Loader, Made};
pub use manifest::{Manifest, Wanted};
pub use object::{METHODS, module_of, table as table_of, value};
pub use version::Version;

use crate::{
    frame::FrameId,
    session::{ClosureState, Session},
};
use psp_ir::Symbol;
use psp_value::Str;
use std::{
    collections::HashSet,
    sync::{Arc, Weak},
};

/// Approved verbs: verb, alias prefix and group, a verb a line.
pub const VERBS: &str = include_str!("module/verbs.tsv");

/// A new id, for a manifest.
pub fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A session state: the global one, or a module's.
pub struct ModuleState {
    /// The module's name; empty for the global state.
    pub name: Str,
    /// Its outermost scope.
    pub scope: FrameId,
    /// Its current scope: what a function called next has as parent.
    pub current: FrameId,
    /// The module; none for the global state.
    pub module: Option<Arc<Module>>,
    /// Modules that were imported into it.
    pub imported: Vec<Arc<Module>>,
    /// Of a closure: what its blocks hold.
    pub closure: Option<Weak<ClosureState>>,
    /// Of a closure whose code defined functions: it is never given up.
    pub kept: Option<Arc<ClosureState>>,
}

impl ModuleState {
    /// The global session state.
    pub fn global() -> Self {
        Self::new(Str::default(), FrameId::GLOBAL)
    }

    /// A session state with a scope.
    pub fn new(name: Str, scope: FrameId) -> Self {
        Self { name, scope, current: scope, module: None, imported: Vec::new(), closure: None, kept: None }
    }
}

/// What a session has loaded.
#[derive(Default)]
pub struct Modules {
    /// Built-in aliases that were removed.
    pub removed_aliases: HashSet<Symbol>,
    /// Built-in modules of which a command was looked for, in that order: pwsh loads them then.
    used: Vec<&'static str>,
    /// All modules that are loaded, nested ones too, in order of loading.
    pub all: Vec<Arc<Module>>,
    /// What module files were found to hold, by path.
    found: find::Found,
    /// States of modules that were forgotten; the next modules take their places.
    free: Vec<u32>,
    /// Paths that are being loaded: a module that requires itself ends there.
    loading: Vec<String>,
}

/// What is no module in pwsh: its commands are always there.
const CORE: &str = "Microsoft.PowerShell.Core";

impl Modules {
    /// Built-in modules that count as loaded, in order of their first use.
    pub fn used(&self) -> &[&'static str] {
        &self.used
    }

    /// Whether a built-in module's commands are at hand without loading it.
    pub fn counts_as_loaded(&self, module: &str) -> bool {
        module == CORE || self.used.contains(&module)
    }

    /// A command of a built-in module was looked for.
    pub fn note_use(&mut self, module: &'static str) {
        if !self.counts_as_loaded(module) {
            self.used.push(module);
        }
    }
}

impl Session {
    /// The session state of the running code.
    pub fn running_state(&self) -> u32 {
        self.frame(self.current).state
    }

    /// The module of the running code.
    pub fn running_module(&self) -> Option<Arc<Module>> {
        self.states.get(self.running_state() as usize)?.module.clone()
    }

    /// The module of a session state.
    pub fn module_of_state(&self, state: u32) -> Option<Arc<Module>> {
        self.states.get(state as usize)?.module.clone()
    }

    /// A session state with a scope of its own below the global one.
    fn new_state(&mut self, module: impl FnOnce(u32) -> Arc<Module>) -> u32 {
        let free = self.modules.free.pop();
        let state = free.unwrap_or(self.states.len() as u32);
        let module = module(state);
        let scope = self.new_scope(state);
        let made =
            ModuleState { module: Some(module.clone()), ..ModuleState::new(module.name.clone(), scope) };
        match free {
            Some(state) => self.states[state as usize] = made,
            None => self.states.push(made),
        }
        state
    }

    /// Loaded modules whose names match; without a pattern all of them. Nested ones only when asked for.
    pub fn loaded_modules(&self, fits: impl Fn(&str) -> bool, nested: bool) -> Vec<Arc<Module>> {
        let state = self.running_state() as usize;
        let visible = |it: &Arc<Module>| {
            nested
                || [state, 0]
                    .iter()
                    .any(|&at| self.states[at].imported.iter().any(|other| Arc::ptr_eq(it, other)))
        };
        let all = self.modules.all.iter();
        let mut found: Vec<_> = all.filter(|it| visible(it) && fits(&it.name.text())).cloned().collect();
        found.sort_by_key(|it| it.name.text().to_lowercase());
        found
    }

    /// A loaded module by name: one that the running code sees, else any.
    pub fn loaded_module(&self, name: &str) -> Option<Arc<Module>> {
        let same = |it: &str| it.eq_ignore_ascii_case(name);
        let seen = self.loaded_modules(same, false).pop();
        seen.or_else(|| self.modules.all.iter().rev().find(|it| same(&it.name.text())).cloned())
    }

    /// Forgets all modules and their states: the worker of a parallel run starts anew.
    pub(crate) fn forget_modules(&mut self) {
        let mut free = std::mem::take(&mut self.modules.free);
        for state in 1..self.states.len() {
            if self.states[state].module.take().is_some() {
                let scope = self.states[state].scope;
                self.free_scope(scope);
                free.push(state as u32);
            }
        }
        for state in &mut self.states {
            state.imported.clear();
        }
        self.modules = Modules { found: std::mem::take(&mut self.modules.found), free, ..Modules::default() };
        self.command_epoch += 1;
    }

    /// Loads a module in a worker: by name, where an unknown one is no error, or by a directory that holds one module
    /// or several.
    pub(crate) fn import_for_worker(&mut self, name: &str, is_path: bool) {
        let options = ImportOptions { global: true, ..ImportOptions::default() };
        let names = if is_path { self.modules_in(name) } else { vec![name.to_owned()] };
        for name in names {
            let imported = Loader::new(self, None, &options).import(&name);
            // A module that fails to load is reported like any other error of the worker.
            if let Err(error) = imported
                && let Some(raised) = error.raised()
                && (is_path || !errors::is_not_found(raised))
            {
                let redirects = self.redirects;
                self.log_error(&raised.record);
                let _ =
                    self.write_record(crate::session::StreamKind::Error, raised.record.clone(), redirects);
            }
        }
    }
}

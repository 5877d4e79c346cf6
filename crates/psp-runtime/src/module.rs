//! Modules: session states of their own, and what a session has loaded.

use crate::{
    frame::FrameId,
    function::Command,
    session::{ClosureState, Session},
};
use psp_ir::Symbol;
use psp_value::{Result, Str};
use std::{
    collections::HashSet,
    sync::{Arc, Weak},
};

/// A session state: the global one, or a module's.
pub struct ModuleState {
    /// The module's name; empty for the global state.
    pub name: Str,
    /// Its outermost scope.
    pub scope: FrameId,
    /// Its current scope: what a function called next has as parent.
    pub current: FrameId,
    /// Of a closure: what its blocks hold.
    pub closure: Option<Weak<ClosureState>>,
    /// Of a closure whose code defined functions: it is never given up.
    pub kept: Option<Arc<ClosureState>>,
}

impl ModuleState {
    /// The global session state.
    pub fn global() -> Self {
        Self {
            name: Str::default(),
            scope: FrameId::GLOBAL,
            current: FrameId::GLOBAL,
            closure: None,
            kept: None,
        }
    }
}

/// What a session has loaded.
#[derive(Default)]
pub struct Modules {
    /// Built-in aliases that were removed.
    pub removed_aliases: HashSet<Symbol>,
}

impl Session {
    /// A command of a loaded module, by the module's and its own name.
    pub(crate) fn find_in_module(&mut self, module: &str, name: &str) -> Result<Option<Command>> {
        let built_in = self.engine().find_cmdlet(name).filter(|it| it.1.eq_ignore_ascii_case(module));
        Ok(built_in.map(|(def, module)| Command::Cmdlet(def, module)))
    }

    /// Loads a module in a worker: by name, where an unknown one is no error, or by path.
    #[expect(clippy::unused_self, reason = "it will look into the session's modules")]
    pub(crate) fn import_for_worker(&mut self, _name: &str, _is_path: bool) {}

    /// Loads the module that has a command of this name, when there is one.
    #[expect(clippy::unused_self, reason = "it will look into the session's modules")]
    pub(crate) fn autoload(&mut self, _name: &str) -> Result<Option<Command>> {
        Ok(None)
    }
}

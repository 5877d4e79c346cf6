//! Loading a module because a command of it is called.

use super::{ImportOptions, Loader, errors};
use crate::{function::Command, names::NAMES, session::Session};
use psp_value::{Result, convert};
use std::sync::Arc;

impl Session {
    /// A command of a loaded module, by the module's and its own name.
    pub(crate) fn find_in_module(&mut self, module: &str, name: &str) -> Result<Option<Command>> {
        let built_in = self.engine().find_cmdlet(name).filter(|it| it.1.eq_ignore_ascii_case(module));
        if let Some((def, module)) = built_in {
            return Ok(Some(Command::Cmdlet(def, module)));
        }
        let found = self.loaded_module(module).and_then(|it| it.function(name));
        Ok(found.map(Command::Function))
    }

    /// Loads the module that a command is qualified with.
    ///
    /// # Errors
    /// There is no such module, or it fails to load.
    pub(crate) fn autoload_module(&mut self, module: &str, name: &str) -> Result<Option<Command>> {
        let known = self.loaded_module(module).is_some() || self.built_in_module(module).is_some();
        if known || !self.autoloads("ModuleQualified") {
            return Ok(None);
        }
        if !self.load_quietly(module)? {
            return Err(errors::not_autoloaded(module).into());
        }
        self.find_in_module(module, name)
    }

    /// Loads the module that has a command of this name, when there is one.
    pub(crate) fn autoload(&mut self, name: &str) -> Result<Option<Command>> {
        if name.contains(['/', '\\', '*', '?', '[']) || !self.autoloads("All") {
            return Ok(None);
        }
        let found = self.available_modules(&|_| true);
        let has = |names: &[String]| names.iter().any(|it| it.eq_ignore_ascii_case(name));
        let candidates = found.into_iter().filter(|it| has(&it.functions) || has(&it.aliases));
        for candidate in candidates.collect::<Vec<_>>() {
            let loaded = self.modules.all.iter().any(|it| it.path.text() == candidate.path.as_str());
            if loaded || !self.load_quietly(&candidate.path)? {
                continue;
            }
            let scope = self.scope();
            let mut target = psp_ir::Symbol::new(name);
            if let Some(alias) = self.find_alias(target, scope) {
                target = psp_ir::Symbol::new(&alias.definition.text());
            }
            if let Some(function) = self.find_function(target, scope) {
                return Ok(Some(Command::Function(function)));
            }
        }
        Ok(None)
    }

    /// `$PSModuleAutoLoadingPreference` allows it: `All`, `ModuleQualified` or `None`.
    fn autoloads(&mut self, level: &str) -> bool {
        let value = self.variable_value(NAMES.module_auto_loading);
        if value.is_null() {
            return true;
        }
        let text = convert::to_text(self, &value).unwrap_or_default();
        let text = text.text();
        text.eq_ignore_ascii_case("All") || text.eq_ignore_ascii_case(level)
    }

    /// Loads a module without a word; false when it fails.
    fn load_quietly(&mut self, name: &str) -> Result<bool> {
        let options = ImportOptions { global: true, ..ImportOptions::default() };
        match Loader::new(self, None, &options).import(name) {
            Ok(_) => Ok(true),
            Err(error) if error.is_error() => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Loads the available modules of a name, so that their commands can be listed.
    pub fn load_for_listing(&mut self, name: &str) -> Result<()> {
        if psp_clr::wildcard::contains_wildcards(name) || self.loaded_module(name).is_some() {
            return Ok(());
        }
        let available: Vec<Arc<super::Available>> =
            self.available_modules(&|it| it.eq_ignore_ascii_case(name));
        match available.first() {
            Some(first) => self.load_quietly(&first.path.clone()).map(|_| ()),
            None => Ok(()),
        }
    }
}

//! Bringing a module's exports into a session state.

use super::{Module, VERBS, export::Names, info::prefixed, manifest::Wanted};
use crate::{
    frame::FrameId,
    function::Function,
    module::Loader,
    pipeline::StageInfo,
    session::{Session, StreamKind},
};
use psp_ir::Symbol;
use psp_value::{Result, Value};
use std::sync::Arc;

/// What `Import-Module` was told.
#[derive(Clone, Default)]
pub struct ImportOptions {
    /// `-Prefix`
    pub prefix: Option<String>,
    /// `-Function`
    pub functions: Option<Vec<String>>,
    /// `-Cmdlet`
    pub cmdlets: Option<Vec<String>>,
    /// `-Variable`
    pub variables: Option<Vec<String>>,
    /// `-Alias`
    pub aliases: Option<Vec<String>>,
    /// Loads it again.
    pub force: bool,
    /// Into the global state, also from inside of a module.
    pub global: bool,
    /// Into the calling scope.
    pub local: bool,
    /// Leaves out what is there already.
    pub no_clobber: bool,
    /// Says nothing about names.
    pub disable_name_checking: bool,
    /// Loads it, but brings nothing in: `-AsCustomObject`.
    pub nothing: bool,
    /// Arguments of the module's body.
    pub arguments: Vec<Value>,
    /// What its version must be.
    pub version: Wanted,
}

/// Where a loader's messages go: to a command's streams, or nowhere.
#[derive(Clone, Copy)]
pub struct Reporter<'a>(pub Option<&'a StageInfo>);

impl Reporter<'_> {
    /// Says something on the verbose stream.
    pub fn verbose(&self, session: &mut Session, text: &str) -> Result<()> {
        match self.0 {
            Some(stage) => session.write_stage_text(stage, StreamKind::Verbose, text.into()),
            None => Ok(()),
        }
    }

    /// Warns.
    pub fn warning(&self, session: &mut Session, text: &str) -> Result<()> {
        match self.0 {
            Some(stage) => session.write_stage_text(stage, StreamKind::Warning, text.into()),
            None => Ok(()),
        }
    }
}

impl Loader<'_> {
    /// Imports what a module exports into a session state.
    pub fn bring_in(&mut self, module: &Arc<Module>, state: u32) -> Result<()> {
        let prefix =
            self.options.prefix.clone().unwrap_or_else(|| module.manifest.prefix.text().into_owned());
        module.parts.with(|it| it.prefix = prefix.as_str().into());
        self.session.note_import(module, state);
        if self.options.nothing { Ok(()) } else { self.members(module, state) }
    }

    /// Puts what a module exports into the scope of a session state.
    pub(super) fn members(&mut self, module: &Arc<Module>, state: u32) -> Result<()> {
        let prefix = module.parts.with(|it| it.prefix.text().into_owned());
        let scope =
            if self.options.local { self.session.scope() } else { self.session.states[state as usize].scope };
        let (functions, aliases, variables) =
            module.parts.with(|it| (it.functions.clone(), it.aliases.clone(), it.variables.clone()));
        let mut warned = false;
        for function in functions {
            let plain = function.name.text().into_owned();
            if self.takes(self.options.functions.as_ref(), &plain) {
                let name = prefixed(&plain, &prefix);
                self.check_name(module, &name, &mut warned)?;
                self.import_function(module, &function, &name, scope)?;
            }
        }
        for alias in aliases {
            let plain = alias.name.text().into_owned();
            let name = prefixed(&plain, &prefix);
            if self.takes(self.options.aliases.as_ref(), &plain) && !self.is_taken(&name, scope) {
                self.reporter().verbose(self.session, &format!("Importing alias '{name}'."))?;
                let mut made = (*alias.of_module(&module.name, Some(&name))).clone();
                let target = made.definition.text().into_owned();
                if module.function(&target).is_some() {
                    made.definition = prefixed(&target, &prefix).as_str().into();
                }
                self.session.put_alias(Arc::new(made), scope);
            }
        }
        for (symbol, variable) in variables {
            if self.takes(self.options.variables.as_ref(), symbol.name()) {
                self.reporter().verbose(self.session, &format!("Importing variable '{}'.", symbol.name()))?;
                self.session.put_variable(symbol, scope, variable);
            }
        }
        Ok(())
    }

    fn import_function(
        &mut self,
        module: &Arc<Module>,
        function: &Arc<Function>,
        name: &str,
        scope: FrameId,
    ) -> Result<()> {
        if self.is_taken(name, scope) {
            return Ok(());
        }
        self.reporter().verbose(self.session, &format!("Importing function '{name}'."))?;
        let made = function.of_module(&module.name, Some(name));
        self.session.define_function(made, scope);
        Ok(())
    }

    /// A member is one of those that were asked for; when no kind was asked for, all are.
    fn takes(&self, patterns: Option<&Vec<String>>, name: &str) -> bool {
        let options = self.options;
        let asked = [&options.functions, &options.cmdlets, &options.variables, &options.aliases];
        match patterns {
            Some(patterns) => Names::new(patterns).fit(name),
            None => asked.iter().all(|it| it.is_none()),
        }
    }

    /// `-NoClobber`: a function or alias has the name. Built-in commands count as not loaded yet.
    fn is_taken(&self, name: &str, scope: FrameId) -> bool {
        if !self.options.no_clobber {
            return false;
        }
        let symbol = Symbol::new(name);
        self.session.find_function(symbol, scope).is_some()
            || self.session.find_alias(symbol, scope).is_some()
    }

    /// Warns, once a module, of verbs that are not approved.
    fn check_name(&mut self, module: &Module, name: &str, warned: &mut bool) -> Result<()> {
        let Some((verb, _)) = name.split_once('-') else { return Ok(()) };
        if self.options.disable_name_checking || self.is_nested || is_approved(verb) {
            return Ok(());
        }
        let reporter = self.reporter();
        if !std::mem::replace(warned, true) {
            let text = format!(
                "The names of some imported commands from the module '{}' include unapproved verbs that might make them less discoverable. To find the commands with unapproved verbs, run the Import-Module command again with the Verbose parameter. For a list of approved verbs, type Get-Verb.",
                module.name
            );
            reporter.warning(self.session, &text)?;
        }
        let text = format!(
            "The '{name}' command in the {}' module was imported, but because its name does not include an approved verb, it might be difficult to find. For a list of approved verbs, type Get-Verb.",
            module.name
        );
        reporter.verbose(self.session, &text)
    }
}

fn is_approved(verb: &str) -> bool {
    let mut known = VERBS.lines().filter_map(|it| it.split('\t').next());
    known.any(|it| it.eq_ignore_ascii_case(verb))
}

impl Session {
    /// Remembers that a module was imported into a session state; there it is nested in that state's module.
    fn note_import(&mut self, module: &Arc<Module>, state: u32) {
        if !self.modules.all.iter().any(|it| Arc::ptr_eq(it, module)) {
            self.modules.all.push(module.clone());
        }
        let target = &mut self.states[state as usize];
        if target.imported.iter().any(|it| Arc::ptr_eq(it, module)) {
            return;
        }
        target.imported.push(module.clone());
        if let Some(outer) = &target.module {
            outer.parts.with(|it| it.nested.push(module.clone()));
        }
    }
}

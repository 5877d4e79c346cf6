//! Functions and aliases along the chain of scopes, and what a command's name means.

use super::Session;
use crate::{
    frame::FrameId,
    function::{Alias, Command, Function, ScriptFile},
};
use psp_ir::{Block as Code, Symbol};
use psp_value::{
    Block, Data, Interrupt, Object, Ref, Result, Str, Value, variable::options::PRIVATE, well_known,
};
use std::sync::{Arc, OnceLock};

impl Session {
    /// Defines a function in a scope.
    pub fn define_function(&mut self, function: Arc<Function>, scope: FrameId) {
        self.command_epoch += 1;
        self.keep_state(function.state);
        self.frames[scope.0 as usize].names().functions.insert(function.symbol, function);
    }

    /// A function out of code.
    pub fn make_function(&self, name: &str, block: Arc<Code>, is_filter: bool, state: u32) -> Arc<Function> {
        let module = self.states.get(state as usize).map(|it| it.name.clone()).unwrap_or_default();
        Arc::new(Function {
            name: name.into(),
            symbol: Symbol::new(name),
            block,
            state,
            is_filter,
            module,
            options: 0,
            signature: OnceLock::new(),
        })
    }

    /// Assigns to `$function:name`: a block, or text to compile.
    pub(super) fn set_function_value(&mut self, name: &str, value: &Value) -> Result<()> {
        let scope = self.scope();
        if value.is_null() {
            self.remove_function(Symbol::new(name), scope);
            return Ok(());
        }
        let running = self.running_state();
        let code = match value.unboxed().as_string() {
            Some(text) => Some((self.compile_text(&text.text())?, running)),
            None => {
                let converted = psp_value::convert::convert(self, value, well_known::SCRIPT_BLOCK.ty())?;
                // A block keeps the session state that it belongs to.
                let block = converted.as_block();
                block.and_then(|it| Some((crate::code::block_code(it)?, self.state_of(it))))
            }
        };
        if let Some((code, state)) = code {
            let function = self.make_function(name, code, false, state);
            self.define_function(function, scope);
        }
        Ok(())
    }

    /// Removes a function from the nearest scope that has it.
    pub fn remove_function(&mut self, symbol: Symbol, from: FrameId) -> bool {
        let mut at = from;
        while at != FrameId::NONE {
            let frame = &mut *self.frames[at.0 as usize];
            if frame.extra.as_deref_mut().is_some_and(|it| it.functions.remove(&symbol).is_some()) {
                self.command_epoch += 1;
                return true;
            }
            at = frame.parent;
        }
        false
    }

    /// The function of a name, from a scope upwards.
    pub fn find_function(&self, symbol: Symbol, from: FrameId) -> Option<Arc<Function>> {
        let mut at = from;
        while at != FrameId::NONE {
            let frame = self.frame(at);
            if let Some(found) = frame.extra.as_deref().and_then(|it| it.functions.get(&symbol))
                && (at == from || found.options & PRIVATE == 0)
            {
                return Some(found.clone());
            }
            at = frame.parent;
        }
        None
    }

    /// The alias of a name, from a scope upwards.
    pub fn find_alias(&self, symbol: Symbol, from: FrameId) -> Option<Arc<Alias>> {
        let mut at = from;
        while at != FrameId::NONE {
            let frame = self.frame(at);
            if let Some(found) = frame.extra.as_deref().and_then(|it| it.aliases.get(&symbol)) {
                return Some(found.clone());
            }
            at = frame.parent;
        }
        crate::alias::builtin(symbol.name()).filter(|_| !self.modules.removed_aliases.contains(&symbol))
    }

    /// Sets an alias in the running code's scope.
    pub fn set_alias(&mut self, name: &str, definition: Str) {
        let scope = self.scope();
        let module = self.states[self.running_state() as usize].name.clone();
        let alias = Alias { name: name.into(), definition, description: Str::default(), options: 0, module };
        self.put_alias(Arc::new(alias), scope);
    }

    /// Gives a function another name, as `[Alias()]` says.
    pub fn alias_function(&mut self, name: &str, function: &str, scope: FrameId) {
        let module = self.states[self.frame(scope).state as usize].name.clone();
        let definition = Str::new(function);
        let alias = Alias { name: name.into(), definition, description: Str::default(), options: 0, module };
        self.put_alias(Arc::new(alias), scope);
    }

    /// Puts an alias into a scope.
    pub fn put_alias(&mut self, alias: Arc<Alias>, scope: FrameId) {
        self.command_epoch += 1;
        let symbol = Symbol::new(&alias.name.text());
        self.frames[scope.0 as usize].names().aliases.insert(symbol, alias);
    }

    /// A function's body as a script block value.
    pub fn function_block(&self, function: &Function) -> Value {
        self.block_value(function.block.clone(), function.state)
    }

    /// Code as a script block value that belongs to a session state.
    pub fn block_value(&self, code: Arc<Code>, state: u32) -> Value {
        let state = self.state_handle(state);
        let block = Block { code: Arc::new(crate::code::ScriptCode(code)), state };
        Object::new(well_known::SCRIPT_BLOCK.ty(), Data::Block(Box::new(block))).into()
    }

    /// The session state that a block belongs to; the global one for a block of another session.
    pub fn state_of(&self, block: &Block) -> u32 {
        crate::code::StateHandle::of(block, self.number)
            .filter(|&it| (it as usize) < self.states.len())
            .unwrap_or(0)
    }

    /// What a command's name means to the running code: alias, function, built-in command, script file, program.
    ///
    /// # Errors
    /// `CommandNotFoundException`; errors of loading a script or a module.
    pub fn resolve_command(&mut self, name: &str) -> Result<Command> {
        let scope = self.scope();
        let name = self.alias_end(name);
        let found = match self.find_command(&name, scope)? {
            None if !name.contains(['-', '/', '\\', '.']) => {
                self.find_command(&format!("Get-{name}"), scope)?
            }
            found => found,
        };
        match found {
            Some(found) => Ok(found),
            None => {
                let mut record = self.command_not_found(&name).into_record();
                record.activity = name.as_str().into();
                Err(record.into())
            }
        }
    }

    /// The name that a name stands for, through all aliases; the name itself when it is none.
    pub fn alias_end(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for _ in 0..32 {
            let Some(alias) = self.find_alias(Symbol::new(&name), self.scope()) else { break };
            let next = alias.definition.text();
            if next.eq_ignore_ascii_case(&name) {
                break;
            }
            name = next.into_owned();
        }
        name
    }

    /// The built-in command of a name. That it was looked for loads its module, as far as scripts can see.
    pub fn find_cmdlet(&mut self, name: &str) -> Option<Command> {
        let (def, module) = self.engine.find_cmdlet(name)?;
        self.modules.note_use(module);
        Some(Command::Cmdlet(def, module))
    }

    /// As [`resolve_command`](Self::resolve_command) without aliases; `None` when there is none.
    pub fn find_command(&mut self, name: &str, scope: FrameId) -> Result<Option<Command>> {
        if let Some(function) = Symbol::find(name).and_then(|it| self.find_function(it, scope)) {
            return Ok(Some(Command::Function(function)));
        }
        if let Some(cmdlet) = self.find_cmdlet(name) {
            return Ok(Some(cmdlet));
        }
        if let Some(text) = default_function(name) {
            let block = self.compile_text(text)?;
            let evaluator = self.engine.evaluator;
            let global = crate::ScriptScope::Frame(FrameId::GLOBAL);
            evaluator.run_script(self, &block, Vec::new(), None, global, crate::Out::NULL)?;
            let found = Symbol::find(name).and_then(|it| self.find_function(it, scope));
            return Ok(found.map(Command::Function));
        }
        let qualified =
            name.split_once('\\').filter(|(module, plain)| is_module_name(module) && !plain.contains('\\'));
        if let Some((module, plain)) = qualified
            && let Some(found) = self.find_in_module(module, plain)?
        {
            return Ok(Some(found));
        }
        if let Some(found) = self.find_external(name)? {
            return Ok(Some(found));
        }
        match qualified {
            Some((module, plain)) => self.autoload_module(module, plain),
            None => self.autoload(name),
        }
    }

    /// A script file or program.
    ///
    /// # Errors
    /// The script cannot be read or compiled.
    pub fn find_external(&mut self, name: &str) -> Result<Option<Command>> {
        let system = self.engine.system.clone();
        if name.contains('/') || name.contains('\\') || name.starts_with('~') {
            let path = self.absolute(name);
            if !system.is_file(&path) {
                let script =
                    path.with_file_name(format!("{}.ps1", path.file_name().unwrap_or_default().display()));
                if system.is_file(&script) {
                    return self.script_command(&script.display().to_string()).map(Some);
                }
                return Ok(None);
            }
            return self.external_at(path.display().to_string());
        }
        if name.is_empty() {
            return Ok(None);
        }
        for candidate in [format!("{name}.ps1"), name.to_owned()] {
            if let Some(found) = system.find_program(&candidate) {
                return self.external_at(found.display().to_string());
            }
        }
        for directory in system.program_directories() {
            let script = directory.join(format!("{name}.ps1"));
            if system.is_file(&script) {
                return self.script_command(&script.display().to_string()).map(Some);
            }
            let exact = directory.join(name);
            if name.to_ascii_lowercase().ends_with(".ps1") && system.is_file(&exact) {
                return self.script_command(&exact.display().to_string()).map(Some);
            }
        }
        Ok(None)
    }

    fn external_at(&mut self, path: String) -> Result<Option<Command>> {
        if path.to_ascii_lowercase().ends_with(".ps1") {
            return self.script_command(&path).map(Some);
        }
        Ok(Some(Command::Application(path.as_str().into())))
    }

    /// The command that a script file is.
    pub fn script_command(&mut self, path: &str) -> Result<Command> {
        // A script that cannot be read by the parser fails as a command: the caller goes on.
        let block = self.compile_file(path).map_err(|error| match error.record() {
            Some(record) => Interrupt::raise(record.clone(), false),
            None => error,
        })?;
        Ok(Command::Script(Arc::new(ScriptFile { path: path.into(), block, signature: OnceLock::new() })))
    }

    /// The object inside a script block value.
    pub fn block_object(value: &Value) -> Option<&Ref<Object>> {
        value.as_object().filter(|it| matches!(it.data, Data::Block(_)))
    }
}

/// What stands before a backslash may be a module's name rather than a directory.
fn is_module_name(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(['.', '~']) && !text.contains(['/', ':'])
}

/// The functions that PowerShell starts with, made when they are first called.
fn default_function(name: &str) -> Option<&'static str> {
    const FUNCTIONS: &[(&str, &str)] = &[
        ("cd..", "function cd.. { Set-Location .. }"),
        ("cd\\", "function cd\\ { Set-Location \\ }"),
        ("help", include_str!("functions/help.ps1")),
        ("oss", include_str!("functions/oss.ps1")),
        ("pause", "function Pause { $null = Read-Host 'Press Enter to continue...' }"),
        ("prompt", include_str!("functions/prompt.ps1")),
    ];
    FUNCTIONS.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
}

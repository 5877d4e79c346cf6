//! [`Loader`]: from a name, a path or a script block to a loaded module.

use super::{
    ImportOptions, Manifest, Module, ModuleKind, errors,
    find::{has_extension, stem_of},
    import::Reporter,
    manifest::Wanted,
};
use crate::{
    frame::CallInfo,
    function::{Command, ScriptFile},
    pipeline::{Out, StageInfo},
    session::Session,
};
use psp_ir::Block as Code;
use psp_value::{BlockCall, InvocationInfo, Result, Str, Value};
use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

/// Loads modules for a command, or for the engine itself.
pub struct Loader<'a> {
    /// The session.
    pub session: &'a mut Session,
    /// The command that loads.
    pub stage: Option<&'a StageInfo>,
    /// What it was told.
    pub options: &'a ImportOptions,
    /// Loads a part of another module.
    pub(super) is_nested: bool,
}

/// A module made of a script block, and what its body wrote.
pub struct Made {
    /// The module.
    pub module: Arc<Module>,
    /// The body's output.
    pub output: Vec<Value>,
}

impl<'a> Loader<'a> {
    /// A loader.
    pub fn new(session: &'a mut Session, stage: Option<&'a StageInfo>, options: &'a ImportOptions) -> Self {
        Self { session, stage, options, is_nested: false }
    }

    pub(super) fn reporter(&self) -> Reporter<'a> {
        Reporter(self.stage)
    }

    /// The session state that modules are imported into.
    fn target(&self) -> u32 {
        if self.options.global { 0 } else { self.session.running_state() }
    }

    /// Loads a module by name or path, when it is not loaded yet, and imports what it exports.
    ///
    /// # Errors
    /// There is no such module; errors of its manifest; errors of its body.
    pub fn import(&mut self, name: &str) -> Result<Arc<Module>> {
        let wanted = Wanted { name: name.to_owned(), ..self.options.version.clone() };
        let state = self.target();
        let module = self.obtain(&wanted, None)?;
        self.bring_in(&module, state)?;
        Ok(module)
    }

    /// Imports a module that exists.
    pub fn import_module(&mut self, module: &Arc<Module>) -> Result<()> {
        let state = self.target();
        self.bring_in(module, state)
    }

    /// Imports a module made of a script block: it is not listed until it is imported again.
    pub fn import_dynamic(&mut self, module: &Arc<Module>) -> Result<()> {
        let state = self.target();
        let options = ImportOptions { functions: None, ..self.options.clone() };
        let mut loader = Loader { is_nested: true, ..Loader::new(self.session, self.stage, &options) };
        loader.members(module, state)
    }

    /// The module of a name or path, loaded; relative paths start at `base`, or at the current location.
    pub(super) fn obtain(&mut self, wanted: &Wanted, base: Option<&str>) -> Result<Arc<Module>> {
        let name = wanted.name.as_str();
        if is_path(name) {
            let path = match base {
                Some(base) => crate::session::normal(&Path::new(base).join(name.replace('\\', "/"))),
                None => self.session.absolute(name),
            };
            let file = self.session.file_at(&path).ok_or_else(|| errors::not_found(name))?;
            return self.obtain_file(&file);
        }
        if let Some(base) = base
            && let Some(file) = self.session.file_at(&Path::new(base).join(name))
        {
            return self.obtain_file(&file);
        }
        let loaded =
            self.session.loaded_module(name).filter(|it| wanted.allows(it.version) && !it.is_dynamic);
        if let Some(loaded) = loaded {
            return if self.options.force && !loaded.path.is_empty() {
                let path = loaded.path.text().into_owned();
                self.obtain_file(Path::new(&path))
            } else {
                Ok(loaded)
            };
        }
        if let Some(file) = self.session.find_module(wanted) {
            return self.obtain_file(&file);
        }
        if let Some(built_in) = self.session.built_in_module(name) {
            if let Some(known) =
                self.session.engine().modules.iter().find(|it| built_in.name.text() == it.name)
            {
                self.session.modules.note_use(known.name);
            }
            return Ok(built_in);
        }
        Err(match wanted.version_text() {
            Some(version) => errors::version_not_found(name, &version).into(),
            None => errors::not_found(name).into(),
        })
    }

    fn obtain_file(&mut self, file: &Path) -> Result<Arc<Module>> {
        let path = file.display().to_string();
        let loaded = self.session.modules.all.iter().find(|it| it.path.text() == path.as_str()).cloned();
        match loaded {
            Some(loaded) if !self.options.force => return Ok(loaded),
            Some(loaded) => self.session.remove_module(&loaded)?,
            None => {}
        }
        if self.session.modules.loading.contains(&path) {
            return Err(errors::not_found(&path).into());
        }
        self.reporter().verbose(self.session, &format!("Loading module from path '{path}'."))?;
        self.session.modules.loading.push(path.clone());
        let loaded = self.load_file(file, &path);
        self.session.modules.loading.pop();
        loaded
    }

    fn load_file(&mut self, file: &Path, path: &str) -> Result<Arc<Module>> {
        if has_extension(file, "psd1") {
            return self.load_manifest(file, path);
        }
        if !has_extension(file, "psm1") && !has_extension(file, "ps1") {
            return Err(errors::invalid_extension(path).into());
        }
        let code = self.session.compile_file(path)?;
        let module =
            self.make(Module { definition: code.text().into(), ..Module::new(&stem_of(file), path, 0) });
        let arguments = self.options.arguments.clone();
        self.run_body(&module, &code, &arguments, Out::NULL)?;
        let reporter = self.reporter();
        self.session.finish_exports(&module, None, &reporter)?;
        Ok(module)
    }

    /// A session state for a module.
    fn make(&mut self, module: Module) -> Arc<Module> {
        let state = self.session.new_state(|state| Arc::new(Module { state, ..module }));
        let made = self.session.states[state as usize].module.clone();
        made.unwrap_or_else(|| Arc::new(Module::new("", "", state)))
    }

    /// Runs a script in a module's scope.
    fn run_body(
        &mut self,
        module: &Arc<Module>,
        code: &Arc<Code>,
        arguments: &[Value],
        out: Out,
    ) -> Result<()> {
        let session = &mut *self.session;
        session.prepare_script(code)?;
        let scope = session.states[module.state as usize].scope;
        let block = session.block_value(code.clone(), module.state);
        if let Some(path) = code.file.path() {
            let file = ScriptFile { path: (**path).into(), block: code.clone(), signature: OnceLock::new() };
            let command = crate::command_info::value_in(&Command::Script(Arc::new(file)), module.state);
            let invocation = Arc::new(InvocationInfo { command, ..InvocationInfo::default() });
            let call = CallInfo {
                arguments: arguments.to_vec(),
                invocation: Some(invocation),
                ..CallInfo::default()
            };
            session.frame_mut(scope).call = Some(Box::new(call));
        }
        let Some(object) = Session::block_object(&block).cloned() else { return Ok(()) };
        let evaluator = session.engine().evaluator;
        let call = BlockCall { arguments, in_callers_scope: true, ..BlockCall::default() };
        evaluator.run_block(session, &object, call, out)
    }

    /// A module out of a script block.
    ///
    /// # Errors
    /// Errors of the block.
    pub fn make_dynamic(&mut self, name: Option<&str>, code: &Arc<Code>) -> Result<Made> {
        let id = uuid::Uuid::new_v4();
        let name = name.map_or_else(|| format!("__DynamicModule_{id}"), str::to_owned);
        let path = self.session.file_location().to_owned() + "/" + &id.to_string();
        let mut module = Module::new(&name, &path, 0);
        module.is_dynamic = true;
        module.definition = code.text().into();
        let module = self.make(module);
        let arguments = self.options.arguments.clone();
        let base = self.session.captured.len();
        let ended = self.run_body(&module, code, &arguments, Out::CAPTURE);
        let output = self.session.captured.split_off(base.min(self.session.captured.len()));
        ended?;
        let only = self.options.functions.clone().filter(|it| !it.is_empty());
        let only = only.map(|it| Manifest { functions: Some(it), ..Manifest::default() });
        let reporter = Reporter(None);
        self.session.finish_exports(&module, only.as_ref(), &reporter)?;
        Ok(Made { module, output })
    }

    fn load_manifest(&mut self, file: &Path, path: &str) -> Result<Arc<Module>> {
        let manifest = Manifest::read(self.session, path)?;
        let here = super::Version::read(crate::session::PS_VERSION).unwrap_or_default();
        if let Some(wanted) = manifest.shell_version.filter(|it| *it > here) {
            return Err(errors::too_old(path, wanted).into());
        }
        let required = self.load_required(&manifest, path)?;
        let root = manifest.root.text().into_owned();
        let mut module = Module::new(&stem_of(file), path, 0);
        module.kind = if root.is_empty() { ModuleKind::Manifest } else { ModuleKind::Script };
        module.version = manifest.version.unwrap_or_default();
        module.manifest = manifest.clone();
        let code = if root.is_empty() { None } else { Some(self.root_code(&module, &root, path)?) };
        if let Some(code) = &code {
            module.definition = code.text().into();
        }
        let module = self.make(module);
        module.parts.with(|it| {
            it.required = required;
            it.private_data = manifest.private_data.clone();
        });
        self.run_scripts(&manifest, &module.base)?;
        self.load_nested(&manifest, &module)?;
        if let Some(code) = code {
            let arguments = self.options.arguments.clone();
            self.run_body(&module, &code, &arguments, Out::NULL)?;
        }
        let reporter = self.reporter();
        self.session.finish_exports(&module, Some(&manifest), &reporter)?;
        Ok(module)
    }

    /// The code of the script that a manifest names as its root.
    fn root_code(&mut self, module: &Module, root: &str, path: &str) -> Result<Arc<Code>> {
        let wanted = crate::session::normal(&Path::new(&*module.base.text()).join(root.replace('\\', "/")));
        let file =
            self.session.file_at(&wanted).filter(|it| has_extension(it, "psm1") || has_extension(it, "ps1"));
        let missing = || errors::part_missing(path, "ModuleToProcess/RootModule", root);
        let file = file.ok_or_else(missing)?;
        self.session.compile_file(&file.display().to_string())
    }

    /// `RequiredModules` are loaded into the global session state, when they are not loaded yet.
    fn load_required(&mut self, manifest: &Manifest, path: &str) -> Result<Vec<Arc<Module>>> {
        let base = path.rsplit_once('/').map_or("", |it| it.0);
        let options = ImportOptions { global: true, ..ImportOptions::default() };
        let mut found = Vec::new();
        for wanted in &manifest.required {
            let mut loader = Loader { is_nested: true, ..Loader::new(self.session, self.stage, &options) };
            let base = Some(base).filter(|_| is_path(&wanted.name));
            let module = match loader.obtain(wanted, base) {
                Err(error) if error.raised().is_some_and(errors::is_not_found) => {
                    return Err(errors::required_missing(path, &wanted.name).into());
                }
                other => other?,
            };
            loader.bring_in(&module, 0)?;
            found.push(module);
        }
        Ok(found)
    }

    /// `ScriptsToProcess` run in the importer's scope.
    fn run_scripts(&mut self, manifest: &Manifest, base: &Str) -> Result<()> {
        for script in &manifest.scripts {
            let path = crate::session::normal(&Path::new(&*base.text()).join(&*script.text()));
            let code = self.session.compile_file(&path.display().to_string())?;
            let scope = self.session.scope();
            let evaluator = self.session.engine().evaluator;
            let scope = crate::engine::ScriptScope::Frame(scope);
            evaluator.run_script(self.session, &code, Vec::new(), None, scope, Out::NULL)?;
        }
        Ok(())
    }

    /// `NestedModules` are loaded into the module's own state.
    fn load_nested(&mut self, manifest: &Manifest, module: &Arc<Module>) -> Result<()> {
        let options = ImportOptions { force: self.options.force, ..ImportOptions::default() };
        let base = module.base.text().into_owned();
        for wanted in &manifest.nested {
            let mut loader = Loader { is_nested: true, ..Loader::new(self.session, self.stage, &options) };
            let nested = match loader.obtain(wanted, Some(&base)) {
                Err(error) if error.raised().is_some_and(errors::is_not_found) => {
                    return Err(
                        errors::part_missing(&module.path.text(), "NestedModules", &wanted.name).into()
                    );
                }
                other => other?,
            };
            loader.bring_in(&nested, module.state)?;
        }
        Ok(())
    }
}

/// The name is a path: it has a separator, or starts with `~` or `.`.
pub(super) fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || name.starts_with('~') || name == "." || name == ".."
}

impl Session {
    /// Imports what a script says with `using module`.
    pub fn import_used(&mut self, code: &Arc<Code>) -> Result<()> {
        if code.facts.using_modules.is_empty() {
            return Ok(());
        }
        let base = code.file.path().and_then(|it| it.rsplit_once('/')).map(|it| it.0.to_owned());
        let options = ImportOptions::default();
        for name in &code.facts.using_modules {
            let wanted = Wanted { name: name.to_string(), ..Wanted::default() };
            let mut loader = Loader::new(self, None, &options);
            let module = loader.obtain(&wanted, base.as_deref().filter(|_| is_path(name)))?;
            let state = loader.target();
            loader.bring_in(&module, state)?;
            self.bring_classes(&module, state);
        }
        Ok(())
    }

    /// `using module` makes a module's classes known.
    fn bring_classes(&mut self, module: &Module, state: u32) {
        let from = self.states[module.state as usize].scope;
        let types = self.frame(from).extra.as_deref().map(|it| it.types.clone()).unwrap_or_default();
        let scope = self.states[state as usize].scope;
        let names = self.frame_mut(scope).names();
        for (name, ty) in types {
            names.types.retain(|it| it.0 != name);
            names.types.push((name, ty));
        }
    }

    /// A module that is part of psp.
    pub fn built_in_module(&mut self, name: &str) -> Option<Arc<Module>> {
        let known = self.engine().modules.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
        let mut module = Module::new(known.name, "", 0);
        module.kind =
            if known.name == "PSParallelPipeline" { ModuleKind::Binary } else { ModuleKind::Manifest };
        module.version = super::Version::read("7.0.0.0").unwrap_or_default();
        module.parts.with(|it| it.cmdlets = known.cmdlets.iter().map(|it| it.name.into()).collect());
        Some(Arc::new(module))
    }
}

//! Functions, filters, aliases, and what a command's name can mean.

use crate::{cmdlet::CmdletDef, signature::Signature};
use psp_ir::Symbol;
use psp_value::Str;
use std::sync::{Arc, OnceLock};

/// A function or filter.
pub struct Function {
    /// Its name.
    pub name: Str,
    /// Its name.
    pub symbol: Symbol,
    /// Parameters and body.
    pub block: Arc<psp_ir::Block>,
    /// The session state (module) it was defined in.
    pub state: u32,
    /// `filter`
    pub is_filter: bool,
    /// The module's name; empty for none.
    pub module: Str,
    /// `ScopedItemOptions`
    pub options: u8,
    /// The parameters, made by the first call.
    pub signature: OnceLock<Arc<Signature>>,
}

impl Function {
    /// The function as a module exports it, with another name when that has a prefix.
    pub fn of_module(self: &Arc<Self>, module: &Str, name: Option<&str>) -> Arc<Self> {
        let name: Str = name.map_or_else(|| self.name.clone(), Str::new);
        if self.module.text() == module.text() && self.name.text() == name.text() {
            return self.clone();
        }
        Arc::new(Self {
            symbol: Symbol::new(&name.text()),
            name,
            block: self.block.clone(),
            state: self.state,
            is_filter: self.is_filter,
            module: module.clone(),
            options: self.options,
            signature: OnceLock::new(),
        })
    }
}

impl Alias {
    /// The alias as a module exports it, with another name when that has a prefix.
    pub fn of_module(self: &Arc<Self>, module: &Str, name: Option<&str>) -> Arc<Self> {
        let name: Str = name.map_or_else(|| self.name.clone(), Str::new);
        Arc::new(Self { name, module: module.clone(), ..(**self).clone() })
    }
}

/// An alias.
#[derive(Clone)]
pub struct Alias {
    /// Its name.
    pub name: Str,
    /// What it stands for.
    pub definition: Str,
    /// `Description`
    pub description: Str,
    /// `ScopedItemOptions`
    pub options: u8,
    /// The module's name; empty for none.
    pub module: Str,
}

/// A script file as a command.
pub struct ScriptFile {
    /// Absolute path.
    pub path: Str,
    /// Parameters and body.
    pub block: Arc<psp_ir::Block>,
    /// The parameters, made by the first call.
    pub signature: OnceLock<Arc<Signature>>,
}

/// What a command's name means.
#[derive(Clone)]
pub enum Command {
    /// A built-in command, and its module's name.
    Cmdlet(&'static CmdletDef, &'static str),
    /// A function or filter.
    Function(Arc<Function>),
    /// A script file.
    Script(Arc<ScriptFile>),
    /// A program's absolute path.
    Application(Str),
    /// A script block.
    Block(psp_value::Block),
}

impl Command {
    /// The name that messages use.
    pub fn name(&self) -> Str {
        match self {
            Self::Cmdlet(def, _) => def.name.into(),
            Self::Function(function) => function.name.clone(),
            Self::Script(file) => Str::from(file.path.text().rsplit('/').next().unwrap_or_default()),
            Self::Application(path) => Str::from(path.text().rsplit('/').next().unwrap_or_default()),
            Self::Block(_) => Str::default(),
        }
    }
}

//! The parameters of functions, scripts and blocks, made by the first call and kept.

use super::{Loaded, Session};
use crate::{
    function::{Function, ScriptFile},
    signature::Signature,
};
use psp_ir::{Block, Body, Symbol};
use psp_value::{Ref, Result, Str};
use std::sync::Arc;

impl Session {
    /// The parameters of a function.
    pub fn signature_of(&mut self, function: &Arc<Function>) -> Result<Arc<Signature>> {
        if let Some(known) = function.signature.get() {
            return Ok(known.clone());
        }
        self.namespaces = function.block.facts.namespaces.clone();
        let made = Signature::of_script(self, function.block.parameters(), &function.name)?;
        Ok(function.signature.get_or_init(|| Arc::new(made)).clone())
    }

    /// The parameters of a script file.
    pub fn script_signature(&mut self, file: &Arc<ScriptFile>) -> Result<Arc<Signature>> {
        if let Some(known) = file.signature.get() {
            return Ok(known.clone());
        }
        let path = file.path.text();
        let name = Str::from(path.rsplit('/').next().unwrap_or_default());
        self.namespaces = file.block.facts.namespaces.clone();
        let made = Signature::of_script(self, file.block.parameters(), &name)?;
        Ok(file.signature.get_or_init(|| Arc::new(made)).clone())
    }

    /// The parameters of a script block.
    pub fn block_signature(&mut self, block: &Arc<Block>) -> Result<Arc<Signature>> {
        let key = Arc::as_ptr(block).addr();
        if let Some((known, _)) = self.block_signatures.get(&key) {
            return Ok(known.clone());
        }
        self.namespaces = block.facts.namespaces.clone();
        let made = Arc::new(Signature::of_script(self, block.parameters(), &Str::default())?);
        // The block is kept so that its address stays its own.
        self.block_signatures.insert(key, (made.clone(), block.clone()));
        Ok(made)
    }

    /// A body with this session's constants and caches, knowing the block's namespaces. Modules made of the same code
    /// have caches of their own: names may mean something else in each.
    pub fn load_of(&mut self, body: &Arc<Body>, block: &Arc<Block>, state: u32) -> Ref<Loaded> {
        let in_module = state != 0 && self.states.get(state as usize).is_some_and(|it| it.module.is_some());
        let key = (Arc::as_ptr(body).addr(), if in_module { state } else { 0 });
        if let Some(known) = self.loaded.get(&key) {
            return known.clone();
        }
        let loaded = Ref::new(self.make_loaded(body, block.facts.namespaces.clone()));
        self.loaded.insert(key, loaded.clone());
        loaded
    }

    /// Forgets what `$input` and its kin were remembered as in a scope.
    pub fn forget_automatic(&mut self, symbol: Symbol, scope: crate::frame::FrameId) {
        self.remove_variable(symbol, scope);
    }
}

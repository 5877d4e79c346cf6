//! Taking a module away again.

use super::Module;
use crate::{pipeline::Out, session::Session};
use psp_value::{BlockCall, Ref, Result};
use std::sync::Arc;

impl Session {
    /// Removes a module: runs its `OnRemove`, takes its members away, and those of the modules nested in it.
    ///
    /// # Errors
    /// Errors of the `OnRemove` block.
    pub fn remove_module(&mut self, module: &Arc<Module>) -> Result<()> {
        let on_remove = module.parts.with(|it| std::mem::take(&mut it.on_remove));
        if let Some(block) = Self::block_object(&on_remove) {
            let argument = [super::value(module)];
            let call = BlockCall { arguments: &argument, ..BlockCall::default() };
            let evaluator = self.engine().evaluator;
            evaluator.run_block(self, block, call, Out::NULL)?;
        }
        self.take_members(module);
        let nested = module.parts.with(|it| std::mem::take(&mut it.nested));
        self.modules.all.retain(|it| !Arc::ptr_eq(it, module));
        for state in &mut self.states {
            state.imported.retain(|it| !Arc::ptr_eq(it, module));
            if let Some(outer) = &state.module {
                outer.parts.with(|it| it.nested.retain(|it| !Arc::ptr_eq(it, module)));
            }
        }
        if let Some(state) = self.states.get_mut(module.state as usize)
            && module.state != 0
        {
            state.imported.clear();
        }
        for inner in nested {
            let used = self.states.iter().any(|it| it.imported.iter().any(|it| Arc::ptr_eq(it, &inner)));
            if !used {
                self.remove_module(&inner)?;
            }
        }
        self.command_epoch += 1;
        Ok(())
    }

    /// Takes a module's functions, aliases and variables out of all session states but its own.
    fn take_members(&mut self, module: &Arc<Module>) {
        let name = module.name.text().into_owned();
        let variables = module.parts.with(|it| it.variables.clone());
        for state in 0..self.states.len() {
            if state == module.state as usize && state != 0 {
                continue;
            }
            let scope = self.states[state].scope;
            if let Some(extra) = self.frame_mut(scope).extra.as_deref_mut() {
                extra.functions.retain(|_, it| it.module.text() != name.as_str());
                extra.aliases.retain(|_, it| it.module.text() != name.as_str());
            }
            for (symbol, cell) in &variables {
                let place = self.variable_in(*symbol, scope);
                let same = place.is_some_and(|it| {
                    let own = self.cell_of(*symbol, &it);
                    Ref::ptr_eq(&own, cell)
                });
                if same {
                    self.remove_variable(*symbol, scope);
                }
            }
        }
    }
}

//! A command alone: functions with simple parameters are called without recursion, everything else as a pipeline of one.

use crate::vm::{Vm, enter_deeper};
use psp_ir::{Argument, CommandName, Invocation, Mode, OutputMode, Reg};
use psp_runtime::{Function, Loaded, NAMES, Out, Return, SiteCache};
use psp_value::{Ref, Result, TypeCode};
use std::sync::Arc;

impl Vm<'_> {
    /// Runs `commands[k]`.
    pub(crate) fn call(&mut self, mode: OutputMode, k: u16, dst: Reg) -> Result<()> {
        self.poll()?;
        let at = self.code.site_base + self.code.body.sites.len() + k as usize;
        if let SiteCache::Call(epoch, function, loaded) = &self.session.sites[at]
            && *epoch == self.session.command_epoch
        {
            let (function, loaded) = (function.clone(), loaded.clone());
            if self.call_directly(&function, loaded, mode, k, dst)? {
                return Ok(());
            }
        } else if let Some((function, loaded)) = self.direct_target(k)? {
            let epoch = self.session.command_epoch;
            self.session.sites[at] = SiteCache::Call(epoch, function.clone(), loaded.clone());
            if self.call_directly(&function, loaded, mode, k, dst)? {
                return Ok(());
            }
        }
        self.pipeline_of_one(mode, k, dst)
    }

    /// The function that a command names, when it can be called by position without further ado.
    fn direct_target(&mut self, k: u16) -> Result<Option<(Arc<Function>, Ref<Loaded>)>> {
        let code = self.code.clone();
        let command = &code.body.commands[k as usize];
        let plain = command.invocation == Invocation::Plain
            && command.redirections.is_empty()
            && command.arguments.iter().all(|it| {
                matches!(it, Argument::Value { .. } | Argument::Word { .. } | Argument::Constant { text: None, .. })
                    || matches!(it, Argument::Constant { text: Some(_), .. })
            });
        let CommandName::Static(name) = &command.name else { return Ok(None) };
        if !plain {
            return Ok(None);
        }
        let scope = self.session.scope();
        let Some(symbol) = psp_ir::Symbol::find(name) else { return Ok(None) };
        if self.session.find_alias(symbol, scope).is_some() {
            return Ok(None);
        }
        let Some(function) = self.session.find_function(symbol, scope) else { return Ok(None) };
        let named = function.block.facts.named;
        if named.begin || named.process || named.clean || named.dynamic_param || mentions_call(&function) {
            return Ok(None);
        }
        let signature = self.session.signature_of(&function)?;
        if !signature.is_simple() || command.arguments.len() > signature.params.len() {
            return Ok(None);
        }
        let loaded = crate::flow::load(self.session, &function.block, Mode::Own);
        if loaded.body.entries.end.is_none() {
            return Ok(None);
        }
        Ok(Some((function, loaded)))
    }

    /// Binds by position and goes on in the function; false when an argument needs more than that.
    fn call_directly(
        &mut self,
        function: &Arc<Function>,
        loaded: Ref<Loaded>,
        mode: OutputMode,
        k: u16,
        dst: Reg,
    ) -> Result<bool> {
        let code = self.code.clone();
        let command = &code.body.commands[k as usize];
        let Some(signature) = function.signature.get() else { return Ok(false) };
        // All arguments must fit before anything happens.
        for (index, argument) in command.arguments.iter().enumerate() {
            let expected = signature.simple_code(index);
            let fits = match argument {
                Argument::Value { reg, .. } | Argument::Word { reg, .. } => {
                    expected == TypeCode::Object || self.fetch(*reg)?.ty().is_some_and(|it| it.code == expected)
                }
                Argument::Constant { k, text, .. } => {
                    let value = &code.constants[*k as usize];
                    expected == TypeCode::Object && text.is_none()
                        || value.ty().is_some_and(|it| it.code == expected)
                        || expected == TypeCode::Object && value.as_int().is_some()
                }
                _ => false,
            };
            if !fits {
                return Ok(false);
            }
        }
        enter_deeper(self.session)?;
        let entry = loaded.body.entries.end.unwrap_or(0);
        let prologue = loaded.body.entries.prologue.filter(|_| command.arguments.len() < signature.params.len());
        let frame = self.session.enter(loaded.clone(), function.state);
        let mut regs = self.session.frame_mut(frame).regs();
        for (index, argument) in command.arguments.iter().enumerate() {
            let value = match argument {
                Argument::Value { reg, .. } | Argument::Word { reg, .. } => self.take(*reg)?,
                Argument::Constant { k, .. } => code.constants[*k as usize].clone(),
                _ => continue,
            };
            regs[index as Reg] = if value.is_nothing() { psp_value::Value::NULL } else { value };
        }
        let back = Return {
            frame: self.frame,
            pc: self.pc,
            dst,
            mode,
            out: self.session.out,
            base: self.session.captured.len() as u32,
            redirects: self.session.redirects,
            tries: self.tries,
        };
        self.session.frame_mut(frame).back = back;
        if let Some(prologue) = prologue {
            crate::vm::run(self.session, frame, prologue)?;
        }
        match mode {
            OutputMode::Emit | OutputMode::Returned => {}
            OutputMode::Discard | OutputMode::Value | OutputMode::Array => self.session.out = Out::Capture,
        }
        self.tries = self.session.try_depth;
        let iterations = loaded.body.iterations as usize;
        if self.session.frame(frame).iterations.len() < iterations {
            self.session.frame_mut(frame).iterations.resize_with(iterations, Default::default);
        }
        self.switch_to(frame, loaded, entry);
        Ok(true)
    }
}

/// The function's text asks how it was called.
fn mentions_call(function: &Function) -> bool {
    let text = function.block.text().as_bytes();
    let names = [NAMES.args, NAMES.bound_parameters, NAMES.my_invocation, NAMES.input, NAMES.cmdlet];
    names.iter().any(|name| {
        let name = name.name().as_bytes();
        text.windows(name.len()).any(|it| it.eq_ignore_ascii_case(name))
    })
}

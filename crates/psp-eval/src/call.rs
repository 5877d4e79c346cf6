//! A command alone: functions with simple parameters are called without recursion, everything else as a pipeline of one.

use crate::vm::{Vm, enter_deeper};
use psp_ir::{Argument, Command, CommandName, Invocation, Mode, OutputMode, Reg};
use psp_runtime::{DirectCall, Function, NAMES, Out, Return, SiteCache};
use psp_value::{Ref, Result, Tag, TypeCode, Value};

impl Vm<'_> {
    /// Runs `commands[k]`.
    pub(crate) fn call(&mut self, mode: OutputMode, k: u16, dst: Reg) -> Result<()> {
        self.poll()?;
        let at = self.code.command_site(k);
        let target = match &self.session.sites[at] {
            SiteCache::Call(epoch, target) if *epoch == self.session.command_epoch => Some(target.clone()),
            SiteCache::Command(epoch, _) if *epoch == self.session.command_epoch => None,
            _ => self.find_target(k, at)?,
        };
        if let Some(target) = target
            && self.call_directly(&target, mode, k, dst)?
        {
            return Ok(());
        }
        self.pipeline_of_one(mode, k, dst)
    }

    fn find_target(&mut self, k: u16, at: usize) -> Result<Option<Ref<DirectCall>>> {
        let Some(target) = self.direct_target(k)? else { return Ok(None) };
        let target = Ref::new(target);
        self.session.sites[at] = SiteCache::Call(self.session.command_epoch, target.clone());
        Ok(Some(target))
    }

    /// The function that a command names, when it can be called by position without further ado.
    fn direct_target(&mut self, k: u16) -> Result<Option<DirectCall>> {
        let code = self.code.clone();
        let command = &code.body.commands[k as usize];
        let CommandName::Static(name) = &command.name else { return Ok(None) };
        if !is_plain(command) {
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
        let given = command.arguments.len();
        if !signature.is_simple() || given > signature.params.len() {
            return Ok(None);
        }
        let loaded = crate::flow::load(self.session, &function.block, Mode::Own, function.state);
        let Some(entry) = loaded.body.entries.end else { return Ok(None) };
        let prologue = loaded.body.entries.prologue.filter(|_| given < signature.params.len());
        let codes = (0..given).map(|index| signature.simple_code(index)).collect();
        Ok(Some(DirectCall { state: function.state, loaded, codes, entry, prologue }))
    }

    /// Binds by position and goes on in the function; false when an argument needs more than that.
    fn call_directly(
        &mut self,
        target: &Ref<DirectCall>,
        mode: OutputMode,
        k: u16,
        dst: Reg,
    ) -> Result<bool> {
        let code = self.code.clone();
        let command = &code.body.commands[k as usize];
        for (argument, &expected) in command.arguments.iter().zip(&target.codes) {
            if !self.fits(argument, expected, &code.constants)? {
                return Ok(false);
            }
        }
        enter_deeper(self.session)?;
        let frame = self.session.enter(target.loaded.clone(), target.state);
        let mut regs = self.session.frame_mut(frame).regs();
        for (index, argument) in command.arguments.iter().enumerate() {
            let value = match argument {
                Argument::Value { reg, .. } | Argument::Word { reg, .. } => self.take(*reg)?,
                Argument::Constant { k, .. } => code.constants[*k as usize].clone(),
                _ => continue,
            };
            regs[index as Reg] = if value.is_nothing() { Value::NULL } else { value };
        }
        if target.prologue.is_none() {
            for slot in command.arguments.len() as Reg..target.loaded.body.params {
                regs[slot] = Value::NULL;
            }
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
        let iterations = target.loaded.body.iterations as usize;
        let entered = self.session.frame_mut(frame);
        entered.back = back;
        if entered.iterations.len() < iterations {
            entered.iterations.resize_with(iterations, Default::default);
        }
        if let Some(prologue) = target.prologue {
            crate::vm::run(self.session, frame, prologue)?;
        }
        if mode != OutputMode::Emit {
            self.session.out = Out::Capture;
        }
        self.tries = self.session.try_depth;
        self.switch_to(frame, target.loaded.clone(), target.entry);
        Ok(true)
    }

    /// The argument is what the parameter takes, as it is.
    #[inline]
    fn fits(&mut self, argument: &Argument, expected: TypeCode, constants: &[Value]) -> Result<bool> {
        match argument {
            Argument::Value { reg, .. } | Argument::Word { reg, .. } => {
                if expected == TypeCode::Object
                    || expected == TypeCode::Int32 && self.regs[*reg].tag() == Tag::Int32
                {
                    return Ok(true);
                }
                Ok(self.fetch(*reg)?.ty().is_some_and(|it| it.code == expected))
            }
            // A number that is not written as it is shown needs more.
            Argument::Constant { k, text, .. } => {
                let value = &constants[*k as usize];
                Ok(text.is_none()
                    && (expected == TypeCode::Object || value.ty().is_some_and(|it| it.code == expected)))
            }
            _ => Ok(false),
        }
    }
}

/// No redirection, no names, nothing splatted.
fn is_plain(command: &Command) -> bool {
    command.invocation == Invocation::Plain
        && command.redirections.is_empty()
        && command.arguments.iter().all(|it| {
            matches!(it, Argument::Value { .. } | Argument::Word { .. } | Argument::Constant { .. })
        })
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

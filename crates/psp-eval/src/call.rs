//! A command alone: functions with simple parameters are called without recursion, everything else as a pipeline of one.

use crate::vm::{Vm, enter_deeper};
use psp_ir::{Argument, Command, CommandName, Invocation, Mode, OutputMode, Reg};
use psp_runtime::{CallSite, DirectArgument, DirectCall, Function, Held, Here, NAMES, Out};
use psp_value::{Interrupt, Ref, Result, Tag, TypeCode, Value};

impl Vm<'_> {
    /// Runs `commands[k]`.
    #[inline(never)]
    pub(crate) fn call(&mut self, mode: OutputMode, k: u16, dst: Reg) -> Result<()> {
        let epoch = self.session.command_epoch;
        if let Some(CallSite { epoch: known, target: Some(target) }) =
            self.session.calls.get(self.code.call_base + k as usize)
            && *known == epoch
            && target.is_full
            && self.call_quickly(Held::of(target), mode, dst)
        {
            return Ok(());
        }
        self.call_slowly(mode, k, dst)
    }

    /// Goes on in a function that takes its arguments as they are, in a frame that ran it before: what most calls are.
    /// False, with nothing done, for others.
    #[inline(always)]
    fn call_quickly(&mut self, target: Held<DirectCall>, mode: OutputMode, dst: Reg) -> bool {
        if self.session.stop.is_requested() || self.session.depth >= crate::vm::MAX_DEPTH {
            return false;
        }
        for argument in &target.arguments {
            let value = self.place(argument);
            let fits = match argument.tag {
                Some(tag) => value.tag() == tag,
                None => value.is_plain() && !value.is_nothing(),
            };
            if !fits {
                return false;
            }
        }
        let code = Held::of(&target.loaded);
        let Some(mut here) = self.session.enter_again(code, target.state, self.here) else { return false };
        self.session.depth += 1;
        let mut regs = here.regs();
        for (slot, argument) in target.arguments.iter().enumerate() {
            let value = if argument.is_taken {
                self.regs[argument.from].take()
            } else {
                self.place(argument).clone()
            };
            regs[slot as Reg].fill(value);
        }
        self.set_return(here, mode, dst);
        self.begin(here, &target, mode);
        true
    }

    /// Where an argument is.
    #[inline(always)]
    fn place(&self, argument: &DirectArgument) -> &Value {
        if argument.is_constant {
            return &self.code.constants[argument.from as usize];
        }
        &self.regs[argument.from]
    }

    #[inline(never)]
    fn call_slowly(&mut self, mode: OutputMode, k: u16, dst: Reg) -> Result<()> {
        self.poll()?;
        let at = self.code.call_base + k as usize;
        let site = &self.session.calls[at];
        let target = if site.epoch == self.session.command_epoch {
            site.target.clone()
        } else {
            let target = self.direct_target(k)?.map(Ref::new);
            self.session.calls[at] = CallSite { epoch: self.session.command_epoch, target: target.clone() };
            target
        };
        if let Some(target) = target
            && self.takes(&target)?
        {
            return self.call_directly(&target, mode, dst);
        }
        self.pipeline_of_one(mode, k, dst)
    }

    /// The function that a command names, when it can be called by position without further ado.
    fn direct_target(&mut self, k: u16) -> Result<Option<DirectCall>> {
        let here = self.code;
        let command = &here.body.commands[k as usize];
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
        let codes = (0..given).map(|index| signature.simple_code(index));
        let arguments = command.arguments.iter().zip(codes).map(|(it, code)| {
            self.direct_argument(it, code).filter(|it| {
                let fits = |tag| here.constants[it.from as usize].tag() == tag;
                !it.is_constant || it.tag.is_none_or(fits)
            })
        });
        let Some(arguments) = arguments.collect::<Option<Box<[_]>>>() else { return Ok(None) };
        let loaded = crate::flow::load(self.session, &function.block, Mode::Own, function.state);
        let Some(entry) = loaded.body.entries.end else { return Ok(None) };
        let prologue = loaded.body.entries.prologue.filter(|_| given < signature.params.len());
        let (first, is_full) = (loaded.ops.ip(entry), given == signature.params.len());
        Ok(Some(DirectCall { state: function.state, loaded, arguments, first, is_full, prologue }))
    }

    /// Every argument is what its parameter takes, as it is.
    #[inline]
    fn takes(&mut self, target: &DirectCall) -> Result<bool> {
        for argument in &target.arguments {
            let Some(tag) = argument.tag.filter(|_| !argument.is_constant) else { continue };
            let fits = match self.peek(argument.from) {
                Some(value) => value.tag() == tag,
                None => self.fetch(argument.from)?.tag() == tag,
            };
            if !fits {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Binds by position and goes on in the function.
    fn call_directly(&mut self, target: &DirectCall, mode: OutputMode, dst: Reg) -> Result<()> {
        enter_deeper(self.session)?;
        let here = self.session.enter_here(&target.loaded, target.state);
        self.set_return(here, mode, dst);
        self.fill(here, target)?;
        self.begin(here, target, mode);
        Ok(())
    }

    /// Goes on in an entered frame whose parameters are bound.
    #[inline(always)]
    fn begin(&mut self, here: Here, target: &DirectCall, mode: OutputMode) {
        if mode != OutputMode::Emit {
            self.session.out = Out::CAPTURE;
        }
        self.tries = self.session.try_depth;
        self.switch_to(here, Held::of(&target.loaded), target.first);
    }

    /// Binds the arguments to the parameters of an entered frame; gives the frame back when that fails.
    fn fill(&mut self, mut here: Here, target: &DirectCall) -> Result<()> {
        let mut regs = here.regs();
        for (slot, argument) in target.arguments.iter().enumerate() {
            match self.argument(argument) {
                Ok(value) => regs[slot as Reg] = if value.is_nothing() { Value::NULL } else { value },
                Err(error) => return Err(self.not_entered(here, error)),
            }
        }
        if let Some(prologue) = target.prologue {
            if let Err(error) = crate::vm::run(self.session, here.id, prologue) {
                return Err(self.not_entered(here, error));
            }
        } else {
            for slot in target.arguments.len() as Reg..target.loaded.params {
                regs[slot] = Value::NULL;
            }
        }
        Ok(())
    }

    /// Notes in an entered frame where its end leads.
    #[inline(always)]
    pub(crate) fn set_return(&mut self, mut entered: Here, mode: OutputMode, dst: Reg) {
        let (out, base) = (self.session.out, self.session.captured.len() as u32);
        // Field by field: a copy of the whole stalls on the writes of its parts.
        let back = &mut entered.back;
        back.frame = self.frame;
        back.caller = Some((self.here, self.ip));
        back.dst = dst;
        back.mode = mode;
        back.out = out;
        back.base = base;
        back.tries = self.tries;
    }

    /// Gives the frame of a call back that failed before it began.
    #[cold]
    fn not_entered(&mut self, here: Here, error: Interrupt) -> Interrupt {
        self.session.leave_here(here);
        self.session.depth -= 1;
        error
    }

    fn argument(&mut self, argument: &DirectArgument) -> Result<Value> {
        if argument.is_constant {
            return Ok(self.code.constants[argument.from as usize].clone());
        }
        self.take(argument.from)
    }

    /// An argument that is given as it is; none for what needs more than that.
    fn direct_argument(&self, argument: &Argument, code: TypeCode) -> Option<DirectArgument> {
        let tag = if code == TypeCode::Object { None } else { Some(Tag::of(code)?) };
        match argument {
            Argument::Value { reg, .. } | Argument::Word { reg, .. } => {
                Some(DirectArgument { from: *reg, is_constant: false, is_taken: *reg >= self.slots, tag })
            }
            // A number that is not written as it is shown needs more.
            Argument::Constant { k, text: None, .. } => {
                Some(DirectArgument { from: *k, is_constant: true, is_taken: false, tag })
            }
            _ => None,
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
    let text = function.block.text();
    let names = [NAMES.args, NAMES.bound_parameters, NAMES.my_invocation, NAMES.input, NAMES.cmdlet];
    names.iter().any(|name| psp_source::contains_ignoring_case(text, name.name()))
}

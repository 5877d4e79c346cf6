//! [`Vm`]: a run of the machine, from an entry of a frame's body to its end.

use psp_ir::Reg;
use psp_runtime::{FrameId, Here, Ip, Out, Regs, Running, Session};
use psp_value::{Fault, Interrupt, Result, Value};

/// How deep script calls and re-entries may be (`flow`: 5,000 deep runs, 10,000 does not).
pub(crate) const MAX_DEPTH: u32 = 9_000;
/// Stack that a re-entry must find.
const RED_ZONE: usize = 192 * 1024;
/// Stack that is added when there is less.
const STACK_SEGMENT: usize = 4 * 1024 * 1024;

/// A run of the machine.
pub(crate) struct Vm<'s> {
    pub(crate) session: &'s mut Session,
    pub(crate) frame: FrameId,
    /// The frame whose end is the end of the run.
    pub(crate) entry: FrameId,
    /// The running frame.
    pub(crate) here: Here,
    pub(crate) regs: Regs,
    pub(crate) code: Running,
    /// The instruction after the running one.
    pub(crate) ip: Ip,
    /// How many registers are variables.
    pub(crate) slots: Reg,
    /// `try` blocks under way when the frame was entered.
    pub(crate) tries: u32,
}

/// Runs a frame's body from an entry to its end; the value of a final `return` is given back, everything else was
/// written to the session's output.
pub(crate) fn run(session: &mut Session, frame: FrameId, entry: u32) -> Result<Value> {
    enter_deeper(session)?;
    let result = stacker::maybe_grow(RED_ZONE, STACK_SEGMENT, || run_here(session, frame, entry));
    session.depth -= 1;
    result
}

/// Counts a call or re-entry.
#[inline(always)]
pub(crate) fn enter_deeper(session: &mut Session) -> Result<()> {
    if session.depth >= MAX_DEPTH {
        return Err(too_deep());
    }
    session.depth += 1;
    Ok(())
}

#[cold]
fn too_deep() -> Interrupt {
    let message = "The script failed due to call depth overflow.";
    Fault::new("System.Management.Automation.ScriptCallDepthException", message)
        .id("CallDepthOverflow")
        .category(psp_value::ErrorCategory::InvalidOperation)
        .target(format!("{MAX_DEPTH}"))
        .into()
}

/// Works with the machine set to a frame whose run is over.
pub(crate) fn in_frame<R>(
    session: &mut Session,
    frame: FrameId,
    f: impl FnOnce(&mut Vm<'_>) -> Result<R>,
) -> Result<R> {
    let caller = std::mem::replace(&mut session.current, frame);
    let result = match Vm::new(session, frame, 0) {
        Some(mut vm) => f(&mut vm),
        None => Err(Fault::runtime("NoCode", "The frame runs no code.").into()),
    };
    session.current = caller;
    result
}

fn run_here(session: &mut Session, frame: FrameId, entry: u32) -> Result<Value> {
    let caller = std::mem::replace(&mut session.current, frame);
    let (tries, out, redirects) = (session.try_depth, session.out, session.redirects);
    let result = Vm::new(session, frame, entry).map_or(Ok(Value::NOTHING), |mut vm| vm.go_on());
    session.current = caller;
    session.try_depth = tries;
    session.out = out;
    session.redirects = redirects;
    result
}

impl<'s> Vm<'s> {
    /// The machine at an entry of a frame's body; none when it has no body.
    fn new(session: &'s mut Session, frame: FrameId, entry: u32) -> Option<Self> {
        let mut here = session.frames[frame.0 as usize].here();
        let code = here.code.as_ref().map(Running::of)?;
        let (regs, tries) = (here.regs(), session.try_depth);
        here.make_room(code.iterations);
        let (ip, slots) = (code.ops.ip(entry), code.slots);
        Some(Vm { session, frame, entry: frame, here, regs, code, ip, slots, tries })
    }

    /// Runs to the end, through all interrupts that the run itself takes.
    fn go_on(&mut self) -> Result<Value> {
        loop {
            match self.dispatch() {
                Ok(value) => return Ok(value),
                Err(interrupt) => self.recover(interrupt)?,
            }
        }
    }

    /// The number of the instruction after the running one.
    #[inline(always)]
    pub(crate) fn pc(&self) -> u32 {
        self.code.ops.pc(self.ip)
    }

    /// Goes on at an instruction of the running body.
    #[inline(always)]
    pub(crate) fn set_pc(&mut self, pc: u32) {
        self.ip = self.code.ops.ip(pc);
    }

    /// Goes on with another frame, whose body is loaded.
    #[inline(always)]
    pub(crate) fn switch_to(&mut self, mut here: Here, code: Running, ip: Ip) {
        let frame = here.id;
        self.frame = frame;
        self.session.current = frame;
        self.here = here;
        self.regs = here.regs();
        self.code = code;
        self.slots = code.slots;
        self.ip = ip;
    }

    /// Writes a value to the running code's output, collections element by element.
    #[inline(never)]
    pub(crate) fn emit(&mut self, value: Value) -> Result<()> {
        let out = self.session.out;
        if out == Out::CAPTURE && !psp_value::is_enumerable(&value) {
            if !value.is_nothing() {
                self.session.captured.push(value);
            }
            return Ok(());
        }
        self.session.emit_to(out, value)
    }

    /// Work must end.
    #[inline(always)]
    pub(crate) fn poll(&self) -> Result<()> {
        if self.session.stop.is_requested() { Err(Interrupt::stopped()) } else { Ok(()) }
    }
}

//! [`Vm`]: a run of the machine, from an entry of a frame's body to its end.

use psp_ir::Reg;
use psp_runtime::{FrameId, Ops, Out, Regs, Running, Session};
use psp_value::{Fault, Interrupt, Result, Value};

/// How deep script calls and re-entries may be (`flow`: 5,000 deep runs, 10,000 does not).
const MAX_DEPTH: u32 = 9_000;
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
    pub(crate) regs: Regs,
    pub(crate) ops: Ops,
    pub(crate) code: Running,
    /// The instruction after the running one.
    pub(crate) pc: u32,
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
    let Some(code) = session.frame(frame).code.as_ref().map(Running::of) else {
        return Err(Fault::runtime("NoCode", "The frame runs no code.").into());
    };
    let caller = std::mem::replace(&mut session.current, frame);
    let (regs, ops, tries) = (session.frame_mut(frame).regs(), code.ops, session.try_depth);
    let slots = code.slots;
    let result =
        f(&mut Vm { session: &mut *session, frame, entry: frame, regs, ops, code, pc: 0, slots, tries });
    session.current = caller;
    result
}

fn run_here(session: &mut Session, frame: FrameId, entry: u32) -> Result<Value> {
    let caller = std::mem::replace(&mut session.current, frame);
    let (tries, out, redirects) = (session.try_depth, session.out, session.redirects);
    let Some(code) = session.frame(frame).code.as_ref().map(Running::of) else {
        return Ok(Value::NOTHING);
    };
    let (regs, ops) = (session.frame_mut(frame).regs(), code.ops);
    session.frame_mut(frame).make_room(code.body.iterations);
    let slots = code.slots;
    let mut vm = Vm { session, frame, entry: frame, regs, ops, code, pc: entry, slots, tries };
    let result = loop {
        match vm.dispatch() {
            Ok(value) => break Ok(value),
            Err(interrupt) => {
                if let Err(interrupt) = vm.recover(interrupt) {
                    break Err(interrupt);
                }
            }
        }
    };
    session.current = caller;
    session.try_depth = tries;
    session.out = out;
    session.redirects = redirects;
    result
}

impl Vm<'_> {
    /// Goes on with another frame, whose body is loaded.
    #[inline]
    pub(crate) fn switch_to(&mut self, frame: FrameId, code: Running, pc: u32) {
        self.frame = frame;
        self.session.current = frame;
        self.regs = self.session.frame_mut(frame).regs();
        self.ops = code.ops;
        self.slots = code.slots;
        self.code = code;
        self.pc = pc;
    }

    /// Writes a value to the running code's output, collections element by element.
    #[inline]
    pub(crate) fn emit(&mut self, value: Value) -> Result<()> {
        let out = self.session.out;
        if out == Out::Capture && !psp_value::is_enumerable(&value) {
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

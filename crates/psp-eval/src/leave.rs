//! The end of a called body, and output that is collected.

use crate::vm::Vm;
use psp_ir::{OutputMode, Reg};
use psp_runtime::{FrameId, Held, Out};
use psp_value::{Result, Value};

impl Vm<'_> {
    /// The end of a called body with a last value.
    #[inline(never)]
    pub(crate) fn end_call(&mut self, value: Value) -> Result<()> {
        let back = &self.here.back;
        let (mode, dst, base) = (back.mode, back.dst, back.base as usize);
        let is_all = mode == OutputMode::Value && self.session.captured.len() == base;
        if !is_all || psp_value::is_enumerable(&value) {
            return self.end_with_output(value, mode, dst, base);
        }
        self.leave_quickly();
        self.put(dst, value)
    }

    #[inline(never)]
    fn end_with_output(&mut self, value: Value, mode: OutputMode, dst: Reg, base: usize) -> Result<()> {
        if mode == OutputMode::Returned {
            self.session.captured.truncate(base);
            self.leave_call();
            return self.put(dst, value);
        }
        self.emit(value)?;
        let result = match mode {
            OutputMode::Value => self.collected(base),
            OutputMode::Array => Value::array(self.session.captured.split_off(base)),
            OutputMode::Emit => Value::NOTHING,
            OutputMode::Discard | OutputMode::Returned => {
                self.session.captured.truncate(base);
                Value::NOTHING
            }
        };
        self.leave_call();
        if mode == OutputMode::Emit { Ok(()) } else { self.put(dst, result) }
    }

    /// Goes back from the running frame to its caller.
    #[inline(never)]
    pub(crate) fn leave_call(&mut self) {
        // A method runs as if inside `try`: its errors end it.
        if self.here.back.mode == OutputMode::Returned {
            self.tries = self.tries.saturating_sub(1);
        }
        self.leave_quickly();
    }

    #[inline(always)]
    fn leave_quickly(&mut self) {
        let here = self.here;
        let back = &here.back;
        let (out, tries, caller) = (back.out, back.tries, back.caller);
        let session = &mut *self.session;
        session.out = out;
        session.try_depth = self.tries;
        session.depth -= 1;
        session.ok = true;
        session.leave_here(here);
        self.tries = tries;
        if let Some((caller, ip)) = caller
            && let Some(code) = &caller.code
        {
            self.switch_to(caller, Held::of(code), ip);
        }
    }

    /// The output collected since `base`: nothing, one object or an array.
    #[inline(never)]
    pub(crate) fn collected(&mut self, base: usize) -> Value {
        match self.session.captured.len() - base.min(self.session.captured.len()) {
            0 => Value::NOTHING,
            1 => self.session.captured.pop().unwrap_or_default(),
            _ => Value::array(self.session.captured.split_off(base)),
        }
    }

    #[inline(never)]
    pub(crate) fn begin_capture(&mut self) {
        let before = (self.session.out, self.session.captured.len() as u32);
        self.session.frame_mut(self.frame).captures.push(before);
        self.session.out = Out::CAPTURE;
    }

    #[inline(never)]
    pub(crate) fn end_capture(&mut self) -> Value {
        let Some((out, base)) = self.session.frame_mut(self.frame).captures.pop() else {
            return Value::NOTHING;
        };
        self.session.out = out;
        self.collected(base as usize)
    }

    pub(crate) fn end_capture_array(&mut self) -> Value {
        let Some((out, base)) = self.session.frame_mut(self.frame).captures.pop() else {
            return Value::array(Vec::new());
        };
        self.session.out = out;
        let base = (base as usize).min(self.session.captured.len());
        Value::array(self.session.captured.split_off(base))
    }

    /// The frame that runs is the run's own.
    pub(crate) fn is_entry(&self, frame: FrameId) -> bool {
        frame == self.entry
    }
}

//! The machine's loop: one arm an instruction, with the fast paths for numbers in place.

use crate::{arithmetic::Arithmetic, vm::Vm};
use psp_ir::{Compound, Op, OutputMode, Reg, Relation};
use psp_runtime::{FrameId, Out, Running};
use psp_value::{Reason, Result, Tag, Value};

/// What the end of a body means to the loop.
pub(crate) enum Ended {
    /// The run is over with this value.
    Run(Value),
    /// The caller goes on.
    Call,
}

macro_rules! arithmetic {
    ($vm:ident, $regs:ident, $op:ident, $checked:ident, $dst:ident, $a:ident, $b:ident) => {{
        if let (Some(x), Some(y)) = ($regs[$a].as_int(), $regs[$b].as_int())
            && let Some(result) = x.$checked(y)
            && $regs[$dst].try_set_int(result)
        {
        } else if let (Some(x), Some(y)) = ($regs[$a].as_double(), $regs[$b].as_double())
            && $regs[$dst].try_set_double(arithmetic!(@float $op, x, y))
        {
        } else {
            $vm.arithmetic(Arithmetic::$op, $dst, $a, $b)?;
        }
    }};
    (@float Add, $x:ident, $y:ident) => { $x + $y };
    (@float Sub, $x:ident, $y:ident) => { $x - $y };
    (@float Mul, $x:ident, $y:ident) => { $x * $y };
}

macro_rules! immediate {
    ($vm:ident, $regs:ident, $op:ident, $checked:ident, $dst:ident, $a:ident, $imm:ident) => {{
        if let Some(x) = $regs[$a].as_int()
            && let Some(result) = x.$checked(i32::from($imm))
            && $regs[$dst].try_set_int(result)
        {
        } else {
            $vm.arithmetic_immediate(Arithmetic::$op, $dst, $a, $imm)?;
        }
    }};
}

#[inline(always)]
fn related(op: Relation, a: i32, b: i32) -> bool {
    match op {
        Relation::Eq => a == b,
        Relation::Ne => a != b,
        Relation::Lt => a < b,
        Relation::Le => a <= b,
        Relation::Gt => a > b,
        Relation::Ge => a >= b,
    }
}

#[inline(always)]
fn related_float(op: Relation, a: f64, b: f64) -> bool {
    match op {
        Relation::Eq => a == b,
        Relation::Ne => a != b,
        Relation::Lt => a < b,
        Relation::Le => a <= b,
        Relation::Gt => a > b,
        Relation::Ge => a >= b,
    }
}

impl Vm<'_> {
    /// Runs until the run's end or an interrupt. The instruction that failed is the one before `pc`.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm an instruction; whatever is longer than a few lines is elsewhere"
    )]
    pub(crate) fn dispatch(&mut self) -> Result<Value> {
        let (mut regs, mut ops, mut pc) = (self.regs, self.ops, self.pc);
        loop {
            let op = ops.at(pc);
            pc += 1;
            // Whoever fails or goes elsewhere finds the place here; the loop itself only writes it.
            self.pc = pc;
            match op {
                Op::Const { dst, k } => {
                    let value = self.code.constants[k as usize].clone();
                    self.put(dst, value)?;
                }
                Op::Block { dst, k } => self.block_value(dst, k)?,
                Op::Null { dst } => self.put(dst, Value::NULL)?,
                Op::Move { dst, src } => {
                    let value = self.fetch_raw(src);
                    self.put(dst, value)?;
                }
                Op::Read { dst, slot } => {
                    let value = self.fetch(slot)?;
                    self.put(dst, value)?;
                }
                Op::ReadOwn { dst, slot } => {
                    let value = self.read_own(slot);
                    self.put(dst, value)?;
                }
                Op::ReadOwnName { dst, k } => {
                    let value = self.read_own_name(k)?;
                    self.put(dst, value)?;
                }
                Op::ReadName { dst, k } => {
                    let value = self.read_name(k)?;
                    self.put(dst, value)?;
                }
                Op::Store { slot, src } => {
                    let value = self.take(src)?;
                    self.put(slot, value)?;
                }
                Op::StoreTyped { slot, src, k } => self.store_typed(slot, src, k)?,
                Op::StoreName { k, src } => {
                    let value = self.take(src)?;
                    self.store_name(k, value)?;
                }
                Op::Declare { slot, src, k } => self.declare(slot, src, k)?,
                Op::DeclareName { name, src, k } => self.declare_name(name, src, k)?,
                Op::RefSlot { dst, slot } => {
                    let value = self.ref_slot(slot)?;
                    self.put(dst, value)?;
                }
                Op::RefName { dst, k } => {
                    let value = self.ref_name(k)?;
                    self.put(dst, value)?;
                }
                Op::Using { dst, k } => {
                    let value = self.using(k)?;
                    self.put(dst, value)?;
                }
                Op::SaveSlot { dst, slot } => regs[dst] = regs[slot].take(),
                Op::RestoreSlot { slot, src } => regs[slot] = regs[src].take(),

                Op::Add { dst, a, b } => arithmetic!(self, regs, Add, checked_add, dst, a, b),
                Op::Sub { dst, a, b } => arithmetic!(self, regs, Sub, checked_sub, dst, a, b),
                Op::Mul { dst, a, b } => arithmetic!(self, regs, Mul, checked_mul, dst, a, b),
                Op::Div { dst, a, b } => {
                    if let (Some(x), Some(y)) = (regs[a].as_double(), regs[b].as_double()) {
                        self.put_double(dst, x / y)?;
                    } else if let (Some(x), Some(y)) = (regs[a].as_int(), regs[b].as_int())
                        && y != 0
                        && x.checked_rem(y) == Some(0)
                    {
                        self.put_int(dst, x / y)?;
                    } else {
                        self.arithmetic(Arithmetic::Div, dst, a, b)?;
                    }
                }
                Op::Rem { dst, a, b } => {
                    if let (Some(x), Some(y)) = (regs[a].as_int(), regs[b].as_int())
                        && let Some(result) = x.checked_rem(y)
                    {
                        self.put_int(dst, result)?;
                    } else {
                        self.arithmetic(Arithmetic::Rem, dst, a, b)?;
                    }
                }
                Op::AddImm { dst, a, imm } => immediate!(self, regs, Add, checked_add, dst, a, imm),
                Op::SubImm { dst, a, imm } => immediate!(self, regs, Sub, checked_sub, dst, a, imm),
                Op::MulImm { dst, a, imm } => immediate!(self, regs, Mul, checked_mul, dst, a, imm),
                Op::RemImm { dst, a, imm } => immediate!(self, regs, Rem, checked_rem, dst, a, imm),
                Op::Binary { op, dst, a, b } => self.binary(op, dst, a, b)?,
                Op::Unary { op, dst, a } => self.unary(op, dst, a)?,
                Op::Step { slot, by } => {
                    if let Some(x) = regs[slot].as_int()
                        && let Some(next) = x.checked_add(i32::from(by))
                    {
                        regs[slot].set_int(next);
                    } else {
                        self.step(slot, by)?;
                    }
                }
                Op::StepValue { kind, dst, slot } => self.step_value(kind, dst, slot)?,
                Op::StepName { kind, dst, k } => self.step_name(kind, dst, k)?,
                Op::CompoundTyped { op, slot, src, k } => {
                    if let (Some(x), Some(y)) = (regs[slot].as_long(), regs[src].as_integer())
                        && let Some(result) = compound_long(op, x, y)
                    {
                        regs[slot].set_long(result);
                    } else {
                        self.compound_typed(op, slot, src, k)?;
                    }
                }
                Op::Compound { op, slot, src } => {
                    if let (Some(x), Some(y)) = (regs[slot].as_int(), regs[src].as_int())
                        && let Some(result) = compound_int(op, x, y)
                    {
                        regs[slot].set_int(result);
                    } else {
                        self.compound(op, slot, src)?;
                    }
                }
                Op::CompoundName { op, k, src } => {
                    let right = self.take(src)?;
                    let old = self.read_own_name(k)?;
                    let new = self.combined(op, &old, &right)?;
                    self.store_name(k, new)?;
                }
                Op::CompoundIndex { op, target, index, value } => {
                    self.compound_index(op, target, index, value)?;
                }
                Op::CompoundMember { op, object, k, value } => self.compound_member(op, object, k, value)?,
                Op::CompoundIndexOld { op, base } => self.compound_index_old(op, base)?,
                Op::CompoundMemberOld { op, base, k } => self.compound_member_old(op, base, k)?,
                Op::CompoundValue { op, dst, a, b } => {
                    let (old, right) = (self.fetch(a)?, self.fetch(b)?);
                    let new = self.combined(op, &old, &right)?;
                    self.put(dst, new)?;
                }

                Op::Jump { to } => pc = to,
                Op::Loop { to } => {
                    self.poll()?;
                    pc = to;
                }
                Op::JumpIf { cond, to } => {
                    let truth = match regs[cond].as_bool() {
                        Some(known) => known,
                        None => self.truth(cond)?,
                    };
                    if truth {
                        pc = to;
                    }
                }
                Op::JumpIfNot { cond, to } => {
                    let truth = match regs[cond].as_bool() {
                        Some(known) => known,
                        None => self.truth(cond)?,
                    };
                    if !truth {
                        pc = to;
                    }
                }
                Op::JumpIfNull { src, to } => {
                    let value = self.fetch(src)?;
                    if value.is_null() {
                        pc = to;
                    }
                }
                Op::JumpIfSet { slot, to } => {
                    if !regs[slot].is_unset() {
                        pc = to;
                    }
                }
                Op::JumpIfOk { to } => {
                    if self.session.ok {
                        pc = to;
                    }
                }
                Op::JumpIfFailed { to } => {
                    if !self.session.ok {
                        pc = to;
                    }
                }
                Op::Branch { op, a, b, rel } => {
                    let holds = if let (Some(x), Some(y)) = (regs[a].as_int(), regs[b].as_int()) {
                        related(op, x, y)
                    } else if let (Some(x), Some(y)) = (regs[a].as_double(), regs[b].as_double()) {
                        related_float(op, x, y)
                    } else {
                        self.compared_registers(op, a, b)?
                    };
                    if !holds {
                        pc = pc.wrapping_add_signed(rel.into());
                    }
                }
                Op::BranchImm { op, a, imm, rel } => {
                    let holds = if let Some(x) = regs[a].as_int() {
                        related(op, x, imm.into())
                    } else if let Some(x) = regs[a].as_double() {
                        related_float(op, x, imm.into())
                    } else {
                        self.compared_immediate(op, a, imm)?
                    };
                    if !holds {
                        pc = pc.wrapping_add_signed(rel.into());
                    }
                }
                Op::StepBranch { op, slot, b, rel } => {
                    self.poll()?;
                    if let (Some(x), Some(y)) = (regs[slot].as_int(), regs[b].as_int())
                        && let Some(next) = x.checked_add(1)
                    {
                        regs[slot].set_int(next);
                        if related(op, next, y) {
                            pc = pc.wrapping_add_signed(rel.into());
                        }
                    } else {
                        self.step(slot, 1)?;
                        if self.compared_registers(op, slot, b)? {
                            pc = pc.wrapping_add_signed(rel.into());
                        }
                    }
                }
                Op::Bool { dst, src } => {
                    let truth = self.truth(src)?;
                    self.put(dst, Value::bool(truth))?;
                }

                Op::IterBegin { depth, src } => self.iter_begin(depth, src)?,
                Op::IterRange { depth, a, b } => self.iter_range(depth, a, b)?,
                Op::IterFile { depth, src } => self.iter_file(depth, src)?,
                Op::IterSwitch { depth, src } => self.iter_switch(depth, src)?,
                Op::IterNext { depth, slot, to } => {
                    if !self.iter_next(depth, slot)? {
                        pc = to;
                    }
                }
                Op::IterEnd { depth } => self.iter_end(depth),
                Op::IterValue { depth, slot } => self.iter_value(depth, slot)?,

                Op::Emit { src } => {
                    let value = self.take(src)?;
                    self.emit(value)?;
                }
                Op::BeginCapture => self.begin_capture(),
                Op::EndCapture { dst } => {
                    let value = self.end_capture();
                    self.put(dst, value)?;
                }
                Op::EndCaptureArray { dst } => {
                    let value = self.end_capture_array();
                    self.put(dst, value)?;
                }
                Op::EndCaptureDiscard => drop(self.end_capture()),
                Op::Return { src } => {
                    let value = self.take(src)?;
                    match self.end(value)? {
                        Ended::Run(value) => return Ok(value),
                        Ended::Call => (regs, ops, pc) = (self.regs, self.ops, self.pc),
                    }
                }
                Op::End => match self.end(Value::NOTHING)? {
                    Ended::Run(value) => return Ok(value),
                    Ended::Call => (regs, ops, pc) = (self.regs, self.ops, self.pc),
                },
                Op::Ok => self.session.ok = true,
                Op::Failed => self.session.ok = false,

                Op::Array { dst, base, count } => self.array(dst, base, count)?,
                Op::ToArray { dst, src } => self.collect_array(dst, src)?,
                Op::Element { dst, src, at } => self.element(dst, src, at)?,
                Op::Rest { dst, src, at } => self.rest(dst, src, at)?,
                Op::Table { dst, ordered } => self.table(dst, ordered),
                Op::TableAdd { table, key, value } => self.table_add(table, key, value)?,
                Op::Custom { dst, base, k } => self.custom(dst, base, k)?,
                Op::Interpolate { dst, base, count } => self.interpolate(dst, base, count)?,

                Op::Index { dst, target, index } => {
                    if let Some(value) = self.element_fast(target, index) {
                        self.put(dst, value)?;
                    } else {
                        self.index(dst, target, index)?;
                    }
                }
                Op::SetIndex { target, index, src } => {
                    if !self.set_element_fast(target, index, src) {
                        self.set_index(target, index, src)?;
                    }
                }
                Op::Member { dst, object, k } => self.member(dst, object, k)?,
                Op::MemberDynamic { dst, object, name } => self.member_dynamic(dst, object, name)?,
                Op::SetMember { object, k, src } => self.set_member(object, k, src)?,
                Op::SetMemberDynamic { object, name, src } => self.set_member_dynamic(object, name, src)?,
                Op::StaticMember { dst, ty, k } => self.static_member(dst, ty, k)?,
                Op::StaticMemberDynamic { dst, ty, name } => self.static_member_dynamic(dst, ty, name)?,
                Op::SetStatic { ty, k, src } => self.set_static(ty, k, src)?,
                Op::Invoke { dst, base, k } => {
                    self.invoke(dst, base, k)?;
                    (regs, ops, pc) = (self.regs, self.ops, self.pc);
                }
                Op::Type { dst, k } => {
                    let ty = self.type_at(k)?;
                    self.put(dst, ty.into())?;
                }
                Op::Convert { dst, src, k } => self.convert(dst, src, k)?,
                Op::SwitchTest { how, dst, value, clause } => self.switch_test(how, dst, value, clause)?,

                Op::Call { mode, k, dst } => {
                    self.call(mode, k, dst)?;
                    (regs, ops, pc) = (self.regs, self.ops, self.pc);
                }
                Op::Pipeline { mode, k, dst } => self.pipeline(mode, k, dst)?,
                Op::Function { k } => self.define_function(k)?,
                Op::Classes { first, count } => self.define_classes(first, count)?,
                Op::Background { dst, k } => self.background(dst, k)?,

                Op::Throw { src } => return Err(self.throw(src)?),
                Op::Break { k } => return Err(Reason::Break(self.label(k)).into()),
                Op::BreakDynamic { src } => {
                    let label = self.computed_label(src)?;
                    return Err(Reason::Break(Some(label)).into());
                }
                Op::Continue { k } => return Err(Reason::Continue(self.label(k)).into()),
                Op::ContinueDynamic { src } => {
                    let label = self.computed_label(src)?;
                    return Err(Reason::Continue(Some(label)).into());
                }
                Op::Exit { src } => return Err(self.exit(src)?),
                Op::ReturnOut => return Err(Reason::Return.into()),
                Op::TryEnter => self.session.try_depth += 1,
                Op::TryLeave => self.session.try_depth = self.session.try_depth.saturating_sub(1),
                Op::EnterFinally => self.session.frame_mut(self.frame).pending.push(None),
                Op::EndFinally => self.end_finally()?,
                Op::EndCatch => {}
                Op::EndTrap { how, record } => {
                    self.end_trap(how, record)?;
                    pc = self.pc;
                }
                Op::DefaultParam { slot, k } => self.default_param(slot, k)?,
                Op::StoreParam { slot, src, k } => self.store_param(slot, src, k)?,
                Op::Unsupported { k } => return Err(self.unsupported(k)),
            }
        }
    }

    /// A register's content with its marker: what `Move` copies.
    #[inline]
    fn fetch_raw(&self, src: Reg) -> Value {
        let value = &self.regs[src];
        match value.tag() {
            Tag::Cell => value.as_cell().map(|it| it.get()).unwrap_or_default(),
            Tag::Link => Value::UNSET,
            _ => value.clone(),
        }
    }

    /// The end of the running body with a last value.
    #[inline]
    fn end(&mut self, value: Value) -> Result<Ended> {
        if self.frame == self.entry {
            return Ok(Ended::Run(value));
        }
        let frame = self.session.frame(self.frame);
        let back = frame.back;
        let base = back.base as usize;
        if back.mode == OutputMode::Returned {
            self.session.captured.truncate(base);
            self.leave_call();
            self.put(back.dst, value)?;
            return Ok(Ended::Call);
        }
        let direct = back.mode == OutputMode::Value
            && self.session.captured.len() == base
            && !psp_value::is_enumerable(&value);
        let result = if direct {
            value
        } else {
            self.emit(value)?;
            match back.mode {
                OutputMode::Value => self.collected(base),
                OutputMode::Array => Value::array(self.session.captured.split_off(base)),
                OutputMode::Emit => Value::NOTHING,
                OutputMode::Discard | OutputMode::Returned => {
                    self.session.captured.truncate(base);
                    Value::NOTHING
                }
            }
        };
        self.leave_call();
        if back.mode != OutputMode::Emit {
            self.put(back.dst, result)?;
        }
        Ok(Ended::Call)
    }

    /// Goes back from the running frame to its caller.
    pub(crate) fn leave_call(&mut self) {
        let frame = self.frame;
        let back = self.session.frame(frame).back;
        self.session.out = back.out;
        self.session.redirects = back.redirects;
        // A method runs as if inside `try`: its errors end it.
        let around = u32::from(back.mode == OutputMode::Returned);
        self.session.try_depth = self.tries.saturating_sub(around);
        self.session.depth -= 1;
        self.session.ok = true;
        self.session.leave(frame);
        self.tries = back.tries;
        let Some(code) = self.session.frame(back.frame).code.as_ref().map(Running::of) else { return };
        self.switch_to(back.frame, code, back.pc);
    }

    /// The output collected since `base`: nothing, one object or an array.
    #[inline]
    pub(crate) fn collected(&mut self, base: usize) -> Value {
        match self.session.captured.len() - base.min(self.session.captured.len()) {
            0 => Value::NOTHING,
            1 => self.session.captured.pop().unwrap_or_default(),
            _ => Value::array(self.session.captured.split_off(base)),
        }
    }

    pub(crate) fn begin_capture(&mut self) {
        let before = (self.session.out, self.session.captured.len() as u32);
        self.session.frame_mut(self.frame).captures.push(before);
        self.session.out = Out::Capture;
    }

    pub(crate) fn end_capture(&mut self) -> Value {
        let Some((out, base)) = self.session.frame_mut(self.frame).captures.pop() else {
            return Value::NOTHING;
        };
        self.session.out = out;
        self.collected(base as usize)
    }

    fn end_capture_array(&mut self) -> Value {
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

#[inline(always)]
fn compound_int(op: Compound, x: i32, y: i32) -> Option<i32> {
    match op {
        Compound::Add => x.checked_add(y),
        Compound::Sub => x.checked_sub(y),
        Compound::Mul => x.checked_mul(y),
        Compound::Rem => x.checked_rem(y),
        _ => None,
    }
}

#[inline(always)]
fn compound_long(op: Compound, x: i64, y: i64) -> Option<i64> {
    match op {
        Compound::Add => x.checked_add(y),
        Compound::Sub => x.checked_sub(y),
        Compound::Mul => x.checked_mul(y),
        Compound::Rem => x.checked_rem(y),
        _ => None,
    }
}

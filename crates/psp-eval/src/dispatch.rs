//! The machine's loop: the instructions that programs spend their time in, with the fast paths for numbers in place.
//!
//! The loop keeps the registers and the place in the processor's registers. Whatever it calls works on the machine's own
//! copies, and the loop takes those up again after each call: nothing has to be kept across one.

use crate::{
    arithmetic::{Arithmetic, remainder},
    vm::Vm,
};
use psp_ir::{Compound, Op, Scalar};
use psp_value::{Result, Tag, Value};

macro_rules! arithmetic {
    ($vm:ident, $regs:ident, $ip:ident, $op:ident, $checked:ident, $dst:ident, $a:ident, $b:ident) => {{
        if let (Some(x), Some(y)) = ($regs[$a].as_int(), $regs[$b].as_int())
            && let Some(result) = x.$checked(y)
            && $regs[$dst].try_set_int(result)
        {
        } else if let (Some(x), Some(y)) = ($regs[$a].as_double(), $regs[$b].as_double())
            && $regs[$dst].try_set_double(arithmetic!(@float $op, x, y))
        {
        } else if let Some((x, y)) = longs(&$regs[$a], &$regs[$b])
            && let Some(result) = x.$checked(y)
            && $regs[$dst].try_set_long(result)
        {
        } else if let Some((x, y)) = $vm.linked_ints($a, $b)
            && let Some(result) = x.$checked(y)
            && $regs[$dst].try_set_int(result)
        {
        } else {
            $vm.arithmetic(Arithmetic::$op, $dst, $a, $b)?;
            ($regs, $ip) = ($vm.regs, $vm.ip);
        }
    }};
    (@float Add, $x:ident, $y:ident) => { $x + $y };
    (@float Sub, $x:ident, $y:ident) => { $x - $y };
    (@float Mul, $x:ident, $y:ident) => { $x * $y };
}

macro_rules! immediate {
    ($vm:ident, $regs:ident, $ip:ident, $op:ident, $checked:ident, $dst:ident, $a:ident, $imm:ident) => {{
        if let Some(x) = $regs[$a].as_int()
            && let Some(result) = x.$checked(i32::from($imm))
            && $regs[$dst].try_set_int(result)
        {
        } else if let Some(x) = $regs[$a].as_long()
            && let Some(result) = immediate!(@long $op, $checked, x, $imm)
            && $regs[$dst].try_set_long(result)
        {
        } else {
            $vm.arithmetic_immediate(Arithmetic::$op, $dst, $a, $imm)?;
            ($regs, $ip) = ($vm.regs, $vm.ip);
        }
    }};
    (@long Rem, $checked:ident, $x:ident, $imm:ident) => { remainder($x, $imm.into()) };
    (@long $op:ident, $checked:ident, $x:ident, $imm:ident) => { $x.$checked(i64::from($imm)) };
}

impl Vm<'_> {
    /// Runs until the run's end or an interrupt. The instruction that failed is the one before the machine's place.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm an instruction; whatever is longer than a few lines is elsewhere"
    )]
    #[inline(never)]
    pub(crate) fn dispatch(&mut self) -> Result<Value> {
        let (mut regs, mut ip) = (self.regs, self.ip);
        macro_rules! called {
            ($call:expr) => {{
                let result = $call?;
                (regs, ip) = (self.regs, self.ip);
                result
            }};
        }
        // A plain value of an operand, wherever it is.
        macro_rules! fetch {
            ($reg:expr) => {
                match regs[$reg].plain() {
                    Some(value) => value,
                    None => called!(self.fetch_elsewhere($reg)),
                }
            };
        }
        macro_rules! put {
            ($dst:expr, $value:expr) => {
                if let Some(value) = regs[$dst].replace_scalar($value) {
                    called!(self.put_slowly($dst, value));
                }
            };
        }
        // The value of a temporary, which is left empty, or of a slot.
        macro_rules! take {
            ($reg:expr) => {
                if $reg < self.slots { fetch!($reg) } else { regs[$reg].take_set() }
            };
        }
        loop {
            let op = ip.fetch();
            // Whoever fails or goes elsewhere finds the place here; the loop itself only writes it.
            self.ip = ip;
            match *op {
                Op::Const { dst, k } => {
                    let value = self.code.constants[k as usize].clone();
                    put!(dst, value);
                }
                Op::Null { dst } => put!(dst, Value::NULL),
                Op::Move { dst, src } => match regs[src].plain() {
                    Some(value) => put!(dst, value),
                    None => called!(self.move_slowly(dst, src)),
                },
                Op::Read { dst, slot } => {
                    let value = fetch!(slot);
                    put!(dst, value);
                }
                Op::Store { slot, src } => {
                    let value = take!(src);
                    put!(slot, value);
                }
                Op::StoreTyped { scalar, slot, src, k } => {
                    if is_scalar(scalar, &regs[src]) {
                        let value = take!(src);
                        put!(slot, value);
                    } else {
                        called!(self.store_typed(slot, src, k));
                    }
                }

                Op::Add { dst, a, b } => arithmetic!(self, regs, ip, Add, checked_add, dst, a, b),
                Op::Sub { dst, a, b } => arithmetic!(self, regs, ip, Sub, checked_sub, dst, a, b),
                Op::Mul { dst, a, b } => arithmetic!(self, regs, ip, Mul, checked_mul, dst, a, b),
                Op::Div { dst, a, b } => {
                    if let (Some(x), Some(y)) = (regs[a].as_double(), regs[b].as_double())
                        && regs[dst].try_set_double(x / y)
                    {
                    } else {
                        called!(self.arithmetic(Arithmetic::Div, dst, a, b));
                    }
                }
                Op::Rem { dst, a, b } => {
                    if let (Some(x), Some(y)) = (regs[a].as_int(), regs[b].as_int())
                        && let Some(result) = x.checked_rem(y)
                        && regs[dst].try_set_int(result)
                    {
                    } else if let Some((x, y)) = longs(&regs[a], &regs[b])
                        && let Some(result) = remainder(x, y)
                        && regs[dst].try_set_long(result)
                    {
                    } else {
                        called!(self.arithmetic(Arithmetic::Rem, dst, a, b));
                    }
                }
                Op::AddImm { dst, a, imm } => immediate!(self, regs, ip, Add, checked_add, dst, a, imm),
                Op::SubImm { dst, a, imm } => immediate!(self, regs, ip, Sub, checked_sub, dst, a, imm),
                Op::MulImm { dst, a, imm } => immediate!(self, regs, ip, Mul, checked_mul, dst, a, imm),
                Op::RemImm { dst, a, imm } => immediate!(self, regs, ip, Rem, checked_rem, dst, a, imm),
                Op::Binary { op, dst, a, b } => called!(self.binary(op, dst, a, b)),
                Op::Step { slot, by } => {
                    if let Some(x) = regs[slot].as_int()
                        && let Some(next) = x.checked_add(i32::from(by))
                    {
                        regs[slot].write_int(next);
                    } else {
                        called!(self.step(slot, by));
                    }
                }
                Op::CompoundTyped { op, slot, src, k } => {
                    if let (Some(x), Some(y)) = (regs[slot].as_long(), regs[src].as_integer())
                        && let Some(result) = compound_long(op, x, y)
                    {
                        regs[slot].write_long(result);
                    } else {
                        called!(self.compound_typed(op, slot, src, k));
                    }
                }
                Op::Compound { op, slot, src } => {
                    if let (Some(x), Some(y)) = (regs[slot].as_int(), regs[src].as_int())
                        && let Some(result) = compound_int(op, x, y)
                    {
                        regs[slot].write_int(result);
                    } else if let (Some(x), Some(y)) = (regs[slot].as_double(), regs[src].as_double())
                        && let Some(result) = compound_double(op, x, y)
                    {
                        regs[slot].write_double(result);
                    } else {
                        called!(self.compound(op, slot, src));
                    }
                }
                Op::CompoundIndex { op, target, index, value } => {
                    called!(self.compound_index(op, target, index, value));
                }

                Op::Jump { to } => ip = self.code.ops.ip(to),
                Op::Loop { to } => {
                    self.poll()?;
                    ip = self.code.ops.ip(to);
                }
                Op::JumpIf { cond, to } => {
                    let truth = match regs[cond].as_bool() {
                        Some(known) => known,
                        None => called!(self.truth(cond)),
                    };
                    if truth {
                        ip = self.code.ops.ip(to);
                    }
                }
                Op::JumpIfNot { cond, to } => {
                    let truth = match regs[cond].as_bool() {
                        Some(known) => known,
                        None => called!(self.truth(cond)),
                    };
                    if !truth {
                        ip = self.code.ops.ip(to);
                    }
                }
                Op::Branch { op, a, b, rel } => {
                    let holds = if let (Some(x), Some(y)) = (regs[a].as_int(), regs[b].as_int()) {
                        op.of_integers(x, y)
                    } else if let (Some(x), Some(y)) = (regs[a].as_double(), regs[b].as_double()) {
                        op.of(x, y)
                    } else if let Some((x, y)) = self.linked_ints(a, b) {
                        op.of_integers(x, y)
                    } else {
                        called!(self.compared_registers(op, a, b))
                    };
                    if !holds {
                        ip.jump(rel);
                    }
                }
                Op::BranchImm { op, a, imm, rel } => {
                    let holds = match regs[a].as_int() {
                        Some(x) => op.of_integers(x, i32::from(imm)),
                        None => called!(self.compared_immediate(op, a, imm)),
                    };
                    if !holds {
                        ip.jump(rel);
                    }
                }
                Op::BranchRem { op, a, by, imm, rel } => {
                    let holds = match regs[a].as_int().and_then(|x| x.checked_rem(by.into())) {
                        Some(rest) => op.of_integers(rest, i32::from(imm)),
                        None => called!(self.compared_remainder(op, a, by, imm)),
                    };
                    if !holds {
                        ip.jump(rel);
                    }
                }
                Op::StepBranch { op, slot, b, rel } => {
                    self.poll()?;
                    let again = if let Some(next) = regs[slot].as_int().and_then(|x| x.checked_add(1)) {
                        regs[slot].write_int(next);
                        if let Some(y) = regs[b].as_int() {
                            op.of_integers(next, y)
                        } else if let Some((x, y)) = self.linked_ints(slot, b) {
                            op.of_integers(x, y)
                        } else {
                            called!(self.compared_registers(op, slot, b))
                        }
                    } else {
                        called!(self.step_and_compare(op, slot, b))
                    };
                    if again {
                        ip.jump(rel);
                    }
                }
                Op::Bool { dst, src } => {
                    let truth = match regs[src].as_bool() {
                        Some(known) => known,
                        None => called!(self.truth(src)),
                    };
                    put!(dst, Value::bool(truth));
                }
                Op::IterNext { depth, slot, to } => {
                    if !called!(self.iter_next(depth, slot)) {
                        ip = self.code.ops.ip(to);
                    }
                }

                Op::Index { dst, target, index } => match self.element_fast(target, index) {
                    Some(value) => put!(dst, value),
                    None => called!(self.index(dst, target, index)),
                },
                Op::SetIndex { target, index, src } => {
                    if !self.set_element_fast(target, index, src) {
                        called!(self.set_index(target, index, src));
                    }
                }
                Op::Member { dst, object, k } => called!(self.member(dst, object, k)),
                Op::SetMember { object, k, src } => called!(self.set_member(object, k, src)),
                Op::Invoke { dst, base, k } => called!(self.invoke(dst, base, k)),

                Op::Emit { src } => {
                    let value = self.take(src)?;
                    called!(self.emit(value));
                }
                Op::Call { mode, k, dst } => called!(self.call(mode, k, dst)),
                Op::Return { src } => {
                    let value = self.take(src)?;
                    if self.frame == self.entry {
                        return Ok(value);
                    }
                    called!(self.end_call(value));
                }
                Op::End => {
                    if self.frame == self.entry {
                        return Ok(Value::NOTHING);
                    }
                    called!(self.end_call(Value::NOTHING));
                }
                other => called!(self.rare(other)),
            }
        }
    }
}

/// The value is of a type, as it is.
#[inline(always)]
fn is_scalar(scalar: Scalar, value: &Value) -> bool {
    const TAGS: [u8; 6] =
        [0, Tag::Bool as u8, Tag::Int32 as u8, Tag::Int64 as u8, Tag::Double as u8, Tag::Str as u8];
    TAGS[scalar as usize] == value.tag() as u8
}

/// Two integers of which at least one is a `[long]`.
#[inline(always)]
fn longs(a: &Value, b: &Value) -> Option<(i64, i64)> {
    if a.as_int().is_some() && b.as_int().is_some() {
        return None;
    }
    Some((a.as_integer()?, b.as_integer()?))
}

macro_rules! compound {
    ($name:ident, $number:ty) => {
        #[inline(always)]
        fn $name(op: Compound, x: $number, y: $number) -> Option<$number> {
            // Most of these add: that is not worth a jump table.
            if op == Compound::Add {
                return x.checked_add(y);
            }
            match op {
                Compound::Sub => x.checked_sub(y),
                Compound::Mul => x.checked_mul(y),
                Compound::Rem => x.checked_rem(y),
                _ => None,
            }
        }
    };
}

compound!(compound_int, i32);
compound!(compound_long, i64);

#[inline(always)]
fn compound_double(op: Compound, x: f64, y: f64) -> Option<f64> {
    if op == Compound::Add {
        return Some(x + y);
    }
    match op {
        Compound::Sub => Some(x - y),
        Compound::Mul => Some(x * y),
        _ => None,
    }
}

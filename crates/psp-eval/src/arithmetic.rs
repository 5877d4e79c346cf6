//! Operators: fast paths for numbers, the value layer for everything else.

use crate::vm::Vm;
use psp_ir::{Binary, Compound, Reg, Relation, Step, Unary};
use psp_runtime::NAMES;
use psp_value::{
    Data, Result, Str, Tag, Value, compare, convert,
    operators::{self, Comparison},
};

/// The five operators of arithmetic.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
}

impl Vm<'_> {
    /// `dst = a op b`, after the fast path for two integers failed.
    #[inline(never)]
    pub(crate) fn arithmetic(&mut self, op: Arithmetic, dst: Reg, a: Reg, b: Reg) -> Result<()> {
        if let (Some(x), Some(y)) = (self.peek(a), self.peek(b))
            && let Some(result) = numbers(op, x, y)
        {
            return self.put(dst, result);
        }
        if op == Arithmetic::Add
            && let Some(text) = self.joined(a, b)
        {
            return self.put(dst, Value::string(text));
        }
        let (left, right) = (self.fetch(a)?, self.fetch(b)?);
        let result = self.arithmetic_values(op, &left, &right)?;
        self.put(dst, result)
    }

    /// Two operands of type `[int]` of which one may be a variable of an outer scope.
    #[inline(always)]
    pub(crate) fn linked_ints(&self, a: Reg, b: Reg) -> Option<(i32, i32)> {
        Some((self.peek(a)?.as_int()?, self.peek(b)?.as_int()?))
    }

    /// Two texts in one; a temporary that nobody else holds grows in place.
    fn joined(&mut self, a: Reg, b: Reg) -> Option<Str> {
        let right = self.peek(b)?.as_string()?;
        let left = self.peek(a)?.as_string()?;
        if a < self.slots || a == b {
            return Some(Str::joined(left, right));
        }
        let right = right.clone();
        if b >= self.slots {
            self.regs[b] = Value::UNSET;
        }
        let left = self.regs[a].take().into_string().ok()?;
        Some(left.followed(&right))
    }

    /// `dst = a op imm`, after the fast path failed.
    pub(crate) fn arithmetic_immediate(&mut self, op: Arithmetic, dst: Reg, a: Reg, imm: i16) -> Result<()> {
        let right = Value::int(imm.into());
        if let Some(x) = self.peek(a)
            && let Some(result) = numbers(op, x, &right)
        {
            return self.put(dst, result);
        }
        let left = self.fetch(a)?;
        let result = self.arithmetic_values(op, &left, &right)?;
        self.put(dst, result)
    }

    pub(crate) fn arithmetic_values(&mut self, op: Arithmetic, a: &Value, b: &Value) -> Result<Value> {
        if let Some(result) = numbers(op, a, b) {
            return Ok(result);
        }
        match op {
            Arithmetic::Add => operators::add(self.session, a, b),
            Arithmetic::Sub => operators::subtract(self.session, a, b),
            Arithmetic::Mul => operators::multiply(self.session, a, b),
            Arithmetic::Div => operators::divide(self.session, a, b),
            Arithmetic::Rem => operators::remainder(self.session, a, b),
        }
    }

    #[inline]
    pub(crate) fn put_int(&mut self, dst: Reg, it: i32) -> Result<()> {
        let register = &mut self.regs[dst];
        if register.tag() == Tag::Cell {
            return self.put(dst, Value::int(it));
        }
        register.set_int(it);
        Ok(())
    }

    /// Any other infix operator.
    #[inline(never)]
    pub(crate) fn binary(&mut self, op: Binary, dst: Reg, a: Reg, b: Reg) -> Result<()> {
        if let (Some(x), Some(y)) = (self.peek(a), self.peek(b))
            && let Some(result) = bits(op, x, y)
        {
            return self.put(dst, result);
        }
        self.binary_slowly(op, dst, a, b)
    }

    #[inline(never)]
    fn binary_slowly(&mut self, op: Binary, dst: Reg, a: Reg, b: Reg) -> Result<()> {
        let (left, right) = (self.fetch(a)?, self.fetch(b)?);
        let result = self.binary_values(op, &left, &right)?;
        self.put(dst, result)
    }

    fn binary_values(&mut self, op: Binary, a: &Value, b: &Value) -> Result<Value> {
        if let Some((op, ignore_case)) = comparison(op) {
            return self.compared(op, ignore_case, a, b);
        }
        let session = &mut *self.session;
        match op {
            Binary::Add => operators::add(session, a, b),
            Binary::Sub => operators::subtract(session, a, b),
            Binary::Mul => operators::multiply(session, a, b),
            Binary::Div => operators::divide(session, a, b),
            Binary::Rem => operators::remainder(session, a, b),
            Binary::Is => operators::is(session, a, b),
            Binary::IsNot => operators::is_not(session, a, b),
            Binary::As => operators::as_type(session, a, b),
            Binary::Format => operators::format(session, a, b),
            Binary::Range => operators::range(session, a, b),
            Binary::Join => operators::join(session, a, b),
            Binary::Split | Binary::CSplit => operators::split(session, op == Binary::Split, a, b),
            Binary::Replace | Binary::CReplace => operators::replace(session, op == Binary::Replace, a, b),
            Binary::Band => operators::band(session, a, b),
            Binary::Bor => operators::bor(session, a, b),
            Binary::Bxor => operators::bxor(session, a, b),
            Binary::Shl => operators::shl(session, a, b),
            Binary::Shr => operators::shr(session, a, b),
            _ => Ok(Value::bool(operators::xor(a, b))),
        }
    }

    fn compared(&mut self, op: Comparison, ignore_case: bool, a: &Value, b: &Value) -> Result<Value> {
        let negated = match op {
            Comparison::Match => false,
            Comparison::NotMatch => true,
            _ => return operators::compare(self.session, op, ignore_case, a, b),
        };
        let (result, groups) = operators::matches(self.session, negated, ignore_case, a, b)?;
        if let Some(groups) = groups {
            self.set_matches(groups)?;
        }
        Ok(result)
    }

    /// Sets `$Matches`.
    pub(crate) fn set_matches(&mut self, groups: Value) -> Result<()> {
        let scope = self.session.frame(self.frame).scope;
        self.session.write_variable(NAMES.matches, scope, groups)
    }

    #[inline(never)]
    pub(crate) fn unary(&mut self, op: Unary, dst: Reg, a: Reg) -> Result<()> {
        if op == Unary::Not {
            let truth = self.truth(a)?;
            return self.put(dst, Value::bool(!truth));
        }
        let value = self.fetch(a)?;
        let session = &mut *self.session;
        let result = match op {
            Unary::Plus => operators::plus(session, &value),
            Unary::Minus => operators::negate(session, &value),
            Unary::BitNot => operators::bit_not(session, &value),
            Unary::Join => operators::join_unary(session, &value),
            _ => operators::split_unary(session, &value),
        }?;
        self.put(dst, result)
    }

    /// `a op b` as a branch tests it, after the fast path for two numbers of a type failed.
    #[inline(never)]
    pub(crate) fn compared_registers(&mut self, op: Relation, a: Reg, b: Reg) -> Result<bool> {
        if let (Some(x), Some(y)) = (self.peek(a), self.peek(b))
            && let Some(holds) = related(op, x, y)
        {
            return Ok(holds);
        }
        let (x, y) = (self.fetch(a)?, self.fetch(b)?);
        self.relation(op, &x, &y)
    }

    /// `a % by` compared with a constant.
    #[inline(never)]
    pub(crate) fn compared_remainder(&mut self, op: Relation, a: Reg, by: i8, imm: i8) -> Result<bool> {
        if let Some(rest) = self.peek(a).and_then(Value::as_integer).and_then(|x| remainder(x, by.into())) {
            return Ok(op.of_integers(rest, imm.into()));
        }
        let left = self.fetch(a)?;
        let rest = self.arithmetic_values(Arithmetic::Rem, &left, &Value::int(by.into()))?;
        self.relation(op, &rest, &Value::int(imm.into()))
    }

    /// `slot++`, then the comparison.
    #[inline(never)]
    pub(crate) fn step_and_compare(&mut self, op: Relation, slot: Reg, b: Reg) -> Result<bool> {
        self.step(slot, 1)?;
        self.compared_registers(op, slot, b)
    }

    /// The same with a constant.
    #[inline(never)]
    pub(crate) fn compared_immediate(&mut self, op: Relation, a: Reg, imm: i16) -> Result<bool> {
        let y = Value::int(imm.into());
        if let Some(holds) = self.peek(a).and_then(|x| related(op, x, &y)) {
            return Ok(holds);
        }
        let x = self.fetch(a)?;
        self.relation(op, &x, &y)
    }

    /// `a op b` as a branch tests it.
    pub(crate) fn relation(&mut self, op: Relation, a: &Value, b: &Value) -> Result<bool> {
        match op {
            Relation::Eq if !psp_value::is_enumerable(a) => compare::equals(self.session, a, b, true),
            Relation::Ne if !psp_value::is_enumerable(a) => {
                compare::equals(self.session, a, b, true).map(|it| !it)
            }
            _ => {
                let result = operators::compare(self.session, compared(op), true, a, b)?;
                Ok(convert::is_true(&result))
            }
        }
    }

    /// `$slot += 1` as `++` does it, the value not wanted.
    #[inline(never)]
    pub(crate) fn step(&mut self, slot: Reg, by: i16) -> Result<()> {
        let old = self.fetch(slot)?;
        let new = self.stepped(&old, by > 0)?;
        self.store_checked(slot, new)
    }

    /// Assigns to a slot, through its declared type.
    pub(crate) fn store_checked(&mut self, slot: Reg, value: Value) -> Result<()> {
        let typed = self.code.body.typed_slots.iter().find(|it| it.0 == slot).map(|it| it.1);
        if let Some(k) = typed
            && self.regs[slot].tag() != Tag::Cell
        {
            return self.convert_to_slot(slot, value, k);
        }
        self.put(slot, value)
    }

    /// The value after `++` or `--`.
    pub(crate) fn stepped(&mut self, old: &Value, up: bool) -> Result<Value> {
        if let Some(number) = old.as_int() {
            let next = if up { number.checked_add(1) } else { number.checked_sub(1) };
            return Ok(next
                .map_or_else(|| Value::double(f64::from(number) + if up { 1.0 } else { -1.0 }), Value::int));
        }
        if old.is_null() {
            return Ok(Value::int(if up { 1 } else { -1 }));
        }
        if up { operators::increment(self.session, old) } else { operators::decrement(self.session, old) }
    }

    #[inline(never)]
    pub(crate) fn step_value(&mut self, kind: Step, dst: Reg, slot: Reg) -> Result<()> {
        let old = self.fetch(slot)?;
        let up = matches!(kind, Step::PreIncrement | Step::PostIncrement);
        let new = self.stepped(&old, up)?;
        self.store_checked(slot, new.clone())?;
        let post = matches!(kind, Step::PostIncrement | Step::PostDecrement);
        let old = if old.is_null() { Value::int(0) } else { old };
        self.put(dst, if post { old } else { new })
    }

    #[inline(never)]
    pub(crate) fn step_name(&mut self, kind: Step, dst: Reg, k: u16) -> Result<()> {
        let old = self.read_name(k)?;
        let up = matches!(kind, Step::PreIncrement | Step::PostIncrement);
        let new = self.stepped(&old, up)?;
        self.store_name(k, new.clone())?;
        let post = matches!(kind, Step::PostIncrement | Step::PostDecrement);
        let old = if old.is_null() { Value::int(0) } else { old };
        self.put(dst, if post { old } else { new })
    }

    /// `old op right`
    #[inline(never)]
    pub(crate) fn combined(&mut self, op: Compound, old: &Value, right: &Value) -> Result<Value> {
        match operator(op) {
            Some(operator) => self.arithmetic_values(operator, old, right),
            None => self.stepped(old, op == Compound::Increment),
        }
    }

    /// `$slot op= src`: text and arrays that nobody else holds grow in place.
    #[inline(never)]
    pub(crate) fn compound(&mut self, op: Compound, slot: Reg, src: Reg) -> Result<()> {
        // A slot that is unset is no number, whatever it links to.
        if let (Some(operator), Some(right)) = (operator(op), self.peek(src))
            && let Some(result) = numbers(operator, &self.regs[slot], right)
        {
            self.regs[slot] = result;
            return Ok(());
        }
        let right = self.fetch(src)?;
        if op == Compound::Add && self.grow(slot, &right)? {
            return Ok(());
        }
        let old = self.read_own(slot);
        let new = self.combined(op, &old, &right)?;
        self.put(slot, new)
    }

    /// The same for a slot with a declared type.
    #[inline(never)]
    pub(crate) fn compound_typed(&mut self, op: Compound, slot: Reg, src: Reg, k: u16) -> Result<()> {
        let right = self.fetch(src)?;
        let old = self.read_own(slot);
        let new = self.combined(op, &old, &right)?;
        self.convert_to_slot(slot, new, k)
    }

    /// Appends in place; false when that is not possible.
    fn grow(&mut self, slot: Reg, right: &Value) -> Result<bool> {
        match self.regs[slot].tag() {
            Tag::Str => {
                let text = match right.as_string() {
                    Some(text) => text.clone(),
                    None => convert::to_text(self.session, right)?,
                };
                if self.regs[slot].tag() != Tag::Str {
                    return Ok(false);
                }
                match self.regs[slot].take().into_string() {
                    Ok(mut own) => {
                        own.push(&text);
                        self.regs[slot] = Value::string(own);
                    }
                    Err(other) => self.regs[slot] = other,
                }
                Ok(true)
            }
            Tag::Object => Ok(self.grow_array(slot, right)),
            _ => Ok(false),
        }
    }

    fn grow_array(&mut self, slot: Reg, right: &Value) -> bool {
        let Some(object) = self.regs[slot].as_object() else { return false };
        let plain = object.ty() == psp_value::well_known::OBJECT.ty().array_of();
        let alone = psp_value::Ref::is_unique(object) && object.read_extra(|_| ()).is_none();
        let Data::Array(items) = &object.data else { return false };
        if !plain || !alone {
            return false;
        }
        if psp_value::is_enumerable(right) {
            let Some(more) = right.as_elements() else { return false };
            items.with(|it| it.extend(more));
        } else {
            let value = if right.is_nothing() { Value::NULL } else { right.clone() };
            items.with(|it| it.push(value));
        }
        true
    }
}

/// Two numbers: `[int]`, `[long]`, `[double]`.
#[inline]
fn related(op: Relation, a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.as_integer(), b.as_integer()) {
        return Some(op.of_integers(x, y));
    }
    Some(op.of(real(a)?, real(b)?))
}

/// A double or an int as a double.
#[inline(always)]
pub(crate) fn real(value: &Value) -> Option<f64> {
    match value.as_double() {
        Some(it) => Some(it),
        None => value.as_int().map(f64::from),
    }
}

/// Two numbers of the types that nearly all arithmetic is done in: `[int]`, `[long]`, `[double]`.
#[inline]
fn numbers(op: Arithmetic, a: &Value, b: &Value) -> Option<Value> {
    // Integers that do not fit any more, or do not divide, are for the operators themselves.
    macro_rules! whole {
        ($x:ident, $y:ident, $remainder:path) => {
            match op {
                Arithmetic::Add => $x.checked_add($y)?,
                Arithmetic::Sub => $x.checked_sub($y)?,
                Arithmetic::Mul => $x.checked_mul($y)?,
                Arithmetic::Rem => $remainder($x, $y)?,
                Arithmetic::Div => $remainder($x, $y).filter(|rest| *rest == 0).map(|_| $x / $y)?,
            }
        };
    }
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return Some(Value::int(whole!(x, y, i32::checked_rem)));
    }
    if let (Some(x), Some(y)) = (a.as_integer(), b.as_integer()) {
        return Some(Value::long(whole!(x, y, remainder)));
    }
    let (x, y) = (real(a)?, real(b)?);
    float(op, x, y).map(Value::double)
}

/// `x % y`; small numbers take the processor's fast way.
#[inline(always)]
pub(crate) fn remainder(x: i64, y: i64) -> Option<i64> {
    if (x | y) as u64 >> 32 == 0 {
        return (x as u32).checked_rem(y as u32).map(i64::from);
    }
    x.checked_rem(y)
}

/// Comparisons and bit operators of two integers of 32 or 64 bits.
#[inline]
fn bits(op: Binary, a: &Value, b: &Value) -> Option<Value> {
    let (x, y) = (a.as_integer()?, b.as_integer()?);
    let wide = a.tag() == Tag::Int64 || b.tag() == Tag::Int64;
    let number = match op {
        Binary::Band => x & y,
        Binary::Bor => x | y,
        Binary::Bxor => x ^ y,
        Binary::Shl if a.tag() == Tag::Int64 => return Some(Value::long(x.wrapping_shl(y as u32))),
        Binary::Shl => return Some(Value::int((x as i32).wrapping_shl(y as u32))),
        Binary::Shr if a.tag() == Tag::Int64 => return Some(Value::long(x.wrapping_shr(y as u32))),
        Binary::Shr => return Some(Value::int((x as i32).wrapping_shr(y as u32))),
        Binary::Eq | Binary::CEq => return Some(Value::bool(x == y)),
        Binary::Ne | Binary::CNe => return Some(Value::bool(x != y)),
        Binary::Lt | Binary::CLt => return Some(Value::bool(x < y)),
        Binary::Le | Binary::CLe => return Some(Value::bool(x <= y)),
        Binary::Gt | Binary::CGt => return Some(Value::bool(x > y)),
        Binary::Ge | Binary::CGe => return Some(Value::bool(x >= y)),
        _ => return None,
    };
    Some(if wide { Value::long(number) } else { Value::int(number as i32) })
}

#[inline(always)]
fn float(op: Arithmetic, x: f64, y: f64) -> Option<f64> {
    Some(match op {
        Arithmetic::Add => x + y,
        Arithmetic::Sub => x - y,
        Arithmetic::Mul => x * y,
        Arithmetic::Div => x / y,
        Arithmetic::Rem => x % y,
    })
}

/// The operator of a combining assignment; none for `++` and `--`.
fn operator(op: Compound) -> Option<Arithmetic> {
    Some(match op {
        Compound::Add => Arithmetic::Add,
        Compound::Sub => Arithmetic::Sub,
        Compound::Mul => Arithmetic::Mul,
        Compound::Div => Arithmetic::Div,
        Compound::Rem => Arithmetic::Rem,
        Compound::Increment | Compound::Decrement => return None,
    })
}

fn compared(op: Relation) -> Comparison {
    match op {
        Relation::Eq => Comparison::Eq,
        Relation::Ne => Comparison::Ne,
        Relation::Lt => Comparison::Lt,
        Relation::Le => Comparison::Le,
        Relation::Gt => Comparison::Gt,
        Relation::Ge => Comparison::Ge,
    }
}

fn comparison(op: Binary) -> Option<(Comparison, bool)> {
    Some(match op {
        Binary::Eq => (Comparison::Eq, true),
        Binary::CEq => (Comparison::Eq, false),
        Binary::Ne => (Comparison::Ne, true),
        Binary::CNe => (Comparison::Ne, false),
        Binary::Lt => (Comparison::Lt, true),
        Binary::CLt => (Comparison::Lt, false),
        Binary::Le => (Comparison::Le, true),
        Binary::CLe => (Comparison::Le, false),
        Binary::Gt => (Comparison::Gt, true),
        Binary::CGt => (Comparison::Gt, false),
        Binary::Ge => (Comparison::Ge, true),
        Binary::CGe => (Comparison::Ge, false),
        Binary::Like => (Comparison::Like, true),
        Binary::CLike => (Comparison::Like, false),
        Binary::NotLike => (Comparison::NotLike, true),
        Binary::CNotLike => (Comparison::NotLike, false),
        Binary::Match => (Comparison::Match, true),
        Binary::CMatch => (Comparison::Match, false),
        Binary::NotMatch => (Comparison::NotMatch, true),
        Binary::CNotMatch => (Comparison::NotMatch, false),
        Binary::Contains => (Comparison::Contains, true),
        Binary::CContains => (Comparison::Contains, false),
        Binary::NotContains => (Comparison::NotContains, true),
        Binary::CNotContains => (Comparison::NotContains, false),
        Binary::In => (Comparison::In, true),
        Binary::CIn => (Comparison::In, false),
        Binary::NotIn => (Comparison::NotIn, true),
        Binary::CNotIn => (Comparison::NotIn, false),
        _ => return None,
    })
}

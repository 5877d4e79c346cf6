//! Instructions that the loop does not carry out itself: one arm an instruction.

use crate::vm::Vm;
use psp_ir::{Op, Reg};
use psp_value::{Context, Reason, Result, Tag, Value};

impl Vm<'_> {
    /// Carries out any instruction but those of the loop: here those of variables and operators. Jumps set the
    /// machine's place.
    #[inline(never)]
    pub(crate) fn rare(&mut self, op: Op) -> Result<()> {
        match op {
            Op::Block { dst, k } => self.block_value(dst, k)?,
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
            Op::SaveSlot { dst, slot } => self.regs[dst] = self.regs[slot].take(),
            Op::RestoreSlot { slot, src } => self.regs[slot] = self.regs[src].take(),
            Op::Unary { op, dst, a } => self.unary(op, dst, a)?,
            Op::StepValue { kind, dst, slot } => self.step_value(kind, dst, slot)?,
            Op::StepName { kind, dst, k } => self.step_name(kind, dst, k)?,
            Op::CompoundName { op, k, src } => {
                let right = self.take(src)?;
                let old = self.read_own_name(k)?;
                let new = self.combined(op, &old, &right)?;
                self.store_name(k, new)?;
            }
            Op::CompoundMember { op, object, k, value } => self.compound_member(op, object, k, value)?,
            Op::CompoundIndexOld { op, base } => self.compound_index_old(op, base)?,
            Op::CompoundMemberOld { op, base, k } => self.compound_member_old(op, base, k)?,
            Op::CompoundValue { op, dst, a, b } => {
                let (old, right) = (self.fetch(a)?, self.fetch(b)?);
                let new = self.combined(op, &old, &right)?;
                self.put(dst, new)?;
            }
            Op::DefaultParam { slot, k } => self.default_param(slot, k)?,
            Op::StoreParam { slot, src, k } => self.store_param(slot, src, k)?,
            _ => return self.rare_object(op),
        }
        Ok(())
    }

    /// Those of collections, members, types, commands and output.
    fn rare_object(&mut self, op: Op) -> Result<()> {
        match op {
            Op::Array { dst, base, count } => self.array(dst, base, count)?,
            Op::ToArray { dst, src } => self.collect_array(dst, src)?,
            Op::Parts { dst, src } => self.parts(dst, src)?,
            Op::Element { dst, src, at } => self.element(dst, src, at)?,
            Op::Rest { dst, src, at } => self.rest(dst, src, at)?,
            Op::Table { dst, ordered } => self.table(dst, ordered),
            Op::TableAdd { table, key, value } => self.table_add(table, key, value)?,
            Op::Custom { dst, base, k } => self.custom(dst, base, k)?,
            Op::Interpolate { dst, base, count } => self.interpolate(dst, base, count)?,
            Op::MemberDynamic { dst, object, name } => self.member_dynamic(dst, object, name)?,
            Op::SetMemberDynamic { object, name, src } => self.set_member_dynamic(object, name, src)?,
            Op::StaticMember { dst, ty, k } => self.static_member(dst, ty, k)?,
            Op::StaticMemberDynamic { dst, ty, name } => self.static_member_dynamic(dst, ty, name)?,
            Op::SetStatic { ty, k, src } => self.set_static(ty, k, src)?,
            Op::Type { dst, k } => {
                let ty = self.type_at(k)?;
                self.put(dst, ty.into())?;
            }
            Op::Convert { dst, src, k } => self.convert(dst, src, k)?,
            Op::SwitchTest { how, dst, value, clause } => self.switch_test(how, dst, value, clause)?,
            Op::Pipeline { mode, k, dst } => self.pipeline(mode, k, dst)?,
            Op::Function { k } => self.define_function(k)?,
            Op::Classes { first, count } => self.define_classes(first, count)?,
            Op::Background { dst, k } => self.background(dst, k)?,
            Op::IterBegin { depth, src } => self.iter_begin(depth, src)?,
            Op::IterRange { depth, a, b } => self.iter_range(depth, a, b)?,
            Op::IterFile { depth, src } => self.iter_file(depth, src)?,
            Op::IterSwitch { depth, src } => self.iter_switch(depth, src)?,
            Op::IterEnd { depth } => self.iter_end(depth),
            Op::IterValue { depth, slot } => self.iter_value(depth, slot)?,
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
            _ => return self.rare_control(op),
        }
        Ok(())
    }

    /// Those that decide what runs next.
    fn rare_control(&mut self, op: Op) -> Result<()> {
        match op {
            Op::JumpIfNull { src, to } => {
                let value = self.fetch(src)?;
                if value.is_null() {
                    self.set_pc(to);
                }
            }
            Op::JumpIfSet { slot, to } => {
                if !self.regs[slot].is_unset() {
                    self.set_pc(to);
                }
            }
            Op::JumpIfOk { to } => {
                if self.session.ok {
                    self.set_pc(to);
                }
            }
            Op::JumpIfFailed { to } => {
                if !self.session.ok {
                    self.set_pc(to);
                }
            }
            Op::Ok => self.session.ok = true,
            Op::Failed => self.session.ok = false,
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
            Op::EndTrap { how, record } => self.end_trap(how, record)?,
            Op::MethodStyle => self.check_method_style()?,
            Op::Unsupported { k } => return Err(self.unsupported(k)),
            _ => return Err(Self::misplaced(op)),
        }
        Ok(())
    }

    fn check_method_style(&self) -> Result<()> {
        if self.session.strict_mode() < 2 {
            return Ok(());
        }
        let message = "The function or command was called as if it were a method. Parameters should be separated by \
                       spaces. For information about parameters, see the about_Parameters Help topic.";
        Err(psp_value::Fault::runtime("StrictModeFunctionCallWithParens", message)
            .category(psp_value::ErrorCategory::InvalidOperation)
            .into())
    }

    /// An instruction of the loop: the compiler of bodies and the loop disagree.
    #[cold]
    fn misplaced(op: Op) -> psp_value::Interrupt {
        psp_value::Fault::runtime("BadInstruction", format!("The instruction {op:?} is not known here."))
            .into()
    }

    /// `dst = src` with the marker of a temporary.
    #[inline(never)]
    pub(crate) fn move_slowly(&mut self, dst: Reg, src: Reg) -> Result<()> {
        let value = &self.regs[src];
        let value = match value.tag() {
            Tag::Cell => value.as_cell().map(|it| it.get()).unwrap_or_default(),
            Tag::Link => Value::UNSET,
            _ => value.clone(),
        };
        self.put(dst, value)
    }
}

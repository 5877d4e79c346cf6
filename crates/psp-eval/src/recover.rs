//! What happens to an interrupt: handlers of the running body, loops, statements that go on, callers.

use crate::vm::Vm;
use psp_ir::{HandlerKind, StatementRange, TrapEnd, TypeRef};
use psp_runtime::NAMES;
use psp_value::{Context, Exception, Interrupt, Raised, Reason, Ref, Result, Str, Type, Value, well_known};

impl Vm<'_> {
    /// Finds where an interrupt leads in this run and sets the machine there; gives it back when nowhere.
    pub(crate) fn recover(&mut self, mut interrupt: Interrupt) -> Result<()> {
        self.note_place(&interrupt);
        loop {
            let at = self.pc().saturating_sub(1);
            match self.goes_on(at, &interrupt) {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(stronger) => {
                    interrupt = stronger;
                    continue;
                }
            }
            match self.handled(at, &interrupt) {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(other) => {
                    interrupt = other;
                    continue;
                }
            }
            if self.leads_to_loop(at, &interrupt) {
                return Ok(());
            }
            if self.is_entry(self.frame) {
                self.drop_captures(0, true);
                if interrupt.is_return() {
                    self.set_pc(self.code.body.ops.len() as u32 - 1);
                    return Ok(());
                }
                return Err(interrupt);
            }
            let back = self.session.frame(self.frame).back;
            let returned = interrupt.is_return();
            if returned {
                self.set_pc(self.code.body.ops.len() as u32 - 1);
                self.drop_captures(0, false);
                return Ok(());
            }
            if back.mode != psp_ir::OutputMode::Emit {
                self.session.captured.truncate(back.base as usize);
            }
            self.leave_call();
        }
    }

    /// The statement failed, nothing up the stack catches, and the script goes on with the next one.
    fn goes_on(&mut self, at: u32, interrupt: &Interrupt) -> Result<bool> {
        let Some(raised) = interrupt.raised() else { return Ok(false) };
        if self.session.try_depth > 0 || raised.by_preference {
            return Ok(false);
        }
        let Some(statement) = self.statement_at(at) else { return Ok(false) };
        if !raised.ends_script {
            let raised = raised.clone();
            self.session.report_failed_statement(&raised)?;
        } else if !self.session.is_ending(&raised.record) && self.session.ignores_errors() {
            self.session.ok = false;
            self.session.log_error(&raised.record.clone());
        } else {
            return Ok(false);
        }
        self.resume_after(&statement);
        Ok(true)
    }

    /// Gives an error the place of the instruction that failed.
    fn note_place(&mut self, interrupt: &Interrupt) {
        let Some(raised) = interrupt.raised() else { return };
        let at = self.pc().saturating_sub(1) as usize;
        let body = self.code.body.clone();
        let statement = self.statement_at(at as u32).map_or_else(|| body.span(at), |_| body.span(at));
        self.session.locate(raised, &body.file, statement);
    }

    /// The innermost statement that holds an instruction.
    fn statement_at(&self, at: u32) -> Option<StatementRange> {
        let held = self.code.body.statements.iter().filter(|it| it.start <= at && at < it.end);
        held.min_by_key(|it| it.end - it.start).copied()
    }

    fn resume_after(&mut self, statement: &StatementRange) {
        self.restore(statement.captures, statement.tries);
        self.set_pc(statement.end);
    }

    /// Puts captures and `try` blocks back to what they were at a place of the running body.
    fn restore(&mut self, captures: u16, tries: u16) {
        self.drop_captures(captures, false);
        self.session.try_depth = self.tries + u32::from(tries);
    }

    fn drop_captures(&mut self, depth: u16, at_entry: bool) {
        // A block in place shares its frame with the code around it, whose captures are not its own.
        if at_entry {
            return;
        }
        let captures = &mut self.session.frame_mut(self.frame).captures;
        let first = captures.get(depth as usize).copied();
        captures.truncate(depth as usize);
        if let Some((out, base)) = first {
            self.session.out = out;
            self.session.captured.truncate(base as usize);
        }
    }

    /// A handler of the running body takes the interrupt.
    fn handled(&mut self, at: u32, interrupt: &Interrupt) -> Result<bool> {
        let code = self.code;
        for handler in code.body.handlers.iter().filter(|it| it.start <= at && at < it.end) {
            match (&handler.kind, interrupt.reason()) {
                (HandlerKind::Finally, _) => {
                    self.restore(handler.captures, handler.tries);
                    self.shield(interrupt);
                    self.session.frame_mut(self.frame).pending.push(Some(interrupt.clone()));
                    self.set_pc(handler.target);
                    return Ok(true);
                }
                (HandlerKind::Catch(clauses), Reason::Error(raised)) => {
                    let Some((target, record)) = self.matching_clause(clauses, raised)? else { continue };
                    self.session.log_error(&raised.record);
                    self.restore(handler.captures, handler.tries);
                    self.regs[handler.record] = record;
                    self.set_pc(target);
                    self.session.ok = false;
                    return Ok(true);
                }
                (HandlerKind::Trap(clauses), Reason::Error(raised)) => {
                    let Some((target, record)) = self.matching_clause(clauses, raised)? else { continue };
                    self.restore(handler.captures, handler.tries - 1);
                    let number = (handler.start, handler.end);
                    let failed = self.trapped_statement(at, number).unwrap_or(at);
                    self.session.frame_mut(self.frame).traps.push(failed);
                    self.regs[handler.record] = record;
                    self.set_pc(target);
                    return Ok(true);
                }
                _ => {}
            }
        }
        Ok(false)
    }

    /// Code of `finally` runs though the work must stop.
    fn shield(&mut self, interrupt: &Interrupt) {
        if interrupt.is_stopped() {
            let stop = std::mem::take(&mut self.session.stop);
            self.session.shielded.push(stop);
        }
    }

    /// `finally` is over: what was pending goes on.
    #[inline(never)]
    pub(crate) fn end_finally(&mut self) -> Result<()> {
        let pending = self.session.frame_mut(self.frame).pending.pop().flatten();
        let Some(interrupt) = pending else { return Ok(()) };
        if interrupt.is_stopped()
            && let Some(stop) = self.session.shielded.pop()
        {
            self.session.stop = stop;
        }
        Err(interrupt)
    }

    /// The clause for an error, and the record it gets. pwsh raises everything inside a RuntimeException and asks for the
    /// inner exception's type first, exactly, then by its bases.
    fn matching_clause(
        &mut self,
        clauses: &[(Vec<TypeRef>, u32)],
        raised: &Raised,
    ) -> Result<Option<(u32, Value)>> {
        let mut types = Vec::new();
        let mut all = None;
        for (references, target) in clauses {
            for reference in references {
                types.push((self.catch_type(reference)?, *target));
            }
            if references.is_empty() {
                all = all.or(Some(*target));
            }
        }
        if raised.by_preference
            && let Some(stop) =
                well_known::exception("System.Management.Automation.ActionPreferenceStopException")
            && let Some(found) = types.iter().find(|it| it.0 == stop)
        {
            return Ok(Some((found.1, raised.record.clone())));
        }
        let exception = raised.with(|it| it.exception.clone()).unwrap_or_default();
        let Some(runtime) = well_known::exception("System.Management.Automation.RuntimeException") else {
            return Ok(None);
        };
        let own = exception.ty().unwrap_or(runtime);
        let inner = if own.is_a(runtime) {
            Exception::with(&exception, |it| it.inner.clone()).flatten()
        } else {
            Some(exception)
        };
        if let Some(inner) = inner
            && let Some(target) = inner.ty().and_then(|it| clause_for(it, &types))
        {
            return Ok(Some((target, with_exception(raised, inner))));
        }
        let outer = if own.is_a(runtime) { own } else { runtime };
        let target = clause_for(outer, &types).or(all);
        Ok(target.map(|it| (it, raised.record.clone())))
    }

    fn catch_type(&mut self, reference: &TypeRef) -> Result<Type> {
        let code = self.code;
        self.session.namespaces = code.namespaces.clone();
        match self.session.find_type(&reference.name) {
            Some(ty) => Ok(ty),
            None => Err(crate::member::unknown_type(&reference.name)),
        }
    }

    /// A loop of the running body takes a `break` or `continue`.
    fn leads_to_loop(&mut self, at: u32, interrupt: &Interrupt) -> bool {
        let (label, is_break) = match interrupt.reason() {
            Reason::Break(label) => (label, true),
            Reason::Continue(label) => (label, false),
            _ => return false,
        };
        let code = self.code;
        let mut around = code.body.loops.iter().filter(|it| it.start <= at && at < it.end);
        let found = around.find(|it| match label {
            None => true,
            Some(label) => it.label.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(&label.text())),
        });
        let Some(found) = found else { return false };
        self.restore(found.captures, found.tries);
        self.set_pc(if is_break { found.on_break } else { found.on_continue });
        true
    }

    /// Where a trapped error's block goes on: after the statement of the block that failed.
    fn trapped_statement(&self, at: u32, (start, end): (u32, u32)) -> Option<u32> {
        let inside = self.code.body.statements.iter();
        let inside = inside.filter(|it| start <= it.start && it.end <= end && it.start <= at && at < it.end);
        inside.max_by_key(|it| it.end - it.start).map(|it| it.end)
    }

    /// The end of a `trap` block.
    #[inline(never)]
    pub(crate) fn end_trap(&mut self, how: TrapEnd, record: psp_ir::Reg) -> Result<()> {
        let next = self.session.frame_mut(self.frame).traps.pop();
        let record = self.regs[record].clone();
        if how == TrapEnd::Break {
            return Err(Interrupt::raise(record, true));
        }
        if how == TrapEnd::Report {
            let raised = Raised { record, ends_script: false, by_preference: false };
            self.session.report_failed_statement(&raised)?;
        } else {
            self.session.log_error(&record);
            self.session.ok = false;
        }
        self.session.try_depth += 1;
        if let Some(next) = next {
            self.set_pc(next);
        }
        Ok(())
    }

    /// `throw`
    #[inline(never)]
    pub(crate) fn throw(&mut self, src: psp_ir::Reg) -> Result<Interrupt> {
        if src == psp_ir::Reg::MAX {
            let scope = self.session.frame(self.frame).scope;
            let current = self.session.read_variable(NAMES.under, scope).unwrap_or_default();
            if psp_value::ErrorRecord::with(&current, |_| ()).is_some() {
                return Ok(Interrupt::raise(current, true));
            }
            let record = self.session.thrown(&Value::NULL)?;
            return Ok(Interrupt::raise(record, true));
        }
        let value = self.take(src)?;
        let record = self.session.thrown(&value)?;
        Ok(Interrupt::raise(record, true))
    }

    /// `exit`
    #[inline(never)]
    pub(crate) fn exit(&mut self, src: psp_ir::Reg) -> Result<Interrupt> {
        if src == psp_ir::Reg::MAX {
            return Ok(Interrupt::from(psp_value::Reason::Exit(0)));
        }
        let value = self.take(src)?;
        let code = psp_value::convert::to_i32(self.session, &value).unwrap_or(0);
        Ok(Interrupt::from(psp_value::Reason::Exit(code)))
    }

    #[inline(never)]
    pub(crate) fn label(&self, k: u16) -> Option<Str> {
        let constant = self.code.body.constants.get(k as usize)?;
        constant.as_text().map(Str::new)
    }

    #[inline(never)]
    pub(crate) fn computed_label(&mut self, src: psp_ir::Reg) -> Result<Str> {
        let value = self.take(src)?;
        psp_value::convert::to_text(self.session, &value)
    }
}

/// The clause for a type: one that names it, else the first that names a base of it.
fn clause_for(ty: Type, types: &[(Type, u32)]) -> Option<u32> {
    let exact = types.iter().find(|it| it.0 == ty);
    exact.or_else(|| types.iter().find(|it| ty.is_a(it.0))).map(|it| it.1)
}

/// The record with another exception: the record itself when it is that one's.
fn with_exception(raised: &Raised, exception: Value) -> Value {
    let copy = raised.with(|record| {
        (!same_object(&record.exception, &exception))
            .then(|| psp_value::ErrorRecord { exception, ..record.clone() })
    });
    copy.flatten().map_or_else(|| raised.record.clone(), psp_value::ErrorRecord::into_value)
}

/// Two references are the same object.
pub(crate) fn same_object(a: &Value, b: &Value) -> bool {
    match (a.as_object(), b.as_object()) {
        (Some(a), Some(b)) => Ref::ptr_eq(a, b),
        _ => false,
    }
}

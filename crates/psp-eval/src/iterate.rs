//! `foreach` and `switch`: enumerations under way in a frame.

use crate::vm::Vm;
use psp_ir::Reg;
use psp_runtime::Iteration;
use psp_value::{Data, Object, Ref, Result, Value, convert, enumerate};
use std::path::Path;

impl Vm<'_> {
    fn set_iteration(&mut self, depth: u8, iteration: Iteration) {
        if let Some(slot) = self.session.frame_mut(self.frame).iterations.get_mut(depth as usize) {
            *slot = iteration;
        }
    }

    #[inline(never)]
    pub(crate) fn iter_begin(&mut self, depth: u8, src: Reg) -> Result<()> {
        let value = self.take(src)?;
        let iteration = started(value, false);
        self.set_iteration(depth, iteration);
        Ok(())
    }

    /// A `switch` runs once for null, and not at all for an empty collection.
    #[inline(never)]
    pub(crate) fn iter_switch(&mut self, depth: u8, src: Reg) -> Result<()> {
        let value = self.take(src)?;
        let iteration = started(value, true);
        self.set_iteration(depth, iteration);
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn iter_range(&mut self, depth: u8, a: Reg, b: Reg) -> Result<()> {
        let (first, last) = (self.fetch(a)?, self.fetch(b)?);
        if let (Some(first), Some(last)) = (first.as_int(), last.as_int()) {
            let step = if last >= first { 1 } else { -1 };
            let iteration = Iteration::Range { next: first.into(), last: last.into(), step };
            self.set_iteration(depth, iteration);
            return Ok(());
        }
        let range = psp_value::operators::range(self.session, &first, &last)?;
        self.set_iteration(depth, started(range, false));
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn iter_file(&mut self, depth: u8, src: Reg) -> Result<()> {
        let value = self.take(src)?;
        let name = convert::to_text(self.session, &value)?;
        let path = self.session.absolute(&name.text());
        let bytes = self.session.engine().system.read(Path::new(&path)).map_err(|_| {
            let message = format!("Could not find file '{}'.", path.display());
            psp_value::Fault::new("System.IO.FileNotFoundException", message)
                .id("FileOpenFailure")
                .category(psp_value::ErrorCategory::OpenError)
        })?;
        let text = self.session.engine().compiler.decode(&bytes);
        let lines = text.lines().map(Value::from).collect();
        let lines = psp_value::Enumeration::ready(lines);
        self.set_iteration(depth, Iteration::Other(lines));
        Ok(())
    }

    /// Moves on; false at the end.
    #[inline(never)]
    pub(crate) fn iter_next(&mut self, depth: u8, slot: Reg) -> Result<bool> {
        let frame = self.session.frame_mut(self.frame);
        let Some(iteration) = frame.iterations.get_mut(depth as usize) else { return Ok(false) };
        let value = match iteration {
            Iteration::Range { next, last, step } => {
                if *step == 0 {
                    return Ok(false);
                }
                let value = *next as i32;
                if next == last {
                    *step = 0;
                } else {
                    *next += *step;
                }
                self.put_int(slot, value)?;
                return Ok(true);
            }
            Iteration::Array(array, next) => {
                let at = *next;
                *next += 1;
                let element = match &array.data {
                    Data::Array(items) => items.with(|it| it.get(at).cloned()),
                    Data::Bytes(bytes) => bytes.with(|it| it.get(at).map(|&byte| byte.into())),
                    _ => None,
                };
                match element {
                    Some(value) => value,
                    None => return Ok(false),
                }
            }
            Iteration::Single(value) => {
                let value = value.take();
                *iteration = Iteration::None;
                value
            }
            Iteration::None => return Ok(false),
            Iteration::Other(_) | Iteration::Object(_) => return self.iter_next_other(depth, slot),
        };
        self.put(slot, value)?;
        Ok(true)
    }

    fn iter_next_other(&mut self, depth: u8, slot: Reg) -> Result<bool> {
        let frame = self.session.frame_mut(self.frame);
        let taken = frame.iterations.get_mut(depth as usize).map(std::mem::take).unwrap_or_default();
        let (value, iteration) = match taken {
            Iteration::Other(mut items) => {
                let value = items.next(self.session)?;
                (value, Iteration::Other(items))
            }
            Iteration::Object(enumerator) => {
                let value = crate::switch::move_next(self.session, &enumerator)?;
                (value, Iteration::Object(enumerator))
            }
            other => (None, other),
        };
        self.set_iteration(depth, iteration);
        match value {
            Some(value) => {
                self.put(slot, value)?;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    #[inline(never)]
    pub(crate) fn iter_end(&mut self, depth: u8) {
        self.set_iteration(depth, Iteration::None);
    }

    /// Makes the enumerator an object that the script can move: `$foreach`, `$switch`.
    #[inline(never)]
    pub(crate) fn iter_value(&mut self, depth: u8, slot: Reg) -> Result<()> {
        let frame = self.session.frame_mut(self.frame);
        let taken = frame.iterations.get_mut(depth as usize).map(std::mem::take).unwrap_or_default();
        let enumerator = crate::switch::enumerator(self.session, taken)?;
        self.set_iteration(depth, Iteration::Object(enumerator.clone()));
        self.regs[slot] = enumerator;
        Ok(())
    }
}

fn started(value: Value, null_counts: bool) -> Iteration {
    if let Some(object) = value.as_object()
        && is_array(object)
    {
        return Iteration::Array(object.clone(), 0);
    }
    if value.is_nothing() || value.is_null() && !null_counts {
        return Iteration::None;
    }
    match enumerate(&value) {
        Some(items) => Iteration::Other(items),
        None => Iteration::Single(value),
    }
}

fn is_array(object: &Ref<Object>) -> bool {
    matches!(object.data, Data::Array(_) | Data::Bytes(_))
}

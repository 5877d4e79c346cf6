//! `%` and `?` with a literal block: their objects run code of the body around them, with `$_` set.

use crate::vm;
use psp_ir::{InlineKind, Reg};
use psp_runtime::{FrameId, NAMES, Out, Session, pipeline::StageInfo};
use psp_value::{Result, Value, convert};
use std::sync::Arc;

/// Sets `$_` in a frame's own scope.
pub(crate) fn set_under(session: &mut Session, frame: FrameId, value: Value) {
    let scope = session.frame(frame).scope;
    let slot = session.frame(scope).code.as_ref().and_then(|it| it.body.slot(NAMES.under));
    match slot {
        Some(slot) => *session.frame_mut(scope).get_mut(slot) = value,
        None => {
            let _ = session.write_variable(NAMES.under, scope, value);
        }
    }
}

/// An object of a block that was compiled in place: `$_` is set for it and put back.
pub(crate) fn push(
    session: &mut Session,
    info: &Arc<StageInfo>,
    kind: InlineKind,
    frame: FrameId,
    (entry, under): (u32, Option<Reg>),
    value: Value,
) -> Result<()> {
    let scope = session.frame(frame).scope;
    let filtered = (kind == InlineKind::Where).then(|| value.clone());
    let before = match under {
        Some(slot) => std::mem::replace(session.frame_mut(frame).get_mut(slot), value),
        None => {
            let old = session.variable_in(NAMES.under, scope).map(|it| session.value_in(&it));
            session.write_variable(NAMES.under, scope, value)?;
            old.unwrap_or(Value::NULL)
        }
    };
    let out = std::mem::replace(&mut session.out, info.out);
    let result = match filtered {
        None => vm::run(session, frame, entry)
            .and_then(|last| if last.is_nothing() { Ok(()) } else { session.emit_to(info.out, last) }),
        Some(value) => holds(session, frame, entry)
            .and_then(|truth| if truth { session.write_to(info.out, value) } else { Ok(()) }),
    };
    session.out = out;
    match under {
        Some(slot) => *session.frame_mut(frame).get_mut(slot) = before,
        None => session.write_variable(NAMES.under, scope, before)?,
    }
    result
}

/// The truth of what a filter's block writes.
fn holds(session: &mut Session, frame: FrameId, entry: u32) -> Result<bool> {
    let base = session.captured.len();
    session.out = Out::CAPTURE;
    let last = vm::run(session, frame, entry)?;
    if session.captured.len() == base {
        return Ok(convert::is_true(&last));
    }
    session.emit_to(Out::CAPTURE, last)?;
    let values = session.captured.split_off(base);
    Ok(convert::is_true(&Value::from_output(values)))
}

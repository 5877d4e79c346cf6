//! The engine's own commands that are code: nothing here yet but the path of a block's parts.

use psp_ir::{Block, Body, Mode};
use psp_runtime::{FrameId, Loaded, NAMES, Session, pipeline::StageInfo};
use psp_value::{Interrupt, Reason, Ref, Result, Value};
use std::sync::Arc;

/// A part of a body that is run for itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Prologue,
    DynamicParam,
    Begin,
    Process,
    End,
    Clean,
}

/// Where a part starts.
pub(crate) fn entry(body: &Body, part: Part) -> Option<u32> {
    match part {
        Part::Prologue => body.entries.prologue,
        Part::DynamicParam => body.entries.dynamic_param,
        Part::Begin => body.entries.begin,
        Part::Process => body.entries.process,
        Part::End => body.entries.end,
        Part::Clean => body.entries.clean,
    }
}

/// Runs a part of a frame's body, when there is one; its last value is written like the rest.
pub(crate) fn run_part(session: &mut Session, frame: FrameId, part: Part) -> Result<()> {
    let Some(at) = session.frame(frame).code.as_ref().and_then(|it| entry(&it.body, part)) else {
        return Ok(());
    };
    let value = crate::vm::run(session, frame, at)?;
    emit(session, value)
}

/// As [`run_part`] for a stage of a pipeline: `exit` ends a script file that was called, not its caller.
pub(crate) fn run_stage_part(
    session: &mut Session,
    frame: FrameId,
    info: &StageInfo,
    part: Part,
) -> Result<()> {
    if info.state.with(|it| it.exited) {
        return Ok(());
    }
    let result = run_part(session, frame, part);
    let Some(Reason::Exit(code)) = result.as_ref().err().map(Interrupt::reason) else { return result };
    let code = *code;
    if !session.frame(frame).call.as_deref().is_some_and(|it| it.is_script) {
        return result;
    }
    info.state.with(|it| {
        it.exited = true;
        it.failed |= code != 0;
    });
    session.write_variable(NAMES.last_exit_code, FrameId::GLOBAL, Value::int(code))
}

/// Writes the value of a run to the session's output.
pub(crate) fn emit(session: &mut Session, value: Value) -> Result<()> {
    if value.is_nothing() {
        return Ok(());
    }
    let out = session.out;
    session.emit_to(out, value)
}

/// A block's body for a mode, as the session runs it in a session state.
pub(crate) fn load(session: &mut Session, block: &Arc<Block>, mode: Mode, state: u32) -> Ref<Loaded> {
    let body = block.body(mode).clone();
    session.load_of(&body, block, state)
}

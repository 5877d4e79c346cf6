//! Running script blocks for a command: their output becomes the command's.

use psp_runtime::{Out, ScriptBlock, Session, Shell, StreamKind, pipeline::StreamTarget};
use psp_value::{BlockCall, Context, ErrorRecord, Result, Value};

/// An object is there: from the pipeline or as an argument.
pub(crate) fn has_input(shell: &Shell<'_>) -> bool {
    shell.expects_input() || shell.is_bound("InputObject")
}

/// Runs a block in the caller's scope with `$_`, as the body of a pipeline command.
pub(crate) fn for_item(under: &Value) -> BlockCall<'static> {
    BlockCall { under: Some(under.clone()), in_callers_scope: true, ..BlockCall::default() }
}

/// Runs a block; what it writes is the command's output.
pub(crate) fn run(shell: &mut Shell<'_>, block: &ScriptBlock, call: BlockCall<'_>) -> Result<()> {
    let stage = shell.stage;
    let evaluator = shell.engine().evaluator;
    let common = &stage.common;
    if common.error_variable.is_some() {
        return run_with_errors(shell, block, call);
    }
    if common.out_variable.is_none() && common.pipeline_variable.is_none() {
        return redirected(shell, |session| evaluator.run_block(session, &block.0, call, stage.out));
    }
    let written = redirected(shell, |session| {
        session.capture_all(|session| evaluator.run_block(session, &block.0, call, Out::CAPTURE))
    })?;
    written.into_iter().try_for_each(|it| shell.write(it))
}

/// As [`run`], where the command's `-ErrorVariable` collects the block's errors.
fn run_with_errors(shell: &mut Shell<'_>, block: &ScriptBlock, call: BlockCall<'_>) -> Result<()> {
    let evaluator = shell.engine().evaluator;
    let mut merged = shell.stage.redirects;
    merged.0[0] = StreamTarget::Merge(Out::CAPTURE);
    let before = std::mem::replace(&mut shell.session.redirects, merged);
    let base = shell.session.captured.len();
    let ended = evaluator.run_block(shell.session, &block.0, call, Out::CAPTURE);
    let written = shell.session.captured.split_off(base.min(shell.session.captured.len()));
    shell.session.redirects = before;
    for value in written {
        if ErrorRecord::with(&value, |_| ()).is_some() {
            let stage = shell.stage;
            shell.session.add_to_variable(stage.common.error_variable.as_ref(), &value)?;
            shell.session.write_record(StreamKind::Error, value, stage.redirects)?;
        } else {
            shell.write(value)?;
        }
    }
    ended
}

/// Runs a block and gives its output: nothing, one object or an array.
pub(crate) fn value(shell: &mut Shell<'_>, block: &ScriptBlock, call: BlockCall<'_>) -> Result<Value> {
    redirected(shell, |session| session.call_block(&block.0, call))
}

/// Runs `f` with the streams going where the command's go.
pub(crate) fn redirected<T>(shell: &mut Shell<'_>, f: impl FnOnce(&mut Session) -> Result<T>) -> Result<T> {
    let before = std::mem::replace(&mut shell.session.redirects, shell.stage.redirects);
    let result = f(shell.session);
    shell.session.redirects = before;
    result
}

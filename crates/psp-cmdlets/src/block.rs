//! Running script blocks for a command: their output becomes the command's.

use psp_runtime::{Out, ScriptBlock, Session, Shell};
use psp_value::{BlockCall, Context, Result, Value};

/// Runs a block in the caller's scope with `$_`, as the body of a pipeline command.
pub(crate) fn for_item(under: &Value) -> BlockCall<'static> {
    BlockCall { under: Some(under.clone()), in_callers_scope: true, ..BlockCall::default() }
}

/// Runs a block; what it writes is the command's output.
pub(crate) fn run(shell: &mut Shell<'_>, block: &ScriptBlock, call: BlockCall<'_>) -> Result<()> {
    let stage = shell.stage;
    let evaluator = shell.engine().evaluator;
    let common = &stage.common;
    if common.out_variable.is_none() && common.pipeline_variable.is_none() {
        return redirected(shell, |session| evaluator.run_block(session, &block.0, call, stage.out));
    }
    let written = redirected(shell, |session| {
        session.capture_all(|session| evaluator.run_block(session, &block.0, call, Out::Capture))
    })?;
    written.into_iter().try_for_each(|it| shell.write(it))
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

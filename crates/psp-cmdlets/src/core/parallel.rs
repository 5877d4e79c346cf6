//! `ForEach-Object -Parallel`: the same engine as `Invoke-Parallel`, with a reset between two objects.

use psp_runtime::{
    ScriptBlock, Shell,
    code::block_code,
    parallel::{Plan, Run, undefined_using},
};
use psp_value::{ErrorCategory, Fault, Result, Value};
use std::time::Duration;

/// What `ForEach-Object -Parallel` was given.
pub(super) struct Request {
    /// The block to run for each object.
    pub(super) block: ScriptBlock,
    /// How many blocks at once.
    pub(super) throttle_limit: Option<i32>,
    /// Stops everything after so many seconds; 0 never.
    pub(super) timeout_seconds: i32,
    /// `-TimeoutSeconds` was given.
    pub(super) has_timeout: bool,
    /// Runs in a job, which is the output.
    pub(super) as_job: bool,
    /// A fresh session for each object.
    pub(super) use_new_runspace: bool,
}

/// A parallel run under way.
pub(super) struct ParallelRun(Run);

impl ParallelRun {
    /// Takes an object from the pipeline; writes output that is ready.
    pub(super) fn push(&mut self, shell: &mut Shell<'_>, value: Value) -> Result<()> {
        if value.as_block().is_some() {
            // Written, not thrown, though nothing follows (`parallel/using-script-block-refused`).
            let what = "piped input object";
            return shell.write_error(refused(what, "ParallelPipedInputObjectCannotBeScriptBlock", &value).into_record());
        }
        self.0.push(shell.session, shell.stage, value)
    }

    /// No more objects come: waits for the rest. Blocks that the time limit stopped have said so.
    pub(super) fn finish(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.0.finish(shell.session, shell.stage)
    }

    /// The pipeline is over, however it ended.
    pub(super) fn clean(&mut self, _shell: &mut Shell<'_>) {
        self.0.abandon();
    }
}

/// Starts a parallel run.
pub(super) fn for_each(shell: &mut Shell<'_>, request: Request) -> Result<ParallelRun> {
    check(shell, &request)?;
    let Some(block) = request.block.block().and_then(block_code) else {
        return Err(Fault::argument_null("parallel").into());
    };
    let usings = shell.using_values(&block, |using, value| match value {
        it if it.is_nothing() => Some(undefined_using(using)),
        it if it.as_block().is_some() => {
            Some(refused("using variable", "ParallelUsingVariableCannotBeScriptBlock", value).into())
        }
        _ => None,
    })?;
    let block = shell.session.block_alone(&block)?;
    let plan = Plan {
        block,
        usings,
        variables: Vec::new(),
        functions: Vec::new(),
        module_names: Vec::new(),
        module_paths: Vec::new(),
        throttle: request.throttle_limit.map_or(5, |it| it.max(1) as usize),
        timeout: (request.timeout_seconds > 0).then(|| Duration::from_secs(request.timeout_seconds as u64)),
        new_runspaces: request.use_new_runspace,
        forgets: true,
        location: Some(shell.file_location().to_owned()),
    };
    Ok(ParallelRun(Run::start(shell.session, plan)))
}

/// What does not go together with `-Parallel`.
fn check(shell: &Shell<'_>, request: &Request) -> Result<()> {
    let common = &shell.stage.common;
    if common.error_action.is_some()
        || common.warning_action.is_some()
        || common.information_action.is_some()
        || common.pipeline_variable.is_some()
    {
        let message = "The following common parameters are not currently supported in the Parallel parameter set:\nErrorAction, WarningAction, InformationAction, PipelineVariable";
        return Err(Fault::new("System.Management.Automation.PSNotSupportedException", message)
            .id("ParallelCommonParametersNotSupported")
            .category(ErrorCategory::NotImplemented)
            .into());
    }
    if request.as_job && request.has_timeout {
        let message = "The 'TimeoutSeconds' parameter cannot be used with the 'AsJob' parameter.";
        return Err(Fault::new("System.ArgumentException", message)
            .id("ParallelCannotUseTimeoutWithJob")
            .category(ErrorCategory::InvalidOperation)
            .into());
    }
    if request.as_job {
        return Err(Fault::not_supported("ForEach-Object -Parallel -AsJob").into());
    }
    Ok(())
}

/// A script block where none may be.
fn refused(what: &str, id: &str, value: &Value) -> Fault {
    let message = format!(
        "A ForEach-Object -Parallel {what} cannot be a script block. Passed-in script block variables are not supported with ForEach-Object -Parallel, and can result in undefined behavior."
    );
    Fault::new("System.Management.Automation.PSArgumentException", message)
        .id(id)
        .category(ErrorCategory::InvalidType)
        .target(value.clone())
}

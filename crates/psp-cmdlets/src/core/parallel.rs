//! `ForEach-Object -Parallel`: the same engine as `Invoke-Parallel`, with a reset between two objects.

use psp_runtime::{
    ScriptBlock, Shell,
    code::block_code,
    parallel::{Plan, Run},
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
        self.0.push(shell.session, shell.stage, value)
    }

    /// No more objects come: waits for the rest.
    pub(super) fn finish(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.0.finish(shell.session, shell.stage)?;
        if !self.0.timed_out() {
            return Ok(());
        }
        let fault =
            Fault::new("System.Management.Automation.PSTaskException", "The pipeline has been stopped.")
                .id("PSTaskException")
                .category(ErrorCategory::OperationStopped);
        shell.write_error(fault.into_record())
    }

    /// The pipeline is over, however it ended.
    pub(super) fn clean(&mut self, _shell: &mut Shell<'_>) {
        self.0.abandon();
    }
}

/// Starts a parallel run.
pub(super) fn for_each(shell: &mut Shell<'_>, request: Request) -> Result<ParallelRun> {
    if request.as_job {
        return Err(Fault::not_supported("ForEach-Object -Parallel -AsJob").into());
    }
    let Some(block) = request.block.block().and_then(block_code) else {
        return Err(Fault::argument_null("parallel").into());
    };
    let usings = shell.using_values(&block, |using, value| {
        value.as_block().map(|_| {
            let message = "A ForEach-Object -Parallel using variable cannot be a script block. Passed-in script block variables are not supported with ForEach-Object -Parallel, and can result in undefined behavior.";
            let _ = using;
            Fault::new("System.Management.Automation.PSArgumentException", message)
                .id("ParallelUsingVariableCannotBeScriptBlock")
                .category(ErrorCategory::InvalidType)
                .target(value.clone())
                .into()
        })
    })?;
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

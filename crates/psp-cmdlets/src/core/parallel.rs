//! The hook through which `ForEach-Object -Parallel` runs its blocks.

use psp_runtime::{ScriptBlock, Shell};
use psp_value::{Fault, Result, Value};

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
pub(super) trait Run: Send {
    /// Takes an object from the pipeline; writes output that is ready.
    fn push(&mut self, shell: &mut Shell<'_>, value: Value) -> Result<()>;

    /// No more objects come: waits for the rest.
    fn finish(&mut self, shell: &mut Shell<'_>) -> Result<()>;

    /// The pipeline is over, however it ended.
    fn clean(&mut self, shell: &mut Shell<'_>);
}

/// Starts a parallel run.
pub(super) fn for_each(_shell: &mut Shell<'_>, request: Request) -> Result<Box<dyn Run>> {
    let Request { block, throttle_limit, timeout_seconds, as_job, use_new_runspace } = request;
    let _ = (block, throttle_limit, timeout_seconds, as_job, use_new_runspace);
    Err(Fault::not_supported("ForEach-Object -Parallel").into())
}

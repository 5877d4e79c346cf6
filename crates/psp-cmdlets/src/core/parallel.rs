//! `ForEach-Object -Parallel`: the same engine as `Invoke-Parallel`, with a reset between two objects.

use psp_ir::Block;
use psp_runtime::{
    ScriptBlock, Shell,
    code::block_code,
    job::{Job, Kind, Throttle, Work},
    parallel::{Plan, Run, undefined_using},
};
use psp_value::{ErrorCategory, Fault, Result, Value};
use std::{collections::HashMap, sync::Arc, time::Duration};

/// Values behind `$using:`.
type Usings = Arc<HashMap<Box<str>, Value>>;

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
pub(super) enum ParallelRun {
    /// Its output is the command's.
    Here(Run),
    /// A job, whose children run when all objects are there.
    Job(Tasks),
}

/// A job and what its children will run.
pub(super) struct Tasks {
    job: Job,
    throttle: Arc<Throttle>,
    block: Arc<Block>,
    usings: Usings,
    location: String,
    waiting: Vec<(Job, Work)>,
}

impl ParallelRun {
    /// Takes an object from the pipeline; writes output that is ready.
    pub(super) fn push(&mut self, shell: &mut Shell<'_>, value: Value) -> Result<()> {
        if value.as_block().is_some() {
            // Written, not thrown, though nothing follows (`parallel/using-script-block-refused`).
            let fault = refused("piped input object", "ParallelPipedInputObjectCannotBeScriptBlock", &value);
            return shell.write_error(fault.into_record());
        }
        match self {
            Self::Here(run) => run.push(shell.session, shell.stage, value),
            Self::Job(tasks) => {
                tasks.add(value);
                Ok(())
            }
        }
    }

    /// No more objects come: waits for the rest. Blocks that the time limit stopped have said so.
    pub(super) fn finish(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        match self {
            Self::Here(run) => run.finish(shell.session, shell.stage),
            Self::Job(tasks) => tasks.start(shell),
        }
    }

    /// The pipeline is over, however it ended.
    pub(super) fn clean(&mut self, _shell: &mut Shell<'_>) {
        if let Self::Here(run) = self {
            run.abandon();
        }
    }
}

impl Tasks {
    fn add(&mut self, value: Value) {
        let child = Job::new(Kind::Task, None, self.job.command().clone());
        self.job.adopt(&child);
        let work = Work {
            block: self.block.clone(),
            initialization: None,
            usings: self.usings.clone(),
            arguments: Vec::new(),
            input: Vec::new(),
            under: (!value.is_null()).then_some(value),
            location: self.location.clone(),
            copies: None,
        };
        self.waiting.push((child, work));
    }

    fn start(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.job.begin(shell.now());
        let engine = shell.engine().clone();
        for (child, work) in self.waiting.drain(..) {
            self.throttle.submit(&engine, &child, work);
        }
        let job = self.job.value();
        shell.session.jobs().add(job.clone());
        shell.write(job)
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
    let throttle = request.throttle_limit.map_or(5, |it| it.max(1) as usize);
    let location = shell.file_location().to_owned();
    if request.as_job {
        let job = Job::new(Kind::Tasks, None, block.text().into());
        let throttle = Throttle::new(throttle);
        let waiting = Vec::new();
        return Ok(ParallelRun::Job(Tasks { job, throttle, block, usings, location, waiting }));
    }
    let plan = Plan {
        block,
        usings,
        variables: Vec::new(),
        functions: Vec::new(),
        module_names: Vec::new(),
        module_paths: Vec::new(),
        throttle,
        timeout: (request.timeout_seconds > 0).then(|| Duration::from_secs(request.timeout_seconds as u64)),
        new_runspaces: request.use_new_runspace,
        forgets: true,
        location: Some(location),
    };
    Ok(ParallelRun::Here(Run::start(shell.session, plan)))
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

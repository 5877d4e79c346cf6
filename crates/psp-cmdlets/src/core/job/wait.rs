//! `Wait-Job`

use super::Wanted;
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch, TableArgument,
    job::{Job, wait_until},
};
use psp_value::{Result, Value};
use std::time::{Duration, Instant};

/// Waits until jobs are over, and gives them.
///
/// ```powershell
/// $job = Start-ThreadJob { 1 }; (Wait-Job $job).State    # => Completed
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Wait-Job", default_set = "SessionIdParameterSet", output = "System.Management.Automation.Job")]
pub(crate) struct WaitJob {
    /// The jobs.
    #[param(set = "JobParameterSet", position = 0, mandatory, pipeline, by_name)]
    job: Vec<Job>,
    /// One of them is enough.
    #[param]
    any: Switch,
    /// Gives up after so many seconds; -1 never.
    #[param(alias = "TimeoutSec", validate_range(-1, 2_147_483_647))]
    timeout: Option<i32>,
    /// Waits for suspended jobs, too: psp has none.
    #[param]
    force: Switch,
    /// Names; wildcards are expanded.
    #[param(set = "NameParameterSet", position = 0, mandatory, by_name, validate_not_null_or_empty)]
    name: Vec<String>,
    /// Ids that tell jobs from all others.
    #[param(
        set = "InstanceIdParameterSet",
        position = 0,
        mandatory,
        by_name,
        validate_not_null_or_empty,
        ty = "System.Guid[]"
    )]
    instance_id: Vec<Value>,
    /// Numbers.
    #[param(set = "SessionIdParameterSet", position = 0, mandatory, by_name, validate_not_null_or_empty)]
    id: Vec<i32>,
    /// How far they are.
    #[param(
        set = "StateParameterSet",
        position = 0,
        mandatory,
        by_name,
        ty = "System.Management.Automation.JobState"
    )]
    state: Option<Value>,
    /// Properties and what they are.
    #[param(set = "FilterParameterSet", position = 0, mandatory, by_name, validate_not_null_or_empty)]
    filter: Option<TableArgument>,

    found: Vec<Job>,
}

impl Cmdlet for WaitJob {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let wanted = Wanted {
            jobs: &self.job,
            names: &self.name,
            ids: &self.id,
            instances: &self.instance_id,
            state: self.state.as_ref(),
            filter: self.filter.as_ref(),
            ..Wanted::default()
        };
        for job in wanted.find(shell)? {
            if !self.found.iter().any(|it| it.id() == job.id()) {
                self.found.push(job);
            }
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.found.is_empty() {
            return Ok(());
        }
        let seconds = self.timeout.and_then(|it| u64::try_from(it).ok());
        let limit = seconds.and_then(|it| Instant::now().checked_add(Duration::from_secs(it)));
        let (found, any) = (&self.found, *self.any);
        let done = wait_until(shell.session, limit, |_| {
            Ok(if any { found.iter().any(Job::is_over) } else { found.iter().all(Job::is_over) })
        })?;
        // Who gives up gives nothing, not even those that are over.
        let over = found.iter().filter(|it| done && it.is_over());
        over.take(if any { 1 } else { usize::MAX }).try_for_each(|it| shell.write(it.value()))
    }
}

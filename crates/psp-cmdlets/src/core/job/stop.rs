//! `Stop-Job`

use super::Wanted;
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch, TableArgument,
    job::{Job, wait_until},
};
use psp_value::{Result, Value};

/// Stops jobs, and waits until they are.
///
/// ```powershell
/// $job = Start-ThreadJob { Start-Sleep 60 }; Stop-Job $job; "$($job.State)"    # => Stopped
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Stop-Job",
    default_set = "SessionIdParameterSet",
    should_process,
    output = "System.Management.Automation.Job"
)]
pub(crate) struct StopJob {
    /// The jobs.
    #[param(set = "JobParameterSet", position = 0, mandatory, pipeline, by_name)]
    job: Vec<Job>,
    /// Gives the jobs.
    #[param]
    pass_thru: Switch,
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

    stopped: Vec<Job>,
}

impl Cmdlet for StopJob {
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
            if shell.should_process(&super::shown(&job), "Stop")? {
                job.stop();
                self.stopped.push(job);
            }
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let stopped = &self.stopped;
        wait_until(shell.session, None, |_| Ok(stopped.iter().all(Job::is_over)))?;
        if !*self.pass_thru {
            return Ok(());
        }
        stopped.iter().try_for_each(|it| shell.write(it.value()))
    }
}

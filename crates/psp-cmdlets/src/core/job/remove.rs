//! `Remove-Job`

use super::Wanted;
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Shell, Switch, TableArgument,
    job::{Job, wait_until},
};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Forgets jobs that are over; with `-Force` stops the others before.
///
/// ```powershell
/// $job = Start-ThreadJob { 1 } | Wait-Job; Remove-Job $job; @(Get-Job).Count    # => 0
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Remove-Job",
    default_set = "SessionIdParameterSet",
    should_process,
    output = "System.Management.Automation.Job"
)]
pub(crate) struct RemoveJob {
    /// The jobs.
    #[param(set = "JobParameterSet", position = 0, mandatory, pipeline, by_name, validate_not_null_or_empty)]
    job: Vec<Job>,
    /// Stops those that run.
    #[param(set = "FilterParameterSet", alias = "F")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "JobParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
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
    /// What they run; wildcards are allowed.
    #[param(set = "CommandParameterSet", by_name, validate_not_null_or_empty)]
    command: Vec<String>,
    /// Properties and what they are.
    #[param(set = "FilterParameterSet", position = 0, mandatory, by_name, validate_not_null_or_empty)]
    filter: Option<TableArgument>,
}

impl Cmdlet for RemoveJob {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let wanted = Wanted {
            jobs: &self.job,
            names: &self.name,
            ids: &self.id,
            instances: &self.instance_id,
            state: self.state.as_ref(),
            commands: &self.command,
            filter: self.filter.as_ref(),
        };
        for job in wanted.find(shell)? {
            if !shell.should_process(&super::shown(&job), "Remove")? {
                continue;
            }
            if !job.is_over() && !*self.force {
                let message = format!(
                    "The command cannot remove the job with the job ID {} because the job is not finished. To remove the job, first stop the job, or use the Force parameter. (Parameter 'Job')",
                    job.id()
                );
                let fault = Fault::new("System.ArgumentException", message)
                    .id("JobObjectNotFinishedCannotBeRemoved")
                    .category(ErrorCategory::InvalidOperation)
                    .target(job.value());
                shell.write_error(fault.into_record())?;
                continue;
            }
            remove(shell, &job)?;
        }
        Ok(())
    }
}

/// Stops a job and forgets it.
pub(super) fn remove(shell: &mut Shell<'_>, job: &Job) -> Result<()> {
    if !job.is_over() {
        job.stop();
        wait_until(shell.session, None, |_| Ok(job.is_over()))?;
    }
    shell.session.jobs().remove(job);
    Ok(())
}

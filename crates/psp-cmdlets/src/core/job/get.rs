//! `Get-Job`

use super::{Wanted, is_in};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch, TableArgument, job::Job};
use psp_value::{Result, Value, View};

/// Gives the jobs of the session.
///
/// ```powershell
/// $job = Start-ThreadJob { 1 } -Name one; (Get-Job one).Name    # => one
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Job", default_set = "SessionIdParameterSet", output = "System.Management.Automation.Job")]
pub(crate) struct GetJob {
    /// With the jobs inside of jobs.
    #[param(set = "CommandParameterSet")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
    #[param(set = "StateParameterSet")]
    include_child_job: Switch,
    /// Gives the jobs inside of jobs that are in this state.
    #[param(set = "CommandParameterSet", ty = "System.Management.Automation.JobState")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
    #[param(set = "StateParameterSet")]
    child_job_state: Value,
    /// Whether something is left to receive.
    #[param(set = "CommandParameterSet")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
    #[param(set = "StateParameterSet")]
    has_more_data: Option<bool>,
    /// Jobs that ended before.
    #[param(set = "CommandParameterSet", ty = "System.DateTime")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
    #[param(set = "StateParameterSet")]
    before: Value,
    /// Jobs that ended after.
    #[param(set = "CommandParameterSet", ty = "System.DateTime")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
    #[param(set = "StateParameterSet")]
    after: Value,
    /// The jobs that ended last: so many.
    #[param(set = "CommandParameterSet")]
    #[param(set = "InstanceIdParameterSet")]
    #[param(set = "NameParameterSet")]
    #[param(set = "SessionIdParameterSet")]
    #[param(set = "StateParameterSet")]
    newest: Option<i32>,
    /// Numbers.
    #[param(set = "SessionIdParameterSet", position = 0, by_name, validate_not_null_or_empty)]
    id: Vec<i32>,
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

impl Cmdlet for GetJob {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let wanted = Wanted {
            names: &self.name,
            ids: &self.id,
            instances: &self.instance_id,
            state: self.state.as_ref(),
            commands: &self.command,
            filter: self.filter.as_ref(),
            ..Wanted::default()
        };
        let mut jobs = self.narrowed(wanted.find(shell)?);
        if *self.include_child_job || !self.child_job_state.is_null() {
            jobs = self.with_children(shell, jobs)?;
        }
        jobs.into_iter().try_for_each(|it| shell.write(it.value()))
    }
}

impl GetJob {
    fn narrowed(&self, mut jobs: Vec<Job>) -> Vec<Job> {
        if let Some(wanted) = self.has_more_data {
            jobs.retain(|it| it.has_more() == wanted);
        }
        let ended = |job: &Job| ticks(&job.times().1);
        if let Some(limit) = ticks(&self.before) {
            jobs.retain(|it| ended(it).is_some_and(|it| it < limit));
        }
        if let Some(limit) = ticks(&self.after) {
            jobs.retain(|it| ended(it).is_some_and(|it| it > limit));
        }
        let Some(newest) = self.newest else { return jobs };
        let count = usize::try_from(newest).unwrap_or_default().min(jobs.len());
        jobs.split_off(jobs.len() - count)
    }

    fn with_children(&self, shell: &mut Shell<'_>, jobs: Vec<Job>) -> Result<Vec<Job>> {
        let state = Some(&self.child_job_state).filter(|it| !it.is_null());
        let wanted = state.map(|it| shell.text(it)).transpose()?;
        let fits = |it: &Job| wanted.as_ref().is_none_or(|state| is_in(it, &state.text()));
        let mut all = Vec::new();
        for job in jobs {
            let children = job.children();
            if wanted.is_none() {
                all.push(job);
            }
            all.extend(children.into_iter().filter(fits));
        }
        Ok(all)
    }
}

/// A moment as a number; none for no moment.
fn ticks(value: &Value) -> Option<i64> {
    match value.unboxed().view() {
        View::DateTime(it) => Some(it.ticks),
        _ => None,
    }
}

//! `Start-Job`, `Get-Job`, `Receive-Job`, `Wait-Job`, `Stop-Job`, `Remove-Job`: jobs, and how commands name them.

pub(super) mod get;
pub(super) mod receive;
pub(super) mod remove;
pub(crate) mod start;
pub(super) mod stop;
pub(super) mod wait;

use crate::wildcard::{Wildcard, has_wildcards};
use psp_runtime::{Shell, TableArgument, job::Job};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Which jobs a command is about. All that is given must hold; who is named and is not there is an error.
#[derive(Default)]
struct Wanted<'a> {
    jobs: &'a [Job],
    names: &'a [String],
    ids: &'a [i32],
    instances: &'a [Value],
    state: Option<&'a Value>,
    commands: &'a [String],
    filter: Option<&'a TableArgument>,
}

impl Wanted<'_> {
    /// The jobs; all of the session when nothing is given.
    fn find(&self, shell: &mut Shell<'_>) -> Result<Vec<Job>> {
        if !self.jobs.is_empty() {
            return Ok(self.jobs.to_vec());
        }
        let own: Vec<Job> = of_session(shell);
        let all: Vec<Job> =
            own.iter().flat_map(|it| std::iter::once(it.clone()).chain(it.children())).collect();
        if !self.ids.is_empty() {
            return self.by_id(shell, &all);
        }
        if !self.names.is_empty() {
            return self.by_name(shell, &all);
        }
        if !self.instances.is_empty() {
            return self.by_instance(shell, &all);
        }
        self.by_traits(shell, own)
    }

    fn by_id(&self, shell: &mut Shell<'_>, all: &[Job]) -> Result<Vec<Job>> {
        let mut found = Vec::new();
        for &id in self.ids {
            match all.iter().find(|it| it.id() == id) {
                Some(job) => found.push(job.clone()),
                None => {
                    let message = format!(
                        "The command cannot find a job with the job ID {id}. Verify the value of the Id parameter and then try the command again."
                    );
                    missing(shell, "JobWithSpecifiedSessionNotFound", message, Value::int(id))?;
                }
            }
        }
        Ok(found)
    }

    fn by_name(&self, shell: &mut Shell<'_>, all: &[Job]) -> Result<Vec<Job>> {
        let mut found = Vec::new();
        for name in self.names {
            let pattern = Wildcard::new(name);
            let before = found.len();
            found.extend(all.iter().filter(|it| pattern.matches(&it.name().text())).cloned());
            if found.len() == before && !has_wildcards(name) {
                let message = format!(
                    "The command cannot find the job because the job name {name} was not found. Verify the value of the Name parameter, and then try the command again."
                );
                missing(shell, "JobWithSpecifiedNameNotFound", message, name.as_str().into())?;
            }
        }
        Ok(found)
    }

    fn by_instance(&self, shell: &mut Shell<'_>, all: &[Job]) -> Result<Vec<Job>> {
        let mut found = Vec::new();
        for instance in self.instances {
            let text = shell.text(instance)?;
            match all.iter().find(|it| it.instance().to_string() == *text.text()) {
                Some(job) => found.push(job.clone()),
                None => {
                    let message = format!(
                        "The command cannot find a job that has the instance identifier {text}. Verify the value of the InstanceId parameter, and then try the command again."
                    );
                    missing(shell, "JobWithSpecifiedInstanceIdNotFound", message, instance.clone())?;
                }
            }
        }
        Ok(found)
    }

    fn by_traits(&self, shell: &mut Shell<'_>, mut jobs: Vec<Job>) -> Result<Vec<Job>> {
        if let Some(state) = self.state {
            let wanted = shell.text(state)?;
            jobs.retain(|it| is_in(it, &wanted.text()));
        }
        if !self.commands.is_empty() {
            let patterns = Wildcard::all(self.commands);
            jobs.retain(|job| patterns.iter().any(|it| it.matches(job.command().text().trim())));
        }
        let Some(table) = self.filter.and_then(|it| it.0.as_table()) else { return Ok(jobs) };
        let entries: Vec<_> = table.with(|it| it.iter().map(|(k, v)| (k.clone(), v.clone())).collect());
        for (key, wanted) in entries {
            let (key, pattern) = (shell.text(&key)?, Wildcard::new(&shell.text(&wanted)?.text()));
            let mut kept = Vec::new();
            for job in jobs {
                let own = shell.property(&job.value(), &key.text())?;
                if pattern.matches(&shell.text(&own)?.text()) {
                    kept.push(job);
                }
            }
            jobs = kept;
        }
        Ok(jobs)
    }
}

/// The jobs of the session, oldest first.
fn of_session(shell: &mut Shell<'_>) -> Vec<Job> {
    shell.session.jobs().all().iter().filter_map(|it| it.downcast::<Job>().cloned()).collect()
}

/// The job is in a state.
fn is_in(job: &Job, state: &str) -> bool {
    job.state().to_string() == state
}

/// A job as `-WhatIf` shows it.
fn shown(job: &Job) -> String {
    format!("Job ID: {}, Name: {}", job.id(), job.name())
}

fn missing(shell: &mut Shell<'_>, id: &str, message: String, target: Value) -> Result<()> {
    let fault = Fault::new("System.Management.Automation.PSArgumentException", message)
        .id(id)
        .category(ErrorCategory::ObjectNotFound)
        .target(target);
    shell.write_error(fault.into_record())
}

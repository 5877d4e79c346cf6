//! `Receive-Job`

use super::{Wanted, remove};
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, Session, Shell, StreamKind, Switch,
    job::{Job, wait_until},
};
use psp_value::{
    ErrorCategory, ExtraMember, ExtraMemberKind, Fault, Result, Str, Value, convert, member, well_known,
};

/// Gives what jobs have written so far; it is gone then, unless `-Keep` is given.
///
/// ```powershell
/// Start-ThreadJob { 1..3 } | Receive-Job -Wait -AutoRemoveJob    # => 1 2 3
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Receive-Job", default_set = "Location")]
pub(crate) struct ReceiveJob {
    /// The jobs.
    #[param(set = "ComputerName", position = 0, mandatory, pipeline, by_name)]
    #[param(set = "Location", position = 0, mandatory, pipeline, by_name)]
    #[param(set = "Session", position = 0, mandatory, pipeline, by_name)]
    job: Vec<Job>,
    /// Not supported: jobs of other machines.
    #[param(set = "ComputerName", position = 1, by_name, validate_not_null_or_empty, alias = "Cn")]
    computer_name: Vec<String>,
    /// Only jobs of these places.
    #[param(set = "Location", position = 1, validate_not_null_or_empty)]
    location: Vec<String>,
    /// Not supported: jobs of other sessions.
    #[param(set = "Session", position = 1, by_name)]
    session: Vec<Value>,
    /// Leaves it to be received again.
    #[param]
    keep: Switch,
    /// Leaves out what the jobs inside of jobs have written.
    #[param]
    no_recurse: Switch,
    /// Waits for suspended jobs, too: psp has none.
    #[param]
    force: Switch,
    /// Goes on until the jobs are over.
    #[param]
    wait: Switch,
    /// Forgets the jobs then.
    #[param]
    auto_remove_job: Switch,
    /// Not supported: tells of changes of state.
    #[param]
    write_events: Switch,
    /// Gives each job before what it has written.
    #[param]
    write_job_in_results: Switch,
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

    waiting: Vec<Job>,
}

impl Cmdlet for ReceiveJob {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if *self.auto_remove_job && !*self.wait {
            let message = "The AutoRemoveJob parameter cannot be used without the Wait parameter.";
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("ReceiveJobAutoRemoveJobRequiresWait")
                .category(ErrorCategory::InvalidOperation)
                .into());
        }
        refuse(shell, &["ComputerName", "Session", "WriteEvents"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let wanted = Wanted {
            jobs: &self.job,
            names: &self.name,
            ids: &self.id,
            instances: &self.instance_id,
            ..Wanted::default()
        };
        for job in wanted.find(shell)? {
            let is_there = |it: &String| it.eq_ignore_ascii_case(job.kind().location());
            if !self.location.is_empty() && !self.location.iter().any(is_there) {
                continue;
            }
            if *self.write_job_in_results {
                shell.write(job.value())?;
            }
            if *self.wait {
                self.waiting.push(job);
            } else {
                self.receive(shell, &job, *self.keep)?;
                self.fail(shell, &job)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let jobs = std::mem::take(&mut self.waiting);
        let (keep, stage) = (*self.keep, shell.stage);
        wait_until(shell.session, None, |session| {
            // Asked first: what is written until then is received.
            let over = jobs.iter().all(Job::is_over);
            if !keep || over {
                let shell = &mut Shell { session, stage };
                jobs.iter().try_for_each(|it| self.receive(shell, it, keep))?;
            }
            Ok(over)
        })?;
        for job in jobs {
            self.fail(shell, &job)?;
            if *self.auto_remove_job {
                remove::remove(shell, &job)?;
            }
        }
        Ok(())
    }
}

impl ReceiveJob {
    /// Writes what a job and those inside have written.
    fn receive(&self, shell: &mut Shell<'_>, job: &Job, keep: bool) -> Result<()> {
        for (kind, value) in job.take(keep) {
            match kind {
                None => {
                    if job.kind().is_background() {
                        add_origin(shell, job, &value)?;
                    }
                    shell.write(value)?;
                }
                Some(kind) => shell.session.forward_record(shell.stage, kind, value, true)?,
            }
        }
        if *self.no_recurse {
            return Ok(());
        }
        job.children().iter().try_for_each(|it| self.receive(shell, it, keep))
    }

    /// Writes the errors that ended a job and those inside.
    fn fail(&self, shell: &mut Shell<'_>, job: &Job) -> Result<()> {
        let failure = job.failure();
        if !failure.is_null() {
            shell.session.forward_record(shell.stage, StreamKind::Error, failure, true)?;
        }
        if *self.no_recurse {
            return Ok(());
        }
        job.children().iter().try_for_each(|it| self.fail(shell, it))
    }
}

/// What objects of another process carry: where they come from.
fn add_origin(shell: &mut Shell<'_>, job: &Job, value: &Value) -> Result<()> {
    let guid = |session: &mut Session, it: String| {
        convert::convert(session, &it.as_str().into(), well_known::GUID.ty())
    };
    let runspace = shell.session.instance_id().to_string();
    let notes = [
        ("PSComputerName", job.kind().location().into()),
        ("RunspaceId", guid(shell.session, runspace)?),
        ("PSShowComputerName", Value::FALSE),
        ("PSSourceJobInstanceId", guid(shell.session, job.instance().to_string())?),
    ];
    for (name, note) in notes {
        let kind = ExtraMemberKind::Note(note);
        member::add_member(value, ExtraMember { name: Str::new(name), kind, hidden: false });
    }
    Ok(())
}

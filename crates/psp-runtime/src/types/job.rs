//! `System.Management.Automation.Job` and the types of its kinds.

use crate::{
    FromArgument,
    job::{Job, State},
    session::StreamKind,
};
use psp_derive::ps_type;
use psp_types::declare::Emulated;
use psp_types::system::management::automation::enums::JobState;
use psp_value::{
    Context, ErrorRecord, Fault, Native, Object, Result, Str, Type, Value, convert,
    types::{TypeDef, TypeInfo, instantiate},
    well_known,
};

/// The types, bases first.
pub(super) static TYPES: &[&TypeDef] = &[
    Job::DEF,
    Job2::DEF,
    ThreadJob::DEF,
    PsRemotingJob::DEF,
    PsRemotingChildJob::DEF,
    PsTaskJob::DEF,
    PsTaskChildJob::DEF,
    JobStateInfo::DEF,
];

/// The type of an emulated struct.
const fn type_of(info: Option<&'static TypeInfo>) -> Type {
    match info {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

#[ps_type("System.Management.Automation.Job")]
impl Job {
    /// The number.
    #[ps("Id", get)]
    fn number(&self) -> i32 {
        self.id()
    }

    /// Tells it from all others.
    #[ps(get)]
    fn instance_id(&self, context: &mut dyn Context) -> Result<Value> {
        convert::convert(context, &self.instance().to_string().as_str().into(), well_known::GUID.ty())
    }

    /// The name.
    #[ps("Name", get)]
    fn shown_name(&self) -> Str {
        self.name()
    }
    #[ps("Name", set)]
    fn set_name(&self, value: &Str) {
        self.rename(value.clone());
    }

    /// What it runs.
    #[ps("Command", get)]
    fn text(&self) -> Str {
        self.command().clone()
    }

    /// Where it runs.
    #[ps(get)]
    fn location(&self) -> &'static str {
        self.kind().location()
    }

    /// The kind of job.
    #[ps("PSJobTypeName", get)]
    fn ps_job_type_name(&self) -> &'static str {
        self.kind().job_type()
    }

    /// How far it is.
    #[ps("State", get)]
    fn shown_state(&self) -> String {
        self.state().to_string()
    }

    /// How far it is, and why it failed.
    #[ps(get)]
    fn job_state_info(&self) -> JobStateInfo {
        JobStateInfo(self.clone(), self.state())
    }

    /// A word about it: psp has none.
    #[ps(get)]
    fn status_message(&self) -> &'static str {
        ""
    }

    /// Something is there to receive, or will be.
    #[ps(get)]
    fn has_more_data(&self) -> bool {
        self.has_more()
    }

    /// The jobs inside.
    #[ps(get)]
    fn child_jobs(&self) -> Value {
        let ty = instantiate(well_known::LIST.ty(), &[type_of(Self::INFO)]);
        Object::list(ty, self.child_values()).into()
    }

    /// When it began.
    #[ps("PSBeginTime", get)]
    fn ps_begin_time(&self) -> Value {
        self.times().0
    }

    /// When it ended.
    #[ps("PSEndTime", get)]
    fn ps_end_time(&self) -> Value {
        self.times().1
    }

    /// What it wrote.
    #[ps(get)]
    fn output(&self) -> Value {
        self.list(None)
    }

    /// Its error records.
    #[ps(get)]
    fn error(&self) -> Value {
        self.list(Some(StreamKind::Error))
    }

    /// Its warnings.
    #[ps(get)]
    fn warning(&self) -> Value {
        self.list(Some(StreamKind::Warning))
    }

    /// Its verbose texts.
    #[ps(get)]
    fn verbose(&self) -> Value {
        self.list(Some(StreamKind::Verbose))
    }

    /// Its debug texts.
    #[ps(get)]
    fn debug(&self) -> Value {
        self.list(Some(StreamKind::Debug))
    }

    /// Its information records.
    #[ps(get)]
    fn information(&self) -> Value {
        self.list(Some(StreamKind::Information))
    }

    /// Its progress records.
    #[ps(get)]
    fn progress(&self) -> Value {
        self.list(Some(StreamKind::Progress))
    }

    /// Ends it.
    #[ps]
    fn stop_job(&self, context: &mut dyn Context) -> Result<()> {
        self.stop();
        crate::job::wait_until(super::session(context)?, None, |_| Ok(self.is_over())).map(|_| ())
    }

    /// Gives it up.
    #[ps]
    fn dispose(&self) {
        self.stop();
    }
}

macro_rules! kinds {
    ($($rust:ident = $name:literal of $base:ty, $doc:literal;)*) => {$(
        #[doc = $doc]
        struct $rust;

        #[ps_type($name, base = type_of(<$base>::INFO))]
        impl $rust {}
    )*};
}

kinds! {
    Job2 = "System.Management.Automation.Job2" of Job, "A job that can be started anew.";
    ThreadJob = "Microsoft.PowerShell.ThreadJob.ThreadJob" of Job2, "Of `Start-ThreadJob`.";
    PsRemotingJob = "System.Management.Automation.PSRemotingJob" of Job, "Of `Start-Job`.";
    PsRemotingChildJob = "System.Management.Automation.PSRemotingChildJob" of Job, "What such a job runs.";
    PsTaskJob = "System.Management.Automation.PSTasks.PSTaskJob" of Job, "Of `ForEach-Object -Parallel -AsJob`.";
    PsTaskChildJob = "System.Management.Automation.PSTasks.PSTaskChildJob" of Job, "What it runs for an object.";
}

/// `Job.JobStateInfo`
struct JobStateInfo(Job, State);

impl Native for JobStateInfo {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.1.to_string()))
    }
}

#[ps_type("System.Management.Automation.JobStateInfo")]
impl JobStateInfo {
    /// How far the job is.
    #[ps(get)]
    fn state(&self) -> JobState {
        JobState(self.1 as i64)
    }

    /// The exception that ended it.
    #[ps(get)]
    fn reason(&self) -> Value {
        ErrorRecord::with(&self.0.failure(), |it| it.exception.clone()).unwrap_or_default()
    }
}

impl FromArgument for Job {
    fn ty() -> Type {
        type_of(<Self as Emulated>::INFO)
    }

    fn from_argument(value: Value, _context: &mut dyn Context) -> Result<Self> {
        value.downcast::<Self>().cloned().ok_or_else(|| Fault::argument_null("Job").into())
    }
}

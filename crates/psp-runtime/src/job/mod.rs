//! Jobs: work on threads of their own, whose output waits until somebody receives it. What a job is and how far it is;
//! `start` runs one, `table` knows those of a session.

mod bell;
mod start;
mod store;
mod table;

pub use start::{Copies, Throttle, Work};
pub use table::{Jobs, wait_until};

use crate::session::{StreamKind, failed_item};
use bell::BELL;
use parking_lot::Mutex;
use psp_host::Stop;
use psp_value::{
    ErrorCategory, ErrorRecord, Exception, Interrupt, Lock, Native, Object, Str, Value, well_known,
};
use std::sync::{
    Arc,
    atomic::{AtomicI32, Ordering},
};
use store::Store;
use uuid::Uuid;

/// `System.Management.Automation.JobState`, as far as psp's jobs get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in PowerShell")]
pub enum State {
    NotStarted = 0,
    Running = 1,
    Completed = 2,
    Failed = 3,
    Stopped = 4,
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self, f)
    }
}

/// What made a job, which decides its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `Start-ThreadJob`
    Thread,
    /// `Start-Job`: what runs is its only child.
    Background,
    /// The child of [`Kind::Background`].
    BackgroundChild,
    /// `ForEach-Object -Parallel -AsJob`: each object is a child.
    Tasks,
    /// A child of [`Kind::Tasks`].
    Task,
}

impl Kind {
    /// The full name of the type.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Thread => "Microsoft.PowerShell.ThreadJob.ThreadJob",
            Self::Background => "System.Management.Automation.PSRemotingJob",
            Self::BackgroundChild => "System.Management.Automation.PSRemotingChildJob",
            Self::Tasks => "System.Management.Automation.PSTasks.PSTaskJob",
            Self::Task => "System.Management.Automation.PSTasks.PSTaskChildJob",
        }
    }

    /// `PSJobTypeName`
    pub fn job_type(self) -> &'static str {
        match self {
            Self::Thread => "ThreadJob",
            Self::Background => "BackgroundJob",
            Self::BackgroundChild => "",
            Self::Tasks => "PSTaskJob",
            Self::Task => "PSTaskChildJob",
        }
    }

    /// `Location`
    pub fn location(self) -> &'static str {
        if self.is_background() { "localhost" } else { "PowerShell" }
    }

    /// In the reference a process of its own, which gives copies, in the order in which they were written.
    pub fn is_background(self) -> bool {
        matches!(self, Self::Background | Self::BackgroundChild)
    }
}

/// A job. Clones are the same job.
#[derive(Clone)]
pub struct Job(Arc<Core>);

struct Core {
    id: i32,
    instance: Uuid,
    kind: Kind,
    name: Lock<Str>,
    command: Str,
    stop: Stop,
    progress: Mutex<Progress>,
    children: Mutex<Vec<Value>>,
    store: Store,
}

struct Progress {
    state: State,
    /// The error record that ended it, as a receiver gets it; null otherwise.
    failure: Value,
    begun: Value,
    ended: Value,
}

/// Something of a stream; none is the success stream.
pub type Piece = (Option<StreamKind>, Value);

static LAST_ID: AtomicI32 = AtomicI32::new(0);

impl Job {
    /// A job that has not started; without a name it gets that of its number.
    pub fn new(kind: Kind, name: Option<Str>, command: Str) -> Self {
        let id = LAST_ID.fetch_add(1, Ordering::Relaxed) + 1;
        let name = name.unwrap_or_else(|| format!("Job{id}").as_str().into());
        let progress = Progress {
            state: State::NotStarted,
            failure: Value::NULL,
            begun: Value::NULL,
            ended: Value::NULL,
        };
        Self(Arc::new(Core {
            id,
            instance: Uuid::new_v4(),
            kind,
            name: Lock::new(name),
            command,
            stop: Stop::new(),
            progress: Mutex::new(progress),
            children: Mutex::default(),
            store: Store::new(kind.is_background()),
        }))
    }

    /// The job as scripts see it.
    pub fn value(&self) -> Value {
        Object::native(crate::named_type(self.0.kind.type_name()), self.clone()).into()
    }

    /// `Id`
    pub fn id(&self) -> i32 {
        self.0.id
    }

    /// `InstanceId`
    pub fn instance(&self) -> Uuid {
        self.0.instance
    }

    /// What made it.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// `Name`
    pub fn name(&self) -> Str {
        self.0.name.with(|it| it.clone())
    }

    /// Gives it another name.
    pub fn rename(&self, name: Str) {
        let _old = self.0.name.with(|it| std::mem::replace(it, name));
    }

    /// `Command`
    pub fn command(&self) -> &Str {
        &self.0.command
    }

    /// Its children as scripts see them.
    pub fn child_values(&self) -> Vec<Value> {
        self.0.children.lock().clone()
    }

    /// Its children.
    pub fn children(&self) -> Vec<Self> {
        self.child_values().iter().filter_map(|it| it.downcast::<Self>().cloned()).collect()
    }

    /// Adds a child.
    pub fn adopt(&self, child: &Self) {
        let child = child.value();
        self.0.children.lock().push(child);
    }

    /// How far it is; of a job with children, how far they are.
    pub fn state(&self) -> State {
        let own = self.0.progress.lock().state;
        let children = self.children();
        if children.is_empty() || own == State::Stopped {
            return own;
        }
        let states: Vec<State> = children.iter().map(Self::state).collect();
        let any = |state| states.contains(&state);
        match () {
            () if any(State::Running) => State::Running,
            () if any(State::NotStarted) => own,
            () if any(State::Failed) => State::Failed,
            () if any(State::Stopped) => State::Stopped,
            () => State::Completed,
        }
    }

    /// Nothing of it runs or will run.
    pub fn is_over(&self) -> bool {
        matches!(self.state(), State::Completed | State::Failed | State::Stopped)
    }

    /// When it began and ended; null for not yet.
    pub fn times(&self) -> (Value, Value) {
        let (begun, ended) = {
            let progress = self.0.progress.lock();
            (progress.begun.clone(), progress.ended.clone())
        };
        match self.children().last().filter(|_| ended.is_null() && self.is_over()) {
            Some(child) => (begun, child.times().1),
            None => (begun, ended),
        }
    }

    /// The record of the error that ended it; null otherwise.
    pub fn failure(&self) -> Value {
        self.0.progress.lock().failure.clone()
    }

    /// `HasMoreData`
    pub fn has_more(&self) -> bool {
        let children = self.children();
        match self.0.kind {
            _ if !children.is_empty() => children.iter().any(Self::has_more),
            Kind::BackgroundChild if !self.is_over() => true,
            _ => !self.0.store.is_empty(),
        }
    }

    /// What it has written; without `keep` it is gone then.
    pub fn take(&self, keep: bool) -> Vec<Piece> {
        self.0.store.take(keep)
    }

    /// The list of a stream, as scripts see it.
    pub fn list(&self, kind: Option<StreamKind>) -> Value {
        self.0.store.list(kind)
    }

    /// Asks it and its children to end.
    pub fn stop(&self) {
        {
            let mut progress = self.0.progress.lock();
            if progress.state == State::NotStarted {
                progress.state = State::Stopped;
            }
        }
        self.0.stop.request();
        self.children().iter().for_each(Self::stop);
        BELL.ring();
    }

    /// It runs from now on; false when it was stopped before.
    pub fn begin(&self, now: Value) -> bool {
        let begins = {
            let mut progress = self.0.progress.lock();
            let begins = progress.state == State::NotStarted;
            if begins {
                progress.state = State::Running;
                progress.begun = now;
            }
            begins
        };
        BELL.ring();
        begins
    }

    fn end(&self, result: psp_value::Result<()>, now: Value) {
        let failure = result.as_ref().err().and_then(|it| self.failure_of(it));
        let stopped = self.0.stop.is_requested() || matches!(&result, Err(it) if it.is_stopped());
        let state = match &failure {
            Some(_) => State::Failed,
            None if stopped => State::Stopped,
            None => State::Completed,
        };
        {
            let mut progress = self.0.progress.lock();
            progress.state = state;
            progress.failure = failure.unwrap_or_default();
            progress.ended = now;
        }
        BELL.ring();
    }

    fn failure_of(&self, interrupt: &Interrupt) -> Option<Value> {
        let raised = interrupt.raised()?;
        let record = if raised.by_preference {
            crate::parallel::stopped_by_preference(&raised.record)
        } else {
            raised.record.clone()
        };
        if self.0.kind.is_background() {
            return Some(remote(&record));
        }
        let exception = ErrorRecord::with(&failed_item(record), |it| it.exception.clone());
        let record = ErrorRecord {
            exception: exception.unwrap_or_default(),
            id: Str::new("JobStateFailed"),
            category: ErrorCategory::InvalidResult,
            ..ErrorRecord::default()
        };
        Some(record.into_value())
    }

    fn write(&self, kind: Option<StreamKind>, value: Value) {
        self.0.store.push(kind, value);
        BELL.ring();
    }
}

/// An error record as it arrives from another process: without its place, its exception a text.
pub(crate) fn remote(record: &Value) -> Value {
    let copy = ErrorRecord::with(record, |it| it.clone());
    let Some(mut record) = copy else { return record.clone() };
    if let Some(ty) = well_known::exception("System.Management.Automation.RemoteException") {
        record.exception = Exception { message: record.message(), ..Exception::default() }.object(ty);
    }
    record.into_value()
}

impl Native for Job {
    fn equals(&self, other: &Value) -> Option<bool> {
        other.downcast::<Self>().map(|it| Arc::ptr_eq(&it.0, &self.0))
    }
}

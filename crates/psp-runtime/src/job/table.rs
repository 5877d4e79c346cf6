//! [`Jobs`]: the jobs of a session, and waiting for some of them.

use super::{BELL, Job, Throttle};
use crate::session::Session;
use psp_value::{Interrupt, Result, Value};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How many thread jobs run at once unless somebody says otherwise.
const THREAD_JOBS: usize = 5;
/// How long the end of a session waits for its jobs to end.
const ENDING: Duration = Duration::from_secs(2);

/// The jobs of a session, oldest first.
#[derive(Default)]
pub struct Jobs {
    all: Vec<Value>,
    thread_jobs: Option<Arc<Throttle>>,
}

impl Jobs {
    /// Adds a job.
    pub fn add(&mut self, job: Value) {
        self.all.push(job);
    }

    /// The jobs as scripts see them.
    pub fn all(&self) -> &[Value] {
        &self.all
    }

    /// Forgets a job; false when it was not known.
    pub fn remove(&mut self, job: &Job) -> bool {
        let before = self.all.len();
        self.all.retain(|it| it.downcast::<Job>().is_none_or(|it| it.id() != job.id()));
        self.all.len() < before
    }

    /// What lets thread jobs run.
    pub fn thread_jobs(&mut self) -> &Arc<Throttle> {
        self.thread_jobs.get_or_insert_with(|| Throttle::new(THREAD_JOBS))
    }
}

impl Drop for Jobs {
    /// Nothing that a session started outlives it.
    fn drop(&mut self) {
        let open: Vec<&Job> =
            self.all.iter().filter_map(|it| it.downcast::<Job>()).filter(|it| !it.is_over()).collect();
        for job in &open {
            job.stop();
        }
        let limit = Instant::now() + ENDING;
        loop {
            let count = BELL.count();
            if open.iter().all(|it| it.is_over()) || !BELL.wait(count, Some(limit)) {
                return;
            }
        }
    }
}

/// Waits until `done` says so, which is asked again whenever a job changes. False when the time is over first.
///
/// # Errors
/// The session was stopped.
pub fn wait_until(
    session: &mut Session,
    limit: Option<Instant>,
    mut done: impl FnMut(&mut Session) -> Result<bool>,
) -> Result<bool> {
    let _waker = session.stop.on_request(|| BELL.ring());
    loop {
        let count = BELL.count();
        if session.stop.is_requested() {
            return Err(Interrupt::stopped());
        }
        if done(session)? {
            return Ok(true);
        }
        // Who cannot be written to is told at the next write.
        let _ = session.engine().console.flush();
        if !BELL.wait(count, limit) {
            return Ok(false);
        }
    }
}

impl Session {
    /// The session's jobs.
    pub fn jobs(&mut self) -> &mut Jobs {
        self.extension::<Jobs>()
    }

    /// Stops the session's jobs and forgets them.
    pub fn end_jobs(&mut self) {
        let jobs = self.extensions.remove(&std::any::TypeId::of::<Jobs>());
        drop(jobs);
    }
}

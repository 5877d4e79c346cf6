//! Runs jobs: each on a thread, in a session of its own; a [`Throttle`] says how many at once.

use super::Job;
use crate::{
    engine::{Engine, Host},
    parallel::panic_record,
    pipeline::Out,
    session::{Session, StreamKind},
};
use parking_lot::Mutex;
use psp_ir::Block;
use psp_value::{BlockCall, Fault, Interrupt, Result, Value};
use std::{
    collections::{HashMap, VecDeque},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
};

/// What a job runs.
pub struct Work {
    /// The block.
    pub block: Arc<Block>,
    /// Runs before it.
    pub initialization: Option<Arc<Block>>,
    /// Values behind `$using:`, by the text behind it, lower-case.
    pub usings: Arc<HashMap<Box<str>, Value>>,
    /// `$args`
    pub arguments: Vec<Value>,
    /// `$input`
    pub input: Vec<Value>,
    /// `$_`
    pub under: Option<Value>,
    /// Where it starts.
    pub location: String,
    /// What is written becomes a copy, as from another process.
    pub copies: Option<Copies>,
}

/// Makes the copy of an object that another process would get.
pub type Copies = fn(&mut Session, &Value) -> Result<Value>;

/// Lets a number of jobs run at once; the others wait.
pub struct Throttle(Mutex<Queue>);

struct Queue {
    limit: usize,
    running: usize,
    waiting: VecDeque<(Job, Work)>,
}

impl Throttle {
    /// With room for `limit` jobs.
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Queue { limit, running: 0, waiting: VecDeque::new() })))
    }

    /// Changes how many run at once, for those that are not running yet.
    pub fn set_limit(&self, limit: usize) {
        self.0.lock().limit = limit;
    }

    /// Runs a job as soon as there is room.
    pub fn submit(self: &Arc<Self>, engine: &Arc<Engine>, job: &Job, work: Work) {
        // From here on values may be shared between threads.
        psp_value::multi::raise();
        let starts = {
            let mut queue = self.0.lock();
            queue.waiting.push_back((job.clone(), work));
            let starts = queue.running < queue.limit;
            queue.running += usize::from(starts);
            starts
        };
        if !starts {
            return;
        }
        let (throttle, engine) = (self.clone(), engine.clone());
        let started =
            thread::Builder::new().name("psp-job".to_owned()).spawn(move || throttle.serve(&engine));
        if started.is_err() {
            let left = {
                let mut queue = self.0.lock();
                queue.running -= 1;
                if queue.running == 0 { std::mem::take(&mut queue.waiting) } else { VecDeque::new() }
            };
            for (job, _) in left {
                let fault = Fault::new("System.OutOfMemoryException", "The system gives no more threads.");
                job.end(Err(fault.into()), Value::NULL);
            }
        }
    }

    /// Runs what waits until nothing does.
    fn serve(&self, engine: &Arc<Engine>) {
        while let Some((job, work)) = self.next() {
            run(engine, &job, work);
        }
    }

    fn next(&self) -> Option<(Job, Work)> {
        let mut queue = self.0.lock();
        let next = if queue.running > queue.limit { None } else { queue.waiting.pop_front() };
        if next.is_none() {
            queue.running -= 1;
        }
        next
    }
}

fn run(engine: &Arc<Engine>, job: &Job, work: Work) {
    if !job.begin(engine.now()) {
        return;
    }
    let result = catch_unwind(AssertUnwindSafe(|| in_session(engine, job, work)));
    let result = result.unwrap_or_else(|panic| Err(Interrupt::raise(panic_record(&*panic), false)));
    job.end(result, engine.now());
}

fn in_session(engine: &Arc<Engine>, job: &Job, work: Work) -> Result<()> {
    let host = JobHost { job: job.clone(), copies: work.copies };
    let mut session = Session::new(engine.clone(), Arc::new(host), job.0.stop.clone());
    session.is_worker = true;
    session.usings = Some(work.usings);
    session.set_file_location(work.location);
    if let Some(block) = work.initialization {
        run_block(&mut session, block, BlockCall::default())?;
    }
    let call = BlockCall {
        arguments: &work.arguments,
        under: work.under,
        input: Some(work.input),
        ..BlockCall::default()
    };
    let result = run_block(&mut session, work.block, call);
    session.end_jobs();
    result
}

fn run_block(session: &mut Session, block: Arc<Block>, call: BlockCall<'_>) -> Result<()> {
    let value = session.block_value(block, 0);
    let Some(block) = value.as_object() else { return Ok(()) };
    let evaluator = session.engine().evaluator;
    evaluator.run_block(session, block, call, Out::HOST)
}

/// Keeps what a job writes.
struct JobHost {
    job: Job,
    copies: Option<Copies>,
}

impl Host for JobHost {
    fn output(&self, session: &mut Session, value: Value) -> Result<()> {
        let value = match self.copies {
            Some(copy) => copy(session, &value)?,
            None => value,
        };
        self.job.write(None, value);
        Ok(())
    }

    fn record(&self, _session: &mut Session, kind: StreamKind, value: Value) -> Result<()> {
        let is_remote = self.copies.is_some() && kind == StreamKind::Error;
        let value = if is_remote { super::remote(&value) } else { value };
        self.job.write(Some(kind), value);
        Ok(())
    }

    fn flush(&self, _session: &mut Session) -> Result<()> {
        Ok(())
    }
}

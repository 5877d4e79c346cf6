//! [`Run`]: the caller's side. It feeds items and hands on what arrives, on the caller's own thread.

use super::{
    Plan,
    pool::Pools,
    runner::{FAILED, Runner},
};
use crate::{
    pipeline::StageInfo,
    session::{Session, StreamKind, failed_item, stopped_task, task_failure},
};
use crossbeam_channel::{Receiver, RecvTimeoutError, Select, Sender, TrySendError, bounded};
use psp_host::{Stop, TimerGuard, WakerGuard};
use psp_value::{Interrupt, Result, Value};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Items that may wait for a runner: how far the producer runs ahead.
const LOOK_AHEAD: usize = 256;
/// Events that may wait for the caller.
const EVENTS: usize = 1024;

/// After this long without an event, what was written is shown.
const QUIET: Duration = Duration::from_millis(5);

/// An object for a block.
pub(super) struct Item(pub(super) Value);

/// What a worker tells the caller.
pub enum Event {
    /// An object of the success stream.
    Output(Value),
    /// A record of another stream.
    Record(StreamKind, Value),
    /// The error that ended an item.
    Failed(Value),
    /// A running item was stopped.
    Stopped,
}

/// A parallel run under way.
pub struct Run {
    plan: Arc<Plan>,
    items: Option<Sender<Item>>,
    queue: Receiver<Item>,
    events: Receiver<Event>,
    sender: Option<Sender<Event>>,
    wake: Receiver<()>,
    stop: Stop,
    timed_out: Arc<AtomicBool>,
    idle: Arc<AtomicUsize>,
    runners: usize,
    pools: Pools,
    _timer: Option<TimerGuard>,
    _waker: WakerGuard,
}

impl Run {
    /// A run without items yet; the session is the caller's.
    pub fn start(session: &mut Session, plan: Plan) -> Self {
        // From here on values may be shared between threads.
        psp_value::multi::raise();
        let (items, queue) = bounded(LOOK_AHEAD);
        let (sender, events) = bounded(EVENTS);
        let (alarm, wake) = bounded(1);
        let stop = session.stop.child();
        let timed_out = Arc::new(AtomicBool::new(false));
        let waker = stop.on_request(move || {
            let _ = alarm.try_send(());
        });
        let timer = plan.timeout.map(|limit| {
            let (flag, stop) = (timed_out.clone(), stop.clone());
            session.engine().system.after(
                limit,
                Box::new(move || {
                    flag.store(true, Ordering::SeqCst);
                    stop.request();
                }),
            )
        });
        Self {
            pools: Pools::new(plan.throttle),
            plan: Arc::new(plan),
            items: Some(items),
            queue,
            events,
            sender: Some(sender),
            wake,
            stop,
            timed_out,
            idle: Arc::default(),
            runners: 0,
            _timer: timer,
            _waker: waker,
        }
    }

    /// The limit was reached.
    pub fn timed_out(&self) -> bool {
        self.timed_out.load(Ordering::SeqCst)
    }

    /// Feeds an item; hands on what has arrived meanwhile. Does nothing after a stop.
    pub fn push(&mut self, session: &mut Session, stage: &StageInfo, value: Value) -> Result<()> {
        while let Ok(event) = self.events.try_recv() {
            deliver(session, stage, event, self.plan.forgets)?;
        }
        let Some(items) = self.items.clone() else { return Ok(()) };
        let mut item = Item(value);
        let mut quiet = false;
        loop {
            if self.stop.is_requested() {
                return stopped(session);
            }
            match items.try_send(item) {
                Ok(()) => {
                    self.engage(session);
                    return Ok(());
                }
                Err(TrySendError::Disconnected(_)) => return Ok(()),
                Err(TrySendError::Full(back)) => item = back,
            }
            self.engage(session);
            let events = self.events.clone();
            // Sends nothing by itself: it wakes when there is room.
            let mut room = Select::new();
            let (arrived, wake) = (room.recv(&events), room.recv(&self.wake));
            room.send(&items);
            let ready = if quiet { Ok(room.ready()) } else { room.ready_timeout(QUIET) };
            match ready {
                Ok(at) if at == arrived => {
                    if let Ok(event) = events.try_recv() {
                        deliver(session, stage, event, self.plan.forgets)?;
                    }
                }
                Ok(at) if at == wake => drop(self.wake.try_recv()),
                Ok(_) => {}
                Err(_) => quiet = show(session),
            }
        }
    }

    /// Starts a runner when items wait that nobody is about to take.
    fn engage(&mut self, session: &Session) {
        let waiting = self.queue.len();
        if self.runners >= self.plan.throttle || waiting <= self.idle.load(Ordering::SeqCst) {
            return;
        }
        let Some(events) = self.sender.clone() else { return };
        let runner = Runner {
            engine: session.engine().clone(),
            plan: self.plan.clone(),
            items: self.queue.clone(),
            events,
            stop: self.stop.clone(),
            idle: self.idle.clone(),
        };
        if self.pools.spawn(move || runner.run()) {
            self.runners += 1;
        }
    }

    /// No more items come: hands on what arrives until the last runner is over.
    pub fn finish(&mut self, session: &mut Session, stage: &StageInfo) -> Result<()> {
        self.items = None;
        self.sender = None;
        while let Some(event) = self.next(session) {
            deliver(session, stage, event, self.plan.forgets)?;
        }
        stopped(session)
    }

    /// The next event; none when the last runner is over.
    fn next(&self, session: &Session) -> Option<Event> {
        match self.events.recv_timeout(QUIET) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                show(session);
                self.events.recv().ok()
            }
        }
    }

    /// Stops the running blocks and waits until every runner is over.
    pub fn abandon(&mut self) {
        if self.items.is_none() && self.sender.is_none() && self.events.is_empty() {
            let over = matches!(self.events.try_recv(), Err(crossbeam_channel::TryRecvError::Disconnected));
            if over {
                return;
            }
        }
        self.stop.request();
        self.items = None;
        self.sender = None;
        while self.queue.try_recv().is_ok() {}
        while self.events.recv().is_ok() {}
    }
}

/// Shows what was written before a longer wait.
fn show(session: &Session) -> bool {
    // Who cannot be written to is told at the next write.
    let _ = session.engine().console.flush();
    true
}

/// The caller was stopped; a timeout ends the run and nothing else.
fn stopped(session: &Session) -> Result<()> {
    if session.stop.is_requested() { Err(Interrupt::stopped()) } else { Ok(()) }
}

/// Hands an event on; errors of `ForEach-Object -Parallel` keep their place and id.
fn deliver(session: &mut Session, stage: &StageInfo, event: Event, own_place: bool) -> Result<()> {
    match event {
        Event::Output(value) => session.write_stage_output(stage, value),
        Event::Record(kind, value) => session.forward_record(stage, kind, value, own_place),
        Event::Failed(value) if own_place => session.forward_record(stage, FAILED, task_failure(value), true),
        Event::Failed(value) => session.forward_record(stage, FAILED, failed_item(value), false),
        Event::Stopped if own_place && !session.stop.is_requested() => {
            session.forward_record(stage, FAILED, stopped_task(), true)
        }
        Event::Stopped => Ok(()),
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.abandon();
    }
}

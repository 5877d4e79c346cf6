//! A runner: a thread of the run's pool with a worker, and a loop over the input queue.

use super::{
    Plan,
    run::{Event, Item},
    worker::Worker,
};
use crate::{engine::Engine, session::StreamKind};
use crossbeam_channel::{Receiver, Sender};
use psp_host::Stop;
use psp_value::{ErrorCategory, Fault, Value};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// What a runner needs.
pub(super) struct Runner {
    pub(super) engine: Arc<Engine>,
    pub(super) plan: Arc<Plan>,
    pub(super) items: Receiver<Item>,
    pub(super) events: Sender<Event>,
    pub(super) stop: Stop,
    /// Runners that wait for an item.
    pub(super) idle: Arc<AtomicUsize>,
}

impl Runner {
    /// Takes items until there are no more, or the run is stopped.
    pub(super) fn run(self) {
        let mut worker = None;
        while let Some(Item(value)) = self.next() {
            if self.stop.is_requested() {
                break;
            }
            let outcome = catch_unwind(AssertUnwindSafe(|| self.process(&mut worker, value)));
            if let Err(panic) = outcome {
                worker = None;
                let _ = self.events.send(Event::Failed(panic_record(&*panic)));
            }
        }
    }

    fn next(&self) -> Option<Item> {
        if let Ok(item) = self.items.try_recv() {
            return Some(item);
        }
        self.idle.fetch_add(1, Ordering::SeqCst);
        let item = self.items.recv().ok();
        self.idle.fetch_sub(1, Ordering::SeqCst);
        item
    }

    fn process(&self, worker: &mut Option<Worker>, value: Value) {
        if self.plan.new_runspaces {
            *worker = None;
        }
        let worker =
            worker.get_or_insert_with(|| Worker::new(&self.engine, &self.plan, &self.events, &self.stop));
        let Err(interrupt) = worker.run(value, &self.plan) else { return };
        let event = match interrupt.raised() {
            Some(raised) if raised.by_preference => Event::Failed(stopped_by_preference(&raised.record)),
            Some(raised) => Event::Failed(raised.record.clone()),
            None if interrupt.is_stopped() => Event::Stopped,
            None => return,
        };
        let _ = self.events.send(event);
    }
}

/// `-ErrorAction Stop` as it looks from outside of the block.
pub(crate) fn stopped_by_preference(record: &Value) -> Value {
    let text =
        psp_value::ErrorRecord::with(record, |it| it.message().text().into_owned()).unwrap_or_default();
    let message = format!(
        "The running command stopped because the preference variable \"ErrorActionPreference\" or common parameter is set to Stop: {text}"
    );
    let made = Fault::new("System.Management.Automation.ActionPreferenceStopException", message)
        .id("ActionPreferenceStop")
        .category(ErrorCategory::OperationStopped)
        .property("ErrorRecord", record.clone())
        .into_record();
    made.into_value()
}

/// A bug in psp ends its item, not the others.
pub(crate) fn panic_record(panic: &(dyn std::any::Any + Send)) -> Value {
    let text =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let message = format!("This is a bug in psp: {}", text.unwrap_or("a worker panicked"));
    let record = Fault::new("System.InvalidProgramException", message)
        .id("InternalError")
        .category(ErrorCategory::InvalidOperation)
        .into_record();
    record.into_value()
}

/// The stream of a failed item's record.
pub(super) const FAILED: StreamKind = StreamKind::Error;

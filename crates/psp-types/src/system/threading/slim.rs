//! `SemaphoreSlim`, `ManualResetEventSlim`, `CountdownEvent`, `Barrier`, `ReaderWriterLockSlim`.

use super::handles::span_limit;
use crate::support::{
    errors,
    gate::{Gate, limit},
};
use psp_clr::datetime::TimeSpan;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Result};
use std::time::Duration;

/// So many may pass.
pub(crate) struct SemaphoreSlim {
    gate: Gate<i32>,
    most: i32,
}

impl Native for SemaphoreSlim {}

impl SemaphoreSlim {
    fn pass(&self, context: &dyn Context, time: Option<Duration>) -> Result<bool> {
        let passed = self.gate.wait(context, time, |count| (*count > 0).then(|| *count -= 1))?;
        Ok(passed.is_some())
    }
}

#[ps_type("System.Threading.SemaphoreSlim", interfaces = [IDISPOSABLE])]
impl SemaphoreSlim {
    /// With so many places.
    #[ps("new")]
    fn new(initial_count: i32, max_count: Option<i32>) -> Result<Self> {
        let most = max_count.unwrap_or(i32::MAX);
        if initial_count < 0 || initial_count > most {
            let message =
                "The initialCount argument must be non-negative and less than or equal to the maximumCount.";
            return Err(Fault::out_of_range(message, "initialCount").into());
        }
        Ok(Self { gate: Gate::new(initial_count), most })
    }

    /// How many places are free.
    #[ps(get)]
    fn current_count(&self) -> i32 {
        self.gate.with(|it| *it)
    }

    /// Gives places back; gives their number before.
    #[ps]
    fn release(&self, release_count: Option<i32>) -> Result<i32> {
        let by = release_count.unwrap_or(1);
        self.gate.with(|it| {
            if by > self.most - *it {
                let message =
                    "Adding the specified count to the semaphore would cause it to exceed its maximum count.";
                return Err(Fault::new("System.Threading.SemaphoreFullException", message).into());
            }
            *it += by;
            Ok(*it - by)
        })
    }

    /// Waits for a place.
    #[ps]
    fn wait(&self, context: &mut dyn Context) -> Result<()> {
        self.pass(context, None).map(|_| ())
    }
    #[ps("Wait")]
    fn wait_for(&self, context: &mut dyn Context, milliseconds_timeout: i32) -> Result<bool> {
        self.pass(context, limit(Some(milliseconds_timeout)))
    }
    #[ps("Wait")]
    fn wait_span(&self, context: &mut dyn Context, timeout: TimeSpan) -> Result<bool> {
        self.pass(context, span_limit(timeout))
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// An event that stays set.
pub(crate) struct ManualResetEventSlim(Gate<bool>);

impl Native for ManualResetEventSlim {}

#[ps_type("System.Threading.ManualResetEventSlim", interfaces = [IDISPOSABLE])]
impl ManualResetEventSlim {
    /// Set or not.
    #[ps("new")]
    fn new(initial_state: Option<bool>) -> Self {
        Self(Gate::new(initial_state.unwrap_or(false)))
    }

    /// It is set.
    #[ps(get)]
    fn is_set(&self) -> bool {
        self.0.with(|it| *it)
    }

    /// Lets all go.
    #[ps]
    fn set(&self) {
        self.0.with(|it| *it = true);
    }

    /// Lets nobody go.
    #[ps]
    fn reset(&self) {
        self.0.with(|it| *it = false);
    }

    /// Waits.
    #[ps]
    fn wait(&self, context: &mut dyn Context) -> Result<()> {
        self.0.wait(context, None, |it| it.then_some(())).map(|_| ())
    }
    #[ps("Wait")]
    fn wait_for(&self, context: &mut dyn Context, milliseconds_timeout: i32) -> Result<bool> {
        Ok(self.0.wait(context, limit(Some(milliseconds_timeout)), |it| it.then_some(()))?.is_some())
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// Waits until it was signalled so often.
pub(crate) struct CountdownEvent {
    gate: Gate<i32>,
    initial: i32,
}

impl Native for CountdownEvent {}

#[ps_type("System.Threading.CountdownEvent", interfaces = [IDISPOSABLE])]
impl CountdownEvent {
    /// To be signalled so often.
    #[ps("new")]
    fn new(initial_count: i32) -> Result<Self> {
        if initial_count < 0 {
            return Err(errors::negative("initialCount", initial_count));
        }
        Ok(Self { gate: Gate::new(initial_count), initial: initial_count })
    }

    /// How many signals are left.
    #[ps(get)]
    fn current_count(&self) -> i32 {
        self.gate.with(|it| *it)
    }
    #[ps(get)]
    fn initial_count(&self) -> i32 {
        self.initial
    }

    /// No signals are left.
    #[ps(get)]
    fn is_set(&self) -> bool {
        self.current_count() == 0
    }

    /// Signals; true when no more are left.
    #[ps]
    fn signal(&self, signal_count: Option<i32>) -> Result<bool> {
        let by = signal_count.unwrap_or(1);
        self.gate.with(|it| {
            if by > *it {
                let message = "Invalid attempt made to decrement the event's count below zero.";
                return Err(errors::invalid_operation(message));
            }
            *it -= by;
            Ok(*it == 0)
        })
    }

    /// Asks for more signals.
    #[ps]
    fn add_count(&self, signal_count: Option<i32>) {
        self.gate.with(|it| *it += signal_count.unwrap_or(1));
    }

    /// Starts anew.
    #[ps]
    fn reset(&self, count: Option<i32>) {
        self.gate.with(|it| *it = count.unwrap_or(self.initial));
    }

    /// Waits.
    #[ps]
    fn wait(&self, context: &mut dyn Context) -> Result<()> {
        self.gate.wait(context, None, |it| (*it == 0).then_some(())).map(|_| ())
    }
    #[ps("Wait")]
    fn wait_for(&self, context: &mut dyn Context, milliseconds_timeout: i32) -> Result<bool> {
        let limit = limit(Some(milliseconds_timeout));
        Ok(self.gate.wait(context, limit, |it| (*it == 0).then_some(()))?.is_some())
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// Waits until all have arrived.
pub(crate) struct Barrier(Gate<Phase>);

struct Phase {
    participants: i32,
    arrived: i32,
    number: i64,
}

impl Native for Barrier {}

#[ps_type("System.Threading.Barrier", interfaces = [IDISPOSABLE])]
impl Barrier {
    /// For so many.
    #[ps("new")]
    fn new(participant_count: i32) -> Self {
        Self(Gate::new(Phase { participants: participant_count, arrived: 0, number: 0 }))
    }

    /// How many there are.
    #[ps(get)]
    fn participant_count(&self) -> i32 {
        self.0.with(|it| it.participants)
    }
    #[ps(get)]
    fn participants_remaining(&self) -> i32 {
        self.0.with(|it| it.participants - it.arrived)
    }
    #[ps(get)]
    fn current_phase_number(&self) -> i64 {
        self.0.with(|it| it.number)
    }

    /// Arrives and waits for the others.
    #[ps]
    fn signal_and_wait(&self, context: &mut dyn Context, milliseconds_timeout: Option<i32>) -> Result<bool> {
        let phase = self.0.with(|it| {
            let phase = it.number;
            it.arrived += 1;
            if it.arrived >= it.participants {
                it.arrived = 0;
                it.number += 1;
            }
            phase
        });
        let limit = limit(milliseconds_timeout);
        Ok(self.0.wait(context, limit, |it| (it.number != phase).then_some(()))?.is_some())
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// Many may read, one may write.
pub(crate) struct ReaderWriterLockSlim(Gate<Holders>);

#[derive(Default)]
struct Holders {
    readers: i32,
    writer: bool,
}

impl Native for ReaderWriterLockSlim {}

impl ReaderWriterLockSlim {
    fn read(&self, context: &dyn Context, time: Option<Duration>) -> Result<bool> {
        Ok(self.0.wait(context, time, |it| (!it.writer).then(|| it.readers += 1))?.is_some())
    }

    fn write(&self, context: &dyn Context, time: Option<Duration>) -> Result<bool> {
        let take = |it: &mut Holders| (!it.writer && it.readers == 0).then(|| it.writer = true);
        Ok(self.0.wait(context, time, take)?.is_some())
    }
}

fn not_held() -> psp_value::Interrupt {
    let message = "The read lock is being released without being held.";
    Fault::new("System.Threading.SynchronizationLockException", message).into()
}

#[ps_type("System.Threading.ReaderWriterLockSlim", interfaces = [IDISPOSABLE])]
impl ReaderWriterLockSlim {
    /// Free.
    #[ps("new")]
    fn new(recursion_policy: Option<super::enums::LockRecursionPolicy>) -> Self {
        let _ = recursion_policy;
        Self(Gate::new(Holders::default()))
    }

    /// Somebody reads.
    #[ps(get)]
    fn is_read_lock_held(&self) -> bool {
        self.0.with(|it| it.readers > 0)
    }
    #[ps(get)]
    fn current_read_count(&self) -> i32 {
        self.0.with(|it| it.readers)
    }

    /// Somebody writes.
    #[ps(get)]
    fn is_write_lock_held(&self) -> bool {
        self.0.with(|it| it.writer)
    }

    /// Waits until nobody writes.
    #[ps]
    fn enter_read_lock(&self, context: &mut dyn Context) -> Result<()> {
        self.read(context, None).map(|_| ())
    }
    #[ps]
    fn try_enter_read_lock(&self, context: &mut dyn Context, milliseconds_timeout: i32) -> Result<bool> {
        self.read(context, limit(Some(milliseconds_timeout)))
    }
    #[ps]
    fn exit_read_lock(&self) -> Result<()> {
        self.0.with(|it| {
            if it.readers == 0 {
                return Err(not_held());
            }
            it.readers -= 1;
            Ok(())
        })
    }

    /// Waits until nobody reads or writes.
    #[ps]
    fn enter_write_lock(&self, context: &mut dyn Context) -> Result<()> {
        self.write(context, None).map(|_| ())
    }
    #[ps]
    fn try_enter_write_lock(&self, context: &mut dyn Context, milliseconds_timeout: i32) -> Result<bool> {
        self.write(context, limit(Some(milliseconds_timeout)))
    }
    #[ps]
    fn exit_write_lock(&self) -> Result<()> {
        self.0.with(|it| if std::mem::take(&mut it.writer) { Ok(()) } else { Err(not_held()) })
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

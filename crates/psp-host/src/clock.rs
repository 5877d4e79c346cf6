//! [`Clock`]: time, sleep and deadlines.

use crate::Stop;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// .NET's ticks (of 100 ns, since the start of year 1) at the start of 1970.
const UNIX_EPOCH_TICKS: i64 = 621_355_968_000_000_000;

/// The clock, and the one thread that owns deadlines.
pub trait Clock: Send + Sync {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// A time that never goes back, for measuring.
    fn monotonic(&self) -> Instant;

    /// Sleeps; true when `stop` was requested before the time was over.
    fn sleep(&self, duration: Duration, stop: &Stop) -> bool;

    /// Calls `then` on the timer thread after `duration`, unless the guard is dropped before. It must be short.
    fn after(&self, duration: Duration, then: Box<dyn FnOnce() + Send>) -> TimerGuard;

    /// The IANA name of the local time zone, such as `Europe/Berlin`; `UTC` when it is unknown.
    fn time_zone(&self) -> String;

    /// The time of day in .NET's ticks: 100 ns, UTC, since the start of year 1.
    fn ticks(&self) -> i64 {
        ticks_of(self.now())
    }
}

/// Cancels a deadline when dropped.
#[must_use = "a deadline ends with its guard"]
pub struct TimerGuard(Option<Box<dyn FnOnce() + Send + Sync>>);

impl TimerGuard {
    /// A guard that calls `cancel` when dropped.
    pub(crate) fn new(cancel: impl FnOnce() + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(cancel)))
    }

    /// Lets the deadline happen though the guard is gone.
    pub fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for TimerGuard {
    fn drop(&mut self) {
        if let Some(cancel) = self.0.take() {
            cancel();
        }
    }
}

/// A time in .NET's ticks: 100 ns, UTC, since the start of year 1. Times out of range become the nearest in it.
pub fn ticks_of(time: SystemTime) -> i64 {
    let ticks = |it: Duration| i64::try_from(it.as_nanos() / 100).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => UNIX_EPOCH_TICKS.saturating_add(ticks(after)),
        Err(before) => UNIX_EPOCH_TICKS.saturating_sub(ticks(before.duration())).max(0),
    }
}

/// The time that [`ticks_of`] made ticks of.
pub fn time_of_ticks(ticks: i64) -> SystemTime {
    let distance = ticks.abs_diff(UNIX_EPOCH_TICKS);
    let distance = Duration::new(distance / 10_000_000, (distance % 10_000_000) as u32 * 100);
    if ticks >= UNIX_EPOCH_TICKS {
        UNIX_EPOCH.checked_add(distance).unwrap_or(UNIX_EPOCH)
    } else {
        UNIX_EPOCH.checked_sub(distance).unwrap_or(UNIX_EPOCH)
    }
}

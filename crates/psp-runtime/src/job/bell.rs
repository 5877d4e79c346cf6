//! [`Bell`]: wakes those who wait for any job to change.

use parking_lot::{Condvar, Mutex};
use std::time::Instant;

/// One for all jobs: who waits looks again at those that matter to him.
pub(super) static BELL: Bell = Bell { rung: Mutex::new(0), changed: Condvar::new() };

/// Counts changes.
pub(super) struct Bell {
    rung: Mutex<u64>,
    changed: Condvar,
}

impl Bell {
    /// Something changed.
    pub(super) fn ring(&self) {
        *self.rung.lock() += 1;
        self.changed.notify_all();
    }

    /// The number of changes so far.
    pub(super) fn count(&self) -> u64 {
        *self.rung.lock()
    }

    /// Waits for a change after the first `count`; false when the time is over first.
    pub(super) fn wait(&self, count: u64, limit: Option<Instant>) -> bool {
        let mut rung = self.rung.lock();
        while *rung == count {
            match limit {
                None => self.changed.wait(&mut rung),
                Some(limit) if self.changed.wait_until(&mut rung, limit).timed_out() => {
                    return *rung != count;
                }
                Some(_) => {}
            }
        }
        true
    }
}

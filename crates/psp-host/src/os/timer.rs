//! [`Timer`]: the one thread that owns deadlines, started with the first of them.

use crate::TimerGuard;
use parking_lot::{Condvar, Mutex};
use std::{collections::BTreeMap, sync::Arc, time::Instant};

type Deadline = (Instant, u64);
type Then = Box<dyn FnOnce() + Send>;

/// Deadlines in order, and the thread that waits for them.
#[derive(Default)]
pub(super) struct Timer(Arc<Shared>);

#[derive(Default)]
struct Shared {
    deadlines: Mutex<Deadlines>,
    changed: Condvar,
}

#[derive(Default)]
struct Deadlines {
    waiting: BTreeMap<Deadline, Then>,
    next: u64,
    running: bool,
    over: bool,
}

impl Timer {
    /// Calls `then` at `at`, unless the guard is dropped before.
    pub(super) fn at(&self, at: Instant, then: Then) -> TimerGuard {
        let mut deadlines = self.0.deadlines.lock();
        let key = (at, deadlines.next);
        deadlines.next += 1;
        deadlines.waiting.insert(key, then);
        if !deadlines.running {
            let shared = self.0.clone();
            let thread = std::thread::Builder::new().name("timer".into()).spawn(move || shared.run());
            deadlines.running = thread.is_ok();
        }
        if deadlines.waiting.first_key_value().is_some_and(|(first, _)| *first == key) {
            self.0.changed.notify_one();
        }
        drop(deadlines);
        let shared = self.0.clone();
        TimerGuard::new(move || {
            // Dropped after the lock is given back: it may hold the last handle of something that locks.
            let then = shared.deadlines.lock().waiting.remove(&key);
            drop(then);
        })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.0.deadlines.lock().over = true;
        self.0.changed.notify_one();
    }
}

impl Shared {
    fn run(&self) {
        let mut deadlines = self.deadlines.lock();
        while !deadlines.over {
            let Some((&key, _)) = deadlines.waiting.first_key_value() else {
                self.changed.wait(&mut deadlines);
                continue;
            };
            if key.0 > Instant::now() {
                self.changed.wait_until(&mut deadlines, key.0);
                continue;
            }
            if let Some(then) = deadlines.waiting.remove(&key) {
                parking_lot::MutexGuard::unlocked(&mut deadlines, || {
                    // A deadline's panic is reported by the hook and must not end the others.
                    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(then));
                });
            }
        }
    }
}

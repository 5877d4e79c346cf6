//! A machine and a console in memory, for tests: files in a tree, a clock that only sleeping moves, no programs.

mod console;
mod files;
mod machine;
mod tree;

use crate::TimerGuard;
use parking_lot::Mutex;
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};
use tree::Tree;

pub use console::MemoryConsole;

/// When the clock of a new machine stands: 2024-02-29 12:34:56 UTC.
const START: Duration = Duration::from_secs(1_709_210_096);

/// A machine in memory. Its root holds `/home/user`, where it starts, and `/tmp`.
pub struct MemorySystem {
    tree: Mutex<Tree>,
    variables: Mutex<BTreeMap<String, String>>,
    clock: Arc<Mutex<Time>>,
    random: Mutex<u64>,
}

type Then = Box<dyn FnOnce() + Send>;

/// What the clock says, and what waits for it.
struct Time {
    passed: Duration,
    origin: Instant,
    deadlines: BTreeMap<(Duration, u64), Then>,
    next: u64,
}

impl Default for MemorySystem {
    fn default() -> Self {
        let names = [("HOME", "/home/user"), ("PATH", "/usr/bin:/bin"), ("TZ", "UTC"), ("USER", "user")];
        Self {
            tree: Mutex::new(Tree::new(SystemTime::UNIX_EPOCH + START, &["/home/user", "/tmp"])),
            variables: Mutex::new(names.map(|(name, value)| (name.to_owned(), value.to_owned())).into()),
            clock: Arc::new(Mutex::new(Time {
                passed: Duration::ZERO,
                origin: Instant::now(),
                deadlines: BTreeMap::new(),
                next: 0,
            })),
            random: Mutex::new(0x9E37_79B9_7F4A_7C15),
        }
    }
}

impl MemorySystem {
    /// A new machine; all of them are alike.
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the clock on and lets the deadlines happen that this passes.
    pub fn advance(&self, duration: Duration) {
        let end = self.clock.lock().passed.saturating_add(duration);
        loop {
            let mut clock = self.clock.lock();
            let due = clock.deadlines.first_key_value().map(|(key, _)| *key).filter(|key| key.0 <= end);
            let Some(key) = due else {
                clock.passed = end;
                return;
            };
            clock.passed = clock.passed.max(key.0);
            let then = clock.deadlines.remove(&key);
            drop(clock);
            if let Some(then) = then {
                then();
            }
        }
    }

    fn deadline(&self, duration: Duration, then: Then) -> TimerGuard {
        let mut clock = self.clock.lock();
        let key = (clock.passed.saturating_add(duration), clock.next);
        clock.next += 1;
        clock.deadlines.insert(key, then);
        let shared = self.clock.clone();
        TimerGuard::new(move || {
            let then = shared.lock().deadlines.remove(&key);
            drop(then);
        })
    }
}

//! Rayon pools, kept for reuse by size. A run checks out pools for itself: its blocks may wait, so nothing else may run
//! on their threads.

use parking_lot::Mutex;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The largest pool; a run with more workers takes several.
const LARGEST: usize = 64;
/// Idle pools that are kept.
const KEPT: usize = 16;

static IDLE: Mutex<Vec<ThreadPool>> = Mutex::new(Vec::new());

/// Threads for the runners of one run, added as they are needed.
pub(super) struct Pools {
    taken: Vec<ThreadPool>,
    used: usize,
    room: usize,
    /// Threads wanted in all.
    wanted: usize,
}

impl Pools {
    /// Room for `wanted` runners, none of them started.
    pub(super) fn new(wanted: usize) -> Self {
        Self { taken: Vec::new(), used: 0, room: 0, wanted }
    }

    /// Runs `work` on a thread that nobody else uses. False when the system gives no more threads.
    pub(super) fn spawn(&mut self, work: impl FnOnce() + Send + 'static) -> bool {
        if self.used == self.room && !self.grow() {
            return false;
        }
        self.used += 1;
        match self.taken.last() {
            Some(pool) => {
                pool.spawn(work);
                true
            }
            None => false,
        }
    }

    fn grow(&mut self) -> bool {
        let size = (self.wanted.saturating_sub(self.room)).clamp(1, LARGEST);
        let size = if size > 8 { size.next_power_of_two().min(LARGEST) } else { size };
        let kept = {
            let mut idle = IDLE.lock();
            let at = idle.iter().position(|it| it.current_num_threads() == size);
            at.map(|at| idle.swap_remove(at))
        };
        let pool = kept.or_else(|| {
            let name = |number| format!("psp-worker-{number}");
            ThreadPoolBuilder::new().num_threads(size).thread_name(name).build().ok()
        });
        let Some(pool) = pool else { return false };
        self.room += pool.current_num_threads();
        self.taken.push(pool);
        true
    }
}

impl Drop for Pools {
    /// All runners are over: the pools can serve another run.
    fn drop(&mut self) {
        let mut idle = IDLE.lock();
        for pool in self.taken.drain(..) {
            if idle.len() < KEPT {
                idle.push(pool);
            }
        }
    }
}

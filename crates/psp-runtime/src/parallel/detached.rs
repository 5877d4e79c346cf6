//! Work on a thread of its own, whose result somebody may wait for: `BeginInvoke`.

use parking_lot::{Condvar, Mutex};
use psp_host::Stop;
use std::{sync::Arc, thread, time::Duration};

/// How long a wait goes on before it asks whether to stop.
const STEP: Duration = Duration::from_millis(20);

/// Work under way.
pub struct Detached<T>(Arc<Slot<T>>);

struct Slot<T> {
    state: Mutex<State<T>>,
    over: Condvar,
}

enum State<T> {
    Running,
    /// Over; the result is taken by the first who waits. None after a panic.
    Over(Option<T>),
}

/// Says that the work is over, also when it panicked.
struct Finish<T>(Arc<Slot<T>>, Option<T>);

impl<T> Drop for Finish<T> {
    fn drop(&mut self) {
        *self.0.state.lock() = State::Over(self.1.take());
        self.0.over.notify_all();
    }
}

impl<T: Send + 'static> Detached<T> {
    /// Starts work; none when the system gives no more threads.
    pub fn start(work: impl FnOnce() -> T + Send + 'static) -> Option<Self> {
        // From here on values may be shared between threads.
        psp_value::multi::raise();
        let slot = Arc::new(Slot { state: Mutex::new(State::Running), over: Condvar::new() });
        let finish = Finish(slot.clone(), None);
        let started = thread::Builder::new().name("psp-invoke".to_owned()).spawn(move || {
            let mut finish = finish;
            finish.1 = Some(work());
        });
        started.ok().map(|_| Self(slot))
    }

    /// The work is over.
    pub fn is_over(&self) -> bool {
        matches!(*self.0.state.lock(), State::Over(_))
    }

    /// Waits for the end and takes the result; none when it was taken before, when the work panicked, or when the
    /// waiting must stop.
    pub fn wait(&self, stop: &Stop) -> Option<T> {
        let mut state = self.0.state.lock();
        loop {
            if let State::Over(result) = &mut *state {
                return result.take();
            }
            if stop.is_requested() {
                return None;
            }
            self.0.over.wait_for(&mut state, STEP);
        }
    }
}

/// Lets a number of holders in at once.
pub struct Turnstile {
    free: Mutex<usize>,
    left: Condvar,
}

/// A place inside; given back when it is dropped.
pub struct Place(Arc<Turnstile>);

impl Turnstile {
    /// With room for `room` holders.
    pub fn new(room: usize) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(room), left: Condvar::new() })
    }

    /// Waits for a place; none when the waiting must stop.
    pub fn enter(self: &Arc<Self>, stop: &Stop) -> Option<Place> {
        let mut free = self.free.lock();
        while *free == 0 {
            if stop.is_requested() {
                return None;
            }
            self.left.wait_for(&mut free, STEP);
        }
        *free -= 1;
        Some(Place(self.clone()))
    }

    /// How many places are free.
    pub fn free(&self) -> usize {
        *self.free.lock()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *self.0.free.lock() += 1;
        self.0.left.notify_one();
    }
}

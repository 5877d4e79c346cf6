//! [`Gate`]: waiting for something that another thread does, until a time or a stop.

use parking_lot::{Condvar, Mutex};
use psp_value::{Context, Interrupt, Result};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// A state that threads wait for. Clones are the same gate.
pub struct Gate<T>(Arc<Inner<T>>);

struct Inner<T> {
    state: Mutex<T>,
    changed: Condvar,
}

impl<T> Clone for Gate<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Send + 'static> Gate<T> {
    /// With a state.
    pub fn new(state: T) -> Self {
        Self(Arc::new(Inner { state: Mutex::new(state), changed: Condvar::new() }))
    }

    /// Reads or changes the state, and wakes who waits. Must not run script code.
    pub fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        let result = f(&mut self.0.state.lock());
        self.0.changed.notify_all();
        result
    }

    /// Waits until `f` gives something; `None` when the time is over.
    pub fn wait<R>(
        &self,
        context: &dyn Context,
        limit: Option<Duration>,
        mut f: impl FnMut(&mut T) -> Option<R>,
    ) -> Result<Option<R>> {
        let end = limit.and_then(|it| Instant::now().checked_add(it));
        let stop = context.stop().clone();
        let gate = self.0.clone();
        let _waker = stop.on_request(move || {
            drop(gate.state.lock());
            gate.changed.notify_all();
        });
        let mut state = self.0.state.lock();
        loop {
            if let Some(result) = f(&mut state) {
                drop(state);
                self.0.changed.notify_all();
                return Ok(Some(result));
            }
            if stop.is_requested() {
                return Err(Interrupt::stopped());
            }
            match end {
                None => self.0.changed.wait(&mut state),
                Some(end) if Instant::now() >= end => return Ok(None),
                Some(end) => {
                    self.0.changed.wait_until(&mut state, end);
                }
            }
        }
    }
}

/// A timeout in milliseconds; -1 is none.
pub fn limit(milliseconds: Option<i32>) -> Option<Duration> {
    milliseconds.and_then(|it| u64::try_from(it).ok()).map(Duration::from_millis)
}

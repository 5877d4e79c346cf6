//! [`Stop`]: a tree of words. Requesting one requests all below it.

use parking_lot::{Condvar, Mutex};
use std::{
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Asks whether work must end. Clones are the same word.
#[derive(Clone, Default)]
pub struct Stop(Arc<Word>);

#[derive(Default)]
struct Word {
    requested: AtomicBool,
    inner: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Default)]
struct Inner {
    children: Vec<Weak<Word>>,
    wakers: Vec<(u64, Box<dyn FnOnce() + Send>)>,
    next_waker: u64,
}

/// Removes a waker when dropped.
pub struct WakerGuard {
    word: Arc<Word>,
    number: u64,
}

impl Drop for WakerGuard {
    fn drop(&mut self) {
        let number = self.number;
        self.word.inner.lock().wakers.retain(|(it, _)| *it != number);
    }
}

impl Stop {
    /// A word without parent.
    pub fn new() -> Self {
        Self::default()
    }

    /// A word that is requested with this one, or alone.
    pub fn child(&self) -> Self {
        let child = Self::new();
        let mut inner = self.0.inner.lock();
        if inner.children.len() >= 16 && inner.children.len().is_power_of_two() {
            inner.children.retain(|it| it.strong_count() > 0);
        }
        inner.children.push(Arc::downgrade(&child.0));
        let requested = self.is_requested();
        drop(inner);
        if requested {
            child.request();
        }
        child
    }

    /// Work must end: one relaxed load.
    #[inline(always)]
    pub fn is_requested(&self) -> bool {
        self.0.requested.load(Ordering::Relaxed)
    }

    /// Requests this word and all below it, and wakes who waits.
    pub fn request(&self) {
        let (children, wakers) = {
            let mut inner = self.0.inner.lock();
            self.0.requested.store(true, Ordering::SeqCst);
            self.0.changed.notify_all();
            (std::mem::take(&mut inner.children), std::mem::take(&mut inner.wakers))
        };
        for (_, wake) in wakers {
            wake();
        }
        for child in children.iter().filter_map(Weak::upgrade) {
            Self(child).request();
        }
    }

    /// Sleeps; true when the word was requested before the time was over.
    pub fn wait(&self, duration: Duration) -> bool {
        let Some(end) = Instant::now().checked_add(duration) else {
            return self.wait_forever();
        };
        let mut inner = self.0.inner.lock();
        while !self.is_requested() {
            if self.0.changed.wait_until(&mut inner, end).timed_out() {
                return self.is_requested();
            }
        }
        true
    }

    fn wait_forever(&self) -> bool {
        let mut inner = self.0.inner.lock();
        while !self.is_requested() {
            self.0.changed.wait(&mut inner);
        }
        true
    }

    /// Calls `wake` when the word is requested (at once when it is already), unless the guard was dropped before.
    pub fn on_request(&self, wake: impl FnOnce() + Send + 'static) -> WakerGuard {
        let mut inner = self.0.inner.lock();
        let number = inner.next_waker;
        inner.next_waker += 1;
        if self.is_requested() {
            drop(inner);
            wake();
        } else {
            inner.wakers.push((number, Box::new(wake)));
        }
        WakerGuard { word: self.0.clone(), number }
    }
}

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
    /// Kept for as long as words below it can be asked: a request passes through it.
    _above: Option<Arc<Word>>,
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
        let child = Self(Arc::new(Word { _above: Some(self.0.clone()), ..Word::default() }));
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

#[cfg(test)]
mod tests {
    use super::Stop;
    use std::{
        sync::{
            Arc,
            atomic::{AtomicU32, Ordering},
        },
        time::Duration,
    };

    #[test]
    fn requests_go_down_not_up() {
        let root = Stop::new();
        let (left, right) = (root.child(), root.child());
        let below = left.child();
        left.request();
        assert!(below.is_requested() && !root.is_requested() && !right.is_requested());
        root.request();
        assert!(right.is_requested() && root.child().is_requested());
    }

    #[test]
    fn a_forgotten_word_passes_requests_on() {
        let root = Stop::new();
        let below = root.child().child().child();
        root.request();
        assert!(below.is_requested());
    }

    #[test]
    fn waiting_ends_with_the_request_or_the_time() {
        let stop = Stop::new();
        assert!(!stop.wait(Duration::from_millis(5)));
        let requested = stop.clone();
        let thread = std::thread::spawn(move || requested.request());
        assert!(stop.child().wait(Duration::MAX));
        thread.join().unwrap();
    }

    #[test]
    fn wakers_are_called_once_unless_dropped() {
        let stop = Stop::new();
        let calls = Arc::new(AtomicU32::new(0));
        let count = |by: u32| {
            let calls = calls.clone();
            move || {
                calls.fetch_add(by, Ordering::SeqCst);
            }
        };
        let _kept = stop.on_request(count(1));
        drop(stop.on_request(count(10)));
        stop.request();
        stop.request();
        let _late = stop.on_request(count(100));
        assert_eq!(calls.load(Ordering::SeqCst), 101);
    }

    #[test]
    fn forgotten_children_cost_nothing() {
        let root = Stop::new();
        (0..100_000).for_each(|_| drop(root.child()));
        assert!(root.0.inner.lock().children.len() <= 32);
    }
}

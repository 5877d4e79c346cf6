//! Interior mutability of containers: a flag while there is one script thread, a spinning lock after.

use super::multi;
use std::{
    cell::UnsafeCell,
    sync::atomic::{AtomicBool, Ordering},
};

/// Guards the contents of a container. Critical sections are short and never run script code.
pub struct Lock<T> {
    held: AtomicBool,
    contents: UnsafeCell<T>,
}

// SAFETY: `with` gives exclusive access: see there.
unsafe impl<T: Send> Send for Lock<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for Lock<T> {}

struct Held<'a>(&'a AtomicBool);

impl Drop for Held<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl<T> Lock<T> {
    /// An unlocked container.
    pub const fn new(contents: T) -> Self {
        Self { held: AtomicBool::new(false), contents: UnsafeCell::new(contents) }
    }

    /// Runs `f` with exclusive access. `f` must not reach this lock again, nor run script code.
    ///
    /// # Panics
    /// When `f` reaches this lock again while there is one script thread: a bug in psp.
    #[inline(always)]
    pub fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        if multi::is_on() {
            self.acquire();
        } else {
            assert!(!self.held.load(Ordering::Relaxed), "a container was entered twice");
            self.held.store(true, Ordering::Relaxed);
        }
        let _held = Held(&self.held);
        // SAFETY: `held` was false and is now true. With several script threads it was taken atomically; with one,
        // nobody else can be inside, and a second entry of the same thread was refused above.
        f(unsafe { &mut *self.contents.get() })
    }

    /// Exclusive access through exclusive ownership.
    pub fn get_mut(&mut self) -> &mut T {
        self.contents.get_mut()
    }

    /// The contents.
    pub fn into_inner(self) -> T {
        self.contents.into_inner()
    }

    #[inline(always)]
    fn acquire(&self) {
        if self.held.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            self.acquire_slowly();
        }
    }

    #[cold]
    fn acquire_slowly(&self) {
        let mut rounds = 0u32;
        loop {
            if !self.held.load(Ordering::Relaxed)
                && self.held.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_ok()
            {
                return;
            }
            rounds += 1;
            if rounds < 32 {
                std::hint::spin_loop();
            } else {
                std::thread::yield_now();
            }
        }
    }
}

impl<T: Clone> Lock<T> {
    /// A copy of the contents.
    pub fn snapshot(&self) -> T {
        self.with(|it| it.clone())
    }
}

impl<T: Default> Default for Lock<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> std::fmt::Debug for Lock<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lock(..)")
    }
}

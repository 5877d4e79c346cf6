//! The flag that says whether more than one script thread was ever started.

use std::sync::atomic::{AtomicBool, Ordering};

static MULTI: AtomicBool = AtomicBool::new(false);

/// A second script thread may exist. Counts are atomic and locks are taken from the moment this is true.
#[inline(always)]
pub fn is_on() -> bool {
    // Relaxed is enough: whoever starts a thread raised the flag before, and starting a thread synchronises.
    MULTI.load(Ordering::Relaxed)
}

/// Raises the flag; it is never lowered. Must happen before a value reaches another thread.
pub fn raise() {
    MULTI.store(true, Ordering::SeqCst);
}

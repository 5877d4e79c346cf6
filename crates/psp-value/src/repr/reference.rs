//! A thin counted pointer with a plain count until [`super::multi`] is raised.

use super::multi;
use std::{
    cell::{Cell, RefCell},
    marker::PhantomData,
    ops::Deref,
    ptr::NonNull,
    sync::atomic::{AtomicU32, Ordering, fence},
};

/// A shared, immutable-from-outside box; `T` brings its own interior mutability.
#[repr(transparent)]
pub struct Ref<T> {
    inner: NonNull<Inner<T>>,
    owns: PhantomData<Inner<T>>,
}

#[repr(C)]
struct Inner<T> {
    count: AtomicU32,
    value: T,
}

// SAFETY: like `Arc`. While `multi` is off there is one script thread, so the plain count has one writer; the flag is
// raised before a `Ref` reaches a second thread, and from then on every count is changed atomically.
unsafe impl<T: Send + Sync> Send for Ref<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Ref<T> {}

impl<T> Ref<T> {
    /// Boxes a value with a count of one.
    #[inline]
    pub fn new(value: T) -> Self {
        let inner = Box::new(Inner { count: AtomicU32::new(1), value });
        Self { inner: NonNull::from(Box::leak(inner)), owns: PhantomData }
    }

    /// Both point to the same box.
    #[inline]
    pub fn ptr_eq(a: &Self, b: &Self) -> bool {
        a.inner == b.inner
    }

    /// An address that is unique while the box lives.
    #[inline]
    pub fn address(this: &Self) -> usize {
        this.inner.as_ptr() as usize
    }

    /// Nobody else holds this box.
    #[inline]
    pub fn is_unique(this: &Self) -> bool {
        this.inner().count.load(Ordering::Acquire) == 1
    }

    #[inline(always)]
    fn inner(&self) -> &Inner<T> {
        // SAFETY: the pointer came from a Box and lives until the last `Ref` is dropped.
        unsafe { self.inner.as_ref() }
    }

    /// Gives the pointer away; `from_raw` takes it back.
    #[inline(always)]
    pub(super) fn into_raw(this: Self) -> NonNull<()> {
        let pointer = this.inner.cast();
        std::mem::forget(this);
        pointer
    }

    /// Takes a pointer back.
    ///
    /// # Safety
    /// It must come from `into_raw` of the same `T`, and be taken back once.
    #[inline(always)]
    pub(super) unsafe fn from_raw(pointer: NonNull<()>) -> Self {
        Self { inner: pointer.cast(), owns: PhantomData }
    }
}

/// Adds one to a count, atomically only when it must be.
#[inline(always)]
pub(super) fn increment(count: &AtomicU32) {
    if multi::is_on() {
        count.fetch_add(1, Ordering::Relaxed);
    } else {
        count.store(count.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
    }
}

/// Takes one from a count; true when it was the last.
#[inline(always)]
pub(super) fn decrement(count: &AtomicU32) -> bool {
    if multi::is_on() {
        if count.fetch_sub(1, Ordering::Release) != 1 {
            return false;
        }
        fence(Ordering::Acquire);
        return true;
    }
    let left = count.load(Ordering::Relaxed).wrapping_sub(1);
    count.store(left, Ordering::Relaxed);
    left == 0
}

impl<T> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        increment(&self.inner().count);
        Self { inner: self.inner, owns: PhantomData }
    }
}

impl<T> Deref for Ref<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.inner().value
    }
}

impl<T> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        if decrement(&self.inner().count) {
            // SAFETY: the count says that this was the last owner.
            unsafe { drop_last(self.inner) };
        }
    }
}

/// How many boxes may be inside each other before dropping them is put off.
const MAX_DROP_DEPTH: u32 = 64;

type Postponed = (NonNull<()>, unsafe fn(NonNull<()>));

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static POSTPONED: RefCell<Vec<Postponed>> = const { RefCell::new(Vec::new()) };
}

/// Frees a box whose count is zero. Deep structures are dropped iteratively: what lies deeper than
/// [`MAX_DROP_DEPTH`] is queued and dropped by the outermost call.
///
/// # Safety
/// The box is alive and nobody else points to it.
#[inline(never)]
unsafe fn drop_last<T>(inner: NonNull<Inner<T>>) {
    unsafe fn free<T>(pointer: NonNull<()>) {
        // SAFETY: the pointer came from a leaked Box of this type and is freed once.
        drop(unsafe { Box::from_raw(pointer.cast::<Inner<T>>().as_ptr()) });
    }
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    if depth >= MAX_DROP_DEPTH
        && POSTPONED.try_with(|queue| queue.borrow_mut().push((inner.cast(), free::<T>))).is_ok()
    {
        return;
    }
    let _ = DEPTH.try_with(|it| it.set(depth + 1));
    // SAFETY: the caller's promise.
    unsafe { free::<T>(inner.cast()) };
    let _ = DEPTH.try_with(|it| it.set(depth));
    if depth > 0 {
        return;
    }
    while let Ok(Some((pointer, free))) = POSTPONED.try_with(|queue| queue.borrow_mut().pop()) {
        let _ = DEPTH.try_with(|it| it.set(1));
        // SAFETY: queued above with its own `free`, never freed yet.
        unsafe { free(pointer) };
        let _ = DEPTH.try_with(|it| it.set(0));
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

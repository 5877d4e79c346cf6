//! Handles: bare pointers to an active frame, its registers, its body and instructions. The interpreter's loop reads
//! several of them for each instruction, and a call and its return are a few stores and loads of them.

use super::Frame;
use crate::session::Loaded;
use psp_ir::{Op, Reg};
use psp_value::{Ref, Value};
use std::{
    ops::{Deref, DerefMut, Index, IndexMut},
    ptr::NonNull,
    sync::atomic::{Ordering, compiler_fence},
};

/// A frame in memory of its own. Unlike a `Box` it does not claim that nothing else points to the frame.
pub struct FrameBox(NonNull<Frame>);

// SAFETY: owns its frame, which is Send.
unsafe impl Send for FrameBox {}

impl FrameBox {
    /// A handle to the frame.
    #[inline(always)]
    pub fn here(&self) -> Here {
        Here(self.0)
    }
}

impl Default for FrameBox {
    fn default() -> Self {
        Self(NonNull::from(Box::leak(Box::<Frame>::default())))
    }
}

impl Deref for FrameBox {
    type Target = Frame;

    #[inline(always)]
    fn deref(&self) -> &Frame {
        // SAFETY: made from a leaked box, freed when this is dropped.
        unsafe { self.0.as_ref() }
    }
}

impl DerefMut for FrameBox {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Frame {
        // SAFETY: as above; references are short, see `Here`.
        unsafe { self.0.as_mut() }
    }
}

impl Drop for FrameBox {
    fn drop(&mut self) {
        // SAFETY: made from a leaked box and freed once.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// An active frame.
///
/// # Safety of its use
/// Frames live as long as their session, and a handle is used by the session's own code alone. References through it
/// are short: nothing that can run script code, and so reach the frame through the session, is called while one is held.
#[derive(Clone, Copy)]
pub struct Here(NonNull<Frame>);

// SAFETY: moves with its session between threads.
unsafe impl Send for Here {}

impl Deref for Here {
    type Target = Frame;

    #[inline(always)]
    fn deref(&self) -> &Frame {
        // SAFETY: see the type.
        unsafe { self.0.as_ref() }
    }
}

impl DerefMut for Here {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Frame {
        // SAFETY: see the type.
        unsafe { self.0.as_mut() }
    }
}

/// The registers of an active frame.
///
/// # Safety of its use
/// A handle is made by [`Frame::regs`] and used while that frame is active: registers are replaced only when a frame
/// is taken from the pool, and frames live as long as their session. Register numbers come from compiled bodies, which
/// never exceed the count that the frame was taken with. References made by indexing are short: nothing that can
/// run script code, and so reach the same registers through the session, is called while one is held.
#[derive(Clone, Copy)]
pub struct Regs {
    first: NonNull<Value>,
    #[cfg(debug_assertions)]
    count: usize,
}

// SAFETY: moves with its session between threads, like the values it points to.
unsafe impl Send for Regs {}

impl Regs {
    #[inline(always)]
    pub(super) fn of(registers: &mut [Value]) -> Self {
        Self {
            first: NonNull::from(&mut *registers).cast(),
            #[cfg(debug_assertions)]
            count: registers.len(),
        }
    }

    #[inline(always)]
    fn place(&self, at: Reg) -> *mut Value {
        #[cfg(debug_assertions)]
        assert!((at as usize) < self.count, "register {at} of {}", self.count);
        // SAFETY: the number is below the count, see the type.
        unsafe { self.first.as_ptr().add(at as usize) }
    }
}

impl Index<Reg> for Regs {
    type Output = Value;

    #[inline(always)]
    fn index(&self, at: Reg) -> &Value {
        // SAFETY: see `Regs`.
        unsafe { &*self.place(at) }
    }
}

impl IndexMut<Reg> for Regs {
    #[inline(always)]
    fn index_mut(&mut self, at: Reg) -> &mut Value {
        // SAFETY: see `Regs`.
        unsafe { &mut *self.place(at) }
    }
}

/// What somebody holds a [`Ref`] to, without counting.
///
/// # Safety of its use
/// Of a body ([`Running`]): while its frame is active, which holds the body. Of what a call site knows: until something is
/// called that can reach the session's sites.
pub struct Held<T>(NonNull<T>);

/// The body that an active frame runs.
pub type Running = Held<Loaded>;

// SAFETY: points to immutable data that is Sync.
unsafe impl<T: Sync> Send for Held<T> {}

impl<T> Clone for Held<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T> Held<T> {
    /// A handle to what is held.
    #[inline(always)]
    pub fn of(it: &Ref<T>) -> Self {
        Self(NonNull::from(&**it))
    }

    /// It is the same object that `it` holds.
    #[inline(always)]
    pub fn is(self, it: &Ref<T>) -> bool {
        std::ptr::eq(self.0.as_ptr(), std::ptr::from_ref(&**it))
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: see the type.
        unsafe { self.0.as_ref() }
    }
}

/// The instructions of a loaded body.
///
/// # Safety of its use
/// A handle is used while the [`Ref`] to the loaded code that it was made from is held: bodies never change.
#[derive(Clone, Copy)]
pub struct Ops(NonNull<Op>);

// SAFETY: points to immutable data that is Sync.
unsafe impl Send for Ops {}
// SAFETY: as above.
unsafe impl Sync for Ops {}

/// The place of an instruction. Bodies end in [`Op::End`], and jumps lead to instructions of the body: a place that the
/// interpreter reads is always inside.
#[derive(Clone, Copy)]
pub struct Ip(NonNull<Op>);

// SAFETY: points to immutable data that is Sync.
unsafe impl Send for Ip {}
// SAFETY: as above.
unsafe impl Sync for Ip {}

impl Ops {
    /// The instructions of a body.
    pub(crate) fn of(body: &psp_ir::Body) -> Self {
        Self(NonNull::from(body.ops.as_slice()).cast())
    }

    /// The place of an instruction.
    #[inline(always)]
    pub fn ip(self, pc: u32) -> Ip {
        // SAFETY: see `Ip`.
        Ip(unsafe { self.0.add(pc as usize) })
    }

    /// The number of the instruction at a place.
    #[inline(always)]
    pub fn pc(self, ip: Ip) -> u32 {
        // SAFETY: both are places of the same body.
        unsafe { ip.0.offset_from(self.0) as u32 }
    }
}

impl Ip {
    /// The instruction here; the place moves to the next one. By reference: copied as a whole it would be taken apart
    /// into bytes again, at twice the cost of its operands' loads.
    #[inline(always)]
    pub fn fetch<'a>(&mut self) -> &'a Op {
        // SAFETY: see the type; whoever fetches reads the operands before the body can go.
        unsafe {
            let op = &*self.0.as_ptr();
            self.0 = self.0.add(1);
            op
        }
    }

    /// Jumps by `rel` instructions.
    #[inline(always)]
    pub fn jump(&mut self, rel: i16) {
        // Keeps the compiler from making this a conditional move: the next instruction would wait for the comparison,
        // which the processor predicts as a branch.
        compiler_fence(Ordering::SeqCst);
        // SAFETY: see the type.
        self.0 = unsafe { self.0.offset(rel.into()) };
    }
}

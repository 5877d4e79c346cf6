//! [`Frame`]: the registers and the scope of a running body. Frames are boxed and pooled; their registers are reached
//! through [`Regs`], a bare pointer, since the interpreter's loop reads several of them for each instruction.

#![expect(unsafe_code, reason = "the registers of the interpreter's loop, and links between them; see Regs and link")]

mod link;

use crate::{
    function::{Alias, Function},
    pipeline::{Out, Redirects, StageInfo},
};
use psp_ir::{Reg, Symbol, SymbolMap};
use psp_value::{Enumeration, InvocationInfo, Ref, Value, Variable};
use std::{
    ops::{Index, IndexMut},
    ptr::NonNull,
    sync::Arc,
};

/// Number of a frame in its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FrameId(pub u32);

impl FrameId {
    /// The global scope's frame.
    pub const GLOBAL: Self = Self(0);
    /// No frame.
    pub const NONE: Self = Self(u32::MAX);
}

/// The registers of an active frame.
///
/// # Safety of its use
/// A handle is made by [`Frame::regs`] and used while that frame is active: registers are replaced only when a frame
/// is taken from the pool, and frames live as long as their session. Register numbers come from compiled bodies, which
/// never exceed the count that the frame was taken with. References made by indexing are short: nothing that can
/// run script code, and so reach the same registers through the session, is called while one is held.
#[derive(Clone, Copy)]
pub struct Regs(NonNull<Value>, u32);

// SAFETY: moves with its session between threads, like the values it points to.
unsafe impl Send for Regs {}

impl Index<Reg> for Regs {
    type Output = Value;

    #[inline(always)]
    fn index(&self, at: Reg) -> &Value {
        debug_assert!(u32::from(at) < self.1, "register {at} of {}", self.1);
        // SAFETY: see `Regs`.
        unsafe { &*self.0.as_ptr().add(at as usize) }
    }
}

impl IndexMut<Reg> for Regs {
    #[inline(always)]
    fn index_mut(&mut self, at: Reg) -> &mut Value {
        debug_assert!(u32::from(at) < self.1, "register {at} of {}", self.1);
        // SAFETY: see `Regs`.
        unsafe { &mut *self.0.as_ptr().add(at as usize) }
    }
}

/// The body that an active frame runs.
///
/// # Safety of its use
/// A handle is used while its frame is active, which holds a [`Ref`] to the body.
#[derive(Clone, Copy)]
pub struct Running(NonNull<crate::session::Loaded>);

// SAFETY: points to immutable data that is Sync.
unsafe impl Send for Running {}

impl Running {
    /// A handle to a body that a frame holds.
    #[inline(always)]
    pub fn of(code: &Ref<crate::session::Loaded>) -> Self {
        Self(NonNull::from(&**code))
    }
}

impl std::ops::Deref for Running {
    type Target = crate::session::Loaded;

    #[inline(always)]
    fn deref(&self) -> &crate::session::Loaded {
        // SAFETY: see the type.
        unsafe { self.0.as_ref() }
    }
}

/// The instructions of a loaded body.
///
/// # Safety of its use
/// A handle is used while the [`Ref`] to the loaded code that it was made from is held: bodies never change.
#[derive(Clone, Copy)]
pub struct Ops(NonNull<psp_ir::Op>, u32);

// SAFETY: points to immutable data that is Sync.
unsafe impl Send for Ops {}
// SAFETY: as above.
unsafe impl Sync for Ops {}

impl Ops {
    /// The instructions of a body.
    pub(crate) fn of(body: &psp_ir::Body) -> Self {
        let ops = &body.ops;
        Self(NonNull::from(ops.as_slice()).cast(), ops.len() as u32)
    }

    /// The instruction at a place. Bodies end in [`psp_ir::Op::End`], and jumps lead to instructions of the body.
    #[inline(always)]
    pub fn at(&self, pc: u32) -> psp_ir::Op {
        debug_assert!(pc < self.1, "instruction {pc} of {}", self.1);
        // SAFETY: see the type; every body ends in `End`, so the place is inside.
        unsafe { *self.0.as_ptr().add(pc as usize) }
    }
}

/// What a running body has: registers, a place in the chain of scopes, where its output goes.
pub struct Frame {
    registers: Box<[Value]>,
    used: u16,
    /// The body and the session's caches for it.
    pub code: Option<Ref<crate::session::Loaded>>,
    /// The scope whose variables names without a slot belong to: the frame itself, or another for a dotted block.
    pub scope: FrameId,
    /// The scope that is asked next.
    pub parent: FrameId,
    /// The scope that `$script:` names.
    pub script: FrameId,
    /// The session state (module) that the code belongs to.
    pub state: u32,
    /// Names without a slot, functions and aliases of this scope.
    pub extra: Option<Box<Scope>>,
    /// How the body was called, when anybody may ask.
    pub call: Option<Box<CallInfo>>,
    /// Captures under way: what the output was before, and how many values were collected then.
    pub captures: Vec<(Out, u32)>,
    /// Enumerations under way, by depth.
    pub iterations: Vec<Iteration>,
    /// What was pending when `finally` blocks were entered.
    pub pending: Vec<Option<psp_value::Interrupt>>,
    /// Instructions that failed and whose traps run.
    pub traps: Vec<u32>,
    /// The method that runs, of a script class.
    pub method: Option<&'static crate::class::Method>,
    /// Where the caller goes on.
    pub back: Return,
}

/// What to do when a body ends that was called without recursion.
#[derive(Clone, Copy)]
pub struct Return {
    /// The calling frame.
    pub frame: FrameId,
    /// The instruction after the call.
    pub pc: u32,
    /// The register that receives the output.
    pub dst: Reg,
    /// What to do with the output.
    pub mode: psp_ir::OutputMode,
    /// The output before the call.
    pub out: Out,
    /// Values collected before the call.
    pub base: u32,
    /// The redirections before the call.
    pub redirects: Redirects,
    /// `try` blocks under way when the calling frame was entered.
    pub tries: u32,
}

/// A scope's names beside its slots.
#[derive(Default)]
pub struct Scope {
    /// Variables.
    pub variables: SymbolMap<Ref<Variable>>,
    /// Functions defined here.
    pub functions: SymbolMap<Arc<Function>>,
    /// Aliases defined here.
    pub aliases: SymbolMap<Arc<Alias>>,
    /// The bits of all variables' names.
    pub mask: u64,
    /// Script classes and enums defined here, by lower-case name.
    pub types: Vec<(Box<str>, psp_value::Type)>,
    /// `Set-StrictMode` was called here: the version's major number.
    pub strict: Option<u32>,
    /// Drives made here (`New-PSDrive`); the providers know their type.
    pub drives: Vec<Arc<dyn std::any::Any + Send + Sync>>,
}

/// How a body was called.
#[derive(Default)]
pub struct CallInfo {
    /// `$args`
    pub arguments: Vec<Value>,
    /// `$PSBoundParameters`: names and values in order.
    pub bound: Vec<(psp_value::Str, Value)>,
    /// `$MyInvocation`
    pub invocation: Option<Arc<InvocationInfo>>,
    /// The stage, of an advanced function: `$PSCmdlet`.
    pub stage: Option<Arc<StageInfo>>,
    /// `$input`: what is left of it.
    pub input: Option<Vec<Value>>,
    /// The function that runs.
    pub function: Option<Arc<Function>>,
    /// A script file's frame: what `exit` ends.
    pub is_script: bool,
    /// The name in `ScriptStackTrace`.
    pub name: psp_value::Str,
}

/// An enumeration under way in a body.
#[derive(Default)]
pub enum Iteration {
    /// None.
    #[default]
    None,
    /// Counts.
    Range {
        /// The next number.
        next: i64,
        /// The last number.
        last: i64,
        /// 1 or -1; 0 when it is over.
        step: i64,
    },
    /// An array's elements.
    Array(Ref<psp_value::Object>, usize),
    /// One value.
    Single(Value),
    /// Anything else.
    Other(Enumeration),
    /// An enumerator object that scripts can see: `$foreach`.
    Object(Value),
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            registers: Box::default(),
            used: 0,
            code: None,
            scope: FrameId::NONE,
            parent: FrameId::NONE,
            script: FrameId::GLOBAL,
            state: 0,
            extra: None,
            call: None,
            captures: Vec::new(),
            iterations: Vec::new(),
            pending: Vec::new(),
            traps: Vec::new(),
            method: None,
            back: Return {
                frame: FrameId::NONE,
                pc: 0,
                dst: 0,
                mode: psp_ir::OutputMode::Emit,
                out: Out::Host,
                base: 0,
                redirects: Redirects::HOST,
                tries: 0,
            },
        }
    }
}

impl Frame {
    /// Makes room for a body; all registers are unset. True when the registers were moved.
    #[inline]
    pub fn prepare(&mut self, registers: u16) -> bool {
        let moved = self.registers.len() < registers as usize;
        if moved {
            let room = (registers as usize).next_power_of_two().max(16);
            let mut values = std::mem::take(&mut self.registers).into_vec();
            values.resize_with(room, || Value::UNSET);
            self.registers = values.into_boxed_slice();
        }
        self.used = registers;
        moved
    }

    /// Makes room for the enumerations of a body.
    #[inline]
    pub fn make_room(&mut self, iterations: u8) {
        if self.iterations.len() < iterations as usize {
            self.iterations.resize_with(iterations as usize, Default::default);
        }
    }

    /// Forgets everything but the memory.
    #[inline]
    pub fn clear(&mut self) {
        for value in &mut self.registers[..self.used as usize] {
            *value = Value::UNSET;
        }
        self.code = None;
        self.extra = None;
        self.call = None;
        self.captures.clear();
        self.iterations.clear();
        self.pending.clear();
        self.traps.clear();
        self.method = None;
    }

    /// The registers, for as long as the frame is active.
    #[inline(always)]
    pub fn regs(&mut self) -> Regs {
        Regs(
            // PANIC-free: a slice's pointer is never null.
            NonNull::new(self.registers.as_mut_ptr()).unwrap_or(NonNull::dangling()),
            self.registers.len() as u32,
        )
    }

    /// A register.
    #[inline]
    pub fn get(&self, at: Reg) -> &Value {
        &self.registers[at as usize]
    }

    /// A register, to change it.
    #[inline]
    pub fn get_mut(&mut self, at: Reg) -> &mut Value {
        &mut self.registers[at as usize]
    }

    /// The names beside the slots, made when there are none yet.
    pub fn names(&mut self) -> &mut Scope {
        self.extra.get_or_insert_default()
    }

    /// The variable of a name beside the slots.
    #[inline]
    pub fn named(&self, symbol: Symbol) -> Option<&Ref<Variable>> {
        let scope = self.extra.as_deref()?;
        if scope.mask & symbol.bit() == 0 {
            return None;
        }
        scope.variables.get(&symbol)
    }
}

impl Scope {
    /// Adds or replaces a variable.
    pub fn put(&mut self, symbol: Symbol, variable: Ref<Variable>) {
        self.mask |= symbol.bit();
        self.variables.insert(symbol, variable);
    }
}

//! [`Frame`]: the registers and the scope of a running body. Frames are pooled; the interpreter's loop reaches the
//! running one and its registers through handles.

#![expect(
    unsafe_code,
    reason = "handles of the interpreter's loop, and links between registers; each says why"
)]

mod handle;
mod link;

pub use handle::{FrameBox, Held, Here, Ip, Ops, Regs, Running};

use crate::{
    function::{Alias, Function},
    pipeline::{Out, StageInfo},
};
use psp_ir::{Reg, Symbol, SymbolMap};
use psp_value::{Enumeration, InvocationInfo, Ref, Value, Variable};
use std::sync::Arc;

/// Number of a frame in its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FrameId(pub u32);

impl FrameId {
    /// The global scope's frame.
    pub const GLOBAL: Self = Self(0);
    /// No frame.
    pub const NONE: Self = Self(u32::MAX);
}

/// What a running body has: registers, a place in the chain of scopes, where its output goes.
#[repr(C)]
pub struct Frame {
    registers: Box<[Value]>,
    /// The body and the session's caches for it. A frame in the pool keeps it: the next call is often the same one's.
    pub code: Option<Ref<crate::session::Loaded>>,
    used: u16,
    /// The frame's number in its session.
    pub id: FrameId,
    /// The next frame of the pool, of one that is in it.
    pub(crate) next: Option<Here>,
    /// The scope whose variables names without a slot belong to: the frame itself, or another for a dotted block.
    pub scope: FrameId,
    /// The scope that is asked next.
    pub parent: FrameId,
    /// The scope that `$script:` names.
    pub script: FrameId,
    /// The session state (module) that the code belongs to.
    pub state: u32,
    /// Where the caller goes on.
    pub back: Return,
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
}

/// What to do when a body ends that was called without recursion.
#[derive(Clone, Copy)]
pub struct Return {
    /// The calling frame.
    pub frame: FrameId,
    /// A handle to it and the instruction after the call; none when the body was not called by the loop.
    pub caller: Option<(Here, Ip)>,
    /// The register that receives the output.
    pub dst: Reg,
    /// What to do with the output.
    pub mode: psp_ir::OutputMode,
    /// The output before the call.
    pub out: Out,
    /// Values collected before the call.
    pub base: u32,
    /// `try` blocks under way when the calling frame was entered.
    pub tries: u32,
}

impl Return {
    /// The body of the caller and the number of the instruction that called.
    pub fn call(&self) -> Option<(&Arc<psp_ir::Body>, usize)> {
        let (here, ip) = self.caller.as_ref()?;
        let code = here.code.as_ref()?;
        Some((&code.body, (code.ops.pc(*ip) as usize).checked_sub(1)?))
    }
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
            id: FrameId::NONE,
            next: None,
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
                caller: None,
                dst: 0,
                mode: psp_ir::OutputMode::Emit,
                out: Out::HOST,
                base: 0,
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

    /// Takes a place in the chain of scopes.
    #[inline(always)]
    pub fn stand(&mut self, scope: FrameId, parent: FrameId, script: FrameId, state: u32) {
        self.scope = scope;
        self.parent = parent;
        self.script = script;
        self.state = state;
    }

    /// Makes the frame run a body; true when the registers were moved.
    #[inline]
    pub fn run(&mut self, code: &Ref<crate::session::Loaded>) -> bool {
        if !self.code.as_ref().is_some_and(|it| Ref::ptr_eq(it, code)) {
            self.code = Some(code.clone());
        }
        self.make_room(code.iterations);
        self.prepare(code.registers)
    }

    /// Forgets everything but the memory and the body; true when commands were defined here.
    #[inline(always)]
    pub fn clear(&mut self) -> bool {
        for value in &mut self.registers[..self.used as usize] {
            *value = Value::UNSET;
        }
        let boxes = usize::from(self.extra.is_some())
            | usize::from(self.call.is_some())
            | usize::from(self.method.is_some());
        let lists = self.captures.len() | self.iterations.len() | self.pending.len() | self.traps.len();
        boxes | lists != 0 && self.clear_rest()
    }

    /// What few frames have.
    #[cold]
    fn clear_rest(&mut self) -> bool {
        let defined = self.extra.take().is_some_and(|it| !it.functions.is_empty() || !it.aliases.is_empty());
        self.call = None;
        self.captures.clear();
        self.iterations.clear();
        self.pending.clear();
        self.traps.clear();
        self.method = None;
        defined
    }

    /// The registers, for as long as the frame is active.
    #[inline(always)]
    pub fn regs(&mut self) -> Regs {
        Regs::of(&mut self.registers)
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

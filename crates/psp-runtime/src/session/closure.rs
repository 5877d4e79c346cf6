//! Closures: session states that hold copies of variables, and blocks that run with variables of their own.

use super::Session;
use crate::{
    code::{ScriptCode, StateHandle},
    frame::FrameId,
    module::ModuleState,
    pipeline::Out,
};
use parking_lot::Mutex;
use psp_ir::{Block as Code, Symbol};
use psp_value::{Block, BlockCall, Data, Object, Ref, Result, Str, Value, Variable, well_known};
use std::{
    any::Any,
    sync::{Arc, Weak},
};

/// The states of closures that nobody holds any more; the next closures take their places.
pub(super) type Released = Arc<Mutex<Vec<u32>>>;

/// What all blocks of a closure's state hold: when the last one goes, the state's place is free.
pub struct ClosureState {
    handle: StateHandle,
    released: Released,
}

impl ClosureState {
    /// The handle inside.
    pub(crate) fn handle(&self) -> &StateHandle {
        &self.handle
    }
}

impl Drop for ClosureState {
    fn drop(&mut self) {
        self.released.lock().push(self.handle.state());
    }
}

impl Session {
    /// A block with a copy of the current scope's variables: it belongs to a session state of its own, whose parent is
    /// the global one. What it assigns stays in the scope of the call (`scriptblocks/closures-with-get-new-closure`).
    pub fn new_closure(&mut self, code: Arc<Code>) -> Value {
        let scope = self.scope();
        let copies: Vec<_> = self
            .variables_in(scope)
            .into_iter()
            .filter_map(|(symbol, place)| {
                let plain = match &place {
                    super::Place::Named(variable) => variable.options() == 0,
                    super::Place::Slot(frame, slot) => {
                        self.frame(*frame).get(*slot).as_cell().is_none_or(|it| it.options() == 0)
                    }
                };
                plain.then(|| (symbol, Ref::new(Variable::new(symbol.name(), self.value_in(&place)))))
            })
            .collect();
        let state = self.closure_state();
        let home = self.states[state as usize].scope;
        for (symbol, variable) in copies {
            self.put_named(symbol, home, variable);
        }
        let shared = Arc::new(ClosureState {
            handle: StateHandle::new(self.number, state),
            released: self.released_states.clone(),
        });
        self.states[state as usize].closure = Some(Arc::downgrade(&shared));
        let block = Block { code: Arc::new(ScriptCode(code)), state: Some(shared) };
        Object::new(well_known::SCRIPT_BLOCK.ty(), Data::Block(Box::new(block))).into()
    }

    /// A session state without variables, its scope a child of the global one.
    fn closure_state(&mut self) -> u32 {
        let free = self.released_states.lock().pop();
        if let Some(state) = free {
            let home = self.states[state as usize].scope;
            self.frames[home.0 as usize].extra = None;
            return state;
        }
        let home = FrameId(self.frames.len() as u32);
        let mut frame = crate::frame::FrameBox::default();
        (frame.scope, frame.script, frame.parent) = (home, home, FrameId::GLOBAL);
        frame.state = self.states.len() as u32;
        self.frames.push(frame);
        let name = Str::from(format!("__DynamicModule_{}", uuid::Uuid::new_v4()));
        self.states.push(ModuleState::new(name, home));
        self.states.len() as u32 - 1
    }

    /// What a block of a session state holds, so that a closure's state lives as long as its blocks.
    pub(super) fn state_handle(&self, state: u32) -> Option<Arc<dyn Any + Send + Sync>> {
        if state == 0 {
            return None;
        }
        let closure = self.states.get(state as usize).and_then(|it| it.closure.as_ref());
        match closure.and_then(Weak::upgrade) {
            Some(shared) => Some(shared),
            None => Some(Arc::new(StateHandle::new(self.number, state))),
        }
    }

    /// A function of a closure's state outlives the blocks: the state is kept for good.
    pub(super) fn keep_state(&mut self, state: u32) {
        if let Some(it) = self.states.get_mut(state as usize) {
            it.kept = it.closure.as_ref().and_then(Weak::upgrade);
        }
    }

    /// Runs a block below a scope with functions and variables of its own; gives its output.
    pub fn call_with(
        &mut self,
        block: &Ref<Object>,
        functions: Vec<(Str, Arc<Code>)>,
        variables: Vec<Ref<Variable>>,
        arguments: &[Value],
    ) -> Result<Vec<Value>> {
        let Data::Block(data) = &block.data else { return Ok(Vec::new()) };
        let state = self.state_of(data);
        let scope = self.enter_empty(state);
        for (name, code) in functions {
            let function = self.make_function(&name.text(), code, false, state);
            self.define_function(function, scope);
        }
        let mut call = BlockCall { arguments, ..BlockCall::default() };
        for variable in variables {
            let symbol = Symbol::new(&variable.name.text());
            if symbol == crate::names::NAMES.under {
                call.under = Some(variable.get());
            } else if symbol == crate::names::NAMES.this {
                call.this = Some(variable.get());
            } else {
                self.put_named(symbol, scope, variable);
            }
        }
        let result = self.capture_all(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_block(session, block, call, Out::CAPTURE)
        });
        self.leave(scope);
        result
    }

    /// The module of a session state; null for the global one.
    pub(crate) fn state_module(&mut self, state: u32) -> Value {
        if let Some(module) = self.module_of_state(state) {
            return crate::module::value(&module);
        }
        let name = self.states.get(state as usize).map(|it| it.name.clone()).unwrap_or_default();
        if state == 0 { Value::NULL } else { self.module_object(&name) }
    }

    /// A module by name; what stands for one that is not loaded has a name only.
    pub(crate) fn module_object(&mut self, name: &Str) -> Value {
        if let Some(module) = self.loaded_module(&name.text()).or_else(|| self.built_in_module(&name.text()))
        {
            return crate::module::value(&module);
        }
        super::record_object("System.Management.Automation.PSModuleInfo", vec![("Name", name.clone().into())])
    }
}

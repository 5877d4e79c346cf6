//! Frames: taking them from the pool, giving them back, walking the chain of scopes.

use super::{Loaded, Session};
use crate::frame::{Frame, FrameBox, FrameId, Held, Here};
use psp_value::Ref;

impl Session {
    /// A frame of this session.
    #[inline(always)]
    pub fn frame(&self, id: FrameId) -> &Frame {
        &self.frames[id.0 as usize]
    }

    /// A frame of this session, to change it.
    #[inline(always)]
    pub fn frame_mut(&mut self, id: FrameId) -> &mut Frame {
        &mut self.frames[id.0 as usize]
    }

    /// A frame for a body, with a scope of its own in a session state; becomes that state's current scope.
    #[inline]
    pub fn enter(&mut self, code: &Ref<Loaded>, state: u32) -> FrameId {
        self.enter_here(code, state).id
    }

    /// As [`enter`](Self::enter), with a handle.
    #[inline(always)]
    pub fn enter_here(&mut self, code: &Ref<Loaded>, state: u32) -> Here {
        let frame = self.pooled_frame();
        let parent = std::mem::replace(&mut self.states[state as usize].current, frame.id);
        self.start(frame, code, state, (frame.id, parent));
        frame
    }

    /// Makes a frame run a body in a scope, whose names that are not there are looked for in another.
    #[inline(always)]
    fn start(
        &mut self,
        mut frame: Here,
        code: &Ref<Loaded>,
        state: u32,
        (scope, parent): (FrameId, FrameId),
    ) {
        let script = self.frames[parent.0 as usize].script;
        frame.stand(scope, parent, script, state);
        if frame.run(code) {
            self.forget_links();
        }
    }

    /// A scope of its own below the global one: a module's.
    pub(crate) fn new_scope(&mut self, state: u32) -> FrameId {
        let mut frame = self.pooled_frame();
        let id = frame.id;
        frame.code = None;
        frame.prepare(0);
        frame.stand(id, FrameId::GLOBAL, id, state);
        id
    }

    /// Gives a module's scope back.
    pub(crate) fn free_scope(&mut self, id: FrameId) {
        let mut frame = self.frames[id.0 as usize].here();
        frame.clear();
        self.give_back(frame);
    }

    /// A scope without a body in a session state; becomes that state's current scope.
    pub fn enter_empty(&mut self, state: u32) -> FrameId {
        let mut frame = self.pooled_frame();
        let id = frame.id;
        let parent = std::mem::replace(&mut self.states[state as usize].current, id);
        let script = self.frames[parent.0 as usize].script;
        frame.code = None;
        frame.stand(id, parent, script, state);
        id
    }

    /// A frame for a body that runs in the scope of another frame, by name.
    pub fn enter_by_name(&mut self, code: &Ref<Loaded>, state: u32, scope: FrameId) -> FrameId {
        let frame = self.pooled_frame();
        self.start(frame, code, state, (scope, scope));
        frame.id
    }

    #[inline]
    fn pooled_frame(&mut self) -> Here {
        let Some(frame) = self.free else { return self.new_frame() };
        self.free = frame.next;
        frame
    }

    #[cold]
    fn new_frame(&mut self) -> Here {
        let mut frame = FrameBox::default();
        frame.id = FrameId(self.frames.len() as u32);
        let here = frame.here();
        self.frames.push(frame);
        here
    }

    #[inline(always)]
    fn give_back(&mut self, mut frame: Here) {
        frame.next = self.free;
        self.free = Some(frame);
    }

    /// As [`enter_here`](Self::enter_here), when the next frame of the pool ran the body before and so is ready.
    #[inline(always)]
    pub fn enter_again(&mut self, code: Held<Loaded>, state: u32, caller: Here) -> Option<Here> {
        let mut frame = self.free.filter(|it| it.code.as_ref().is_some_and(|it| code.is(it)))?;
        let current = &mut self.states.get_mut(state as usize)?.current;
        let parent = std::mem::replace(current, frame.id);
        self.free = frame.next;
        let is_same = parent == caller.id;
        let script = if is_same { caller.script } else { self.frames[parent.0 as usize].script };
        let scope = frame.id;
        frame.stand(scope, parent, script, state);
        frame.make_room(code.iterations);
        Some(frame)
    }

    /// Gives a frame back; its scope is no longer its state's current one.
    pub fn leave(&mut self, id: FrameId) {
        self.leave_here(self.frames[id.0 as usize].here());
    }

    /// As [`leave`](Self::leave), by a handle.
    #[inline(always)]
    pub fn leave_here(&mut self, mut frame: Here) {
        let id = frame.id;
        if frame.scope == id {
            let current = &mut self.states[frame.state as usize].current;
            if *current == id {
                *current = frame.parent;
            }
        }
        if frame.clear() && frame.scope == id {
            self.command_epoch += 1;
        }
        self.give_back(frame);
    }

    /// Notes for a frame's errors that the running frame called its body, and not the loop.
    pub fn note_caller(&mut self, frame: FrameId) {
        let caller = self.current;
        let back = &mut self.frame_mut(frame).back;
        (back.frame, back.caller) = (caller, None);
    }

    /// The scope that names of the running code belong to.
    #[inline]
    pub fn scope(&self) -> FrameId {
        self.frames[self.current.0 as usize].scope
    }

    /// The current scope of a session state.
    pub fn scope_of_state(&self, state: u32) -> FrameId {
        self.states.get(state as usize).map_or(FrameId::GLOBAL, |it| it.current)
    }

    /// The scope `levels` above `scope`; none past the global one.
    pub fn ancestor(&self, scope: FrameId, levels: usize) -> Option<FrameId> {
        let mut at = scope;
        for _ in 0..levels {
            at = self.frame(at).parent;
            if at == FrameId::NONE {
                return None;
            }
        }
        Some(at)
    }

    /// Makes the global scope's frame run a body: its names become slots, what was set before moves into them.
    pub fn enter_global(&mut self, code: Ref<Loaded>) -> FrameId {
        let body = code.body.clone();
        self.forget_links();
        let frame = &mut *self.frames[0];
        frame.prepare(body.registers);
        for (slot, &name) in body.slots.iter().enumerate() {
            let known = frame.extra.as_deref_mut().and_then(|it| it.variables.remove(&name));
            if let Some(variable) = known {
                *frame.get_mut(slot as u16) = psp_value::Value::cell(variable);
            }
        }
        frame.code = Some(code);
        FrameId::GLOBAL
    }

    /// Makes the global scope what it is in a new session.
    pub fn forget_globals(&mut self) {
        let frame = &mut *self.frames[0];
        frame.extra = None;
        self.forget_links();
        self.forget_modules();
        self.errors = super::errors::empty_list();
        self.classes.clear();
        self.type_data.clear();
    }

    /// Ends the body that the global scope's frame runs: its variables are kept by name.
    pub fn leave_global(&mut self) {
        self.forget_links();
        let frame = &mut *self.frames[0];
        let Some(code) = frame.code.take() else { return };
        for (slot, &name) in code.body.slots.iter().enumerate() {
            let value = frame.get_mut(slot as u16).take();
            if value.is_unset() {
                continue;
            }
            let variable = match value.as_cell() {
                Some(cell) => cell.clone(),
                None => Ref::new(psp_value::Variable::new(name.name(), value)),
            };
            frame.names().put(name, variable);
        }
        frame.captures.clear();
        frame.iterations.clear();
        frame.pending.clear();
    }
}

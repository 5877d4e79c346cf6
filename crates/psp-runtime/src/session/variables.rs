//! Variables: finding, reading and writing them by name along the chain of scopes.

use super::Session;
use crate::{frame::FrameId, names::NAMES};
use psp_ir::{Reg, ScopeName, Symbol, VariableName};
use psp_value::{
    ErrorCategory, Fault, Ref, Result, Value, Variable,
    variable::options::{CONSTANT, PRIVATE},
};

/// Where a variable lives.
#[derive(Clone)]
pub enum Place {
    /// In a frame's register.
    Slot(FrameId, Reg),
    /// In a box of its own.
    Named(Ref<Variable>),
}

impl Session {
    /// Finds a variable, from a scope upwards.
    pub fn find_variable(&mut self, symbol: Symbol, from: FrameId) -> Option<Place> {
        let mut at = from;
        loop {
            if let Some(place) = self.variable_in(symbol, at) {
                let private = at != from && self.is_private(&place);
                if !private {
                    return Some(place);
                }
            }
            let next = self.frames[at.0 as usize].parent;
            if next == FrameId::NONE {
                // A variable of the global scope was seen above, unless it is private.
                let hidden = self.frames[0].named(symbol).is_some();
                return if hidden { None } else { self.default_variable(symbol).map(Place::Named) };
            }
            at = next;
        }
    }

    fn is_private(&self, place: &Place) -> bool {
        let options = match place {
            Place::Named(variable) => variable.options(),
            Place::Slot(frame, slot) => self.frame(*frame).get(*slot).as_cell().map_or(0, |it| it.options()),
        };
        options & PRIVATE != 0
    }

    /// Finds a variable in one scope.
    #[inline]
    pub fn variable_in(&self, symbol: Symbol, scope: FrameId) -> Option<Place> {
        let frame = &*self.frames[scope.0 as usize];
        if let Some(code) = &frame.code
            && let Some(slot) = code.body.slot(symbol)
            && !frame.get(slot).is_unset()
        {
            return Some(Place::Slot(scope, slot));
        }
        frame.named(symbol).cloned().map(Place::Named)
    }

    /// The value in a place.
    #[inline]
    pub fn value_in(&self, place: &Place) -> Value {
        match place {
            Place::Named(variable) => variable.get(),
            Place::Slot(frame, slot) => {
                let value = self.frame(*frame).get(*slot);
                value.as_cell().map_or_else(|| value.clone(), |it| it.get())
            }
        }
    }

    /// A variable's value as a scope sees it; `None` when there is none.
    pub fn read_variable(&mut self, symbol: Symbol, from: FrameId) -> Option<Value> {
        if let Some(value) = self.automatic_variable(symbol, from) {
            return Some(value);
        }
        let place = self.find_variable(symbol, from)?;
        Some(self.value_in(&place))
    }

    /// A variable's value as the running code sees it; null when there is none.
    pub fn variable_value(&mut self, symbol: Symbol) -> Value {
        let scope = self.scope();
        self.read_variable(symbol, scope).unwrap_or_default()
    }

    /// The scope that a qualifier names, seen from a scope.
    pub fn qualified_scope(&self, scope: ScopeName, from: FrameId) -> FrameId {
        match scope {
            ScopeName::Global => FrameId::GLOBAL,
            ScopeName::Script => self.frame(from).script,
            ScopeName::Local | ScopeName::Private => from,
        }
    }

    /// Reads a variable as it was written; `None` when there is none.
    pub fn read_name(&mut self, name: &VariableName, from: FrameId) -> Result<Option<Value>> {
        if let Some(drive) = &name.drive {
            return self.read_drive_variable(drive, &name.spelling);
        }
        match name.scope {
            None => Ok(self.read_variable(name.symbol, from)),
            Some(scope) => {
                let scope = self.qualified_scope(scope, from);
                if let Some(value) = self.automatic_variable(name.symbol, scope) {
                    return Ok(Some(value));
                }
                let place = self.variable_in(name.symbol, scope);
                let place = match place {
                    None if scope == FrameId::GLOBAL => self.default_variable(name.symbol).map(Place::Named),
                    found => found,
                };
                Ok(place.map(|it| self.value_in(&it)))
            }
        }
    }

    /// Assigns to a variable as it was written.
    pub fn write_name(&mut self, name: &VariableName, from: FrameId, value: Value) -> Result<()> {
        if let Some(drive) = &name.drive {
            return self.write_drive_variable(drive, &name.spelling, value);
        }
        let scope = name.scope.map_or(from, |it| self.qualified_scope(it, from));
        if name.scope == Some(ScopeName::Private) {
            let cell = self.variable_cell_in(name.symbol, scope);
            cell.set_options(cell.options() | PRIVATE);
        }
        self.write_variable(name.symbol, scope, value)
    }

    /// Assigns to a variable of one scope, making it when it is new. Types, validation and options are heeded.
    pub fn write_variable(&mut self, symbol: Symbol, scope: FrameId, value: Value) -> Result<()> {
        if symbol == NAMES.null {
            return Ok(());
        }
        if let Some(constant) = self.protected_variable(symbol, scope) {
            return Err(self.not_writable(&constant));
        }
        let frame = &mut *self.frames[scope.0 as usize];
        if let Some(code) = &frame.code
            && let Some(slot) = code.body.slot(symbol)
        {
            if let Some(cell) = frame.get(slot).as_cell().cloned() {
                return self.assign_cell(&cell, value);
            }
            self.link_epoch = self.link_epoch.wrapping_add(u32::from(frame.get(slot).is_unset()));
            let typed = code.body.typed_slots.iter().find(|it| it.0 == slot).copied();
            if let Some((_, site)) = typed {
                let code = code.clone();
                let converted = self.convert_for_slot(&code, site, symbol, value)?;
                *self.frames[scope.0 as usize].get_mut(slot) = converted;
                return Ok(());
            }
            *frame.get_mut(slot) = value;
            return Ok(());
        }
        if let Some(variable) = frame.named(symbol).cloned() {
            return self.assign_cell(&variable, value);
        }
        if scope == FrameId::GLOBAL
            && let Some(variable) = self.default_variable(symbol)
        {
            return self.assign_cell(&variable, value);
        }
        let variable = Ref::new(Variable::new(symbol.name(), value));
        self.put_named(symbol, scope, variable);
        Ok(())
    }

    /// Assigns through a box: options, types and validation.
    pub fn assign_cell(&mut self, variable: &Ref<Variable>, value: Value) -> Result<()> {
        if variable.is_read_only() {
            return Err(self.not_writable(variable));
        }
        variable.assign(self, value)
    }

    /// The error of writing a read-only variable.
    pub fn not_writable(&self, variable: &Ref<Variable>) -> psp_value::Interrupt {
        let name = variable.name.text().into_owned();
        Fault::new(
            "System.Management.Automation.SessionStateUnauthorizedAccessException",
            format!("Cannot overwrite variable {name} because it is read-only or constant."),
        )
        .id("VariableNotWritable")
        .category(ErrorCategory::WriteError)
        .target(name.as_str())
        .into()
    }

    /// A constant of all scopes that hides every assignment: `$true`, `$HOME`, `$PID`.
    fn protected_variable(&mut self, symbol: Symbol, scope: FrameId) -> Option<Ref<Variable>> {
        if scope == FrameId::GLOBAL || !psp_ir::is_protected(symbol) {
            return None;
        }
        self.default_variable(symbol).filter(|it| it.is_read_only())
    }

    /// Turns a variable of one scope into a box that outlives its frame; makes it when it is new.
    pub fn variable_cell_in(&mut self, symbol: Symbol, scope: FrameId) -> Ref<Variable> {
        let frame = &mut *self.frames[scope.0 as usize];
        if let Some(code) = &frame.code
            && let Some(slot) = code.body.slot(symbol)
        {
            if let Some(cell) = frame.get(slot).as_cell() {
                return cell.clone();
            }
            let typed = code.body.typed_slots.iter().find(|it| it.0 == slot).map(|it| it.1);
            let code = code.clone();
            self.link_epoch = self.link_epoch.wrapping_add(1);
            let value = frame.get_mut(slot).take();
            let value = if value.is_unset() { Value::NULL } else { value };
            let mut variable = Variable::new(symbol.name(), value);
            if let Some(constraint) = typed.and_then(|site| self.slot_constraint(&code, site)) {
                variable = variable.with_constraint(constraint);
            }
            let variable = Ref::new(variable);
            *self.frames[scope.0 as usize].get_mut(slot) = Value::cell(variable.clone());
            return variable;
        }
        if let Some(variable) = frame.named(symbol) {
            return variable.clone();
        }
        if scope == FrameId::GLOBAL
            && let Some(variable) = self.default_variable(symbol)
        {
            return variable;
        }
        let variable = Ref::new(Variable::new(symbol.name(), Value::NULL));
        self.put_named(symbol, scope, variable.clone());
        variable
    }

    /// Puts a variable beside the slots of a scope.
    pub(crate) fn put_named(&mut self, symbol: Symbol, scope: FrameId, variable: Ref<Variable>) {
        self.forget_links();
        self.frames[scope.0 as usize].names().put(symbol, variable);
    }

    /// A found variable as a box.
    pub fn cell_of(&mut self, symbol: Symbol, place: &Place) -> Ref<Variable> {
        match place {
            Place::Named(variable) => variable.clone(),
            Place::Slot(frame, _) => self.variable_cell_in(symbol, *frame),
        }
    }

    /// Removes a variable of one scope; false when it is not there.
    pub fn remove_variable(&mut self, symbol: Symbol, scope: FrameId) -> bool {
        let frame = &mut *self.frames[scope.0 as usize];
        let slot = frame.code.as_ref().and_then(|it| it.body.slot(symbol));
        if let Some(slot) = slot
            && !frame.get(slot).is_unset()
        {
            *frame.get_mut(slot) = Value::UNSET;
            return true;
        }
        frame.extra.as_deref_mut().is_some_and(|it| it.variables.remove(&symbol).is_some())
    }

    /// Puts a variable with options and constraint into a scope, replacing what is there.
    pub fn put_variable(&mut self, symbol: Symbol, scope: FrameId, variable: Ref<Variable>) {
        self.forget_links();
        let frame = &mut *self.frames[scope.0 as usize];
        match frame.code.as_ref().and_then(|it| it.body.slot(symbol)) {
            Some(slot) => *frame.get_mut(slot) = Value::cell(variable),
            None => frame.names().put(symbol, variable),
        }
    }

    /// The names of all variables in one scope, with their values in boxes when there are any.
    pub fn variables_in(&mut self, scope: FrameId) -> Vec<(Symbol, Place)> {
        let mut found = Vec::new();
        let frame = self.frame(scope);
        if let Some(code) = &frame.code {
            let set =
                code.body.slots.iter().enumerate().filter(|(slot, _)| !frame.get(*slot as Reg).is_unset());
            found.extend(set.map(|(slot, &name)| (name, Place::Slot(scope, slot as Reg))));
        }
        if let Some(extra) = &frame.extra {
            found.extend(extra.variables.iter().map(|(&name, it)| (name, Place::Named(it.clone()))));
        }
        found
    }

    /// A constant may be removed only with its scope.
    pub fn is_constant(&self, place: &Place) -> bool {
        let options = match place {
            Place::Named(variable) => variable.options(),
            Place::Slot(frame, slot) => self.frame(*frame).get(*slot).as_cell().map_or(0, |it| it.options()),
        };
        options & CONSTANT != 0
    }
}

//! Variables: what the machine does when a register is not simply a value.

use crate::vm::Vm;
use psp_ir::{Reg, ScopeName, VariableName};
use psp_runtime::NAMES;
use psp_value::{
    Context, ErrorCategory, Fault, Interrupt, Object, Ref, Result, Tag, Value, Variable, convert,
};

impl Vm<'_> {
    /// The value of an operand, copied: of a slot the variable's, wherever it is.
    #[inline(always)]
    pub(crate) fn fetch(&mut self, reg: Reg) -> Result<Value> {
        let value = &self.regs[reg];
        if value.is_plain() {
            return Ok(value.clone());
        }
        self.fetch_elsewhere(reg)
    }

    /// The value of a register that holds a marker.
    #[inline(never)]
    pub(crate) fn fetch_elsewhere(&mut self, reg: Reg) -> Result<Value> {
        let value = &self.regs[reg];
        match value.tag() {
            Tag::Link => match self.session.follow(value) {
                Some(value) => Ok(value.clone()),
                None => self.read_unset(reg),
            },
            Tag::Cell => Ok(value.as_cell().map(|it| it.get()).unwrap_or_default()),
            _ if reg < self.slots => self.read_unset(reg),
            _ => Ok(Value::NULL),
        }
    }

    /// The value of an operand where it is, when it is a plain one.
    #[inline(always)]
    pub(crate) fn peek(&self, reg: Reg) -> Option<&Value> {
        let value = &self.regs[reg];
        if value.is_plain() { Some(value) } else { self.session.follow(value) }
    }

    /// As [`fetch`](Self::fetch), leaving a temporary empty.
    #[inline(always)]
    pub(crate) fn take(&mut self, reg: Reg) -> Result<Value> {
        if reg < self.slots {
            return self.fetch(reg);
        }
        Ok(self.regs[reg].take_set())
    }

    /// Reads a variable whose slot is unset: the engine's own, or one of the scopes above.
    #[cold]
    pub(crate) fn read_unset(&mut self, slot: Reg) -> Result<Value> {
        let name = self.code.body.slots[slot as usize];
        let scope = self.session.frame(self.frame).scope;
        if let Some(value) = self.session.read_linked(self.here, self.code, slot) {
            return Ok(value);
        }
        if let Some(value) = self.session.read_variable(name, scope) {
            return Ok(value);
        }
        if name == NAMES.under || name == NAMES.this {
            return Ok(Value::NULL);
        }
        self.undefined(name.name())
    }

    /// Null, or under strict mode the error, for a variable that is not there.
    pub(crate) fn undefined(&mut self, name: &str) -> Result<Value> {
        let strict = self.session.strict_mode();
        let in_text = || self.code.body.in_texts.binary_search(&(self.pc() - 1)).is_ok();
        if strict == 0 || strict == 1 && in_text() {
            return Ok(Value::NULL);
        }
        let message = format!("The variable '${name}' cannot be retrieved because it has not been set.");
        Err(Fault::runtime("VariableIsUndefined", message)
            .category(ErrorCategory::InvalidOperation)
            .target(name)
            .into())
    }

    /// Reads a variable by name.
    #[inline(never)]
    pub(crate) fn read_name(&mut self, k: u16) -> Result<Value> {
        let scope = self.session.frame(self.frame).scope;
        {
            let name = &self.code.body.names[k as usize];
            if name.scope.is_none()
                && name.drive.is_none()
                && let Some(value) = self.session.read_quickly(name.symbol, scope)
            {
                return Ok(value);
            }
        }
        let code = self.code;
        let name = &code.body.names[k as usize];
        match self.session.read_name(name, scope)? {
            Some(value) => Ok(value),
            None if name.drive.is_some() => Ok(Value::NULL),
            None if name.symbol == NAMES.last_exit_code || name.symbol == NAMES.under => Ok(Value::NULL),
            None => {
                let scope = name.scope.map(|it| format!("{it:?}:").to_lowercase()).unwrap_or_default();
                self.undefined(&format!("{scope}{}", name.spelling))
            }
        }
    }

    /// Reads a variable of the own scope alone.
    #[inline(never)]
    pub(crate) fn read_own_name(&mut self, k: u16) -> Result<Value> {
        let code = self.code;
        let name = &code.body.names[k as usize];
        if name.drive.is_some() || name.scope.is_some() {
            return Ok(self
                .session
                .read_name(name, self.session.frame(self.frame).scope)?
                .unwrap_or_default());
        }
        let scope = self.session.frame(self.frame).scope;
        let place = self.session.variable_in(name.symbol, scope);
        Ok(place.map(|it| self.session.value_in(&it)).unwrap_or_default())
    }

    /// Reads a slot without looking further.
    #[inline(never)]
    pub(crate) fn read_own(&mut self, slot: Reg) -> Value {
        let value = &self.regs[slot];
        match value.tag() {
            Tag::Unset | Tag::Link => Value::NULL,
            Tag::Cell => value.as_cell().map(|it| it.get()).unwrap_or_default(),
            _ => value.clone(),
        }
    }

    /// Writes a register: a slot's variable through its box, when it has one.
    #[inline(always)]
    pub(crate) fn put(&mut self, dst: Reg, value: Value) -> Result<()> {
        if self.regs[dst].tag() == Tag::Cell {
            return self.put_cell(dst, value);
        }
        self.regs[dst] = value;
        Ok(())
    }

    /// As [`put`](Self::put), where something is held that must be given up.
    #[inline(never)]
    pub(crate) fn put_slowly(&mut self, dst: Reg, value: Value) -> Result<()> {
        self.put(dst, value)
    }

    #[cold]
    fn put_cell(&mut self, dst: Reg, value: Value) -> Result<()> {
        let Some(cell) = self.regs[dst].as_cell().cloned() else { return Ok(()) };
        self.session.assign_cell(&cell, value)
    }

    /// Assigns to a variable by name.
    #[inline(never)]
    pub(crate) fn store_name(&mut self, k: u16, value: Value) -> Result<()> {
        let code = self.code;
        let scope = self.session.frame(self.frame).scope;
        self.session.write_name(&code.body.names[k as usize], scope, value)
    }

    /// Assigns to a slot with a declared type.
    #[inline(never)]
    pub(crate) fn store_typed(&mut self, slot: Reg, src: Reg, k: u16) -> Result<()> {
        let value = self.take(src)?;
        self.convert_to_slot(slot, value, k)
    }

    /// Assigns a value to a slot whose type `sites[k]` names.
    #[inline]
    pub(crate) fn convert_to_slot(&mut self, slot: Reg, value: Value, k: u16) -> Result<()> {
        let ty = self.type_at(k)?;
        if value.is_scalar_of(ty.code) || value.ty() == Some(ty) {
            return self.put(slot, value);
        }
        let name = self.code.body.slots[slot as usize].name();
        let value = psp_runtime::session::convert_variable(self.session, name, ty, &value)?;
        self.put(slot, value)
    }

    /// Gives a slot's variable types and attributes.
    #[inline(never)]
    pub(crate) fn declare(&mut self, slot: Reg, src: Reg, k: u16) -> Result<()> {
        let value = self.take(src)?;
        let name = self.code.body.slots[slot as usize];
        let variable = self.declared(name.name(), k, value)?;
        self.regs[slot] = Value::cell(variable);
        Ok(())
    }

    /// The same by name.
    #[inline(never)]
    pub(crate) fn declare_name(&mut self, name: u16, src: Reg, k: u16) -> Result<()> {
        let value = self.take(src)?;
        let code = self.code;
        let name = &code.body.names[name as usize];
        let from = self.session.frame(self.frame).scope;
        if name.drive.is_some() {
            return self.session.write_name(name, from, value);
        }
        let scope = name.scope.map_or(from, |it| self.session.qualified_scope(it, from));
        let variable = self.declared(&name.spelling, k, value)?;
        if name.scope == Some(ScopeName::Private) {
            variable.set_options(psp_value::variable::options::PRIVATE);
        }
        self.session.put_variable(name.symbol, scope, variable);
        Ok(())
    }

    fn declared(&mut self, name: &str, k: u16, value: Value) -> Result<Ref<Variable>> {
        let code = self.code;
        let constraint = self.session.variable_constraint(&code.body.attributes[k as usize])?;
        let value = constraint.start(self.session, name, value)?;
        Ok(Ref::new(Variable::new(name, value).with_constraint(constraint)))
    }

    /// `[ref]$slot`
    #[inline(never)]
    pub(crate) fn ref_slot(&mut self, slot: Reg) -> Result<Value> {
        let name = self.code.body.slots[slot as usize];
        let scope = self.session.frame(self.frame).scope;
        match self.session.find_variable(name, scope) {
            Some(place) => Ok(reference(self.session.cell_of(name, &place))),
            None => Err(no_variable(name.name())),
        }
    }

    /// `[ref]$name`
    #[inline(never)]
    pub(crate) fn ref_name(&mut self, k: u16) -> Result<Value> {
        let code = self.code;
        let name: &VariableName = &code.body.names[k as usize];
        let from = self.session.frame(self.frame).scope;
        let scope = name.scope.map_or(from, |it| self.session.qualified_scope(it, from));
        let place = match name.scope {
            None => self.session.find_variable(name.symbol, scope),
            Some(_) => self.session.variable_in(name.symbol, scope),
        };
        match place {
            Some(place) => Ok(reference(self.session.cell_of(name.symbol, &place))),
            None if name.symbol == NAMES.null => Ok(reference(Ref::new(Variable::new("null", Value::NULL)))),
            None => Err(no_variable(&name.spelling)),
        }
    }

    /// `$using:…` in a worker.
    #[inline(never)]
    pub(crate) fn using(&mut self, k: u16) -> Result<Value> {
        let code = self.code;
        let key = code.body.constants[k as usize].as_text().unwrap_or_default();
        let known = self.session.usings.as_ref().and_then(|it| it.get(key).cloned());
        known.ok_or_else(|| {
            let message = "A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, \
                           Start-Job, or InlineScript in the script workflow. When it is used with Invoke-Command, the \
                           Using variable is valid only if the script block is invoked on a remote computer.";
            Interrupt::from(
                Fault::runtime("UsingWithoutInvokeCommand", message).category(ErrorCategory::InvalidOperation),
            )
        })
    }

    /// The truth of an operand.
    #[inline(never)]
    pub(crate) fn truth(&mut self, reg: Reg) -> Result<bool> {
        if let Some(known) = self.regs[reg].as_bool() {
            return Ok(known);
        }
        let value = self.fetch(reg)?;
        Ok(convert::is_true(&value))
    }
}

fn reference(variable: Ref<Variable>) -> Value {
    let ty = psp_value::well_known::PS_REFERENCE.ty();
    Object::new(ty, psp_value::Data::Reference(variable)).into()
}

fn no_variable(name: &str) -> Interrupt {
    Fault::runtime(
        "NonExistingVariableReference",
        "[ref] cannot be applied to a variable that does not exist.",
    )
    .category(ErrorCategory::InvalidOperation)
    .target(name)
    .into()
}

//! Variables that the engine computes when they are read, and the constraints of declared slots.

use super::{Loaded, Session};
use crate::{binder, frame::FrameId, names::NAMES};
use psp_ir::{Site, Symbol};
use psp_value::{
    Context, Fault, Object, Ref, Result, Table, Type, Value, convert, object::KeyComparer, types,
    variable::Constraint, well_known,
};
use std::sync::{Arc, LazyLock};

impl Session {
    /// `$args`, `$PSBoundParameters`, `$MyInvocation`, `$input`, `$PSCmdlet`, `$?`, `$PWD`; `None` for other names, and
    /// where the name was assigned.
    pub fn automatic_variable(&mut self, symbol: Symbol, from: FrameId) -> Option<Value> {
        let names = &*NAMES;
        if symbol == names.question {
            return Some(Value::bool(self.ok));
        }
        if symbol == names.pwd {
            return Some(crate::path_info::current(self));
        }
        if symbol == names.script_root || symbol == names.command_path {
            return Some(self.script_path_of(symbol == names.script_root, from));
        }
        let asked = [names.args, names.bound_parameters, names.my_invocation, names.input, names.cmdlet];
        if !asked.contains(&symbol) {
            return None;
        }
        if let Some(value) = self.of_dotted(symbol, from) {
            return Some(value);
        }
        if self.variable_in(symbol, from).is_some() {
            return None;
        }
        let mut at = from;
        loop {
            if let Some(value) = self.automatic_in(symbol, at) {
                return Some(value);
            }
            at = self.frame(at).parent;
            if at == FrameId::NONE {
                return None;
            }
        }
    }

    /// What was called in somebody else's scope has arguments of its own: `. name`, `.ForEach({ … }, 1)`.
    fn of_dotted(&self, symbol: Symbol, from: FrameId) -> Option<Value> {
        let frame = self.frame(self.current);
        let call = frame.call.as_deref().filter(|_| self.current != from && frame.scope == from)?;
        let names = &*NAMES;
        if symbol == names.args {
            return Some(Value::array(call.arguments.clone()));
        }
        let invocation = call.invocation.as_ref()?;
        match symbol {
            it if it == names.bound_parameters => Some(bound_table(&call.bound)),
            it if it == names.my_invocation => Some(crate::invocation::invocation_value(invocation)),
            _ => None,
        }
    }

    /// `$PSCommandPath` and `$PSScriptRoot`: of the running code's text.
    fn script_path_of(&self, root: bool, from: FrameId) -> Value {
        let running = self.frame(self.current).code.as_ref().or(self.frame(from).code.as_ref());
        let path = running.and_then(|it| it.body.file.path().cloned());
        let path = path.as_deref().unwrap_or_default();
        if root { path.rsplit_once('/').map_or("", |it| it.0).into() } else { path.into() }
    }

    fn automatic_in(&mut self, symbol: Symbol, scope: FrameId) -> Option<Value> {
        let names = &*NAMES;
        let global = scope == FrameId::GLOBAL;
        let frame = &mut *self.frames[scope.0 as usize];
        let Some(call) = frame.call.as_deref_mut() else {
            return match symbol {
                it if it == names.args && global => Some(Value::array(Vec::new())),
                it if it == names.bound_parameters && global => Some(bound_table(&[])),
                _ => None,
            };
        };
        if symbol == names.args {
            let value = Value::array(call.arguments.clone());
            return Some(self.remember_automatic(symbol, scope, value));
        }
        if symbol == names.bound_parameters {
            let value = bound_table(&call.bound);
            return Some(self.remember_automatic(symbol, scope, value));
        }
        if symbol == names.my_invocation {
            let invocation = call.invocation.clone().unwrap_or_default();
            let invocation = crate::invocation::with_arguments(&invocation, &call.bound, &call.arguments);
            return Some(crate::invocation::invocation_value(&invocation));
        }
        if symbol == names.input {
            let mut items = call.input.take()?;
            if global && items.is_empty() {
                items = self.standard_input();
            }
            let value = crate::invocation::input_enumerator(items);
            return Some(self.remember_automatic(symbol, scope, value));
        }
        let stage = call.stage.clone()?;
        let value = crate::types::cmdlet::CmdletObject::value(self, &stage, scope);
        Some(self.remember_automatic(symbol, scope, value))
    }

    fn remember_automatic(&mut self, symbol: Symbol, scope: FrameId, value: Value) -> Value {
        let variable = Ref::new(psp_value::Variable::new(symbol.name(), value.clone()));
        self.put_variable(symbol, scope, variable);
        value
    }

    /// The type that a declared slot's site names.
    pub fn slot_type(&mut self, code: &Ref<Loaded>, site: u16) -> Option<Type> {
        let Some(Site::Type(reference)) = code.body.sites.get(site as usize) else { return None };
        self.find_type(&reference.name)
    }

    /// Converts a value for a declared slot.
    pub(super) fn convert_for_slot(
        &mut self,
        code: &Ref<Loaded>,
        site: u16,
        symbol: Symbol,
        value: Value,
    ) -> Result<Value> {
        let Some(ty) = self.slot_type(code, site) else { return Ok(value) };
        convert_variable(self, symbol.name(), ty, &value)
    }

    /// The constraint of a declared slot, for a box made of it.
    pub(super) fn slot_constraint(&mut self, code: &Ref<Loaded>, site: u16) -> Option<Arc<dyn Constraint>> {
        let ty = self.slot_type(code, site)?;
        Some(Arc::new(TypeConstraint(ty)))
    }
}

/// A variable's declared type.
pub struct TypeConstraint(pub Type);

impl Constraint for TypeConstraint {
    fn apply(&self, context: &mut dyn Context, variable: &str, value: Value) -> Result<Value> {
        convert_variable(context, variable, self.0, &value)
    }

    fn attributes(&self) -> Vec<Value> {
        vec![self.0.into()]
    }
}

/// Converts a value for a variable of a type; the error is that of an assignment.
///
/// # Errors
/// A MetadataException as pwsh raises it (`conversion/bool-parameter-and-typed-variable`).
pub fn convert_variable(
    context: &mut dyn Context,
    _variable: &str,
    ty: Type,
    value: &Value,
) -> Result<Value> {
    if let Some(message) = binder::refused_boolean(value, ty) {
        let cast = Fault::new("System.Management.Automation.PSInvalidCastException", message.clone());
        return Err(assignment_failure(message, cast.into_exception()));
    }
    convert::convert(context, value, ty).map_err(|error| {
        match error.raised().and_then(binder::variable_exception) {
            Some((message, cast)) => assignment_failure(message, cast),
            None => error,
        }
    })
}

fn assignment_failure(message: String, cast: Value) -> psp_value::Interrupt {
    Fault::new("System.Management.Automation.ArgumentTransformationMetadataException", message)
        .id("RuntimeException")
        .category(psp_value::ErrorCategory::MetadataError)
        .inner(cast)
        .into()
}

/// `$PSBoundParameters`.
pub fn bound_table(bound: &[(psp_value::Str, Value)]) -> Value {
    let mut table = Table::new(KeyComparer::IgnoreCase);
    for (name, value) in bound {
        table.insert(Value::string(name.clone()), value.clone());
    }
    Object::table(*BOUND, table).into()
}

/// `PSBoundParametersDictionary`
static BOUND: LazyLock<Type> = LazyLock::new(|| {
    let base =
        types::instantiate(well_known::DICTIONARY.ty(), &[well_known::STRING.ty(), well_known::OBJECT.ty()]);
    let name = "System.Management.Automation.PSBoundParametersDictionary";
    types::define(name, types::TypeKind::Class, types::TypeCode::Object, Some(base), &[])
});

//! Classes and enums of scripts: their definition, instances, static properties.

use crate::{method, vm::Vm};
use psp_ir::ConstExpr;
use psp_runtime::{
    Session,
    class::{self, Class, Initial, Method, Property},
};
use psp_value::{Data, Exception, Lock, Object, Ref, Result, Type, TypeKind, Value, member, well_known};
use std::{any::Any, sync::Arc};

impl Vm<'_> {
    /// Classes and enums that are defined together.
    #[inline(never)]
    pub(crate) fn define_classes(&mut self, first: u16, count: u16) -> Result<()> {
        let code = self.code;
        let frame = self.session.frame(self.frame);
        let (state, scope) = (frame.state, frame.scope);
        self.session.namespaces = code.namespaces.clone();
        let mut types = Vec::with_capacity(count as usize);
        for info in code.body.classes.iter().skip(first as usize).take(count as usize) {
            let ty = class::declare(self.session, info, state, scope)?;
            types.push((info.name.to_lowercase().into_boxed_str(), ty));
            class::put(self.session, scope, &types);
        }
        for (_, ty) in &types {
            class::complete(self.session, *ty)?;
        }
        types.iter().try_for_each(|(_, ty)| start(self.session, *ty))
    }
}

/// Gives the static properties of a class their initial values, unless that was done.
pub(crate) fn start(session: &mut Session, ty: Type) -> Result<()> {
    let Some(class) = Class::of(ty) else { return Ok(()) };
    if !class.start() {
        return Ok(());
    }
    for item in &class.members().statics {
        let Some(initial) = &item.initial else { continue };
        let value = evaluate(session, &initial.value, initial.method, None)?;
        item.place.assign(session, value)?;
    }
    Ok(())
}

/// An initial value.
fn evaluate(
    session: &mut Session,
    value: &ConstExpr,
    code: Option<&'static Method>,
    this: Option<&Value>,
) -> Result<Value> {
    let value = match code {
        Some(code) => method::run(session, code, this.cloned(), Vec::new())?,
        None => psp_runtime::signature::evaluate(session, value)?,
    };
    Ok(if value.is_nothing() { Value::NULL } else { value })
}

/// Calls a method.
pub(crate) fn call_method(
    session: &mut Session,
    this: &Value,
    method: &Arc<dyn Any + Send + Sync>,
    arguments: Vec<Value>,
) -> Result<Value> {
    let methods = method::methods_of(method)?;
    let (method, converted) = method::choose(session, methods, &arguments)?;
    method::run(session, method, (!method.is_static).then(|| this.clone()), converted)
}

/// Makes an instance.
pub(crate) fn construct(session: &mut Session, ty: Type, arguments: Vec<Value>) -> Result<Value> {
    let Some(class) = Class::of(ty) else { return member::construct(session, ty, arguments) };
    let (constructor, arguments) = constructor_of(session, class, arguments)?;
    let fields = class.members().template.clone();
    let this = Value::object(Ref::new(Object::new(ty, Data::Fields(Lock::new(fields)))));
    initialize(session, ty, &this, constructor, arguments)?;
    Ok(this)
}

/// The constructor that arguments mean; none when the class declares none and there are no arguments.
fn constructor_of(
    session: &mut Session,
    class: &Class,
    arguments: Vec<Value>,
) -> Result<(Option<&'static Method>, Vec<Value>)> {
    let constructors = &class.members().constructors;
    if constructors.overloads.is_empty() && arguments.is_empty() {
        return Ok((None, arguments));
    }
    let (constructor, converted) = method::choose(session, constructors, &arguments)?;
    Ok((Some(constructor), converted))
}

/// What one class of an instance's chain does to it: initial values, its base class, the constructor.
fn initialize(
    session: &mut Session,
    ty: Type,
    this: &Value,
    constructor: Option<&'static Method>,
    arguments: Vec<Value>,
) -> Result<()> {
    let Some(class) = Class::of(ty) else { return Ok(()) };
    let members = class.members();
    for initial in &members.initial {
        if let Some(property) = members.properties.get(initial.index) {
            set_initial(session, this, property, initial)?;
        }
    }
    let base_call = constructor.and_then(|it| it.base_call);
    let for_base = match base_call {
        Some(call) => {
            let given = method::run(session, call, Some(this.clone()), arguments.clone())?;
            given.as_elements().unwrap_or_default()
        }
        None => Vec::new(),
    };
    if let Some(base) = ty.base {
        initialize_base(session, base, this, for_base)?;
    }
    match constructor {
        Some(constructor) => method::run(session, constructor, Some(this.clone()), arguments).map(drop),
        None => Ok(()),
    }
}

fn set_initial(session: &mut Session, this: &Value, property: &Property, initial: &Initial) -> Result<()> {
    let value = evaluate(session, &initial.value, initial.method, Some(this))?;
    let value = class::constrained(session, property, value)?;
    let Some(fields) = this.as_fields() else { return Ok(()) };
    let old = fields.with(|it| {
        let at = it.shape().find(&property.name);
        at.and_then(|at| it.values_mut().get_mut(at)).map(|it| std::mem::replace(it, value))
    });
    drop(old);
    Ok(())
}

fn initialize_base(session: &mut Session, base: Type, this: &Value, arguments: Vec<Value>) -> Result<()> {
    if let Some(class) = Class::of(base) {
        let (constructor, arguments) = constructor_of(session, class, arguments)?;
        return initialize(session, base, this, constructor, arguments);
    }
    if base == well_known::OBJECT.ty() || matches!(base.kind, TypeKind::Abstract | TypeKind::Interface) {
        return Ok(());
    }
    let bare = arguments.is_empty();
    let made = match member::construct(session, base, arguments) {
        Ok(made) => made,
        // Types without state need no object behind the instance.
        Err(error) if error.is_error() && bare => return Ok(()),
        Err(error) => return Err(error),
    };
    if bare && let Some(own) = this.ty() {
        let message = format!("Exception of type '{}' was thrown.", own.full_name());
        Exception::with(&made, |it| it.message = message.as_str().into());
    }
    if let Some(object) = this.as_object() {
        object.with_extra(|it| it.base = Some(made));
    }
    Ok(())
}

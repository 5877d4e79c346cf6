//! Calls of script classes' methods: by the machine without recursion, by everybody else with a run of its own.

use crate::{
    flow,
    vm::{self, Vm, enter_deeper},
};
use psp_ir::{Mode, OutputMode, Reg, TypeRef};
use psp_runtime::{
    Held, Here, Loaded, Out, Session, SiteCache,
    class::{Class, Method, Methods, members_of},
};
use psp_value::{
    Context, Data, Fault, Lock, Object, Ref, Result, Str, Type, Value, compare, member, well_known,
};
use std::sync::Arc;

/// Whose method is called.
#[derive(Clone, Copy)]
pub(crate) enum Receiver<'a> {
    /// `$object.Method()`
    Object(&'a Value),
    /// `[type]::Method()`
    Type(Type),
}

/// The overload that a call means, and its arguments converted.
pub(crate) fn choose(
    session: &mut Session,
    methods: &Methods,
    arguments: &[Value],
) -> Result<(&'static Method, Vec<Value>)> {
    let overloads: Vec<_> = methods.overloads.iter().map(|it| it.params.as_slice()).collect();
    let name = methods.name.text();
    let (index, converted) = member::choose_script(session, &name, &overloads, arguments)?;
    Ok((methods.overloads[index], converted))
}

/// Runs a method whose arguments are converted, and gives what it returned.
pub(crate) fn run(
    session: &mut Session,
    method: &'static Method,
    this: Option<Value>,
    arguments: Vec<Value>,
) -> Result<Value> {
    let code = flow::load(session, &method.block, Mode::Own, 0);
    let Some(entry) = code.body.entries.end else { return Ok(Value::NOTHING) };
    let mut here = enter(session, method, &code, this);
    let frame = here.id;
    let mut regs = here.regs();
    for (index, argument) in arguments.into_iter().enumerate() {
        regs[index as Reg] = argument;
    }
    session.note_caller(frame);
    let out = std::mem::replace(&mut session.out, Out::NULL);
    let base = session.captured.len();
    session.try_depth += 1;
    let result = vm::run(session, frame, entry);
    session.try_depth = session.try_depth.saturating_sub(1);
    session.captured.truncate(base);
    session.out = out;
    session.leave(frame);
    result
}

/// A frame for a method, with `$this`.
fn enter(session: &mut Session, method: &'static Method, code: &Ref<Loaded>, this: Option<Value>) -> Here {
    let state = Class::of(method.owner).map_or(0, |it| it.state_in(session));
    let mut here = session.enter_here(code, state);
    here.method = Some(method);
    if let Some(this) = this {
        *here.get_mut(code.params) = this;
    }
    here
}

impl Vm<'_> {
    /// Calls the method that the site remembers, when it is the receiver's and the arguments need no conversion.
    #[inline]
    pub(crate) fn invoke_cached(&mut self, dst: Reg, base: Reg, k: u16) -> Result<bool> {
        let SiteCache::Method(ty, method, loaded) = &self.session.sites[self.code.site_base + k as usize]
        else {
            return Ok(false);
        };
        let Some(object) = self.regs[base].as_object() else { return Ok(false) };
        let same = if method.is_static {
            self.regs[base].as_type() == Some(*ty)
        } else {
            object.ty() == *ty && crate::property::is_plain_instance(object)
        };
        let mut params = method.params.iter().zip(base + 1..);
        if !same || !params.all(|(param, at)| fits(&self.regs[at], param.ty)) {
            return Ok(false);
        }
        let (method, loaded) = (*method, loaded.clone());
        let this = self.regs[base].take();
        let mut callee = self.enter_method(dst, method, &loaded, (!method.is_static).then_some(this))?;
        let mut regs = callee.regs();
        for index in 0..method.params.len() as Reg {
            regs[index] = self.regs[base + 1 + index].take();
        }
        self.go(callee, &loaded);
        Ok(true)
    }

    /// Calls a script class's method; the arguments are given back when there is none of the name.
    pub(crate) fn invoke_script(
        &mut self,
        dst: Reg,
        k: u16,
        receiver: Receiver<'_>,
        name: &Str,
        arguments: Vec<Value>,
    ) -> Result<Option<Vec<Value>>> {
        let (ty, this) = match receiver {
            Receiver::Type(ty) => (ty, None),
            Receiver::Object(value) => match value.as_object() {
                Some(object) if crate::property::is_plain_instance(object) => {
                    (object.ty(), Some(value.clone()))
                }
                _ => return Ok(Some(arguments)),
            },
        };
        if let Some(this) = &this
            && arguments.is_empty()
            && name.as_bytes().eq_ignore_ascii_case(b"MemberwiseClone")
            && self.session.frame(self.frame).method.is_some()
        {
            let copy = memberwise_clone(this);
            self.put(dst, copy)?;
            return Ok(None);
        }
        let found = members_of(ty).and_then(|it| it.methods(this.is_none(), &name.text()));
        let Some(methods) = found.filter(|it| it.takes(arguments.len()) || this.is_none()) else {
            return Ok(Some(arguments));
        };
        let (method, converted) = choose(self.session, methods, &arguments)?;
        let loaded = flow::load(self.session, &method.block, Mode::Own, 0);
        if loaded.body.entries.end.is_none() {
            self.put(dst, Value::NOTHING)?;
            return Ok(None);
        }
        if methods.overloads.len() == 1 {
            self.remember(k, ty, method, &loaded);
        }
        let mut callee = self.enter_method(dst, method, &loaded, this)?;
        let mut regs = callee.regs();
        for (index, argument) in converted.into_iter().enumerate() {
            regs[index as Reg] = argument;
        }
        self.go(callee, &loaded);
        Ok(None)
    }

    fn remember(&mut self, k: u16, ty: Type, method: &'static Method, loaded: &Ref<Loaded>) {
        let Some(psp_ir::Site::Invoke(site)) = self.code.body.sites.get(k as usize) else { return };
        if site.name.is_none() || !site.type_arguments.is_empty() || site.is_static != method.is_static {
            return;
        }
        let at = self.site(k);
        self.session.sites[at] = SiteCache::Method(ty, method, loaded.clone());
    }

    /// A frame for a method that the running body calls.
    fn enter_method(
        &mut self,
        dst: Reg,
        method: &'static Method,
        loaded: &Ref<Loaded>,
        this: Option<Value>,
    ) -> Result<Here> {
        self.poll()?;
        enter_deeper(self.session)?;
        let here = enter(self.session, method, loaded, this);
        self.set_return(here, OutputMode::Returned, dst);
        Ok(here)
    }

    /// Goes on in a method whose frame is ready.
    fn go(&mut self, callee: Here, loaded: &Ref<Loaded>) {
        self.session.out = Out::NULL;
        self.session.try_depth += 1;
        self.tries = self.session.try_depth;
        let entry = loaded.body.entries.end.unwrap_or(0);
        self.switch_to(callee, Held::of(loaded), loaded.ops.ip(entry));
    }

    /// `([Base] $this).Method()`: the base class's own method, whatever derived classes declare.
    pub(crate) fn invoke_base(
        &mut self,
        reference: &TypeRef,
        target: &Value,
        name: &Str,
        arguments: Vec<Value>,
    ) -> Result<Value> {
        let ty = self.session.find_type(&reference.name);
        let ty = ty.ok_or_else(|| crate::member::unknown_type(&reference.name))?;
        if let Some(methods) = members_of(ty).and_then(|it| it.methods(false, &name.text())) {
            let (method, converted) = choose(self.session, methods, &arguments)?;
            return run(self.session, method, Some(target.clone()), converted);
        }
        let base = target.as_object().and_then(|it| it.read_extra(|it| it.base.clone()).flatten());
        if let Some(base) = base {
            return member::invoke(self.session, &base, name, arguments, &[]);
        }
        self.invoke_of_object(target, name, arguments)
    }

    /// The methods that `System.Object` has, when a class overrides them.
    fn invoke_of_object(&mut self, target: &Value, name: &Str, arguments: Vec<Value>) -> Result<Value> {
        let ty = target.ty().unwrap_or(well_known::OBJECT.ty());
        match (name.text().to_ascii_lowercase().as_str(), arguments.as_slice()) {
            ("tostring", []) => Ok(ty.full_name().into()),
            ("equals", [other]) => Ok(Value::bool(compare::reference_equals(target, other))),
            ("gethashcode", []) => {
                let address = target.as_object().map_or(0, |it| std::ptr::from_ref(&**it).addr());
                Ok(Value::int((address >> 4) as i32))
            }
            _ => member::invoke(self.session, target, name, arguments, &[]),
        }
    }
}

/// What the protected method of `System.Object` gives: an object with the same values.
fn memberwise_clone(this: &Value) -> Value {
    let (Some(object), Some(fields)) = (this.as_object(), this.as_fields()) else { return this.clone() };
    let copy = Object::new(object.ty(), Data::Fields(Lock::new(fields.with(|it| it.clone()))));
    let base = object.read_extra(|it| it.base.clone()).flatten();
    if base.is_some() {
        copy.with_extra(|it| it.base = base);
    }
    copy.into()
}

/// The argument can be handed on as it is.
#[inline]
fn fits(value: &Value, ty: Type) -> bool {
    if value.is_unset() || value.is_nothing() || value.as_cell().is_some() {
        return false;
    }
    match value.as_object() {
        None => value.ty().is_some_and(|it| it == ty || ty == well_known::OBJECT.ty()),
        Some(object) if matches!(object.data, psp_value::Data::Boxed(_)) => false,
        Some(object) => object.ty() == ty || ty == well_known::OBJECT.ty() || object.ty().is_a(ty),
    }
}

/// The methods behind what the value layer carries.
pub(crate) fn methods_of(method: &Arc<dyn std::any::Any + Send + Sync>) -> Result<&Methods> {
    method.downcast_ref::<Methods>().ok_or_else(|| Fault::not_supported("this kind of method").into())
}

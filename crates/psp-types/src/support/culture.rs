//! `IFormatProvider` arguments, and a context with another culture.

use crate::{declare::Argument, system::globalization::culture_info::CultureInfo};
use psp_clr::culture::Culture;
use psp_host::{Stop, System};
use psp_value::{
    BlockCall, Context, ExtraMember, Object, Ref, Result, ScriptMember, Type, Value, Variable,
    member::MemberView, types::TypeSpec, well_known,
};
use std::{any::Any, sync::Arc};

/// A culture argument; `None` is the current one.
#[derive(Clone, Copy)]
pub struct Provider(pub Option<&'static Culture>);

impl<'a> Argument<'a> for Provider {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::IFORMAT_PROVIDER.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(CultureInfo::behind(value)))
    }
}

impl Provider {
    /// The culture.
    pub fn culture(self, context: &dyn Context) -> &'static Culture {
        self.0.unwrap_or_else(|| context.culture())
    }

    /// Runs something with this culture as the current one.
    pub fn with<R>(self, context: &mut dyn Context, f: impl FnOnce(&mut dyn Context) -> R) -> R {
        match self.0 {
            Some(culture) => f(&mut InCulture { inner: context, culture }),
            None => f(context),
        }
    }
}

/// The culture of an optional provider argument.
pub fn culture_of(provider: Option<Provider>, context: &dyn Context) -> &'static Culture {
    provider.unwrap_or(Provider(None)).culture(context)
}

/// A context with another culture.
struct InCulture<'a> {
    inner: &'a mut dyn Context,
    culture: &'static Culture,
}

impl Context for InCulture<'_> {
    fn call_block(&mut self, block: &Ref<Object>, call: BlockCall<'_>) -> Result<Value> {
        self.inner.call_block(block, call)
    }

    fn culture(&self) -> &'static Culture {
        self.culture
    }

    fn set_culture(&mut self, culture: &'static Culture) {
        self.culture = culture;
    }

    fn system(&self) -> &Arc<dyn System> {
        self.inner.system()
    }

    fn stop(&self) -> &Stop {
        self.inner.stop()
    }

    fn find_type(&mut self, name: &str) -> Option<Type> {
        self.inner.find_type(name)
    }

    fn variable(&mut self, name: &str) -> Value {
        self.inner.variable(name)
    }

    fn script_member(&mut self, ty: Type, this: Option<&Value>, name: &str) -> Option<ScriptMember> {
        self.inner.script_member(ty, this, name)
    }

    fn script_members(&mut self, ty: Type, this: Option<&Value>) -> Vec<ExtraMember> {
        self.inner.script_members(ty, this)
    }

    fn call_script_method(
        &mut self,
        this: &Value,
        method: &Arc<dyn Any + Send + Sync>,
        arguments: Vec<Value>,
    ) -> Result<Value> {
        self.inner.call_script_method(this, method, arguments)
    }

    fn script_method_takes(&self, method: &Arc<dyn Any + Send + Sync>, count: usize) -> bool {
        self.inner.script_method_takes(method, count)
    }

    fn construct(&mut self, ty: Type, arguments: Vec<Value>) -> Result<Value> {
        self.inner.construct(ty, arguments)
    }

    fn script_constructors(&mut self, ty: Type) -> Option<Vec<Vec<Type>>> {
        self.inner.script_constructors(ty)
    }

    fn script_static(&mut self, ty: Type, name: &str) -> Option<Ref<Variable>> {
        self.inner.script_static(ty, name)
    }

    fn script_class_members(&mut self, ty: Type) -> Vec<MemberView> {
        self.inner.script_class_members(ty)
    }

    fn location(&self) -> String {
        self.inner.location()
    }

    fn strict_mode(&self) -> u32 {
        self.inner.strict_mode()
    }

    fn session(&mut self) -> &mut dyn Any {
        self.inner.session()
    }
}

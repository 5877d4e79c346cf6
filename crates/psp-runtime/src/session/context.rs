//! The session as the value layer sees it.

use super::Session;
use crate::{class, names::NAMES, pipeline::Out};
use psp_clr::culture::Culture;
use psp_host::{Stop, System};
use psp_ir::Symbol;
use psp_value::{
    BlockCall, Context, ExtraMember, Object, Ref, Result, ScriptMember, Str, Type, Value, Variable, convert,
    member::MemberView, types,
};
use std::{any::Any, sync::Arc};

impl Context for Session {
    fn call_block(&mut self, block: &Ref<Object>, call: BlockCall<'_>) -> Result<Value> {
        self.capture(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_block(session, block, call, Out::CAPTURE)
        })
    }

    fn culture(&self) -> &'static Culture {
        self.culture
    }

    fn set_culture(&mut self, culture: &'static Culture) {
        self.culture = culture;
    }

    fn system(&self) -> &Arc<dyn System> {
        &self.engine.system
    }

    fn stop(&self) -> &Stop {
        &self.stop
    }

    fn find_type(&mut self, name: &str) -> Option<Type> {
        let namespaces = self.namespaces.clone();
        convert::parse_type_name(name, &mut |plain| self.find_plain_type(plain, &namespaces))
    }

    fn variable(&mut self, name: &str) -> Value {
        let scope = self.scope();
        Symbol::find(name).and_then(|it| self.read_variable(it, scope)).unwrap_or_default()
    }

    fn script_member(&mut self, ty: Type, this: Option<&Value>, name: &str) -> Option<ScriptMember> {
        if let Some(found) = class::member(ty, this.is_none(), name) {
            return Some(found);
        }
        if self.type_data.is_empty() {
            return None;
        }
        let find = |it: &str| {
            let members = self.type_data.get(it.to_lowercase().as_str())?;
            members.iter().find(|it| it.name.text().eq_ignore_ascii_case(name)).cloned()
        };
        // Names that an object carries beside its type's own count as well.
        let carried = this.and_then(|it| it.as_object()).filter(|it| it.read_extra(|_| ()).is_some());
        if let (Some(_), Some(this)) = (carried, this) {
            let names = psp_value::member::type_names(this);
            return names.iter().find_map(|it| find(&it.text())).map(ScriptMember::Extra);
        }
        ty.chain().find_map(|it| find(&it.full_name())).map(ScriptMember::Extra)
    }

    fn script_members(&mut self, ty: Type, this: Option<&Value>) -> Vec<ExtraMember> {
        if self.type_data.is_empty() {
            return Vec::new();
        }
        let of = |it: &str| self.type_data.get(it.to_lowercase().as_str()).cloned().unwrap_or_default();
        let carried = this.and_then(|it| it.as_object()).filter(|it| it.read_extra(|_| ()).is_some());
        if let (Some(_), Some(this)) = (carried, this) {
            return psp_value::member::type_names(this).iter().flat_map(|it| of(&it.text())).collect();
        }
        ty.chain().flat_map(|it| of(&it.full_name())).collect()
    }

    fn call_script_method(
        &mut self,
        this: &Value,
        method: &Arc<dyn Any + Send + Sync>,
        arguments: Vec<Value>,
    ) -> Result<Value> {
        let evaluator = self.engine().evaluator;
        evaluator.call_method(self, this, method, arguments)
    }

    fn construct(&mut self, ty: Type, arguments: Vec<Value>) -> Result<Value> {
        let evaluator = self.engine().evaluator;
        evaluator.construct(self, ty, arguments)
    }

    fn script_constructors(&mut self, ty: Type) -> Option<Vec<Vec<Type>>> {
        class::constructors(ty)
    }

    fn script_static(&mut self, ty: Type, name: &str) -> Option<Ref<Variable>> {
        let place = class::static_place(ty, name)?;
        // What fails here fails where the class is defined.
        let evaluator = self.engine().evaluator;
        let _ = evaluator.start_class(self, ty);
        Some(place)
    }

    fn script_class_members(&mut self, ty: Type) -> Vec<MemberView> {
        class::views(ty)
    }

    fn script_method_takes(&self, method: &Arc<dyn Any + Send + Sync>, count: usize) -> bool {
        class::takes(method, count)
    }

    fn location(&self) -> String {
        self.file_location().to_owned()
    }

    fn strict_mode(&self) -> u32 {
        let mut at = self.scope();
        // A module does not heed the strictness of the global scope.
        let top = self.states.get(self.frame(at).state as usize).map(|it| it.scope);
        while at != crate::frame::FrameId::NONE {
            let frame = self.frame(at);
            if let Some(strict) = frame.extra.as_deref().and_then(|it| it.strict) {
                return strict;
            }
            if Some(at) == top {
                break;
            }
            at = frame.parent;
        }
        0
    }

    fn session(&mut self) -> &mut dyn Any {
        self
    }
}

impl Session {
    /// The session behind a context. Emulated types of the upper layers ask for it.
    pub fn of(context: &mut dyn Context) -> Option<&mut Self> {
        context.session().downcast_mut()
    }

    /// Runs `f` and gives the output that it wrote to [`Out::CAPTURE`]: nothing, one object or an array.
    pub fn capture(&mut self, f: impl FnOnce(&mut Self) -> Result<()>) -> Result<Value> {
        self.capture_all(f).map(Value::from_output)
    }

    /// Runs `f` and gives all the output that it wrote to [`Out::CAPTURE`].
    pub fn capture_all(&mut self, f: impl FnOnce(&mut Self) -> Result<()>) -> Result<Vec<Value>> {
        let base = self.captured.len();
        let out = std::mem::replace(&mut self.out, Out::CAPTURE);
        let result = f(self);
        self.out = out;
        let values = self.captured.split_off(base.min(self.captured.len()));
        result.map(|()| values)
    }

    fn find_plain_type(&self, name: &str, namespaces: &[Box<str>]) -> Option<Type> {
        if let Some(found) = self.find_class(name) {
            return Some(found);
        }
        if let Some(found) = types::find(name) {
            return Some(found);
        }
        if let Some(found) = psp_value::well_known::exception(name) {
            return Some(found);
        }
        namespaces.iter().find_map(|space| {
            let full = format!("{space}.{name}");
            types::find(&full).or_else(|| psp_value::well_known::exception(&full))
        })
    }

    /// There is a type or an attribute of this name, for a text with these `using namespace` names.
    pub(crate) fn type_exists(&self, name: &str, namespaces: &[Box<str>]) -> bool {
        crate::signature::is_attribute(name)
            || convert::parse_type_name(name, &mut |plain| self.find_plain_type(plain, namespaces)).is_some()
    }

    /// `$OFS`, or a blank.
    pub fn separator(&mut self) -> Str {
        let scope = self.scope();
        match self.read_variable(NAMES.ofs, scope) {
            None => Str::new(" "),
            Some(value) => convert::to_text(self, &value).unwrap_or_default(),
        }
    }
}

//! [`Context`]: what conversion, comparison, members and emulated types may ask of the engine.

use crate::{Object, Ref, Result, Type, Value, object::Block};
use psp_clr::culture::Culture;
use psp_host::{Stop, System};
use psp_source::{SourceFile, Span};
use std::{any::Any, sync::Arc};

/// Compiled code behind a script block; only the engine looks inside.
pub trait Code: Any + Send + Sync {
    /// The text and the block's place in it, without braces: what `ToString()` gives.
    fn source(&self) -> (&Arc<SourceFile>, Span);
}

impl Block {
    /// The text between the braces.
    pub fn text(&self) -> &str {
        let (file, span) = self.code.source();
        file.slice(span)
    }
}

/// How a script block is called.
#[derive(Default)]
pub struct BlockCall<'a> {
    /// `$args`, or bound to parameters by position.
    pub arguments: &'a [Value],
    /// `$_`, when it is to be set.
    pub under: Option<Value>,
    /// `$this`, when it is to be set.
    pub this: Option<Value>,
    /// Pipeline input.
    pub input: Option<Vec<Value>>,
    /// Runs in the caller's scope, as `%` and `.` do; else in a scope of its own.
    pub in_callers_scope: bool,
}

/// A member that the session adds to a type (`Update-TypeData`) or a script class declares.
pub enum ScriptMember {
    /// A value to read.
    Value(Value),
    /// A property with script blocks or another name.
    Extra(crate::ExtraMember),
    /// A method to call with [`Context::call_script_method`].
    Method(Arc<dyn Any + Send + Sync>),
    /// A declared property of a script class. An instance's value lives in the object's fields, a static one is
    /// read and written through [`Context::script_static`].
    Property {
        /// The declared type, when there is one.
        ty: Option<Type>,
        /// Type and validation, applied when the property is written.
        constraint: Option<Arc<dyn crate::variable::Constraint>>,
        /// `hidden`
        hidden: bool,
    },
}

/// The engine, as the value layer and emulated types see it.
pub trait Context {
    /// Runs a script block; the output is nothing, one object, or an array.
    fn call_block(&mut self, block: &Ref<Object>, call: BlockCall<'_>) -> Result<Value>;

    /// The current culture: formatting that follows it asks here.
    fn culture(&self) -> &'static Culture;

    /// Changes the current culture; only a session has one that changes.
    fn set_culture(&mut self, culture: &'static Culture) {
        let _ = culture;
    }

    /// The machine.
    fn system(&self) -> &Arc<dyn System>;

    /// Asks whether to stop; handed to everything that blocks.
    fn stop(&self) -> &Stop;

    /// The type of this name: script classes, `using namespace`, then the registry. Takes everything that stands
    /// between brackets: `int[]`, `List[string]`.
    fn find_type(&mut self, name: &str) -> Option<Type>;

    /// A variable's value as the running code sees it; null when there is none.
    fn variable(&mut self, name: &str) -> Value;

    /// A member that the session or a script class adds to a type.
    fn script_member(&mut self, ty: Type, this: Option<&Value>, name: &str) -> Option<ScriptMember>;

    /// The members that the session adds to a type (`Update-TypeData`), base types' included, and those that it adds to
    /// the names an object carries beside its type's.
    fn script_members(&mut self, ty: Type, this: Option<&Value>) -> Vec<crate::ExtraMember>;

    /// Calls a method that [`script_member`](Self::script_member) gave, or the constructor of a script class.
    fn call_script_method(
        &mut self,
        this: &Value,
        method: &Arc<dyn Any + Send + Sync>,
        arguments: Vec<Value>,
    ) -> Result<Value>;

    /// An overload of a method that [`script_member`](Self::script_member) gave takes this number of arguments.
    fn script_method_takes(&self, method: &Arc<dyn Any + Send + Sync>, count: usize) -> bool {
        let _ = (method, count);
        true
    }

    /// Makes an instance of a script class.
    fn construct(&mut self, ty: Type, arguments: Vec<Value>) -> Result<Value>;

    /// The parameter types of a script class's constructors (one without any when it declares none); `None` for
    /// other types.
    fn script_constructors(&mut self, ty: Type) -> Option<Vec<Vec<Type>>> {
        let _ = ty;
        None
    }

    /// The place of a script class's static property.
    fn script_static(&mut self, ty: Type, name: &str) -> Option<Ref<crate::Variable>> {
        let _ = (ty, name);
        None
    }

    /// What a script class declares, for display: methods with their definitions.
    fn script_class_members(&mut self, ty: Type) -> Vec<crate::member::MemberView> {
        let _ = ty;
        Vec::new()
    }

    /// The directory relative paths start from.
    fn location(&self) -> String;

    /// `Set-StrictMode`'s version as major number; 0 when off.
    fn strict_mode(&self) -> u32;

    /// The engine's session, for the layers above.
    fn session(&mut self) -> &mut dyn Any;
}

//! An engine for tests: no scripts run, but blocks can be Rust functions.

use psp_clr::culture::{self, Culture};
use psp_host::{Stop, System, memory::MemorySystem};
use psp_source::{SourceFile, Span};
use psp_value::{
    Block, BlockCall, Code, Context, Data, ExtraMember, Object, Ref, Result, ScriptMember, Type, Value, multi,
};
use std::{any::Any, sync::Arc};

/// What a block does.
pub(crate) type Body = fn(&Value) -> Result<Value>;

struct TestCode {
    file: Arc<SourceFile>,
    body: Body,
}

impl Code for TestCode {
    fn source(&self) -> (&Arc<SourceFile>, Span) {
        (&self.file, Span::new(0, self.file.text().len() as u32))
    }
}

/// A block with some text.
pub(crate) fn block(text: &str, body: Body) -> Value {
    let code = Arc::new(TestCode { file: Arc::new(SourceFile::new(None, text)), body });
    let block = Block { code, state: None };
    Object::new(psp_value::well_known::SCRIPT_BLOCK.ty(), Data::Block(Box::new(block))).into()
}

/// The engine.
pub(crate) struct Engine {
    system: Arc<dyn System>,
    stop: Stop,
    /// `$FormatEnumerationLimit`
    pub(crate) limit: Value,
    /// `$ErrorView`
    pub(crate) error_view: Value,
}

impl Engine {
    /// An engine in the culture en-US.
    pub(crate) fn new() -> Self {
        multi::raise();
        Self {
            system: Arc::new(MemorySystem::new()),
            stop: Stop::new(),
            limit: Value::int(4),
            error_view: "ConciseView".into(),
        }
    }
}

impl Context for Engine {
    fn call_block(&mut self, block: &Ref<Object>, call: BlockCall<'_>) -> Result<Value> {
        let Data::Block(block) = &block.data else { return Ok(Value::NULL) };
        let code = (&*block.code as &dyn Any).downcast_ref::<TestCode>();
        code.map_or(Ok(Value::NULL), |it| (it.body)(&call.under.unwrap_or_default()))
    }

    fn culture(&self) -> &'static Culture {
        culture::EN_US
    }

    fn system(&self) -> &Arc<dyn System> {
        &self.system
    }

    fn stop(&self) -> &Stop {
        &self.stop
    }

    fn find_type(&mut self, name: &str) -> Option<Type> {
        psp_value::types::find(name)
    }

    fn variable(&mut self, name: &str) -> Value {
        match name {
            "FormatEnumerationLimit" => self.limit.clone(),
            "ErrorView" => self.error_view.clone(),
            _ => Value::NULL,
        }
    }

    fn script_member(&mut self, _: Type, _: Option<&Value>, _: &str) -> Option<ScriptMember> {
        None
    }

    fn script_members(&mut self, _: Type, _: Option<&Value>) -> Vec<ExtraMember> {
        Vec::new()
    }

    fn call_script_method(
        &mut self,
        _: &Value,
        _: &Arc<dyn Any + Send + Sync>,
        _: Vec<Value>,
    ) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn construct(&mut self, _: Type, _: Vec<Value>) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn location(&self) -> String {
        "/work".to_owned()
    }

    fn strict_mode(&self) -> u32 {
        0
    }

    fn session(&mut self) -> &mut dyn Any {
        self
    }
}

/// A `[pscustomobject]`.
pub(crate) fn object<const N: usize>(properties: [(&str, Value); N]) -> Value {
    Object::custom_from(properties).into()
}

/// An `[ordered]` table.
pub(crate) fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Object::ordered(entries.into_iter().map(|(key, value)| (Value::from(key), value)).collect()).into()
}

/// A custom object that says it is of another type.
pub(crate) fn typed<const N: usize>(ty: &str, properties: [(&str, Value); N]) -> Value {
    let it = object(properties);
    if let Some(object) = it.as_object() {
        object.with_extra(|extra| extra.type_names.push(ty.into()));
    }
    it
}

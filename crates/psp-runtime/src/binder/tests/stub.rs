//! An engine without language: script blocks run by their text, what is written is kept nowhere.

use crate::{
    Command, Compiler, Engine, Evaluator, Host, Out, ParseError, ScriptScope, Session, StreamKind,
    TextFormatter,
    binder::ParameterSink,
    pipeline::{Collector, Pipeline, StageInfo, StageKind, Step},
    signature::Argument,
};
use psp_host::{
    Stop,
    memory::{MemoryConsole, MemorySystem},
};
use psp_ir::{Block, BlockFacts, Body, Compile, Mode, Parameters};
use psp_source::{SourceFile, Span};
use psp_value::{BlockCall, Fault, Object, Ref, Result, Type, Value, compare, convert, enums, well_known};
use std::{any::Any, sync::Arc};

/// Runs blocks that it knows by their text.
struct Stub;

impl Evaluator for Stub {
    fn run_block(
        &self,
        session: &mut Session,
        block: &Ref<Object>,
        call: BlockCall<'_>,
        out: Out,
    ) -> Result<()> {
        let value = Value::object(block.clone());
        let text = value.as_block().map(|it| it.text().trim().to_owned()).unwrap_or_default();
        let under = call.under.clone().unwrap_or_default();
        let result = match text.as_str() {
            "$_ -gt 2" => Value::bool(compare::order(session, &under, &Value::int(2), true)?.is_gt()),
            "throw" => return Err(Fault::runtime("odd", "it is odd").into()),
            "nothing" => return Ok(()),
            "twice" => format!("{0}{0}", convert::to_text(session, &under)?).into(),
            "'computed'" => "computed".into(),
            _ => Value::NULL,
        };
        session.write_to(out, result)
    }

    fn run_script(
        &self,
        _: &mut Session,
        _: &Arc<Block>,
        _: Vec<Argument>,
        _: Option<Vec<Value>>,
        _: ScriptScope,
        _: Out,
    ) -> Result<()> {
        Ok(())
    }

    fn run_command(
        &self,
        _: &mut Session,
        _: &Command,
        _: Vec<Argument>,
        _: Option<Vec<Value>>,
        _: Out,
    ) -> Result<()> {
        Ok(())
    }

    fn build_pipeline(
        &self,
        _: &mut Session,
        _: &Ref<Object>,
        _: Vec<Value>,
        _: Collector,
    ) -> Result<Pipeline> {
        Err(Fault::runtime("odd", "the stub has no pipelines").into())
    }

    fn step(&self, _: &mut Session, _: usize, _: Step) -> Result<()> {
        Ok(())
    }

    fn begin(&self, _: &mut Session, _: usize, _: usize) -> Result<()> {
        Ok(())
    }

    fn push(&self, _: &mut Session, _: &Arc<StageInfo>, _: &mut StageKind, _: Value) -> Result<()> {
        Ok(())
    }

    fn call_method(
        &self,
        _: &mut Session,
        _: &Value,
        _: &Arc<dyn Any + Send + Sync>,
        _: Vec<Value>,
    ) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn construct(&self, _: &mut Session, _: Type, _: Vec<Value>) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn evaluate(&self, _: &mut Session, _: &Arc<Block>) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn start_class(&self, _: &mut Session, _: Type) -> Result<()> {
        Ok(())
    }
}

impl Compiler for Stub {
    fn compile(
        &self,
        _: Arc<SourceFile>,
        _: &dyn Fn(&str, &[Box<str>]) -> bool,
    ) -> std::result::Result<Arc<Block>, Vec<ParseError>> {
        Err(Vec::new())
    }

    fn decode(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }
}

impl Host for Stub {
    fn output(&self, _: &mut Session, _: Value) -> Result<()> {
        Ok(())
    }

    fn record(&self, _: &mut Session, _: StreamKind, _: Value) -> Result<()> {
        Ok(())
    }

    fn flush(&self, _: &mut Session) -> Result<()> {
        Ok(())
    }
}

/// A block that is never compiled.
struct NoCode;

impl Compile for NoCode {
    fn compile(&self, _: &Block, _: Mode) -> Body {
        unreachable!("the stub runs blocks by their text")
    }

    fn parameters(&self) -> Parameters {
        Parameters::default()
    }

    fn tree(&self) -> &dyn Any {
        &()
    }
}

/// A script block with this text.
pub(super) fn code(text: &str) -> Arc<Block> {
    let file = Arc::new(SourceFile::new(None, text));
    let span = Span { start: 0, end: text.len() as u32 };
    Arc::new(Block::new(file, span, span, BlockFacts::default(), Box::new(NoCode)))
}

impl TextFormatter for Stub {
    fn push(&mut self, _: &mut Session, _: &Value, _: &mut dyn FnMut(&str)) -> Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &mut Session, _: &mut dyn FnMut(&str)) -> Result<()> {
        Ok(())
    }
}

/// A session on the stub.
pub(super) fn session() -> Session {
    // Tests run side by side, and types are shared.
    psp_value::multi::raise();
    declare_enums();
    let engine = Engine::new(
        Arc::new(MemorySystem::new()),
        Arc::new(MemoryConsole::new("")),
        &Stub,
        Box::new(Stub),
        |_, _, _| Err(Fault::not_supported("files").into()),
        |_, _| None,
        || Box::new(Stub),
        &[],
    );
    Session::new(Arc::new(engine), Arc::new(Stub), Stop::new())
}

fn declare_enums() {
    let number =
        |names: &[&str]| names.iter().enumerate().map(|(at, it)| ((*it).into(), at as i64)).collect();
    let days = number(&["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]);
    enums::declare(well_known::DAY_OF_WEEK.ty(), days, false, well_known::INT32.ty());
    let actions = number(&["SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break"]);
    enums::declare(well_known::ACTION_PREFERENCE.ty(), actions, false, well_known::INT32.ty());
}

/// Keeps what is assigned.
#[derive(Default)]
pub(super) struct Kept(pub(super) Vec<Option<Value>>);

impl ParameterSink for Kept {
    fn assign(&mut self, _: &mut Session, index: usize, value: Value) -> Result<()> {
        if self.0.len() <= index {
            self.0.resize(index + 1, None);
        }
        self.0[index] = Some(value);
        Ok(())
    }

    fn reset(&mut self, _: &mut Session, index: usize) -> Result<()> {
        if let Some(value) = self.0.get_mut(index) {
            *value = None;
        }
        Ok(())
    }
}

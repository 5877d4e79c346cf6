//! Script blocks as values: the code behind one, and the session state that it belongs to; compiling texts.

use crate::{engine::ParseError, session::Session};
use psp_ir::Block as Code;
use psp_source::{SourceFile, Span};
use psp_value::{
    Block, ErrorCategory, Exception, Fault, Interrupt, InvocationInfo, Result, ScriptPosition, Value,
    well_known,
};
use std::{any::Any, path::Path, sync::Arc};

/// Code as the value layer carries it.
pub struct ScriptCode(pub Arc<Code>);

impl psp_value::Code for ScriptCode {
    fn source(&self) -> (&Arc<SourceFile>, Span) {
        (&self.0.file, self.0.inner)
    }
}

/// The code behind a script block.
pub fn block_code(block: &Block) -> Option<Arc<Code>> {
    let code: &dyn Any = &*block.code;
    code.downcast_ref::<ScriptCode>().map(|it| it.0.clone())
}

/// The session state that a block belongs to.
pub struct StateHandle {
    session: u64,
    state: u32,
}

impl StateHandle {
    /// A handle for a block.
    pub(crate) fn new(session: u64, state: u32) -> Self {
        Self { session, state }
    }

    /// The state's number.
    pub(crate) fn state(&self) -> u32 {
        self.state
    }

    /// The state of a block, when it belongs to this session.
    pub fn of(block: &Block, session: u64) -> Option<u32> {
        let held = block.state.as_ref()?;
        let handle = match held.downcast_ref::<crate::session::ClosureState>() {
            Some(closure) => closure.handle(),
            None => held.downcast_ref::<Self>()?,
        };
        (handle.session == session).then_some(handle.state)
    }
}

impl Session {
    /// Compiles a text that came from a script: `Invoke-Expression`, `[scriptblock]::Create`.
    ///
    /// # Errors
    /// A `ParseException` with all problems.
    pub fn compile_text(&mut self, text: &str) -> Result<Arc<Code>> {
        let file = Arc::new(SourceFile::new(None, text));
        self.compile(file)
    }

    /// Reads and compiles a script file.
    ///
    /// # Errors
    /// A `ParseException`; an error that the file cannot be read.
    pub fn compile_file(&mut self, path: &str) -> Result<Arc<Code>> {
        let system = self.engine().system.clone();
        let bytes = system.read(Path::new(path)).map_err(|error| {
            Fault::new("System.IO.FileNotFoundException", format!("Could not read '{path}': {error}"))
                .id("FileNotFound")
                .category(ErrorCategory::ObjectNotFound)
        })?;
        let text = self.engine().compiler.decode(&bytes);
        if let Some(known) = self.engine().compiled_file(path, &text) {
            return Ok(known);
        }
        let code = self.compile(Arc::new(SourceFile::new(Some(path.into()), text)))?;
        self.engine().keep_compiled(path, &code);
        Ok(code)
    }

    /// Compiles a source text.
    pub fn compile(&mut self, file: Arc<SourceFile>) -> Result<Arc<Code>> {
        let engine = self.engine().clone();
        let exists = |name: &str, namespaces: &[Box<str>]| self.type_exists(name, namespaces);
        engine.compiler.compile(file.clone(), &exists).map_err(|problems| parse_failure(&file, &problems))
    }

    /// A block as another session gets it: its text and nothing around it, so neither a file nor `using namespace`.
    ///
    /// # Errors
    /// A `ParseException`, of a text that means nothing by itself.
    pub fn block_alone(&mut self, block: &Code) -> Result<Arc<Code>> {
        block.alone(|file| self.compile(Arc::new(file)))
    }
}

/// The error of a text that could not be compiled.
pub fn parse_failure(file: &Arc<SourceFile>, problems: &[ParseError]) -> Interrupt {
    let Some(first) = problems.first() else { return Fault::runtime("ParseError", "Parse error.").into() };
    let place = |it: &ParseError| {
        Arc::new(InvocationInfo {
            position: Some(ScriptPosition { file: file.clone(), span: it.span }),
            ..InvocationInfo::default()
        })
    };
    let position = crate::position::position_message(file, first.span);
    let message = format!("{position}\n{}", first.message);
    let errors: Vec<Value> = problems
        .iter()
        .map(|it| {
            crate::session::record_object(
                "System.Management.Automation.Language.ParseError",
                vec![
                    ("Extent", file.slice(it.span).into()),
                    ("ErrorId", it.id.as_str().into()),
                    ("Message", it.message.as_str().into()),
                    ("IncompleteInput", it.incomplete.into()),
                ],
            )
        })
        .collect();
    let ty = well_known::exception("System.Management.Automation.ParseException");
    let exception = Exception {
        message: message.as_str().into(),
        properties: vec![("Errors".into(), Value::array(errors))],
        ..Exception::default()
    };
    let record = psp_value::ErrorRecord {
        exception: exception.object(ty.unwrap_or(well_known::EXCEPTION.ty())),
        id: first.id.as_str().into(),
        category: ErrorCategory::ParserError,
        invocation: Some(place(first)),
        details: Some(first.message.as_str().into()),
        ..psp_value::ErrorRecord::default()
    };
    Interrupt::raise(record.into_value(), true)
}

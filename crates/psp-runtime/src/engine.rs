//! [`Engine`]: what all sessions share and nobody changes after the start.

use crate::{
    cmdlet::{BuiltinModule, CmdletDef, Registry},
    frame::FrameId,
    function::Command,
    pipeline::{Collector, Out, Pipeline, StageInfo, StageKind, Step},
    session::{Session, StreamKind},
    signature::{Argument, Signature},
};
use parking_lot::RwLock;
use psp_host::{Console, System};
use psp_ir::Block;
use psp_source::{SourceFile, Span};
use psp_value::{BlockCall, Object, Ref, Result, Value};
use std::{collections::HashMap, sync::Arc};

/// Shared by all sessions.
pub struct Engine {
    /// The machine.
    pub system: Arc<dyn System>,
    /// The standard streams.
    pub console: Arc<dyn Console>,
    /// Runs code.
    pub evaluator: &'static dyn Evaluator,
    /// Makes code of text.
    pub compiler: Box<dyn Compiler>,
    /// The built-in commands by lower-case name.
    pub commands: Registry,
    /// Opens the file of a redirection.
    pub open_file: OpenRedirection,
    /// Expands wildcards and `~` of a bare word for a program.
    pub expand_word: ExpandWord,
    /// Makes what shows objects as lines of text, for programs that read them.
    pub new_formatter: NewFormatter,
    /// The built-in modules.
    pub modules: &'static [&'static BuiltinModule],
    /// Files that were compiled, by path; a file that has changed is compiled again.
    files: RwLock<HashMap<Box<str>, Arc<Block>>>,
    /// By address of the declaration.
    signatures: RwLock<HashMap<usize, Arc<Signature>>>,
}

/// Opens a file that a redirection names: its path as written, and whether to append.
pub type OpenRedirection = fn(&mut Session, &str, bool) -> Result<Box<dyn crate::session::FileWriter>>;

/// Expands wildcards and `~` of a bare word for a program; `None` when there is nothing to expand.
pub type ExpandWord = fn(&mut Session, &str) -> Option<Vec<String>>;

/// Shows objects as lines of text, as `Out-String -Stream` does.
pub trait TextFormatter: Send {
    /// Takes an object; `out` gets the lines that are complete.
    fn push(&mut self, session: &mut Session, value: &Value, out: &mut dyn FnMut(&str)) -> Result<()>;
    /// No more objects come.
    fn finish(&mut self, session: &mut Session, out: &mut dyn FnMut(&str)) -> Result<()>;
}

/// Makes a [`TextFormatter`].
pub type NewFormatter = fn() -> Box<dyn TextFormatter>;

/// A problem of a text that could not be compiled.
#[derive(Clone, Debug)]
pub struct ParseError {
    /// PowerShell's id.
    pub id: String,
    /// The message.
    pub message: String,
    /// Its place.
    pub span: Span,
    /// More text could mend it.
    pub incomplete: bool,
}

/// Makes code of text.
pub trait Compiler: Send + Sync {
    /// Compiles a text. `exists` says whether there is a type of a name, given the `using namespace` names of the text.
    ///
    /// # Errors
    /// The problems found, first one first; never empty.
    fn compile(
        &self,
        file: Arc<SourceFile>,
        exists: &dyn Fn(&str, &[Box<str>]) -> bool,
    ) -> std::result::Result<Arc<Block>, Vec<ParseError>>;

    /// The text of a script file: UTF-8, or what a byte order mark says.
    fn decode(&self, bytes: &[u8]) -> String;
}

/// Runs code; implemented by the evaluator.
pub trait Evaluator: Send + Sync {
    /// Runs a script block; its output goes to `out`.
    fn run_block(
        &self,
        session: &mut Session,
        block: &Ref<Object>,
        call: BlockCall<'_>,
        out: Out,
    ) -> Result<()>;

    /// The value of a block that is one expression, as it is, in the caller's scope.
    fn evaluate(&self, session: &mut Session, block: &Arc<Block>) -> Result<Value>;

    /// Runs a compiled block as the body of a script file, in the scope that `scope` says.
    fn run_script(
        &self,
        session: &mut Session,
        block: &Arc<Block>,
        arguments: Vec<Argument>,
        input: Option<Vec<Value>>,
        scope: ScriptScope,
        out: Out,
    ) -> Result<()>;

    /// Runs a command with arguments and input; its output goes to `out`.
    fn run_command(
        &self,
        session: &mut Session,
        command: &Command,
        arguments: Vec<Argument>,
        input: Option<Vec<Value>>,
        out: Out,
    ) -> Result<()>;

    /// Builds the pipeline that a block consists of without running it; what comes out goes to `output`.
    ///
    /// # Errors
    /// The block is more than one pipeline of commands; errors of binding the arguments.
    fn build_pipeline(
        &self,
        session: &mut Session,
        block: &Ref<Object>,
        arguments: Vec<Value>,
        output: Collector,
    ) -> Result<Pipeline>;

    /// Runs a step of a pipeline of the session by number; the last one removes it.
    fn step(&self, session: &mut Session, pipeline: usize, step: Step) -> Result<()>;

    /// Runs the `begin` of a stage of a running pipeline, unless that was done.
    fn begin(&self, session: &mut Session, pipeline: usize, stage: usize) -> Result<()>;

    /// Pushes an object into a stage.
    fn push(
        &self,
        session: &mut Session,
        info: &Arc<StageInfo>,
        kind: &mut StageKind,
        value: Value,
    ) -> Result<()>;

    /// Calls a method of a script class.
    fn call_method(
        &self,
        session: &mut Session,
        this: &Value,
        method: &Arc<dyn std::any::Any + Send + Sync>,
        arguments: Vec<Value>,
    ) -> Result<Value>;

    /// Makes an instance of a script class.
    fn construct(&self, session: &mut Session, ty: psp_value::Type, arguments: Vec<Value>) -> Result<Value>;

    /// Gives the static properties of a script class their initial values, unless that was done.
    fn start_class(&self, session: &mut Session, ty: psp_value::Type) -> Result<()>;
}

/// The scope a script file runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptScope {
    /// The global scope's own frame: the script of `psp run`.
    Global,
    /// A new scope: `& ./x.ps1`.
    New,
    /// The caller's scope: `. ./x.ps1`.
    Caller,
    /// A given scope, by name: a module's, the global one for a line of the REPL.
    Frame(FrameId),
}

/// Where what a session writes arrives.
pub trait Host: Send + Sync {
    /// Takes an object of the success stream.
    fn output(&self, session: &mut Session, value: Value) -> Result<()>;

    /// Takes a record of another stream: an error record, a text, an information record.
    fn record(&self, session: &mut Session, kind: StreamKind, value: Value) -> Result<()>;

    /// Writes out what is formatted so far: somebody else is about to write.
    fn flush(&self, session: &mut Session) -> Result<()>;

    /// Writes straight to the process's standard streams: a program may do so too.
    fn is_console(&self) -> bool {
        false
    }

    /// Keeps what is shown in a file, or no longer; gives back the file that was kept until now.
    fn set_transcript(&self, _file: Option<Box<dyn psp_host::File>>) -> Option<Box<dyn psp_host::File>> {
        None
    }

    /// Programs may write straight to the standard streams.
    fn is_direct(&self) -> bool {
        self.is_console()
    }

    /// Is a terminal that can ask the user.
    fn is_interactive(&self) -> bool {
        false
    }
}

impl Engine {
    /// An engine out of its parts.
    pub fn new(
        system: Arc<dyn System>,
        console: Arc<dyn Console>,
        evaluator: &'static dyn Evaluator,
        compiler: Box<dyn Compiler>,
        open_file: OpenRedirection,
        expand_word: ExpandWord,
        new_formatter: NewFormatter,
        modules: &'static [&'static BuiltinModule],
    ) -> Self {
        let mut commands = HashMap::default();
        for module in modules {
            for def in module.cmdlets {
                commands.insert(def.name.to_ascii_lowercase().into(), (*def, module.name));
            }
        }
        let commands = Arc::new(commands);
        let (files, signatures) = (RwLock::default(), RwLock::default());
        Self {
            system,
            console,
            evaluator,
            compiler,
            commands,
            open_file,
            expand_word,
            new_formatter,
            modules,
            files,
            signatures,
        }
    }

    /// The time, as UTC.
    pub fn now(&self) -> psp_value::Value {
        let ticks = self.system.ticks();
        psp_clr::datetime::DateTime { ticks, kind: psp_clr::datetime::Kind::Utc }.into()
    }

    /// The code of a file that some session has compiled, when its text is the same.
    pub(crate) fn compiled_file(&self, path: &str, text: &str) -> Option<Arc<Block>> {
        let known = self.files.read().get(path).cloned()?;
        (&**known.file.text() == text).then_some(known)
    }

    /// Keeps the code of a file for other sessions. Types of classes belong to the session that made them, so code with
    /// classes is compiled again.
    pub(crate) fn keep_compiled(&self, path: &str, code: &Arc<Block>) {
        let has = |word| psp_source::contains_ignoring_case(code.file.text(), word);
        if !has("class ") && !has("enum ") {
            self.files.write().insert(path.into(), code.clone());
        }
    }

    /// The parameters of a built-in command, made by the first call.
    pub fn signature_of(&self, def: &'static CmdletDef) -> Arc<Signature> {
        let key = std::ptr::from_ref(def).addr();
        if let Some(known) = self.signatures.read().get(&key) {
            return known.clone();
        }
        let made = Arc::new(Signature::of_cmdlet(def));
        self.signatures.write().entry(key).or_insert(made).clone()
    }

    /// The built-in command of this name.
    pub fn find_cmdlet(&self, name: &str) -> Option<(&'static CmdletDef, &'static str)> {
        self.commands.get(name.to_ascii_lowercase().as_str()).copied()
    }
}

//! PowerShell as a library: everything assembled behind one [`Shell`]. `Shell::new(system, console)` makes a session whose
//! output is formatted to the console; `run` runs a text or a script file in it.

mod compiler;
mod console;
mod progress;
mod style;

pub use console::ConsoleHost;
pub use psp_runtime::{Argument, Session};

use compiler::ScriptCompiler;
use psp_ast::{ExpressionKind, PipelineElement, StatementKind};
use psp_host::{Console, Stop, System};
use psp_runtime::{Dialog, Engine, Out, ScriptScope, types::script_block};
use psp_source::SourceFile;
use psp_value::{ErrorCategory, ErrorRecord, Interrupt, Reason, Value, well_known};
use std::{path::Path, sync::Arc};

/// A session with its console.
pub struct Shell {
    session: Session,
    host: Arc<ConsoleHost>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The exit status that the script asked for, or 1 after an error that ended it.
    pub code: i32,
    /// The script said `exit`.
    pub exited: bool,
    /// An error ended the script.
    pub failed: bool,
}

/// A text to run.
pub struct Program {
    /// The absolute path of its file; none for a text from elsewhere.
    pub path: Option<Arc<str>>,
    /// The text as bytes: UTF-8, or what a byte order mark says.
    pub text: Vec<u8>,
    /// Parameters and arguments.
    pub arguments: Vec<Argument>,
    /// `$input`
    pub input: Option<Vec<Value>>,
}

/// The engine over a machine and its standard streams.
pub fn engine(system: Arc<dyn System>, console: Arc<dyn Console>) -> Arc<Engine> {
    psp_types::register();
    psp_cmdlets::register();
    psp_runtime::types::register();
    psp_language::register();
    script_block::register_trees(|_, code| Ok(psp_language::block_tree(&code.file, code.inner, code.outer)));
    let engine = Engine::new(
        system,
        console,
        psp_eval::EVALUATOR,
        Box::new(ScriptCompiler),
        psp_cmdlets::open_redirection,
        psp_providers::native::expand_native_globs,
        psp_cmdlets::text_formatter,
        psp_cmdlets::MODULES,
    );
    Arc::new(engine)
}

impl Shell {
    /// A session over a machine; `stop` ends what it runs.
    pub fn new(system: Arc<dyn System>, console: Arc<dyn Console>, stop: Stop) -> Self {
        let engine = engine(system, console.clone());
        let host = Arc::new(ConsoleHost::new(console));
        let session = Session::new(engine, host.clone(), stop);
        let system = session.engine().system.clone();
        if system.variable("PSModulePath").is_none() {
            system.set_variable("PSModulePath", Some(&session.default_module_path()));
        }
        Self { session, host }
    }

    /// The session.
    pub fn session(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Runs a program in the global scope: a script file's scope is the global one.
    pub fn run(&mut self, program: Program) -> Ended {
        let text = psp_lexer::decode(&program.text);
        let file = Arc::new(SourceFile::new(program.path.clone(), text));
        self.session.script_path = program.path;
        let result = self.session.compile(file).and_then(|block| {
            let evaluator = self.session.engine().evaluator;
            let (arguments, input) = (program.arguments, program.input);
            evaluator.run_script(&mut self.session, &block, arguments, input, ScriptScope::Global, Out::HOST)
        });
        let ended = self.ended(result);
        psp_cmdlets::end_session(&mut self.session);
        self.host.finish(&mut self.session);
        ended
    }

    /// Questions to the user are asked, or are errors.
    pub fn allow_questions(&mut self, allowed: bool) {
        self.session.extension::<Dialog>().is_forbidden = !allowed;
    }

    /// Standard input becomes `$input` of the program.
    pub fn feed_input(&mut self) {
        self.session.extension::<Dialog>().feeds_input = true;
    }

    /// Goes to a directory before anything runs; false when there is none.
    pub fn go_to(&mut self, path: &str) -> bool {
        let path = self.session.absolute(path);
        let system = self.session.engine().system.clone();
        let is_directory = system.is_directory(&path);
        if is_directory {
            self.session.set_file_location(path.display().to_string());
        }
        is_directory
    }

    /// What stands before a line that the user types: what the function `prompt` gives.
    pub fn prompt(&mut self) -> String {
        let own = |it: &Session| format!("PS {}> ", it.shown_location());
        let Ok(command) = self.session.resolve_command("prompt") else { return own(&self.session) };
        let base = self.session.captured.len();
        let evaluator = self.session.engine().evaluator;
        let done = evaluator.run_command(&mut self.session, &command, Vec::new(), None, Out::CAPTURE);
        let values = self.session.captured.split_off(base);
        let text: psp_value::Result<Vec<String>> = values
            .iter()
            .map(|it| Ok(psp_value::convert::to_text(&mut self.session, it)?.text().into_owned()))
            .collect();
        match (done, text) {
            (Ok(()), Ok(text)) if !text.is_empty() => text.concat(),
            _ => own(&self.session),
        }
    }

    /// More lines could complete the text.
    pub fn is_incomplete(text: &str) -> bool {
        psp_parser::parse(text).diagnostics.iter().any(|it| it.incomplete)
    }

    /// The session is over; gives back the status.
    pub fn end(&mut self, code: i32) -> i32 {
        psp_cmdlets::end_session(&mut self.session);
        self.host.finish(&mut self.session);
        code
    }

    /// Runs a text in the global scope, whose variables stay for the next one.
    pub fn run_text(&mut self, text: &str) -> Ended {
        let file = Arc::new(SourceFile::new(None, text));
        let result = self.session.compile(file).and_then(|block| {
            let evaluator = self.session.engine().evaluator;
            let scope = ScriptScope::Frame(psp_runtime::FrameId::GLOBAL);
            evaluator.run_script(&mut self.session, &block, Vec::new(), None, scope, Out::HOST)
        });
        self.ended(result)
    }

    /// Shows an error that ended the script, and says how it ended.
    fn ended(&mut self, result: psp_value::Result<()>) -> Ended {
        let ended = match result.map_err(Interrupt::into_reason) {
            Ok(())
            | Err(Reason::Break(_) | Reason::Continue(_) | Reason::Return | Reason::StopPipeline(_)) => {
                Ended { code: 0, exited: false, failed: false }
            }
            Err(Reason::Exit(code)) => Ended { code, exited: true, failed: false },
            Err(Reason::Stopped) => Ended { code: 130, exited: true, failed: false },
            Err(Reason::Error(raised)) => {
                self.session.log_error(&raised.record);
                let shown = if raised.by_preference { uncaught(&raised.record) } else { raised.record };
                self.host.show_error(&mut self.session, &shown);
                Ended { code: 1, exited: false, failed: true }
            }
        };
        self.host.finish(&mut self.session);
        ended
    }

    /// The last statement of a text that was run failed: `$?` is false. An expression has not failed when the text ran
    /// to its end, whatever the command before it did.
    pub fn last_failed(&self, text: &str) -> bool {
        !self.session.ok && !ends_in_expression(text)
    }
}

/// An absolute path as text.
pub fn absolute(directory: &Path, path: &Path) -> Arc<str> {
    psp_runtime::session::normal(&directory.join(path)).display().to_string().into()
}

/// An error as it is shown after it ended the script by a preference: what an operator, a call or a conversion raised is
/// then the record inside of the exception, whose own exception only stands for it.
fn uncaught(record: &Value) -> Value {
    let Some(mut inner) = ErrorRecord::with(record, |it| it.clone()) else { return record.clone() };
    let (Some(stand_in), Some(runtime)) = (
        well_known::exception("System.Management.Automation.ParentContainsErrorRecordException"),
        well_known::exception("System.Management.Automation.RuntimeException"),
    ) else {
        return record.clone();
    };
    let is_own = inner.exception.ty().is_some_and(|it| it.is_a(runtime));
    if !is_own || inner.category != ErrorCategory::NotSpecified || !inner.activity.is_empty() {
        return record.clone();
    }
    let exception = psp_value::Exception { message: inner.message(), ..psp_value::Exception::default() };
    inner.exception = exception.object(stand_in);
    inner.into_value()
}

/// The last statement runs no command, so that it cannot have failed.
fn ends_in_expression(text: &str) -> bool {
    let script = psp_parser::parse(text).script;
    let last = script.end.as_ref().and_then(|it| it.statements.last());
    last.is_some_and(|it| is_expression(&it.kind))
}

fn is_expression(statement: &StatementKind) -> bool {
    match statement {
        StatementKind::Assignment(it) => is_expression(&it.value.kind),
        StatementKind::Pipeline(it) => match it.elements.as_slice() {
            [PipelineElement::Expression { expression, .. }] => match &expression.kind {
                ExpressionKind::Paren(inner) => is_expression(&inner.kind),
                ExpressionKind::SubExpression(_) | ExpressionKind::ArrayExpression(_) => false,
                _ => true,
            },
            _ => false,
        },
        _ => false,
    }
}

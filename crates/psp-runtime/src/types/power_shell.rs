//! `[powershell]::Create()`: commands that run in a session of their own, at once or on a thread.

use super::{
    collection,
    data_streams::{Collecting, DataStreams},
    failed_call,
    runspace::{OwnSession, Runspace, RunspacePool},
    session,
};
use crate::{
    engine::{Engine, ScriptScope},
    frame::FrameId,
    function::Command,
    parallel::{Detached, Turnstile},
    pipeline::Out,
    session::{Session, StreamKind},
    signature::Argument,
};
use psp_derive::ps_type;
use psp_host::Stop;
use psp_types::{declare::This, system::management::automation::enums::PSInvocationState};
use psp_value::{Context, Fault, Interrupt, Lock, Native, Result, Str, Value, convert};
use std::sync::Arc;

const NOT_STARTED: i64 = 0;
const RUNNING: i64 = 1;
const STOPPED: i64 = 3;
const COMPLETED: i64 = 4;
const FAILED: i64 = 5;

/// A command with its arguments.
#[derive(Clone)]
struct Entry {
    what: What,
    arguments: Vec<Argument>,
}

#[derive(Clone)]
enum What {
    Script(Str),
    Command(Str),
    Found(Command),
}

/// Statements, each a pipeline of commands.
#[derive(Clone, Default)]
struct Commands(Vec<Vec<Entry>>);

impl Commands {
    /// Adds a command to the last statement.
    fn add(&mut self, what: What) {
        if self.0.is_empty() {
            self.0.push(Vec::new());
        }
        if let Some(last) = self.0.last_mut() {
            last.push(Entry { what, arguments: Vec::new() });
        }
    }

    fn argument(&mut self, argument: Argument) -> Result<()> {
        let last = self.0.last_mut().and_then(|it| it.last_mut());
        let Some(last) = last else {
            let message = "A command is required to add a parameter. A command must be added to the PowerShell instance before adding a parameter.";
            return Err(Fault::new("System.InvalidOperationException", message).into());
        };
        last.arguments.push(argument);
        Ok(())
    }
}

/// Where a run takes place.
enum Place {
    /// In the session of the code that asks.
    Here,
    Own(OwnSession),
    /// In a session of a pool, when there is room.
    Pool(Arc<Turnstile>, Option<Value>),
}

/// A run: all that it needs, so that it may go to a thread.
struct Run {
    commands: Commands,
    input: Option<Vec<Value>>,
    streams: DataStreams,
    state: Arc<Lock<i64>>,
}

type Outcome = Result<Vec<Value>>;

impl Run {
    fn in_place(self, place: Place, engine: &Arc<Engine>, stop: &Stop) -> Outcome {
        match place {
            Place::Own(own) => own.with(|session| self.in_session(session, stop)),
            Place::Pool(places, start) => {
                let Some(_inside) = places.enter(stop) else { return Err(Interrupt::stopped()) };
                OwnSession::new(engine, start.as_ref())?.with(|session| self.in_session(session, stop))
            }
            Place::Here => {
                Err(Fault::not_supported("a run in the caller's session on another thread").into())
            }
        }
    }

    /// Runs in a session, whose output and streams are collected meanwhile.
    fn in_session(self, session: &mut Session, stop: &Stop) -> Outcome {
        let host = Collecting::new(&self.streams);
        let before = std::mem::replace(&mut session.host, host.clone());
        let stopped_by = std::mem::replace(&mut session.stop, stop.clone());
        let state = self.state.clone();
        let result = self.statements(session);
        session.host = before;
        session.stop = stopped_by;
        let output = host.take();
        let (number, result) = match result {
            Err(stopped) if stopped.is_stopped() => (STOPPED, Err(stopped)),
            Err(error) if error.is_error() => (FAILED, Err(error)),
            _ => (COMPLETED, Ok(output)),
        };
        state.with(|it| *it = number);
        result
    }

    fn statements(mut self, session: &mut Session) -> Result<()> {
        let out = std::mem::replace(&mut session.out, Out::HOST);
        let mut result = Ok(());
        for statement in &self.commands.0 {
            result = statement_of(session, statement, self.input.take());
            if result.is_err() {
                break;
            }
        }
        session.out = out;
        result
    }
}

/// Runs a pipeline: each command gets what the one before it wrote.
fn statement_of(session: &mut Session, entries: &[Entry], mut input: Option<Vec<Value>>) -> Result<()> {
    let Some((last, before)) = entries.split_last() else { return Ok(()) };
    for entry in before {
        let given = input.take();
        let output = session.capture_all(|session| run_entry(session, entry, given, Out::CAPTURE))?;
        input = Some(output);
    }
    run_entry(session, last, input, Out::HOST)
}

fn run_entry(session: &mut Session, entry: &Entry, input: Option<Vec<Value>>, out: Out) -> Result<()> {
    let evaluator = session.engine().evaluator;
    let command = match &entry.what {
        What::Found(command) => command.clone(),
        What::Command(name) => session.resolve_command(&name.text())?,
        What::Script(text) => {
            let code = session.compile_text(&text.text())?;
            if entry.arguments.is_empty() && input.is_none() && !code.facts.has_parameters {
                let scope = ScriptScope::Frame(FrameId::GLOBAL);
                return evaluator.run_script(session, &code, Vec::new(), None, scope, out);
            }
            match session.block_value(code, 0).as_block() {
                Some(block) => Command::Block(block.clone()),
                None => return Ok(()),
            }
        }
    };
    evaluator.run_command(session, &command, entry.arguments.clone(), input, out)
}

/// `[powershell]`
pub(super) struct PowerShell {
    commands: Arc<Lock<Commands>>,
    streams: DataStreams,
    state: Arc<Lock<i64>>,
    /// Its own session, made by the first run.
    own: Lock<Option<OwnSession>>,
    runspace: Lock<Value>,
    pool: Lock<Value>,
    /// Ends the run under way.
    stop: Lock<Stop>,
}

impl Native for PowerShell {}

impl PowerShell {
    fn place(&self, engine: &Arc<Engine>) -> Result<Place> {
        let pool = self.pool.snapshot();
        if let Some(pool) = pool.downcast::<RunspacePool>() {
            let (start, places) = pool.places();
            return Ok(Place::Pool(places, start));
        }
        let runspace = self.runspace.snapshot();
        if let Some(runspace) = runspace.downcast::<Runspace>() {
            return Ok(runspace.own_session()?.map_or(Place::Here, Place::Own));
        }
        if let Some(own) = self.own.snapshot() {
            return Ok(Place::Own(own));
        }
        let own = OwnSession::new(engine, None)?;
        self.own.with(|it| *it = Some(own.clone()));
        Ok(Place::Own(own))
    }

    /// What a run needs; it counts as started.
    fn run(&self, context: &mut dyn Context, input: Option<Value>) -> Result<Run> {
        let input = match input.filter(|it| !it.is_null()) {
            None => None,
            Some(value) => Some(match psp_value::enumerate(&value) {
                Some(items) => items.collect(context)?,
                None => vec![value],
            }),
        };
        self.state.with(|it| *it = RUNNING);
        Ok(Run {
            commands: self.commands.snapshot(),
            input,
            streams: self.streams.clone(),
            state: self.state.clone(),
        })
    }

    fn new_stop(&self, session: &Session) -> Stop {
        let stop = session.stop.child();
        self.stop.with(|it| *it = stop.clone());
        stop
    }
}

fn name_or_command(value: &Value, context: &mut dyn Context) -> Result<What> {
    match crate::command_info::command_of(value) {
        Some(command) => Ok(What::Found(command)),
        None => convert::to_text(context, value).map(What::Command),
    }
}

#[ps_type("System.Management.Automation.PowerShell")]
impl PowerShell {
    /// Without commands: in a session of its own, or a given runspace.
    #[ps]
    fn create(context: &mut dyn Context, runspace: Option<Value>) -> Result<Self> {
        let runspace = match runspace {
            Some(value) if value.downcast::<Runspace>().is_some() => value,
            Some(value) => {
                let text = convert::to_text(context, &value)?;
                let is_current = text.text().eq_ignore_ascii_case("CurrentRunspace");
                if is_current { Runspace::current(session(context)?) } else { Value::NULL }
            }
            None => Value::NULL,
        };
        Ok(Self {
            commands: Arc::default(),
            streams: DataStreams::new(),
            state: Arc::new(Lock::new(NOT_STARTED)),
            own: Lock::new(None),
            runspace: Lock::new(runspace),
            pool: Lock::new(Value::NULL),
            stop: Lock::default(),
        })
    }

    /// Adds a script to the pipeline.
    #[ps]
    fn add_script(
        &self,
        context: &mut dyn Context,
        script: &Value,
        use_local_scope: Option<bool>,
    ) -> Result<This> {
        let _ = use_local_scope;
        let text = convert::to_text(context, script)?;
        self.commands.with(|it| it.add(What::Script(text)));
        Ok(This)
    }

    /// Adds a command to the pipeline.
    #[ps]
    fn add_command(
        &self,
        context: &mut dyn Context,
        cmdlet: &Value,
        use_local_scope: Option<bool>,
    ) -> Result<This> {
        let _ = use_local_scope;
        let what = name_or_command(cmdlet, context)?;
        self.commands.with(|it| it.add(what));
        Ok(This)
    }

    /// Adds an argument to the last command.
    #[ps]
    fn add_argument(&self, value: &Value) -> Result<This> {
        self.commands.with(|it| it.argument(Argument::positional(value.clone())))?;
        Ok(This)
    }

    /// Adds a parameter to the last command.
    #[ps]
    fn add_parameter(&self, parameter_name: &Str, value: Option<Value>) -> Result<This> {
        let argument = match value {
            Some(value) => Argument::named(parameter_name.clone(), value),
            None => Argument::switch(parameter_name.clone()),
        };
        self.commands.with(|it| it.argument(argument))?;
        Ok(This)
    }

    /// Adds the entries of a table as parameters, or the elements of a list as arguments.
    #[ps]
    fn add_parameters(&self, context: &mut dyn Context, parameters: &Value) -> Result<This> {
        if let Some(table) = parameters.as_table() {
            let entries: Vec<_> = table.with(|it| it.iter().map(|(k, v)| (k.clone(), v.clone())).collect());
            for (key, value) in entries {
                let name = convert::to_text(context, &key)?;
                self.commands.with(|it| it.argument(Argument::named(name, value)))?;
            }
            return Ok(This);
        }
        for value in parameters.as_elements().unwrap_or_default() {
            self.commands.with(|it| it.argument(Argument::positional(value)))?;
        }
        Ok(This)
    }

    /// Starts another pipeline, which runs after the one before it.
    #[ps]
    fn add_statement(&self) -> This {
        self.commands.with(|it| it.0.push(Vec::new()));
        This
    }

    /// Runs the commands and gives their output.
    #[ps]
    fn invoke(&self, context: &mut dyn Context, input: Option<Value>) -> Result<Value> {
        let count = usize::from(input.is_some());
        let run = self.run(context, input)?;
        let session = session(context)?;
        let (engine, stop) = (session.engine().clone(), self.new_stop(session));
        let outcome = match self.place(&engine)? {
            Place::Here => run.in_session(session, &stop),
            other => {
                psp_value::multi::raise();
                run.in_place(other, &engine, &stop)
            }
        };
        outcome.map(collection).map_err(|error| failed_call(error, "Invoke", count))
    }

    /// Runs the commands on a thread of their own.
    #[ps]
    fn begin_invoke(&self, context: &mut dyn Context, input: Option<Value>) -> Result<AsyncResult> {
        let run = self.run(context, input)?;
        let session = session(context)?;
        let (engine, stop) = (session.engine().clone(), self.new_stop(session));
        let place = self.place(&engine)?;
        let started = Detached::start(move || run.in_place(place, &engine, &stop));
        match started {
            Some(work) => Ok(AsyncResult(work)),
            None => {
                Err(Fault::new("System.OutOfMemoryException", "The system gives no more threads.").into())
            }
        }
    }

    /// Waits for such a run and gives its output.
    #[ps]
    fn end_invoke(&self, context: &mut dyn Context, async_result: &AsyncResult) -> Result<Value> {
        match async_result.0.wait(context.stop()) {
            Some(outcome) => outcome.map(collection).map_err(|error| failed_call(error, "EndInvoke", 1)),
            None if context.stop().is_requested() => Err(Interrupt::stopped()),
            None => Ok(collection(Vec::new())),
        }
    }

    /// Stops the run under way.
    #[ps]
    fn stop(&self) {
        self.stop.with(|it| it.clone()).request();
    }

    /// Gives it up.
    #[ps]
    fn dispose(&self) {
        self.own.with(Option::take);
    }

    /// The commands.
    #[ps(get)]
    fn commands(&self) -> PsCommand {
        PsCommand(self.commands.clone())
    }

    /// Records of the streams.
    #[ps(get)]
    fn streams(&self) -> DataStreams {
        self.streams.clone()
    }

    /// An error was written, or ended the run.
    #[ps(get)]
    fn had_errors(&self) -> bool {
        !self.streams.is_empty(StreamKind::Error) || self.state.with(|it| *it) == FAILED
    }

    /// How far the run is.
    #[ps(get)]
    fn invocation_state_info(&self) -> InvocationStateInfo {
        InvocationStateInfo(PSInvocationState(self.state.with(|it| *it)))
    }

    /// The runspace that it runs in; null for its own.
    #[ps(get)]
    fn runspace(&self) -> Value {
        self.runspace.snapshot()
    }
    #[ps(set)]
    fn set_runspace(&self, value: &Value) {
        self.runspace.with(|it| *it = value.clone());
    }

    /// The pool that it runs in.
    #[ps(get)]
    fn runspace_pool(&self) -> Value {
        self.pool.snapshot()
    }
    #[ps(set)]
    fn set_runspace_pool(&self, value: &Value) {
        self.pool.with(|it| *it = value.clone());
    }

    /// Runs inside of another run.
    #[ps(get)]
    fn is_nested(&self) -> bool {
        false
    }
}

/// `PowerShell.Commands`
pub(super) struct PsCommand(Arc<Lock<Commands>>);

impl Native for PsCommand {}

#[ps_type("System.Management.Automation.PSCommand")]
impl PsCommand {
    /// Removes all commands.
    #[ps]
    fn clear(&self) {
        self.0.with(|it| it.0.clear());
    }

    /// Names and texts of the commands.
    #[ps(get)]
    fn commands(&self) -> Value {
        let text = |entry: &Entry| match &entry.what {
            What::Script(text) | What::Command(text) => text.clone(),
            What::Found(command) => command.name(),
        };
        let texts = self.0.with(|it| it.0.iter().flatten().map(text).collect::<Vec<_>>());
        let item = |text: Str| {
            crate::session::record_object(
                "System.Management.Automation.Runspaces.Command",
                vec![("CommandText", text.into())],
            )
        };
        collection(texts.into_iter().map(item).collect())
    }
}

/// `PowerShell.InvocationStateInfo`
pub(super) struct InvocationStateInfo(PSInvocationState);

impl Native for InvocationStateInfo {}

#[ps_type("System.Management.Automation.PSInvocationStateInfo")]
impl InvocationStateInfo {
    /// How far it is.
    #[ps(get)]
    fn state(&self) -> PSInvocationState {
        self.0
    }

    /// Why it failed.
    #[ps(get)]
    fn reason(&self) -> Value {
        Value::NULL
    }
}

/// What `BeginInvoke` gives.
pub(super) struct AsyncResult(Detached<Outcome>);

impl Native for AsyncResult {}

#[ps_type("System.Management.Automation.PowerShellAsyncResult")]
impl AsyncResult {
    /// The run is over.
    #[ps(get)]
    fn is_completed(&self) -> bool {
        self.0.is_over()
    }

    /// The run was over before the call returned.
    #[ps(get)]
    fn completed_synchronously(&self) -> bool {
        false
    }
}

//! `Runspace`: a session as an object; runspaces of their own, pools of them, and what they start with.

use super::session;
use crate::{
    engine::{Engine, Host},
    frame::FrameId,
    parallel::Turnstile,
    session::{Session, StreamKind},
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_host::Stop;
use psp_ir::Symbol;
use psp_types::{
    declare::Emulated,
    system::management::automation::enums::{RunspaceAvailability, RunspacePoolState, RunspaceState},
};
use psp_value::{
    Context, ErrorCategory, Fault, Interrupt, Lock, Native, Object, Ref, Result, Str, Value, Variable,
    convert, types::instantiate, well_known,
};
use std::sync::Arc;

const BEFORE_OPEN: i64 = 0;
const OPENED: i64 = 2;
const CLOSED: i64 = 3;

/// A session of its own; one thread uses it at a time.
#[derive(Clone)]
pub(super) struct OwnSession(Arc<Mutex<Session>>);

impl OwnSession {
    /// A new session of an engine, with what it starts with.
    pub(super) fn new(engine: &Arc<Engine>, start: Option<&Value>) -> Result<Self> {
        let mut session = Session::new(engine.clone(), Arc::new(Silent), Stop::new());
        if let Some(state) = start.and_then(|it| it.downcast::<InitialSessionState>()) {
            state.furnish(&mut session)?;
        }
        Ok(Self(Arc::new(Mutex::new(session))))
    }

    /// Works with the session.
    ///
    /// # Errors
    /// The session is running something.
    pub(super) fn with<R>(&self, f: impl FnOnce(&mut Session) -> Result<R>) -> Result<R> {
        match self.0.try_lock() {
            Some(mut session) => f(&mut session),
            None => Err(busy()),
        }
    }
}

fn busy() -> Interrupt {
    let message = "The pipeline was not run because a pipeline is already running. Pipelines cannot be run concurrently.";
    Fault::new("System.Management.Automation.PSInvalidOperationException", message).into()
}

/// Takes nothing: of sessions between two runs.
struct Silent;

impl Host for Silent {
    fn output(&self, _session: &mut Session, _value: Value) -> Result<()> {
        Ok(())
    }

    fn record(&self, _session: &mut Session, _kind: StreamKind, _value: Value) -> Result<()> {
        Ok(())
    }

    fn flush(&self, _session: &mut Session) -> Result<()> {
        Ok(())
    }
}

/// `[runspace]::DefaultRunspace`, and those that `RunspaceFactory` makes.
pub(super) struct Runspace {
    /// The session's number.
    number: u64,
    instance_id: String,
    name: Lock<Str>,
    /// None: the session of the running code.
    own: Option<OwnSession>,
    state: Lock<i64>,
}

impl Native for Runspace {
    fn equals(&self, other: &Value) -> Option<bool> {
        other.downcast::<Self>().map(|it| it.number == self.number)
    }
}

impl Runspace {
    fn of(session: &Session, own: Option<OwnSession>, state: i64) -> Self {
        Self {
            number: session.number,
            instance_id: session.instance_id().to_string(),
            name: Lock::new(format!("Runspace{}", session.number).as_str().into()),
            own,
            state: Lock::new(state),
        }
    }

    /// The runspace of a session.
    pub(super) fn current(session: &Session) -> Value {
        Object::native(Self::ty(), Self::of(session, None, OPENED)).into()
    }

    /// A runspace of its own, not open yet.
    fn made(engine: &Arc<Engine>, start: Option<&Value>) -> Result<Value> {
        let own = OwnSession::new(engine, start)?;
        let runspace = own.with(|session| Ok(Self::of(session, Some(own.clone()), BEFORE_OPEN)))?;
        Ok(Object::native(Self::ty(), runspace).into())
    }

    /// Its session; none when that runs the code that asks.
    pub(super) fn own_session(&self) -> Result<Option<OwnSession>> {
        if self.own.is_some() && self.state.with(|it| *it) != OPENED {
            let message = "The runspace state is not valid for this operation.";
            return Err(Fault::new(
                "System.Management.Automation.Runspaces.InvalidRunspaceStateException",
                message,
            )
            .into());
        }
        Ok(self.own.clone())
    }
}

#[ps_type("System.Management.Automation.Runspaces.Runspace")]
impl Runspace {
    /// The runspace of the running code.
    #[ps(get)]
    fn default_runspace(context: &mut dyn Context) -> Result<Value> {
        Ok(Self::current(session(context)?))
    }

    /// There is a runspace to run code in.
    #[ps(get)]
    fn can_use_default_runspace() -> bool {
        true
    }

    /// Its number in the process.
    #[ps(get)]
    fn id(&self) -> i32 {
        self.number as i32
    }

    /// Its name.
    #[ps(get)]
    fn name(&self) -> Str {
        self.name.snapshot()
    }
    #[ps(set)]
    fn set_name(&self, value: &Str) {
        self.name.with(|it| *it = value.clone());
    }

    /// Tells it from all others.
    #[ps(get)]
    fn instance_id(&self, context: &mut dyn Context) -> Result<Value> {
        convert::convert(context, &self.instance_id.as_str().into(), well_known::GUID.ty())
    }

    /// Open or closed.
    #[ps(get)]
    fn runspace_state_info(&self) -> RunspaceStateInfo {
        RunspaceStateInfo(RunspaceState(self.state.with(|it| *it)))
    }

    /// Whether it runs something.
    #[ps(get)]
    fn runspace_availability(&self) -> RunspaceAvailability {
        let is_busy = self.own.as_ref().is_none_or(|it| it.0.is_locked());
        match self.state.with(|it| *it) {
            OPENED => RunspaceAvailability(if is_busy { 3 } else { 1 }),
            _ => RunspaceAvailability(0),
        }
    }

    /// Runs on another machine.
    #[ps(get)]
    fn runspace_is_remote(&self) -> bool {
        false
    }

    /// The version of PowerShell.
    #[ps(get)]
    fn version(&self, context: &mut dyn Context) -> Result<Value> {
        convert::convert(context, &crate::session::PS_VERSION.into(), well_known::VERSION.ty())
    }

    /// Its variables.
    #[ps(get)]
    fn session_state_proxy(&self) -> SessionStateProxy {
        SessionStateProxy(self.own.clone())
    }

    /// Makes it ready.
    #[ps]
    fn open(&self) {
        self.state.with(|it| *it = OPENED);
    }

    /// Ends its use.
    #[ps]
    fn close(&self) {
        self.state.with(|it| *it = CLOSED);
    }

    /// Ends its use.
    #[ps]
    fn dispose(&self) {
        self.close();
    }
}

/// `Runspace.RunspaceStateInfo`
pub(super) struct RunspaceStateInfo(RunspaceState);

impl Native for RunspaceStateInfo {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(convert::to_text(context, &self.0.value())?.text().into_owned()))
    }
}

#[ps_type("System.Management.Automation.Runspaces.RunspaceStateInfo")]
impl RunspaceStateInfo {
    /// The state.
    #[ps(get)]
    fn state(&self) -> RunspaceState {
        self.0
    }

    /// Why it is broken.
    #[ps(get)]
    fn reason(&self) -> Value {
        Value::NULL
    }
}

/// `Runspace.SessionStateProxy`
pub(super) struct SessionStateProxy(Option<OwnSession>);

impl Native for SessionStateProxy {}

impl SessionStateProxy {
    fn with<R>(&self, context: &mut dyn Context, f: impl FnOnce(&mut Session) -> Result<R>) -> Result<R> {
        match &self.0 {
            Some(own) => own.with(f),
            None => f(session(context)?),
        }
    }
}

#[ps_type("System.Management.Automation.Runspaces.SessionStateProxy")]
impl SessionStateProxy {
    /// Writes a global variable.
    #[ps]
    fn set_variable(&self, context: &mut dyn Context, name: &str, value: &Value) -> Result<()> {
        self.with(context, |session| {
            session.write_variable(Symbol::new(name), FrameId::GLOBAL, value.clone())
        })
    }

    /// A global variable's value.
    #[ps]
    fn get_variable(&self, context: &mut dyn Context, name: &str) -> Result<Value> {
        self.with(context, |session| {
            Ok(session.read_variable(Symbol::new(name), FrameId::GLOBAL).unwrap_or_default())
        })
    }
}

/// `[runspacefactory]`
pub(super) struct RunspaceFactory;

#[ps_type("System.Management.Automation.Runspaces.RunspaceFactory", kind = Static)]
impl RunspaceFactory {
    /// A runspace of its own.
    #[ps]
    fn create_runspace(context: &mut dyn Context, initial_session_state: Option<Value>) -> Result<Value> {
        let engine = session(context)?.engine().clone();
        Runspace::made(&engine, initial_session_state.as_ref())
    }

    /// Runspaces that many commands share.
    #[ps]
    fn create_runspace_pool(
        min_runspaces: i32,
        max_runspaces: i32,
        initial_session_state: Option<Value>,
        host: Option<Value>,
    ) -> Result<RunspacePool> {
        let _ = host;
        let room = usize::try_from(max_runspaces).ok().filter(|it| *it > 0 && min_runspaces > 0);
        let Some(room) = room else {
            return Err(Fault::out_of_range(
                "The number of runspaces must be greater than zero.",
                "maxRunspaces",
            )
            .into());
        };
        Ok(RunspacePool {
            least: min_runspaces,
            most: max_runspaces,
            start: initial_session_state,
            places: Turnstile::new(room),
            state: Lock::new(BEFORE_OPEN),
        })
    }
}

/// Runspaces that many commands share: so many run at once.
pub(super) struct RunspacePool {
    least: i32,
    most: i32,
    start: Option<Value>,
    places: Arc<Turnstile>,
    state: Lock<i64>,
}

impl Native for RunspacePool {}

impl RunspacePool {
    /// What its sessions start with, and the places to run in.
    pub(super) fn places(&self) -> (Option<Value>, Arc<Turnstile>) {
        (self.start.clone(), self.places.clone())
    }
}

#[ps_type("System.Management.Automation.Runspaces.RunspacePool")]
impl RunspacePool {
    /// Makes it ready.
    #[ps]
    fn open(&self) {
        self.state.with(|it| *it = OPENED);
    }

    /// Ends its use.
    #[ps]
    fn close(&self) {
        self.state.with(|it| *it = CLOSED);
    }

    /// Ends its use.
    #[ps]
    fn dispose(&self) {
        self.close();
    }

    /// How many are kept ready.
    #[ps]
    fn get_min_runspaces(&self) -> i32 {
        self.least
    }

    /// How many run at once.
    #[ps]
    fn get_max_runspaces(&self) -> i32 {
        self.most
    }

    /// How many could start now.
    #[ps]
    fn get_available_runspaces(&self) -> i32 {
        self.places.free() as i32
    }

    /// Open or closed.
    #[ps(get)]
    fn runspace_pool_state_info(&self) -> RunspacePoolStateInfo {
        RunspacePoolStateInfo(RunspacePoolState(self.state.with(|it| *it)))
    }
}

/// `RunspacePool.RunspacePoolStateInfo`
pub(super) struct RunspacePoolStateInfo(RunspacePoolState);

impl Native for RunspacePoolStateInfo {}

#[ps_type("System.Management.Automation.RunspacePoolStateInfo")]
impl RunspacePoolStateInfo {
    /// The state.
    #[ps(get)]
    fn state(&self) -> RunspacePoolState {
        self.0
    }
}

/// `InitialSessionState`: variables and functions that a runspace starts with.
pub(super) struct InitialSessionState {
    variables: Ref<Object>,
    commands: Ref<Object>,
}

impl Native for InitialSessionState {}

fn entries() -> Ref<Object> {
    let ty = instantiate(well_known::COLLECTION.ty(), &[well_known::OBJECT.ty()]);
    Ref::new(Object::list(ty, Vec::new()))
}

impl InitialSessionState {
    fn empty() -> Self {
        Self { variables: entries(), commands: entries() }
    }

    fn furnish(&self, session: &mut Session) -> Result<()> {
        for entry in Value::object(self.variables.clone()).as_elements().unwrap_or_default() {
            let Some(entry) = entry.downcast::<StateEntry>() else { continue };
            let variable = Variable::new(entry.name.clone(), entry.value.clone());
            variable.description.with(|it| *it = entry.description.clone());
            session.put_variable(Symbol::new(&entry.name.text()), FrameId::GLOBAL, Ref::new(variable));
        }
        for entry in Value::object(self.commands.clone()).as_elements().unwrap_or_default() {
            let Some(entry) = entry.downcast::<StateEntry>() else { continue };
            let text = convert::to_text(session, &entry.value)?;
            let code = session.compile_text(&text.text())?;
            let function = session.make_function(&entry.name.text(), code, false, 0);
            session.define_function(function, FrameId::GLOBAL);
        }
        Ok(())
    }
}

#[ps_type("System.Management.Automation.Runspaces.InitialSessionState")]
impl InitialSessionState {
    /// The default environment.
    #[ps]
    fn create_default() -> Self {
        Self::empty()
    }

    /// The default environment.
    #[ps("CreateDefault2")]
    fn create_default_again() -> Self {
        Self::empty()
    }

    /// The default environment.
    #[ps]
    fn create() -> Self {
        Self::empty()
    }

    /// Variables.
    #[ps(get)]
    fn variables(&self) -> Value {
        Value::object(self.variables.clone())
    }

    /// Functions.
    #[ps(get)]
    fn commands(&self) -> Value {
        Value::object(self.commands.clone())
    }
}

/// A variable or function of an `InitialSessionState`.
pub(super) struct StateEntry {
    name: Str,
    value: Value,
    description: Str,
}

impl Native for StateEntry {}

/// `SessionStateVariableEntry`
pub(super) struct VariableEntry;

/// `SessionStateFunctionEntry`
pub(super) struct FunctionEntry;

fn entry(this: &Value) -> Result<&StateEntry> {
    this.downcast::<StateEntry>()
        .ok_or_else(|| Fault::argument_null("entry").category(ErrorCategory::InvalidArgument).into())
}

#[ps_type("System.Management.Automation.Runspaces.SessionStateVariableEntry")]
impl VariableEntry {
    /// A variable with a value and a text about it.
    #[ps("new")]
    fn make_new(name: &Str, value: &Value, description: &Str) -> Value {
        let entry = StateEntry { name: name.clone(), value: value.clone(), description: description.clone() };
        Object::native(Self::ty(), entry).into()
    }

    /// The name.
    #[ps(get)]
    fn name(this: &Value) -> Result<Str> {
        Ok(entry(this)?.name.clone())
    }

    /// The value.
    #[ps("Value", get)]
    fn held(this: &Value) -> Result<Value> {
        Ok(entry(this)?.value.clone())
    }

    /// A text about it.
    #[ps(get)]
    fn description(this: &Value) -> Result<Str> {
        Ok(entry(this)?.description.clone())
    }
}

#[ps_type("System.Management.Automation.Runspaces.SessionStateFunctionEntry")]
impl FunctionEntry {
    /// A function with its body as text.
    #[ps("new")]
    fn make_new(name: &Str, definition: &Str) -> Value {
        let entry =
            StateEntry { name: name.clone(), value: definition.clone().into(), description: Str::default() };
        Object::native(Self::ty(), entry).into()
    }

    /// The name.
    #[ps(get)]
    fn name(this: &Value) -> Result<Str> {
        Ok(entry(this)?.name.clone())
    }

    /// The body.
    #[ps(get)]
    fn definition(this: &Value) -> Result<Value> {
        Ok(entry(this)?.value.clone())
    }
}

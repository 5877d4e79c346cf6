//! [`Session`]: one runspace. Scopes, functions, streams, location, errors; it moves between threads but is used by
//! one at a time.

mod automatic;
mod closure;
mod commands;
mod context;
mod defaults;
mod errors;
mod forward;
mod frames;
mod location;
mod signatures;
mod streams;
mod variables;

pub use automatic::{TypeConstraint, bound_table, convert_variable};
pub use closure::ClosureState;
pub use defaults::{DEFAULT_NAMES, PS_VERSION, action, enum_value, record as record_object};
pub use errors::{CallUnderWay, complete_id, to_action};
pub(crate) use forward::{failed_item, stopped_task, task_failure};
pub use location::normal;
pub use streams::{ConsoleEncoding, FileWriter, OpenFile, StreamKind, text_record};
pub use variables::Place;

use crate::{
    engine::{Engine, Host},
    frame::{FrameBox, FrameId},
    function::Command,
    module::ModuleState,
    pipeline::{Out, Pipeline, Redirects},
};
use psp_clr::culture::Culture;
use psp_host::Stop;
use psp_ir::Body;
use psp_value::{Interrupt, Object, Ref, Shape, Type, Value};
use std::{
    collections::HashMap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};
use uuid::Uuid;

/// One runspace.
pub struct Session {
    engine: Arc<Engine>,
    /// Where what is written arrives.
    pub host: Arc<dyn Host>,
    /// Tells this session's handles from those of others.
    pub number: u64,
    instance_id: OnceLock<Uuid>,
    /// All frames, running and pooled.
    pub frames: Vec<FrameBox>,
    /// The first frame of the pool.
    free: Option<crate::frame::Here>,
    released_states: closure::Released,
    /// The running frame.
    pub current: FrameId,
    /// The global session state and those of modules.
    pub states: Vec<ModuleState>,
    /// Output being collected.
    pub captured: Vec<Value>,
    /// Where output goes now.
    pub out: Out,
    /// Where the other streams go now.
    pub redirects: Redirects,
    /// Running pipelines.
    pub pipelines: Vec<Pipeline>,
    /// Number of the next pipeline.
    pub next_pipeline: u64,
    /// Open files of redirections.
    pub files: Vec<Option<streams::OpenFile>>,
    /// Asks whether to stop.
    pub stop: Stop,
    /// `try` and `trap` blocks under way up the dynamic stack.
    pub try_depth: u32,
    /// Script calls and re-entries under way.
    pub depth: u32,
    /// `$?`
    pub ok: bool,
    /// The command that ended itself, by pipeline and place, and its error.
    pub(crate) ending: Option<(u64, u16, Value)>,
    /// `$Error`
    pub errors: Ref<Object>,
    /// Call-site caches.
    pub sites: Vec<SiteCache>,
    /// What commands at call sites can be called directly.
    pub calls: Vec<CallSite>,
    loaded: HashMap<(usize, u32), Ref<Loaded>, foldhash::fast::FixedState>,
    /// Changes when a command's name may mean something else.
    pub command_epoch: u64,
    /// Changes when a variable's name may mean another place than the links of unset slots say.
    pub(crate) link_epoch: u32,
    /// Values behind `$using:`, of a worker.
    pub usings: Option<Arc<HashMap<Box<str>, Value>>>,
    /// The current culture.
    pub culture: &'static Culture,
    location: location::Location,
    /// Running functions with `-ErrorVariable` and its kin, and the scopes they were called from.
    pub collectors: Vec<(Arc<crate::pipeline::StageInfo>, FrameId)>,
    /// Stops that wait while `finally` blocks run.
    pub shielded: Vec<Stop>,
    block_signatures:
        HashMap<usize, (Arc<crate::signature::Signature>, Arc<psp_ir::Block>), foldhash::fast::FixedState>,
    /// The types made of script classes and enums, by the address of the definition, which is kept with them.
    pub classes: HashMap<usize, (Type, Arc<psp_ir::ClassInfo>), foldhash::fast::FixedState>,
    /// `using namespace` of the code that is compiled last, lower-case; looked through by `find_type`.
    pub namespaces: Arc<[Box<str>]>,
    /// `Update-TypeData`: members by type name.
    pub type_data: HashMap<Box<str>, Vec<psp_value::ExtraMember>>,
    /// The script given to `psp run` or `-File`.
    pub script_path: Option<Arc<str>>,
    /// Loaded modules and where to find others.
    pub modules: crate::module::Modules,
    /// A worker of a parallel run.
    pub is_worker: bool,
    /// What other crates keep in a session: history, jobs, random state.
    pub extensions: HashMap<std::any::TypeId, Box<dyn std::any::Any + Send>>,
}

/// A body as a session runs it.
pub struct Loaded {
    /// The code.
    pub body: Arc<Body>,
    /// Its instructions.
    pub ops: crate::frame::Ops,
    /// How many registers it has.
    pub registers: u16,
    /// How many of them are variables.
    pub slots: psp_ir::Reg,
    /// How many of those are parameters.
    pub params: u16,
    /// Enumerations that may be under way at once.
    pub iterations: u8,
    /// The literals as values.
    pub constants: Box<[Value]>,
    /// Its first site in the session's caches: those of members and types, then of commands, then of object literals.
    pub site_base: usize,
    /// Its first site of a command.
    pub command_base: usize,
    /// Its first site among those of direct calls.
    pub call_base: usize,
    /// `using namespace` names of its text.
    pub namespaces: Arc<[Box<str>]>,
}

impl Loaded {
    /// The site of `commands[k]`.
    #[inline]
    pub fn command_site(&self, k: u16) -> usize {
        self.command_base + k as usize
    }

    /// The site of `shapes[k]`.
    #[inline]
    pub fn shape_site(&self, k: u16) -> usize {
        self.command_base + self.body.commands.len() + k as usize
    }
}

/// What is known of a command at a place, at an epoch of commands: the function that can be called directly, if any.
#[derive(Clone, Default)]
pub struct CallSite {
    /// The epoch; 0 when nothing is known.
    pub epoch: u64,
    /// The function.
    pub target: Option<Ref<DirectCall>>,
}

/// A function that can be called by position without further ado.
pub struct DirectCall {
    /// The session state it belongs to.
    pub state: u32,
    /// Its body.
    pub loaded: Ref<Loaded>,
    /// What the site gives to the first parameters.
    pub arguments: Box<[DirectArgument]>,
    /// The first of its statements.
    pub first: crate::frame::Ip,
    /// All parameters are given.
    pub is_full: bool,
    /// Where the defaults of parameters start, when some may be needed.
    pub prologue: Option<u32>,
}

/// An argument of a [`DirectCall`].
#[derive(Clone, Copy)]
pub struct DirectArgument {
    /// The number of a register, or of a constant.
    pub from: u16,
    /// It is a constant's.
    pub is_constant: bool,
    /// It is a temporary's, which is left empty.
    pub is_taken: bool,
    /// What the parameter takes as it is; none takes anything.
    pub tag: Option<psp_value::Tag>,
}

/// What a call site remembers.
#[derive(Clone, Default)]
pub enum SiteCache {
    /// Nothing yet.
    #[default]
    Empty,
    /// What a command's name meant at an epoch.
    Command(u64, Command),
    /// Where a member was in objects of a shape.
    Member(Ref<Shape>, u32),
    /// A method of a script class that the calls by objects of this type mean.
    Method(Type, &'static crate::class::Method, Ref<Loaded>),
    /// Where a property of a script class is, and the type that a value must have to be stored as it is.
    Property(Type, u32, Type),
    /// A member's name as a string.
    Name(psp_value::Str),
    /// What a type's name means.
    Type(Type),
    /// The shape of an object literal.
    Shape(Ref<Shape>),
}

/// An interrupt as an error type of other crates.
#[derive(Debug)]
pub struct Failure(pub Interrupt);

static NEXT_SESSION: AtomicU64 = AtomicU64::new(1);

impl Session {
    /// A session with the default environment.
    pub fn new(engine: Arc<Engine>, host: Arc<dyn Host>, stop: Stop) -> Self {
        let location = location::Location::start(&engine);
        let mut session = Self {
            engine,
            host,
            number: NEXT_SESSION.fetch_add(1, Ordering::Relaxed),
            instance_id: OnceLock::new(),
            frames: Vec::new(),
            free: None,
            released_states: closure::Released::default(),
            current: FrameId::GLOBAL,
            states: vec![ModuleState::global()],
            captured: Vec::new(),
            out: Out::HOST,
            redirects: Redirects::HOST,
            pipelines: Vec::new(),
            next_pipeline: 1,
            files: Vec::new(),
            stop,
            try_depth: 0,
            depth: 0,
            ok: true,
            ending: None,
            errors: errors::empty_list(),
            sites: Vec::new(),
            calls: Vec::new(),
            loaded: HashMap::default(),
            command_epoch: 1,
            link_epoch: 1,
            usings: None,
            culture: psp_clr::culture::find("en-US").unwrap_or(&psp_clr::culture::INVARIANT),
            location,
            collectors: Vec::new(),
            shielded: Vec::new(),
            block_signatures: HashMap::default(),
            classes: HashMap::default(),
            namespaces: Arc::default(),
            type_data: HashMap::new(),
            script_path: None,
            modules: crate::module::Modules::default(),
            is_worker: false,
            extensions: HashMap::new(),
        };
        let mut global = FrameBox::default();
        (global.id, global.scope) = (FrameId::GLOBAL, FrameId::GLOBAL);
        session.frames.push(global);
        session
    }

    /// What all sessions share.
    #[inline]
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// The runspace's id.
    pub fn instance_id(&self) -> Uuid {
        *self.instance_id.get_or_init(Uuid::new_v4)
    }

    fn make_loaded(&mut self, body: &Arc<Body>, namespaces: Arc<[Box<str>]>) -> Loaded {
        let constants = body.constants.iter().map(crate::constant::value_of).collect();
        let site_base = self.sites.len();
        let count = body.sites.len() + body.commands.len() + body.shapes.len();
        self.sites.resize_with(site_base + count, SiteCache::default);
        let call_base = self.calls.len();
        self.calls.resize_with(call_base + body.commands.len(), CallSite::default);
        Loaded {
            body: body.clone(),
            ops: crate::frame::Ops::of(body),
            registers: body.registers,
            slots: body.slots.len() as psp_ir::Reg,
            params: body.params,
            iterations: body.iterations,
            constants,
            site_base,
            command_base: site_base + body.sites.len(),
            call_base,
            namespaces,
        }
    }

    /// Something that another crate keeps in the session, made by the first call.
    pub fn extension<T: Default + Send + 'static>(&mut self) -> &mut T {
        let entry = self.extensions.entry(std::any::TypeId::of::<T>()).or_insert_with(|| Box::<T>::default());
        // PANIC-free in effect: the entry under T's id was made above as a T.
        match entry.downcast_mut::<T>() {
            Some(found) => found,
            None => unreachable!("an extension is stored under its own type"),
        }
    }
}

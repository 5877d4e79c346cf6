//! Sessions, scopes, frames, pipelines, the binder, modules, jobs and parallel work: everything that runs code needs,
//! except running it, which is the evaluator's.

mod alias;
pub mod alias_object;
pub mod binder;
pub mod check;
pub mod class;
pub mod cmdlet;
pub mod code;
pub use types::command as command_info;
mod constant;
mod dialog;
pub mod engine;
pub mod frame;
pub mod function;
pub mod invocation;
pub mod job;
pub mod module;
mod names;
pub mod parallel;
pub mod path_info;
pub mod pipeline;
pub mod position;
pub mod record;
pub mod session;
pub mod signature;
pub mod types;
pub use types::variable as variable_object;

pub use alias::BUILTIN as BUILTIN_ALIASES;
pub use cmdlet::{
    BuiltinModule, Cmdlet, CmdletDef, Declared, DictionaryArgument, FromArgument, Instance, ParamDef,
    ScriptBlock, SetDef, Shell, Switch, TableArgument, ValidateDef,
};
pub use constant::value_of;
pub use dialog::{Dialog, cannot_ask};
pub use engine::{Compiler, Engine, Evaluator, Host, ParseError, ScriptScope, TextFormatter};
pub use frame::{CallInfo, Frame, FrameId, Held, Here, Ip, Iteration, Ops, Regs, Return, Running};
pub use function::{Alias, Command, Function};
pub use names::NAMES;
pub use pipeline::{Action, Out, OutView, Redirects, StageInfo};
pub use session::{CallSite, DirectArgument, DirectCall, Loaded, Session, SiteCache, StreamKind};
pub use signature::{Argument, Signature};

/// The type with this full name, for declarations.
pub fn named_type(name: &str) -> psp_value::Type {
    record::type_named(name)
}

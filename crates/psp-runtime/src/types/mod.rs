//! The .NET types that belong to the engine itself: script blocks, `$PSCmdlet`, sessions, variables, one file each.

mod attributes;
pub mod cmdlet;
pub mod command;
mod command_parameters;
pub mod command_syntax;
pub use command_parameters::signature_of;
mod console;
pub(crate) mod data_streams;
mod host;
mod invocation_intrinsics;
mod job;
mod power_shell;
mod runspace;
pub mod runtime_parameter;
pub mod script_block;
mod session_state;
mod steppable;
mod style;
pub mod variable;

use crate::session::Session;
use psp_types::support::failed_call;
use psp_value::{
    Context, Fault, Object, Result, Value,
    types::{TypeDef, instantiate, register as register_types},
    well_known,
};

static TYPES: &[&TypeDef] = &[
    crate::invocation::InputEnumerator::DEF,
    cmdlet::CmdletBase::DEF,
    cmdlet::PsCmdlet::DEF,
    cmdlet::CmdletObject::DEF,
    cmdlet::PagingParameters::DEF,
    command::CommandInfo::DEF,
    command::CmdletInfo::DEF,
    command::FunctionInfo::DEF,
    command::FilterInfo::DEF,
    command::ExternalScriptInfo::DEF,
    command::ApplicationInfo::DEF,
    command::ScriptInfo::DEF,
    command_parameters::ParameterMetadata::DEF,
    command_parameters::ParameterSetMetadata::DEF,
    command_parameters::CommandParameterInfo::DEF,
    command_parameters::CommandParameterSetInfo::DEF,
    console::Console::DEF,
    console::ConsoleWriter::DEF,
    console::ConsoleReader::DEF,
    host::InternalHost::DEF,
    host::HostUserInterface::DEF,
    host::RawUserInterface::DEF,
    invocation_intrinsics::CommandInvocationIntrinsics::DEF,
    power_shell::PowerShell::DEF,
    data_streams::DataStreams::DEF,
    power_shell::PsCommand::DEF,
    power_shell::InvocationStateInfo::DEF,
    power_shell::AsyncResult::DEF,
    runspace::Runspace::DEF,
    runspace::RunspaceStateInfo::DEF,
    runspace::SessionStateProxy::DEF,
    runspace::RunspaceFactory::DEF,
    runspace::RunspacePool::DEF,
    runspace::RunspacePoolStateInfo::DEF,
    runspace::InitialSessionState::DEF,
    runspace::VariableEntry::DEF,
    runspace::FunctionEntry::DEF,
    script_block::PsScriptBlock::DEF,
    session_state::EngineIntrinsics::DEF,
    session_state::SessionState::DEF,
    session_state::PsVariableIntrinsics::DEF,
    session_state::PathIntrinsics::DEF,
    steppable::SteppablePipeline::DEF,
    style::PsStyle::DEF,
    variable::VariableObject::DEF,
    variable::PsReference::DEF,
];

/// Makes the types known. Cheap: it hands static lists over.
pub fn register() {
    register_types(TYPES);
    register_types(job::TYPES);
    register_types(attributes::DEFS);
    register_types(attributes::PLAIN);
    register_types(runtime_parameter::TYPES);
    register_types(crate::module::METHODS);
}

/// `$Host`
pub(crate) fn host() -> Value {
    host::InternalHost::value()
}

/// `$PSStyle`; `plain` when the environment asks for text without colors.
pub(crate) fn style(plain: bool) -> Value {
    style::PsStyle::value(plain)
}

/// `$ExecutionContext`
pub(crate) fn execution_context() -> Value {
    session_state::EngineIntrinsics::value()
}

/// `SessionState` of a module.
pub(crate) fn session_state(state: u32) -> Value {
    session_state::of_state(state)
}

/// The session behind a context.
///
/// # Errors
/// There is none: a value was used outside of any session.
fn session(context: &mut dyn Context) -> Result<&mut Session> {
    Session::of(context).ok_or_else(|| Fault::not_supported("this outside of a session").into())
}

/// A `Collection[PSObject]`.
fn collection(items: Vec<Value>) -> Value {
    let ty = instantiate(well_known::COLLECTION.ty(), &[well_known::PS_OBJECT.ty()]);
    Object::list(ty, items).into()
}

//! The .NET types that belong to the engine itself: script blocks, `$PSCmdlet`, sessions, variables, one file each.

pub mod command;
mod command_parameters;
pub mod command_syntax;
pub mod cmdlet;
mod delegates;
mod host;
mod invocation_intrinsics;
//W mod power_shell;
mod runspace;
pub mod script_block;
mod session_state;
mod steppable;
//W mod style;
pub mod variable;

use crate::session::Session;
use psp_value::{
    Context, ErrorRecord, Fault, Interrupt, Object, Result, Value,
    types::{TypeDef, instantiate, register as register_types, register_generics},
    well_known,
};

static TYPES: &[&TypeDef] = &[
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
    host::InternalHost::DEF,
    host::HostUserInterface::DEF,
    host::RawUserInterface::DEF,
    invocation_intrinsics::CommandInvocationIntrinsics::DEF,
//W     power_shell::PowerShell::DEF,
//W     power_shell::DataStreams::DEF,
    runspace::Runspace::DEF,
    runspace::RunspaceStateInfo::DEF,
    script_block::PsScriptBlock::DEF,
    script_block::ScriptBlockAst::DEF,
    script_block::ScriptExtent::DEF,
    script_block::PsToken::DEF,
    session_state::EngineIntrinsics::DEF,
    session_state::SessionState::DEF,
    session_state::PsVariableIntrinsics::DEF,
    session_state::PathIntrinsics::DEF,
    steppable::SteppablePipeline::DEF,
//W     style::PsStyle::DEF,
//W     style::ForegroundColors::DEF,
//W     style::BackgroundColors::DEF,
//W     style::FormattingColors::DEF,
//W     style::ProgressStyle::DEF,
//W     style::FileInfoStyle::DEF,
    variable::VariableObject::DEF,
    variable::PsReference::DEF,
];

/// Makes the types known. Cheap: it hands static lists over.
pub fn register() {
    register_types(TYPES);
    register_types(crate::module::METHODS);
    register_types(delegates::DEFS);
    register_generics(delegates::GENERICS);
}

/// `$Host`
pub(crate) fn host() -> Value {
    host::InternalHost::value()
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

/// What a script block raised inside of a .NET method: the failure of that method's call. Calls that are too deep pass.
fn failed_call(error: Interrupt, method: &str, count: usize) -> Interrupt {
    let Some(record) = error.record() else { return error };
    let Some(cause) = ErrorRecord::with(record, |it| it.exception.clone()) else { return error };
    let name = cause.ty().map_or("", |it| it.name);
    let passes = ["ScriptCallDepthException", "MethodException"];
    if passes.iter().any(|it| name == format!("System.Management.Automation.{it}")) {
        return error;
    }
    let why = psp_value::exception_message(&cause);
    let message = format!("Exception calling \"{method}\" with \"{count}\" argument(s): \"{why}\"");
    let id = cause.ty().map_or_else(String::new, psp_value::Type::short_name);
    Fault::new("System.Management.Automation.MethodInvocationException", message).id(id).inner(cause).into()
}

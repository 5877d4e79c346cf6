//! `Microsoft.PowerShell.Core`

mod command;
mod completer;
mod for_each_object;
mod help;
mod history;
mod host;
mod invoke_command;
mod job;
mod module;
mod null;
mod parallel;
mod strict_mode;
mod where_object;

pub(crate) use job::start as start_job;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Core",
    cmdlets: &[
        command::GetCommand::DEF,
        completer::RegisterArgumentCompleter::DEF,
        for_each_object::ForEachObject::DEF,
        help::GetHelp::DEF,
        history::GetHistory::DEF,
        host::OutDefault::DEF,
        host::OutHost::DEF,
        invoke_command::InvokeCommand::DEF,
        job::get::GetJob::DEF,
        job::receive::ReceiveJob::DEF,
        job::remove::RemoveJob::DEF,
        job::start::StartJob::DEF,
        job::stop::StopJob::DEF,
        job::wait::WaitJob::DEF,
        module::export::ExportModuleMember::DEF,
        module::get::GetModule::DEF,
        module::import::ImportModule::DEF,
        module::manifest::NewModuleManifest::DEF,
        module::manifest::TestModuleManifest::DEF,
        module::new::NewModule::DEF,
        module::remove::RemoveModule::DEF,
        null::OutNull::DEF,
        strict_mode::SetStrictMode::DEF,
        where_object::WhereObject::DEF,
    ],
};

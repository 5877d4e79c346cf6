//! `Microsoft.PowerShell.Core`

mod command;
mod for_each_object;
mod history;
mod host;
mod invoke_command;
mod null;
mod parallel;
mod strict_mode;
mod syntax;
mod where_object;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Core",
    cmdlets: &[
        command::GetCommand::DEF,
        for_each_object::ForEachObject::DEF,
        history::GetHistory::DEF,
        host::OutDefault::DEF,
        host::OutHost::DEF,
        invoke_command::InvokeCommand::DEF,
        null::OutNull::DEF,
        strict_mode::SetStrictMode::DEF,
        where_object::WhereObject::DEF,
    ],
};

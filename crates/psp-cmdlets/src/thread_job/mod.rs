//! `Microsoft.PowerShell.ThreadJob`

mod start;

use psp_runtime::BuiltinModule;

/// The module.
pub(super) static MODULE: BuiltinModule =
    BuiltinModule { name: "Microsoft.PowerShell.ThreadJob", cmdlets: &[start::StartThreadJob::DEF] };

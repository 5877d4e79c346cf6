//! `Microsoft.PowerShell.Host`

mod transcript;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Host",
    cmdlets: &[transcript::StartTranscript::DEF, transcript::StopTranscript::DEF],
};

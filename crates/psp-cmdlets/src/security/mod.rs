//! `Microsoft.PowerShell.Security`

mod secure_string;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Security",
    cmdlets: &[secure_string::ConvertFromSecureString::DEF, secure_string::ConvertToSecureString::DEF],
};

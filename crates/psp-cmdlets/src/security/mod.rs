//! `Microsoft.PowerShell.Security`

mod credential;
mod execution_policy;
mod secure_string;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Security",
    cmdlets: &[
        credential::GetCredential::DEF,
        execution_policy::GetExecutionPolicy::DEF,
        execution_policy::SetExecutionPolicy::DEF,
        secure_string::ConvertFromSecureString::DEF,
        secure_string::ConvertToSecureString::DEF,
    ],
};

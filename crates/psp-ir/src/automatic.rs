//! Names that are special to the language.

use crate::Symbol;
use std::sync::LazyLock;

/// Names whose constant is seen, and cannot be hidden, in all scopes: never slots.
const PROTECTED: &[&str] = &[
    "true",
    "false",
    "null",
    "HOME",
    "PID",
    "Host",
    "PSHOME",
    "PSVersionTable",
    "ShellId",
    "PSEdition",
    "PSCulture",
    "PSUICulture",
    "IsLinux",
    "IsMacOS",
    "IsWindows",
    "IsCoreCLR",
    "ExecutionContext",
    "?",
    "PWD",
    "LASTEXITCODE",
    "Error",
];

static SYMBOLS: LazyLock<Vec<Symbol>> =
    LazyLock::new(|| PROTECTED.iter().map(|it| Symbol::new(it)).collect());

/// Assignments to this name never make a variable of the body's own.
pub fn is_protected(symbol: Symbol) -> bool {
    SYMBOLS.contains(&symbol)
}

/// The type that a preference variable has in every scope.
pub fn preference_type(name: &str) -> Option<&'static str> {
    const ACTIONS: &[&str] = &[
        "ErrorActionPreference",
        "WarningPreference",
        "InformationPreference",
        "VerbosePreference",
        "DebugPreference",
        "ProgressPreference",
    ];
    if ACTIONS.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        return Some("System.Management.Automation.ActionPreference");
    }
    if name.eq_ignore_ascii_case("PSNativeCommandArgumentPassing") {
        return Some("System.Management.Automation.NativeArgumentPassingStyle");
    }
    name.eq_ignore_ascii_case("ConfirmPreference").then_some("System.Management.Automation.ConfirmImpact")
}

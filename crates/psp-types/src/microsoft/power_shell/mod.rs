//! `Microsoft.PowerShell.Commands`: types that commands take.

pub mod enums;

//! `Microsoft`.

pub mod power_shell;
pub mod win32;

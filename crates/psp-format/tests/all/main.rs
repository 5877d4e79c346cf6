//! What PowerShell 7.6.5 wrote, against what psp-format writes.

mod commands;
mod display;
mod errors;
mod recorded;
mod support;
mod views;

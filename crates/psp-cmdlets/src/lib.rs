//! Built-in commands, one file a noun, folders named as PowerShell's modules. Each is a struct whose fields are its
//! parameters; each module lists its commands beside its `mod` lines.

mod archive;
mod block;
mod core;
mod encoding;
mod fault;
mod host;
mod management;
mod parallel;
mod path;
mod property;
mod record;
mod redirection;
mod security;
mod sort;
mod text_file;
mod thread_job;
mod types;
mod utility;
mod wildcard;

pub use redirection::open_redirection;
pub use text_file::{TextFile, TextFileOptions};
pub use types::register;
pub use utility::text_formatter;

use psp_runtime::{BuiltinModule, Session};

/// Every module that is built in.
pub static MODULES: &[&BuiltinModule] = &[
    &archive::MODULE,
    &core::MODULE,
    &host::MODULE,
    &management::MODULE,
    &security::MODULE,
    &utility::MODULE,
    &parallel::MODULE,
    &thread_job::MODULE,
];

/// Runs what scripts registered for the end of a session: `Register-EngineEvent PowerShell.Exiting`.
pub fn end_session(session: &mut Session) {
    utility::run_exit_actions(session);
}

//! Built-in commands, one file a noun, folders named as PowerShell's modules. Each is a struct whose fields are its
//! parameters; each module lists its commands beside its `mod` lines.

mod alias_object;
mod archive;
mod block;
mod core;
mod encoding;
mod fault;
mod management;
mod parallel;
mod path;
mod property;
mod record;
mod redirection;
mod sort;
mod text_file;
mod utility;
mod wildcard;

pub use redirection::open_redirection;
pub use text_file::{TextFile, TextFileOptions};

use psp_runtime::BuiltinModule;

/// Every module that is built in.
pub static MODULES: &[&BuiltinModule] =
    &[&archive::MODULE, &core::MODULE, &management::MODULE, &utility::MODULE, &parallel::MODULE];

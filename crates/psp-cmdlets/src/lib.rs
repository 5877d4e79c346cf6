//! Built-in commands, one file a noun, folders named as PowerShell's modules. Each is a struct whose fields are its
//! parameters; each module lists its commands beside its `mod` lines.

mod block;
mod core;
mod encoding;
mod fault;
mod management;
mod parallel;
mod path;
mod property;
mod record;
mod sort;
mod text_file;
mod utility;
mod wildcard;

pub use text_file::{TextFile, TextFileOptions};

use psp_runtime::BuiltinModule;

/// Every module that is built in.
pub static MODULES: &[&BuiltinModule] =
    &[&core::MODULE, &management::MODULE, &utility::MODULE, &parallel::MODULE];

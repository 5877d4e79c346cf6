//! The only door to the outside: [`System`] (files, environment, clock, processes, machine, network), [`Console`], and [`Stop`], the
//! tree of words that says whether work must end. [`os`] is the real thing, [`memory`] one for tests.

mod clock;
mod console;
mod environment;
mod files;
mod machine;
pub mod memory;
mod network;
pub mod os;
mod processes;
mod stop;

pub use clock::{Clock, TimerGuard, ticks_of, time_of_ticks};
pub use console::{Console, TerminalSize};
pub use environment::Environment;
pub use files::{DiskSpace, Entry, File, FileKind, FileTimes, Files, Metadata, OpenOptions};
pub use machine::{Machine, Platform};
pub use network::{HttpRequest, HttpResponse, Network, NetworkError};
pub use processes::{Child, Chunk, Exit, Input, Launch, Output, ProcessInfo, Processes};
pub use std::process::ExitCode;
pub use stop::{Stop, WakerGuard};

/// The machine: everything a program can ask of it, as one object (`Arc<dyn System>`).
///
/// The methods live in the traits named here; through a `dyn System` they need no import.
pub trait System: Files + Environment + Clock + Processes + Machine + Network {}

/// What the operating system calls an error, such as `Permission denied`: Rust's text without the error's number.
pub fn error_text(error: &std::io::Error) -> String {
    let text = error.to_string();
    match (error.raw_os_error(), text.rfind(" (os error ")) {
        (Some(_), Some(end)) => text[..end].to_owned(),
        _ => text,
    }
}

impl<T: Files + Environment + Clock + Processes + Machine + Network> System for T {}

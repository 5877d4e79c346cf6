//! The operating system behind [`crate::System`] and [`crate::Console`]. Nothing is done before it is asked for: no
//! variable is read and no thread runs at the start.

mod child;
mod clock;
mod console;
mod environment;
mod files;
mod launch;
mod machine;
mod network;
mod process_list;
mod processes;
mod signals;
mod timer;
mod tree;
mod wait;

use crate::Console;
use environment::Variables;
use parking_lot::Mutex;
use signals::Signals;
use std::sync::Arc;
use timer::Timer;

pub use console::OsConsole;

/// This machine.
#[derive(Default)]
pub struct OsSystem {
    console: Option<Arc<dyn Console>>,
    variables: Variables,
    timer: Timer,
    signals: Arc<Signals>,
}

/// Children that outlive their objects, kept to be reaped.
type Left = Arc<Mutex<Vec<std::process::Child>>>;

impl OsSystem {
    /// This machine, without a console to flush.
    pub fn new() -> Self {
        Self::default()
    }

    /// This machine; `console` is flushed before a child starts, and before a sleep or a wait.
    pub fn with_console(console: Arc<dyn Console>) -> Self {
        Self { console: Some(console), ..Self::default() }
    }

    /// Flushes the console; one whose reader is gone is no news here.
    fn flush(&self) {
        if let Some(console) = &self.console {
            let _ = console.flush();
        }
    }
}

/// Ends the process at once with an exit status, of which the system keeps the low 8 bits.
pub fn exit(status: i32) -> ! {
    std::process::exit(status)
}

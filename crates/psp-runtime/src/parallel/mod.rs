//! Parallel work: one description ([`Plan`]) and one engine ([`Run`]) for `Invoke-Parallel`, `ForEach-Object -Parallel` and
//! what comes later. Input streams in while output streams out, both through bounded queues; at most
//! [`Plan::throttle`] blocks run at once.

mod detached;
mod pool;
mod run;
mod runner;
mod using;
mod worker;

pub use detached::{Detached, Place, Turnstile};
pub use run::{Event, Run};
pub(crate) use runner::{panic_record, stopped_by_preference};
pub use using::undefined_using;

use crate::function::Function;
use psp_ir::{Block, Symbol};
use psp_value::Value;
use std::{collections::HashMap, sync::Arc, time::Duration};

/// What to run in parallel, and how.
pub struct Plan {
    /// The block that runs for each item.
    pub block: Arc<Block>,
    /// Values behind `$using:`, by the text behind it, lower-case.
    pub usings: Arc<HashMap<Box<str>, Value>>,
    /// Variables of each worker's global scope.
    pub variables: Vec<(Symbol, Value)>,
    /// Functions of each worker.
    pub functions: Vec<Arc<Function>>,
    /// Modules that each worker loads by name; unknown ones are no error.
    pub module_names: Vec<String>,
    /// Module folders that each worker loads.
    pub module_paths: Vec<String>,
    /// How many blocks run at once; at least 1.
    pub throttle: usize,
    /// After this long everything is stopped.
    pub timeout: Option<Duration>,
    /// A new worker for each item.
    pub new_runspaces: bool,
    /// A worker forgets everything between two items, its global scope included.
    pub forgets: bool,
    /// Where workers start; none for the directory the process was started in.
    pub location: Option<String>,
}

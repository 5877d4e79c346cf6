//! The only door to the outside: [`System`] (files, processes, clock, timers, signals, environment, network),
//! [`Console`], and [`Stop`], the tree of words that says whether work must end.

mod stop;

pub use stop::Stop;

/// The machine.
pub trait System: Send + Sync {}

/// Where a program's text goes to and comes from.
pub trait Console: Send + Sync {}

//! The drives: FileSystem, Environment, Variable, Function, Alias. [`place`] says what a path names, [`glob`] expands
//! wildcards, and [`Provider`] is what the commands of Microsoft.PowerShell.Management work with.

pub mod content;
pub mod drive;
pub mod fault;
pub mod file_system;
pub mod filter;
mod flat;
pub mod glob;
pub mod item;
mod kind;
pub mod native;
pub mod place;
mod provider;

pub use drive::Drive;
pub use filter::NameFilter;
pub use kind::ProviderKind;
pub use place::{Place, locate};
pub use provider::{Child, Copying, NewItem, Provider, Removal};

//! What several emulated types need: equality and order as .NET sees them, calls of script blocks, lists and tables
//! behind receivers, .NET's common errors.

pub mod culture;
pub mod dates;
pub mod delegate;
pub mod dictionary;
pub mod elements;
pub mod errors;
pub mod items;
pub mod numbers;
pub mod sort;
pub mod text;
pub mod values;

pub use culture::Provider;
pub use delegate::Delegate;
pub use items::{Entries, Items};

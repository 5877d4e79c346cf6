//! What several emulated types need: equality and order as .NET sees them, calls of script blocks, lists and tables
//! behind receivers, .NET's common errors.

pub mod base64;
pub mod convert;
pub mod culture;
pub mod dates;
pub mod delegate;
pub mod dictionary;
pub mod elements;
pub mod enums;
pub mod errors;
pub mod files;
pub mod gate;
pub mod http;
pub mod items;
pub mod numbers;
pub mod sequence;
pub mod sort;
pub mod synchronized;
pub mod text;
pub mod unicode;
pub mod values;
pub mod web;
pub mod write;

pub use culture::{Provider, culture_of};
pub use delegate::{Delegate, failed_call};
pub use items::{Entries, Items};

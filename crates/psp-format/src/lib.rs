//! Objects to lines of text, as PowerShell writes them.
//!
//! * [`stream::Formatter`] is an output: objects in, lines out, state kept in between.
//! * [`command::FormatCommand`] is a `Format-*` command: objects in, [`record::Record`]s out, which outputs render.
//! * [`view`] knows how objects of known types look; `views/default.txt` is the table.
//! * [`error`] draws error records; [`error::prefixed`] the lines of the other streams.
//!
//! Nothing here reads files or writes to a terminal: lines go to a function that the caller gives.

mod apart;
mod browser;
pub mod cells;
pub mod command;
mod custom;
mod display_set;
pub mod error;
pub mod expression;
mod generator;
mod list;
pub mod parameter;
pub mod record;
pub mod stream;
pub mod style;
mod table;
pub mod text;
pub mod view;
pub mod views;
mod wrap;

pub use command::{Expand, FormatCommand, FormatOptions};
pub use parameter::{Parameter, ParameterKind};
pub use stream::{DEFAULT_SCREEN, Formatter, UNLIMITED, text_of};
pub use style::Style;
pub use view::Kind;

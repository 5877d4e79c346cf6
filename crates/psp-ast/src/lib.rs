//! PowerShell's syntax tree as plain data. Nodes are named as in `System.Management.Automation.Language`
//! without the `Ast` suffix; every node knows its [`Span`](psp_source::Span), none knows the parser.

mod command;
mod definition;
mod dump;
mod expression;
mod literal;
mod operator;
mod script;
mod statement;
pub mod visit;

pub use command::*;
pub use definition::*;
pub use dump::dump;
pub use expression::*;
pub use literal::*;
pub use operator::*;
pub use script::*;
pub use statement::*;

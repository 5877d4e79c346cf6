//! Tokens as a script sees them: those of psp's lexer put together and named as PowerShell does, with comments and line
//! ends between them.

mod data;
mod kind;
mod list;
mod traits;

pub(crate) use data::{TYPES, TokenObject};
pub(crate) use list::{comments, tokens};

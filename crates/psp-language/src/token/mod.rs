//! Tokens as a script sees them: those of psp's lexer put together and named as PowerShell does, with comments and line
//! ends between them.

mod data;
mod kind;
mod list;
mod traits;

pub(crate) use data::{TYPES, TokenData, TokenObject};
pub(crate) use list::{comments, tokens};
pub(crate) use traits::{ATTRIBUTE_NAME, COMMAND_NAME, MEMBER_NAME, TYPE_NAME};

//! Executes the resolved program against a session: a register machine whose calls between script functions do not
//! recurse, and the entry points through which everything else runs script code.

mod access;
mod arithmetic;
mod call;
mod class;
mod command;
mod define;
mod dispatch;
mod entry;
mod flow;
mod inline;
mod iterate;
mod leave;
mod member;
mod method;
mod native;
mod parameters;
mod pipeline;
mod property;
mod rare;
mod recover;
mod redirect;
mod sink;
mod stage;
mod stepping;
mod switch;
mod vm;

pub use entry::EVALUATOR;

//! Tree to resolved program, purely: which names are slots, what is constant, bytecode, parameter lists. Nothing is
//! looked up and nothing is run; blocks are lowered when they are first needed.

mod block;
mod builder;
mod constant;
mod definition;
mod lower;
mod scan;

use psp_ast::ScriptBlock;
use psp_ir::Block;
use psp_source::SourceFile;
use std::sync::Arc;

/// The program of a parsed script.
pub fn resolve(file: Arc<SourceFile>, script: Arc<ScriptBlock>) -> Arc<Block> {
    block::script(file, script)
}

//! The resolved program as plain data: [`Body`] (bytecode and its tables), [`Block`] (a script block that is compiled
//! when first needed), parameter lists, class definitions, and [`Symbol`], an interned name.

mod automatic;
mod block;
mod body;
mod class;
mod constant;
mod dump;
mod op;
mod param;
mod symbol;

pub use automatic::{is_protected, preference_type};
pub use block::{Block, BlockFacts, Compile, FunctionDefinition, Mode, NamedBlocks, UsingName};
pub use body::*;
pub use class::*;
pub use constant::*;
pub use op::*;
pub use param::*;
pub use symbol::{Spread, Symbol, SymbolHasher, SymbolMap};

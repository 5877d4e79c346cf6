//! What a script can hold: [`Value`], [`Object`] and their members, conversion, comparison, [`ErrorRecord`],
//! and [`Context`], the door through which all of that can run script code.

mod clr;
pub mod compare;
mod context;
pub mod convert;
mod enumerate;
pub mod enums;
mod error;
mod interrupt;
pub mod member;
pub mod object;
pub mod operators;
mod repr;
#[cfg(test)]
mod tests;
pub mod types;
pub mod variable;

pub use context::{BlockCall, Code, Context, ScriptMember};
pub use enumerate::{Enumeration, dictionary_entry, enumerate, enumerate_table, is_enumerable};
pub use error::{
    ErrorCategory, ErrorRecord, Exception, Fault, InvocationInfo, ScriptPosition, exception_message,
};
pub use interrupt::{Interrupt, Raised, Reason, Result};
pub use object::{
    Block, Data, Extra, ExtraMember, ExtraMemberKind, Fields, Grid, List, Native, Object, Shape, Table,
};
pub use repr::{Lock, Ref, Str, StrBuilder, Tag, Value, View, multi};
pub use types::{Type, TypeCode, TypeKind, well_known};
pub use variable::Variable;

//! The representation of values: the one place in this crate where `unsafe` is allowed.
//!
//! * [`multi`]: the process-wide flag that says whether a second script thread was ever started.
//! * [`Ref`]: a thin counted pointer whose count is plain until then, atomic after.
//! * [`Lock`]: interior mutability that takes no lock until then.
//! * [`Str`]: a string in one allocation, WTF-8 with lazily computed UTF-16 facts.
//! * [`Value`]: two machine words.

#![expect(unsafe_code, reason = "the value representation; each use says why it is sound")]
#![expect(
    clippy::cast_ptr_alignment,
    reason = "what is cast was allocated with the layout of what it is cast to"
)]

mod from;
mod lock;
pub mod multi;
mod reference;
mod string;
mod value;

pub use lock::Lock;
pub use reference::Ref;
pub use string::{Str, StrBuilder};
pub use value::{Tag, Value, View};

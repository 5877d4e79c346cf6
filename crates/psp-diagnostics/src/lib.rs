//! Describes problems found before execution, and renders reports about them.

mod diagnostic;
mod render;
mod suggest;

pub use diagnostic::{Diagnostic, Label};
pub use render::render;
pub use suggest::did_you_mean;

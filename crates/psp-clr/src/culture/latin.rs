//! Tables to come.

use super::Culture;

/// The tables of this file.
pub(super) static ALL: &[&Culture] = &[];

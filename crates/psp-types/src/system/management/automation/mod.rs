//! `System.Management.Automation`.

pub mod enums;
pub mod semantic_version;

use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[semantic_version::SemanticVersion::DEF];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
}

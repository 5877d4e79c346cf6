//! `System.Management.Automation`.

mod credential;
pub mod enums;
pub mod error_record;
pub mod invocation_info;
pub mod ps_token;
pub mod semantic_version;
mod switch_parameter;
mod wildcard_pattern;

use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[
    credential::PsCredential::DEF,
    error_record::ErrorCategoryInfo::DEF,
    error_record::ErrorDetails::DEF,
    error_record::PsErrorRecord::DEF,
    invocation_info::PsInvocationInfo::DEF,
    ps_token::PsToken::DEF,
    ps_token::PsParseError::DEF,
    semantic_version::SemanticVersion::DEF,
    switch_parameter::SwitchParameter::DEF,
    wildcard_pattern::WildcardPattern::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
}

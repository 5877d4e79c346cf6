//! `System.Security`.

mod cryptography;
pub mod enums;
mod secure_string;

pub use secure_string::SecureString;

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    psp_value::types::register(cryptography::TYPES);
    psp_value::types::register(cryptography::IMPLEMENTATIONS);
    psp_value::types::register(enums::DEFS);
    psp_value::types::register(&[SecureString::DEF]);
}

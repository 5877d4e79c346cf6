//! `System.Net`.

pub mod enums;
mod ip_address;
mod mail_address;
mod network_credential;

pub use network_credential::NetworkCredential;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] =
    &[ip_address::IpAddress::DEF, mail_address::MailAddress::DEF, NetworkCredential::DEF];

//! `System.Net`.

mod cookie;
mod dns;
pub mod enums;
pub mod http;
mod ip_address;
mod mail_address;
mod network_credential;
mod web_client;

pub use cookie::CookieContainer;
pub use network_credential::NetworkCredential;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[
    cookie::Cookie::DEF,
    cookie::CookieCollection::DEF,
    CookieContainer::DEF,
    dns::Dns::DEF,
    dns::ServicePointManager::DEF,
    ip_address::IpAddress::DEF,
    mail_address::MailAddress::DEF,
    NetworkCredential::DEF,
    web_client::WebClient::DEF,
];

//! `System.Net.Http`.

mod client;
mod exception;
mod message;

pub use message::HttpResponseMessage;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[
    client::HttpClient::DEF,
    client::HttpRequestHeaders::DEF,
    exception::HttpRequestException::DEF,
    exception::HttpResponseException::DEF,
    exception::WebException::DEF,
    message::HttpContent::DEF,
    message::HttpRequestMessage::DEF,
    message::HttpResponseHeaders::DEF,
    HttpResponseMessage::DEF,
];

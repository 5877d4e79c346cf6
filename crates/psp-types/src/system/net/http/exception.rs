//! `HttpRequestException`, and what is derived from it; `WebException`.

use crate::{
    declare::NullStr,
    system::exception::{made, property, read},
};
use psp_derive::ps_type;
use psp_value::Value;

/// No response.
pub(crate) struct HttpRequestException;

#[ps_type("System.Net.Http.HttpRequestException", exception)]
impl HttpRequestException {
    /// With a message and the exception that led to it.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn with_message(this: &Value, message: NullStr, inner: Option<&Value>) -> Value {
        made(this, message.0, inner, &[])
    }

    /// The status of the response, when there was one.
    #[ps(get)]
    fn status_code(this: &Value) -> Value {
        read(this, |it| property(it, "StatusCode"))
    }

    /// What kind of problem it is.
    #[ps(get)]
    fn http_request_error(this: &Value) -> Value {
        let known = read(this, |it| property(it, "HttpRequestError"));
        if known.is_null() { crate::system::net::enums::HttpRequestError(0).value() } else { known }
    }
}

/// A response that says no.
pub(crate) struct HttpResponseException;

#[ps_type("Microsoft.PowerShell.Commands.HttpResponseException", exception)]
impl HttpResponseException {
    /// The response.
    #[ps(get)]
    fn response(this: &Value) -> Value {
        read(this, |it| property(it, "Response"))
    }
}

/// The error of a `WebClient`.
pub(crate) struct WebException;

#[ps_type("System.Net.WebException", exception)]
impl WebException {
    /// With a message and the exception that led to it.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn with_message(this: &Value, message: NullStr, inner_exception: Option<&Value>) -> Value {
        made(this, message.0, inner_exception, &[])
    }

    /// The response.
    #[ps(get)]
    fn response(this: &Value) -> Value {
        read(this, |it| property(it, "Response"))
    }
}

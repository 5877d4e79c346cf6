//! One exchange over HTTP: what was asked, what was answered, and .NET's exceptions for what went wrong.

use super::errors;
use crate::system::uri::Parts;
use psp_clr::encoding::Encoding;
use psp_host::{HttpRequest, HttpResponse, NetworkError, Stop, System};
use psp_value::{Fault, Interrupt, Result, Str, Value};
use std::io::Read;

/// An answer, with its whole body.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// The method that was asked for.
    pub method: String,
    /// The address that answered.
    pub url: String,
    /// `404`
    pub status: u16,
    /// `Not Found`
    pub reason: String,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Exchange {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The status is one of success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The headers, or those that are about the body; equal names together, in order.
    pub fn grouped(&self, of_content: bool) -> Vec<(String, Vec<String>)> {
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for (name, value) in self.headers.iter().filter(|(name, _)| is_content_header(name) == of_content) {
            match found.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, values)) => values.push(value.clone()),
                None => found.push((name.clone(), vec![value.clone()])),
            }
        }
        found
    }

    /// The body as text, by its `charset`.
    pub fn text(&self) -> String {
        let charset = self.header("content-type").and_then(charset);
        let kind = charset.and_then(|it| Encoding::find(&it)).unwrap_or(Encoding::Utf8);
        let (kind, skip) = Encoding::detect(&self.body).unwrap_or((kind, 0));
        kind.decode(self.body.get(skip..).unwrap_or_default())
    }
}

/// The first value of a header.
pub fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// The header is about the body.
pub fn is_content_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("content-")
        && name != "content-security-policy"
        && name != "content-security-policy-report-only"
        || matches!(name.as_str(), "allow" | "expires" | "last-modified")
}

/// The `charset` of a `Content-Type`.
pub fn charset(content_type: &str) -> Option<String> {
    let parameter = |it: &str| {
        let (name, value) = it.split_once('=')?;
        let value = value.trim().trim_matches('"').to_owned();
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    };
    content_type.split(';').skip(1).find_map(parameter).filter(|it| !it.is_empty())
}

/// An address as it is sent, `None` when it is not absolute.
pub fn absolute(text: &str) -> Option<String> {
    Parts::read(text).filter(|it| it.has_authority && it.scheme != "file").map(|it| it.without_fragment())
}

/// An address relative to another one.
pub fn resolved(base: &str, relative: &str) -> Option<String> {
    Parts::read(base).map(|it| it.resolve(relative))
}

/// Scheme, host and port of an address.
pub fn place(url: &str) -> Option<(String, String, i32)> {
    Parts::read(url).map(|it| (it.scheme, it.host, it.port))
}

/// Sends a request and takes the answer, following redirections as `HttpClient` does.
pub fn fetch(
    system: &dyn System,
    mut request: HttpRequest,
    stop: &Stop,
) -> std::result::Result<Exchange, NetworkError> {
    for _ in 0..50 {
        let response = system.http(&request, stop)?;
        let next = redirection(&request.url, response.status, &response.headers);
        let Some(next) = next else { return finish(&request, response) };
        if forces_get(&request.method, response.status) {
            ask_only(&mut request);
        }
        request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        request.url = next;
    }
    let response = system.http(&request, stop)?;
    finish(&request, response)
}

fn finish(request: &HttpRequest, mut response: HttpResponse) -> std::result::Result<Exchange, NetworkError> {
    let mut body = Vec::new();
    if let Err(error) = response.body.read_to_end(&mut body) {
        return Err(NetworkError::of(&error).cloned().unwrap_or(NetworkError::Ended));
    }
    let (method, url) = (request.method.clone(), request.url.clone());
    Ok(Exchange {
        method,
        url,
        status: response.status,
        reason: response.reason,
        headers: response.headers,
        body,
    })
}

/// A redirection goes on with `GET`, as `HttpClient` decides.
pub fn forces_get(method: &str, status: u16) -> bool {
    match status {
        300..=302 => method == "POST",
        303 => method != "GET" && method != "HEAD",
        _ => false,
    }
}

/// Makes a request a `GET`, without the body and what says something about it.
pub fn ask_only(request: &mut HttpRequest) {
    "GET".clone_into(&mut request.method);
    request.body = None;
    request.headers.retain(|(name, _)| !is_content_header(name));
}

/// Where a response sends the client.
pub fn redirection(url: &str, status: u16, headers: &[(String, String)]) -> Option<String> {
    if !matches!(status, 300..=303 | 307 | 308) {
        return None;
    }
    resolved(url, header(headers, "location")?).filter(|it| it.starts_with("http"))
}

/// The exception that `HttpClient` raises, and the message of the one inside.
pub fn request_exception(error: &NetworkError, url: &str) -> Result<(Value, Option<String>)> {
    let (host, port) = place(url).map_or((String::new(), 0), |(_, host, port)| (host, port));
    let socket = |text: &str| Fault::new("System.Net.Sockets.SocketException", text).into_exception();
    let sending = "An error occurred while sending the request.";
    let (message, inner, inner_message, kind) = match error {
        NetworkError::Stopped => return Err(Interrupt::stopped()),
        NetworkError::Unresolved(text) => (format!("{text} ({host}:{port})"), socket(text), text.clone(), 1),
        NetworkError::Unreachable(text) => (format!("{text} ({host}:{port})"), socket(text), text.clone(), 2),
        NetworkError::Insecure(text) => {
            let inner = certificate(text);
            let message = "The SSL connection could not be established, see inner exception.".to_owned();
            let exception =
                Fault::new("System.Security.Authentication.AuthenticationException", inner.as_str());
            (message, exception.into_exception(), inner, 3)
        }
        NetworkError::Broken(text) => {
            let inner = format!("Unable to read data from the transport connection: {text}.");
            let exception = Fault::new("System.IO.IOException", inner.as_str()).inner(socket(text));
            (sending.to_owned(), exception.into_exception(), inner, 0)
        }
        NetworkError::Ended => {
            let inner = "The response ended prematurely. (ResponseEnded)".to_owned();
            let exception = Fault::new("System.Net.Http.HttpIOException", inner.as_str());
            (sending.to_owned(), exception.into_exception(), inner, 10)
        }
        NetworkError::Refused(text) => {
            let message = format!("The proxy tunnel request to proxy failed with status code '{text}'.");
            return Ok((plain(&message, 8), None));
        }
        NetworkError::Invalid(text) => return Ok((plain(text, 9), None)),
        NetworkError::Late | NetworkError::Stalled => {
            return Ok((plain("The operation was canceled.", 0), None));
        }
    };
    let fault = Fault::new("System.Net.Http.HttpRequestException", message).inner(inner);
    Ok((fault.property("HttpRequestError", kind_value(kind)).into_exception(), Some(inner_message)))
}

fn plain(message: &str, kind: i64) -> Value {
    let fault = Fault::new("System.Net.Http.HttpRequestException", message);
    fault.property("HttpRequestError", kind_value(kind)).into_exception()
}

fn kind_value(kind: i64) -> Value {
    crate::system::net::enums::HttpRequestError(kind).value()
}

/// .NET's sentence about a certificate, or another problem of TLS.
fn certificate(text: &str) -> String {
    let chain = "The remote certificate is invalid because of errors in the certificate chain: ";
    if text.contains("UnknownIssuer") || text.contains("CaUsedAsEndEntity") {
        format!("{chain}PartialChain")
    } else if text.contains("expired") || text.contains("Expired") || text.contains("NotValidYet") {
        format!("{chain}NotTimeValid")
    } else if text.contains("not valid for name") || text.contains("NotValidForName") {
        "The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch"
            .to_owned()
    } else {
        format!("Authentication failed: {text}")
    }
}

/// The error of a method that could not fetch something: `WebException` around a response or a failure.
pub fn web_exception(message: String, response: Value) -> Interrupt {
    Fault::new("System.Net.WebException", message).property("Response", response).into()
}

/// An address in an argument.
pub fn address(text: &Str) -> Result<String> {
    absolute(&text.text()).ok_or_else(|| {
        errors::invalid_operation("An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set.")
    })
}

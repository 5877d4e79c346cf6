//! [`Network`]: requests over HTTP, and the addresses of names.

use crate::Stop;
use std::{
    fmt,
    io::{self, Read},
    net::IpAddr,
    path::PathBuf,
    time::Duration,
};

/// One request; redirections and retries are up to the caller.
#[derive(Clone, Debug, Default)]
pub struct HttpRequest {
    /// `GET`
    pub method: String,
    /// The absolute address.
    pub url: String,
    /// Names and values, in order; nothing is added but `Host` and what frames the body.
    pub headers: Vec<(String, String)>,
    /// What is sent after the headers.
    pub body: Option<Vec<u8>>,
    /// The address of the proxy to use.
    pub proxy: Option<String>,
    /// The socket's file when the server is not reached over the network.
    pub unix_socket: Option<PathBuf>,
    /// Takes any certificate.
    pub trusts_all: bool,
    /// How long everything up to the response's headers may take.
    pub limit: Option<Duration>,
    /// How long each wait for more of the response may take.
    pub read_limit: Option<Duration>,
}

/// What a server answered; the body is read while it comes.
pub struct HttpResponse {
    /// `200`
    pub status: u16,
    /// The server's words for the status.
    pub reason: String,
    /// Names and values as they were sent, in order.
    pub headers: Vec<(String, String)>,
    /// The body. Its errors carry a [`NetworkError`].
    pub body: Box<dyn Read + Send>,
}

/// Why there is no response, or no more of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// A stop was requested.
    Stopped,
    /// The time for the response's headers was over.
    Late,
    /// The time for more of the response was over.
    Stalled,
    /// The name has no address; the system's words.
    Unresolved(String),
    /// No connection; the system's words.
    Unreachable(String),
    /// No secure connection; what is wrong.
    Insecure(String),
    /// The connection ended before the response did.
    Ended,
    /// The connection broke; the system's words.
    Broken(String),
    /// The proxy refused; what it said.
    Refused(String),
    /// Something that is no HTTP, in the request or the response.
    Invalid(String),
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => f.write_str("stopped"),
            Self::Late | Self::Stalled => f.write_str("timed out"),
            Self::Ended => f.write_str("the response ended prematurely"),
            Self::Unresolved(text)
            | Self::Unreachable(text)
            | Self::Insecure(text)
            | Self::Broken(text)
            | Self::Refused(text)
            | Self::Invalid(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for NetworkError {}

impl NetworkError {
    /// The network's error inside one of reading.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

/// The network.
pub trait Network: Send + Sync {
    /// Sends a request and waits for the headers of the response.
    fn http(&self, request: &HttpRequest, stop: &Stop) -> Result<HttpResponse, NetworkError>;

    /// The addresses of a name, the preferred one first.
    fn addresses(&self, name: &str, stop: &Stop) -> Result<Vec<IpAddr>, NetworkError>;
}

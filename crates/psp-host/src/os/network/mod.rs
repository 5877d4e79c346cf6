//! HTTP by ureq, over connections of psp's own that a requested stop ends at once.

mod connection;
mod head;
mod names;
mod watch;

use super::OsSystem;
use crate::{HttpRequest, HttpResponse, Network, NetworkError, Stop, error_text};
use connection::Connect;
use head::Heads;
use std::{
    io::{self, Read},
    net::IpAddr,
    sync::{Arc, OnceLock},
};
use ureq::{
    Agent, Proxy, SendBody,
    config::AutoHeaderValue,
    http,
    tls::{Certificate, RootCerts, TlsConfig},
    unversioned::transport::{ConnectProxyConnector, Connector, RustlsConnector},
};
use watch::Watch;

impl Network for OsSystem {
    fn http(&self, request: &HttpRequest, stop: &Stop) -> Result<HttpResponse, NetworkError> {
        self.flush();
        let watch = Arc::new(Watch::new(request, stop));
        let sent = send(request, &watch);
        let response = sent.map_err(|error| watch.explain(error))?;
        watch.headers_are_read();
        let head = watch.head();
        let status = response.status().as_u16();
        let body = Box::new(Body { reader: response.into_body().into_reader(), watch });
        Ok(HttpResponse { status, reason: head.reason, headers: head.headers, body })
    }

    fn addresses(&self, name: &str, stop: &Stop) -> Result<Vec<IpAddr>, NetworkError> {
        let watch = Watch::new(&HttpRequest::default(), stop);
        let found = names::look_up(name, 0, &watch).map_err(|error| watch.explain(error.into()))?;
        let mut addresses: Vec<IpAddr> = found.into_iter().map(|it| it.ip()).collect();
        addresses.dedup();
        Ok(addresses)
    }
}

fn send(request: &HttpRequest, watch: &Arc<Watch>) -> Result<http::Response<ureq::Body>, ureq::Error> {
    let is_secure = request.url.starts_with("https:");
    let proxy = match &request.proxy {
        Some(proxy) => Some(Proxy::new(proxy)?),
        None => None,
    };
    // Plain requests go through a proxy as they are; ureq itself knows tunnels only.
    let (tunnel, plain) = if is_secure { (proxy, None) } else { (None, proxy) };
    let mut tls = TlsConfig::builder().disable_verification(request.trusts_all);
    if is_secure || request.proxy.as_ref().is_some_and(|it| it.starts_with("https:")) {
        tls = tls.root_certs(RootCerts::Specific(system_certificates()));
    }
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .max_idle_connections(0)
        .proxy(tunnel)
        .user_agent(AutoHeaderValue::None)
        .accept(AutoHeaderValue::None)
        .accept_encoding(AutoHeaderValue::None)
        .tls_config(tls.build())
        .build();
    let connect = Connect::new(watch.clone(), request.unix_socket.clone(), plain);
    let connector =
        ().chain(ConnectProxyConnector::default())
            .chain(connect)
            .chain(RustlsConnector::default())
            .chain(Heads(watch.clone()));
    let agent = Agent::with_parts(config, connector, names::Names);
    let mut builder = http::Request::builder().method(request.method.as_str()).uri(request.url.as_str());
    for (name, value) in &request.headers {
        builder = builder.header(name.as_str(), value.as_bytes());
    }
    match &request.body {
        None => agent.run(builder.body(())?),
        Some(bytes) => {
            let length = bytes.len();
            if !request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("transfer-encoding")) {
                builder = builder.header("content-length", length);
            }
            let mut rest = bytes.as_slice();
            agent.run(builder.body(SendBody::from_reader(&mut rest))?)
        }
    }
}

/// The certificates that this system trusts; read once, when the first secure connection is made.
fn system_certificates() -> Arc<Vec<Certificate<'static>>> {
    static FOUND: OnceLock<Arc<Vec<Certificate<'static>>>> = OnceLock::new();
    let read = || {
        let found = rustls_native_certs::load_native_certs();
        Arc::new(found.certs.iter().map(|it| Certificate::from_der(it).to_owned()).collect())
    };
    FOUND.get_or_init(read).clone()
}

/// A response's body, whose errors are the network's.
struct Body {
    reader: ureq::BodyReader<'static>,
    watch: Arc<Watch>,
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| io::Error::other(self.watch.explain(error.into())))
    }
}

/// The system's words for an error, without those that Rust puts before it.
fn words(error: &io::Error) -> String {
    let text = error_text(error);
    match text.strip_prefix("failed to lookup address information: ") {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

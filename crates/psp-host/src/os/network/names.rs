//! Addresses of names. The system's look-up cannot be interrupted, so it runs on a thread that is left behind when
//! nobody waits for it any more.

use super::{super::wait::Waiter, watch::Watch, words};
use crate::NetworkError;
use parking_lot::Mutex;
use std::{
    io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    sync::Arc,
    time::Instant,
};
use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// What ureq asks for addresses.
#[derive(Debug)]
pub(super) struct Names;

impl Resolver for Names {
    /// Connections look names up themselves, when they know whether a proxy is between; a tunnel wants one address.
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut none = self.empty();
        let port = uri.port_u16().unwrap_or_default();
        none.push(SocketAddr::from(([0, 0, 0, 0], port)));
        Ok(none)
    }
}

/// The addresses of a host.
pub(super) fn look_up(host: &str, port: u16, watch: &Watch) -> io::Result<Vec<SocketAddr>> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = bare.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let waiter = Waiter::current()?;
    let answer = Arc::new(Mutex::new(None));
    let (name, answered, waking) = (bare.to_owned(), answer.clone(), waiter.clone());
    std::thread::Builder::new().name("psp-names".into()).spawn(move || {
        let found = (name.as_str(), port).to_socket_addrs().map(Vec::from_iter);
        *answered.lock() = Some(found);
        waking.wake();
    })?;
    let started = Instant::now();
    loop {
        if let Some(found) = answer.lock().take() {
            return found.map_err(|error| watch.end(NetworkError::Unresolved(words(&error))));
        }
        watch.wait(&waiter, None, started)?;
    }
}

//! Sockets that never block: a thread that waits for one hears of a stop, and of its deadline.

use super::{
    super::wait::{Waiter, set_nonblocking},
    names::look_up,
    watch::Watch,
    words,
};
use crate::NetworkError;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    net::{
        AddressFamily, RecvFlags, SendFlags, SocketAddrUnix, SocketFlags, SocketType, connect, recv, send,
        socket_with, sockopt,
    },
};
use std::{
    fmt, io,
    net::SocketAddr,
    os::fd::{AsFd, OwnedFd},
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};
use ureq::{
    Error, Proxy,
    unversioned::transport::{
        Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
    },
};

/// Connects to a server, to its proxy, or to a socket's file.
#[derive(Debug)]
pub(super) struct Connect {
    watch: Arc<Watch>,
    unix_socket: Option<PathBuf>,
    /// The proxy that takes requests as they are.
    proxy: Option<Proxy>,
}

impl Connect {
    pub(super) fn new(watch: Arc<Watch>, unix_socket: Option<PathBuf>, proxy: Option<Proxy>) -> Self {
        Self { watch, unix_socket, proxy }
    }
}

impl<In: Transport> Connector<In> for Connect {
    type Out = Either<In, Connection>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        // A tunnel through a proxy is a connection already.
        if let Some(tunnel) = chained {
            return Ok(Some(Either::A(tunnel)));
        }
        let socket = match (&self.unix_socket, &self.proxy) {
            (Some(path), _) => unix(path, &self.watch)?,
            (None, Some(proxy)) => any_of(&look_up(proxy.host(), proxy.port(), &self.watch)?, &self.watch)?,
            (None, None) => {
                let host = details.uri.host().unwrap_or_default();
                let default = if details.needs_tls() { 443 } else { 80 };
                let port = details.uri.port_u16().unwrap_or(default);
                any_of(&look_up(host, port, &self.watch)?, &self.watch)?
            }
        };
        let prefix = self.proxy.as_ref().filter(|_| self.unix_socket.is_none()).map(|proxy| {
            let authority = details.uri.authority().map(ToString::to_string).unwrap_or_default();
            ProxyLine { target: format!("http://{authority}"), authorization: authorization(proxy) }
        });
        let config = details.config;
        Ok(Some(Either::B(Connection {
            socket,
            buffers: LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size()),
            watch: self.watch.clone(),
            proxy_line: prefix,
        })))
    }
}

/// What a proxy needs in the first line of a request, and after it.
#[derive(Debug)]
struct ProxyLine {
    target: String,
    authorization: Option<String>,
}

impl ProxyLine {
    /// The start of a request with an absolute target.
    fn applied(self, bytes: &[u8]) -> Vec<u8> {
        let line = bytes.iter().position(|it| *it == b'\n').map_or(bytes.len(), |it| it + 1);
        let (first, rest) = bytes.split_at(line);
        let target = first.iter().position(|it| *it == b' ').map_or(0, |it| it + 1);
        let mut text = first[..target].to_vec();
        text.extend_from_slice(self.target.as_bytes());
        text.extend_from_slice(&first[target..]);
        if let Some(credentials) = self.authorization {
            text.extend_from_slice(format!("Proxy-Authorization: Basic {credentials}\r\n").as_bytes());
        }
        text.extend_from_slice(rest);
        text
    }
}

fn authorization(proxy: &Proxy) -> Option<String> {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    let user = proxy.username()?;
    Some(BASE64_STANDARD.encode(format!("{user}:{}", proxy.password().unwrap_or_default())))
}

/// A connected socket.
pub(super) struct Connection {
    socket: OwnedFd,
    buffers: LazyBuffers,
    watch: Arc<Watch>,
    proxy_line: Option<ProxyLine>,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connection")
    }
}

impl Connection {
    fn send_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        let (waiter, started) = (Waiter::current()?, Instant::now());
        while !bytes.is_empty() {
            match send(&self.socket, bytes, SendFlags::NOSIGNAL) {
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::AGAIN) => {
                    self.watch.wait(&waiter, Some((self.socket.as_fd(), PollFlags::OUT)), started)?;
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
        if let Some(line) = self.proxy_line.take() {
            let bytes = line.applied(&self.buffers.output()[..amount]);
            return Ok(self.send_all(&bytes)?);
        }
        let bytes = self.buffers.output()[..amount].to_vec();
        Ok(self.send_all(&bytes)?)
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        let (waiter, started) = (Waiter::current()?, Instant::now());
        loop {
            match recv(&self.socket, self.buffers.input_append_buf(), RecvFlags::empty()) {
                Ok((_, count)) => {
                    self.buffers.input_appended(count);
                    return Ok(count > 0);
                }
                Err(Errno::AGAIN) => {
                    self.watch.wait(&waiter, Some((self.socket.as_fd(), PollFlags::IN)), started)?;
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(io::Error::from(error).into()),
            }
        }
    }

    /// Connections serve one request each.
    fn is_open(&mut self) -> bool {
        false
    }
}

/// A connection to the first address that takes one.
fn any_of(addresses: &[SocketAddr], watch: &Watch) -> io::Result<OwnedFd> {
    let mut last = None;
    for address in addresses {
        match tcp(address, watch) {
            Ok(socket) => return Ok(socket),
            Err(error) if error.raw_os_error().is_none() => return Err(error),
            Err(error) => last = Some(error),
        }
    }
    let text = last.map_or_else(|| "Name or service not known".to_owned(), |it| words(&it));
    Err(watch.end(NetworkError::Unreachable(text)))
}

fn tcp(address: &SocketAddr, watch: &Watch) -> io::Result<OwnedFd> {
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = socket_with(family, SocketType::STREAM, flags, None)?;
    sockopt::set_tcp_nodelay(&socket, true)?;
    match connect(&socket, address) {
        Ok(()) => return Ok(socket),
        Err(Errno::INPROGRESS | Errno::AGAIN | Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    let (waiter, started) = (Waiter::current()?, Instant::now());
    loop {
        let mut polled = [PollFd::new(&socket, PollFlags::OUT)];
        if poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|it| it > 0) {
            sockopt::socket_error(&socket)??;
            return Ok(socket);
        }
        watch.wait(&waiter, Some((socket.as_fd(), PollFlags::OUT)), started)?;
    }
}

/// A connection to a server of this machine.
fn unix(path: &Path, watch: &Watch) -> io::Result<OwnedFd> {
    let connected = || -> io::Result<OwnedFd> {
        let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
        connect(&socket, &SocketAddrUnix::new(path)?)?;
        set_nonblocking(&socket)?;
        Ok(socket)
    };
    connected().map_err(|error| watch.end(NetworkError::Unreachable(words(&error))))
}

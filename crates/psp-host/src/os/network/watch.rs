//! [`Watch`]: what one request waits for, how long it may, and why it ended early.

use super::{super::wait::Waiter, head::Head, words};
use crate::{HttpRequest, NetworkError, Stop};
use parking_lot::Mutex;
use rustix::event::PollFlags;
use std::{
    fmt, io,
    os::fd::BorrowedFd,
    time::{Duration, Instant},
};

/// Shared by all parts of one request.
pub(super) struct Watch {
    stop: Stop,
    read_limit: Option<Duration>,
    state: Mutex<State>,
}

struct State {
    /// Until when the headers must be there; none once they are.
    deadline: Option<Instant>,
    ended_by: Option<NetworkError>,
    head: Head,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

impl Watch {
    pub(super) fn new(request: &HttpRequest, stop: &Stop) -> Self {
        let deadline = request.limit.and_then(|it| Instant::now().checked_add(it));
        let state = State { deadline, ended_by: None, head: Head::default() };
        Self { stop: stop.clone(), read_limit: request.read_limit, state: Mutex::new(state) }
    }

    /// From now on only the waits for more of the body are limited.
    pub(super) fn headers_are_read(&self) {
        self.state.lock().deadline = None;
    }

    pub(super) fn head(&self) -> Head {
        self.state.lock().head.clone()
    }

    pub(super) fn set_head(&self, head: Head) {
        self.state.lock().head = head;
    }

    /// Notes why the request ends, for [`Watch::explain`].
    pub(super) fn end(&self, error: NetworkError) -> io::Error {
        self.state.lock().ended_by.get_or_insert_with(|| error.clone());
        io::Error::other(error)
    }

    /// Blocks until a descriptor is ready, or somebody calls [`Waiter::wake`]; the caller looks what it was.
    pub(super) fn wait(
        &self,
        waiter: &std::sync::Arc<Waiter>,
        interest: Option<(BorrowedFd<'_>, PollFlags)>,
        started: Instant,
    ) -> io::Result<()> {
        let waking = waiter.clone();
        let _guard = self.stop.on_request(move || waking.wake());
        if self.stop.is_requested() {
            return Err(self.end(NetworkError::Stopped));
        }
        let now = Instant::now();
        let (limit, error) = match self.state.lock().deadline {
            Some(deadline) => (Some(deadline), NetworkError::Late),
            None => (self.read_limit.and_then(|it| started.checked_add(it)), NetworkError::Stalled),
        };
        if limit.is_some_and(|it| it <= now) {
            return Err(self.end(error));
        }
        let interests: Vec<_> = interest.into_iter().collect();
        waiter.wait(&interests, limit.map(|it| it.duration_since(now)))
    }

    /// Why a request failed: what was noted, else what ureq says.
    pub(super) fn explain(&self, error: ureq::Error) -> NetworkError {
        if let Some(noted) = self.state.lock().ended_by.clone() {
            return noted;
        }
        match error {
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => NetworkError::Ended,
            ureq::Error::Io(error) if error.raw_os_error().is_some() => NetworkError::Broken(words(&error)),
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                NetworkError::Insecure(error.to_string())
            }
            ureq::Error::Rustls(error) => NetworkError::Insecure(error.to_string()),
            ureq::Error::Tls(text) => NetworkError::Insecure(text.to_owned()),
            ureq::Error::ConnectProxyFailed(text) => NetworkError::Refused(text),
            other => NetworkError::Invalid(other.to_string()),
        }
    }
}

//! [`Heads`]: looks at responses on their way to ureq, which forgets the reason phrase and the case of names.

use super::watch::Watch;
use std::{fmt, sync::Arc};
use ureq::{
    Error,
    unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport},
};

/// What stands before a response's body.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// The server's words for the status.
    pub(super) reason: String,
    /// Names and values as they were sent.
    pub(super) headers: Vec<(String, String)>,
}

/// Notes the head of each response.
#[derive(Debug)]
pub(super) struct Heads(pub(super) Arc<Watch>);

impl<In: Transport> Connector<In> for Heads {
    type Out = Watched<In>;

    fn connect(&self, _: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Self::Out>, Error> {
        Ok(chained.map(|inner| Watched { inner, watch: self.0.clone(), is_done: false }))
    }
}

/// A connection whose first response's head is noted.
pub(super) struct Watched<T> {
    inner: T,
    watch: Arc<Watch>,
    is_done: bool,
}

impl<T: Transport> fmt::Debug for Watched<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watched")
    }
}

impl<T: Transport> Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let more = self.inner.await_input(timeout)?;
        if !self.is_done
            && let Some(head) = last_head(self.inner.buffers().input())
        {
            self.watch.set_head(head);
            self.is_done = true;
        }
        Ok(more)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

/// The head of the final response: those of status 1xx come before it.
fn last_head(mut bytes: &[u8]) -> Option<Head> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 256];
        let mut response = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(length) = response.parse(bytes).ok()? else { return None };
        if response.code.is_some_and(|it| (100..200).contains(&it) && it != 101) {
            bytes = bytes.get(length..)?;
            continue;
        }
        let text = |it: &[u8]| match std::str::from_utf8(it) {
            Ok(text) => text.to_owned(),
            Err(_) => it.iter().copied().map(char::from).collect(),
        };
        let reason = response.reason.unwrap_or_default().to_owned();
        let headers = response.headers.iter().map(|it| (it.name.to_owned(), text(it.value))).collect();
        return Some(Head { reason, headers });
    }
}

#[cfg(test)]
mod tests {
    use super::last_head;

    #[test]
    fn the_final_head_counts() {
        let bytes = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not here\r\nX-MyName: a b\r\n\r\nbody";
        let head = last_head(bytes).unwrap();
        assert_eq!(head.reason, "Not here");
        assert_eq!(head.headers, [("X-MyName".to_owned(), "a b".to_owned())]);
        assert!(last_head(b"HTTP/1.1 200 OK\r\nA: b\r\n").is_none());
    }
}

//! [`Waiter`]: blocks a thread on several descriptors such that others can wake it, a requested [`Stop`] above all.

use crate::Stop;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{OFlags, fcntl_getfl, fcntl_setfl},
};
use std::{
    cell::OnceCell,
    io::{self, PipeReader, PipeWriter},
    os::fd::{AsFd, BorrowedFd},
    sync::Arc,
    time::Duration,
};

/// A thread that may be blocked, and the pipe that wakes it. Each thread has one; stale wakes make it look around
/// once more, nothing else.
pub(super) struct Waiter {
    reader: PipeReader,
    writer: PipeWriter,
}

/// A descriptor and what to wait for.
pub(super) type Interest<'a> = (BorrowedFd<'a>, PollFlags);

impl Waiter {
    /// The waiter of this thread.
    pub(super) fn current() -> io::Result<Arc<Self>> {
        thread_local! {
            static WAITER: OnceCell<Arc<Waiter>> = const { OnceCell::new() };
        }
        WAITER.with(|cell| {
            if let Some(waiter) = cell.get() {
                return Ok(waiter.clone());
            }
            let (reader, writer) = io::pipe()?;
            set_nonblocking(&reader)?;
            set_nonblocking(&writer)?;
            Ok(cell.get_or_init(|| Arc::new(Self { reader, writer })).clone())
        })
    }

    /// Makes the thread look around.
    pub(super) fn wake(&self) {
        // A full pipe wakes as well as one more byte does.
        let _ = rustix::io::write(&self.writer, &[1]);
    }

    /// Blocks until a descriptor is ready, somebody wakes, or `limit` is over.
    pub(super) fn wait(&self, interests: &[Interest<'_>], limit: Option<Duration>) -> io::Result<()> {
        let mut polled: Vec<PollFd<'_>> =
            interests.iter().map(|&(fd, flags)| PollFd::from_borrowed_fd(fd, flags)).collect();
        polled.push(PollFd::new(&self.reader, PollFlags::IN));
        let limit =
            limit.map(|it| Timespec { tv_sec: it.as_secs() as i64, tv_nsec: it.subsec_nanos().into() });
        match poll(&mut polled, limit.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        if polled.last().is_some_and(|it| !it.revents().is_empty()) {
            let mut bytes = [0; 64];
            while rustix::io::read(&self.reader, &mut bytes[..]).is_ok_and(|it| it == bytes.len()) {}
        }
        Ok(())
    }
}

/// Blocks until `fd` can be read; [`io::ErrorKind::Interrupted`] when `stop` is requested first.
pub(super) fn wait_readable(fd: impl AsFd, stop: &Stop) -> io::Result<()> {
    let waiter = Waiter::current()?;
    let waking = waiter.clone();
    let _guard = stop.on_request(move || waking.wake());
    loop {
        if stop.is_requested() {
            return Err(interrupted());
        }
        let mut polled = [PollFd::new(&fd, PollFlags::IN)];
        if poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|it| it > 0) {
            return Ok(());
        }
        waiter.wait(&[(fd.as_fd(), PollFlags::IN)], None)?;
    }
}

/// The error of a call that ended since a stop was requested.
pub(super) fn interrupted() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "stopped")
}

/// Reads and writes fail rather than block.
pub(super) fn set_nonblocking(fd: impl AsFd) -> io::Result<()> {
    let flags = fcntl_getfl(&fd)?;
    Ok(fcntl_setfl(&fd, flags | OFlags::NONBLOCK)?)
}

//! [`OsChild`]: started programs and the pipes to them. No thread serves a child: whoever reads, writes or waits moves
//! bytes both ways, so neither side waits for the other.

use super::{
    Left,
    tree::{self, Root},
    wait::{Interest, Waiter, interrupted, set_nonblocking},
};
use crate::{Child, Chunk, Exit, Stop};
use parking_lot::Mutex;
use rustix::{
    event::PollFlags,
    io::Errno,
    process::{Pid, PidfdFlags, pidfd_open},
};
use signal_hook::consts::{SIGHUP, SIGINT};
use std::{
    collections::VecDeque,
    io::{self, PipeReader, PipeWriter},
    os::{
        fd::{AsFd, OwnedFd},
        unix::process::ExitStatusExt,
    },
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// [`Child::write`] waits while more bytes than this wait to be taken.
const PENDING: usize = 64 * 1024;
/// Smaller writes are gathered, unless the last one is older than [`GATHERED`].
const SMALL: usize = 8 * 1024;
const GATHERED: Duration = Duration::from_millis(5);
/// While standard input is open, what was read this long ago counts as what is there now.
const FRESH: Duration = Duration::from_micros(500);
/// How often to look for the end of a child where the system cannot tell.
const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// How long a killed program may take to be gone before it is left to be reaped later.
const KILLED: Duration = Duration::from_millis(100);
/// How long a signal that ended a program of this process's group may take to be heard here.
const SAME_SIGNAL: Duration = Duration::from_millis(50);

/// Started programs and the pipes to them.
pub(super) struct OsChild {
    members: Vec<Member>,
    streams: Mutex<Streams>,
    detached: AtomicBool,
    /// Who is left running goes here to be reaped.
    left: Left,
}

/// One program of a chain.
pub(super) struct Member {
    root: Root,
    /// Becomes readable when the program ends.
    handle: Option<OwnedFd>,
    state: Mutex<State>,
}

struct State {
    /// None once it is reaped.
    child: Option<std::process::Child>,
    exit: Option<Exit>,
}

/// The pipes to a chain.
#[derive(Default)]
pub(super) struct Streams {
    pub(super) sink: Option<Sink>,
    pub(super) sources: Vec<Arc<Source>>,
    /// What was read and nobody asked for yet.
    ready: VecDeque<Chunk>,
    /// When bytes were moved last.
    pumped: Option<Instant>,
    /// The program closed its standard input.
    refused: bool,
    /// Threads that wait for something here.
    waiters: Vec<Arc<Waiter>>,
}

/// Standard input of the first program.
pub(super) struct Sink {
    pipe: Arc<PipeWriter>,
    pending: VecDeque<u8>,
    closing: bool,
    last: Instant,
}

/// A stream that comes back.
pub(super) struct Source {
    pipe: PipeReader,
    chunk: fn(Vec<u8>) -> Chunk,
    ended: AtomicBool,
}

impl Sink {
    /// Feeds a program `bytes` and the end, or what will be written.
    pub(super) fn new(pipe: PipeWriter, bytes: Option<Vec<u8>>) -> io::Result<Self> {
        set_nonblocking(&pipe)?;
        Ok(Self {
            pipe: Arc::new(pipe),
            closing: bytes.is_some(),
            pending: bytes.unwrap_or_default().into(),
            last: Instant::now(),
        })
    }
}

impl Source {
    /// Standard output.
    pub(super) fn out(pipe: PipeReader) -> io::Result<Self> {
        Self::new(pipe, Chunk::Out)
    }

    /// Standard error.
    pub(super) fn err(pipe: PipeReader) -> io::Result<Self> {
        Self::new(pipe, Chunk::Err)
    }

    fn new(pipe: PipeReader, chunk: fn(Vec<u8>) -> Chunk) -> io::Result<Self> {
        set_nonblocking(&pipe)?;
        Ok(Self { pipe, chunk, ended: AtomicBool::new(false) })
    }
}

impl Streams {
    /// Moves the bytes that can move now.
    fn pump(&mut self) -> io::Result<()> {
        self.feed();
        self.pumped = Some(Instant::now());
        if self.sources.is_empty() {
            return Ok(());
        }
        let mut buffer = vec![0; 64 * 1024];
        for source in &self.sources {
            match rustix::io::read(&source.pipe, &mut buffer[..]) {
                Ok(0) => source.ended.store(true, Ordering::Relaxed),
                Ok(count) => self.ready.push_back((source.chunk)(buffer[..count].to_vec())),
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.sources.retain(|it| !it.ended.load(Ordering::Relaxed));
        Ok(())
    }

    /// Writes what the program takes now.
    fn feed(&mut self) {
        let Some(sink) = &mut self.sink else { return };
        sink.last = Instant::now();
        while !sink.pending.is_empty() {
            match rustix::io::write(&sink.pipe, sink.pending.as_slices().0) {
                Ok(count) => drop(sink.pending.drain(..count)),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return,
                // It does not read any more.
                Err(_) => {
                    self.refused = true;
                    self.sink = None;
                    return;
                }
            }
        }
        if sink.closing {
            self.sink = None;
        }
    }

    fn hungry(&self) -> Option<Arc<PipeWriter>> {
        self.sink.as_ref().filter(|it| !it.pending.is_empty()).map(|it| it.pipe.clone())
    }

    fn wake_all(&mut self) {
        self.waiters.drain(..).for_each(|it| it.wake());
    }
}

impl Member {
    /// A program that has just been started.
    pub(super) fn new(child: std::process::Child, group: bool) -> Self {
        let id = child.id();
        let handle = Pid::from_raw(id as i32).and_then(|it| pidfd_open(it, PidfdFlags::empty()).ok());
        Self { root: Root { id, group }, handle, state: Mutex::new(State { child: Some(child), exit: None }) }
    }

    /// How it ended, if it did; reaps it.
    fn try_wait(&self) -> io::Result<Option<Exit>> {
        let mut state = self.state.lock();
        let status = state.child.as_mut().map(std::process::Child::try_wait).transpose()?.flatten();
        if let Some(status) = status {
            *state = State { child: None, exit: Some(exit_of(status)) };
        }
        Ok(state.exit)
    }

    fn running(&self) -> bool {
        self.state.lock().child.is_some()
    }

    /// It has ended, reaped or not.
    fn ended(&self) -> bool {
        let Some(handle) = &self.handle else { return matches!(self.try_wait(), Ok(Some(_)) | Err(_)) };
        let mut polled = [rustix::event::PollFd::new(handle, PollFlags::IN)];
        let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
        rustix::event::poll(&mut polled, Some(&now)).is_ok_and(|it| it > 0)
    }

    /// Waits for the end of a program that was killed; false when the kernel does not let go of it for now.
    fn reap(&self) -> bool {
        let limit = Instant::now() + KILLED;
        while matches!(self.try_wait(), Ok(None)) {
            if Instant::now() >= limit {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }
}

impl OsChild {
    /// No program yet. Programs that are left running go to `left`.
    pub(super) fn new(left: Left) -> Self {
        Self { members: Vec::new(), streams: Mutex::default(), detached: AtomicBool::new(false), left }
    }

    /// Leaves those that still run to be reaped by somebody else.
    fn leave(&self) {
        self.left.lock().extend(self.members.iter().filter_map(|it| it.state.lock().child.take()));
    }

    /// A program that shares this process's group was ended as from the keyboard.
    fn was_signalled(&self) -> bool {
        self.members.iter().any(|it| {
            let signal = it.state.lock().exit.and_then(|it| it.signal);
            !it.root.group && matches!(signal, Some(SIGINT | SIGHUP))
        })
    }

    /// Adds the next program of the chain.
    pub(super) fn add(&mut self, member: Member) {
        self.members.push(member);
    }

    /// Hands the pipes over once all programs run.
    pub(super) fn connect(&mut self, streams: Streams) {
        self.streams = Mutex::new(streams);
    }

    /// Calls `look` with the streams after moving bytes, until it has an answer; blocks in between.
    fn until<T>(
        &self,
        stop: &Stop,
        ends: bool,
        mut look: impl FnMut(&mut Streams) -> io::Result<Option<T>>,
    ) -> io::Result<T> {
        // A program that never stops writing must not keep its reader from stopping.
        if stop.is_requested() {
            return Err(interrupted());
        }
        if let Some(answer) = look(&mut self.streams.lock())? {
            return Ok(answer);
        }
        let waiter = Waiter::current()?;
        let waking = waiter.clone();
        let _guard = stop.on_request(move || waking.wake());
        let answer = self.blocked(&waiter, stop, ends, look);
        self.streams.lock().waiters.retain(|it| !Arc::ptr_eq(it, &waiter));
        answer
    }

    fn blocked<T>(
        &self,
        waiter: &Arc<Waiter>,
        stop: &Stop,
        ends: bool,
        mut look: impl FnMut(&mut Streams) -> io::Result<Option<T>>,
    ) -> io::Result<T> {
        loop {
            let (sources, sink) = {
                let mut streams = self.streams.lock();
                streams.pump()?;
                if let Some(answer) = look(&mut streams)? {
                    return Ok(answer);
                }
                if !streams.waiters.iter().any(|it| Arc::ptr_eq(it, waiter)) {
                    streams.waiters.push(waiter.clone());
                }
                (streams.sources.clone(), streams.hungry())
            };
            if stop.is_requested() {
                return Err(interrupted());
            }
            let mut interests: Vec<Interest<'_>> =
                sources.iter().map(|it| (it.pipe.as_fd(), PollFlags::IN)).collect();
            interests.extend(sink.iter().map(|it| (it.as_fd(), PollFlags::OUT)));
            let mut limit = None;
            if ends {
                for member in self.members.iter().filter(|it| it.running()) {
                    match &member.handle {
                        Some(handle) => interests.push((handle.as_fd(), PollFlags::IN)),
                        None => limit = Some(LOOK_AGAIN),
                    }
                }
            }
            waiter.wait(&interests, limit)?;
        }
    }
}

impl Child for OsChild {
    fn id(&self) -> u32 {
        self.members.last().map_or(0, |it| it.root.id)
    }

    fn read(&self, stop: &Stop) -> io::Result<Option<Chunk>> {
        self.until(stop, false, |streams| match streams.ready.pop_front() {
            Some(chunk) => Ok(Some(Some(chunk))),
            None if streams.sources.is_empty() => Ok(Some(None)),
            None => Ok(None),
        })
    }

    fn try_read(&self) -> io::Result<Option<Chunk>> {
        let mut streams = self.streams.lock();
        // Who writes line by line asks after each of them: not every question is worth two calls to the system.
        let fresh = streams.sink.is_some() && streams.pumped.is_some_and(|it| it.elapsed() < FRESH);
        if streams.ready.is_empty() && !fresh {
            streams.pump()?;
        }
        Ok(streams.ready.pop_front())
    }

    fn write(&self, bytes: &[u8], stop: &Stop) -> io::Result<()> {
        {
            let mut streams = self.streams.lock();
            let Some(sink) = streams.sink.as_mut().filter(|it| !it.closing) else {
                return Err(io::ErrorKind::BrokenPipe.into());
            };
            sink.pending.extend(bytes);
            if sink.pending.len() < SMALL && sink.last.elapsed() < GATHERED {
                streams.wake_all();
                return Ok(());
            }
            streams.feed();
            streams.wake_all();
        }
        self.until(stop, false, |streams| match &streams.sink {
            _ if streams.refused => Err(io::ErrorKind::BrokenPipe.into()),
            Some(sink) if sink.pending.len() > PENDING => Ok(None),
            _ => Ok(Some(())),
        })
    }

    fn close_stdin(&self) {
        let mut streams = self.streams.lock();
        if let Some(sink) = &mut streams.sink {
            sink.closing = true;
        }
        streams.feed();
        streams.wake_all();
    }

    fn wait(&self, stop: &Stop) -> io::Result<Exit> {
        let waited = self.until(stop, true, |_| self.try_wait());
        // A signal to the whole group may end the program before this process hears of it.
        if waited.is_ok() && self.was_signalled() && stop.wait(SAME_SIGNAL) {
            return Err(interrupted());
        }
        if matches!(&waited, Err(error) if error.kind() == io::ErrorKind::Interrupted) {
            self.kill();
        }
        waited
    }

    fn try_wait(&self) -> io::Result<Option<Exit>> {
        let mut last = None;
        for member in &self.members {
            last = member.try_wait()?;
            if last.is_none() {
                return Ok(None);
            }
        }
        Ok(last)
    }

    fn exits(&self) -> Vec<Option<Exit>> {
        self.members.iter().map(|it| it.try_wait().unwrap_or_default()).collect()
    }

    fn kill(&self) {
        let running: Vec<&Member> = self.members.iter().filter(|it| it.running()).collect();
        if running.is_empty() {
            return;
        }
        let roots: Vec<Root> = running.iter().map(|it| it.root).collect();
        tree::end(&roots, &|| running.iter().all(|it| it.ended()));
        if !running.iter().all(|it| it.reap()) {
            self.leave();
        }
        self.streams.lock().wake_all();
    }

    fn detach(&self) {
        self.detached.store(true, Ordering::Relaxed);
    }
}

impl Drop for OsChild {
    fn drop(&mut self) {
        // Ended programs are reaped; only their children, if any, go on.
        if matches!(self.try_wait(), Ok(Some(_))) {
            return;
        }
        if self.detached.load(Ordering::Relaxed) {
            self.leave();
        } else {
            self.kill();
        }
    }
}

fn exit_of(status: std::process::ExitStatus) -> Exit {
    let signal = status.signal();
    Exit { code: status.code().unwrap_or_else(|| 128 + signal.unwrap_or_default()), signal }
}

//! Finding programs, and the processes of this machine.

use super::{
    OsSystem, process_list, tree,
    wait::{Waiter, interrupted},
};
use crate::{Child, Files, Launch, ProcessInfo, Processes, Stop};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, PidfdFlags, pidfd_open},
};
use std::{
    io,
    os::fd::AsFd,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

impl Processes for OsSystem {
    fn start(&self, chain: Vec<Launch>) -> io::Result<Arc<dyn Child>> {
        self.launch(chain)
    }

    fn find_programs(&self, name: &str) -> Vec<PathBuf> {
        if name.contains('/') {
            return Some(PathBuf::from(name)).filter(|it| self.is_executable(it)).into_iter().collect();
        }
        if name.is_empty() {
            return Vec::new();
        }
        let places = self.program_directories().into_iter().map(|it| it.join(Path::new(name)));
        places.filter(|it| self.is_executable(it)).collect()
    }

    fn program_directories(&self) -> Vec<PathBuf> {
        let path = self.variables.raw("PATH").unwrap_or_default();
        std::env::split_paths(&path).filter(|it| !it.as_os_str().is_empty()).collect()
    }

    fn process_id(&self) -> u32 {
        std::process::id()
    }

    fn processes(&self) -> io::Result<Vec<ProcessInfo>> {
        self.reap();
        process_list::all()
    }

    fn process(&self, id: u32) -> io::Result<ProcessInfo> {
        self.reap();
        process_list::one(id)
    }

    fn kill_process(&self, id: u32, tree: bool) -> io::Result<()> {
        tree::kill(id, tree)
    }

    fn wait_process(&self, id: u32, limit: Option<Duration>, stop: &Stop) -> io::Result<bool> {
        self.flush();
        let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return Ok(true) };
        let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else { return Ok(true) };
        let waiter = Waiter::current()?;
        let waking = waiter.clone();
        let _guard = stop.on_request(move || waking.wake());
        let end = limit.and_then(|it| Instant::now().checked_add(it));
        loop {
            let now = Timespec { tv_sec: 0, tv_nsec: 0 };
            if poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&now)).is_ok_and(|it| it > 0) {
                return Ok(true);
            }
            if stop.is_requested() {
                return Err(interrupted());
            }
            let left = end.map(|it| it.saturating_duration_since(Instant::now()));
            if left.is_some_and(|it| it.is_zero()) {
                return Ok(false);
            }
            waiter.wait(&[(handle.as_fd(), PollFlags::IN)], left)?;
        }
    }
}

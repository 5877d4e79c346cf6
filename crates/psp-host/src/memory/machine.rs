//! Everything of the machine in memory but its files.

use super::{MemorySystem, START};
use crate::{
    Child, Clock, Environment, HttpRequest, HttpResponse, Launch, Machine, Network, NetworkError, Platform,
    ProcessInfo, Processes, Stop, TimerGuard,
};
use std::{
    ffi::OsString,
    io,
    net::IpAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

impl Environment for MemorySystem {
    fn variable(&self, name: &str) -> Option<String> {
        self.variables.lock().get(name).cloned()
    }

    fn set_variable(&self, name: &str, value: Option<&str>) {
        let mut variables = self.variables.lock();
        match value {
            Some(value) => variables.insert(name.to_owned(), value.to_owned()),
            None => variables.remove(name),
        };
    }

    fn variables(&self) -> Vec<(String, String)> {
        self.variables.lock().iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn start_directory(&self) -> PathBuf {
        "/home/user".into()
    }

    fn arguments(&self) -> Vec<OsString> {
        vec!["psp".into()]
    }

    fn executable(&self) -> PathBuf {
        "/usr/bin/psp".into()
    }
}

impl Clock for MemorySystem {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + START + self.clock.lock().passed
    }

    fn monotonic(&self) -> Instant {
        let clock = self.clock.lock();
        clock.origin + clock.passed
    }

    fn sleep(&self, duration: Duration, stop: &Stop) -> bool {
        if !stop.is_requested() {
            self.advance(duration);
        }
        stop.is_requested()
    }

    fn after(&self, duration: Duration, then: Box<dyn FnOnce() + Send>) -> TimerGuard {
        self.deadline(duration, then)
    }

    fn time_zone(&self) -> String {
        self.variable("TZ").unwrap_or_else(|| "UTC".into())
    }
}

impl Processes for MemorySystem {
    fn start(&self, _chain: Vec<Launch>) -> io::Result<Arc<dyn Child>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn find_programs(&self, _name: &str) -> Vec<PathBuf> {
        Vec::new()
    }

    fn program_directories(&self) -> Vec<PathBuf> {
        let path = self.variable("PATH").unwrap_or_default();
        path.split(':').filter(|it| !it.is_empty()).map(PathBuf::from).collect()
    }

    fn process_id(&self) -> u32 {
        1000
    }

    fn processes(&self) -> io::Result<Vec<ProcessInfo>> {
        Ok(vec![self.process(1000)?])
    }

    fn process(&self, id: u32) -> io::Result<ProcessInfo> {
        if id != self.process_id() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let started = Some(UNIX_EPOCH + START);
        Ok(ProcessInfo { id, name: "psp".into(), threads: 1, user: 1000, started, ..ProcessInfo::default() })
    }

    fn kill_process(&self, _id: u32, _tree: bool) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }

    fn wait_process(&self, id: u32, limit: Option<Duration>, stop: &Stop) -> io::Result<bool> {
        match limit {
            _ if id != self.process_id() => Ok(true),
            Some(limit) if !self.sleep(limit, stop) => Ok(false),
            _ => Err(io::ErrorKind::Interrupted.into()),
        }
    }
}

impl Machine for MemorySystem {
    fn platform(&self) -> Platform {
        Platform {
            system: "Linux".into(),
            release: "6.0.0".into(),
            processor: "x86_64".into(),
            ..Platform::default()
        }
    }

    fn host_name(&self) -> String {
        "memory".into()
    }

    fn processors(&self) -> usize {
        2
    }

    fn memory(&self) -> u64 {
        1 << 30
    }

    fn uptime(&self) -> Duration {
        self.clock.lock().passed
    }

    fn user_name(&self) -> String {
        "user".into()
    }

    fn user_id(&self) -> u32 {
        1000
    }

    fn user_name_of(&self, user: u32) -> Option<String> {
        (user == 1000).then(|| "user".into())
    }

    fn group_name_of(&self, group: u32) -> Option<String> {
        (group == 1000).then(|| "user".into())
    }

    fn home_directory(&self) -> Option<PathBuf> {
        self.variable("HOME").map(Into::into)
    }

    /// The same bytes in each new machine (SplitMix64).
    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.random.lock();
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// Nobody else is there.
impl Network for MemorySystem {
    fn http(&self, _request: &HttpRequest, _stop: &Stop) -> Result<HttpResponse, NetworkError> {
        Err(NetworkError::Unreachable("Network is unreachable".into()))
    }

    fn addresses(&self, _name: &str, _stop: &Stop) -> Result<Vec<IpAddr>, NetworkError> {
        Err(NetworkError::Unresolved("Name or service not known".into()))
    }
}

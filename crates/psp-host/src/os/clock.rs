//! The system's clock, and the name of its time zone.

use super::OsSystem;
use crate::{Clock, Environment, Stop, TimerGuard};
use std::time::{Duration, Instant, SystemTime};

/// Shorter sleeps leave what was written in the buffer.
const WORTH_A_FLUSH: Duration = Duration::from_millis(2);

impl Clock for OsSystem {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn monotonic(&self) -> Instant {
        Instant::now()
    }

    fn sleep(&self, duration: Duration, stop: &Stop) -> bool {
        if duration >= WORTH_A_FLUSH {
            self.flush();
        }
        stop.wait(duration)
    }

    fn after(&self, duration: Duration, then: Box<dyn FnOnce() + Send>) -> TimerGuard {
        match Instant::now().checked_add(duration) {
            Some(at) => self.timer.at(at, then),
            // Centuries from now nobody waits any more.
            None => TimerGuard::new(|| ()),
        }
    }

    fn time_zone(&self) -> String {
        if let Some(name) = self.variable("TZ") {
            let name = name.strip_prefix(':').unwrap_or(&name);
            return zone_of_path(name).unwrap_or(if name.is_empty() { "UTC" } else { name }).to_owned();
        }
        let linked = std::fs::canonicalize("/etc/localtime").ok();
        if let Some(name) = linked.as_ref().and_then(|it| it.to_str()).and_then(zone_of_path) {
            return name.to_owned();
        }
        let written = std::fs::read_to_string("/etc/timezone").unwrap_or_default();
        let name = written.trim();
        if name.is_empty() { "UTC".into() } else { name.to_owned() }
    }
}

/// `Europe/Berlin` of `/usr/share/zoneinfo/Europe/Berlin`.
fn zone_of_path(path: &str) -> Option<&str> {
    let name = path.split_once("/zoneinfo/")?.1;
    Some(name.strip_prefix("posix/").unwrap_or(name))
}

//! Names and numbers of this machine and its users.

use super::OsSystem;
use crate::{Machine, Platform};
use rustix::{
    io::Errno,
    process::geteuid,
    rand::{GetRandomFlags, getrandom},
    system::{sysinfo, uname},
    time::{ClockId, clock_gettime},
};
use std::{ffi::CStr, fs, io, path::PathBuf, time::Duration};

impl Machine for OsSystem {
    fn platform(&self) -> Platform {
        let names = uname();
        Platform {
            system: text(names.sysname()),
            release: text(names.release()),
            version: text(names.version()),
            processor: text(names.machine()),
            distribution: distribution(),
        }
    }

    fn host_name(&self) -> String {
        text(uname().nodename())
    }

    fn processors(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }

    fn memory(&self) -> u64 {
        let found = sysinfo();
        found.totalram.saturating_mul(u64::from(found.mem_unit))
    }

    fn uptime(&self) -> Duration {
        let now = clock_gettime(ClockId::Boottime);
        Duration::new(now.tv_sec.max(0) as u64, now.tv_nsec.max(0) as u32)
    }

    fn user_name(&self) -> String {
        let user = self.user_id();
        self.user_name_of(user).unwrap_or_else(|| user.to_string())
    }

    fn user_id(&self) -> u32 {
        geteuid().as_raw()
    }

    fn user_name_of(&self, user: u32) -> Option<String> {
        field_of("/etc/passwd", user, 0)
    }

    fn group_name_of(&self, group: u32) -> Option<String> {
        field_of("/etc/group", group, 0)
    }

    fn home_directory(&self) -> Option<PathBuf> {
        match self.variables.raw("HOME") {
            Some(home) if !home.is_empty() => Some(home.into()),
            _ => field_of("/etc/passwd", self.user_id(), 5).map(Into::into),
        }
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut filled = 0;
        while filled < bytes.len() {
            match getrandom(&mut bytes[filled..], GetRandomFlags::empty()) {
                Ok(count) => filled += count,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

fn text(it: &CStr) -> String {
    it.to_string_lossy().into_owned()
}

/// A field of the line whose third one is `number`, in files such as `/etc/passwd`.
fn field_of(file: &str, number: u32, field: usize) -> Option<String> {
    let lines = fs::read_to_string(file).ok()?;
    let number = number.to_string();
    let line = lines.lines().find(|line| line.split(':').nth(2) == Some(&number))?;
    line.split(':').nth(field).map(str::to_owned)
}

fn distribution() -> String {
    let lines = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = lines.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.unwrap_or_default().trim_matches('"').to_owned()
}

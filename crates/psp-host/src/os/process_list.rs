//! The processes of this machine, read from `/proc`.

use crate::ProcessInfo;
use rustix::param::{clock_ticks_per_second, page_size};
use std::{
    fs, io,
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// The kernel keeps this many bytes of a program's name.
const SHORT_NAME: usize = 15;

/// All processes, ordered by number.
pub(super) fn all() -> io::Result<Vec<ProcessInfo>> {
    let boot = boot_time();
    let mut ids: Vec<u32> =
        fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect();
    ids.sort_unstable();
    // One that ends meanwhile is left out.
    Ok(ids.into_iter().filter_map(|id| described(id, boot)).collect())
}

/// One process.
pub(super) fn one(id: u32) -> io::Result<ProcessInfo> {
    described(id, boot_time()).ok_or_else(|| io::ErrorKind::NotFound.into())
}

fn described(id: u32, boot: Option<SystemTime>) -> Option<ProcessInfo> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (head, tail) = stat.rsplit_once(')')?;
    let name = head.split_once('(')?.1;
    let fields: Vec<&str> = tail.split_ascii_whitespace().collect();
    // The first field here is the third one of proc(5).
    let number =
        |place: usize| fields.get(place - 3).and_then(|it| it.parse::<i64>().ok()).unwrap_or_default();
    let arguments = arguments(id);
    let pages = page_size() as u64;
    let memory = fs::read_to_string(format!("/proc/{id}/statm")).unwrap_or_default();
    let memory: Vec<u64> = memory.split_ascii_whitespace().filter_map(|it| it.parse().ok()).collect();
    Some(ProcessInfo {
        id,
        parent: number(4) as u32,
        group: number(5) as u32,
        session: number(6) as u32,
        name: full_name(name, &arguments),
        path: fs::read_link(format!("/proc/{id}/exe")).ok().map(without_deleted),
        arguments,
        started: boot.and_then(|it| it.checked_add(ticks(number(22)))),
        user_time: ticks(number(14)),
        system_time: ticks(number(15)),
        working_set: memory.get(1).copied().unwrap_or_default() * pages,
        private_memory: memory.get(5).copied().unwrap_or_default() * pages,
        virtual_memory: number(23) as u64,
        threads: number(20) as u32,
        handles: fs::read_dir(format!("/proc/{id}/fd")).map_or(0, |it| it.count() as u32),
        nice: number(19) as i32,
        user: user(id),
    })
}

/// A name the kernel has cut is completed from the command line, as .NET does.
fn full_name(name: &str, arguments: &[String]) -> String {
    if name.len() < SHORT_NAME {
        return name.to_owned();
    }
    let files = arguments.iter().take(2).filter_map(|it| it.rsplit('/').next());
    files.filter(|it| it.starts_with(name)).map(str::to_owned).next().unwrap_or_else(|| name.to_owned())
}

fn arguments(id: u32) -> Vec<String> {
    let bytes = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    let words = bytes.strip_suffix(b"\0").unwrap_or(&bytes);
    if words.is_empty() {
        return Vec::new();
    }
    words.split(|it| *it == 0).map(|it| String::from_utf8_lossy(it).into_owned()).collect()
}

fn without_deleted(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|it| it.strip_suffix(" (deleted)")) {
        Some(path) => path.into(),
        None => path,
    }
}

fn user(id: u32) -> u32 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    line.and_then(|it| it.split_ascii_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
}

fn ticks(count: i64) -> Duration {
    let a_second = clock_ticks_per_second().max(1);
    let count = count.max(0) as u64;
    Duration::from_secs(count / a_second)
        + Duration::from_nanos(count % a_second * (1_000_000_000 / a_second))
}

fn boot_time() -> Option<SystemTime> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let seconds = stat.lines().find_map(|line| line.strip_prefix("btime "))?.trim().parse().ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

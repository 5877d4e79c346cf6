//! Ends trees of processes: asks, waits a moment, insists.

use rustix::process::{Pid, Signal, kill_process, kill_process_group, test_kill_process_group};
use std::{
    collections::HashMap,
    fs,
    time::{Duration, Instant},
};

/// How long a process may take to end by itself once asked.
const GRACE: Duration = Duration::from_millis(100);
/// How long processes may take to stop before they are counted all the same.
const FREEZING: Duration = Duration::from_millis(20);
const LOOK_AGAIN: Duration = Duration::from_millis(4);

/// The root of a tree.
#[derive(Clone, Copy)]
pub(super) struct Root {
    pub(super) id: u32,
    /// It leads a process group of its own.
    pub(super) group: bool,
}

/// Ends the trees under `roots`, which the caller has not reaped yet and reaps afterwards. `ended` says whether all
/// roots have ended.
pub(super) fn end(roots: &[Root], ended: &dyn Fn() -> bool) {
    let asked = freeze(roots);
    send(roots, &asked, Signal::TERM);
    send(roots, &asked, Signal::CONT);
    let limit = Instant::now() + GRACE;
    let gone = || ended() && !asked.iter().any(|&it| lives(it)) && !roots.iter().any(|it| group_lives(*it));
    while !gone() {
        if Instant::now() >= limit {
            // Those that started meanwhile belong to it too.
            let mut family = freeze(roots);
            family.extend(asked.iter().copied().filter(|&it| lives(it)));
            send(roots, &family, Signal::KILL);
            return;
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Kills a process, and what it started.
pub(super) fn kill(id: u32, tree: bool) -> std::io::Result<()> {
    let family = if tree { freeze(&[Root { id, group: false }]) } else { Vec::new() };
    let Some(pid) = pid(id) else { return Err(std::io::ErrorKind::NotFound.into()) };
    kill_process(pid, Signal::KILL)?;
    send(&[], &family, Signal::KILL);
    Ok(())
}

/// Kills all that this process has started, but for the families of `spared`.
pub(super) fn kill_all(spared: &[u32]) {
    let root = |id| Root { id, group: false };
    let spared: Vec<Root> = spared.iter().copied().map(root).collect();
    let left = family(&spared);
    let mut family = family(&[root(std::process::id())]);
    family.retain(|id| !left.contains(id) && !spared.iter().any(|it| it.id == *id));
    send(&[], &family, Signal::KILL);
}

/// Stops all processes under `roots`, so that none starts another while its family is counted; returns the family.
fn freeze(roots: &[Root]) -> Vec<u32> {
    let limit = Instant::now() + FREEZING;
    let mut frozen: Vec<u32> = Vec::new();
    let mut next: Vec<u32> = roots.iter().map(|it| it.id).collect();
    while !next.is_empty() {
        send(&[], &next, Signal::STOP);
        while next.iter().any(|&it| runs(it)) && Instant::now() < limit {
            std::thread::sleep(Duration::from_micros(200));
        }
        frozen.append(&mut next);
        next = family(roots).into_iter().filter(|it| !frozen.contains(it)).collect();
    }
    frozen.retain(|id| !roots.iter().any(|it| it.id == *id));
    frozen
}

/// A process of the system's list, as proc(5) has it.
struct Listed {
    state: char,
    parent: u32,
    group: u32,
}

impl Listed {
    fn find(id: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace();
        let state = fields.next()?.chars().next()?;
        Some(Self { state, parent: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
    }

    /// It has not ended; who has ended may still wait to be reaped.
    fn lives(&self) -> bool {
        !matches!(self.state, 'Z' | 'X')
    }
}

fn runs(id: u32) -> bool {
    Listed::find(id).is_some_and(|it| it.lives() && !matches!(it.state, 'T' | 't'))
}

fn lives(id: u32) -> bool {
    Listed::find(id).is_some_and(|it| it.lives())
}

/// Somebody of the group of a root lives. Asking with a signal is not enough: the root itself counts there until it is reaped.
fn group_lives(root: Root) -> bool {
    root.group
        && pid(root.id).is_some_and(|it| test_kill_process_group(it).is_ok())
        && listed().any(|id| Listed::find(id).is_some_and(|it| it.group == root.id && it.lives()))
}

/// The ids of all processes.
fn listed() -> impl Iterator<Item = u32> {
    let names = fs::read_dir("/proc").into_iter().flatten().flatten();
    names.filter_map(|it| it.file_name().to_str()?.parse().ok())
}

/// All that descend from `roots`, without them.
fn family(roots: &[Root]) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for id in listed() {
        if let Some(it) = Listed::find(id) {
            children.entry(it.parent).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    let mut open: Vec<u32> = roots.iter().map(|it| it.id).collect();
    while let Some(id) = open.pop() {
        let below = children.remove(&id).unwrap_or_default();
        open.extend(&below);
        found.extend(below);
    }
    found
}

fn send(roots: &[Root], family: &[u32], signal: Signal) {
    // Who has ended already cannot be told; that is what was wanted.
    for root in roots {
        let Some(pid) = pid(root.id) else { continue };
        let _ = if root.group { kill_process_group(pid, signal) } else { kill_process(pid, signal) };
    }
    for pid in family.iter().filter_map(|&it| pid(it)) {
        let _ = kill_process(pid, signal);
    }
}

fn pid(id: u32) -> Option<Pid> {
    Pid::from_raw(i32::try_from(id).ok()?)
}

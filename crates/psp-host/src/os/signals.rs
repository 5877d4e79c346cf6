//! SIGINT and SIGTERM request a [`Stop`]; the second one ends the process.

use super::{Left, OsSystem, tree};
use crate::Stop;
use parking_lot::Mutex;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals as Incoming,
};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
};

/// What signals ask for.
#[derive(Default)]
pub(super) struct Signals {
    /// Children that go on when this process ends.
    pub(super) left: Left,
    target: Mutex<Target>,
    last: AtomicI32,
}

#[derive(Default)]
struct Target {
    stop: Stop,
    asked: bool,
    listening: bool,
}

impl OsSystem {
    /// From now on SIGINT, SIGTERM and SIGHUP request `stop`, once; the next one ends the children that were not detached,
    /// and the process, with 128 and the signal's number. A later call names another word and starts over, as a REPL does at each prompt.
    pub fn stop_on_signals(&self, stop: Stop) -> io::Result<()> {
        let mut target = self.signals.target.lock();
        target.stop = stop;
        target.asked = false;
        if !target.listening {
            let mut incoming = Incoming::new([SIGHUP, SIGINT, SIGTERM])?;
            let signals = self.signals.clone();
            std::thread::Builder::new()
                .name("signals".into())
                .spawn(move || incoming.forever().for_each(|it| signals.arrived(it)))?;
            target.listening = true;
        }
        Ok(())
    }

    /// The signal that requested a stop, if one did.
    pub fn last_signal(&self) -> Option<i32> {
        Some(self.signals.last.load(Ordering::SeqCst)).filter(|it| *it != 0)
    }
}

impl Signals {
    fn arrived(self: &Arc<Self>, signal: i32) {
        self.last.store(signal, Ordering::SeqCst);
        let mut target = self.target.lock();
        if target.asked {
            let left: Vec<u32> = self.left.lock().iter().map(std::process::Child::id).collect();
            tree::kill_all(&left);
            super::exit(128 + signal);
        }
        target.asked = true;
        let stop = target.stop.clone();
        drop(target);
        stop.request();
    }
}

//! `System.Threading.Monitor`: a lock for any object, which its owner may take again.

use crate::{
    declare::Out,
    support::gate::{Gate, limit},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Ref, Result, Value, View};
use std::{
    collections::HashMap,
    sync::OnceLock,
    thread::{self, ThreadId},
    time::Duration,
};

/// Locks of objects.
pub(crate) struct Monitor;

/// Who holds an object's lock, how often; and how often its waiters were woken.
#[derive(Default)]
struct Held {
    owner: Option<(ThreadId, u32)>,
    pulses: u64,
    waiting: u64,
    /// Keeps the object, and so its address, alive while it is locked.
    object: Value,
}

fn locks() -> &'static Gate<HashMap<usize, Held>> {
    static LOCKS: OnceLock<Gate<HashMap<usize, Held>>> = OnceLock::new();
    LOCKS.get_or_init(|| Gate::new(HashMap::new()))
}

fn key(object: &Value) -> Result<usize> {
    match object.view() {
        View::Null | View::Nothing => Err(Fault::argument_null("obj").into()),
        View::Object(it) => Ok(Ref::address(it)),
        View::Str(it) => Ok(it.address()),
        _ => Ok(0),
    }
}

fn enter(context: &dyn Context, object: &Value, time: Option<Duration>) -> Result<bool> {
    let (key, me) = (key(object)?, thread::current().id());
    let taken = locks().wait(context, time, |locks| {
        let held = locks.entry(key).or_default();
        match &mut held.owner {
            None => {
                held.owner = Some((me, 1));
                held.object = object.clone();
                Some(())
            }
            Some((owner, times)) if *owner == me => {
                *times += 1;
                Some(())
            }
            Some(_) => None,
        }
    })?;
    Ok(taken.is_some())
}

fn not_owner() -> psp_value::Interrupt {
    let message = "Object synchronization method was called from an unsynchronized block of code.";
    Fault::new("System.Threading.SynchronizationLockException", message).into()
}

fn exit(object: &Value) -> Result<()> {
    let (key, me) = (key(object)?, thread::current().id());
    let (left, _kept) = locks().with(|locks| {
        let Some(held) = locks.get_mut(&key) else { return (false, None) };
        match &mut held.owner {
            Some((owner, times)) if *owner == me => {
                *times -= 1;
                if *times > 0 {
                    return (true, None);
                }
                held.owner = None;
                if held.waiting == 0 { (true, locks.remove(&key)) } else { (true, None) }
            }
            _ => (false, None),
        }
    });
    if left { Ok(()) } else { Err(not_owner()) }
}

#[ps_type("System.Threading.Monitor", kind = Static)]
impl Monitor {
    /// Takes an object's lock.
    #[ps("Enter")]
    fn take(context: &mut dyn Context, obj: &Value) -> Result<()> {
        enter(context, obj, None).map(|_| ())
    }
    #[ps("Enter")]
    fn take_and_tell(context: &mut dyn Context, obj: &Value, lock_taken: Out<bool>) -> Result<()> {
        let taken = enter(context, obj, None)?;
        lock_taken.set(context, taken)
    }

    /// Takes an object's lock when it is free within a time.
    #[ps]
    fn try_enter(context: &mut dyn Context, obj: &Value, milliseconds_timeout: Option<i32>) -> Result<bool> {
        enter(context, obj, limit(Some(milliseconds_timeout.unwrap_or(0))))
    }
    #[ps("TryEnter")]
    fn try_enter_and_tell(context: &mut dyn Context, obj: &Value, lock_taken: Out<bool>) -> Result<()> {
        let taken = enter(context, obj, Some(Duration::ZERO))?;
        lock_taken.set(context, taken)
    }

    /// Gives an object's lock back.
    #[ps("Exit")]
    fn give(obj: &Value) -> Result<()> {
        exit(obj)
    }

    /// This thread has an object's lock.
    #[ps]
    fn is_entered(obj: &Value) -> Result<bool> {
        let (key, me) = (key(obj)?, thread::current().id());
        Ok(locks().with(|it| it.get(&key).is_some_and(|it| it.owner.is_some_and(|(owner, _)| owner == me))))
    }

    /// Wakes who waits for an object.
    #[ps]
    fn pulse(obj: &Value) -> Result<()> {
        Self::pulse_all(obj)
    }
    #[ps]
    fn pulse_all(obj: &Value) -> Result<()> {
        let key = key(obj)?;
        locks().with(|it| {
            if let Some(held) = it.get_mut(&key) {
                held.pulses += 1;
            }
        });
        Ok(())
    }

    /// Gives the lock back, waits for a pulse, and takes it again.
    #[ps]
    fn wait(context: &mut dyn Context, obj: &Value, milliseconds_timeout: Option<i32>) -> Result<bool> {
        let (key, me) = (key(obj)?, thread::current().id());
        let state = locks().with(|it| {
            let held = it.get_mut(&key)?;
            let (owner, times) = held.owner?;
            (owner == me).then(|| {
                held.owner = None;
                held.waiting += 1;
                (times, held.pulses)
            })
        });
        let Some((times, pulses)) = state else { return Err(not_owner()) };
        let woken = locks().wait(context, limit(milliseconds_timeout), |it| {
            it.get(&key).is_none_or(|it| it.pulses != pulses).then_some(())
        });
        locks().wait(context, None, |it| {
            let held = it.entry(key).or_default();
            held.owner.is_none().then(|| {
                held.owner = Some((me, times));
                held.waiting = held.waiting.saturating_sub(1);
            })
        })?;
        Ok(woken?.is_some())
    }
}

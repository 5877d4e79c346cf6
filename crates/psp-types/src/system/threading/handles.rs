//! Mutexes, semaphores and events. Named ones are shared by the threads of this process only.

use crate::{
    declare::{Emulated, Out},
    support::gate::{Gate, limit},
};
use parking_lot::Mutex as NameLock;
use psp_clr::datetime::TimeSpan;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Type, Value, well_known};
use std::{
    collections::HashMap,
    thread::{self, ThreadId},
    time::Duration,
};

/// What can be waited for.
pub(crate) struct WaitHandle(Gate<State>);

/// `System.Threading.Mutex`
pub(crate) struct Mutex;
/// `System.Threading.Semaphore`
pub(crate) struct Semaphore;
/// `System.Threading.ManualResetEvent`
pub(crate) struct ManualResetEvent;
/// `System.Threading.AutoResetEvent`
pub(crate) struct AutoResetEvent;

enum State {
    Mutex(Option<(ThreadId, u32)>),
    Semaphore { count: i32, most: i32 },
    Event { set: bool, auto: bool },
}

impl Native for WaitHandle {}

static NAMED: NameLock<Option<HashMap<String, Gate<State>>>> = NameLock::new(None);

/// The gate of a name, and whether it is new.
fn named(name: &str, new: impl FnOnce() -> State) -> (Gate<State>, bool) {
    if name.is_empty() {
        return (Gate::new(new()), true);
    }
    let mut all = NAMED.lock();
    let all = all.get_or_insert_default();
    if let Some(known) = all.get(name) {
        return (known.clone(), false);
    }
    let gate = Gate::new(new());
    all.insert(name.to_owned(), gate.clone());
    (gate, true)
}

/// A timeout as a span; negative is none.
pub(super) fn span_limit(span: TimeSpan) -> Option<Duration> {
    u64::try_from(span.0).ok().map(|it| Duration::from_nanos(it.saturating_mul(100)))
}

impl WaitHandle {
    fn made(ty: Type, gate: Gate<State>) -> Value {
        Object::native(ty, Self(gate)).into()
    }

    fn wait(&self, context: &dyn Context, time: Option<Duration>) -> Result<bool> {
        let me = thread::current().id();
        let taken = self.0.wait(context, time, |state| match state {
            State::Mutex(owner @ None) => {
                *owner = Some((me, 1));
                Some(())
            }
            State::Mutex(Some((owner, times))) if *owner == me => {
                *times += 1;
                Some(())
            }
            State::Semaphore { count, .. } if *count > 0 => {
                *count -= 1;
                Some(())
            }
            State::Event { set, auto } if *set => {
                *set = !*auto;
                Some(())
            }
            _ => None,
        })?;
        Ok(taken.is_some())
    }
}

#[ps_type("System.Threading.WaitHandle", kind = Abstract, interfaces = [IDISPOSABLE])]
impl WaitHandle {
    /// Waits.
    #[ps]
    fn wait_one(
        &self,
        context: &mut dyn Context,
        milliseconds_timeout: Option<i32>,
        exit_context: Option<bool>,
    ) -> Result<bool> {
        let _ = exit_context;
        self.wait(context, limit(milliseconds_timeout))
    }
    #[ps("WaitOne")]
    fn wait_span(&self, context: &mut dyn Context, timeout: TimeSpan) -> Result<bool> {
        self.wait(context, span_limit(timeout))
    }

    /// Does nothing.
    #[ps]
    fn close(&self) {}

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

const fn handle_type() -> Type {
    match WaitHandle::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

fn on<R>(this: &Value, f: impl FnOnce(&mut State) -> Result<R>) -> Result<R> {
    match this.downcast::<WaitHandle>() {
        Some(it) => it.0.with(f),
        None => Err(crate::support::errors::disposed("WaitHandle")),
    }
}

#[ps_type("System.Threading.Mutex", base = handle_type())]
impl Mutex {
    /// Free or taken, with or without a name.
    #[ps("new")]
    fn make_new(initially_owned: Option<bool>, name: Option<String>) -> Value {
        let owner = initially_owned.unwrap_or(false).then(|| (thread::current().id(), 1));
        WaitHandle::made(Self::ty(), named(&name.unwrap_or_default(), || State::Mutex(owner)).0)
    }
    #[ps("new")]
    fn with_name(
        context: &mut dyn Context,
        initially_owned: bool,
        name: &str,
        created_new: Out<bool>,
    ) -> Result<Value> {
        let owner = initially_owned.then(|| (thread::current().id(), 1));
        let (gate, new) = named(name, || State::Mutex(owner));
        created_new.set(context, new)?;
        Ok(WaitHandle::made(Self::ty(), gate))
    }

    /// Gives the mutex back.
    #[ps]
    fn release_mutex(this: &Value) -> Result<()> {
        let me = thread::current().id();
        on(this, |state| match state {
            State::Mutex(held) => match held {
                Some((owner, times)) if *owner == me => {
                    *times -= 1;
                    if *times == 0 {
                        *held = None;
                    }
                    Ok(())
                }
                _ => {
                    let message =
                        "Object synchronization method was called from an unsynchronized block of code.";
                    Err(Fault::new("System.ApplicationException", message).into())
                }
            },
            _ => Ok(()),
        })
    }
}

fn release(state: &mut State, by: i32) -> Result<i32> {
    match state {
        State::Semaphore { count, most } => {
            if by > *most - *count {
                let message =
                    "Adding the specified count to the semaphore would cause it to exceed its maximum count.";
                return Err(Fault::new("System.Threading.SemaphoreFullException", message).into());
            }
            let before = *count;
            *count += by;
            Ok(before)
        }
        _ => Ok(0),
    }
}

#[ps_type("System.Threading.Semaphore", base = handle_type())]
impl Semaphore {
    /// With so many places, with or without a name.
    #[ps("new")]
    fn make_new(initial_count: i32, maximum_count: i32, name: Option<String>) -> Value {
        let state = || State::Semaphore { count: initial_count, most: maximum_count };
        WaitHandle::made(Self::ty(), named(&name.unwrap_or_default(), state).0)
    }

    /// Gives places back; gives their number before.
    #[ps("Release")]
    fn release_places(this: &Value, release_count: Option<i32>) -> Result<i32> {
        on(this, |it| release(it, release_count.unwrap_or(1)))
    }
}

fn set(this: &Value, on_or_off: bool) -> Result<bool> {
    on(this, |it| {
        if let State::Event { set, .. } = it {
            *set = on_or_off;
        }
        Ok(true)
    })
}

#[ps_type("System.Threading.ManualResetEvent", base = handle_type())]
impl ManualResetEvent {
    /// Set or not.
    #[ps("new")]
    fn make_new(initial_state: bool) -> Value {
        WaitHandle::made(Self::ty(), Gate::new(State::Event { set: initial_state, auto: false }))
    }

    /// Lets all go.
    #[ps("Set")]
    fn set_event(this: &Value) -> Result<bool> {
        set(this, true)
    }

    /// Lets nobody go.
    #[ps]
    fn reset(this: &Value) -> Result<bool> {
        set(this, false)
    }
}

#[ps_type("System.Threading.AutoResetEvent", base = handle_type())]
impl AutoResetEvent {
    /// Set or not.
    #[ps("new")]
    fn make_new(initial_state: bool) -> Value {
        WaitHandle::made(Self::ty(), Gate::new(State::Event { set: initial_state, auto: true }))
    }

    /// Lets one go.
    #[ps("Set")]
    fn set_event(this: &Value) -> Result<bool> {
        set(this, true)
    }

    /// Lets nobody go.
    #[ps]
    fn reset(this: &Value) -> Result<bool> {
        set(this, false)
    }
}

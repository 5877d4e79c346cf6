//! `System.Threading`.

mod cancellation;
pub mod enums;
mod handles;
mod interlocked;
mod monitor;
mod slim;
mod task;
pub(crate) mod thread;

pub(crate) use task::Task;

use psp_value::types::{TypeDef, register};

static TYPES: &[&TypeDef] = &[
    cancellation::CancellationToken::DEF,
    cancellation::CancellationTokenSource::DEF,
    handles::AutoResetEvent::DEF,
    handles::ManualResetEvent::DEF,
    handles::Mutex::DEF,
    handles::Semaphore::DEF,
    handles::WaitHandle::DEF,
    interlocked::Interlocked::DEF,
    monitor::Monitor::DEF,
    slim::Barrier::DEF,
    slim::CountdownEvent::DEF,
    slim::ManualResetEventSlim::DEF,
    slim::ReaderWriterLockSlim::DEF,
    slim::SemaphoreSlim::DEF,
    task::Task::DEF,
    task::TaskAwaiter::DEF,
    thread::PsThread::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
}

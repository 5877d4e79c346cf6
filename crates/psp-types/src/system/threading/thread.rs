//! `System.Threading.Thread`: sleeping, and what scripts ask of the current one.

use super::enums::{ApartmentState, ThreadPriority, ThreadState};
use crate::system::globalization::culture_info::CultureInfo;
use psp_clr::datetime::TimeSpan;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Interrupt, Native, Result, Value};
use std::{
    sync::atomic::{AtomicI32, Ordering},
    time::Duration,
};

/// The current thread.
pub(crate) struct PsThread(i32);

impl Native for PsThread {}

/// A number for the current thread, from 1.
pub(crate) fn current_id() -> i32 {
    static NEXT: AtomicI32 = AtomicI32::new(1);
    thread_local!(static ID: i32 = NEXT.fetch_add(1, Ordering::Relaxed));
    ID.with(|it| *it)
}

/// Sleeps until the time is over or the session stops.
pub(crate) fn sleep(context: &dyn Context, time: Option<Duration>) -> Result<()> {
    let time = time.unwrap_or(Duration::from_hours(24 * 365));
    if context.system().sleep(time, context.stop()) { Err(Interrupt::stopped()) } else { Ok(()) }
}

#[ps_type("System.Threading.Thread")]
impl PsThread {
    /// The current thread.
    #[ps(get)]
    fn current_thread() -> Self {
        Self(current_id())
    }

    /// Sleeps.
    #[ps("Sleep")]
    fn sleep_milliseconds(context: &mut dyn Context, milliseconds_timeout: i32) -> Result<()> {
        match u64::try_from(milliseconds_timeout) {
            Ok(it) => sleep(context, Some(Duration::from_millis(it))),
            Err(_) if milliseconds_timeout == -1 => sleep(context, None),
            Err(_) => {
                let message =
                    "Number must be either non-negative and less than or equal to Int32.MaxValue or -1.";
                Err(Fault::out_of_range(message, "millisecondsTimeout").into())
            }
        }
    }
    #[ps("Sleep")]
    fn sleep_span(context: &mut dyn Context, timeout: TimeSpan) -> Result<()> {
        sleep(context, Some(Duration::from_nanos(timeout.0.max(0) as u64 * 100)))
    }

    /// Lets others run.
    #[ps("Yield")]
    fn let_others_run() -> bool {
        std::thread::yield_now();
        true
    }

    /// Waits without sleeping.
    #[ps]
    fn spin_wait(iterations: i32) {
        (0..iterations).for_each(|_| std::hint::spin_loop());
    }

    /// The number.
    #[ps(get)]
    fn managed_thread_id(&self) -> i32 {
        self.0
    }

    /// The name: threads have none in psp.
    #[ps(get)]
    fn name(&self) -> Value {
        Value::NULL
    }

    /// The culture.
    #[ps(get)]
    fn current_culture(&self, context: &mut dyn Context) -> Value {
        CultureInfo::value(context.culture())
    }
    #[ps(set)]
    fn set_current_culture(&self, context: &mut dyn Context, value: &Value) {
        if let Some(culture) = CultureInfo::behind(value) {
            context.set_culture(culture);
        }
    }
    #[ps("CurrentUICulture", get)]
    fn current_ui_culture(&self, context: &mut dyn Context) -> Value {
        CultureInfo::value(context.culture())
    }
    #[ps("CurrentUICulture", set)]
    fn set_current_ui_culture(&self, value: &Value) {
        // Messages are English whatever it is.
        let _ = value;
    }

    /// It runs.
    #[ps(get)]
    fn is_alive(&self) -> bool {
        true
    }
    #[ps(get)]
    fn thread_state(&self) -> ThreadState {
        ThreadState(0)
    }

    /// The program does not wait for it.
    #[ps(get)]
    fn is_background(&self) -> bool {
        self.0 != 1
    }
    #[ps(get)]
    fn is_thread_pool_thread(&self) -> bool {
        self.0 != 1
    }

    /// Its priority.
    #[ps(get)]
    fn priority(&self) -> ThreadPriority {
        ThreadPriority(2)
    }

    /// Many threads share an apartment.
    #[ps(get)]
    fn apartment_state(&self) -> ApartmentState {
        ApartmentState(1)
    }
    #[ps]
    fn get_apartment_state(&self) -> ApartmentState {
        ApartmentState(1)
    }
}

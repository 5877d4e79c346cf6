//! `System.Diagnostics.Stopwatch`.

use psp_clr::datetime::TimeSpan;
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Result};
use std::time::{Duration, Instant};

/// Measures time.
#[derive(Default)]
pub(crate) struct Stopwatch(Lock<State>);

#[derive(Default)]
struct State {
    before: Duration,
    since: Option<Instant>,
}

impl Native for Stopwatch {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let span = self.elapsed(context);
        Ok(span.format("", context.culture()).ok())
    }
}

impl Stopwatch {
    fn measured(&self, context: &dyn Context) -> Duration {
        let now = context.system().monotonic();
        self.0.with(|it| {
            it.before + it.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
        })
    }

    fn run(&self, context: &dyn Context) {
        let now = context.system().monotonic();
        self.0.with(|it| {
            it.since.get_or_insert(now);
        });
    }
}

#[ps_type("System.Diagnostics.Stopwatch")]
impl Stopwatch {
    /// Stopped at zero.
    #[ps("new")]
    fn new() -> Self {
        Self::default()
    }

    /// Running from zero.
    #[ps]
    fn start_new(context: &mut dyn Context) -> Self {
        let watch = Self::default();
        watch.run(context);
        watch
    }

    /// Ticks in a second.
    #[ps(get)]
    fn frequency() -> i64 {
        1_000_000_000
    }

    /// Measures better than the clock.
    #[ps(get)]
    fn is_high_resolution() -> bool {
        true
    }

    /// The ticks of now.
    #[ps]
    fn get_timestamp(context: &mut dyn Context) -> i64 {
        let clock = context.system().ticks();
        clock.wrapping_mul(100)
    }

    /// The time between two times in ticks.
    #[ps]
    fn get_elapsed_time(
        context: &mut dyn Context,
        starting_timestamp: i64,
        ending_timestamp: Option<i64>,
    ) -> TimeSpan {
        let end = ending_timestamp.unwrap_or_else(|| Self::get_timestamp(context));
        TimeSpan((end - starting_timestamp) / 100)
    }

    /// The measured time.
    #[ps(get)]
    fn elapsed(&self, context: &mut dyn Context) -> TimeSpan {
        TimeSpan((self.measured(context).as_nanos() / 100) as i64)
    }

    /// The measured time in milliseconds.
    #[ps(get)]
    fn elapsed_milliseconds(&self, context: &mut dyn Context) -> i64 {
        self.measured(context).as_millis() as i64
    }

    /// The measured time in ticks.
    #[ps(get)]
    fn elapsed_ticks(&self, context: &mut dyn Context) -> i64 {
        self.measured(context).as_nanos() as i64
    }

    /// It measures.
    #[ps(get)]
    fn is_running(&self) -> bool {
        self.0.with(|it| it.since.is_some())
    }

    /// Goes on measuring.
    #[ps]
    fn start(&self, context: &mut dyn Context) {
        self.run(context);
    }

    /// Stops measuring.
    #[ps]
    fn stop(&self, context: &mut dyn Context) {
        let measured = self.measured(context);
        self.0.with(|it| *it = State { before: measured, since: None });
    }

    /// Stops at zero.
    #[ps]
    fn reset(&self) {
        self.0.with(|it| *it = State::default());
    }

    /// Goes on from zero.
    #[ps]
    fn restart(&self, context: &mut dyn Context) {
        self.reset();
        self.run(context);
    }

    /// The measured time.
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context) -> Result<String> {
        Ok(Native::text(self, context, None)?.unwrap_or_default())
    }
}

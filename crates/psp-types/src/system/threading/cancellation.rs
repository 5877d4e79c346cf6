//! `CancellationTokenSource` and `CancellationToken`.

use crate::{declare::Emulated, support::Delegate};
use psp_clr::datetime::TimeSpan;
use psp_derive::ps_type;
use psp_host::Stop;
use psp_value::{Context, Fault, Lock, Native, Object, Ref, Result, Value};
use std::{sync::Arc, time::Duration};

/// Says that work should end.
pub(crate) struct CancellationTokenSource(Arc<Shared>);

/// Asks whether work should end.
pub(crate) struct CancellationToken(Option<Arc<Shared>>);

struct Shared {
    stop: Stop,
    callbacks: Lock<Vec<Value>>,
}

impl Native for CancellationTokenSource {}

impl Native for CancellationToken {
    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(match (&self.0, &other.0) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        })
    }

    fn hash(&self) -> Option<u64> {
        Some(self.0.as_ref().map_or(0, |it| Arc::as_ptr(it) as u64))
    }
}

impl CancellationTokenSource {
    fn with(stop: Stop) -> Self {
        Self(Arc::new(Shared { stop, callbacks: Lock::default() }))
    }

    fn later(&self, context: &dyn Context, time: Duration) {
        let stop = self.0.stop.clone();
        context.system().after(time, Box::new(move || stop.request())).keep();
    }
}

#[ps_type("System.Threading.CancellationTokenSource", interfaces = [IDISPOSABLE])]
impl CancellationTokenSource {
    /// Not cancelled; cancels itself after a time when one is given.
    #[ps("new")]
    fn new() -> Self {
        Self::with(Stop::new())
    }
    #[ps("new")]
    fn after(context: &mut dyn Context, milliseconds_delay: i32) -> Self {
        let source = Self::new();
        if let Ok(time) = u64::try_from(milliseconds_delay) {
            source.later(context, Duration::from_millis(time));
        }
        source
    }
    #[ps("new")]
    fn after_span(context: &mut dyn Context, delay: TimeSpan) -> Self {
        let source = Self::new();
        source.later(context, Duration::from_nanos(delay.0.max(0) as u64 * 100));
        source
    }

    /// Cancelled with another one.
    #[ps]
    fn create_linked_token_source(#[ps(params)] tokens: &[Value]) -> Self {
        let first =
            tokens.iter().find_map(|it| it.downcast::<CancellationToken>()).and_then(|it| it.0.clone());
        Self::with(first.map_or_else(Stop::new, |it| it.stop.child()))
    }

    /// It was cancelled.
    #[ps(get)]
    fn is_cancellation_requested(&self) -> bool {
        self.0.stop.is_requested()
    }

    /// The token to hand out.
    #[ps(get)]
    fn token(&self) -> CancellationToken {
        CancellationToken(Some(self.0.clone()))
    }

    /// Cancels.
    #[ps]
    fn cancel(&self, context: &mut dyn Context) -> Result<()> {
        self.0.stop.request();
        let callbacks = self.0.callbacks.with(std::mem::take);
        callbacks.iter().try_for_each(|it| crate::support::delegate::call(context, it, &[]).map(|_| ()))
    }

    /// Cancels after a time.
    #[ps]
    fn cancel_after(&self, context: &mut dyn Context, milliseconds_delay: i32) {
        if let Ok(time) = u64::try_from(milliseconds_delay) {
            self.later(context, Duration::from_millis(time));
        }
    }
    #[ps("CancelAfter")]
    fn cancel_after_span(&self, context: &mut dyn Context, delay: TimeSpan) {
        self.later(context, Duration::from_nanos(delay.0.max(0) as u64 * 100));
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

#[ps_type("System.Threading.CancellationToken", kind = Struct)]
impl CancellationToken {
    /// Never cancelled, or always.
    #[ps("new")]
    fn new(canceled: Option<bool>) -> Self {
        if canceled != Some(true) {
            return Self(None);
        }
        let source = CancellationTokenSource::new();
        source.0.stop.request();
        source.token()
    }

    /// Never cancelled.
    #[ps("None", get)]
    fn never() -> Value {
        Value::object(Ref::new(Object::native(Self::ty(), Self(None))))
    }

    /// It can be cancelled.
    #[ps(get)]
    fn can_be_canceled(&self) -> bool {
        self.0.is_some()
    }

    /// It was cancelled.
    #[ps(get)]
    fn is_cancellation_requested(&self) -> bool {
        self.0.as_ref().is_some_and(|it| it.stop.is_requested())
    }

    /// Raises an error when it was cancelled.
    #[ps]
    fn throw_if_cancellation_requested(&self) -> Result<()> {
        if self.is_cancellation_requested() {
            return Err(Fault::new("System.OperationCanceledException", "The operation was canceled.").into());
        }
        Ok(())
    }

    /// Calls a block when it is cancelled.
    #[ps]
    fn register(&self, context: &mut dyn Context, callback: Delegate) -> Result<Value> {
        match &self.0 {
            Some(it) if it.stop.is_requested() => callback.call(context, &[]).map(|_| Value::NULL),
            Some(it) => {
                it.callbacks.with(|all| all.push(callback.0));
                Ok(Value::NULL)
            }
            None => Ok(Value::NULL),
        }
    }
}

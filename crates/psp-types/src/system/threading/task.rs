//! `System.Threading.Tasks.Task`: psp hands out tasks that have ended.

use crate::{declare::exception_type, system::threading::enums::TaskStatus};
use psp_derive::ps_type;
use psp_value::{ErrorRecord, Exception, Fault, Interrupt, Native, Result, Value, exception_message};

/// Work that is done, or has failed.
pub(crate) struct Task(std::result::Result<Value, Value>);

/// What `await` asks.
pub(crate) struct TaskAwaiter(std::result::Result<Value, Value>);

impl Native for Task {}
impl Native for TaskAwaiter {}

impl Task {
    /// With a result.
    pub(crate) fn done(value: Value) -> Self {
        Self(Ok(value))
    }

    /// With an exception.
    pub(crate) fn failed(exception: Value) -> Self {
        Self(Err(exception))
    }

    fn aggregate(inner: &Value) -> Value {
        let message = format!("One or more errors occurred. ({})", exception_message(inner));
        Exception { message: message.into(), inner: Some(inner.clone()), ..Exception::default() }
            .object(exception_type("System.AggregateException"))
    }

    fn outcome(&self) -> Result<Value> {
        self.0.clone().map_err(|inner| {
            let message = format!("One or more errors occurred. ({})", exception_message(&inner));
            Fault::new("System.AggregateException", message).inner(inner).into()
        })
    }
}

#[ps_type("System.Threading.Tasks.Task", interfaces = [IDISPOSABLE])]
impl Task {
    /// What it gave.
    #[ps(get)]
    fn result(&self) -> Result<Value> {
        self.outcome()
    }

    /// It has ended.
    #[ps(get)]
    fn is_completed(&self) -> bool {
        let _ = &self.0;
        true
    }
    #[ps(get)]
    fn is_completed_successfully(&self) -> bool {
        self.0.is_ok()
    }
    #[ps(get)]
    fn is_faulted(&self) -> bool {
        self.0.is_err()
    }
    #[ps(get)]
    fn is_canceled(&self) -> bool {
        let _ = &self.0;
        false
    }

    /// How it ended.
    #[ps(get)]
    fn status(&self) -> TaskStatus {
        TaskStatus(if self.0.is_ok() { 5 } else { 7 })
    }

    /// Why it failed.
    #[ps(get)]
    fn exception(&self) -> Value {
        self.0.as_ref().err().map(Self::aggregate).unwrap_or_default()
    }

    /// Waits for its end.
    #[ps]
    fn wait(&self) -> Result<()> {
        self.outcome().map(|_| ())
    }
    #[ps("Wait")]
    fn wait_for(&self, milliseconds_timeout: i32) -> Result<bool> {
        let _ = milliseconds_timeout;
        self.outcome().map(|_| true)
    }

    /// What `await` asks.
    #[ps]
    fn get_awaiter(&self) -> TaskAwaiter {
        TaskAwaiter(self.0.clone())
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.0;
    }
}

#[ps_type("System.Runtime.CompilerServices.TaskAwaiter")]
impl TaskAwaiter {
    /// What the task gave, or its exception.
    #[ps]
    fn get_result(&self) -> Result<Value> {
        self.0.clone().map_err(raised)
    }

    /// It has ended.
    #[ps(get)]
    fn is_completed(&self) -> bool {
        let _ = &self.0;
        true
    }
}

fn raised(exception: Value) -> Interrupt {
    let id = exception.ty().map_or_else(String::new, psp_value::Type::short_name).into();
    ErrorRecord { exception, id, is_raw: true, ..ErrorRecord::default() }.into()
}

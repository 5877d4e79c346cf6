//! What ends an operation early: [`Interrupt`], one pointer, so that results of values fit into two registers.

use crate::{ErrorRecord, Fault, Object, Ref, Str, Value, object::Data};

/// The result of anything that can run script code or fail as a script sees it.
pub type Result<T> = std::result::Result<T, Interrupt>;

// Nearly every operation of the interpreter gives one of these back; in memory they cost more than the work.
const _: () = assert!(size_of::<Result<Value>>() == 16 && size_of::<Result<()>>() == 8);

/// An operation ended early.
#[derive(Clone)]
pub struct Interrupt(Box<Reason>);

/// Why an operation ended early.
#[derive(Clone)]
pub enum Reason {
    /// A terminating error.
    Error(Raised),
    /// `break`, possibly to a label.
    Break(Option<Str>),
    /// `continue`, possibly to a label.
    Continue(Option<Str>),
    /// `return` on its way out of blocks; the output was written already.
    Return,
    /// `exit`
    Exit(i32),
    /// A downstream command has enough; ends the pipeline with this number and nothing else.
    StopPipeline(u64),
    /// Ctrl+C, a timeout, or somebody else stopped this session.
    Stopped,
}

/// A terminating error on its way.
#[derive(Clone)]
pub struct Raised {
    /// The `ErrorRecord`, an object with [`Data::Error`].
    pub record: Value,
    /// `throw` and `-ErrorAction Stop`: ends the script where nothing catches it. Others end their statement.
    pub ends_script: bool,
    /// `-ErrorAction Stop` or its preference made the error terminating.
    pub by_preference: bool,
}

impl Interrupt {
    /// A statement-terminating error with this record.
    #[cold]
    pub fn error(record: ErrorRecord) -> Self {
        Self::raise(record.into_value(), false)
    }

    /// An error with a record that exists.
    #[cold]
    pub fn raise(record: Value, ends_script: bool) -> Self {
        Raised { record, ends_script, by_preference: false }.into()
    }

    /// This session was stopped.
    #[cold]
    pub fn stopped() -> Self {
        Reason::Stopped.into()
    }

    /// Why.
    pub fn reason(&self) -> &Reason {
        &self.0
    }

    /// Why, to take it apart.
    pub fn into_reason(self) -> Reason {
        *self.0
    }

    /// The error, when this is one.
    pub fn raised(&self) -> Option<&Raised> {
        match &*self.0 {
            Reason::Error(raised) => Some(raised),
            _ => None,
        }
    }

    /// The error record, when this is an error.
    pub fn record(&self) -> Option<&Value> {
        self.raised().map(|it| &it.record)
    }

    /// This is a terminating error.
    pub fn is_error(&self) -> bool {
        matches!(*self.0, Reason::Error(_))
    }

    /// This is `return`.
    pub fn is_return(&self) -> bool {
        matches!(*self.0, Reason::Return)
    }

    /// The session was stopped.
    pub fn is_stopped(&self) -> bool {
        matches!(*self.0, Reason::Stopped)
    }

    /// This ends the pipeline of that number.
    pub fn stops(&self, pipeline: u64) -> bool {
        matches!(*self.0, Reason::StopPipeline(it) if it == pipeline)
    }
}

impl Raised {
    /// Reads or changes the record.
    pub fn with<R>(&self, f: impl FnOnce(&mut ErrorRecord) -> R) -> Option<R> {
        with_record(&self.record, f)
    }
}

/// Reads or changes an error record.
pub(crate) fn with_record<R>(record: &Value, f: impl FnOnce(&mut ErrorRecord) -> R) -> Option<R> {
    match &record.as_object()?.data {
        Data::Error(it) => Some(it.with(f)),
        _ => None,
    }
}

impl From<Reason> for Interrupt {
    #[cold]
    fn from(reason: Reason) -> Self {
        Self(Box::new(reason))
    }
}

impl From<Raised> for Interrupt {
    #[cold]
    fn from(raised: Raised) -> Self {
        Reason::Error(raised).into()
    }
}

impl From<Fault> for Interrupt {
    #[cold]
    fn from(fault: Fault) -> Self {
        Self::error(fault.into_record())
    }
}

impl From<ErrorRecord> for Interrupt {
    #[cold]
    fn from(record: ErrorRecord) -> Self {
        Self::error(record)
    }
}

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.reason() {
            Reason::Error(raised) => {
                let told = raised.with(|it| format!("{} [{}]", it.message(), it.id));
                write!(f, "Error({})", told.unwrap_or_default())
            }
            Reason::Break(label) => write!(f, "Break({label:?})"),
            Reason::Continue(label) => write!(f, "Continue({label:?})"),
            Reason::Return => f.write_str("Return"),
            Reason::Exit(code) => write!(f, "Exit({code})"),
            Reason::StopPipeline(id) => write!(f, "StopPipeline({id})"),
            Reason::Stopped => f.write_str("Stopped"),
        }
    }
}

impl ErrorRecord {
    /// The record as a value.
    pub fn into_value(self) -> Value {
        let ty = crate::well_known::ERROR_RECORD.ty();
        Value::object(Ref::new(Object::new(ty, Data::Error(Box::new(crate::Lock::new(self))))))
    }
}

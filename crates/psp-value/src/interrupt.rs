//! What ends an operation early.

use crate::{ErrorRecord, Fault, Object, Ref, Str, Value, object::Data};

/// The result of anything that can run script code or fail as a script sees it.
pub type Result<T> = std::result::Result<T, Interrupt>;

/// Why an operation ended early.
#[derive(Clone)]
pub enum Interrupt {
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
    pub fn error(record: ErrorRecord) -> Self {
        Self::raise(record.into_value(), false)
    }

    /// An error with a record that exists.
    pub fn raise(record: Value, ends_script: bool) -> Self {
        Self::Error(Raised { record, ends_script, by_preference: false })
    }

    /// The error record, when this is an error.
    pub fn record(&self) -> Option<&Value> {
        match self {
            Self::Error(raised) => Some(&raised.record),
            _ => None,
        }
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

impl From<Fault> for Interrupt {
    fn from(fault: Fault) -> Self {
        Self::error(fault.into_record())
    }
}

impl From<ErrorRecord> for Interrupt {
    fn from(record: ErrorRecord) -> Self {
        Self::error(record)
    }
}

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Error(raised) => {
                let told = raised.with(|it| format!("{} [{}]", it.message(), it.id));
                write!(f, "Error({})", told.unwrap_or_default())
            }
            Self::Break(label) => write!(f, "Break({label:?})"),
            Self::Continue(label) => write!(f, "Continue({label:?})"),
            Self::Return => f.write_str("Return"),
            Self::Exit(code) => write!(f, "Exit({code})"),
            Self::StopPipeline(id) => write!(f, "StopPipeline({id})"),
            Self::Stopped => f.write_str("Stopped"),
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

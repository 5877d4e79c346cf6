//! `PSDataStreams`: what the streams of a run in another session are collected in.

use super::collection;
use crate::{
    engine::Host,
    session::{Session, StreamKind},
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_value::{Data, Native, Object, Ref, Result, Value};
use std::sync::Arc;

/// What the streams of a run are collected in.
#[derive(Clone)]
pub(crate) struct DataStreams(Arc<[Ref<Object>; 6]>);

impl Native for DataStreams {}

fn list_of(items: Vec<Value>) -> Ref<Object> {
    match collection(items).as_object() {
        Some(list) => list.clone(),
        None => Ref::new(Object::array(Vec::new())),
    }
}

impl DataStreams {
    /// Without records.
    pub(crate) fn new() -> Self {
        Self(Arc::new(std::array::from_fn(|_| list_of(Vec::new()))))
    }

    /// A list as those of the streams.
    pub(crate) fn empty_list() -> Ref<Object> {
        list_of(Vec::new())
    }

    /// The list of a stream.
    pub(crate) fn at(&self, kind: StreamKind) -> &Ref<Object> {
        let place = match kind {
            StreamKind::Error => 0,
            StreamKind::Warning => 1,
            StreamKind::Verbose => 2,
            StreamKind::Debug => 3,
            StreamKind::Information => 4,
            StreamKind::Progress => 5,
        };
        &self.0[place]
    }

    fn list(&self, kind: StreamKind) -> Value {
        Value::object(self.at(kind).clone())
    }

    fn push(&self, kind: StreamKind, value: Value) {
        if let Data::List(list) = &self.at(kind).data {
            list.with(|it| {
                it.items.push(value);
                it.version = it.version.wrapping_add(1);
            });
        }
    }

    /// No record was written to a stream.
    pub(super) fn is_empty(&self, kind: StreamKind) -> bool {
        match &self.at(kind).data {
            Data::List(list) => list.with(|it| it.items.is_empty()),
            _ => true,
        }
    }
}

#[ps_type("System.Management.Automation.PSDataStreams")]
impl DataStreams {
    /// Error records.
    #[ps(get)]
    fn error(&self) -> Value {
        self.list(StreamKind::Error)
    }

    /// Warnings.
    #[ps(get)]
    fn warning(&self) -> Value {
        self.list(StreamKind::Warning)
    }

    /// Verbose texts.
    #[ps(get)]
    fn verbose(&self) -> Value {
        self.list(StreamKind::Verbose)
    }

    /// Debug texts.
    #[ps(get)]
    fn debug(&self) -> Value {
        self.list(StreamKind::Debug)
    }

    /// Information records.
    #[ps(get)]
    fn information(&self) -> Value {
        self.list(StreamKind::Information)
    }

    /// Progress records.
    #[ps(get)]
    fn progress(&self) -> Value {
        self.list(StreamKind::Progress)
    }

    /// Forgets all records.
    #[ps]
    fn clear_streams(&self) {
        for list in &*self.0 {
            if let Data::List(list) = &list.data {
                let _old = list.with(|it| std::mem::take(&mut it.items));
            }
        }
    }
}

/// Collects what a session writes.
pub(super) struct Collecting {
    output: Mutex<Vec<Value>>,
    streams: DataStreams,
}

impl Collecting {
    /// Records go to these streams.
    pub(super) fn new(streams: &DataStreams) -> Arc<Self> {
        Arc::new(Self { output: Mutex::default(), streams: streams.clone() })
    }

    /// The output so far.
    pub(super) fn take(&self) -> Vec<Value> {
        std::mem::take(&mut *self.output.lock())
    }
}

impl Host for Collecting {
    fn output(&self, _session: &mut Session, value: Value) -> Result<()> {
        self.output.lock().push(value);
        Ok(())
    }

    fn record(&self, _session: &mut Session, kind: StreamKind, value: Value) -> Result<()> {
        self.streams.push(kind, value);
        Ok(())
    }

    fn flush(&self, _session: &mut Session) -> Result<()> {
        Ok(())
    }
}

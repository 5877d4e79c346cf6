//! [`Store`]: what a job has written and nobody received yet.

use super::Piece;
use crate::{session::StreamKind, types::data_streams::DataStreams};
use parking_lot::Mutex;
use psp_value::{Data, Object, Ref, Value};
use std::collections::VecDeque;

/// Streams in the order in which they are received when nothing says in which order things were written.
const STREAMS: [Option<StreamKind>; 7] = [
    None,
    Some(StreamKind::Error),
    Some(StreamKind::Verbose),
    Some(StreamKind::Debug),
    Some(StreamKind::Warning),
    Some(StreamKind::Progress),
    Some(StreamKind::Information),
];

/// The lists that scripts see, and the order in which they were filled.
pub(super) struct Store {
    output: Ref<Object>,
    streams: DataStreams,
    order: Option<Mutex<VecDeque<Option<StreamKind>>>>,
}

impl Store {
    /// Nothing yet. With `ordered` things are received in the order in which they were written, else stream by stream.
    pub(super) fn new(ordered: bool) -> Self {
        let output = DataStreams::empty_list();
        Self { output, streams: DataStreams::new(), order: ordered.then(Mutex::default) }
    }

    fn at(&self, kind: Option<StreamKind>) -> &Ref<Object> {
        kind.map_or(&self.output, |it| self.streams.at(it))
    }

    /// The list of a stream.
    pub(super) fn list(&self, kind: Option<StreamKind>) -> Value {
        Value::object(self.at(kind).clone())
    }

    /// Adds something.
    pub(super) fn push(&self, kind: Option<StreamKind>, value: Value) {
        // The list first: who receives meanwhile finds at most too much in it, takes what the order names, and leaves the
        // rest for the next time.
        let Data::List(list) = &self.at(kind).data else { return };
        list.with(|it| {
            it.items.push(value);
            it.version = it.version.wrapping_add(1);
        });
        if let Some(order) = &self.order {
            order.lock().push_back(kind);
        }
    }

    /// Nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        STREAMS.iter().all(|&kind| match &self.at(kind).data {
            Data::List(list) => list.with(|it| it.items.is_empty()),
            _ => true,
        })
    }

    /// What is there; without `keep` it is gone then.
    pub(super) fn take(&self, keep: bool) -> Vec<Piece> {
        let Some(order) = &self.order else {
            return STREAMS
                .iter()
                .flat_map(|&kind| self.items(kind, keep).map(move |it| (kind, it)))
                .collect();
        };
        let order: Vec<_> = {
            let mut order = order.lock();
            if keep { order.iter().copied().collect() } else { order.drain(..).collect() }
        };
        let mut taken = STREAMS.map(|kind| {
            let count = order.iter().filter(|it| **it == kind).count();
            (kind, self.first(kind, count, keep).into_iter())
        });
        let mut next = |kind| taken.iter_mut().find(|it| it.0 == kind).and_then(|it| it.1.next());
        order.into_iter().filter_map(|kind| next(kind).map(|it| (kind, it))).collect()
    }

    fn items(&self, kind: Option<StreamKind>, keep: bool) -> std::vec::IntoIter<Value> {
        self.first(kind, usize::MAX, keep).into_iter()
    }

    /// The first values of a list.
    fn first(&self, kind: Option<StreamKind>, count: usize, keep: bool) -> Vec<Value> {
        let Data::List(list) = &self.at(kind).data else { return Vec::new() };
        list.with(|it| {
            let count = count.min(it.items.len());
            if keep {
                return it.items[..count].to_vec();
            }
            it.version = it.version.wrapping_add(1);
            it.items.drain(..count).collect()
        })
    }
}

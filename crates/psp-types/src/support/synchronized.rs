//! `Synchronized` and `IsSynchronized` of collections, which are all safe to share.

use psp_value::Value;

/// The collection, which remembers that a script asked for it.
pub fn mark(collection: &Value) -> Value {
    if let Some(object) = collection.as_object() {
        object.with_extra(|it| it.synchronized = true);
    }
    collection.clone()
}

/// A script asked for it.
pub fn is_marked(collection: &Value) -> bool {
    collection.as_object().and_then(|it| it.read_extra(|it| it.synchronized)).unwrap_or_default()
}

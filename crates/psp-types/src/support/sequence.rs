//! [`Line`]: the elements of queues, stacks and bags, which scripts on several threads may share.

use crate::declare::Emulated;
use psp_value::{Enumeration, Fault, Lock, Object, Ref, Result, Type, Value, well_known};
use std::collections::VecDeque;

/// Elements in a line, with a count of changes.
#[derive(Default)]
pub struct Line {
    items: Lock<Contents>,
}

#[derive(Default)]
struct Contents {
    items: VecDeque<Value>,
    version: u32,
}

impl Line {
    /// With elements.
    pub fn new(items: impl IntoIterator<Item = Value>) -> Self {
        Self { items: Lock::new(Contents { items: items.into_iter().collect(), version: 0 }) }
    }

    /// Reads the elements.
    pub fn read<R>(&self, f: impl FnOnce(&VecDeque<Value>) -> R) -> R {
        self.items.with(|it| f(&it.items))
    }

    /// Changes the elements; enumerations under way notice.
    pub fn change<R>(&self, f: impl FnOnce(&mut VecDeque<Value>) -> R) -> R {
        self.items.with(|it| {
            it.version = it.version.wrapping_add(1);
            f(&mut it.items)
        })
    }

    /// The elements, to work on without the lock.
    pub fn snapshot(&self) -> Vec<Value> {
        self.read(|it| it.iter().cloned().collect())
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.read(VecDeque::len)
    }

    fn version(&self) -> u32 {
        self.items.with(|it| it.version)
    }
}

/// Enumerates the elements of a native collection; one that changes meanwhile is .NET's error.
pub fn enumeration<T: psp_value::Native>(this: &Value, line: fn(&T) -> &Line) -> Option<Enumeration> {
    let object: Ref<Object> = this.as_object()?.clone();
    let native = object.downcast::<T>()?;
    let (version, mut rest) = (line(native).version(), line(native).snapshot().into_iter());
    Some(Enumeration::Steps(Box::new(move |_| {
        let now = object.downcast::<T>().map_or(version, |it| line(it).version());
        if now != version {
            let message = "Collection was modified; enumeration operation may not execute.";
            return Err(Fault::new("System.InvalidOperationException", message).into());
        }
        Ok(rest.next())
    })))
}

/// The first type argument of a receiver, or of the type that a constructor makes.
pub fn element_of(this: &Value) -> Type {
    this.as_type().or_else(|| this.ty()).map_or(well_known::OBJECT.ty(), Type::element)
}

/// A native of the type that a constructor makes.
pub fn made<T: psp_value::Native + Emulated>(this: &Value, it: T) -> Result<Value> {
    Ok(Object::native(this.as_type().unwrap_or_else(T::ty), it).into())
}

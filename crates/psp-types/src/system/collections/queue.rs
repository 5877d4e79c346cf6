//! `System.Collections.Queue`, `System.Collections.Generic.Queue[T]` and `ConcurrentQueue[T]`.

use super::enumerator::Enumerator;
use crate::{
    declare::{ArrayOf, Of, Out, Sequence, SequenceOf},
    support::{
        elements::{copy_into, default_of, position},
        errors,
        items::convert_all,
        sequence::{Line, element_of, enumeration},
        synchronized,
    },
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Native, Result, Value};

/// A queue of anything.
pub(crate) struct Queue(Line);
/// A queue of one type.
pub(crate) struct GenericQueue(Line);
/// A queue of one type for several threads.
pub(crate) struct ConcurrentQueue(Line);

macro_rules! native {
    ($($ty:ident),*) => {$(
        impl Native for $ty {
            fn enumerate(&self, this: &Value) -> Option<Enumeration> {
                enumeration::<Self>(this, |it| &it.0)
            }

            fn count(&self) -> Option<usize> {
                Some(self.0.len())
            }
        }
    )*};
}

native!(Queue, GenericQueue);

impl Native for ConcurrentQueue {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        // Goes through what was there at the start.
        Some(Enumeration::ready(self.0.snapshot()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

fn empty() -> psp_value::Interrupt {
    errors::invalid_operation("Queue empty.")
}

#[ps_type("System.Collections.Queue", interfaces = [ICOLLECTION, ICLONEABLE])]
impl Queue {
    /// Empty, or with the elements of a collection.
    #[ps("new")]
    fn new() -> Self {
        Self(Line::default())
    }
    #[ps("new")]
    fn with_capacity(capacity: i32) -> Self {
        let _ = capacity;
        Self(Line::default())
    }
    #[ps("new")]
    fn from(col: Sequence) -> Self {
        Self(Line::new(col.0))
    }

    /// The same queue: in psp all collections are safe to share. It remembers being asked.
    #[ps]
    fn synchronized(queue: &Value) -> Value {
        synchronized::mark(queue)
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// A script asked for it to be.
    #[ps(get)]
    fn is_synchronized(this: &Value) -> bool {
        synchronized::is_marked(this)
    }

    /// The queue itself.
    #[ps(get)]
    fn sync_root(this: &Value) -> Value {
        this.clone()
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        let _old = self.0.change(std::mem::take);
    }

    /// A copy.
    #[ps("Clone")]
    fn duplicate(&self) -> Self {
        Self(Line::new(self.0.snapshot()))
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(&self, context: &mut dyn Context, obj: &Value) -> Result<bool> {
        Ok(position(context, &self.0.snapshot(), obj)?.is_some())
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, index: i32) -> Result<()> {
        copy_into(&self.0.snapshot(), array, index)
    }

    /// Takes the first element out.
    #[ps]
    fn dequeue(&self) -> Result<Value> {
        self.0.change(std::collections::VecDeque::pop_front).ok_or_else(empty)
    }

    /// Adds an element at the end.
    #[ps]
    fn enqueue(&self, obj: &Value) {
        let obj = obj.clone();
        self.0.change(|it| it.push_back(obj));
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// The first element.
    #[ps]
    fn peek(&self) -> Result<Value> {
        self.0.read(|it| it.front().cloned()).ok_or_else(empty)
    }

    /// The elements as an array.
    #[ps]
    fn to_array(&self) -> Vec<Value> {
        self.0.snapshot()
    }
}

#[ps_type("System.Collections.Generic.Queue", kind = GenericDefinition, interfaces = [ICOLLECTION, GENERIC_IENUMERABLE])]
impl GenericQueue {
    /// Empty, or with the elements of a collection.
    #[ps("new")]
    fn new() -> Self {
        Self(Line::default())
    }
    #[ps("new")]
    fn with_capacity(capacity: i32) -> Self {
        let _ = capacity;
        Self(Line::default())
    }
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, collection: SequenceOf<0>) -> Result<Self> {
        Ok(Self(Line::new(convert_all(context, collection.0, element_of(this))?)))
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        let _old = self.0.change(std::mem::take);
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(&self, context: &mut dyn Context, item: Of<0>) -> Result<bool> {
        Ok(position(context, &self.0.snapshot(), &item.0)?.is_some())
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, array_index: i32) -> Result<()> {
        copy_into(&self.0.snapshot(), array, array_index)
    }

    /// Takes the first element out.
    #[ps]
    fn dequeue(&self) -> Result<Of<0>> {
        self.0.change(std::collections::VecDeque::pop_front).map(Of).ok_or_else(empty)
    }

    /// Adds an element at the end.
    #[ps]
    fn enqueue(&self, item: Of<0>) {
        self.0.change(|it| it.push_back(item.0));
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// The first element.
    #[ps]
    fn peek(&self) -> Result<Of<0>> {
        self.0.read(|it| it.front().cloned()).map(Of).ok_or_else(empty)
    }

    /// The elements as an array.
    #[ps]
    fn to_array(&self) -> ArrayOf<0> {
        ArrayOf(self.0.snapshot())
    }

    /// Takes the first element out, when there is one.
    #[ps]
    fn try_dequeue(&self, context: &mut dyn Context, this: &Value, result: Out<Value>) -> Result<bool> {
        let first = self.0.change(std::collections::VecDeque::pop_front);
        give(context, this, first, &result)
    }

    /// Gives the first element, when there is one.
    #[ps]
    fn try_peek(&self, context: &mut dyn Context, this: &Value, result: Out<Value>) -> Result<bool> {
        let first = self.0.read(|it| it.front().cloned());
        give(context, this, first, &result)
    }

    /// Does nothing.
    #[ps]
    fn trim_excess(&self) {}
}

#[ps_type("System.Collections.Concurrent.ConcurrentQueue", kind = GenericDefinition, interfaces = [ICOLLECTION, GENERIC_IENUMERABLE])]
impl ConcurrentQueue {
    /// Empty, or with the elements of a collection.
    #[ps("new")]
    fn new() -> Self {
        Self(Line::default())
    }
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, collection: SequenceOf<0>) -> Result<Self> {
        Ok(Self(Line::new(convert_all(context, collection.0, element_of(this))?)))
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// There are none.
    #[ps(get)]
    fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        let _old = self.0.change(std::mem::take);
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, index: i32) -> Result<()> {
        copy_into(&self.0.snapshot(), array, index)
    }

    /// Adds an element at the end.
    #[ps]
    fn enqueue(&self, item: Of<0>) {
        self.0.change(|it| it.push_back(item.0));
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// The elements as an array.
    #[ps]
    fn to_array(&self) -> ArrayOf<0> {
        ArrayOf(self.0.snapshot())
    }

    /// Takes the first element out, when there is one.
    #[ps]
    fn try_dequeue(&self, context: &mut dyn Context, this: &Value, result: Out<Value>) -> Result<bool> {
        let first = self.0.change(std::collections::VecDeque::pop_front);
        give(context, this, first, &result)
    }

    /// Gives the first element, when there is one.
    #[ps]
    fn try_peek(&self, context: &mut dyn Context, this: &Value, result: Out<Value>) -> Result<bool> {
        let first = self.0.read(|it| it.front().cloned());
        give(context, this, first, &result)
    }
}

/// Writes an element, or the default, to a variable; tells whether there was one.
pub(crate) fn give(
    context: &mut dyn Context,
    this: &Value,
    item: Option<Value>,
    to: &Out<Value>,
) -> Result<bool> {
    let found = item.is_some();
    to.set(context, item.unwrap_or_else(|| default_of(element_of(this))))?;
    Ok(found)
}

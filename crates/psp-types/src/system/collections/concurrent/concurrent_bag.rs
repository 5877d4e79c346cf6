//! `System.Collections.Concurrent.ConcurrentBag[T]`: what was added last comes first.

use crate::{
    declare::{ArrayOf, Of, Out, SequenceOf},
    support::{
        elements::copy_into,
        items::convert_all,
        sequence::{Line, element_of},
    },
    system::collections::{enumerator::Enumerator, queue::give},
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Native, Result, Value};

/// Elements in no order, for several threads.
pub(crate) struct ConcurrentBag(Line);

impl Native for ConcurrentBag {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.0.snapshot()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

#[ps_type("System.Collections.Concurrent.ConcurrentBag", kind = GenericDefinition, interfaces = [ICOLLECTION, GENERIC_IENUMERABLE])]
impl ConcurrentBag {
    /// Empty, or with the elements of a collection.
    #[ps("new")]
    fn new() -> Self {
        Self(Line::default())
    }
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, collection: SequenceOf<0>) -> Result<Self> {
        Ok(Self(Line::new(convert_all(context, collection.0, element_of(this))?.into_iter().rev())))
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

    /// Adds an element.
    #[ps]
    fn add(&self, item: Of<0>) {
        self.0.change(|it| it.push_front(item.0));
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

    /// Gives an element, when there is one.
    #[ps]
    fn try_peek(&self, context: &mut dyn Context, this: &Value, result: Out<Value>) -> Result<bool> {
        let first = self.0.read(|it| it.front().cloned());
        give(context, this, first, &result)
    }

    /// Takes an element out, when there is one.
    #[ps]
    fn try_take(&self, context: &mut dyn Context, this: &Value, result: Out<Value>) -> Result<bool> {
        let first = self.0.change(std::collections::VecDeque::pop_front);
        give(context, this, first, &result)
    }
}

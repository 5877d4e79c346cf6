//! `System.Collections.ObjectModel.Collection[T]` and `ReadOnlyCollection[T]`.

use crate::{
    declare::{ArrayOf, Of, SequenceOf},
    support::{Items, errors},
    system::collections::generic::list::List,
};
use psp_derive::ps_type;
use psp_value::{Context, Result, Value};

/// A list that other types derive from.
pub(crate) struct Collection;

#[ps_type("System.Collections.ObjectModel.Collection", of = COLLECTION)]
impl Collection {
    /// Empty.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        List::make_new(this)
    }

    /// With the elements of a list.
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, list: SequenceOf<0>) -> Result<Value> {
        List::from(context, this, list)
    }

    /// How many elements.
    #[ps(get)]
    fn count(this: Items) -> i32 {
        List::count(this)
    }

    /// The element at an index.
    #[ps("get_Item")]
    fn get_item(this: Items, index: i32) -> Result<Of<0>> {
        List::get_item(this, index)
    }

    /// Replaces the element at an index.
    #[ps("set_Item")]
    fn set_item(this: Items, index: i32, value: Of<0>) -> Result<()> {
        List::set_item(this, index, value)
    }

    /// Adds an element at the end.
    #[ps]
    fn add(this: Items, item: Of<0>) {
        List::add(this, item);
    }

    /// Removes all elements.
    #[ps]
    fn clear(this: Items) {
        List::clear(this);
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(context: &mut dyn Context, this: Items, item: Of<0>) -> Result<bool> {
        List::contains(context, this, item)
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(this: Items, array: &Value, index: i32) -> Result<()> {
        List::copy_to(this, array, Some(index))
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: Items) -> Value {
        List::get_enumerator(this)
    }

    /// The index of the first equal element, -1 when there is none.
    #[ps]
    fn index_of(context: &mut dyn Context, this: Items, item: Of<0>) -> Result<i32> {
        List::index_of(context, this, item, None, None)
    }

    /// Inserts an element before an index.
    #[ps]
    fn insert(this: Items, index: i32, item: Of<0>) -> Result<()> {
        List::insert(this, index, item)
    }

    /// Removes the first equal element; true when there was one.
    #[ps]
    fn remove(context: &mut dyn Context, this: Items, item: Of<0>) -> Result<bool> {
        List::remove(context, this, item)
    }

    /// Removes the element at an index.
    #[ps]
    fn remove_at(this: Items, index: i32) -> Result<()> {
        List::remove_at(this, index)
    }
}

/// A list that cannot be changed.
pub(crate) struct ReadOnlyCollection;

#[ps_type("System.Collections.ObjectModel.ReadOnlyCollection", of = READ_ONLY_COLLECTION)]
impl ReadOnlyCollection {
    /// Of the elements of a list.
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, list: SequenceOf<0>) -> Result<Value> {
        List::from(context, this, list)
    }

    /// How many elements.
    #[ps(get)]
    fn count(this: Items) -> i32 {
        List::count(this)
    }

    /// The element at an index.
    #[ps("get_Item")]
    fn get_item(this: Items, index: i32) -> Result<Of<0>> {
        List::get_item(this, index)
    }

    /// Refused.
    #[ps]
    fn add(this: Items, item: Of<0>) -> Result<()> {
        let _ = (this, item);
        Err(errors::not_supported("Collection is read-only."))
    }

    /// Refused.
    #[ps]
    fn clear(this: Items) -> Result<()> {
        let _ = this;
        Err(errors::not_supported("Collection is read-only."))
    }

    /// Refused.
    #[ps]
    fn remove(this: Items, item: Of<0>) -> Result<bool> {
        let _ = (this, item);
        Err(errors::not_supported("Collection is read-only."))
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(context: &mut dyn Context, this: Items, value: Of<0>) -> Result<bool> {
        List::contains(context, this, value)
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(this: Items, array: &Value, index: i32) -> Result<()> {
        List::copy_to(this, array, Some(index))
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: Items) -> Value {
        List::get_enumerator(this)
    }

    /// The index of the first equal element, -1 when there is none.
    #[ps]
    fn index_of(context: &mut dyn Context, this: Items, value: Of<0>) -> Result<i32> {
        List::index_of(context, this, value, None, None)
    }

    /// The elements as an array.
    #[ps]
    fn to_array(this: Items) -> ArrayOf<0> {
        List::to_array(this)
    }
}

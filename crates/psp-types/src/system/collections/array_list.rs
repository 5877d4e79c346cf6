//! `System.Collections.ArrayList`.

use super::generic::list::List;
use crate::{
    declare::{Of, Sequence, SequenceOf},
    support::{Items, elements::position, synchronized},
};
use psp_derive::ps_type;
use psp_value::{Context, Object, Result, Type, Value, well_known};

/// A list of anything.
pub(crate) struct ArrayList;

#[ps_type("System.Collections.ArrayList", of = ARRAY_LIST)]
impl ArrayList {
    /// Empty.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        List::make_new(this)
    }

    /// Empty, with room for so many elements.
    #[ps("new")]
    fn with_capacity(this: &Value, capacity: i32) -> Result<Value> {
        List::with_capacity(this, capacity)
    }

    /// With the elements of a collection.
    #[ps("new")]
    fn from(this: &Value, c: Sequence) -> Value {
        Object::list(this.as_type().unwrap_or(well_known::ARRAY_LIST.ty()), c.0).into()
    }

    /// The same list: in psp all lists are safe to share. It remembers being asked.
    #[ps]
    fn synchronized(list: &Value) -> Value {
        synchronized::mark(list)
    }

    /// A list with so many times the same element.
    #[ps]
    fn repeat(value: &Value, count: i32) -> Result<Value> {
        if count < 0 {
            return Err(crate::support::errors::negative("count", count));
        }
        Ok(Object::list(well_known::ARRAY_LIST.ty(), vec![value.clone(); count as usize]).into())
    }

    /// How many elements.
    #[ps(get)]
    fn count(this: Items) -> i32 {
        List::count(this)
    }

    /// How many elements fit without growing.
    #[ps(get)]
    fn capacity(this: Items) -> i32 {
        List::capacity(this)
    }

    /// Makes room.
    #[ps(set)]
    fn set_capacity(this: Items, value: i32) -> Result<()> {
        List::set_capacity(this, value)
    }

    /// Never.
    #[ps(get)]
    fn is_fixed_size(this: Items) -> bool {
        let _ = this;
        false
    }

    /// Never.
    #[ps(get)]
    fn is_read_only(this: Items) -> bool {
        let _ = this;
        false
    }

    /// A script asked for it to be.
    #[ps(get)]
    fn is_synchronized(this: &Value) -> bool {
        synchronized::is_marked(this)
    }

    /// The list itself.
    #[ps(get)]
    fn sync_root(this: &Value) -> Value {
        this.clone()
    }

    /// The element at an index.
    #[ps("get_Item")]
    fn get_item(this: Items, index: i32) -> Result<Value> {
        List::get_item(this, index).map(|it| it.0)
    }

    /// Replaces the element at an index.
    #[ps("set_Item")]
    fn set_item(this: Items, index: i32, value: &Value) -> Result<()> {
        List::set_item(this, index, Of(value.clone()))
    }

    /// Adds an element at the end; gives its index.
    #[ps]
    fn add(this: Items, value: &Value) -> i32 {
        let value = value.clone();
        this.change(|it| {
            it.push(value);
            it.len() as i32 - 1
        })
    }

    /// Adds the elements of a collection at the end.
    #[ps]
    fn add_range(this: Items, c: Sequence) {
        this.change(|it| it.extend(c.0));
    }

    /// The index of an element in a sorted list; negative when there is none.
    #[ps]
    fn binary_search(
        context: &mut dyn Context,
        this: Items,
        value: &Value,
        comparer: Option<&Value>,
    ) -> Result<i32> {
        List::binary_search(context, this, Of(value.clone()), comparer)
    }

    /// Removes all elements.
    #[ps]
    fn clear(this: Items) {
        List::clear(this);
    }

    /// A copy.
    #[ps("Clone")]
    fn copy(this: Items) -> Value {
        Object::list(this.ty(), this.snapshot()).into()
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(context: &mut dyn Context, this: Items, item: &Value) -> Result<bool> {
        Ok(position(context, &this.snapshot(), item)?.is_some())
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(this: Items, array: &Value, array_index: Option<i32>) -> Result<()> {
        List::copy_to(this, array, array_index)
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: Items) -> Value {
        List::get_enumerator(this)
    }

    /// A list of some elements: a copy in psp.
    #[ps]
    fn get_range(this: Items, index: i32, count: i32) -> Result<Value> {
        List::get_range(this, index, count)
    }

    /// The index of the first equal element, -1 when there is none.
    #[ps]
    fn index_of(
        context: &mut dyn Context,
        this: Items,
        value: &Value,
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<i32> {
        List::index_of(context, this, Of(value.clone()), start_index, count)
    }

    /// Inserts an element before an index.
    #[ps]
    fn insert(this: Items, index: i32, value: &Value) -> Result<()> {
        List::insert(this, index, Of(value.clone()))
    }

    /// Inserts the elements of a collection before an index.
    #[ps]
    fn insert_range(context: &mut dyn Context, this: Items, index: i32, c: Sequence) -> Result<()> {
        List::insert_range(context, this, index, SequenceOf(c.0))
    }

    /// The index of the last equal element, -1 when there is none.
    #[ps]
    fn last_index_of(context: &mut dyn Context, this: Items, value: &Value) -> Result<i32> {
        List::last_index_of(context, this, Of(value.clone()))
    }

    /// Removes the first equal element.
    #[ps]
    fn remove(context: &mut dyn Context, this: Items, obj: &Value) -> Result<()> {
        List::remove(context, this, Of(obj.clone())).map(|_| ())
    }

    /// Removes the element at an index.
    #[ps]
    fn remove_at(this: Items, index: i32) -> Result<()> {
        List::remove_at(this, index)
    }

    /// Removes some elements.
    #[ps]
    fn remove_range(this: Items, index: i32, count: i32) -> Result<()> {
        List::remove_range(this, index, count)
    }

    /// Turns the order around.
    #[ps]
    fn reverse(this: Items) {
        List::reverse(this);
    }

    /// Turns the order of some elements around.
    #[ps("Reverse")]
    fn reverse_range(this: Items, index: i32, count: i32) -> Result<()> {
        List::reverse_range(this, index, count)
    }

    /// Overwrites elements from an index on.
    #[ps]
    fn set_range(this: Items, index: i32, c: Sequence) -> Result<()> {
        let (start, end) = crate::support::errors::range(index, c.0.len() as i32, this.len())?;
        this.change(|it| it.get_mut(start..end).map(|place| place.clone_from_slice(&c.0)));
        Ok(())
    }

    /// Sorts the elements.
    #[ps]
    fn sort(context: &mut dyn Context, this: Items, comparer: Option<&Value>) -> Result<()> {
        crate::support::elements::sort_by(context, &this, comparer)
    }

    /// The elements as an array.
    #[ps]
    fn to_array(this: Items) -> Vec<Value> {
        this.snapshot()
    }

    /// The elements as an array of a type.
    #[ps("ToArray")]
    fn to_array_of(context: &mut dyn Context, this: Items, r#type: Type) -> Result<Value> {
        let items = crate::support::items::convert_all(context, this.snapshot(), r#type)?;
        Ok(Object::array_of(r#type, items).into())
    }

    /// Gives unused room back.
    #[ps]
    fn trim_to_size(this: Items) {
        List::trim_excess(this);
    }
}

//! `System.Collections.Generic.List[T]`.

use crate::{
    declare::{ArrayOf, Of, SequenceOf},
    support::{Delegate, Items, elements::*, errors, sort, values},
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{Context, Object, Result, Type, Value, types::instantiate, well_known};

/// A list whose elements have one type.
pub(crate) struct List;

#[ps_type("System.Collections.Generic.List", of = LIST)]
impl List {
    /// Empty.
    #[ps("new")]
    pub(crate) fn make_new(this: &Value) -> Value {
        make(this, Vec::new())
    }

    /// Empty, with room for so many elements.
    #[ps("new")]
    pub(crate) fn with_capacity(this: &Value, capacity: i32) -> Result<Value> {
        if capacity < 0 {
            return Err(errors::negative("capacity", capacity));
        }
        Ok(make(this, Vec::with_capacity((capacity as usize).min(1 << 20))))
    }

    /// With the elements of a collection.
    #[ps("new")]
    pub(crate) fn from(context: &mut dyn Context, this: &Value, collection: SequenceOf<0>) -> Result<Value> {
        let element = this.as_type().map_or(well_known::OBJECT.ty(), Type::element);
        Ok(make(this, crate::support::items::convert_all(context, collection.0, element)?))
    }

    /// How many elements.
    #[ps(get)]
    pub(crate) fn count(this: Items) -> i32 {
        this.len() as i32
    }

    /// How many elements fit without growing.
    #[ps(get)]
    pub(crate) fn capacity(this: Items) -> i32 {
        let (length, capacity) = this.with(|it| (it.items.len(), it.items.capacity()));
        if capacity == 0 { 0 } else { capacity.max(4).max(length.next_power_of_two()) as i32 }
    }

    /// Makes room.
    #[ps(set)]
    pub(crate) fn set_capacity(this: Items, value: i32) -> Result<()> {
        let length = this.len();
        if (value as usize) < length || value < 0 {
            return Err(
                psp_value::Fault::out_of_range("capacity was less than the current size.", "value").into()
            );
        }
        this.with(|it| it.items.reserve_exact((value as usize - length).min(1 << 24)));
        Ok(())
    }

    /// The element at an index.
    #[ps("get_Item")]
    pub(crate) fn get_item(this: Items, index: i32) -> Result<Of<0>> {
        let index = this.index(index, "index")?;
        Ok(Of(this.read(|it| it.get(index).cloned()).unwrap_or_default()))
    }

    /// Replaces the element at an index.
    #[ps("set_Item")]
    pub(crate) fn set_item(this: Items, index: i32, value: Of<0>) -> Result<()> {
        let index = this.index(index, "index")?;
        let _old = this.change(|it| it.get_mut(index).map(|old| std::mem::replace(old, value.0)));
        Ok(())
    }

    /// Adds an element at the end.
    #[ps]
    pub(crate) fn add(this: Items, item: Of<0>) {
        this.change(|it| it.push(item.0));
    }

    /// Adds the elements of a collection at the end.
    #[ps]
    pub(crate) fn add_range(context: &mut dyn Context, this: Items, collection: SequenceOf<0>) -> Result<()> {
        let values = this.converted(context, collection.0)?;
        this.change(|it| it.extend(values));
        Ok(())
    }

    /// A read-only view: a copy in psp.
    #[ps]
    pub(crate) fn as_read_only(this: Items) -> Value {
        let ty = instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[this.element()]);
        Object::list(ty, this.snapshot()).into()
    }

    /// The index of an element in a sorted list; negative when there is none.
    #[ps]
    pub(crate) fn binary_search(
        context: &mut dyn Context,
        this: Items,
        item: Of<0>,
        comparer: Option<&Value>,
    ) -> Result<i32> {
        binary_search(context, &this.snapshot(), &item.0, comparer)
    }

    /// Removes all elements.
    #[ps]
    pub(crate) fn clear(this: Items) {
        let _old = this.change(std::mem::take);
    }

    /// Tells whether there is an equal element.
    #[ps]
    pub(crate) fn contains(context: &mut dyn Context, this: Items, item: Of<0>) -> Result<bool> {
        Ok(position(context, &this.snapshot(), &item.0)?.is_some())
    }

    /// A list of the converted elements.
    #[ps]
    pub(crate) fn convert_all(context: &mut dyn Context, this: Items, converter: Delegate) -> Result<Value> {
        let all = this.snapshot();
        let made: Result<Vec<_>> = all.into_iter().map(|it| converter.call(context, &[it])).collect();
        Ok(Object::list(instantiate(well_known::LIST.ty(), &[well_known::OBJECT.ty()]), made?).into())
    }

    /// Copies all elements into an array.
    #[ps]
    pub(crate) fn copy_to(this: Items, array: &Value, array_index: Option<i32>) -> Result<()> {
        copy_into(&this.snapshot(), array, array_index.unwrap_or(0))
    }

    /// Copies some elements into an array.
    #[ps("CopyTo")]
    fn copy_range_to(this: Items, index: i32, array: &Value, array_index: i32, count: i32) -> Result<()> {
        let (start, end) = errors::range(index, count, this.len())?;
        copy_into(this.snapshot().get(start..end).unwrap_or_default(), array, array_index)
    }

    /// Makes room for so many elements.
    #[ps]
    fn ensure_capacity(this: Items, capacity: i32) -> i32 {
        this.with(|it| it.items.capacity()).max(capacity.max(0) as usize) as i32
    }

    /// Tells whether an element passes the test.
    #[ps]
    fn exists(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<bool> {
        Ok(find_from(context, &this.snapshot(), 0, &r#match)?.is_some())
    }

    /// The first element that passes the test.
    #[ps]
    fn find(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<Of<0>> {
        let all = this.snapshot();
        let found = find_from(context, &all, 0, &r#match)?.and_then(|at| all.get(at).cloned());
        Ok(Of(found.unwrap_or_else(|| default_of(this.element()))))
    }

    /// All elements that pass the test.
    #[ps]
    fn find_all(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<Value> {
        let mut found = Vec::new();
        for item in this.snapshot() {
            if r#match.test(context, std::slice::from_ref(&item))? {
                found.push(item);
            }
        }
        Ok(Object::list(this.ty(), found).into())
    }

    /// The index of the first element that passes the test.
    #[ps]
    fn find_index(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<i32> {
        Ok(index_or_none(find_from(context, &this.snapshot(), 0, &r#match)?))
    }

    /// The index of the first element from a place on that passes the test.
    #[ps("FindIndex")]
    fn find_index_from(
        context: &mut dyn Context,
        this: Items,
        start_index: i32,
        r#match: Delegate,
    ) -> Result<i32> {
        let all = this.snapshot();
        if start_index < 0 || start_index as usize > all.len() {
            return Err(errors::insert_index("startIndex"));
        }
        Ok(index_or_none(find_from(context, &all, start_index as usize, &r#match)?))
    }

    /// The last element that passes the test.
    #[ps]
    fn find_last(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<Of<0>> {
        let all = this.snapshot();
        let found = find_last(context, &all, &r#match)?.and_then(|at| all.get(at).cloned());
        Ok(Of(found.unwrap_or_else(|| default_of(this.element()))))
    }

    /// The index of the last element that passes the test.
    #[ps]
    fn find_last_index(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<i32> {
        Ok(index_or_none(find_last(context, &this.snapshot(), &r#match)?))
    }

    /// Calls the block with each element.
    #[ps("ForEach")]
    fn for_each(context: &mut dyn Context, this: Items, action: Delegate) -> Result<()> {
        let version = this.with(|it| it.version);
        for item in this.snapshot() {
            action.call(context, &[item])?;
            if this.with(|it| it.version) != version {
                let message = "Collection was modified; enumeration operation may not execute.";
                return Err(errors::invalid_operation(message));
            }
        }
        Ok(())
    }

    /// An enumerator over the elements.
    #[ps]
    pub(crate) fn get_enumerator(this: Items) -> Value {
        Enumerator::over(&this.value())
    }

    /// A list of some elements.
    #[ps]
    pub(crate) fn get_range(this: Items, index: i32, count: i32) -> Result<Value> {
        let (start, end) = errors::range(index, count, this.len())?;
        Ok(Object::list(this.ty(), this.read(|it| it.get(start..end).unwrap_or_default().to_vec())).into())
    }

    /// The index of the first equal element, -1 when there is none.
    #[ps]
    pub(crate) fn index_of(
        context: &mut dyn Context,
        this: Items,
        item: Of<0>,
        index: Option<i32>,
        count: Option<i32>,
    ) -> Result<i32> {
        let all = this.snapshot();
        let start = index.unwrap_or(0);
        if start < 0 || start as usize > all.len() {
            return Err(errors::insert_index("index"));
        }
        let count = count.unwrap_or(all.len() as i32 - start);
        if count < 0 || (start + count) as usize > all.len() {
            return Err(errors::count("count"));
        }
        let part = all.get(start as usize..(start + count) as usize).unwrap_or_default();
        Ok(position(context, part, &item.0)?.map_or(-1, |at| at as i32 + start))
    }

    /// Inserts an element before an index.
    #[ps]
    pub(crate) fn insert(this: Items, index: i32, item: Of<0>) -> Result<()> {
        let at = insert_place(&this, index)?;
        this.change(|it| it.insert(at.min(it.len()), item.0));
        Ok(())
    }

    /// Inserts the elements of a collection before an index.
    #[ps]
    pub(crate) fn insert_range(
        context: &mut dyn Context,
        this: Items,
        index: i32,
        collection: SequenceOf<0>,
    ) -> Result<()> {
        let values = this.converted(context, collection.0)?;
        let at = insert_place(&this, index)?;
        this.change(|it| {
            let tail = it.split_off(at.min(it.len()));
            it.extend(values);
            it.extend(tail);
        });
        Ok(())
    }

    /// The index of the last equal element, -1 when there is none.
    #[ps]
    pub(crate) fn last_index_of(context: &mut dyn Context, this: Items, item: Of<0>) -> Result<i32> {
        for (at, value) in this.snapshot().iter().enumerate().rev() {
            if values::equals(context, value, &item.0)? {
                return Ok(at as i32);
            }
        }
        Ok(-1)
    }

    /// Removes the first equal element; true when there was one.
    #[ps]
    pub(crate) fn remove(context: &mut dyn Context, this: Items, item: Of<0>) -> Result<bool> {
        let at = position(context, &this.snapshot(), &item.0)?;
        let removed = at.and_then(|at| this.change(|it| (at < it.len()).then(|| it.remove(at))));
        Ok(removed.is_some())
    }

    /// Removes all elements that pass the test; gives their number.
    #[ps]
    fn remove_all(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<i32> {
        let (mut kept, mut removed) = (Vec::new(), 0);
        for item in this.snapshot() {
            if r#match.test(context, std::slice::from_ref(&item))? {
                removed += 1;
            } else {
                kept.push(item);
            }
        }
        let _old = this.change(|it| std::mem::replace(it, kept));
        Ok(removed)
    }

    /// Removes the element at an index.
    #[ps]
    pub(crate) fn remove_at(this: Items, index: i32) -> Result<()> {
        let at = this.index(index, "index")?;
        let _old = this.change(|it| (at < it.len()).then(|| it.remove(at)));
        Ok(())
    }

    /// Removes some elements.
    #[ps]
    pub(crate) fn remove_range(this: Items, index: i32, count: i32) -> Result<()> {
        let (start, end) = errors::range(index, count, this.len())?;
        let _old: Vec<_> = this.change(|it| it.drain(start..end.min(it.len())).collect());
        Ok(())
    }

    /// Turns the order around.
    #[ps]
    pub(crate) fn reverse(this: Items) {
        this.change(|it| it.reverse());
    }

    /// Turns the order of some elements around.
    #[ps("Reverse")]
    pub(crate) fn reverse_range(this: Items, index: i32, count: i32) -> Result<()> {
        let (start, end) = errors::range(index, count, this.len())?;
        this.change(|it| it.get_mut(start..end).map(<[Value]>::reverse));
        Ok(())
    }

    /// Some elements, as a list.
    #[ps]
    fn slice(this: Items, start: i32, length: i32) -> Result<Value> {
        Self::get_range(this, start, length)
    }

    /// Sorts the elements.
    #[ps]
    pub(crate) fn sort(context: &mut dyn Context, this: Items) -> Result<()> {
        sort_by(context, &this, None)
    }

    /// Sorts with a comparer or a block that compares two elements.
    #[ps("Sort")]
    pub(crate) fn sort_with(context: &mut dyn Context, this: Items, comparer: &Value) -> Result<()> {
        sort_by(context, &this, Some(comparer))
    }

    /// Sorts some elements.
    #[ps("Sort")]
    pub(crate) fn sort_range(
        context: &mut dyn Context,
        this: Items,
        index: i32,
        count: i32,
        comparer: &Value,
    ) -> Result<()> {
        let (start, end) = errors::range(index, count, this.len())?;
        let mut part = this.read(|it| it.get(start..end).unwrap_or_default().to_vec());
        sort::sort(&mut part, &mut |a, b| values::compare_by(context, Some(comparer), a, b))?;
        this.change(|it| it.get_mut(start..end).map(|place| place.clone_from_slice(&part)));
        Ok(())
    }

    /// The elements as an array.
    #[ps]
    pub(crate) fn to_array(this: Items) -> ArrayOf<0> {
        ArrayOf(this.snapshot())
    }

    /// Gives unused room back.
    #[ps]
    pub(crate) fn trim_excess(this: Items) {
        this.with(|it| it.items.shrink_to_fit());
    }

    /// Tells whether all elements pass the test.
    #[ps]
    fn true_for_all(context: &mut dyn Context, this: Items, r#match: Delegate) -> Result<bool> {
        for item in this.snapshot() {
            if !r#match.test(context, &[item])? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn make(this: &Value, items: Vec<Value>) -> Value {
    Object::list(this.as_type().unwrap_or(well_known::LIST.ty()), items).into()
}

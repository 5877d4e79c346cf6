//! `System.Array`.

use super::collections::enumerator::Enumerator;
use crate::{
    declare::{Out, elements},
    support::{Delegate, elements::*, errors, sort, values},
};
use psp_derive::ps_type;
use psp_value::{
    Context, Data, Fault, Object, Result, Type, TypeKind, Value, convert, types::instantiate, well_known,
};

/// An array of any type.
pub(crate) struct Array;

#[ps_type("System.Array", of = ARRAY)]
impl Array {
    /// The largest possible length.
    #[ps(get)]
    fn max_length() -> i32 {
        0x7fff_ffc7
    }

    /// A read-only view: a copy in psp.
    #[ps]
    fn as_read_only(array: &Value) -> Result<Value> {
        given(array)?;
        let ty = instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[element_of(array)]);
        Ok(Object::list(ty, elements(array)).into())
    }

    /// The index of a value in a sorted array; negative when there is none.
    #[ps]
    fn binary_search(
        context: &mut dyn Context,
        array: &Value,
        value: &Value,
        comparer: Option<&Value>,
    ) -> Result<i32> {
        given(array)?;
        binary_search(context, &elements(array), value, comparer)
    }
    #[ps("BinarySearch")]
    fn binary_search_range(
        context: &mut dyn Context,
        array: &Value,
        index: i32,
        length: i32,
        value: &Value,
        comparer: Option<&Value>,
    ) -> Result<i32> {
        let all = elements(array);
        let (start, end) = errors::range(index, length, all.len())?;
        let found = binary_search(context, all.get(start..end).unwrap_or_default(), value, comparer)?;
        Ok(if found < 0 { !(!found + index) } else { found + index })
    }

    /// Sets elements to their default value.
    #[ps]
    fn clear(array: &Value, index: Option<i32>, length: Option<i32>) -> Result<()> {
        given(array)?;
        let all = elements(array);
        let start = index.unwrap_or(0);
        let (start, end) = errors::range(start, length.unwrap_or(all.len() as i32 - start), all.len())?;
        let blank = vec![default_of(element_of(array)); end - start];
        write(array, start, &blank)
    }

    /// An array of the converted elements.
    #[ps]
    fn convert_all(context: &mut dyn Context, array: &Value, converter: Delegate) -> Result<Vec<Value>> {
        given(array)?;
        elements(array).into_iter().map(|it| converter.call(context, &[it])).collect()
    }

    /// Copies elements from one array to another.
    #[ps]
    fn copy(
        context: &mut dyn Context,
        source_array: &Value,
        destination_array: &Value,
        length: i64,
    ) -> Result<()> {
        Self::copy_range(context, source_array, 0, destination_array, 0, length)
    }
    #[ps("Copy")]
    fn copy_range(
        context: &mut dyn Context,
        source_array: &Value,
        source_index: i64,
        destination_array: &Value,
        destination_index: i64,
        length: i64,
    ) -> Result<()> {
        let all = elements(source_array);
        if length < 0 {
            return Err(errors::negative("length", length));
        }
        let start =
            usize::try_from(source_index).map_err(|_| errors::negative("sourceIndex", source_index))?;
        let Some(part) = all.get(start..start + length as usize) else {
            let message = "Source array was not long enough. Check the source index, length, and the array's lower bounds.";
            return Err(Fault::argument(message, "sourceArray").into());
        };
        let part = crate::support::items::convert_all(context, part.to_vec(), element_of(destination_array))?;
        let at = usize::try_from(destination_index)
            .map_err(|_| errors::negative("destinationIndex", destination_index))?;
        write(destination_array, at, &part)
    }

    /// An array of a type and length.
    #[ps]
    fn create_instance(element_type: Type, length: i32) -> Result<Value> {
        if length < 0 {
            return Err(errors::negative("length", length));
        }
        Ok(make(element_type, vec![default_of(element_type); length as usize]))
    }

    /// An array without elements.
    #[ps]
    fn empty() -> Vec<Value> {
        Vec::new()
    }

    /// Tells whether an element passes the test.
    #[ps]
    fn exists(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<bool> {
        given(array)?;
        Ok(find_from(context, &elements(array), 0, &r#match)?.is_some())
    }

    /// Sets all elements, or some, to a value.
    #[ps]
    fn fill(
        context: &mut dyn Context,
        array: &Value,
        value: &Value,
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<()> {
        given(array)?;
        let length = elements(array).len();
        let start = start_index.unwrap_or(0);
        let (start, end) = errors::range(start, count.unwrap_or(length as i32 - start), length)?;
        let value = convert::convert_argument(context, value, element_of(array))?;
        write(array, start, &vec![value; end - start])
    }

    /// The first element that passes the test.
    #[ps]
    fn find(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<Value> {
        given(array)?;
        let all = elements(array);
        let found = find_from(context, &all, 0, &r#match)?.and_then(|at| all.get(at).cloned());
        Ok(found.unwrap_or_else(|| default_of(element_of(array))))
    }

    /// All elements that pass the test.
    #[ps]
    fn find_all(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<Value> {
        given(array)?;
        let mut found = Vec::new();
        for item in elements(array) {
            if r#match.test(context, std::slice::from_ref(&item))? {
                found.push(item);
            }
        }
        Ok(make(element_of(array), found))
    }

    /// The index of the first element that passes the test.
    #[ps]
    fn find_index(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<i32> {
        given(array)?;
        Ok(index_or_none(find_from(context, &elements(array), 0, &r#match)?))
    }
    #[ps("FindIndex")]
    fn find_index_from(
        context: &mut dyn Context,
        array: &Value,
        start_index: i32,
        r#match: Delegate,
    ) -> Result<i32> {
        Ok(index_or_none(find_from(context, &elements(array), start_index.max(0) as usize, &r#match)?))
    }

    /// The last element that passes the test.
    #[ps]
    fn find_last(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<Value> {
        given(array)?;
        let all = elements(array);
        let found = find_last(context, &all, &r#match)?.and_then(|at| all.get(at).cloned());
        Ok(found.unwrap_or_else(|| default_of(element_of(array))))
    }

    /// The index of the last element that passes the test.
    #[ps]
    fn find_last_index(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<i32> {
        given(array)?;
        Ok(index_or_none(find_last(context, &elements(array), &r#match)?))
    }

    /// Calls the block with each element.
    #[ps("ForEach")]
    fn for_each(context: &mut dyn Context, array: &Value, action: Delegate) -> Result<()> {
        given(array)?;
        elements(array).into_iter().try_for_each(|it| action.call(context, &[it]).map(|_| ()))
    }

    /// The index of the first equal element, -1 when there is none.
    #[ps("IndexOf")]
    fn index_in(
        context: &mut dyn Context,
        array: &Value,
        value: &Value,
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<i32> {
        given(array)?;
        let all = elements(array);
        let start = start_index.unwrap_or(0);
        if start < 0 || start as usize > all.len() {
            return Err(errors::insert_index("startIndex"));
        }
        let count = count.unwrap_or(all.len() as i32 - start);
        if count < 0 || (start + count) as usize > all.len() {
            return Err(errors::count("count"));
        }
        let part = all.get(start as usize..(start + count) as usize).unwrap_or_default();
        Ok(position(context, part, value)?.map_or(-1, |at| at as i32 + start))
    }

    /// The index of the last equal element, -1 when there is none.
    #[ps]
    fn last_index_of(
        context: &mut dyn Context,
        array: &Value,
        value: &Value,
        start_index: Option<i32>,
    ) -> Result<i32> {
        given(array)?;
        let all = elements(array);
        let end = start_index.map_or(all.len(), |it| (it + 1).max(0) as usize).min(all.len());
        Ok(index_or_none(last_position(context, all.get(..end).unwrap_or_default(), value)?))
    }

    /// Replaces the array in the variable by one of another length.
    #[ps]
    fn resize(context: &mut dyn Context, array: Out<Value>, new_size: i32) -> Result<()> {
        if new_size < 0 {
            return Err(errors::negative("newSize", new_size));
        }
        let old = array.get();
        let element = element_of(&old);
        let mut items = elements(&old);
        items.resize(new_size as usize, default_of(element));
        array.set(context, make(element, items))
    }

    /// Turns the order of the elements around, or of some.
    #[ps]
    fn reverse(array: &Value, index: Option<i32>, length: Option<i32>) -> Result<()> {
        given(array)?;
        let mut all = elements(array);
        let start = index.unwrap_or(0);
        let (start, end) = errors::range(start, length.unwrap_or(all.len() as i32 - start), all.len())?;
        if let Some(part) = all.get_mut(start..end) {
            part.reverse();
        }
        write(array, 0, &all)
    }

    /// Sorts the elements, by a comparer or a block when one is given.
    #[ps]
    fn sort(context: &mut dyn Context, array: &Value, comparer: Option<&Value>) -> Result<()> {
        given(array)?;
        if let Some(items) = comparer.filter(|it| it.ty().is_some_and(Type::is_array)) {
            return sort_pairs(context, array, items, None);
        }
        let mut all = elements(array);
        sort::sort(&mut all, &mut |a, b| values::compare_by(context, comparer, a, b))
            .map_err(compare_failed)?;
        write(array, 0, &all)
    }
    #[ps("Sort")]
    fn sort_range(
        context: &mut dyn Context,
        array: &Value,
        index: i32,
        length: i32,
        comparer: Option<&Value>,
    ) -> Result<()> {
        let all = elements(array);
        let (start, end) = errors::range(index, length, all.len())?;
        let mut part = all.get(start..end).unwrap_or_default().to_vec();
        sort::sort(&mut part, &mut |a, b| values::compare_by(context, comparer, a, b))
            .map_err(compare_failed)?;
        write(array, start, &part)
    }
    #[ps("Sort")]
    fn sort_keys(context: &mut dyn Context, keys: &Value, items: &Value, comparer: &Value) -> Result<()> {
        sort_pairs(context, keys, items, Some(comparer))
    }

    /// Tells whether all elements pass the test.
    #[ps]
    fn true_for_all(context: &mut dyn Context, array: &Value, r#match: Delegate) -> Result<bool> {
        given(array)?;
        for item in elements(array) {
            if !r#match.test(context, &[item])? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many elements.
    #[ps(get)]
    fn length(this: &Value) -> i32 {
        length(this) as i32
    }

    /// How many elements.
    #[ps(get)]
    fn long_length(this: &Value) -> i64 {
        length(this) as i64
    }

    /// How many dimensions.
    #[ps(get)]
    fn rank(this: &Value) -> i32 {
        match this.ty().map(|it| it.kind) {
            Some(TypeKind::Array(rank)) => rank as i32,
            _ => 1,
        }
    }

    /// The array itself.
    #[ps(get)]
    fn sync_root(this: &Value) -> Value {
        this.clone()
    }

    /// Never.
    #[ps(get)]
    fn is_read_only(this: &Value) -> bool {
        let _ = this;
        false
    }

    /// Always.
    #[ps(get)]
    fn is_fixed_size(this: &Value) -> bool {
        let _ = this;
        true
    }

    /// Never.
    #[ps(get)]
    fn is_synchronized(this: &Value) -> bool {
        let _ = this;
        false
    }

    /// How many elements, as collections say it: a property of an interface that PowerShell shows.
    #[ps(get, added = "Property")]
    fn count(this: &Value) -> i32 {
        length(this) as i32
    }

    /// Refused: an array has a fixed size.
    #[ps]
    fn add(this: &Value, value: &Value) -> Result<i32> {
        let _ = (this, value);
        Err(fixed_size())
    }

    /// Refused: an array has a fixed size.
    #[ps]
    fn remove(this: &Value, value: &Value) -> Result<()> {
        let _ = (this, value);
        Err(fixed_size())
    }

    /// Refused: an array has a fixed size.
    #[ps]
    fn remove_at(this: &Value, index: i32) -> Result<()> {
        let _ = (this, index);
        Err(fixed_size())
    }

    /// Refused: an array has a fixed size.
    #[ps]
    fn insert(this: &Value, index: i32, value: &Value) -> Result<()> {
        let _ = (this, index, value);
        Err(fixed_size())
    }

    /// Sets all elements to their default value.
    #[ps("Clear")]
    fn clear_all(this: &Value) -> Result<()> {
        Self::clear(this, None, None)
    }

    /// A copy.
    #[ps("Clone")]
    fn duplicate(this: &Value) -> Value {
        make(element_of(this), elements(this))
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(context: &mut dyn Context, this: &Value, value: &Value) -> Result<bool> {
        Ok(position(context, &elements(this), value)?.is_some())
    }

    /// Copies all elements into another array.
    #[ps]
    fn copy_to(context: &mut dyn Context, this: &Value, array: &Value, index: i64) -> Result<()> {
        let length = length(this) as i64;
        Self::copy_range(context, this, 0, array, index, length)
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// The length of a dimension.
    #[ps]
    fn get_length(this: &Value, dimension: i32) -> Result<i32> {
        if dimension == 0 { Ok(length(this) as i32) } else { Err(no_dimension()) }
    }

    /// The length of a dimension.
    #[ps]
    fn get_long_length(this: &Value, dimension: i32) -> Result<i64> {
        Self::get_length(this, dimension).map(i64::from)
    }

    /// The first index of a dimension.
    #[ps]
    fn get_lower_bound(this: &Value, dimension: i32) -> Result<i32> {
        Self::get_length(this, dimension).map(|_| 0)
    }

    /// The last index of a dimension.
    #[ps]
    fn get_upper_bound(this: &Value, dimension: i32) -> Result<i32> {
        Self::get_length(this, dimension).map(|it| it - 1)
    }

    /// The element at an index.
    #[ps]
    fn get_value(this: &Value, index: i32) -> Result<Value> {
        usize::try_from(index).ok().and_then(|at| elements(this).get(at).cloned()).ok_or_else(out_of_bounds)
    }
    #[ps("Get")]
    fn get(this: &Value, index: i32) -> Result<Value> {
        Self::get_value(this, index)
    }

    /// Replaces the element at an index.
    #[ps]
    fn set_value(context: &mut dyn Context, this: &Value, value: &Value, index: i32) -> Result<()> {
        let at = usize::try_from(index).ok().filter(|&at| at < length(this)).ok_or_else(out_of_bounds)?;
        let value = convert::convert_argument(context, value, element_of(this))?;
        write(this, at, &[value])
    }
    #[ps("Set")]
    fn set(context: &mut dyn Context, this: &Value, index: i32, value: &Value) -> Result<()> {
        Self::set_value(context, this, value, index)
    }

    /// The index of the first equal element, -1 when there is none.
    #[ps("IndexOf")]
    fn index_of(context: &mut dyn Context, this: &Value, value: &Value) -> Result<i32> {
        Ok(index_or_none(position(context, &elements(this), value)?))
    }

    /// Sets all elements to their default value.
    #[ps]
    fn initialize(this: &Value) {
        let _ = this;
    }
}

fn given(array: &Value) -> Result<()> {
    if array.is_null() { Err(Fault::argument_null("array").into()) } else { Ok(()) }
}

fn length(array: &Value) -> usize {
    match array.unboxed().as_object().map(|it| &it.data) {
        Some(Data::Array(items)) => items.with(|it| it.len()),
        Some(Data::Bytes(bytes)) => bytes.with(|it| it.len()),
        _ => 0,
    }
}

/// The type of an array's elements.
fn element_of(array: &Value) -> Type {
    array.ty().map_or(well_known::OBJECT.ty(), Type::element)
}

/// An array of a type.
pub(crate) fn make(element: Type, items: Vec<Value>) -> Value {
    if element == well_known::BYTE.ty() {
        return Object::bytes(items.iter().map(values::byte).collect()).into();
    }
    Object::array_of(element, items).into()
}

fn write(array: &Value, at: usize, items: &[Value]) -> Result<()> {
    copy_into(items, array, at as i32)
}

fn sort_pairs(
    context: &mut dyn Context,
    keys: &Value,
    items: &Value,
    comparer: Option<&Value>,
) -> Result<()> {
    let mut pairs: Vec<_> = elements(keys).into_iter().zip(elements(items)).collect();
    sort::sort(&mut pairs, &mut |a, b| values::compare_by(context, comparer, &a.0, &b.0))
        .map_err(compare_failed)?;
    let (sorted_keys, sorted_items): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    write(keys, 0, &sorted_keys)?;
    write(items, 0, &sorted_items)
}

fn fixed_size() -> psp_value::Interrupt {
    errors::not_supported("Collection was of a fixed size.")
}

fn out_of_bounds() -> psp_value::Interrupt {
    Fault::new("System.IndexOutOfRangeException", "Index was outside the bounds of the array.").into()
}

fn no_dimension() -> psp_value::Interrupt {
    Fault::new("System.IndexOutOfRangeException", "Array does not have that many dimensions.").into()
}

//! `System.Collections.Generic.SortedSet[T]`.

use crate::{
    declare::{ArrayOf, Of, SequenceOf},
    support::{
        Delegate,
        elements::{binary_search, copy_into, default_of},
        items::convert_all,
        sequence::element_of,
        values,
    },
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Lock, Native, Object, Result, Value};

/// A set whose elements are kept in order.
pub(crate) struct SortedSet {
    items: Lock<Vec<Value>>,
    comparer: Value,
}

impl Native for SortedSet {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.items.snapshot()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.items.with(|it| it.len()))
    }
}

impl SortedSet {
    fn find(&self, context: &mut dyn Context, item: &Value) -> Result<std::result::Result<usize, usize>> {
        let found = binary_search(context, &self.items.snapshot(), item, Some(&self.comparer))?;
        Ok(if found < 0 { Err(!found as usize) } else { Ok(found as usize) })
    }

    fn put(&self, context: &mut dyn Context, item: Value) -> Result<bool> {
        match self.find(context, &item)? {
            Ok(_) => Ok(false),
            Err(at) => {
                self.items.with(|it| it.insert(at.min(it.len()), item));
                Ok(true)
            }
        }
    }

    fn keep(&self, context: &mut dyn Context, other: &Self, wanted: bool) -> Result<()> {
        let mut kept = Vec::new();
        for item in self.items.snapshot() {
            if other.find(context, &item)?.is_ok() == wanted {
                kept.push(item);
            }
        }
        let _old = self.items.with(|it| std::mem::replace(it, kept));
        Ok(())
    }

    fn like(&self, context: &mut dyn Context, items: Vec<Value>) -> Result<Self> {
        let set = Self { items: Lock::default(), comparer: self.comparer.clone() };
        for item in items {
            set.put(context, item)?;
        }
        Ok(set)
    }
}

#[ps_type("System.Collections.Generic.SortedSet", kind = GenericDefinition, interfaces = [ICOLLECTION, GENERIC_ISET])]
impl SortedSet {
    /// Empty, with a comparer, or with the elements of a collection.
    #[ps("new")]
    fn new() -> Self {
        Self { items: Lock::default(), comparer: Value::NULL }
    }
    #[ps("new")]
    fn from(
        context: &mut dyn Context,
        this: &Value,
        collection: &Value,
        comparer: Option<&Value>,
    ) -> Result<Self> {
        let Some(all) = psp_value::enumerate(collection) else {
            return Ok(Self { items: Lock::default(), comparer: collection.clone() });
        };
        let items = all.collect(context)?;
        let items = convert_all(context, items, element_of(this))?;
        Self { items: Lock::default(), comparer: comparer.cloned().unwrap_or_default() }.like(context, items)
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.items.with(|it| it.len()) as i32
    }

    /// The first element.
    #[ps(get)]
    fn min(&self, this: &Value) -> Of<0> {
        Of(self.items.with(|it| it.first().cloned()).unwrap_or_else(|| default_of(element_of(this))))
    }

    /// The last element.
    #[ps(get)]
    fn max(&self, this: &Value) -> Of<0> {
        Of(self.items.with(|it| it.last().cloned()).unwrap_or_else(|| default_of(element_of(this))))
    }

    /// Adds an element; false when an equal one is there.
    #[ps]
    fn add(&self, context: &mut dyn Context, item: Of<0>) -> Result<bool> {
        self.put(context, item.0)
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        let _old = self.items.with(std::mem::take);
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(&self, context: &mut dyn Context, item: Of<0>) -> Result<bool> {
        Ok(self.find(context, &item.0)?.is_ok())
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, index: Option<i32>) -> Result<()> {
        copy_into(&self.items.snapshot(), array, index.unwrap_or(0))
    }

    /// Removes the elements of another collection.
    #[ps]
    fn except_with(&self, context: &mut dyn Context, other: SequenceOf<0>) -> Result<()> {
        let other = self.like(context, other.0)?;
        self.keep(context, &other, false)
    }

    /// Keeps only the elements of another collection.
    #[ps]
    fn intersect_with(&self, context: &mut dyn Context, other: SequenceOf<0>) -> Result<()> {
        let other = self.like(context, other.0)?;
        self.keep(context, &other, true)
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// The elements from one value to another.
    #[ps]
    fn get_view_between(
        &self,
        context: &mut dyn Context,
        this: &Value,
        lower_value: Of<0>,
        upper_value: Of<0>,
    ) -> Result<Value> {
        let mut between = Vec::new();
        for item in self.items.snapshot() {
            let low = values::compare_by(context, Some(&self.comparer), &item, &lower_value.0)?.is_ge();
            if low && values::compare_by(context, Some(&self.comparer), &item, &upper_value.0)?.is_le() {
                between.push(item);
            }
        }
        let set = self.like(context, between)?;
        Ok(Object::native(this.ty().unwrap_or_else(<Self as crate::declare::Emulated>::ty), set).into())
    }

    /// There is an element that the other collection has too.
    #[ps]
    fn overlaps(&self, context: &mut dyn Context, other: SequenceOf<0>) -> Result<bool> {
        for item in &other.0 {
            if self.find(context, item)?.is_ok() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// All elements are in the other collection.
    #[ps]
    fn is_subset_of(&self, context: &mut dyn Context, other: SequenceOf<0>) -> Result<bool> {
        let other = self.like(context, other.0)?;
        for item in self.items.snapshot() {
            if other.find(context, &item)?.is_err() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// All elements of the other collection are here.
    #[ps]
    fn is_superset_of(&self, context: &mut dyn Context, other: SequenceOf<0>) -> Result<bool> {
        for item in &other.0 {
            if self.find(context, item)?.is_err() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Removes an element; true when there was one.
    #[ps]
    fn remove(&self, context: &mut dyn Context, item: Of<0>) -> Result<bool> {
        let found = self.find(context, &item.0)?;
        let _old = found.ok().map(|at| self.items.with(|it| (at < it.len()).then(|| it.remove(at))));
        Ok(found.is_ok())
    }

    /// Removes the elements that pass the test; gives their number.
    #[ps]
    fn remove_where(&self, context: &mut dyn Context, r#match: Delegate) -> Result<i32> {
        let (mut kept, mut removed) = (Vec::new(), 0);
        for item in self.items.snapshot() {
            if r#match.test(context, std::slice::from_ref(&item))? {
                removed += 1;
            } else {
                kept.push(item);
            }
        }
        let _old = self.items.with(|it| std::mem::replace(it, kept));
        Ok(removed)
    }

    /// The elements from the last to the first.
    #[ps]
    fn reverse(&self) -> ArrayOf<0> {
        ArrayOf(self.items.snapshot().into_iter().rev().collect())
    }

    /// The other collection has the same elements.
    #[ps]
    fn set_equals(&self, context: &mut dyn Context, other: SequenceOf<0>) -> Result<bool> {
        let other = self.like(context, other.0)?;
        for item in self.items.snapshot() {
            if other.find(context, &item)?.is_err() {
                return Ok(false);
            }
        }
        Ok(self.items.with(|it| it.len()) == other.items.with(|it| it.len()))
    }

    /// Adds the elements of another collection.
    #[ps]
    fn union_with(&self, context: &mut dyn Context, this: &Value, other: SequenceOf<0>) -> Result<()> {
        for item in convert_all(context, other.0, element_of(this))? {
            self.put(context, item)?;
        }
        Ok(())
    }

    /// The elements as an array.
    #[ps]
    fn to_array(&self) -> ArrayOf<0> {
        ArrayOf(self.items.snapshot())
    }
}

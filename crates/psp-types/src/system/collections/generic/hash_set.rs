//! `System.Collections.Generic.HashSet[T]`.

use crate::{
    declare::{ArrayOf, Of, Out, SequenceOf},
    support::{
        Delegate, dictionary::key_comparer, elements::copy_into, items::convert_all, sequence::element_of,
    },
    system::{
        collections::{enumerator::Enumerator, queue::give},
        string_comparer::StringComparer,
    },
};
use psp_derive::ps_type;
use psp_value::{
    Context, Enumeration, Fault, Lock, Native, Object, Ref, Result, Table, Value, object::KeyComparer,
};

/// A set.
pub(crate) struct HashSet(Lock<Table>);

impl Native for HashSet {
    fn enumerate(&self, this: &Value) -> Option<Enumeration> {
        let object: Ref<Object> = this.as_object()?.clone();
        let version = self.0.with(|it| it.version());
        let mut rest = self.all().into_iter();
        Some(Enumeration::Steps(Box::new(move |_| {
            let now = object.downcast::<Self>().map_or(version, |it| it.0.with(|it| it.version()));
            if now != version {
                let message = "Collection was modified; enumeration operation may not execute.";
                return Err(Fault::new("System.InvalidOperationException", message).into());
            }
            Ok(rest.next())
        })))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.with(|it| it.len()))
    }
}

impl HashSet {
    fn with(items: Vec<Value>, comparer: KeyComparer) -> Self {
        let mut table = Table::new(comparer);
        table.extend(items.into_iter().map(|it| (it, Value::NULL)));
        Self(Lock::new(table))
    }

    fn all(&self) -> Vec<Value> {
        self.0.with(|it| it.keys().cloned().collect())
    }

    fn comparer_kind(&self) -> KeyComparer {
        self.0.with(|it| it.comparer())
    }

    /// Another collection as a set, compared as this one is.
    fn other(&self, items: Vec<Value>) -> Table {
        let mut table = Table::new(self.comparer_kind());
        table.extend(items.into_iter().map(|it| (it, Value::NULL)));
        table
    }

    fn retain(&self, keep: impl Fn(&Value) -> bool) -> i32 {
        let gone: Vec<_> = self.all().into_iter().filter(|it| !keep(it)).collect();
        self.0.with(|it| gone.iter().filter(|key| it.remove(key).is_some()).count()) as i32
    }
}

#[ps_type("System.Collections.Generic.HashSet", of = HASH_SET)]
impl HashSet {
    /// Empty, or with the elements of a collection; with a comparer.
    #[ps("new")]
    fn new() -> Self {
        Self::with(Vec::new(), KeyComparer::Exact)
    }
    #[ps("new")]
    fn with_capacity(capacity: i32) -> Self {
        let _ = capacity;
        Self::new()
    }
    #[ps("new")]
    fn with_comparer(comparer: &StringComparer) -> Self {
        let kind = if comparer.ignores_case() { KeyComparer::IgnoreCase } else { KeyComparer::Exact };
        Self::with(Vec::new(), kind)
    }
    #[ps("new")]
    fn from(
        context: &mut dyn Context,
        this: &Value,
        collection: SequenceOf<0>,
        comparer: Option<&Value>,
    ) -> Result<Self> {
        Ok(Self::with(convert_all(context, collection.0, element_of(this))?, key_comparer(comparer)))
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.with(|it| it.len()) as i32
    }

    /// How elements are compared.
    #[ps(get)]
    fn comparer(&self) -> Value {
        StringComparer::ordinal(self.comparer_kind() == KeyComparer::IgnoreCase)
    }

    /// Adds an element; false when an equal one is there.
    #[ps]
    fn add(&self, item: Of<0>) -> bool {
        self.0.with(|it| {
            let new = !it.contains(&item.0);
            if new {
                it.insert(item.0, Value::NULL);
            }
            new
        })
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        self.0.with(Table::clear);
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(&self, item: Of<0>) -> bool {
        self.0.with(|it| it.contains(&item.0))
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, array_index: Option<i32>, count: Option<i32>) -> Result<()> {
        let all = self.all();
        let count = count.map_or(all.len(), |it| it.max(0) as usize).min(all.len());
        copy_into(all.get(..count).unwrap_or_default(), array, array_index.unwrap_or(0))
    }

    /// Makes room.
    #[ps]
    fn ensure_capacity(&self, capacity: i32) -> i32 {
        capacity
    }

    /// Removes the elements of another collection.
    #[ps]
    fn except_with(&self, other: SequenceOf<0>) {
        let other = self.other(other.0);
        self.retain(|it| !other.contains(it));
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// Keeps only the elements of another collection.
    #[ps]
    fn intersect_with(&self, other: SequenceOf<0>) {
        let other = self.other(other.0);
        self.retain(|it| other.contains(it));
    }

    /// All elements are in the other collection, which has more.
    #[ps]
    fn is_proper_subset_of(&self, other: SequenceOf<0>) -> bool {
        let other = self.other(other.0);
        let all = self.all();
        all.len() < other.len() && all.iter().all(|it| other.contains(it))
    }

    /// All elements of the other collection are here, and more.
    #[ps]
    fn is_proper_superset_of(&self, other: SequenceOf<0>) -> bool {
        let other = self.other(other.0);
        other.len() < self.all().len() && other.keys().all(|key| self.0.with(|it| it.contains(key)))
    }

    /// All elements are in the other collection.
    #[ps]
    fn is_subset_of(&self, other: SequenceOf<0>) -> bool {
        let other = self.other(other.0);
        self.all().iter().all(|it| other.contains(it))
    }

    /// All elements of the other collection are here.
    #[ps]
    fn is_superset_of(&self, other: SequenceOf<0>) -> bool {
        other.0.iter().all(|key| self.0.with(|it| it.contains(key)))
    }

    /// There is an element that the other collection has too.
    #[ps]
    fn overlaps(&self, other: SequenceOf<0>) -> bool {
        other.0.iter().any(|key| self.0.with(|it| it.contains(key)))
    }

    /// Removes an element; true when there was one.
    #[ps]
    fn remove(&self, item: Of<0>) -> bool {
        self.0.with(|it| it.remove(&item.0)).is_some()
    }

    /// Removes the elements that pass the test; gives their number.
    #[ps]
    fn remove_where(&self, context: &mut dyn Context, r#match: Delegate) -> Result<i32> {
        let mut gone = Vec::new();
        for item in self.all() {
            if r#match.test(context, std::slice::from_ref(&item))? {
                gone.push(item);
            }
        }
        Ok(self.0.with(|it| gone.iter().filter(|key| it.remove(key).is_some()).count()) as i32)
    }

    /// The other collection has the same elements.
    #[ps]
    fn set_equals(&self, other: SequenceOf<0>) -> bool {
        let other = self.other(other.0);
        let all = self.all();
        all.len() == other.len() && all.iter().all(|it| other.contains(it))
    }

    /// Keeps what is either here or in the other collection, not in both.
    #[ps]
    fn symmetric_except_with(&self, other: SequenceOf<0>) {
        let other = self.other(other.0);
        let new: Vec<_> = other.keys().filter(|key| !self.0.with(|it| it.contains(key))).cloned().collect();
        self.retain(|it| !other.contains(it));
        self.0.with(|it| it.extend(new.into_iter().map(|key| (key, Value::NULL))));
    }

    /// Gives the element that equals a value, when there is one.
    #[ps]
    fn try_get_value(
        &self,
        context: &mut dyn Context,
        this: &Value,
        equal_value: Of<0>,
        actual_value: Out<Value>,
    ) -> Result<bool> {
        let found = self.0.with(|it| it.stored_key(&equal_value.0).cloned());
        give(context, this, found, &actual_value)
    }

    /// Does nothing.
    #[ps]
    fn trim_excess(&self) {}

    /// The elements as an array.
    #[ps]
    fn to_array(&self) -> ArrayOf<0> {
        ArrayOf(self.all())
    }

    /// Adds the elements of another collection.
    #[ps]
    fn union_with(&self, context: &mut dyn Context, this: &Value, other: SequenceOf<0>) -> Result<()> {
        let items = convert_all(context, other.0, element_of(this))?;
        self.0.with(|it| {
            for item in items {
                if !it.contains(&item) {
                    it.insert(item, Value::NULL);
                }
            }
        });
        Ok(())
    }
}

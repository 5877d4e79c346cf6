//! `System.Collections.Generic.Dictionary[K, V]`, and `SortedDictionary[K, V]`, whose entries are kept in order.

use crate::{
    declare::{Of, Out},
    support::{
        Entries,
        dictionary::{self, dictionary},
        elements::default_of,
    },
};
use psp_value::{Context, Result, Table, Type, Value, object::KeyComparer, well_known};

/// A table whose keys and values have types.
pub(crate) struct Dictionary;

/// A table whose entries are sorted by key.
pub(crate) struct SortedDictionary;

dictionary!("System.Collections.Generic.Dictionary", DICTIONARY, Dictionary, Of<0>, Of<1>, {
    /// Empty.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        empty(this, None)
    }

    /// Empty, with room.
    #[ps("new")]
    fn with_capacity(this: &Value, capacity: i32, comparer: Option<&Value>) -> Value {
        let _ = capacity;
        empty(this, comparer)
    }

    /// Empty, with a comparer for the keys; or with the entries of another dictionary.
    #[ps("new")]
    fn from(
        context: &mut dyn Context,
        this: &Value,
        other: &Value,
        comparer: Option<&Value>,
    ) -> Result<Value> {
        from(context, this, other, comparer)
    }

    /// The comparer of the keys.
    #[ps(get)]
    fn comparer(this: Entries) -> Value {
        let ignore_case = this.with(|it| it.comparer()) == KeyComparer::IgnoreCase;
        crate::system::string_comparer::StringComparer::ordinal(ignore_case)
    }

    /// The value of a key that exists.
    #[ps("get_Item")]
    fn get_item(context: &mut dyn Context, this: Entries, key: Of<0>) -> Result<Of<1>> {
        dictionary::required(context, &this, &key.0).map(Of)
    }

    /// There is an entry with this key.
    #[ps]
    fn contains_key(this: Entries, key: Of<0>) -> Result<bool> {
        contains_key(&this, &key.0)
    }

    /// There is an entry with an equal value.
    #[ps]
    fn contains_value(context: &mut dyn Context, this: Entries, value: Of<1>) -> Result<bool> {
        dictionary::contains_value(context, &this, &value.0)
    }

    /// Makes room.
    #[ps]
    fn ensure_capacity(this: Entries, capacity: i32) -> i32 {
        let _ = this;
        capacity
    }

    /// Removes an entry; true when there was one.
    #[ps]
    fn remove(this: Entries, key: Of<0>) -> Result<bool> {
        remove(&this, &key.0)
    }

    /// Removes an entry and gives its value.
    #[ps("Remove")]
    fn remove_to(context: &mut dyn Context, this: Entries, key: Of<0>, value: Out<Value>) -> Result<bool> {
        remove_to(context, &this, &key.0, &value)
    }

    /// Adds an entry unless the key is there; true when it was added.
    #[ps]
    fn try_add(this: Entries, key: Of<0>, value: Of<1>) -> Result<bool> {
        try_add(&this, &key.0, value.0)
    }

    /// Gives the value of a key, when there is one.
    #[ps]
    fn try_get_value(
        context: &mut dyn Context,
        this: Entries,
        key: Of<0>,
        value: Out<Value>,
    ) -> Result<bool> {
        try_get_value(context, &this, &key.0, &value)
    }

    /// Does nothing.
    #[ps]
    fn trim_excess(this: Entries) {
        let _ = this;
    }
});

dictionary!(
    "System.Collections.Generic.SortedDictionary",
    SORTED_DICTIONARY,
    SortedDictionary,
    Of<0>,
    Of<1>,
    {
        /// Empty.
        #[ps("new")]
        fn make_new(this: &Value) -> Value {
            empty(this, None)
        }

        /// Empty, with a comparer for the keys; or with the entries of another dictionary.
        #[ps("new")]
        fn from(
            context: &mut dyn Context,
            this: &Value,
            other: &Value,
            comparer: Option<&Value>,
        ) -> Result<Value> {
            from(context, this, other, comparer)
        }

        /// The value of a key that exists.
        #[ps("get_Item")]
        fn get_item(context: &mut dyn Context, this: Entries, key: Of<0>) -> Result<Of<1>> {
            dictionary::required(context, &this, &key.0).map(Of)
        }

        /// There is an entry with this key.
        #[ps]
        fn contains_key(this: Entries, key: Of<0>) -> Result<bool> {
            contains_key(&this, &key.0)
        }

        /// There is an entry with an equal value.
        #[ps]
        fn contains_value(context: &mut dyn Context, this: Entries, value: Of<1>) -> Result<bool> {
            dictionary::contains_value(context, &this, &value.0)
        }

        /// Removes an entry; true when there was one.
        #[ps]
        fn remove(this: Entries, key: Of<0>) -> Result<bool> {
            remove(&this, &key.0)
        }

        /// Gives the value of a key, when there is one.
        #[ps]
        fn try_get_value(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            value: Out<Value>,
        ) -> Result<bool> {
            try_get_value(context, &this, &key.0, &value)
        }
    }
);

/// An empty table of the constructed type.
pub(crate) fn empty(this: &Value, comparer: Option<&Value>) -> Value {
    dictionary::make(this, well_known::DICTIONARY.ty(), Table::new(dictionary::key_comparer(comparer)))
}

/// A table with the entries of another one, or with the comparer that was given in its place.
pub(crate) fn from(
    context: &mut dyn Context,
    this: &Value,
    other: &Value,
    comparer: Option<&Value>,
) -> Result<Value> {
    if other.as_table().is_none() && psp_value::enumerate(other).is_none() {
        return Ok(empty(this, Some(other)));
    }
    let pairs = dictionary::pairs(context, other)?;
    let pairs = dictionary::converted(context, constructed(this), pairs)?;
    let mut table = Table::new(dictionary::key_comparer(comparer));
    table.extend(pairs);
    Ok(dictionary::make(this, well_known::DICTIONARY.ty(), table))
}

fn constructed(this: &Value) -> Type {
    this.as_type().unwrap_or(well_known::DICTIONARY.ty())
}

/// There is an entry with this key.
pub(crate) fn contains_key(table: &Entries, key: &Value) -> Result<bool> {
    let key = dictionary::key(table, key)?;
    Ok(table.with(|it| it.contains(&key)))
}

/// Removes an entry; true when there was one.
pub(crate) fn remove(table: &Entries, key: &Value) -> Result<bool> {
    let key = dictionary::key(table, key)?;
    Ok(table.change(|it| it.remove(&key))?.is_some())
}

/// Removes an entry and gives its value.
pub(crate) fn remove_to(
    context: &mut dyn Context,
    table: &Entries,
    key: &Value,
    to: &Out<Value>,
) -> Result<bool> {
    let key = dictionary::key(table, key)?;
    let removed = table.change(|it| it.remove(&key))?;
    let found = removed.is_some();
    to.set(context, removed.unwrap_or_else(|| default_of(table.argument(1))))?;
    Ok(found)
}

/// Adds an entry unless the key is there; true when it was added.
pub(crate) fn try_add(table: &Entries, key: &Value, value: Value) -> Result<bool> {
    let key = dictionary::key(table, key)?;
    table.change(|it| {
        let new = !it.contains(&key);
        if new {
            it.insert(key, value);
        }
        new
    })
}

/// Gives the value of a key, when there is one.
pub(crate) fn try_get_value(
    context: &mut dyn Context,
    table: &Entries,
    key: &Value,
    to: &Out<Value>,
) -> Result<bool> {
    let key = dictionary::key(table, key)?;
    let value = table.get(&key);
    let found = value.is_some();
    to.set(context, value.unwrap_or_else(|| default_of(table.argument(1))))?;
    Ok(found)
}

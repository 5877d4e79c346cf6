//! `System.Collections.SortedList` and `System.Collections.Generic.SortedList[K, V]`: tables kept in the order of
//! their keys.

use super::generic::dictionary as generic;
use crate::{
    declare::{Of, Out},
    support::{
        Entries,
        dictionary::{self, arrange},
        elements::position,
        errors,
    },
    system::collections::{enumerator::Enumerator, key_collection},
};
use psp_derive::ps_type;
use psp_value::{Context, Result, Table, Value, object::KeyComparer};

/// A sorted table of anything.
pub(crate) struct SortedList;
/// A sorted table of types.
pub(crate) struct GenericSortedList;

fn at(context: &mut dyn Context, table: &Entries, index: i32) -> Result<(Value, Value)> {
    arrange(context, table)?;
    let found = usize::try_from(index)
        .ok()
        .and_then(|it| table.with(|table| table.at(it).map(|(key, value)| (key.clone(), value.clone()))));
    found.ok_or_else(|| errors::index("index"))
}

fn remove_at(context: &mut dyn Context, table: &Entries, index: i32) -> Result<()> {
    let (key, _) = at(context, table, index)?;
    table.change(|it| it.remove(&key)).map(|_| ())
}

fn index_of_key(context: &mut dyn Context, table: &Entries, key: &Value) -> Result<i32> {
    arrange(context, table)?;
    Ok(position(context, &table.keys(), key)?.map_or(-1, |it| it as i32))
}

fn index_of_value(context: &mut dyn Context, table: &Entries, value: &Value) -> Result<i32> {
    arrange(context, table)?;
    Ok(position(context, &table.values(), value)?.map_or(-1, |it| it as i32))
}

macro_rules! sorted_list {
    ($name:literal, $kind:ident, [$($face:ident),*], $ty:ident, $key:ty, $value:ty, { $($own:tt)* }) => {
        #[ps_type($name, kind = $kind, interfaces = [$($face),*])]
        impl $ty {
            /// How many entries.
            #[ps(get)]
            fn count(this: Entries) -> i32 {
                this.with(|it| it.len() as i32)
            }

            /// All keys: a copy in psp.
            #[ps(get)]
            fn keys(context: &mut dyn Context, this: Entries) -> Result<Value> {
                arrange(context, &this)?;
                Ok(key_collection::keys(&this))
            }

            /// All values: a copy in psp.
            #[ps(get)]
            fn values(context: &mut dyn Context, this: Entries) -> Result<Value> {
                arrange(context, &this)?;
                Ok(key_collection::values(&this))
            }

            /// Adds an entry; its key must be new.
            #[ps]
            fn add(context: &mut dyn Context, this: Entries, key: $key, value: $value) -> Result<()> {
                let (key, value): (Value, Value) = (key.into(), value.into());
                dictionary::add(context, &this, &key, value)?;
                arrange(context, &this)
            }

            /// Removes all entries.
            #[ps]
            fn clear(this: Entries) -> Result<()> {
                this.change(|it| it.clear())
            }

            /// There is an entry with this key.
            #[ps]
            fn contains_key(this: Entries, key: $key) -> Result<bool> {
                let key: Value = key.into();
                generic::contains_key(&this, &key)
            }

            /// There is an entry with an equal value.
            #[ps]
            fn contains_value(context: &mut dyn Context, this: Entries, value: $value) -> Result<bool> {
                let value: Value = value.into();
                dictionary::contains_value(context, &this, &value)
            }

            /// Copies the entries into an array.
            #[ps]
            fn copy_to(context: &mut dyn Context, this: Entries, array: &Value, index: i32) -> Result<()> {
                arrange(context, &this)?;
                dictionary::copy_to(context, &this, array, index)
            }

            /// An enumerator over the entries.
            #[ps]
            fn get_enumerator(context: &mut dyn Context, this: Entries) -> Result<Value> {
                arrange(context, &this)?;
                Ok(Enumerator::over(&Value::object(this.object().clone())))
            }

            /// The place of a key, -1 when there is none.
            #[ps]
            fn index_of_key(context: &mut dyn Context, this: Entries, key: $key) -> Result<i32> {
                let key: Value = key.into();
                index_of_key(context, &this, &key)
            }

            /// The place of a value, -1 when there is none.
            #[ps]
            fn index_of_value(context: &mut dyn Context, this: Entries, value: $value) -> Result<i32> {
                let value: Value = value.into();
                index_of_value(context, &this, &value)
            }

            /// Removes the entry at a place.
            #[ps]
            fn remove_at(context: &mut dyn Context, this: Entries, index: i32) -> Result<()> {
                remove_at(context, &this, index)
            }

            /// Writes the value of a key.
            #[ps("set_Item")]
            fn set_item(context: &mut dyn Context, this: Entries, key: $key, value: $value) -> Result<()> {
                let (key, value): (Value, Value) = (key.into(), value.into());
                let key = dictionary::key(&this, &key)?;
                let _old = this.change(|it| it.insert(key, value))?;
                arrange(context, &this)
            }

            $($own)*
        }
    };
}

sorted_list!("System.Collections.SortedList", Class, [IDICTIONARY, ICLONEABLE], SortedList, Value, Value, {
    /// Empty, or with the entries of another dictionary.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        let fallback = <Self as crate::declare::Emulated>::ty();
        dictionary::make(this, fallback, Table::new(KeyComparer::Exact))
    }
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, d: &Value) -> Result<Value> {
        let mut table = Table::new(dictionary::key_comparer(Some(d)));
        if d.as_table().is_some() {
            table.extend(dictionary::pairs(context, d)?);
        }
        Ok(dictionary::make(this, <Self as crate::declare::Emulated>::ty(), table))
    }

    /// The value of a key, `$null` when there is none.
    #[ps("get_Item")]
    fn get_item(this: Entries, key: &Value) -> Result<Value> {
        let key = dictionary::key(&this, key)?;
        Ok(this.get(&key).unwrap_or_default())
    }

    /// There is an entry with this key.
    #[ps]
    fn contains(this: Entries, key: &Value) -> Result<bool> {
        generic::contains_key(&this, key)
    }

    /// The value at a place.
    #[ps]
    fn get_by_index(context: &mut dyn Context, this: Entries, index: i32) -> Result<Value> {
        at(context, &this, index).map(|it| it.1)
    }

    /// The key at a place.
    #[ps]
    fn get_key(context: &mut dyn Context, this: Entries, index: i32) -> Result<Value> {
        at(context, &this, index).map(|it| it.0)
    }

    /// Removes an entry; nothing happens when there is none.
    #[ps]
    fn remove(this: Entries, key: &Value) -> Result<()> {
        generic::remove(&this, key).map(|_| ())
    }
});

sorted_list!(
    "System.Collections.Generic.SortedList",
    GenericDefinition,
    [IDICTIONARY, GENERIC_IDICTIONARY],
    GenericSortedList,
    Of<0>,
    Of<1>,
    {
        /// Empty, or with the entries of another dictionary.
        #[ps("new")]
        fn make_new(this: &Value) -> Value {
            generic::empty(this, None)
        }
        #[ps("new")]
        fn from(
            context: &mut dyn Context,
            this: &Value,
            dictionary: &Value,
            comparer: Option<&Value>,
        ) -> Result<Value> {
            generic::from(context, this, dictionary, comparer)
        }

        /// The value of a key that exists.
        #[ps("get_Item")]
        fn get_item(context: &mut dyn Context, this: Entries, key: Of<0>) -> Result<Of<1>> {
            dictionary::required(context, &this, &key.0).map(Of)
        }

        /// The key at a place.
        #[ps]
        fn get_key_at_index(context: &mut dyn Context, this: Entries, index: i32) -> Result<Of<0>> {
            at(context, &this, index).map(|it| Of(it.0))
        }

        /// The value at a place.
        #[ps]
        fn get_value_at_index(context: &mut dyn Context, this: Entries, index: i32) -> Result<Of<1>> {
            at(context, &this, index).map(|it| Of(it.1))
        }

        /// Removes an entry; true when there was one.
        #[ps]
        fn remove(this: Entries, key: Of<0>) -> Result<bool> {
            generic::remove(&this, &key.0)
        }

        /// Gives the value of a key, when there is one.
        #[ps]
        fn try_get_value(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            value: Out<Value>,
        ) -> Result<bool> {
            generic::try_get_value(context, &this, &key.0, &value)
        }
    }
);

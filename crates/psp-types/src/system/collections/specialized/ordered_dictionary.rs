//! `System.Collections.Specialized.OrderedDictionary`: `[ordered]@{}`.

use crate::support::{
    Entries,
    dictionary::{self, dictionary},
    errors,
};
use psp_value::{Context, Object, Result, Table, Value, object::KeyComparer, well_known};

/// A table that keeps the order in which its entries were added.
pub(crate) struct OrderedDictionary;

dictionary!(
    "System.Collections.Specialized.OrderedDictionary",
    ORDERED_DICTIONARY,
    OrderedDictionary,
    Value,
    Value,
    {
        /// Empty; strings as keys are case-sensitive, unlike those of `[ordered]@{}`.
        #[ps("new")]
        fn make_new(this: &Value) -> Value {
            dictionary::make(this, well_known::ORDERED_DICTIONARY.ty(), Table::new(KeyComparer::Exact))
        }

        /// Empty, with room.
        #[ps("new")]
        fn with_capacity(this: &Value, capacity: i32, comparer: Option<&Value>) -> Value {
            let _ = capacity;
            dictionary::make(
                this,
                well_known::ORDERED_DICTIONARY.ty(),
                Table::new(dictionary::key_comparer(comparer)),
            )
        }

        /// Empty, with a comparer for the keys.
        #[ps("new")]
        fn with_comparer(this: &Value, comparer: &crate::system::string_comparer::StringComparer) -> Value {
            let comparer = if comparer.ignores_case() { KeyComparer::IgnoreCase } else { KeyComparer::Exact };
            dictionary::make(this, well_known::ORDERED_DICTIONARY.ty(), Table::new(comparer))
        }

        /// The value at a place in the order.
        #[ps("get_Item")]
        fn get_at(this: Entries, index: i32) -> Result<Value> {
            let place = place(&this, index)?;
            Ok(this.with(|it| it.at(place).map(|(_, value)| value.clone())).unwrap_or_default())
        }

        /// The value of a key, `$null` when there is none.
        #[ps("get_Item")]
        fn get_item(this: Entries, key: &Value) -> Result<Value> {
            let key = dictionary::key(&this, key)?;
            Ok(this.get(&key).unwrap_or_default())
        }

        /// Writes the value at a place in the order.
        #[ps("set_Item")]
        fn set_at(this: Entries, index: i32, value: &Value) -> Result<()> {
            let place = place(&this, index)?;
            let value = value.clone();
            let _old = this.change(|it| {
                let key = it.at(place).map(|(key, _)| key.clone());
                key.and_then(|key| it.insert(key, value))
            })?;
            Ok(())
        }

        /// A read-only copy.
        #[ps]
        fn as_read_only(this: Entries) -> Value {
            let mut table = this.with(|it| it.clone());
            table.set_read_only();
            Object::table(this.ty(), table).into()
        }

        /// There is an entry with this key.
        #[ps]
        fn contains(this: Entries, key: &Value) -> Result<bool> {
            let key = dictionary::key(&this, key)?;
            Ok(this.with(|it| it.contains(&key)))
        }

        /// Inserts an entry before a place in the order.
        #[ps]
        fn insert(
            context: &mut dyn Context,
            this: Entries,
            index: i32,
            key: &Value,
            value: &Value,
        ) -> Result<()> {
            if index < 0 || index as usize > this.with(|it| it.len()) {
                return Err(errors::insert_index("index"));
            }
            if this.with(|it| it.contains(key)) {
                return dictionary::add(context, &this, key, value.clone());
            }
            let (key, value) = (dictionary::key(&this, key)?, value.clone());
            this.change(|it| it.insert_at(index as usize, key, value))
        }

        /// Removes an entry; nothing happens when there is none.
        #[ps]
        fn remove(this: Entries, key: &Value) -> Result<()> {
            let key = dictionary::key(&this, key)?;
            this.change(|it| it.remove(&key)).map(|_| ())
        }

        /// Removes the entry at a place in the order.
        #[ps]
        fn remove_at(this: Entries, index: i32) -> Result<()> {
            let place = place(&this, index)?;
            let _old = this.change(|it| {
                let key = it.at(place).map(|(key, _)| key.clone());
                key.and_then(|key| it.remove(&key))
            })?;
            Ok(())
        }
    }
);

fn place(table: &Entries, index: i32) -> Result<usize> {
    if index < 0 || index as usize >= table.with(|it| it.len()) {
        return Err(errors::index("index"));
    }
    Ok(index as usize)
}

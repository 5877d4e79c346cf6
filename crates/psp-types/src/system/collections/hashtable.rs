//! `System.Collections.Hashtable`.

use crate::support::{
    Entries,
    dictionary::{self, dictionary},
    synchronized,
};
use psp_value::{Context, Object, Result, Table, Value, object::KeyComparer, well_known};

/// A table of any keys and values.
pub(crate) struct Hashtable;

dictionary!("System.Collections.Hashtable", HASHTABLE, Hashtable, Value, Value, {
    /// Empty; strings as keys are case-sensitive, unlike those of `@{}`.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        dictionary::make(this, well_known::HASHTABLE.ty(), Table::new(KeyComparer::Exact))
    }

    /// Empty, with room.
    #[ps("new")]
    fn with_capacity(this: &Value, capacity: i32, comparer: Option<&Value>) -> Value {
        let _ = capacity;
        dictionary::make(this, well_known::HASHTABLE.ty(), Table::new(dictionary::key_comparer(comparer)))
    }

    /// With the entries of another dictionary.
    #[ps("new")]
    fn from(this: &Value, d: Entries, comparer: Option<&Value>) -> Value {
        let mut table = Table::new(dictionary::key_comparer(comparer));
        table.extend(d.snapshot());
        dictionary::make(this, well_known::HASHTABLE.ty(), table)
    }

    /// Empty, with a comparer for the keys.
    #[ps("new")]
    fn with_comparer(
        this: &Value,
        equality_comparer: &crate::system::string_comparer::StringComparer,
    ) -> Value {
        let comparer =
            if equality_comparer.ignores_case() { KeyComparer::IgnoreCase } else { KeyComparer::Exact };
        dictionary::make(this, well_known::HASHTABLE.ty(), Table::new(comparer))
    }

    /// The same table: in psp all tables are safe to share. It remembers being asked.
    #[ps]
    fn synchronized(table: &Value) -> Value {
        synchronized::mark(table)
    }

    /// The value of a key, `$null` when there is none.
    #[ps("get_Item")]
    fn get_item(this: Entries, key: &Value) -> Result<Value> {
        let key = dictionary::key(&this, key)?;
        Ok(this.get(&key).unwrap_or_default())
    }

    /// A copy.
    #[ps("Clone")]
    fn copy(this: Entries) -> Value {
        Object::table(this.ty(), this.with(|it| it.clone())).into()
    }

    /// There is an entry with this key.
    #[ps]
    fn contains(this: Entries, key: &Value) -> Result<bool> {
        let key = dictionary::key(&this, key)?;
        Ok(this.with(|it| it.contains(&key)))
    }

    /// There is an entry with this key.
    #[ps]
    fn contains_key(this: Entries, key: &Value) -> Result<bool> {
        Self::contains(this, key)
    }

    /// There is an entry with an equal value.
    #[ps]
    fn contains_value(context: &mut dyn Context, this: Entries, value: &Value) -> Result<bool> {
        dictionary::contains_value(context, &this, value)
    }

    /// Removes an entry; nothing happens when there is none.
    #[ps]
    fn remove(this: Entries, key: &Value) -> Result<()> {
        let key = dictionary::key(&this, key)?;
        this.change(|it| it.remove(&key)).map(|_| ())
    }
});

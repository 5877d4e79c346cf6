//! What all dictionary types have in common: `dictionary!` writes their shared members.

use super::{Entries, sort, values};
use crate::system::string_comparer::StringComparer;
use psp_value::{
    Context, Data, Fault, Interrupt, Object, Result, Table, Type, Value, object::KeyComparer, well_known,
};

/// A new table of the type in the receiver of a constructor.
pub fn make(this: &Value, fallback: Type, table: Table) -> Value {
    Object::table(this.as_type().unwrap_or(fallback), table).into()
}

/// How a comparer argument compares keys. Null is the default.
pub fn key_comparer(comparer: Option<&Value>) -> KeyComparer {
    match comparer.and_then(|it| it.downcast::<StringComparer>()) {
        Some(it) if it.ignores_case() => KeyComparer::IgnoreCase,
        _ => KeyComparer::Exact,
    }
}

/// Keys and values of a dictionary argument.
pub fn pairs(context: &mut dyn Context, source: &Value) -> Result<Vec<(Value, Value)>> {
    if source.is_null() {
        return Err(Fault::argument_null("dictionary").into());
    }
    if let Some(table) = source.as_table() {
        return Ok(table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect()));
    }
    let all = crate::declare::Sequence(match psp_value::enumerate(source) {
        Some(all) => all.collect(context)?,
        None => Vec::new(),
    });
    Ok(all.0.iter().filter_map(pair).collect())
}

/// Key and value of a `KeyValuePair` or `DictionaryEntry`.
pub fn pair(entry: &Value) -> Option<(Value, Value)> {
    match &entry.as_object()?.data {
        Data::Fields(fields) => fields.with(|it| match it.values() {
            [key, value, ..] => Some((key.clone(), value.clone())),
            _ => None,
        }),
        _ => None,
    }
}

/// Keys and values converted to a dictionary type's arguments.
pub fn converted(
    context: &mut dyn Context,
    ty: Type,
    pairs: Vec<(Value, Value)>,
) -> Result<Vec<(Value, Value)>> {
    let [key_type, value_type] = ty.arguments else { return Ok(pairs) };
    let (keys, values): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let keys = super::items::convert_all(context, keys, *key_type)?;
    let values = super::items::convert_all(context, values, *value_type)?;
    Ok(keys.into_iter().zip(values).collect())
}

/// A key that is not null.
pub fn key(table: &Entries, key: &Value) -> Result<Value> {
    if !key.is_null() {
        return Ok(key.clone());
    }
    if table.ty() == well_known::HASHTABLE.ty() || table.ty() == well_known::ORDERED_DICTIONARY.ty() {
        let fault = Fault::new("System.ArgumentNullException", "Key cannot be null. (Parameter 'key')");
        return Err(fault.property("ParamName", "key").into());
    }
    Err(Fault::argument_null("key").into())
}

/// Adds an entry whose key must be new.
pub fn add(context: &mut dyn Context, table: &Entries, new: &Value, value: Value) -> Result<()> {
    let new = key(table, new)?;
    let known = table.with(|it| it.stored_key(&new).cloned());
    match known {
        Some(known) => Err(duplicate(context, table, &known, &new)),
        None => table.change(|it| it.insert(new, value)).map(|_| ()),
    }
}

fn duplicate(context: &mut dyn Context, table: &Entries, known: &Value, new: &Value) -> Interrupt {
    let (known, new) = (values::text(context, known), values::text(context, new));
    let (Ok(known), Ok(new)) = (known, new) else { return Interrupt::stopped() };
    let message = if table.ty().arguments.is_empty() {
        format!("Item has already been added. Key in dictionary: '{known}'  Key being added: '{new}'")
    } else {
        format!("An item with the same key has already been added. Key: {new}")
    };
    let fault = Fault::new("System.ArgumentException", message);
    if table.ty().arguments.is_empty() { fault.into() } else { fault.property("ParamName", "key").into() }
}

/// The value of a key that must exist.
pub fn required(context: &mut dyn Context, table: &Entries, wanted: &Value) -> Result<Value> {
    let wanted = key(table, wanted)?;
    if let Some(value) = table.get(&wanted) {
        return Ok(value);
    }
    let text = values::text(context, &wanted)?;
    let message = format!("The given key '{text}' was not present in the dictionary.");
    Err(Fault::new("System.Collections.Generic.KeyNotFoundException", message).into())
}

/// Puts the entries of a sorted dictionary in order; others stay as they are.
pub fn arrange(context: &mut dyn Context, table: &Entries) -> Result<()> {
    if !is_sorted_type(table.ty()) {
        return Ok(());
    }
    let mut all = table.snapshot();
    let mut ordered = true;
    for pair in all.windows(2) {
        if let [a, b] = pair {
            ordered &= values::compare(context, &a.0, &b.0)?.is_lt();
        }
    }
    if ordered {
        return Ok(());
    }
    sort::sort(&mut all, &mut |a, b| values::compare(context, &a.0, &b.0))?;
    table.with(|it| {
        it.clear();
        it.extend(all);
    });
    Ok(())
}

fn is_sorted_type(ty: Type) -> bool {
    matches!(
        ty.name,
        "System.Collections.Generic.SortedDictionary"
            | "System.Collections.Generic.SortedList"
            | "System.Collections.SortedList"
    )
}

/// Tells whether there is an entry with an equal value.
pub fn contains_value(context: &mut dyn Context, table: &Entries, value: &Value) -> Result<bool> {
    for known in table.values() {
        if values::equals(context, &known, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies the entries into an array.
pub fn copy_to(context: &mut dyn Context, table: &Entries, array: &Value, at: i32) -> Result<()> {
    let this = Value::object(table.object().clone());
    let all = match crate::declare::entries(&this) {
        Some(all) => all.collect(context)?,
        None => Vec::new(),
    };
    super::elements::copy_into(&all, array, at)
}

/// The members that every dictionary type has, then its own.
macro_rules! dictionary {
    ($name:literal, $of:ident, $ty:ident, $key:ty, $value:ty, { $($own:tt)* }) => {
        #[psp_derive::ps_type($name, of = $of)]
        impl $ty {
            /// How many entries.
            #[ps(get)]
            fn count(this: $crate::support::Entries) -> i32 {
                this.with(|it| it.len() as i32)
            }

            /// Writes are refused.
            #[ps(get)]
            fn is_read_only(this: $crate::support::Entries) -> bool {
                this.with(|it| it.is_read_only())
            }

            /// Never.
            #[ps(get)]
            fn is_fixed_size(this: $crate::support::Entries) -> bool {
                let _ = this;
                false
            }

            /// A script asked for it to be.
            #[ps(get)]
            fn is_synchronized(this: &psp_value::Value) -> bool {
                $crate::support::synchronized::is_marked(this)
            }

            /// The dictionary itself.
            #[ps(get)]
            fn sync_root(this: &Value) -> Value {
                this.clone()
            }

            /// All keys: a copy in psp.
            #[ps(get)]
            fn keys(context: &mut dyn Context, this: $crate::support::Entries) -> Result<Value> {
                $crate::support::dictionary::arrange(context, &this)?;
                Ok($crate::system::collections::key_collection::keys(&this))
            }

            /// All values: a copy in psp.
            #[ps(get)]
            fn values(context: &mut dyn Context, this: $crate::support::Entries) -> Result<Value> {
                $crate::support::dictionary::arrange(context, &this)?;
                Ok($crate::system::collections::key_collection::values(&this))
            }

            /// Adds an entry; its key must be new.
            #[ps]
            fn add(context: &mut dyn Context, this: $crate::support::Entries, key: $key, value: $value) -> Result<()> {
                let (key, value): (Value, Value) = (key.into(), value.into());
                $crate::support::dictionary::add(context, &this, &key, value)?;
                $crate::support::dictionary::arrange(context, &this)
            }

            /// Removes all entries.
            #[ps]
            fn clear(this: $crate::support::Entries) -> Result<()> {
                this.change(|it| it.clear())
            }

            /// Copies the entries into an array.
            #[ps]
            fn copy_to(context: &mut dyn Context, this: $crate::support::Entries, array: &Value, index: i32) -> Result<()> {
                $crate::support::dictionary::arrange(context, &this)?;
                $crate::support::dictionary::copy_to(context, &this, array, index)
            }

            /// An enumerator over the entries.
            #[ps]
            fn get_enumerator(context: &mut dyn Context, this: $crate::support::Entries) -> Result<Value> {
                $crate::support::dictionary::arrange(context, &this)?;
                Ok($crate::system::collections::enumerator::Enumerator::over(&Value::object(this.object().clone())))
            }

            /// Writes the value of a key.
            #[ps("set_Item")]
            fn set_item(context: &mut dyn Context, this: $crate::support::Entries, key: $key, value: $value) -> Result<()> {
                let (key, value): (Value, Value) = (key.into(), value.into());
                let key = $crate::support::dictionary::key(&this, &key)?;
                let _old = this.change(|it| it.insert(key, value))?;
                $crate::support::dictionary::arrange(context, &this)
            }

            $($own)*
        }
    };
}

pub(crate) use dictionary;

impl<const N: usize> From<crate::declare::Of<N>> for Value {
    fn from(it: crate::declare::Of<N>) -> Self {
        it.0
    }
}

//! `System.Collections.Concurrent.ConcurrentDictionary[K, V]`. Blocks are called outside locks; whether their result
//! counts is decided afterwards, as .NET does.

use crate::{
    declare::{Of, Out},
    support::{
        Delegate, Entries,
        dictionary::{self, dictionary},
        values,
    },
    system::collections::generic::dictionary as generic,
};
use psp_value::{Context, Object, Result, Value, convert, types, well_known};

/// A table for several threads.
pub(crate) struct ConcurrentDictionary;

dictionary!(
    "System.Collections.Concurrent.ConcurrentDictionary",
    CONCURRENT_DICTIONARY,
    ConcurrentDictionary,
    Of<0>,
    Of<1>,
    {
        /// Empty.
        #[ps("new")]
        fn make_new(this: &Value) -> Value {
            generic::empty(this, None)
        }
        #[ps("new")]
        fn with_capacity(
            this: &Value,
            concurrency_level: i32,
            capacity: i32,
            comparer: Option<&Value>,
        ) -> Value {
            let _ = (concurrency_level, capacity);
            generic::empty(this, comparer)
        }

        /// With a comparer for the keys, or with the entries of another dictionary.
        #[ps("new")]
        fn from(
            context: &mut dyn Context,
            this: &Value,
            collection: &Value,
            comparer: Option<&Value>,
        ) -> Result<Value> {
            generic::from(context, this, collection, comparer)
        }

        /// There are no entries.
        #[ps(get)]
        fn is_empty(this: Entries) -> bool {
            this.with(|it| it.is_empty())
        }

        /// The value of a key that exists.
        #[ps("get_Item")]
        fn get_item(context: &mut dyn Context, this: Entries, key: Of<0>) -> Result<Of<1>> {
            dictionary::required(context, &this, &key.0).map(Of)
        }

        /// Adds a value, or replaces the one that is there by what the block makes of key and value.
        #[ps]
        fn add_or_update(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            add_value: Of<1>,
            update_value_factory: Delegate,
        ) -> Result<Of<1>> {
            add_or_update(context, &this, &key.0, &mut |_| Ok(add_value.0.clone()), &update_value_factory)
        }
        #[ps("AddOrUpdate")]
        fn add_or_update_by(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            add_value_factory: Delegate,
            update_value_factory: Delegate,
        ) -> Result<Of<1>> {
            let new = key.0.clone();
            let ty = this.argument(1);
            add_or_update(
                context,
                &this,
                &key.0,
                &mut |context| {
                    let made = add_value_factory.call(context, std::slice::from_ref(&new))?;
                    convert::convert_argument(context, &made, ty)
                },
                &update_value_factory,
            )
        }

        /// The value of a key; added first when there is none.
        #[ps]
        fn get_or_add(this: Entries, key: Of<0>, value: Of<1>) -> Result<Of<1>> {
            let key = dictionary::key(&this, &key.0)?;
            Ok(Of(get_or_add(&this, key, value.0)))
        }
        #[ps("GetOrAdd")]
        fn get_or_add_by(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            value_factory: Delegate,
        ) -> Result<Of<1>> {
            let key = dictionary::key(&this, &key.0)?;
            if let Some(known) = this.get(&key) {
                return Ok(Of(known));
            }
            let made = value_factory.call(context, std::slice::from_ref(&key))?;
            let made = convert::convert_argument(context, &made, this.argument(1))?;
            // Another thread may have been faster: its value counts.
            Ok(Of(get_or_add(&this, key, made)))
        }

        /// There is an entry with this key.
        #[ps]
        fn contains_key(this: Entries, key: Of<0>) -> Result<bool> {
            generic::contains_key(&this, &key.0)
        }

        /// The entries as an array.
        #[ps]
        fn to_array(context: &mut dyn Context, this: Entries) -> Result<Value> {
            let ty = types::instantiate(well_known::KEY_VALUE_PAIR.ty(), this.ty().arguments);
            let value = Value::object(this.object().clone());
            let all = match crate::declare::entries(&value) {
                Some(all) => all.collect(context)?,
                None => Vec::new(),
            };
            Ok(Object::array_of(ty, all).into())
        }

        /// Adds an entry unless the key is there; true when it was added.
        #[ps]
        fn try_add(this: Entries, key: Of<0>, value: Of<1>) -> Result<bool> {
            generic::try_add(&this, &key.0, value.0)
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

        /// Removes an entry and gives its value.
        #[ps]
        fn try_remove(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            value: Out<Value>,
        ) -> Result<bool> {
            generic::remove_to(context, &this, &key.0, &value)
        }

        /// Replaces the value of a key when it equals another one.
        #[ps]
        fn try_update(
            context: &mut dyn Context,
            this: Entries,
            key: Of<0>,
            new_value: Of<1>,
            comparison_value: Of<1>,
        ) -> Result<bool> {
            let key = dictionary::key(&this, &key.0)?;
            let Some(known) = this.get(&key) else { return Ok(false) };
            if !values::equals(context, &known, &comparison_value.0)? {
                return Ok(false);
            }
            Ok(replace(&this, &key, &known, new_value.0))
        }
    }
);

fn get_or_add(table: &Entries, key: Value, value: Value) -> Value {
    table.with(|it| {
        if let Some(known) = it.get(&key) {
            return known.clone();
        }
        it.insert(key, value.clone());
        value
    })
}

/// Replaces a value if it is still the one that was read.
fn replace(table: &Entries, key: &Value, old: &Value, new: Value) -> bool {
    table.with(|it| match it.get_mut(key) {
        Some(place) if is_same(place, old) => {
            *place = new;
            true
        }
        _ => false,
    })
}

/// The same reference or scalar, without running script code: this runs under the lock.
fn is_same(a: &Value, b: &Value) -> bool {
    psp_value::compare::reference_equals(a, b) || a.as_object().is_none() && values::same(a, b)
}

fn add_or_update(
    context: &mut dyn Context,
    table: &Entries,
    key: &Value,
    make: &mut dyn FnMut(&mut dyn Context) -> Result<Value>,
    update: &Delegate,
) -> Result<Of<1>> {
    let key = dictionary::key(table, key)?;
    loop {
        if let Some(known) = table.get(&key) {
            let made = update.call(context, &[key.clone(), known.clone()])?;
            let made = convert::convert_argument(context, &made, table.argument(1))?;
            if replace(table, &key, &known, made.clone()) {
                return Ok(Of(made));
            }
        } else {
            let made = make(context)?;
            if generic::try_add(table, &key, made.clone())? {
                return Ok(Of(made));
            }
        }
        if context.stop().is_requested() {
            return Err(psp_value::Interrupt::stopped());
        }
    }
}

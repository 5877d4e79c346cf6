//! `System.Collections.Generic.KeyValuePair[K, V]` and `System.Collections.DictionaryEntry`.

use crate::{
    declare::Of,
    support::{dictionary::pair, values},
};
use psp_derive::ps_type;
use psp_value::{Context, Data, Fields, Lock, Object, Result, Str, Type, Value, well_known};

/// A key and a value, of types.
pub(crate) struct KeyValuePair;
/// A key and a value.
pub(crate) struct DictionaryEntry;

fn made(this: &Value, key: Value, value: Value) -> Value {
    let mut fields = Fields::default();
    fields.set(&Str::new("Key"), key);
    fields.set(&Str::new("Value"), value);
    let ty = this.as_type().unwrap_or(well_known::DICTIONARY_ENTRY.ty());
    Object::new(ty, Data::Fields(Lock::new(fields))).into()
}

/// A pair of a key and a value of types.
pub(crate) fn of(key_type: Type, value_type: Type, key: Value, value: Value) -> Value {
    made(
        &psp_value::types::instantiate(well_known::KEY_VALUE_PAIR.ty(), &[key_type, value_type]).into(),
        key,
        value,
    )
}

fn part(this: &Value) -> (Value, Value) {
    pair(this).unwrap_or_default()
}

#[ps_type("System.Collections.Generic.KeyValuePair", of = KEY_VALUE_PAIR)]
impl KeyValuePair {
    /// From a key and a value.
    #[ps("new")]
    fn make_new(this: &Value, key: Of<0>, value: Of<1>) -> Value {
        made(this, key.0, value.0)
    }

    /// The key.
    #[ps(get)]
    fn key(this: &Value) -> Of<0> {
        Of(part(this).0)
    }

    /// The value.
    #[ps(get)]
    fn value(this: &Value) -> Of<1> {
        Of(part(this).1)
    }

    /// Key and value in brackets.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: &Value) -> Result<String> {
        let (key, value) = part(this);
        Ok(format!("[{}, {}]", values::text(context, &key)?, values::text(context, &value)?))
    }
}

#[ps_type("System.Collections.DictionaryEntry", of = DICTIONARY_ENTRY)]
impl DictionaryEntry {
    /// From a key and a value.
    #[ps("new")]
    fn make_new(this: &Value, key: Option<Value>, value: Option<Value>) -> Value {
        made(this, key.unwrap_or_default(), value.unwrap_or_default())
    }

    /// The key.
    #[ps(get)]
    fn key(this: &Value) -> Value {
        part(this).0
    }
    #[ps(set)]
    fn set_key(this: &Value, value: &Value) {
        write(this, "Key", value);
    }

    /// The value.
    #[ps(get)]
    fn value(this: &Value) -> Value {
        part(this).1
    }
    #[ps(set)]
    fn set_value(this: &Value, value: &Value) {
        write(this, "Value", value);
    }

    /// PowerShell's name for the key.
    #[ps(get, added = "AliasProperty")]
    fn name(this: &Value) -> Value {
        part(this).0
    }

    /// Key and value in brackets.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: &Value) -> Result<String> {
        let (key, value) = part(this);
        Ok(format!("[{}, {}]", values::text(context, &key)?, values::text(context, &value)?))
    }
}

fn write(this: &Value, name: &str, value: &Value) {
    let value = value.clone();
    if let Some(fields) = this.as_fields() {
        fields.with(|it| it.set(&Str::new(name), value));
    }
}

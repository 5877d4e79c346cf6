//! `System.Collections`.

mod array_list;
pub(crate) mod enumerator;
pub(crate) mod generic;
mod hashtable;
pub(crate) mod key_collection;
mod object_model;
mod specialized;

use psp_value::types::{TypeDef, register, register_generics};

static TYPES: &[&TypeDef] = &[
    array_list::ArrayList::DEF,
    enumerator::Enumerator::DEF,
    enumerator::DictionaryEnumerator::DEF,
    enumerator::Enumerable::DEF,
    generic::key_value_pair::DictionaryEntry::DEF,
    hashtable::Hashtable::DEF,
    key_collection::KeyCollection::DEF,
];

/// Makes the types of this namespace known.
pub(crate) fn register_all() {
    register(TYPES);
    register(generic::TYPES);
    register_generics(generic::GENERICS);
    register(object_model::TYPES);
    register_generics(object_model::GENERICS);
    register(specialized::TYPES);
}

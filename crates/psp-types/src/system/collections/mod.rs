//! `System.Collections`.

mod array_list;
mod bit_array;
mod concurrent;
pub(crate) mod enumerator;
pub(crate) mod generic;
mod hashtable;
pub(crate) mod key_collection;
mod object_model;
pub(crate) mod queue;
mod sorted_list;
pub(crate) mod specialized;
pub(crate) mod stack;

use psp_value::types::{TypeDef, register, register_generics};

static TYPES: &[&TypeDef] = &[
    array_list::ArrayList::DEF,
    bit_array::BitArray::DEF,
    queue::Queue::DEF,
    sorted_list::SortedList::DEF,
    stack::Stack::DEF,
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
    register(concurrent::TYPES);
    register_generics(concurrent::GENERICS);
    register(object_model::TYPES);
    register_generics(object_model::GENERICS);
    register(specialized::TYPES);
}

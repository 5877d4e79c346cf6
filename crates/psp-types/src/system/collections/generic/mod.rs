//! `System.Collections.Generic`.

mod comparer;
pub(crate) mod dictionary;
mod hash_set;
pub(crate) mod key_value_pair;
mod linked_list;
pub(crate) mod list;
mod priority_queue;
mod sorted_set;

use super::{queue::GenericQueue, sorted_list::GenericSortedList, stack::GenericStack};
use crate::declare::Emulated;
use psp_value::{
    types::{Generic, TypeDef},
    well_known,
};

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[
    comparer::Comparer::DEF,
    comparer::EqualityComparer::DEF,
    dictionary::Dictionary::DEF,
    dictionary::SortedDictionary::DEF,
    hash_set::HashSet::DEF,
    key_value_pair::KeyValuePair::DEF,
    linked_list::LinkedList::DEF,
    linked_list::LinkedListNode::DEF,
    list::List::DEF,
    priority_queue::PriorityQueue::DEF,
    sorted_set::SortedSet::DEF,
    GenericQueue::DEF,
    GenericSortedList::DEF,
    GenericStack::DEF,
];

/// The generic types of this namespace.
pub(crate) static GENERICS: &[Generic] = &[
    Generic { name: "System.Collections.Generic.Comparer", arity: 1, definition: comparer::Comparer::ty },
    Generic {
        name: "System.Collections.Generic.EqualityComparer",
        arity: 1,
        definition: comparer::EqualityComparer::ty,
    },
    Generic { name: well_known::DICTIONARY.name, arity: 2, definition: || well_known::DICTIONARY.ty() },
    Generic {
        name: well_known::SORTED_DICTIONARY.name,
        arity: 2,
        definition: || well_known::SORTED_DICTIONARY.ty(),
    },
    Generic { name: well_known::HASH_SET.name, arity: 1, definition: || well_known::HASH_SET.ty() },
    Generic {
        name: well_known::KEY_VALUE_PAIR.name,
        arity: 2,
        definition: || well_known::KEY_VALUE_PAIR.ty(),
    },
    Generic {
        name: "System.Collections.Generic.LinkedList",
        arity: 1,
        definition: linked_list::LinkedList::ty,
    },
    Generic {
        name: "System.Collections.Generic.LinkedListNode",
        arity: 1,
        definition: linked_list::LinkedListNode::ty,
    },
    Generic { name: well_known::LIST.name, arity: 1, definition: || well_known::LIST.ty() },
    Generic {
        name: "System.Collections.Generic.PriorityQueue",
        arity: 2,
        definition: priority_queue::PriorityQueue::ty,
    },
    Generic { name: "System.Collections.Generic.Queue", arity: 1, definition: GenericQueue::ty },
    Generic { name: "System.Collections.Generic.SortedList", arity: 2, definition: GenericSortedList::ty },
    Generic { name: "System.Collections.Generic.SortedSet", arity: 1, definition: sorted_set::SortedSet::ty },
    Generic { name: "System.Collections.Generic.Stack", arity: 1, definition: GenericStack::ty },
    Generic {
        name: well_known::GENERIC_IENUMERABLE.name,
        arity: 1,
        definition: || well_known::GENERIC_IENUMERABLE.ty(),
    },
    Generic {
        name: well_known::GENERIC_ICOLLECTION.name,
        arity: 1,
        definition: || well_known::GENERIC_ICOLLECTION.ty(),
    },
    Generic { name: well_known::GENERIC_ILIST.name, arity: 1, definition: || well_known::GENERIC_ILIST.ty() },
    Generic {
        name: well_known::GENERIC_IDICTIONARY.name,
        arity: 2,
        definition: || well_known::GENERIC_IDICTIONARY.ty(),
    },
    Generic { name: well_known::GENERIC_ISET.name, arity: 1, definition: || well_known::GENERIC_ISET.ty() },
    Generic {
        name: well_known::GENERIC_ICOMPARER.name,
        arity: 1,
        definition: || well_known::GENERIC_ICOMPARER.ty(),
    },
    Generic {
        name: well_known::GENERIC_IEQUALITY_COMPARER.name,
        arity: 1,
        definition: || well_known::GENERIC_IEQUALITY_COMPARER.ty(),
    },
    Generic {
        name: well_known::GENERIC_IENUMERATOR.name,
        arity: 1,
        definition: || well_known::GENERIC_IENUMERATOR.ty(),
    },
];

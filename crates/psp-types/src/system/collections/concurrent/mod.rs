//! `System.Collections.Concurrent`.

mod blocking_collection;
mod concurrent_bag;
mod concurrent_dictionary;

use super::{queue::ConcurrentQueue, stack::ConcurrentStack};
use crate::declare::Emulated;
use psp_value::{
    types::{Generic, TypeDef},
    well_known,
};

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[
    blocking_collection::BlockingCollection::DEF,
    concurrent_bag::ConcurrentBag::DEF,
    concurrent_dictionary::ConcurrentDictionary::DEF,
    ConcurrentQueue::DEF,
    ConcurrentStack::DEF,
];

/// The generic types of this namespace.
pub(crate) static GENERICS: &[Generic] = &[
    Generic {
        name: "System.Collections.Concurrent.BlockingCollection",
        arity: 1,
        definition: blocking_collection::BlockingCollection::ty,
    },
    Generic {
        name: "System.Collections.Concurrent.ConcurrentBag",
        arity: 1,
        definition: concurrent_bag::ConcurrentBag::ty,
    },
    Generic {
        name: "System.Collections.Concurrent.ConcurrentDictionary",
        arity: 2,
        definition: || well_known::CONCURRENT_DICTIONARY.ty(),
    },
    Generic {
        name: "System.Collections.Concurrent.ConcurrentQueue",
        arity: 1,
        definition: ConcurrentQueue::ty,
    },
    Generic {
        name: "System.Collections.Concurrent.ConcurrentStack",
        arity: 1,
        definition: ConcurrentStack::ty,
    },
];

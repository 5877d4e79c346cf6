//! `System.Collections.ObjectModel`.

mod collection;

use psp_value::{
    types::{Generic, TypeDef},
    well_known,
};

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[collection::Collection::DEF, collection::ReadOnlyCollection::DEF];

/// The generic types of this namespace.
pub(crate) static GENERICS: &[Generic] = &[
    Generic { name: well_known::COLLECTION.name, arity: 1, definition: || well_known::COLLECTION.ty() },
    Generic {
        name: well_known::READ_ONLY_COLLECTION.name,
        arity: 1,
        definition: || well_known::READ_ONLY_COLLECTION.ty(),
    },
];

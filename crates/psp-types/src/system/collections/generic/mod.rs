//! `System.Collections.Generic`.

pub(crate) mod dictionary;
pub(crate) mod key_value_pair;
pub(crate) mod list;

use psp_value::{
    types::{Generic, TypeDef},
    well_known,
};

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] =
    &[list::List::DEF, dictionary::Dictionary::DEF, dictionary::SortedDictionary::DEF, key_value_pair::KeyValuePair::DEF];

/// The generic types of this namespace.
pub(crate) static GENERICS: &[Generic] = &[
    Generic { name: well_known::KEY_VALUE_PAIR.name, arity: 2, definition: || well_known::KEY_VALUE_PAIR.ty() },
    Generic { name: well_known::LIST.name, arity: 1, definition: || well_known::LIST.ty() },
    Generic { name: well_known::DICTIONARY.name, arity: 2, definition: || well_known::DICTIONARY.ty() },
    Generic { name: well_known::SORTED_DICTIONARY.name, arity: 2, definition: || well_known::SORTED_DICTIONARY.ty() },
];

//! `System.Collections.Specialized`.

pub(crate) mod name_value_collection;
mod ordered_dictionary;
mod string_collection;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[
    name_value_collection::NameValueCollection::DEF,
    ordered_dictionary::OrderedDictionary::DEF,
    string_collection::StringCollection::DEF,
];

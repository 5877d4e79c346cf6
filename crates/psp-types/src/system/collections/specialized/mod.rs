//! `System.Collections.Specialized`.

mod ordered_dictionary;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[ordered_dictionary::OrderedDictionary::DEF];
